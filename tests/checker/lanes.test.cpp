#include "checker/lanes.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

const std::vector<Process> processes{program("a", 7), environment("crash of a", 7), program("b", 3),
                                     environment("clock", no_lane)};

std::size_t switches(const std::vector<Choice>& choices) { return Lanes(processes).switches({0, choices}); }

}  // namespace

TEST_CASE("lanes are numbered without gaps, and none is made for what has no lane")
{
    const Lanes lanes(processes);
    CHECK(lanes.count() == 2);
    CHECK(lanes.of(choice(0)) == Lanes::Lane(1));
    CHECK(lanes.of(choice(1)) == Lanes::Lane(1));
    CHECK(lanes.of(choice(2)) == Lanes::Lane(0));
    CHECK_FALSE(lanes.of(choice(3)));
}

TEST_CASE("a switch is a change of lane between steps that have one")
{
    CHECK(switches({}) == 0);
    CHECK(switches({choice(0), choice(1), choice(0, 4)}) == 0);
    CHECK(switches({choice(0), choice(2), choice(0)}) == 2);
    CHECK(switches({choice(3), choice(0), choice(3), choice(1), choice(3)}) == 0);
    CHECK(switches({choice(0), choice(3), choice(2)}) == 1);
    CHECK(switches({choice(3), choice(3)}) == 0);
}
