// The cases of a file: one world under several policies. What a case does not say it takes from [mapi],
// [limits] and [expect]; what it says is merged over them, key by key.
#pragma once

#include <vector>

#include "scenarios/format/own_properties.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {

/// All cases, each with the world as its policy compares names, and the scenario's own properties in it.
[[nodiscard]] std::vector<Case> read_cases(const Table& file, const Draft& draft,
                                           const std::vector<DraftProperty>& own, Complaints& complaints);

}  // namespace holdfast::scenarios
