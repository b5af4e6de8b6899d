// What cannot be checked is refused before anything is searched.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

#include <fmt/format.h>

#include "checker/elapsing.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/property.hpp"

namespace holdfast::checker {

/// Throws ModelError for too many properties, two of one name, or one without a part; only properties on
/// runs may have several.
void refuse_unfit_properties(std::span<const Property> properties);

/// Throws ModelError for a property on runs: the model cannot say what P leads to.
void refuse_properties_on_runs(std::span<const Property> properties);

/// Throws ModelError for a property of kind within: the model has no clock.
void refuse_within(std::span<const Property> properties);

/// Throws ModelError for a property of kind within whose bound is greater.
void refuse_bounds_beyond(std::uint64_t most, std::span<const Property> properties);

/// Throws ModelError for a property of several parts: the model cannot be asked by part.
void refuse_parts(std::span<const Property> properties);

/// Throws ModelError where the model states what cannot be checked.
template <Model M>
void refuse_unfit(const M& model)
{
    refuse_unfit_properties(model.properties());
    constexpr std::size_t most_processes = std::size_t{std::numeric_limits<std::uint16_t>::max()} + 1;
    if (model.processes().size() > most_processes) {
        throw ModelError(fmt::format("the model has {} processes; a choice can name {}",
                                     model.processes().size(), most_processes));
    }
    if (model.initial_states().empty()) throw ModelError("the model has no initial state");
    if constexpr (!ModelWithGoals<M>) refuse_properties_on_runs(model.properties());
    if constexpr (!ModelWithTime<M>) refuse_within(model.properties());
    else refuse_bounds_beyond(Elapsing<M>::most_bound, model.properties());
    if constexpr (!ModelWithParts<M>) refuse_parts(model.properties());
}

}  // namespace holdfast::checker
