// A limit of time for a whole run, shared out among its cases: a case may take as much of what is left as
// there is for each of those that are not done. What one leaves goes to the others.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>

#include "reports/cli/clock.hpp"

namespace holdfast::reports::cli {

/// Of `left` seconds what one of `open` cases may take, `jobs` of which run side by side.
[[nodiscard]] double fair_share(double left, std::size_t open, std::size_t jobs);

class TimeShare {
public:
    /// The time runs from here on. No limit: nothing is shared out.
    TimeShare(std::optional<double> seconds, std::size_t cases, std::size_t jobs)
        : seconds_(seconds), open_(cases), jobs_(jobs)
    {
    }

    /// A case begins: the seconds that it may take, at least 0.
    [[nodiscard]] std::optional<double> begin();

    /// It is done.
    void end();

private:
    std::mutex mutex_;
    Stopwatch since_;
    const std::optional<double> seconds_;
    std::size_t open_;
    const std::size_t jobs_;
};

}  // namespace holdfast::reports::cli
