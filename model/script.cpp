#include "model/script.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/calls/atomic_steps.hpp"

namespace holdfast::model {
namespace {

/// Builds from the end backwards: a list of items is laid in front of the point where the program goes on.
class Writer {
public:
    Script write(const Program& program)
    {
        number(program.run);
        script_.points.push_back({.kind = Point::Kind::end});
        script_.points.push_back({.kind = Point::Kind::crashed});
        script_.end = 0;
        script_.crashed = 1;
        script_.start = before(program.run, script_.end);
        return std::move(script_);
    }

    [[nodiscard]] bool too_long() const { return too_long_; }

private:
    void number(const Block& block)
    {
        for (const Item& item : block) {
            if (const auto* call = std::get_if<Call>(&item)) {
                numbers_.emplace(call, static_cast<std::uint16_t>(numbers_.size()));
            } else if (const auto* repeat = std::get_if<Repeat>(&item)) {
                number(repeat->steps);
            } else {
                for (const Block& branch : std::get<Choose>(item).branches) number(branch);
            }
        }
    }

    /// The point in front of a block; `leave` inside it leads to `after`, which is also where it ends.
    PointIndex before(const Block& block, PointIndex after)
    {
        PointIndex next = after;
        for (auto item = block.rbegin(); item != block.rend(); ++item) next = before(*item, next, after);
        return next;
    }

    PointIndex before(const Item& item, PointIndex next, PointIndex leave)
    {
        if (const auto* call = std::get_if<Call>(&item)) return add_point({possibility(*call, next, leave)});
        if (const auto* repeat = std::get_if<Repeat>(&item)) return before(*repeat, next);
        return before(std::get<Choose>(item), next);
    }

    PointIndex before(const Repeat& repeat, PointIndex next)
    {
        if (repeat.forever) return endless(repeat.steps);
        for (std::uint32_t round = 0; round < repeat.times && !too_long_; ++round)
            next = before(repeat.steps, next);
        return next;
    }

    /// A round leads to the point in front of it, which is known only when the round is written: until then
    /// `head` stands for it. Nothing outside refers to `head`, so all who do were written meanwhile.
    PointIndex endless(const Block& steps)
    {
        script_.endless = true;
        const auto first = script_.possibilities.size();
        const PointIndex start = before(steps, head);
        for (std::size_t k = first; k < script_.possibilities.size(); ++k) {
            Possibility& each = script_.possibilities[k];
            if (each.on_success == head) each.on_success = start;
            if (each.on_failure == head) each.on_failure = start;
        }
        return start;
    }

    /// Which branch is taken is decided by its first call, so the branches' first points become one point.
    PointIndex before(const Choose& choose, PointIndex next)
    {
        std::vector<Possibility> together;
        for (const Block& branch : choose.branches) {
            const PointIndex start = before(branch, next);
            if (too_long_) return script_.end;
            const Point first = script_.points[start];
            const auto begin = script_.possibilities.begin() + first.first;
            together.insert(together.end(), begin, begin + first.count);
        }
        return add_point(together);
    }

    Possibility possibility(const Call& call, PointIndex next, PointIndex leave) const
    {
        const PointIndex failed = call.on_failure == OnFailure::next    ? next
                                  : call.on_failure == OnFailure::leave ? leave
                                                                        : script_.end;
        const PointIndex done = call.kind == CallKind::exit ? script_.crashed : next;
        return {.call = call, .on_success = done, .on_failure = failed, .written = numbers_.at(&call)};
    }

    PointIndex add_point(const std::vector<Possibility>& possibilities)
    {
        if (script_.points.size() >= most_places + 2) too_long_ = true;
        if (script_.possibilities.size() + possibilities.size() > most_possibilities) too_long_ = true;
        if (too_long_) return script_.end;
        const auto first = static_cast<std::uint16_t>(script_.possibilities.size());
        script_.possibilities.insert(script_.possibilities.end(), possibilities.begin(), possibilities.end());
        script_.points.push_back({.first = first, .count = static_cast<std::uint16_t>(possibilities.size())});
        return static_cast<PointIndex>(script_.points.size() - 1);
    }

    static constexpr PointIndex head = 0xFFFF;

    Script script_;
    std::map<const Call*, std::uint16_t> numbers_;  ///< of the calls as they are written
    bool too_long_ = false;
};

/// The points of a choose's branches go into one point and are left behind; only points that the program can
/// be at keep a number, so that its place takes no bit too many.
Script without_unreached_points(const Script& script)
{
    constexpr PointIndex unseen = 0xFFFF;
    std::vector<PointIndex> number(script.points.size(), unseen);
    std::vector<PointIndex> order;
    const auto see = [&](PointIndex at) {
        if (number[at] != unseen) return;
        number[at] = static_cast<PointIndex>(order.size());
        order.push_back(at);
    };
    see(script.start);
    see(script.end);
    see(script.crashed);
    Script compact;
    for (std::size_t k = 0; k < order.size(); ++k) {
        Point point = script.points[order[k]];
        const auto first = script.possibilities.begin() + point.first;
        point.first = static_cast<std::uint16_t>(compact.possibilities.size());
        for (auto each = first; each != first + point.count; ++each) {
            see(each->on_success);
            see(each->on_failure);
            compact.possibilities.push_back(*each);
        }
        compact.points.push_back(point);
    }
    for (Possibility& each : compact.possibilities) {
        each.on_success = number[each.on_success];
        each.on_failure = number[each.on_failure];
    }
    compact.start = number[script.start];
    compact.end = number[script.end];
    compact.crashed = number[script.crashed];
    compact.endless = script.endless;
    return compact;
}

/// At grain micro a program can also be inside a call, in front of any of its atomic steps but the first. Who
/// waits is inside the wait at any grain.
void add_points_inside(Script& script, Grain grain)
{
    for (std::size_t k = 0; k < script.possibilities.size(); ++k) {
        Possibility& possibility = script.possibilities[k];
        if (grain == Grain::call && possibility.call.kind != CallKind::wait) continue;
        possibility.inside = static_cast<PointIndex>(script.points.size() - 1);
        for (std::uint8_t step = 1; step < atomic_step_count(possibility.call); ++step) {
            script.points.push_back(
                {.kind = Point::Kind::inside, .first = static_cast<std::uint16_t>(k), .step = step});
        }
    }
}

/// What is left of so many initializations behind a call; `fails` tells which way it goes on.
std::size_t initialized_behind(CallKind call, std::size_t before, bool fails)
{
    if (call == CallKind::initialize) return before + 1;
    if (call != CallKind::uninitialize) return before;
    return fails || before == 0 ? 0 : before - 1;
}

}  // namespace

tl::expected<Script, std::string> make_script(const Program& program, Grain grain)
{
    Writer writer;
    Script script = writer.write(program);
    if (writer.too_long()) {
        return tl::make_unexpected(fmt::format("the run of program '{}' is too long: it unrolls to more than "
                                               "{} points between calls or {} calls",
                                               program.name, most_places, most_possibilities));
    }
    script = without_unreached_points(script);
    add_points_inside(script, grain);
    return script;
}

/// The greatest numbers in front of all points, raised until nothing changes. Where no round raises them a
/// way without a circle has the greatest one, so a greater number than the script has calls means that one
/// does.
std::optional<std::size_t> most_initialized(const Script& script, std::size_t at_start)
{
    std::vector<std::optional<std::size_t>> most(script.points.size());
    std::vector<PointIndex> open{script.start};
    most[script.start] = at_start;
    std::size_t greatest = at_start;
    const auto arrive = [&](PointIndex at, std::size_t number) {
        if (most[at] && *most[at] >= number) return;
        most[at] = number;
        greatest = std::max(greatest, number);
        open.push_back(at);
    };
    while (!open.empty() && greatest <= at_start + script.possibilities.size()) {
        const Point point = script.points[open.back()];
        const std::size_t number = *most[open.back()];
        open.pop_back();
        if (point.kind != Point::Kind::between) continue;
        for (std::size_t k = point.first; k < std::size_t{point.first} + point.count; ++k) {
            const Possibility& each = script.possibilities[k];
            arrive(each.on_success, initialized_behind(each.call.kind, number, false));
            arrive(each.on_failure, initialized_behind(each.call.kind, number, true));
        }
    }
    if (!open.empty()) return std::nullopt;
    return greatest;
}

}  // namespace holdfast::model
