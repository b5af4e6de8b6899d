#include "reports/cli/clock.hpp"

#include <chrono>

#include <time.h>

namespace holdfast::reports::cli {

namespace {

std::int64_t now()
{
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(since_start).count();
}

double cpu_now()
{
    timespec used = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

}  // namespace

Stopwatch::Stopwatch() : start_(now()) {}

double Stopwatch::seconds() const { return static_cast<double>(now() - start_) / 1e9; }

CpuStopwatch::CpuStopwatch() : start_(cpu_now()) {}

double CpuStopwatch::seconds() const { return cpu_now() - start_; }

}  // namespace holdfast::reports::cli
