// The limits under which a case is searched: its own and those of the command line, the smaller of each.
// Every verb that searches takes them from here, so that what one finds the other finds too.
#pragma once

#include <cstdint>
#include <optional>

#include "checker/options.hpp"
#include "scenarios/format/scenario.hpp"

namespace holdfast::reports::cli {

/// Sets the limits of states, depth and memory. Time is the caller's, who has the clock. What is asked for is
/// a promise of the whole process, and so is shared out where several cases are searched side by side.
void set_limits(checker::Options& options, const scenarios::Limits& own, const scenarios::Limits& asked = {},
                unsigned side_by_side = 1);

/// The bytes that a search may take: of its own limit, or of its part of the one that is asked for.
[[nodiscard]] std::uint64_t memory_for_search(std::optional<std::uint64_t> own,
                                              std::optional<std::uint64_t> asked, unsigned side_by_side);

}  // namespace holdfast::reports::cli
