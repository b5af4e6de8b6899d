#include "checker/random_walk.hpp"

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "checker/replay.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast;
using namespace holdfast::checker;
using namespace holdfast::tests;

TEST_CASE("A random run fits its model, and is the same for the same seed")
{
    const Peterson model(true);
    bool all_alike = true;
    const RandomWalk first = random_walk(model, 1, 40);
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const RandomWalk walk = random_walk(model, seed, 40);
        CHECK(walk.schedule == random_walk(model, seed, 40).schedule);
        CHECK_FALSE(replay(model, walk.schedule).misfit);
        CHECK(walk.end == WalkEnd::enough_steps);
        CHECK(walk.schedule.choices.size() == 40);
        all_alike = all_alike && walk.schedule == first.schedule;
    }
    CHECK_FALSE(all_alike);
}

TEST_CASE("A run ends where no program can move, even if the environment still can")
{
    const RandomWalk clock = random_walk(TwoStateClock(), 1, 40);
    CHECK(clock.end == WalkEnd::ended);
    CHECK(clock.schedule.choices.empty());
    CHECK(random_walk(Grid<1>(2, 3), 7, 40).schedule.choices.size() == 6);
    CHECK(random_walk(Grid<1>(2, 3), 7, 6).end == WalkEnd::ended);
    CHECK(random_walk(Grid<1>(2, 3), 7, 5).end == WalkEnd::enough_steps);
}

TEST_CASE("A run ends where only steps beyond a limit are left")
{
    const RandomWalk walk = random_walk(beyond(4), 1, 40);
    CHECK(walk.end == WalkEnd::beyond_limit);
    CHECK(walk.schedule.choices.size() == 3);
    CHECK(walk.shown[2] == 1);
    CHECK_FALSE(walk.shown[3]);
}

TEST_CASE("What a run violates is what its last states and steps violate in a check")
{
    const CounterRace<2> model;
    const Result result = check(model, {});
    std::size_t lost = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const RandomWalk walk = random_walk(model, seed, 40);
        const auto states = replay(model, walk.schedule).states;
        const bool is_lost = model.satisfied(states.back(), CounterRace<2>::lost_update) != 0;
        CHECK(walk.violated[0].has_value() == is_lost);
        CHECK(walk.violated[1].has_value() == is_lost);
        CHECK(walk.shown[2].has_value() == !is_lost);
        CHECK(walk.violated[3].has_value() == is_lost);
        if (walk.violated[3]) CHECK(*walk.violated[3] >= result.properties[3].trace->schedule.choices.size());
        lost += is_lost ? 1 : 0;
    }
    CHECK(lost > 0);
    CHECK(lost < 40);
}

TEST_CASE("What is owed when a run ends is never paid; when it is cut off, nobody knows")
{
    GoalTable model;
    model.processes_ = {program("a", 0)};
    model.properties_ = {{"paid", PropertyKind::leads_to, "what is owed is paid"}};
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    model.mark(1, 1);
    const RandomWalk owing = random_walk(model, 1, 40);
    CHECK(owing.violated[0] == 2);
    CHECK(owing.undecided == 0);
    const RandomWalk cut = random_walk(model, 1, 1);
    CHECK_FALSE(cut.violated[0]);
    CHECK(cut.undecided == 1);
    model.reach(2, 1);
    CHECK_FALSE(random_walk(model, 1, 40).violated[0]);
}
