// Who gets a lane in the picture of a run, and where in it the bars stand. html/swim_lanes.js does the same
// for the page, which lays its picture out for the screen that it meets.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/report.hpp"

namespace holdfast::reports {

struct Lane {
    std::string who;
    std::string where;
    std::size_t slots = 0;  ///< bars that stand side by side
};

/// A tenure as it is drawn.
struct Bar {
    const Tenure* tenure = nullptr;
    std::size_t lane = 0;
    std::size_t slot = 0;
    bool goes_on = false;  ///< the bar above it is of the same thing: something changed under its holder
};

struct SwimLanes {
    /// Whoever acts or holds something, those of one place side by side, in the order in which they appear;
    /// whoever lives nowhere, such as a clock, comes last.
    std::vector<Lane> lanes;
    std::vector<std::size_t> lane_of_step;
    std::vector<Bar> bars;  ///< in the order of the trace's tenures
};

/// The trace must outlive what comes out.
[[nodiscard]] SwimLanes swim_lanes(const Trace& trace);

/// Somebody else's step made it worse.
[[nodiscard]] bool is_struck(const SwimLanes& lanes, const Bar& bar);

}  // namespace holdfast::reports
