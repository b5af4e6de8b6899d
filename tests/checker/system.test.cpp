#include "checker/system.hpp"

#include <memory>

#include <catch2/catch.hpp>

#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

TEST_CASE("a system is its model behind a plain interface")
{
    const std::unique_ptr<System> system = std::make_unique<SystemOf<CounterRace<2>>>(CounterRace<2>());
    CHECK(system->processes().size() == 2);
    CHECK(system->properties()[3].name == "stale-write");
    CHECK(system->state_bits() == 8 * sizeof(CounterRace<2>::State));
    const Result result = system->check({});
    REQUIRE(result.properties[0].trace);
    const Schedule& trace = result.properties[0].trace->schedule;
    CHECK(system->tell(trace).steps.size() == trace.choices.size());
    CHECK(system->explain(0, trace) == "lost-update: everyone left the counter at 1");
}
