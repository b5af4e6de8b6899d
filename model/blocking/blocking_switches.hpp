// The switches of client blocking as scenarios, lists and reports know them: those of BlockingPolicy, and
// behind them those of how a value is read (reading_switches.hpp), all over a whole Policy.
#pragma once

#include <vector>

#include "model/policy.hpp"

namespace holdfast::model {

/// In the order of the assumptions A20 to A24 and the points of 6.5.
[[nodiscard]] std::vector<Switch> blocking_switches();

}  // namespace holdfast::model
