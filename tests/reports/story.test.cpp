#include "reports/story.hpp"

#include <catch2/catch.hpp>

#include "tests/approved.hpp"
#include "tests/reports/toy_system.hpp"

using namespace holdfast;
using namespace holdfast::reports;

namespace {

ToldRun tell(std::size_t steps)
{
    CaseHead head;
    head.path = "toys/counter.toml";
    head.name = "adding";
    head.title = "A counter";
    checker::Schedule schedule;
    schedule.choices.assign(steps, checker::Choice{0, 0});
    return tell_run(head, ToySystem(), schedule);
}

}  // namespace

TEST_CASE("A run is told with the whole state at each step")
{
    tests::require_approved(to_text(tell(3), {}), "story.txt");
}

TEST_CASE("The step that violates a property says so, with the sentence for that very step")
{
    const ToldRun run = tell(3);
    REQUIRE(run.steps.size() == 3);
    CHECK(run.steps[0].violations.empty());
    REQUIRE(run.steps[1].violations.size() == 1);
    CHECK(run.steps[1].violations[0].name == "no-two");
    CHECK(run.steps[1].violations[0].sentence == "no-two is shown by step 2");
    CHECK(run.steps[2].violations.empty());
}

TEST_CASE("What fitted is told where the schedule does not fit to its end")
{
    const ToldRun run = tell(4);
    REQUIRE(run.misfit);
    CHECK(run.misfit->step == 4);
    CHECK(run.steps.size() == 3);
    CHECK(to_text(run, {}).find("Only 3 steps fitted.") != std::string::npos);
}

TEST_CASE("A run that goes on for ever is told once around, and says that it can go on like that")
{
    CaseHead head;
    head.path = "toys/counter.toml";
    head.name = "adding";
    const auto told = [&](const char* text) {
        return to_text(tell_run(head, ToySystem(), checker::parse_run(text).value()), {});
    };
    const std::string text = told("1:0/0,0");
    CHECK(text.find("step 1") < text.find("   from here on, for ever:"));
    CHECK(text.find("   from here on, for ever:") < text.find("step 2"));
    CHECK(text.find("leads back to the state before step 2, where the loop begins") != std::string::npos);
    CHECK(told("1:0,0/").find("Here the run stays for ever") != std::string::npos);
    CHECK(told("1:0,0").find("for ever") == std::string::npos);
}

TEST_CASE("The empty schedule shows the start")
{
    const std::string text = to_text(tell(0), {});
    CHECK(text.find("start\n") != std::string::npos);
    CHECK(text.find("step 1") == std::string::npos);
}
