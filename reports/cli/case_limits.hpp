// The limits under which a case is searched: its own and those of the command line, the smaller of each.
// Every verb that searches takes them from here, so that what one finds the other finds too.
#pragma once

#include "checker/options.hpp"
#include "scenarios/format/scenario.hpp"

namespace holdfast::reports::cli {

/// Sets the limits of states, depth and memory. Time is the caller's, who has the clock.
void set_limits(checker::Options& options, const scenarios::Limits& own, const scenarios::Limits& asked = {});

}  // namespace holdfast::reports::cli
