// Which built-in properties a scenario cannot put to the test, whatever its runs are: where nobody connects,
// nobody is blocked. A report says so in one line, so that what merely never came up stays to be seen.
#pragma once

#include <string>
#include <vector>

#include "model/system.hpp"

namespace holdfast::reports::cli {

/// By property, in the order of the system's: why it cannot apply, in the words of the scenario; empty where
/// it can. Without servers and time there are only properties that any scenario may be about.
[[nodiscard]] std::vector<std::string> reasons_not_to_apply(const model::Setup& setup);

}  // namespace holdfast::reports::cli
