// Who holds what over which stretch of a run. Where several steps leave it as it is, that is one tenure;
// where the thing changes under its holder, the next one begins. Pictures draw them as bars over a lane.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "checker/replay.hpp"
#include "checker/words.hpp"

namespace holdfast::reports {

struct Tenure {
    checker::Holding holding;
    std::size_t from = 0;                ///< the step that made it so; 0: it was so at the start
    std::optional<std::size_t> to = {};  ///< the step that ended it; none: it lasts to the end
};

/// In the order in which they begin, those of one step in the order of its state.
[[nodiscard]] std::vector<Tenure> tenures_of(const checker::Story& story);

}  // namespace holdfast::reports
