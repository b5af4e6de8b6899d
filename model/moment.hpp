// Whether it is time for a step that has one: "at 7m", "within 10m..30m" of its program's age.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "model/script.hpp"

namespace holdfast::model {

enum class Moment : std::uint8_t {
    not_yet,
    open,  ///< it may be taken now, or later
    last,  ///< one of the steps at this point must be taken before any time passes
    past,  ///< its time is over, and that of another step at this point is not
};

/// The last minute of all steps at the point; none where some step there may be taken at any time.
[[nodiscard]] inline std::optional<std::uint32_t> last_minute(const Script& script, const Point& point)
{
    std::uint32_t last = 0;
    for (std::size_t k = point.first; k < std::size_t{point.first} + point.count; ++k) {
        const std::optional<Window>& when = script.possibilities[k].call.when;
        if (!when) return std::nullopt;
        last = std::max(last, when->until);
    }
    return last;
}

/// Of a step of that point, at which its program has that age in minutes. Who comes too late for all of them
/// makes up for it at once.
[[nodiscard]] inline Moment moment_of(const Call& call, const Script& script, const Point& point,
                                      std::uint64_t age)
{
    if (!call.when) return Moment::open;
    if (age < call.when->from) return Moment::not_yet;
    const auto last = last_minute(script, point);
    if (last && age >= *last) return Moment::last;
    return age <= call.when->until ? Moment::open : Moment::past;
}

}  // namespace holdfast::model
