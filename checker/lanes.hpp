// Lanes as the search for fewest switches sees them: numbered from 0 without gaps, and with one rule for what
// a switch is. A step without a lane (a clock's) leaves the last lane where it was.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "checker/model.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

class Lanes {
public:
    using Lane = std::optional<std::size_t>;  ///< below `count()`; none where a step has no lane

    explicit Lanes(std::span<const Process> processes);

    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] Lane of(Choice choice) const { return by_process_[choice.process]; }

    /// True where a step in lane `next` after a last lane `last` (none: no step had a lane yet) is a switch.
    [[nodiscard]] static bool is_switch(Lane last, Lane next) { return last && next && *last != *next; }

    /// The last lane behind a step in lane `next`.
    [[nodiscard]] static Lane after(Lane last, Lane next) { return next ? next : last; }

    /// Changes of lane between consecutive steps that have a lane.
    [[nodiscard]] std::size_t switches(const Schedule& schedule) const;

private:
    std::vector<Lane> by_process_;
    std::size_t count_ = 0;
};

}  // namespace holdfast::checker
