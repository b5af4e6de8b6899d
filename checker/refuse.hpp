// What cannot be checked is refused before anything is searched.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

#include <fmt/format.h>

#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/property.hpp"

namespace holdfast::checker {

/// Throws ModelError for too many properties, two of one name, a kind that is not decided, or one without a
/// part; only leads_to properties may have several.
void refuse_unfit_properties(std::span<const Property> properties);

/// Throws ModelError for a property of kind leads_to: the model cannot say what it leads to.
void refuse_leads_to(std::span<const Property> properties);

/// Throws ModelError for a leads_to property of several parts: the model cannot be asked by part.
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
    if constexpr (!ModelWithGoals<M>) refuse_leads_to(model.properties());
    if constexpr (!ModelWithParts<M>) refuse_parts(model.properties());
}

}  // namespace holdfast::checker
