#include "checker/state_graph.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/reference_explorer.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast;
using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// The whole graph and the judge of all searches must count the same.
template <Model M>
void require_same_counts(const M& model)
{
    const StateGraph graph = state_graph(model, {.most_states = 100'000});
    const Reference reference = explore_by_reference(model);
    std::uint64_t beyond = 0, terminal = 0;
    for (const GraphState& state : graph.states) {
        beyond += state.beyond_limit;
        terminal += state.terminal ? 1 : 0;
    }
    CHECK(graph.states.size() == reference.states);
    CHECK(graph.steps.size() + beyond == reference.transitions);
    CHECK(beyond == reference.beyond_limit);
    CHECK(terminal == reference.terminal_states);
    CHECK_FALSE(graph.cut_off);
    CHECK(graph.whole() == (beyond == 0));
}

std::uint64_t steps_left_out(const StateGraph& graph)
{
    std::uint64_t sum = 0;
    for (const GraphState& state : graph.states) sum += state.steps_left_out;
    return sum;
}

}  // namespace

TEST_CASE("A whole graph has the states and steps that the reference explorer counts")
{
    require_same_counts(TwoStateClock());
    require_same_counts(CounterRace<3>());
    require_same_counts(Peterson(true));
    require_same_counts(Peterson(false));
    require_same_counts(Philosophers<4>(false));
    require_same_counts(Grid<2>(3, 4));
    require_same_counts(mortal(4));
    require_same_counts(waiting_for_the_clock());
    require_same_counts(beyond(5));
}

TEST_CASE("States are numbered breadth first, with the step that first led to each")
{
    const StateGraph graph = state_graph(Grid<1>(2, 2), {});
    REQUIRE(graph.states.size() == 9);
    CHECK(std::is_sorted(graph.states.begin(), graph.states.end(),
                         [](const auto& a, const auto& b) { return a.distance < b.distance; }));
    CHECK(graph.states[0].initial);
    CHECK_FALSE(graph.states[0].found_by);
    for (std::size_t k = 1; k < graph.states.size(); ++k) {
        REQUIRE(graph.states[k].found_by);
        CHECK(graph.steps[*graph.states[k].found_by].to == k);
    }
    CHECK(graph == state_graph(Grid<1>(2, 2), {}));
}

TEST_CASE("A state knows what it violates and shows, a step likewise")
{
    const StateGraph graph = state_graph(CounterRace<2>(), {});
    const auto& states = graph.states;
    const auto lost = std::count_if(states.begin(), states.end(), [](const auto& state) {
        return (state.violates & CounterRace<2>::lost_update) != 0;
    });
    CHECK(lost == 1);
    for (const GraphState& state : states) {
        if (!state.terminal) CHECK((state.violates & CounterRace<2>::all_counted) == 0);
        CHECK((state.violates & CounterRace<2>::can_count_all) == 0);
    }
    CHECK(std::any_of(states.begin(), states.end(),
                      [](const auto& state) { return (state.shows & CounterRace<2>::can_count_all) != 0; }));
    CHECK(std::any_of(graph.steps.begin(), graph.steps.end(),
                      [](const auto& step) { return step.violates == CounterRace<2>::stale_write; }));
}

TEST_CASE("A graph that is cut off has the first states, and counts every step that it leaves out")
{
    const Grid<1> model(2, 9);
    const StateGraph whole = state_graph(model, {.most_states = 1000});
    const StateGraph part = state_graph(model, {.most_states = 20});
    CHECK(part.cut_off);
    CHECK_FALSE(part.whole());
    REQUIRE(part.states.size() == 20);
    std::size_t of_these = 0;
    for (const GraphStep& step : whole.steps) of_these += step.from < 20 ? 1 : 0;
    CHECK(part.steps.size() + steps_left_out(part) == of_these);
    for (const GraphStep& step : part.steps)
        CHECK(std::find(whole.steps.begin(), whole.steps.end(), step) != whole.steps.end());
}

TEST_CASE("Around a run stand its states in its order, and what is within so many steps of them")
{
    const Grid<1> model(2, 5);
    const Schedule run{0, {choice(0), choice(0), choice(0)}};
    const StateGraph alone = state_graph(model, {.around = run, .within = 0});
    CHECK(alone.run_states == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK(alone.states.size() == 4);
    CHECK(alone.steps.size() == 3);
    CHECK(alone.run_steps == std::vector<std::size_t>{0, 1, 2});
    CHECK(steps_left_out(alone) == 5);
    CHECK_FALSE(alone.cut_off);
    const StateGraph near = state_graph(model, {.around = run, .within = 1});
    CHECK(near.states.size() == 9);
    CHECK(std::all_of(near.states.begin(), near.states.end(),
                      [](const auto& state) { return state.distance <= 1; }));
    CHECK(near.steps[*near.states[2].found_by].from == 1);
}

TEST_CASE("A run that comes back goes through the same states and steps again")
{
    const Schedule run{0, {choice(0), choice(0), choice(0)}};
    const StateGraph graph = state_graph(TwoStateClock(), {.around = run, .within = 0});
    CHECK(graph.run_states == std::vector<std::size_t>{0, 1, 0, 1});
    CHECK(graph.run_steps == std::vector<std::size_t>{0, 1, 0});
}

TEST_CASE("A run that does not fit is told, with the graph of what fitted")
{
    const StateGraph graph =
        state_graph(Grid<1>(1, 1), {.around = Schedule{0, {choice(0), choice(0)}}, .within = 0});
    REQUIRE(graph.misfit);
    CHECK(graph.misfit->step == 2);
    CHECK(graph.states.size() == 2);
}

TEST_CASE("A run that is longer than the graph may be is cut off")
{
    Schedule run;
    run.choices.assign(9, choice(0));
    const StateGraph graph = state_graph(Grid<1>(1, 9), {.most_states = 4, .around = run});
    CHECK(graph.cut_off);
    CHECK(graph.states.size() == 4);
    CHECK(graph.run_states.size() == 4);
    CHECK(graph.run_steps.size() == 3);
}
