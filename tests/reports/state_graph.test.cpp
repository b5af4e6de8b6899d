#include "reports/state_graph.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using tests::CounterRace;

namespace {

const checker::SystemOf<CounterRace<2>> race{CounterRace<2>()};

CaseHead head()
{
    CaseHead head;
    head.path = "race.toml";
    head.name = "plain";
    head.title = "Two programs count";
    return head;
}

}  // namespace

TEST_CASE("A graph in words has the rows of each state and what is new in it")
{
    const StateGraph graph = describe_graph(head(), race, {});
    CHECK(graph.nodes.size() == race.check({}).counts.states);
    CHECK(graph.whole());
    CHECK(extent_in_words(graph) == "12 states and 14 steps, all that there are");
    for (const GraphNode& node : graph.nodes) CHECK_FALSE(node.rows.empty());
    CHECK(graph.nodes.front().changes.empty());
    CHECK(std::ranges::any_of(graph.nodes, [](const GraphNode& node) {
        return node.changes.size() == 1 && node.changes.front().key == "counter" &&
               node.changes.front().after == "1";
    }));
    CHECK(graph.edges.front().process == "p0");
    CHECK(graph.edges.front().choice == "0");
}

TEST_CASE("A graph around a trace knows which states and steps are of the trace")
{
    const auto trace = race.check({}).properties[3].trace;
    REQUIRE(trace);
    const StateGraph graph = describe_graph(head(), race, {.around = trace->schedule, .within = 0});
    const std::size_t steps = trace->schedule.choices.size();
    CHECK(graph.around == to_text(trace->schedule));
    REQUIRE(graph.nodes.size() == steps + 1);
    for (std::size_t k = 0; k <= steps; ++k) CHECK(graph.nodes[k].places == std::vector<std::size_t>{k});
    CHECK(graph.edges.back().violates == std::vector<std::string>{"stale-write"});
    CHECK(graph.edges.back().places == std::vector<std::size_t>{steps});
    CHECK(graph.steps_left_out() > 0);
    CHECK_FALSE(graph.whole());
}

TEST_CASE("A graph that was cut off says how many steps lead out of it")
{
    const StateGraph graph = describe_graph(head(), race, {.most_states = 3});
    CHECK(graph.cut_off);
    CHECK(extent_in_words(graph).starts_with("the first 3 states and 2 steps; "));
    CHECK(extent_in_words(graph).ends_with(" to states that are not shown"));
}
