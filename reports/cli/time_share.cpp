#include "reports/cli/time_share.hpp"

#include <algorithm>

namespace holdfast::reports::cli {

double fair_share(double left, std::size_t open, std::size_t jobs)
{
    if (left <= 0) return 0;
    const auto cases = static_cast<double>(std::max<std::size_t>(1, open));
    return left * std::min(1.0, static_cast<double>(jobs) / cases);
}

std::optional<double> TimeShare::begin()
{
    if (!seconds_) return std::nullopt;
    const std::lock_guard lock(mutex_);
    return fair_share(*seconds_ - since_.seconds(), open_, jobs_);
}

void TimeShare::end()
{
    const std::lock_guard lock(mutex_);
    if (open_ > 0) --open_;
}

}  // namespace holdfast::reports::cli
