#include "checker/elapsing.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/obligation.hpp"
#include "tests/timed_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// A table with its watch.
struct Stopped {
    explicit Stopped(const TimedTable& table)
        : model(table), obligation(model, 0, 0, false),
          elapsing(model, obligation, model.properties_[0].bound, false)
    {
    }

    const TimedTable model;
    const Obligation<TimedTable> obligation;
    const Elapsing<TimedTable> elapsing;
};

using Timing = Elapsing<TimedTable>;

/// "2 owed for 3 minutes".
std::string text(const Timing& elapsing, const Timing::State& state)
{
    const auto owed = [&] {
        const bool shows = elapsing.satisfied(state, 1) == 1;
        if (!elapsing.is_running(state)) return std::string(shows ? "paid late" : "nothing owed");
        if (elapsing.is_late(state)) return std::string(shows ? "late" : "late, but not shown");
        if (Timing::begins(state)) return std::string("begins");
        return fmt::format("owed for {}", Timing::elapsed(state));
    };
    return fmt::format("{} {}", state.system.words[0], owed());
}

/// The states on the way by the first step of each.
std::string way(const Stopped& stopped, std::size_t steps)
{
    Timing::State at = stopped.elapsing.initial_states().at(0);
    std::string line = text(stopped.elapsing, at);
    for (std::size_t k = 0; k < steps; ++k) {
        std::vector<Timing::State> behind;
        stopped.elapsing.for_each_step(
            at, [&](const Step<Timing::State>& step) { behind.push_back(step.after); });
        at = behind.at(0);
        line += ", " + text(stopped.elapsing, at);
    }
    return line;
}

/// 0 -> 1 -> 2 -> 3 -> 0, which take 0, 2, 3 and 1 minutes; P is true in 0 and Q in 3.
TimedTable around(std::uint64_t bound)
{
    TimedTable model = promise(bound, 0, 3);
    model.add(0, 0, 1);
    model.add(1, 1, 2, 2);
    model.add(2, 1, 3, 3);
    model.add(3, 1, 0, 1);
    return model;
}

}  // namespace

TEST_CASE("the watch runs from a P without a Q until the Q, and begins again")
{
    CHECK(way(Stopped(around(5)), 5) ==
          "0 begins, 1 owed for 0, 2 owed for 2, 3 nothing owed, 0 begins, 1 owed for 0");
}

TEST_CASE("what is paid by a step that takes too long is paid late, and behind it nothing is owed")
{
    TimedTable model = around(4);
    model.marks_[0] = 0;
    model.mark(1, 1);
    CHECK(way(Stopped(model), 5) ==
          "0 nothing owed, 1 begins, 2 owed for 2, 3 paid late, 0 nothing owed, 1 begins");
    CHECK(way(Stopped(around(4)), 4) == "0 begins, 1 owed for 0, 2 owed for 2, 3 paid late, 0 begins");
}

TEST_CASE("the watch stands still where it is late, and a Q stops it")
{
    TimedTable model = around(1);
    model.add(2, {choice(1, 1), 2});
    CHECK(way(Stopped(model), 4) == "0 begins, 1 owed for 0, 2 late, 3 nothing owed, 0 begins");
    model.reach(3, 0);
    model.goals_[3] = 0;
    CHECK(way(Stopped(model), 5) == "0 begins, 1 owed for 0, 2 late, 3 late, 0 late, 1 late");
}

TEST_CASE("the watch does not run where P and Q are true at once")
{
    TimedTable model = around(5);
    model.reach(0, 1);
    CHECK(way(Stopped(model), 2) == "0 nothing owed, 1 nothing owed, 2 nothing owed");
}

TEST_CASE("every system state is entered with its own steps, those beyond a limit too")
{
    TimedTable model = around(5);
    model.add(0, {choice(1, 1), 0, 0, 0, true});
    const Stopped stopped(model);
    std::vector<bool> beyond;
    stopped.elapsing.for_each_step(
        stopped.elapsing.initial_states()[0],
        [&](const Step<Timing::State>& step) { beyond.push_back(step.beyond_limit); });
    CHECK(beyond == std::vector<bool>{false, true});
}

TEST_CASE("the greatest bound that a watch can tell leaves room for what is late")
{
    TimedTable model = promise(Timing::most_bound, 0, 9);
    model.add(0, 1, 0, 1);
    const Stopped stopped(model);
    const Timing::State almost{TimedTable::state(0), Timing::most_bound + 2};
    CHECK(text(stopped.elapsing, almost) == fmt::format("0 owed for {}", Timing::most_bound));
    stopped.elapsing.for_each_step(almost, [&](const Step<Timing::State>& step) {
        CHECK(text(stopped.elapsing, step.after) == "0 late");
    });
}
