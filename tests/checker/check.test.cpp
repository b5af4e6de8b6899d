#include "checker/check.hpp"

#include <exception>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

#include "tests/second_opinion.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;
using Catch::Contains;

TEST_CASE("a complete search decides every property")
{
    const Result result = check(CounterRace<2>());
    CHECK(result.stop == Stop::complete);
    CHECK(result.limit_name.empty());
    REQUIRE(result.properties.size() == 4);
    CHECK(result.properties[0].verdict == Verdict::violated);
    CHECK(result.properties[1].verdict == Verdict::violated);
    CHECK(result.properties[2].verdict == Verdict::holds);
    CHECK(result.properties[3].verdict == Verdict::violated);
    for (const PropertyResult& property : result.properties) CHECK(property.trace.has_value());
    const Result kept = check(Peterson(true));
    CHECK(kept.properties[0].verdict == Verdict::holds);
    CHECK_FALSE(kept.properties[0].trace);
    CHECK(kept.properties[2].verdict == Verdict::holds);
}

TEST_CASE("what is reachable nowhere is violated without a trace")
{
    const Result result = check(LinearEquation());
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(result.properties[1].verdict == Verdict::violated);
    CHECK_FALSE(result.properties[1].trace);
}

TEST_CASE("a run is at its end where nobody moves but those who do not count")
{
    Process idle = program("idles", 1);
    idle.counts = false;
    TableModel model;
    model.processes_ = {program("works", 0), idle};
    model.properties_ = {{"done", PropertyKind::at_end, "in the end all is done"}};
    model.add(0, 0, 1);
    model.add(0, 1, 0);
    model.add(1, 1, 1);
    CHECK(check(model).counts.terminal_states == 1);
    CHECK(check(model).properties[0].trace->schedule == parse_schedule("1:0").value());
    CHECK(compare(model, check(model)).empty());
    model.mark(1, 1);
    CHECK(check(model).properties[0].verdict == Verdict::holds);
    model.processes_[1].counts = true;
    CHECK(check(model).counts.terminal_states == 0);
    CHECK(compare(model, check(model)).empty());
}

TEST_CASE("triggers tell how often a property had something to judge")
{
    const Result result = check(CounterRace<2>());
    CHECK(result.properties[0].triggers == result.counts.states);
    CHECK(result.properties[1].triggers == result.counts.terminal_states);
    CHECK(result.properties[2].triggers == result.counts.states);
    CHECK(result.properties[3].triggers == 8);  // the writes
}

TEST_CASE("a limit of the model leaves open what only a whole search can decide")
{
    const Result result = check(beyond(5));
    CHECK(result.stop == Stop::model_limit);
    CHECK(result.limit_name == "rows");
    CHECK(result.counts.beyond_limit == 1);
    CHECK(result.counts.states == 5);
    CHECK(result.counts.transitions == 5);
    CHECK(result.counts.terminal_states == 0);  // it could move, if only there were room
    CHECK(result.properties[0].verdict == Verdict::inconclusive);
    CHECK(result.properties[1].verdict == Verdict::inconclusive);
    CHECK(result.properties[2].verdict == Verdict::holds);
    CHECK(result.properties[3].verdict == Verdict::inconclusive);
    TableModel caught = beyond(5);
    caught.mark(4, 1);
    CHECK(check(caught).properties[0].verdict == Verdict::violated);
}

TEST_CASE("a violation in an initial state is an empty schedule")
{
    TableModel model = beyond(3);
    model.initial_ = {0, 2};
    model.mark(2, 1);
    const Result result = check(model);
    REQUIRE(result.properties[0].trace);
    CHECK(to_text(result.properties[0].trace->schedule) == "1@1:");
}

TEST_CASE("a model that throws is told with the schedule that leads to the place")
{
    using Where = Thrower::Where;
    CHECK_THROWS_WITH(check(Thrower(Where::steps)),
                      "in the state behind schedule 1:0,0,1,1: two and two is too much");
    CHECK_THROWS_WITH(check(Thrower(Where::judgement)),
                      "in the state behind schedule 1:0,0,1,1: two and two is too much");
    Options options;
    options.distrust = true;
    CHECK_THROWS_WITH(check(Thrower(Where::steps), options),
                      "in the state behind schedule 1:0,0,1,1: two and two is too much");
    try {
        (void)check(Thrower(Where::steps));
        FAIL("it did not throw");
    } catch (const ModelError& error) {
        CHECK_THROWS_AS(std::rethrow_if_nested(error), std::out_of_range);
    }
}

TEST_CASE("a trace that a moody model does not repeat is never reported")
{
    CHECK_THROWS_WITH(check(Moody()), Contains("but repeated") && Contains("Options::distrust"));
}

TEST_CASE("two checks of one model give one result")
{
    const Result once = check(CounterRace<3>()), again = check(CounterRace<3>());
    CHECK(once.counts == again.counts);
    CHECK(once.bytes == again.bytes);
    for (std::size_t k = 0; k < once.properties.size(); ++k) {
        CHECK(once.properties[k].trace == again.properties[k].trace);
        CHECK(once.properties[k].triggers == again.properties[k].triggers);
    }
}
