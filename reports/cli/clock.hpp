// The only clock. Nothing that it says may reach a result.
#pragma once

#include <cstdint>

namespace holdfast::reports::cli {

/// Runs from its creation on.
class Stopwatch {
public:
    Stopwatch();

    [[nodiscard]] double seconds() const;

private:
    std::int64_t start_;  ///< nanoseconds of a clock that never goes back
};

/// The same, of the time that all threads of this process were at work.
class CpuStopwatch {
public:
    CpuStopwatch();

    [[nodiscard]] double seconds() const;

private:
    double start_;  ///< seconds
};

}  // namespace holdfast::reports::cli
