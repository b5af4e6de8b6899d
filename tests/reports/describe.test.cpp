#include "reports/describe.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/toy_system.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using checker::Verdict;

namespace {

CaseHead head()
{
    CaseHead head;
    head.path = "toys/counter.toml";
    head.line = 3;
    head.name = "adding";
    head.title = "A counter";
    head.only_case = true;
    return head;
}

checker::Result result()
{
    checker::Result result;
    result.counts.states = 4;
    result.counts.transitions = 9;
    result.properties.resize(3);
    result.properties[0].verdict = Verdict::violated;
    result.properties[0].trace = checker::Trace{{0, {{0, 0}, {0, 0}}}, 0, true};
    result.properties[1].verdict = Verdict::holds;
    result.properties[2].verdict = Verdict::holds;
    result.properties[2].trace = checker::Trace{{0, {}}, 0, true};
    return result;
}

Expectation expect(Verdict verdict, std::optional<std::uint64_t> steps = std::nullopt)
{
    return {false, verdict, steps, true, ""};
}

/// How the report of `no-two`, violated in 2 steps, judges an expectation.
Expectation judged(const Expectation& expectation, const checker::Result& found = result())
{
    CaseHead with = head();
    with.expectations = {expectation};
    return describe(with, ToySystem(), found).properties.front().expectation;
}

}  // namespace

TEST_CASE("A trace tells each step with only what changed")
{
    const Trace trace = *describe(head(), ToySystem(), result()).properties.front().trace;
    REQUIRE(trace.steps.size() == 2);
    CHECK(trace.steps[0].number == 1);
    CHECK(trace.steps[0].words.action == "add 1");
    REQUIRE(trace.steps[0].changes.size() == 2);
    CHECK(trace.steps[0].changes[0].key == "counter");
    CHECK(trace.steps[0].changes[0].before == "0");
    CHECK(trace.steps[0].changes[0].after == "1");
    CHECK(trace.steps[0].changes[1].before.empty());  // a row that is new
    CHECK(trace.steps[1].changes.size() == 1);        // the row that always changes is left out
    CHECK(trace.initial == ToySystem().tell({}).initial);
    CHECK(trace.schedule == "1:0,0");
    CHECK(trace.sentence == "no-two is shown by step 2");
}

TEST_CASE("The last step decides for a property of steps and for no other")
{
    const CaseReport report = describe(head(), ToySystem(), result());
    CHECK_FALSE(report.properties[0].trace->steps[0].decisive);
    CHECK(report.properties[0].trace->steps[1].decisive);

    checker::Result other = result();
    other.properties[1].verdict = Verdict::violated;
    other.properties[1].trace = checker::Trace{{0, {{0, 0}}}, 0, true};
    CHECK_FALSE(describe(head(), ToySystem(), other).properties[1].trace->steps[0].decisive);
}

TEST_CASE("A run that goes on for ever tells where its loop begins, and why it is fair to each program")
{
    checker::Result found = result();
    found.properties[0].liveness = checker::LivenessPass{.states = 4, .owing = 2, .bytes = 99};
    checker::Trace lasso{{0, {{0, 0}, {0, 0}, {0, 0}}}, 0, true};
    lasso.loop = checker::Loop{.begin = 1};
    lasso.loop->ledger = {{0, checker::FairnessEntry::Reason::moves, 2}};
    found.properties[0].trace = lasso;
    const PropertyReport report = describe(head(), ToySystem(), found).properties.front();
    CHECK(report.liveness->owing == 2);
    const Trace& trace = *report.trace;
    CHECK(trace.schedule == "1:0/0,0");
    CHECK(trace.replay == "./holdfast replay toys/counter.toml 1:0/0,0");
    REQUIRE(trace.loop);
    CHECK(trace.loop->begin == 1);
    REQUIRE(trace.loop->fair.size() == 1);  // a crash is no program
    CHECK(trace.loop->fair[0].program == "adder");
    CHECK(trace.loop->fair[0].step == 3);
    CHECK(trace.loop->fair[0].words == "moves at step 3");

    found.properties[0].trace->loop->ledger = {{0, checker::FairnessEntry::Reason::cannot_move, 1}};
    CHECK(describe(head(), ToySystem(), found).properties[0].trace->loop->fair[0].words ==
          "has run out of numbers, before step 2");
    found.properties[0].trace->loop->begin = 3;
    found.properties[0].trace->loop->stays = true;
    CHECK(describe(head(), ToySystem(), found).properties[0].trace->loop->fair[0].words ==
          "has run out of numbers");
}

TEST_CASE("A property of runs that is open says what ended its own pass")
{
    checker::Result found = result();
    found.properties[1].verdict = Verdict::inconclusive;
    found.properties[1].liveness = checker::LivenessPass{.stop = checker::Stop::memory_limit};
    const CaseReport report = describe(head(), ToySystem(), found);
    CHECK(report.stop.empty());
    CHECK(report.properties[1].reason == "memory");
}

TEST_CASE("Rows that are gone count as changes")
{
    const checker::StateWords before{{"a", "1", true}, {"b", "2", true}};
    const checker::StateWords after{{"b", "2", true}};
    const auto changes = changes_between(before, after);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].key == "a");
    CHECK(changes[0].after.empty());
    CHECK(changes_between(before, before).empty());
}

TEST_CASE("Steps of the environment are marked")
{
    checker::Result found = result();
    found.properties[0].trace = checker::Trace{{0, {{1, 0}, {0, 0}}}, 0, true};
    const Trace trace = *describe(head(), ToySystem(), found).properties.front().trace;
    CHECK(trace.steps[0].environment);
    CHECK_FALSE(trace.steps[1].environment);
}

TEST_CASE("A property that nobody mentions must hold")
{
    const CaseReport report = describe(head(), ToySystem(), result());
    CHECK_FALSE(report.properties[0].expectation.met);
    CHECK(report.properties[0].expectation.failure == "expected to hold, but it is violated in 2 steps");
    CHECK(report.properties[1].expectation.met);
    CHECK(report.outcome() == Outcome::unexpected);
}

TEST_CASE("Expectations are held against what was found")
{
    CHECK(judged(expect(Verdict::violated)).met);
    CHECK(judged(expect(Verdict::violated, 2)).met);
    CHECK(judged(expect(Verdict::violated, 3)).failure ==
          "expected to be violated in 3 steps, but its shortest trace has 2 steps");
    CHECK(judged(expect(Verdict::inconclusive)).failure ==
          "expected to stay inconclusive, but it is violated in 2 steps");
    CHECK(judged({true, Verdict::holds, std::nullopt, true, ""}).met);

    checker::Result holding = result();
    holding.properties[0] = {Verdict::holds, std::nullopt, 1};
    CHECK(judged(expect(Verdict::violated, 2), holding).failure ==
          "expected to be violated in 2 steps, but it holds");
}

TEST_CASE("A limit leaves properties inconclusive with its name")
{
    checker::Result cut = result();
    cut.stop = checker::Stop::state_limit;
    cut.properties[1].verdict = Verdict::inconclusive;
    const CaseReport report = describe(head(), ToySystem(), cut);
    CHECK(report.stop == "states");
    CHECK(report.properties[1].reason == "states");
    CHECK(report.properties[0].reason.empty());
    CHECK(report.properties[1].expectation.failure ==
          "expected to hold, but the search ended too early to tell (limit of states)");

    cut.stop = checker::Stop::model_limit;
    cut.limit_name = "instances";
    CHECK(describe(head(), ToySystem(), cut).stop == "instances");
}

TEST_CASE("Expected counts are compared")
{
    CaseHead with = head();
    with.states = 4;
    with.transitions = 10;
    const CaseReport report = describe(with, ToySystem(), result());
    REQUIRE(report.wrong_counts.size() == 1);
    CHECK(report.wrong_counts[0].what == "transitions");
    CHECK(report.wrong_counts[0].found == 9);
}

TEST_CASE("The replay command names the case where the file has several, and is quoted for a shell")
{
    const checker::Schedule schedule{0, {{0, 0}, {2, 1}}};
    CaseHead one = head();
    CHECK(replay_command(one, schedule) == "./holdfast replay toys/counter.toml 1:0,2.1");
    one.only_case = false;
    CHECK(replay_command(one, schedule) == "./holdfast replay toys/counter.toml 1:0,2.1 --case adding");
    one.path = "my toys/it's.toml";
    one.name = "as described";
    CHECK(replay_command(one, schedule) ==
          "./holdfast replay 'my toys/it'\\''s.toml' 1:0,2.1 --case 'as described'");
    one.path = "-odd.toml";
    one.name = "-odd";
    CHECK(replay_command(one, schedule) == "./holdfast replay ./-odd.toml 1:0,2.1 --case=-odd");
}
