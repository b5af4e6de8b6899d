// A property that a scenario states itself, beside those that are built in.
#pragma once

#include <string>

#include "checker/property.hpp"
#include "model/formula.hpp"

namespace holdfast::model {

struct OwnProperty {
    std::string name;
    checker::PropertyKind kind = checker::PropertyKind::never;  ///< all but never_step
    std::string says{};                                         ///< its meaning for a reader; may be empty
    Formula formula{};                                          ///< P
    Formula goal{};                                             ///< Q of leads_to and within
    std::uint64_t minutes = 0;                                  ///< T of within

    bool operator==(const OwnProperty&) const = default;
};

/// Calls `use` with every node of its formulas.
template <class Use>
void for_each_node(const OwnProperty& property, const Use& use)
{
    for_each_node(property.formula, use);
    if (checker::is_on_runs(property.kind)) for_each_node(property.goal, use);
}

}  // namespace holdfast::model
