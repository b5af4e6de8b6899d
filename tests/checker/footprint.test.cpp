#include "checker/footprint.hpp"

#include <catch2/catch.hpp>

#include "tests/independence.hpp"
#include "tests/toy_models.hpp"

using holdfast::checker::Footprint;
using namespace holdfast::tests;

TEST_CASE("two footprints are independent where neither writes what the other touches")
{
    const Footprint nothing, reads_one{1, 0}, writes_one{0, 1}, writes_two{0, 2}, both{1, 2};
    CHECK(reads_one.independent_of(reads_one));
    CHECK_FALSE(writes_one.independent_of(writes_one));
    CHECK_FALSE(writes_one.independent_of(reads_one));
    CHECK_FALSE(reads_one.independent_of(writes_one));
    CHECK(writes_one.independent_of(writes_two));
    CHECK_FALSE(both.independent_of(writes_two));
    CHECK(nothing.independent_of(both));
    CHECK(both.independent_of(nothing));
}

TEST_CASE("steps that say they are independent lead to one state in either order")
{
    const auto race = try_independence(CounterRace<3>(), 1000);
    CHECK(race.broken.empty());
    CHECK(race.tried > 0);
    const auto table = try_independence(Philosophers<4>(false), 1000);
    CHECK(table.broken.empty());
    CHECK(table.tried > 0);
    const auto equation = try_independence(LinearEquation(), 1000);
    CHECK(equation.broken.empty());
    CHECK(equation.tried == 1000);
    CHECK(try_independence(Peterson(true), 1000).tried == 0);
}

TEST_CASE("the trial of independence notices a footprint that lies")
{
    TableModel liar;
    liar.claims_ = {};
    liar.processes_ = {program("a", 0), program("b", 1)};
    liar.add(0, 0, 1);
    liar.add(0, 1, 2);
    liar.add(1, 1, 3);
    liar.add(2, 0, 4);
    const auto report = try_independence(liar, 1000);
    REQUIRE_FALSE(report.broken.empty());
    CHECK(report.broken.front() == "a.0 and b.0: the order matters");
}
