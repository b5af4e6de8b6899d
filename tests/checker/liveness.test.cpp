#include "checker/liveness.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/audit.hpp"
#include "checker/check.hpp"
#include "checker/replay.hpp"
#include "tests/liveness_models.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// The verdict of the first property, and its lasso where it has one.
template <Model M>
std::string verdict_of(const M& model, const Options& options = {})
{
    const PropertyResult result = check(model, options).properties[0];
    const std::string verdict(to_string(result.verdict));
    return result.trace ? verdict + ": " + lasso_text(*result.trace) : verdict;
}

Process unfair(Process process)
{
    process.fair = false;
    return process;
}

}  // namespace

TEST_CASE("Peterson's algorithm lets everyone in if the programs are fair")
{
    const Result result = check(HopefulPeterson(true));
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(result.properties[1].verdict == Verdict::holds);
}

TEST_CASE("without fairness a program with its flag raised is passed over for ever")
{
    CHECK(verdict_of(HopefulPeterson(false)) == "violated: 1:0 | stays");
}

TEST_CASE("weak fairness lets one starve at a mutex, strong fairness does not")
{
    CHECK(verdict_of(MutexUsers<2>(false)) == "violated: 1:0 | 1,1,1; 0 cannot move at 3; 1 moves at 1");
    CHECK(verdict_of(MutexUsers<3>(false)) ==
          "violated: 1:0 | 1,1,1,2,2,2; 0 cannot move at 3; 1 moves at 1; 2 moves at 4");
    CHECK(verdict_of(MutexUsers<2>(true)) == "holds");
    CHECK(verdict_of(MutexUsers<3>(true)) == "holds");
}

TEST_CASE("one spins while the other waits: a loop only if nobody has to let the other go on")
{
    // 0 -p0-> 0 for ever; p1 ends the hope.
    const auto spinning = [](const Process& waiting) {
        GoalTable model = hope({program("spins", 0), waiting}, 0, 1);
        model.add(0, 0, 0);
        model.add(0, 1, 1);
        return model;
    };
    CHECK(verdict_of(spinning(program("waits", 1))) == "holds");
    CHECK(verdict_of(spinning(unfair(program("waits", 1)))) == "violated: 1: | 0; 0 moves at 1");
    CHECK(verdict_of(spinning(environment("waits", 1))) == "violated: 1: | 0; 0 moves at 1");
}

TEST_CASE("a run that has ended stays where it is, and the environment need not come")
{
    GoalTable model = hope({program("p", 0), environment("rescue", 0)}, 0, 3);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    model.add(2, 1, 3);  // the environment need not come
    CHECK(verdict_of(model) == "violated: 1:0,0 | stays; 0 cannot move at 1");
    model.add(2, {choice(1, 1), 2});
    CHECK(verdict_of(model) == "violated: 1:0,0 | stays; 0 cannot move at 1");
}

TEST_CASE("a program that is not fair may stop anywhere, even if nobody else can move")
{
    GoalTable model = hope({unfair(program("p", 0))}, 1, 2);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    CHECK(verdict_of(model) == "violated: 1:0 | stays");
}

TEST_CASE("a goal that is reached at once owes nothing")
{
    GoalTable model = hope({program("p", 0)}, 0, 0);
    model.add(0, 0, 1);
    const Result result = check(model);
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(result.properties[0].triggers == 1);
    CHECK(result.properties[0].liveness->owing == 0);
}

TEST_CASE("without a state in which P is true the property holds, and says that nothing triggered it")
{
    GoalTable model = hope({program("p", 0)}, 7, 8);
    model.add(0, 0, 0);
    const Result result = check(model);
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(result.properties[0].triggers == 0);
}

TEST_CASE("what is paid may be owed again")
{
    GoalTable model = hope({program("p", 0)}, 0, 1);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    model.add(2, 0, 0);
    CHECK(verdict_of(model) == "holds");
    model.add(2, {choice(0, 1), 2});
    CHECK(verdict_of(model) == "holds");  // nothing is owed in 2
    model.mark(2, 1);
    CHECK(verdict_of(model) == "violated: 1:0,0 | 0.1; 0 moves at 1");
}

TEST_CASE("a process of the environment is never fair, whatever it says of itself")
{
    Process clock = environment("clock", no_lane);
    clock.fair = true;
    GoalTable model = hope({clock}, 0, 1);
    model.add(0, 0, 1);
    CHECK(verdict_of(model) == "violated: 1: | stays");
}

TEST_CASE("of the shortest stems the one with the fewest switches is told")
{
    GoalTable model = hope({program("a", 0), program("b", 1)}, 0, 9);
    static_cast<TableModel&>(model) = least_list_is_not_fewest_switches();
    model.properties_ = {{"hope", PropertyKind::leads_to, ""}};
    model.mark(0, 1);
    const Trace trace = check(model).properties[0].trace.value();
    CHECK(lasso_text(trace) == "1:1,0,0,0 | stays; 0 cannot move at 1; 1 cannot move at 1");
    CHECK(trace.switch_minimal);
    CHECK(trace.switches == 1);
}

TEST_CASE("the pass says what it counted, and which reductions of the search it did without")
{
    const PropertyResult result = check(MutexUsers<2>(true)).properties[0];
    REQUIRE(result.liveness);
    CHECK(result.triggers == 3);  // the other one is elsewhere, wants it, has it
    CHECK(result.liveness->states == 8);
    CHECK(result.liveness->owing == 3);
    CHECK(result.liveness->stop == Stop::complete);
    CHECK(result.liveness->no_sleep_sets);
    CHECK_FALSE(result.liveness->no_symmetry);
    CHECK_FALSE(check(CounterRace<2>()).properties[0].liveness);
    Options options;
    options.sleep_sets = false;
    CHECK_FALSE(check(MutexUsers<2>(true), options).properties[0].liveness->no_sleep_sets);
}

TEST_CASE("a search that did not see everything leaves the property open, and says why")
{
    const auto stop_of = [](const auto& change) {
        Options options;
        change(options);
        const PropertyResult result = check(MutexUsers<3>(false), options).properties[0];
        CHECK(result.verdict == Verdict::inconclusive);
        CHECK_FALSE(result.trace);
        return result.liveness->stop;
    };
    CHECK(stop_of([](Options& options) { options.most_states = 5; }) == Stop::state_limit);
    CHECK(stop_of([](Options& options) { options.most_depth = 2; }) == Stop::depth_limit);
    CHECK(stop_of([](Options& options) { options.most_memory = 100; }) == Stop::memory_limit);
    CHECK(stop_of([](Options& options) { options.interrupted = [] { return true; }; }) == Stop::interrupted);
    CHECK(stop_of([](Options& options) { options.out_of_time = [] { return true; }; }) == Stop::time_limit);
}

TEST_CASE("beyond a limit of the model a violation is one still, and nothing else is known")
{
    GoalTable model = hope({program("p", 0)}, 0, 9);
    model.add(0, {choice(0, 0), 0, 0, 0, true});
    CHECK(verdict_of(model) == "inconclusive");
    CHECK(check(model).properties[0].liveness->stop == Stop::model_limit);
    model.add(0, {choice(0, 1), 0});
    CHECK(verdict_of(model) == "violated: 1: | 0.1; 0 moves at 1");
}

TEST_CASE("under any limit on memory it is kept, and the verdict is the right one or none")
{
    const MutexUsers<7> model(false);
    const auto pass = [&](std::uint64_t most) {
        Options options;
        options.most_memory = most;
        return Liveness<MutexUsers<7>>(model, options, 0).result(0, Stop::complete);
    };
    const PropertyResult whole = pass(no_limit);
    std::uint64_t open = 0, greedy = 0;
    for (std::uint64_t most = 0; most <= whole.liveness->bytes; most += whole.liveness->bytes / 256) {
        CAPTURE(most);
        const PropertyResult result = pass(most);
        CHECK(result.liveness->bytes <= most);
        if (result.verdict == Verdict::inconclusive) {
            CHECK(result.liveness->stop == Stop::memory_limit);
            CHECK_FALSE(result.trace);
            ++open;
        } else {
            CHECK(result.verdict == Verdict::violated);
            greedy += result.trace->loop->shortest ? 0 : 1;
        }
    }
    CHECK(open > 0);
    CHECK(greedy > 0);
    CHECK(pass(2 * whole.liveness->bytes).trace == whole.trace);
}

TEST_CASE("time and an interruption end the pass wherever they come, and it says which")
{
    const MutexUsers<8> model(false);
    std::uint64_t open = 0;
    for (int patience = 0; patience < 40; ++patience) {
        int asked = 0;
        Options options;
        (patience % 2 == 0 ? options.interrupted : options.out_of_time) = [&] { return ++asked > patience; };
        const PropertyResult result = check(model, options).properties[0];
        CAPTURE(patience);
        CHECK(result.verdict != Verdict::holds);
        if (result.verdict == Verdict::violated) continue;
        CHECK(result.liveness->stop == (patience % 2 == 0 ? Stop::interrupted : Stop::time_limit));
        ++open;
    }
    CHECK(open > 4);
    CHECK(open < 40);
}

TEST_CASE("a goal that changes its mind is noticed under distrust")
{
    struct Moody : GoalTable {
        PropertyMask goals(const State&, PropertyMask asked) const { return ++calls_ % 2 == 0 ? asked : 0; }
        mutable std::uint64_t calls_ = 0;
    };
    Moody model;
    static_cast<GoalTable&>(model) = hope({program("p", 0)}, 0, 1);
    model.add(0, 0, 1);
    Options options;
    options.distrust = true;
    CHECK_THROWS_WITH(check(model, options), Catch::Contains("goals() answers differently when asked again"));
}

TEST_CASE("what a goal throws is blamed on the model, with the way to where it was asked")
{
    struct Fragile : HopefulCounter {
        std::uint64_t breaks_at = 0;
        PropertyMask satisfied(const State& state, PropertyMask asked) const
        {
            return state.words[0] == 0 ? asked : HopefulCounter::satisfied(state, asked);
        }
        PropertyMask goals(const State& state, PropertyMask asked) const
        {
            if (state.words[0] == breaks_at) throw std::runtime_error("no answer");
            return HopefulCounter::goals(state, asked);
        }
    };
    Fragile model;
    CHECK_THROWS_WITH(check(model), "in the state behind schedule 1:: no answer");
    model.breaks_at = 3;
    CHECK_THROWS_WITH(check(model), "in the state behind schedule 1:0,0,0: no answer");
}

TEST_CASE("parts are judged each for itself: what waits in turn is never done with all at once")
{
    const PartedTable model = two_jobs_in_turn();
    const PropertyResult result = check(model).properties[0];
    CHECK(result.verdict == Verdict::holds);
    CHECK(result.triggers == 2);
    CHECK(result.liveness->states == 2);
    CHECK(result.liveness->owing == 2);
    GoalTable at_once = hope({program("p", 0)}, 0, 9);  // "some job waits" leads to "none does"
    at_once.add(0, 0, 1);
    at_once.add(1, 0, 0);
    at_once.mark(1, 1);
    CHECK(verdict_of(at_once) == "violated: 1: | 0,0; 0 moves at 1");
}

TEST_CASE("of the parts that are violated the first is told, and later ones are not looked at")
{
    PartedTable model = two_jobs_in_turn();
    model.properties_.front().parts = 4;
    for (const std::size_t part : {2, 3}) model.mark(part - 2, property_bit(part));
    const PropertyResult result = check(model).properties[0];
    CHECK(result.verdict == Verdict::violated);
    CHECK(result.trace->part == 2);
    CHECK(lasso_text(*result.trace) == "1: | 0,0; 0 moves at 1");
    CHECK(result.triggers == 3);
    CHECK(audit(model, {}).differences.empty());
}

TEST_CASE("a part that is violated counts more than one that is open, and that more than those that hold")
{
    PartedTable model = two_jobs_in_turn();
    model.add(1, {choice(0, 1), 0, 0, 0, true});  // beyond a limit
    PropertyResult result = check(model).properties[0];
    CHECK(result.verdict == Verdict::inconclusive);
    CHECK(result.liveness->stop == Stop::model_limit);
    CHECK(result.triggers == 2);
    model.mark(1, property_bit(2));
    model.properties_.front().parts = 3;
    result = check(model).properties[0];
    CHECK(result.verdict == Verdict::violated);
    CHECK(result.liveness->stop == Stop::complete);
    CHECK(result.trace->part == 2);
}

TEST_CASE("a part that changes its mind is noticed under distrust")
{
    struct Moody : PartedTable {
        using PartedTable::goals;
        PropertyMask goals(const State& state, PropertyMask asked, std::size_t part) const
        {
            if (part != 1) return PartedTable::goals(state, asked, part);
            return ++calls_ % 2 == 0 ? asked : 0;
        }
        mutable std::uint64_t calls_ = 0;
    };
    Moody model;
    static_cast<PartedTable&>(model) = two_jobs_in_turn();
    model.reach(1, 1);
    Options options;
    options.distrust = true;
    CHECK_THROWS_WITH(check(model, options), Catch::Contains("goals() answers differently when asked again"));
}

TEST_CASE("all leads_to properties of a model are decided, each on the states that are stored once")
{
    const Result both = check(HopefulPeterson(true));
    CHECK(both.properties[0].liveness->states == both.counts.states);
    CHECK(both.properties[1].liveness->states == both.counts.states);
    CHECK(both.bytes >= both.properties[1].liveness->bytes);
}

TEST_CASE("an audit compares what a leads_to property says, lasso and all")
{
    const Audit found = audit(MutexUsers<3>(false), {});
    CHECK(found.searches == 8);
    CHECK(found.differences.empty());
    Result one = check(MutexUsers<3>(false)), other = one;
    other.properties[0].trace->loop->begin = 0;
    CHECK(differences(one, other) ==
          std::vector<std::string>{
              "trace of property 0: 1:0,1,1,1,2,2,2 (2 switches), looping behind step 1 and 1:0,1,1,1,2,2,2 "
              "(2 switches), looping behind step 0"});
}

TEST_CASE("stem and loop are told step by step, and the loop ends in the state where it began")
{
    const HopefulCounter model;
    const Trace trace = check(model).properties[0].trace.value();
    const Story story = tell(model, trace.schedule);
    CHECK_FALSE(story.misfit);
    REQUIRE(story.steps.size() == 4);
    CHECK(story.steps.back().after == story.steps[trace.loop->begin - 1].after);
    CHECK(explain(model, 0, trace.schedule) == "for ever the counter is 1 again");
}
