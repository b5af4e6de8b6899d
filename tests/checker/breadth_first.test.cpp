#include "checker/breadth_first.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/replay.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

template <Model M>
auto explore(const M& model, const Options& options = {})
{
    return BreadthFirst<M>(model, options).run();
}

}  // namespace

TEST_CASE("levels are listed in the order of the least shortest schedules")
{
    const auto explored = explore(Grid<1>(3, 2));
    bool ordered = true;
    for (Rank rank = 1; rank < explored.seen.size(); ++rank) {
        const Schedule before = explored.seen.schedule_to(rank - 1), here = explored.seen.schedule_to(rank);
        const bool deeper = here.choices.size() == before.choices.size() + 1;
        const bool later = here.choices.size() == before.choices.size() && before.choices < here.choices;
        ordered = ordered && (deeper || later);
    }
    CHECK(ordered);
}

TEST_CASE("the first shortest schedule of a state leads to it")
{
    const Grid<1> grid(3, 3);
    const auto explored = explore(grid);
    bool leads_there = true;
    for (Rank rank = 0; rank < explored.seen.size(); ++rank) {
        const auto run = replay(grid, explored.seen.schedule_to(rank));
        leads_there = leads_there && !run.misfit && run.states.back() == explored.seen.state(rank);
    }
    CHECK(leads_there);
}

TEST_CASE("an initial state that is given twice is one state, under its first number")
{
    TableModel model = beyond(4);
    model.initial_ = {2, 2, 1, 2};
    const auto explored = explore(model);
    CHECK(explored.seen.level(0).width() == 2);
    CHECK(to_text(explored.seen.schedule_to(0)) == "1:");
    CHECK(to_text(explored.seen.schedule_to(1)) == "1@2:");
}

TEST_CASE("each property is discovered once, at its least depth")
{
    const auto explored = explore(CounterRace<2>());
    CHECK(explored.judge.discovery(0)->length == 4);
    CHECK(explored.judge.discovery(1)->length == 4);
    CHECK(explored.judge.discovery(2)->length == 4);
    CHECK(explored.judge.discovery(3)->length == 4);
    CHECK(explored.judge.discovery(3)->step.has_value());
    CHECK_FALSE(explored.judge.discovery(0)->step.has_value());
}

TEST_CASE("progress is told at the end of each level, with what is in it")
{
    std::vector<Progress> told;
    Options options;
    options.progress = [&](const Progress& progress) { told.push_back(progress); };
    const auto explored = explore(Grid<1>(2, 2), options);
    REQUIRE(told.size() == 5);
    const std::vector<std::uint64_t> widths{1, 2, 3, 2, 1};
    for (std::size_t level = 0; level < told.size(); ++level) {
        CHECK(told[level].level == level);
        CHECK(told[level].frontier == widths[level]);
        CHECK(told[level].expanded == widths[level]);
        CHECK(told[level].previous_frontier == (level == 0 ? 0 : widths[level - 1]));
    }
    CHECK(told.back().states == 9);
    CHECK(told.back().transitions == 12);
    CHECK(told.back().bytes == explored.seen.bytes());
}

TEST_CASE("a search is a function of its model and its limits")
{
    const auto once = explore(Philosophers<5>(false)), again = explore(Philosophers<5>(false));
    CHECK(once.counts == again.counts);
    CHECK(once.seen.bytes() == again.seen.bytes());
    bool same = once.seen.size() == again.seen.size();
    for (Rank rank = 0; same && rank < once.seen.size(); ++rank) {
        same = once.seen.state(rank) == again.seen.state(rank) &&
               once.seen.schedule_to(rank) == again.seen.schedule_to(rank);
    }
    CHECK(same);
}
