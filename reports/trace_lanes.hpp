// Who takes part in a trace, and where: the columns of a sequence diagram. Whoever lives in one place stands
// side by side, in the order in which the trace first meets them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/report.hpp"

namespace holdfast::reports {

/// One place and its people. The place may be empty: then they are nowhere in particular.
struct Place {
    std::string name;
    std::vector<std::string> actors;
    std::size_t first = 0;  ///< the number of its first actor, counted over all places
};

class TraceLanes {
public:
    explicit TraceLanes(const Trace& trace);

    [[nodiscard]] const std::vector<Place>& places() const { return places_; }

    /// The number of actors in all places.
    [[nodiscard]] std::size_t count() const;

    /// Who makes the step, as a number below `count()`. It must be a step of the trace.
    [[nodiscard]] std::size_t of(const TraceStep& step) const;

private:
    std::vector<Place> places_;
};

}  // namespace holdfast::reports
