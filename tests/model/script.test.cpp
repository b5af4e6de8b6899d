#include "model/script.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "model/calls/atomic_steps.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

Call call(CallKind kind, OnFailure on_failure = OnFailure::next)
{
    return {.kind = kind, .must = {}, .on_failure = on_failure};
}

const Call create = call(CallKind::create), logon = call(CallKind::logon), access = call(CallKind::access),
           logoff = call(CallKind::logoff), idle = call(CallKind::idle);

Program running(Block run)
{
    Program program;
    program.name = "mailer";
    program.run = std::move(run);
    return program;
}

Script script_of(Block run, Grain grain = Grain::call)
{
    auto script = make_script(running(std::move(run)), grain);
    REQUIRE(script);
    return *script;
}

/// The calls that may come next at a point.
std::vector<CallKind> next_at(const Script& script, PointIndex at)
{
    std::vector<CallKind> kinds;
    const Point& point = script.points[at];
    for (std::size_t k = 0; k < point.count; ++k)
        kinds.push_back(script.possibilities[point.first + k].call.kind);
    return kinds;
}

const Possibility& way(const Script& script, PointIndex at, std::size_t k = 0)
{
    return script.possibilities[script.points[at].first + k];
}

/// The calls of a run that always succeeds and takes the first branch.
std::vector<CallKind> straight_through(const Script& script)
{
    std::vector<CallKind> kinds;
    for (PointIndex at = script.start; at != script.end; at = way(script, at).on_success) {
        kinds.push_back(way(script, at).call.kind);
    }
    return kinds;
}

TEST_CASE("a list of calls has a point in front of each, the end, and the crash")
{
    const Script script = script_of({create, logon, access});
    CHECK(script.points.size() == 5);
    CHECK(straight_through(script) == std::vector{CallKind::create, CallKind::logon, CallKind::access});
    CHECK(script.points[script.end].kind == Point::Kind::end);
    CHECK(script.points[script.crashed].kind == Point::Kind::crashed);
    CHECK(script.points[script.end].count == 0);
    CHECK(script.points[script.crashed].count == 0);
}

TEST_CASE("a program without steps is at its end from the start")
{
    const Script script = script_of({});
    CHECK(script.start == script.end);
    CHECK(script.points.size() == 2);
}

TEST_CASE("a choose costs no point of its own: its branches' first calls stand side by side")
{
    const Script script = script_of({Choose{{{create, logon}, {access}, {idle}}}, logoff});
    CHECK(next_at(script, script.start) == std::vector{CallKind::create, CallKind::access, CallKind::idle});
    const PointIndex behind = way(script, script.start, 1).on_success;
    CHECK(next_at(script, behind) == std::vector{CallKind::logoff});
    CHECK(way(script, script.start, 2).on_success == behind);
    CHECK(next_at(script, way(script, script.start).on_success) == std::vector{CallKind::logon});
    CHECK(script.points.size() ==
          5);  // start, logon, logoff, end, crashed: the branches' own points are gone
}

TEST_CASE("a choose in the first place of a branch joins its outer one")
{
    const Script script = script_of({Choose{{{Choose{{{create}, {logon}}}}, {access}}}});
    CHECK(next_at(script, script.start) == std::vector{CallKind::create, CallKind::logon, CallKind::access});
}

TEST_CASE("a repeat is unrolled")
{
    const Script script = script_of({Repeat{3, {logon, logoff}}, idle});
    CHECK(straight_through(script) == std::vector{CallKind::logon, CallKind::logoff, CallKind::logon,
                                                  CallKind::logoff, CallKind::logon, CallKind::logoff,
                                                  CallKind::idle});
    CHECK(script.points.size() == 9);
}

TEST_CASE("a failed call goes on with the next step where nothing else is said")
{
    const Script script = script_of({call(CallKind::logon, OnFailure::next), access});
    CHECK(way(script, script.start).on_failure == way(script, script.start).on_success);
}

TEST_CASE("a failed call that leaves goes behind its round of a repeat")
{
    const Script script = script_of({Repeat{2, {call(CallKind::logon, OnFailure::leave), access}}, idle});
    const PointIndex second_round = way(script, script.start).on_failure;
    CHECK(next_at(script, second_round) == std::vector{CallKind::logon});
    CHECK(second_round != script.start);
    CHECK(next_at(script, way(script, second_round).on_failure) == std::vector{CallKind::idle});
}

TEST_CASE("a failed call that leaves goes behind its branch of a choose")
{
    const Script script =
        script_of({Choose{{{call(CallKind::logon, OnFailure::leave), access}, {create}}}, idle});
    CHECK(next_at(script, way(script, script.start).on_failure) == std::vector{CallKind::idle});
    CHECK(next_at(script, way(script, script.start).on_success) == std::vector{CallKind::access});
}

TEST_CASE("outside any block a failed call that leaves ends the run")
{
    const Script script = script_of({call(CallKind::logon, OnFailure::leave), access});
    CHECK(way(script, script.start).on_failure == script.end);
}

TEST_CASE("a failed call that stops ends the run from inside any block")
{
    const Script script = script_of({Repeat{2, {Choose{{{call(CallKind::logon, OnFailure::stop)}}}}}, idle});
    CHECK(way(script, script.start).on_failure == script.end);
    CHECK(way(script, script.start).on_success != script.end);
}

Repeat forever(Block steps) { return {1, std::move(steps), true}; }

TEST_CASE("an endless repeat is a circle: behind its last step its first one comes again")
{
    const Script script = script_of({create, forever({logon, logoff})});
    CHECK(script.endless);
    CHECK(script.points.size() == 5);  // create, logon, logoff, and two that are not in the circle
    const PointIndex head = way(script, script.start).on_success;
    CHECK(next_at(script, head) == std::vector{CallKind::logon});
    const PointIndex second = way(script, head).on_success;
    CHECK(next_at(script, second) == std::vector{CallKind::logoff});
    CHECK(way(script, second).on_success == head);
    CHECK(way(script, second).on_failure == head);
    CHECK_FALSE(script_of({create, logon}).endless);
}

TEST_CASE("a run may be one endless step")
{
    const Script script = script_of({forever({idle})});
    CHECK(script.points.size() == 3);
    CHECK(way(script, script.start).on_success == script.start);
}

TEST_CASE("a failed call that leaves an endless repeat goes on with its next round, one that stops ends it")
{
    const Script script = script_of({forever(
        {call(CallKind::logon, OnFailure::leave), call(CallKind::access, OnFailure::stop), logoff})});
    CHECK(way(script, script.start).on_failure == script.start);
    const PointIndex second = way(script, script.start).on_success;
    CHECK(way(script, second).on_failure == script.end);
    CHECK(way(script, way(script, second).on_success).on_success == script.start);
}

TEST_CASE("a round without end may begin with a choice, and each branch of it comes back to it")
{
    const Script script = script_of({forever({Choose{{{logon, logoff}, {idle}}}})});
    CHECK(next_at(script, script.start) == std::vector{CallKind::logon, CallKind::idle});
    CHECK(way(script, script.start, 1).on_success == script.start);
    CHECK(way(script, way(script, script.start).on_success).on_success == script.start);
    CHECK(script.points.size() == 4);
}

TEST_CASE("a branch may go on for ever while the other one passes by it")
{
    const Script script = script_of({Choose{{{forever({logon, logoff})}, {idle}}}, access});
    CHECK(next_at(script, script.start) == std::vector{CallKind::logon, CallKind::idle});
    CHECK(next_at(script, way(script, script.start, 1).on_success) == std::vector{CallKind::access});
    const PointIndex round = way(script, way(script, script.start).on_success).on_success;
    CHECK(next_at(script, round) == std::vector{CallKind::logon});
    CHECK(round != script.start);  // the choice is made once
    CHECK(way(script, way(script, round).on_success).on_success == round);
}

TEST_CASE("rounds in rounds go back to where each begins")
{
    // Outside: logon, then either the inner circle for ever, or a logoff and the next round.
    const Script script = script_of({forever({logon, Choose{{{forever({access})}, {logoff}}}})});
    const PointIndex choice = way(script, script.start).on_success;
    CHECK(next_at(script, choice) == std::vector{CallKind::access, CallKind::logoff});
    CHECK(way(script, choice, 1).on_success == script.start);
    const PointIndex inner = way(script, choice, 0).on_success;
    CHECK(next_at(script, inner) == std::vector{CallKind::access});
    CHECK(way(script, inner).on_success == inner);
    const Script twice = script_of({forever({Repeat{2, {logon, logoff}}})});
    CHECK(twice.points.size() == 6);
}

TEST_CASE("an endless repeat that is too long is refused like any other")
{
    const Choose choice{{{Repeat{most_places, {logon}}}, {idle}}};
    CHECK_FALSE(make_script(running({forever({choice, choice})}), Grain::call));
    CHECK_FALSE(make_script(running({forever({Choose{{{Repeat{most_places + 1, {idle}}}}}})}), Grain::call));
}

TEST_CASE("how often a program can be initialized at a time is found for rounds without end, too")
{
    const Call initialize = call(CallKind::initialize), uninitialize = call(CallKind::uninitialize);
    const auto most = [](Block run, std::size_t at_start = 0) {
        return most_initialized(script_of(std::move(run)), at_start);
    };
    CHECK(most({initialize, initialize, uninitialize, initialize}) == 2);
    CHECK(most({forever({initialize, uninitialize})}) == 1);
    CHECK(most({initialize, forever({initialize, initialize, uninitialize, uninitialize})}) == 3);
    CHECK(most({forever({uninitialize, uninitialize, initialize})}, 1) == 1);
    CHECK(most({forever({uninitialize, initialize, initialize, uninitialize, uninitialize})}, 1) == 2);
    CHECK(most({forever({logon})}, 1) == 1);
    CHECK_FALSE(most({forever({initialize})}));
    CHECK_FALSE(most({forever({initialize, initialize, uninitialize})}));
    CHECK_FALSE(most({forever({Choose{{{initialize}, {uninitialize}}}})}));
}

TEST_CASE("at grain micro each atomic step but the first has a point inside its call")
{
    const Script whole = script_of({create, logon});
    const Script parts = script_of({create, logon}, Grain::micro);
    const std::size_t inside = atomic_step_count(CallKind::create) - 1 + atomic_step_count(logon) - 1;
    CHECK(parts.points.size() == whole.points.size() + inside);
    std::set<PointIndex> seen;
    for (std::size_t k = 0; k < parts.possibilities.size(); ++k) {
        const Possibility& each = parts.possibilities[k];
        for (std::uint8_t step = 1; step < atomic_step_count(each.call); ++step) {
            const auto at = static_cast<PointIndex>(each.inside + step);
            CHECK(parts.points[at].kind == Point::Kind::inside);
            CHECK(parts.points[at].step == step);
            CHECK(parts.points[at].first == k);
            CHECK(seen.insert(at).second);
        }
    }
}

TEST_CASE("a call of one atomic step has no inside")
{
    CHECK(script_of({idle}, Grain::micro).points.size() == script_of({idle}).points.size());
    CHECK(atomic_step_count(CallKind::uninitialize) == 1);
}

TEST_CASE(
    "a run of the greatest length is taken, one that is longer is refused with its name and the numbers")
{
    CHECK(make_script(running({Repeat{most_places, {idle}}}), Grain::call));
    const auto longer = make_script(running({Repeat{most_places + 1, {idle}}}), Grain::call);
    REQUIRE_FALSE(longer);
    CHECK(longer.error() == "the run of program 'mailer' is too long: it unrolls to more than 4096 points "
                            "between calls or 6000 calls");
}

TEST_CASE("many branches make a run too long though it has few points")
{
    const Choose four{{{idle}, {logon}, {access}, {logoff}}};
    CHECK_FALSE(make_script(running({Repeat{1600, {four}}}), Grain::call));
    CHECK(make_script(running({Repeat{700, {four}}}), Grain::call));
}

TEST_CASE("the longest runs still have a number for every point at grain micro")
{
    const auto script = make_script(running({Repeat{most_places, {logon}}}), Grain::micro);
    REQUIRE(script);
    CHECK(script->points.size() == most_places + 2 + most_places * (atomic_step_count(logon) - 1));
    CHECK(script->points.size() < 0xFFFF);
    CHECK(script->points[script->possibilities.back().inside + 8u].first == most_places - 1);
}

TEST_CASE("a program goes on, leaves or stops as its calls succeed and fail")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
goes-on = { session = "console", run = ["access", "idle"] }
leaves  = { session = "console", run = [{ repeat = 2, steps = [{ call = "access", on_failure = "leave" },
                                                               "logon p"] }, "idle"] }
stops   = { session = "console", run = [{ call = "access", on_failure = "stop" }, "idle"] }
)");
    stage.play({"goes-on", "leaves", "stops"});
    CHECK(stage.program_row("goes-on").starts_with("next: idle"));
    CHECK(stage.program_row("leaves").starts_with("next: access"));
    CHECK_FALSE(stage.can("stops"));
    stage.play({"leaves"});
    CHECK(stage.program_row("leaves").starts_with("next: idle"));
}

TEST_CASE("each branch of a choose is an alternative of one step")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = [{ choose = [["logon p", "access"], ["delete p"], ["idle"]] }] }
)");
    CHECK(stage.can("mailer.0"));
    CHECK(stage.can("mailer.2"));
    CHECK_FALSE(stage.can("mailer.3"));
    CHECK(stage.play({"mailer.1"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "absent");
    CHECK_FALSE(stage.can("mailer"));
}

}  // namespace
}  // namespace holdfast::tests
