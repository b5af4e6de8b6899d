#include "model/script_questions.hpp"

#include <algorithm>
#include <optional>

#include "model/moment.hpp"

namespace holdfast::model {
namespace {

bool leads_to(const Script& script, const Point& point, const std::vector<bool>& before,
              const StepTest& is_meant)
{
    if (point.kind == Point::Kind::end || point.kind == Point::Kind::crashed) return false;
    const bool inside = point.kind == Point::Kind::inside;
    for (std::size_t k = point.first; k < point.first + (inside ? std::size_t{1} : point.count); ++k) {
        const Possibility& each = script.possibilities[k];
        if (is_meant(each.call, inside) || before[each.on_success] || before[each.on_failure]) return true;
    }
    return false;
}

}  // namespace

bool any_call(const Script& script, const CallTest& is_meant)
{
    return std::ranges::any_of(script.possibilities, is_meant, &Possibility::call);
}

std::size_t calls_of(const Script& script, CallKind kind)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        script.possibilities, [&](const Possibility& each) { return each.call.kind == kind; }));
}

bool makes(const Script& script, CallKind kind) { return calls_of(script, kind) > 0; }

std::vector<bool> points_before(const Script& script, const StepTest& is_meant)
{
    std::vector<bool> before(script.points.size(), false);
    for (bool grows = true; grows;) {
        grows = false;
        for (std::size_t k = 0; k < script.points.size(); ++k) {
            if (before[k] || !leads_to(script, script.points[k], before, is_meant)) continue;
            before[k] = true;
            grows = true;
        }
    }
    return before;
}

std::vector<bool> points_before_windows(const Script& script)
{
    const auto has_window = [](const Call& call, bool inside) { return !inside && call.when.has_value(); };
    if (!any_call(script, [](const Call& call) { return call.when.has_value(); })) return {};
    return points_before(script, has_window);
}

std::uint32_t first_minute_too_late(const Script& script)
{
    std::uint32_t first = 0;
    for (const Point& point : script.points) {
        if (point.kind != Point::Kind::between || last_minute(script, point)) continue;
        for (std::size_t k = point.first; k < std::size_t{point.first} + point.count; ++k) {
            const std::optional<Window>& when = script.possibilities[k].call.when;
            if (when) first = std::max(first, when->until + 1);
        }
    }
    return first;
}

}  // namespace holdfast::model
