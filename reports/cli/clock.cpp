#include "reports/cli/clock.hpp"

#include <chrono>

namespace holdfast::reports::cli {

namespace {

std::int64_t now()
{
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(since_start).count();
}

}  // namespace

Stopwatch::Stopwatch() : start_(now()) {}

double Stopwatch::seconds() const { return static_cast<double>(now() - start_) / 1e9; }

}  // namespace holdfast::reports::cli
