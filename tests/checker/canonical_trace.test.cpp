#include "checker/canonical_trace.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "checker/levels.hpp"
#include "tests/reference_explorer.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

template <Model M>
Trace trace_of(const M& model, std::size_t property = 0)
{
    return check(model).properties[property].trace.value();
}

template <Model M>
std::string text_of(const M& model, std::size_t property = 0)
{
    const Trace trace = trace_of(model, property);
    REQUIRE(trace.switch_minimal);
    return to_text(trace.schedule);
}

}  // namespace

TEST_CASE("fewest switches come before the least list of choices")
{
    const TableModel model = least_list_is_not_fewest_switches();
    const auto explored = BreadthFirst<TableModel>(model, {}).run();
    CHECK(to_text(explored.log.schedule_to(explored.judge.discovery(0)->state)) == "1:0,1,0,0");
    CHECK(text_of(model) == "1:1,0,0,0");
    CHECK(trace_of(model).switches == 1);
}

TEST_CASE("a lost update is told with as few switches as it needs")
{
    CHECK(text_of(CounterRace<2>(), 0) == "1:0,1,1,0");
    CHECK(trace_of(CounterRace<2>(), 0).switches == 2);
    CHECK(text_of(CounterRace<2>(), 3) == "1:0,1,1,0");
    CHECK(text_of(CounterRace<3>(), 0) == "1:0,0,1,2,2,1");
}

TEST_CASE("a witness has the fewest switches, too")
{
    CHECK(text_of(CounterRace<3>(), 2) == "1:0,0,1,1,2,2");
    CHECK(text_of(LinearEquation(), 0) == "1:0,0,1");
}

TEST_CASE("a step without a lane is no switch and hides none")
{
    const Trace trace = trace_of(waiting_for_the_clock());
    CHECK(to_text(trace.schedule) == "1:0,2,0,0");
    CHECK(trace.switches == 0);
    TableModel other = waiting_for_the_clock();
    other.rows_[3].clear();  // now only b leads on behind the clock
    CHECK(text_of(other) == "1:0,2,1,1");
    CHECK(trace_of(other).switches == 1);
}

TEST_CASE("a crash lies in the lane of its program")
{
    const Trace trace = trace_of(mortal(3));
    CHECK(to_text(trace.schedule) == "1:1");
    CHECK(trace.switches == 0);
}

TEST_CASE("fewest switches come before the least initial state, and that before the list of choices")
{
    TableModel model;
    model.processes_ = {program("a", 0), program("b", 1)};
    model.properties_ = {{"end", PropertyKind::never, "the end is not reached"}};
    model.initial_ = {0, 10, 20};
    model.add(0, 0, 1);  // a b: one switch
    model.add(1, 1, 9);
    model.add(10, 1, 11);  // b b: none
    model.add(11, 1, 9);
    model.add(20, 0, 21);  // a a: none, and a lesser list
    model.add(21, 0, 9);
    model.mark(9, 1);
    CHECK(text_of(model) == "1@1:1,1");
}

TEST_CASE("a violating step counts with its lane")
{
    TableModel model;
    model.processes_ = {program("a", 0), program("b", 1)};
    model.properties_ = {{"harm", PropertyKind::never_step, "no step does harm"}};
    model.add(0, 0, 1);
    model.add(0, 1, 2);
    model.add(1, {choice(1), 3, 1, 1, false});  // a, then b does harm
    model.add(2, {choice(1), 4, 1, 1, false});  // b, then b does harm
    CHECK(text_of(model) == "1:1,1");
}

TEST_CASE("alternatives are told apart: the least one that leads on in time is taken")
{
    TableModel model;
    model.processes_ = {program("a", 0), program("b", 1)};
    model.properties_ = {{"end", PropertyKind::never, "the end is not reached"}};
    model.add(0, {choice(0, 0), 5});  // a detour
    model.add(0, {choice(0, 1), 1});
    model.add(0, {choice(0, 2), 1});
    model.add(1, {choice(1, 3), 2});
    model.add(5, {choice(1, 0), 1});
    model.mark(2, 1);
    CHECK(text_of(model) == "1:0.1,1.3");
}

TEST_CASE("more lanes than a word has bits")
{
    TableModel model;
    model.properties_ = {{"end", PropertyKind::never, "the end is not reached"}};
    constexpr std::size_t programs = 200;
    for (std::size_t k = 0; k < programs; ++k) model.processes_.push_back(program("p", static_cast<int>(k)));
    for (std::size_t k = 0; k < programs; ++k) model.add(0, k, k + 1);
    for (std::size_t k = 0; k < programs; ++k)
        model.add(k + 1, k == 150 ? 150 : (k + 1) % programs, programs + 1);
    model.add(programs + 1, 150, programs + 2);
    model.mark(programs + 2, 1);
    CHECK(text_of(model) == "1:150,150,150");
    CHECK(trace_of(model).switches == 0);
}

TEST_CASE("the second pass agrees with the definition where a million schedules compete")
{
    const Grid<1> grid(4, 5);
    const Reference reference = explore_by_reference(grid);
    CHECK(text_of(grid) == to_text(reference.properties[0].schedule.value()));
    CHECK(text_of(grid) == "1:0,0,0,0,0,1,1,1,1,1,2,2,2,2,2,3,3,3,3,3");
}

TEST_CASE("levels that are whole stay of use where memory does not suffice for one behind them")
{
    const Grid<1> grid(3, 17);
    Options options;
    options.most_memory = 100'000;
    Levels levels(grid, options, 0);
    CHECK_FALSE(levels.extend_to(50));
    CHECK(levels.extend_to(3));
    CHECK_FALSE(levels.extend_to(50));
    CHECK(levels.bytes() <= options.most_memory);
}

TEST_CASE("what stands beside the levels is charged to their memory")
{
    const Grid<1> grid(3, 2);
    Options options;
    options.most_memory = 100'000;
    CHECK(Levels(grid, options, 0).extend_to(3));
    CHECK_FALSE(Levels(grid, options, 99'000).extend_to(3));
}
