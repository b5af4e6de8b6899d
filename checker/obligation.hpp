// One obligation, as a single state is asked for it: a leads_to property, or one of its parts.
#pragma once

#include <cstddef>
#include <optional>

#include "checker/distrust.hpp"
#include "checker/model.hpp"
#include "checker/property.hpp"

namespace holdfast::checker {

template <ModelWithGoals M>
class Obligation {
public:
    using State = typename M::State;

    /// With `distrust` the model is asked everything twice; a broken duty throws ModelError.
    Obligation(const M& model, std::size_t property, std::size_t part, bool distrust)
        : model_(model), bit_(property_bit(property)), part_(part),
          has_parts_(model.properties()[property].parts > 1)
    {
        if (distrust) doubt_.emplace(model);
    }

    /// P: from here on something is owed, unless it is paid at once.
    [[nodiscard]] bool triggers(const State& state) const
    {
        const auto ask = [&] { return satisfied(state); };
        return (answer("satisfied()", ask) & bit_) != 0;
    }

    /// Q.
    [[nodiscard]] bool pays(const State& state) const
    {
        const auto ask = [&] { return goals(state); };
        return (answer("goals()", ask) & bit_) != 0;
    }

private:
    template <class Ask>
    [[nodiscard]] PropertyMask answer(const char* who, const Ask& ask) const
    {
        return doubt_ ? doubt_->same_answer(who, bit_, ask) : ask();
    }

    [[nodiscard]] PropertyMask satisfied(const State& state) const
    {
        if constexpr (ModelWithParts<M>) {
            if (has_parts_) return model_.satisfied(state, bit_, part_);
        }
        return model_.satisfied(state, bit_);
    }

    [[nodiscard]] PropertyMask goals(const State& state) const
    {
        if constexpr (ModelWithParts<M>) {
            if (has_parts_) return model_.goals(state, bit_, part_);
        }
        return model_.goals(state, bit_);
    }

    const M& model_;
    const PropertyMask bit_;
    const std::size_t part_;
    const bool has_parts_;
    std::optional<Distrust<M>> doubt_;
};

}  // namespace holdfast::checker
