#include "checker/refuse.hpp"

#include <range/v3/action/sort.hpp>
#include <range/v3/algorithm/adjacent_find.hpp>
#include <range/v3/algorithm/find.hpp>
#include <range/v3/algorithm/find_if.hpp>
#include <range/v3/range/conversion.hpp>
#include <range/v3/view/transform.hpp>

namespace holdfast::checker {

void refuse_unfit_properties(std::span<const Property> properties)
{
    if (properties.size() > most_properties) {
        throw ModelError(fmt::format("the model states {} properties; at most {} are judged in one run",
                                     properties.size(), most_properties));
    }
    const auto misparted = ranges::find_if(properties, [](const Property& property) {
        return property.parts == 0 || (property.parts > 1 && !is_on_runs(property.kind));
    });
    if (misparted != properties.end()) {
        throw ModelError(fmt::format("property '{}' is of kind {} and has {} parts; only properties on runs "
                                     "have several, and none has none",
                                     misparted->name, to_string(misparted->kind), misparted->parts));
    }
    const auto names = properties | ranges::views::transform(&Property::name) | ranges::to<std::vector> |
                       ranges::actions::sort;
    const auto twice = ranges::adjacent_find(names);
    if (twice != names.end()) throw ModelError(fmt::format("two properties have the name '{}'", *twice));
}

void refuse_properties_on_runs(std::span<const Property> properties)
{
    const auto found = ranges::find_if(properties, is_on_runs, &Property::kind);
    if (found != properties.end()) {
        throw ModelError(fmt::format("property '{}' is of kind {}, but the model has no goals(state, asked) "
                                     "that says where it leads to",
                                     found->name, to_string(found->kind)));
    }
}

void refuse_within(std::span<const Property> properties)
{
    const auto found = ranges::find(properties, PropertyKind::within, &Property::kind);
    if (found != properties.end()) {
        throw ModelError(fmt::format("property '{}' is of kind within, but the model has no duration(state, "
                                     "choice) that says how long a step takes",
                                     found->name));
    }
}

void refuse_bounds_beyond(std::uint64_t most, std::span<const Property> properties)
{
    const auto found = ranges::find_if(properties, [&](const Property& each) {
        return each.kind == PropertyKind::within && each.bound > most;
    });
    if (found != properties.end()) {
        throw ModelError(fmt::format("property '{}' has the bound {}; the most that can be told is {}",
                                     found->name, found->bound, most));
    }
}

void refuse_parts(std::span<const Property> properties)
{
    const auto found = ranges::find_if(properties, [](const Property& each) { return each.parts > 1; });
    if (found != properties.end()) {
        throw ModelError(
            fmt::format("property '{}' has {} parts, but the model has no satisfied(state, asked, part) and "
                        "goals(state, asked, part) that tell them apart",
                        found->name, found->parts));
    }
}

}  // namespace holdfast::checker
