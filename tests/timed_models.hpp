// Toys with a clock of their own: some of their steps take time, and what they owe must be paid in time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/model.hpp"
#include "checker/result.hpp"
#include "checker/schedule.hpp"
#include "tests/liveness_models.hpp"
#include "tests/toy_models.hpp"

namespace holdfast::tests {

/// A table whose steps take as long as a list says; those that are not in it take no time.
template <class Table>
class Timed : public Table {
public:
    using State = typename Table::State;

    struct Duration {
        std::uint64_t from = 0;
        Choice choice;
        std::uint32_t minutes = 0;
    };

    using Table::add;

    void add(std::uint64_t from, std::size_t process, std::uint64_t target, std::uint32_t minutes)
    {
        Table::add(from, process, target);
        durations_.push_back({from, choice(process), minutes});
    }

    std::uint32_t duration(const State& at, Choice chosen) const
    {
        for (const Duration& each : durations_) {
            if (each.from == at.words[0] && each.choice == chosen) return each.minutes;
        }
        return 0;
    }

    std::vector<Duration> durations_;
};

using TimedTable = Timed<GoalTable>;
using TimedParts = Timed<PartedTable>;

/// One property, that `to` follows on `from` within the bound, over a table of states. Process 0 is a
/// program, process 1 a clock.
inline TimedTable promise(std::uint64_t bound, std::uint64_t from, std::uint64_t to)
{
    TimedTable model;
    model.processes_ = {program("p", 0), environment("clock", checker::no_lane)};
    model.properties_ = {{"in-time", PropertyKind::within, "what is begun is ended in time", 1, bound}};
    model.mark(from, 1);
    model.reach(to, 1);
    return model;
}

/// A grid whose first program takes a minute for each step. What is owed at the near corner is paid at the
/// far one, `top` minutes later.
class TimedGrid : public Grid<1> {
public:
    TimedGrid(std::size_t programs, std::uint64_t top, std::uint64_t bound) : Grid<1>(programs, top)
    {
        properties_ = {{"in-time", PropertyKind::within, "the far corner is reached in time", 1, bound}};
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.words[0] == 0 ? asked : 0;
    }
    PropertyMask goals(const State& state, PropertyMask asked) const
    {
        return Grid<1>::satisfied(state, asked);
    }
    std::uint32_t duration(const State&, Choice chosen) const { return chosen.process == 0 ? 1 : 0; }
};

/// Delays on a line: "2 to 5", "2 to none, without end".
inline std::string delays_text(const std::optional<checker::Delays>& delays)
{
    if (!delays) return "unknown";
    const auto text = [](const std::optional<std::uint64_t>& delay) {
        return delay ? fmt::to_string(*delay) : std::string("none");
    };
    return text(delays->least) + " to " + text(delays->greatest) +
           (delays->without_end ? ", without end" : "");
}

/// What is said of a within property on a line: verdict, trace and delays.
inline std::string within_text(const checker::PropertyResult& result)
{
    std::string text(to_string(result.verdict));
    if (result.trace) text += " " + to_text(result.trace->schedule);
    return text + ": " + delays_text(result.delays);
}

}  // namespace holdfast::tests
