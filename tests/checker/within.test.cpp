#include "checker/within.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/audit.hpp"
#include "checker/check.hpp"
#include "tests/timed_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

template <Model M>
std::string said_of(const M& model, const Options& options = {})
{
    return within_text(check(model, options).properties[0]);
}

template <ModelWithTime M>
PropertyResult pass(const M& model, const Options& options)
{
    return Within<M>(model, options, 0, 0, 0).result(true);
}

/// Late behind so many steps that time and Ctrl-C are asked for before and after, and some minutes later
/// paid.
const TimedGrid large_grid(3, 30, 28);

/// Two programs that are late in the state from which least_list_is_not_fewest_switches() looks for its way.
TimedTable late_at_the_meeting()
{
    TimedTable model = promise(0, 0, 9);
    static_cast<TableModel&>(model) = least_list_is_not_fewest_switches();
    model.properties_ = {{"in-time", PropertyKind::within, "", 1, 0}};
    model.marks_.clear();
    model.mark(0, 1);
    for (const std::size_t process : {0, 1}) model.durations_.push_back({5, choice(process), 1});
    return model;
}

/// Part k is owed in state k, which lies on a line with a minute between any two, and paid in the state 3.
TimedParts on_a_line(std::uint64_t bound)
{
    TimedParts model;
    model.processes_ = {program("p", 0)};
    model.properties_ = {{"in-time", PropertyKind::within, "", 3, bound}};
    for (const std::uint64_t state : {0, 1, 2}) {
        model.add(state, 0, state + 1, 1);
        model.mark(state, property_bit(state));
        model.reach(3, property_bit(state));
    }
    return model;
}

}  // namespace

TEST_CASE("what is paid just at the bound is in time, and a minute later it is not")
{
    const auto paid_after_five = [](std::uint64_t bound) {
        TimedTable model = promise(bound, 0, 3);
        model.add(0, 1, 1, 3);
        model.add(1, 1, 2, 2);
        model.add(2, 0, 3);
        return model;
    };
    CHECK(said_of(paid_after_five(6)) == "holds: 5 to 5");
    CHECK(said_of(paid_after_five(5)) == "holds: 5 to 5");
    CHECK(said_of(paid_after_five(4)) == "violated 1:1,1: 5 to 5");
    CHECK(said_of(paid_after_five(2)) == "violated 1:1: 5 to 5");
}

TEST_CASE("what is paid by the very step that makes it late is late")
{
    const auto paid_by_one_step = [](std::uint64_t bound) {
        TimedTable model = promise(bound, 0, 1);
        model.add(0, 1, 1, 6);
        return model;
    };
    CHECK(said_of(paid_by_one_step(6)) == "holds: 6 to 6");
    CHECK(said_of(paid_by_one_step(5)) == "violated 1:1: 6 to 6");
}

TEST_CASE("a bound of nothing asks for a Q before any time passes")
{
    TimedTable model = promise(0, 0, 2);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    CHECK(said_of(model) == "holds: 0 to 0");
    model.add(1, 1, 2, 1);
    CHECK(said_of(model) == "violated 1:0,1: 0 to 1");
}

TEST_CASE("where P and Q are true at once nothing is owed, and nothing is measured")
{
    TimedTable model = promise(2, 0, 0);
    model.add(0, 1, 0, 3);
    const PropertyResult result = check(model).properties[0];
    CHECK(within_text(result) == "holds: none to none");
    CHECK(result.triggers == 0);
    CHECK(result.liveness->owing == 0);
}

TEST_CASE("a Q pays what is owed even if P is true there, too")
{
    TimedTable model = promise(2, 0, 1);
    model.mark(1, 1);
    model.add(0, 1, 1, 2);
    model.add(1, 1, 1, 9);
    CHECK(said_of(model) == "holds: 2 to 2");
}

TEST_CASE("a P that comes again behind a Q is owed anew")
{
    TimedTable model = promise(2, 0, 1);
    model.mark(2, 1);
    model.reach(3, 1);
    model.add(0, 1, 1, 2);
    model.add(1, 1, 2, 9);
    model.add(2, 1, 3, 1);
    const PropertyResult result = check(model).properties[0];
    CHECK(within_text(result) == "holds: 1 to 2");
    CHECK(result.triggers == 2);
    model.properties_[0].bound = 1;
    CHECK(said_of(model) == "violated 1:1: 1 to 2");
}

TEST_CASE("a P that comes again before the Q does not set the watch back")
{
    TimedTable model = promise(4, 0, 3);
    model.mark(1, 1);
    model.mark(2, 1);
    model.add(0, 0, 1);
    model.add(1, 1, 2, 2);
    model.add(2, 1, 3, 2);
    const PropertyResult result = check(model).properties[0];
    CHECK(within_text(result) == "holds: 4 to 4");
    CHECK(result.triggers == 1);
    CHECK(result.liveness->owing == 3);
    model.properties_[0].bound = 3;
    CHECK(said_of(model) == "violated 1:0,1,1: 4 to 4");
}

TEST_CASE("a run that never pays though time passes is late, and its delay is without end")
{
    TimedTable model = promise(2, 0, 1);
    model.add(0, 1, 0, 1);
    CHECK(said_of(model) == "violated 1:1,1,1: none to none, without end");
    TimedTable that_may_pay = promise(2, 0, 1);
    that_may_pay.add(0, 0, 1);
    that_may_pay.add(0, 1, 0, 1);
    CHECK(said_of(that_may_pay) == "violated 1:1,1,1: 0 to none, without end");
}

TEST_CASE("a run that lets no time pass is late for nothing")
{
    TimedTable model = promise(0, 0, 9);
    model.add(0, 0, 1);
    model.add(1, 0, 0);
    const PropertyResult result = check(model).properties[0];
    CHECK(within_text(result) == "holds: none to none");
    CHECK(result.triggers == 1);
}

TEST_CASE("a run that has ended in time is late for nothing, one that has ended late never pays")
{
    TimedTable model = promise(3, 0, 2);
    model.add(0, 1, 1, 3);
    CHECK(said_of(model) == "holds: none to none");
    model.properties_[0].bound = 2;
    CHECK(said_of(model) == "violated 1:1: none to none, without end");
}

TEST_CASE("where something is late the least and the greatest delay are those of all ways to a Q")
{
    // Late in 1, and from there by two ways to the Q in 4.
    TimedTable model = promise(2, 0, 4);
    model.processes_ = {program("a", 0), program("b", 1)};
    model.add(0, 0, 1, 3);
    model.add(1, 0, 2, 1);
    model.add(1, 1, 3, 5);
    model.add(2, 0, 4, 1);
    model.add(3, 0, 4, 2);
    CHECK(said_of(model) == "violated 1:0: 5 to 10");
    model.add(3, 1, 1);
    CHECK(said_of(model) == "violated 1:0: 5 to none, without end");
}

TEST_CASE("a program that spins late without time changes no delay, unless it can do nothing else")
{
    TimedTable model = promise(2, 0, 2);
    model.add(0, 1, 1, 3);
    model.add(1, 0, 1);
    CHECK(said_of(model) == "violated 1:1: none to none, without end");
    model.add(1, 1, 2, 4);
    CHECK(said_of(model) == "violated 1:1: 7 to 7");
}

TEST_CASE("without a P the property holds, and says that nothing triggered it")
{
    TimedTable model = promise(2, 7, 8);
    model.add(0, 1, 0, 1);
    const PropertyResult result = check(model).properties[0];
    CHECK(within_text(result) == "holds: none to none");
    CHECK(result.triggers == 0);
}

TEST_CASE("of the parts the first that is violated is told, and the delays are those of all")
{
    CHECK(said_of(on_a_line(3)) == "holds: 1 to 3");
    PropertyResult result = check(on_a_line(2)).properties[0];
    CHECK(within_text(result) == "violated 1:0,0,0: 1 to 3");
    CHECK(result.trace->part == 0);
    CHECK(result.triggers == 3);
    CHECK(result.liveness->owing == 6);
    TimedParts model = on_a_line(2);
    for (PropertyMask& goals : model.goals_) goals |= property_bit(0);  // the first is paid at once
    model.properties_[0].bound = 1;
    result = check(model).properties[0];
    CHECK(within_text(result) == "violated 1:0,0,0: 1 to 2");
    CHECK(result.trace->part == 1);
}

TEST_CASE("a part without end makes the whole property so")
{
    TimedParts model = on_a_line(1);
    model.goals_[3] &= ~property_bit(1);
    CHECK(said_of(model) == "violated 1:0,0: 1 to none, without end");
}

TEST_CASE("of the shortest late runs the one with the fewest switches is told, whatever the threads")
{
    const TimedTable model = late_at_the_meeting();
    for (const unsigned threads : {1, 2, 3}) {
        Options options;
        options.threads = threads;
        const Trace trace = check(model, options).properties[0].trace.value();
        CHECK(to_text(trace.schedule) == "1:1,0,0,0");
        CHECK(trace.switches == 1);
        CHECK(trace.switch_minimal);
        CHECK_FALSE(trace.loop);
    }
    CHECK(audit(model, {}).differences.empty());
    Result one = check(model), other = one;
    other.properties[0].trace->part = 1;
    other.properties[0].delays->least = 4;
    CHECK(differences(one, other) ==
          std::vector<std::string>{
              "trace of property 0: 1:1,0,0,0 (1 switches) and 1:1,0,0,0 (1 switches), part 1",
              "delays of property 0: none to none, without end and 4 to none, without end"});
}

TEST_CASE("a search that did not see everything leaves a bound open, and says why")
{
    const auto stop_of = [](const auto& change) {
        Options options;
        change(options);
        const PropertyResult result = check(late_at_the_meeting(), options).properties[0];
        CHECK(within_text(result) == "inconclusive: unknown");
        return result.liveness->stop;
    };
    CHECK(stop_of([](Options& options) { options.most_states = 5; }) == Stop::state_limit);
    CHECK(stop_of([](Options& options) { options.most_depth = 2; }) == Stop::depth_limit);
    CHECK(stop_of([](Options& options) { options.most_memory = 100; }) == Stop::memory_limit);
    CHECK(stop_of([](Options& options) { options.interrupted = [] { return true; }; }) == Stop::interrupted);
    CHECK(stop_of([](Options& options) { options.out_of_time = [] { return true; }; }) == Stop::time_limit);
}

TEST_CASE("under any limit on memory it is kept, and what was found before stays found")
{
    const TimedGrid model(3, 12, 10);
    const PropertyResult whole = pass(model, {});
    REQUIRE(within_text(whole) == "violated 1:0,0,0,0,0,0,0,0,0,0,0: 12 to 12");
    std::uint64_t open = 0, told = 0;
    for (std::uint64_t most = 0; most < whole.liveness->bytes; most += whole.liveness->bytes / 256) {
        CAPTURE(most);
        Options options;
        options.most_memory = most;
        const PropertyResult result = pass(model, options);
        CHECK(result.liveness->bytes <= most);
        CHECK(result.liveness->stop == Stop::memory_limit);
        CHECK_FALSE(result.delays);
        CHECK(result.triggers == 0);
        CHECK(result.verdict == (result.trace ? Verdict::violated : Verdict::inconclusive));
        if (result.trace && result.trace->switch_minimal) CHECK(result.trace == whole.trace);
        ++(result.trace ? told : open);
    }
    CHECK(open > 10);
    CHECK(told > 20);
    Options enough;
    enough.most_memory = whole.liveness->bytes;
    CHECK(within_text(pass(model, enough)) == within_text(whole));
}

TEST_CASE("time and an interruption end the pass wherever they come, and what was found stays found")
{
    const PropertyResult whole = pass(large_grid, {});
    REQUIRE(delays_text(whole.delays) == "30 to 30");
    std::uint64_t open = 0, told = 0;
    for (int patience = 0; patience < 24; ++patience) {
        CAPTURE(patience);
        int asked = 0;
        Options options;
        (patience % 2 == 0 ? options.interrupted : options.out_of_time) = [&] { return ++asked > patience; };
        const PropertyResult result = pass(large_grid, options);
        if (result.liveness->stop == Stop::complete) {
            CHECK(result.delays == whole.delays);
            continue;
        }
        CHECK(result.liveness->stop == (patience % 2 == 0 ? Stop::interrupted : Stop::time_limit));
        CHECK_FALSE(result.delays);
        CHECK(result.triggers == 0);
        CHECK(result.verdict == (result.trace ? Verdict::violated : Verdict::inconclusive));
        if (result.trace && result.trace->switch_minimal) CHECK(result.trace == whole.trace);
        ++(result.trace ? told : open);
    }
    CHECK(open > 0);
    CHECK(told > 4);
}

TEST_CASE("beyond a limit of the model a late run is late still, and nothing else is known")
{
    TimedTable model = promise(2, 0, 1);
    model.add(0, {choice(0), 0, 0, 0, true});
    PropertyResult result = check(model).properties[0];
    CHECK(within_text(result) == "inconclusive: unknown");
    CHECK(result.liveness->stop == Stop::model_limit);
    CHECK(result.triggers == 1);
    model.add(0, 1, 1, 3);
    result = check(model).properties[0];
    CHECK(within_text(result) == "violated 1:1: unknown");
    CHECK(result.liveness->stop == Stop::model_limit);
}

TEST_CASE("of the parts of a bound a violated one counts most, then an open one")
{
    const auto of = [](Verdict verdict, Stop stop) {
        PropertyResult part;
        part.verdict = verdict;
        part.triggers = 2;
        part.liveness = LivenessPass{.stop = stop};
        if (verdict == Verdict::violated) part.trace = Trace{};
        if (stop == Stop::complete) part.delays = Delays{.least = 1, .greatest = 1};
        return part;
    };
    const auto holds = of(Verdict::holds, Stop::complete), late = of(Verdict::violated, Stop::complete),
               open = of(Verdict::inconclusive, Stop::memory_limit),
               beyond = of(Verdict::inconclusive, Stop::model_limit);
    const auto both = [](PropertyResult all, const PropertyResult& part) {
        add_part(all, part);
        CHECK(all.trace.has_value() == (all.verdict == Verdict::violated));
        return fmt::format("{} ({}), {}, {}", to_string(all.verdict), to_string(all.liveness->stop),
                           delays_text(all.delays), all.triggers);
    };
    CHECK(both(holds, holds) == "holds (), 1 to 1, 4");
    CHECK(both(holds, late) == "violated (), 1 to 1, 4");
    CHECK(both(late, holds) == "violated (), 1 to 1, 4");
    CHECK(both(holds, open) == "inconclusive (memory), unknown, 0");
    CHECK(both(open, holds) == "inconclusive (memory), unknown, 0");
    CHECK(both(open, late) == "violated (memory), unknown, 0");
    CHECK(both(late, open) == "violated (memory), unknown, 0");
    CHECK(both(beyond, holds) == "inconclusive (limit of the model), unknown, 4");
    CHECK(both(beyond, open) == "inconclusive (memory), unknown, 0");
}

TEST_CASE("a duration that changes its mind is noticed under distrust")
{
    struct Moody : TimedTable {
        std::uint32_t duration(const State&, Choice) const { return ++calls_ % 2; }
        mutable std::uint32_t calls_ = 0;
    };
    Moody model;
    static_cast<TimedTable&>(model) = promise(2, 0, 1);
    model.add(0, 0, 1, 1);
    Options options;
    options.distrust = true;
    CHECK_THROWS_WITH(pass(model, options),
                      Catch::Contains("duration() answers differently when asked again"));
}

TEST_CASE("what a duration throws is blamed on the model, with the way to where it was asked")
{
    struct Fragile : TimedTable {
        std::uint32_t duration(const State& state, Choice) const
        {
            if (state.words[0] == 1) throw std::runtime_error("no answer");
            return 0;
        }
    };
    Fragile model;
    static_cast<TimedTable&>(model) = promise(2, 0, 3);
    model.add(0, 0, 1, 1);
    model.add(1, 0, 2, 1);
    CHECK_THROWS_WITH(pass(model, {}), "in the state behind schedule 1:0: no answer");
}

TEST_CASE("the pass stands beside those of other kinds, and says what reductions it did without")
{
    TimedTable model = promise(3, 0, 2);
    model.properties_.push_back({"in-the-end", PropertyKind::leads_to, "what is begun is ended"});
    model.properties_.push_back({"far", PropertyKind::reachable, "the end can be reached"});
    model.mark(0, 2);
    model.reach(2, 2);
    model.mark(2, 4);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    model.add(1, 1, 1, 1);
    const Result result = check(model);
    CHECK(within_text(result.properties[0]) == "violated 1:0,1,1,1,1: 0 to none, without end");
    CHECK(result.properties[1].verdict == Verdict::holds);
    CHECK_FALSE(result.properties[1].delays);
    CHECK(result.properties[2].verdict == Verdict::holds);
    CHECK(result.properties[0].liveness->no_sleep_sets);
    CHECK(result.properties[0].liveness->states == 7);  // five times 1: the watch shows 0 to 3, or late
    CHECK(result.bytes >= result.properties[0].liveness->bytes);
}
