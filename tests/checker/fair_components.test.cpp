#include "checker/fair_components.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/options.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

const Budget plenty{no_limit, [] { return false; }};

struct Arc {
    Place from = 0;
    std::size_t process = 0;
    Place to = no_place;
    bool strongly_fair = false;
};

/// Arcs in ascending order of places, then of processes.
OwingGraph graph_of(Place size, const std::vector<Arc>& arcs)
{
    OwingGraph graph;
    auto next = arcs.begin();
    for (Place place = 0; place < size; ++place) {
        for (; next != arcs.end() && next->from == place; ++next)
            graph.add_edge(Edge(next->to, choice(next->process), next->strongly_fair));
        graph.end_place();
    }
    return graph;
}

/// Places on fair loops as digits, those of one component in brackets; a place where a run may stay has a
/// dot.
std::string fair_part(const OwingGraph& graph, std::size_t programs)
{
    const Fairness fairness(std::vector<Process>(programs, program("p", 0)));
    FairComponents components(graph, fairness);
    REQUIRE(components.find(plenty));
    std::string text;
    for (Place place = 0; place < graph.size(); ++place) {
        if (components.may_stay(place)) text += std::to_string(place) + ".";
        bool first = components.together(place, place);
        for (Place before = 0; before < place; ++before) first &= !components.together(before, place);
        if (!first) continue;
        text += "[";
        for (Place other = place; other < graph.size(); ++other)
            text += components.together(place, other) ? std::to_string(other) : "";
        text += "]";
    }
    return text;
}

}  // namespace

TEST_CASE("a way without a loop is no place to stay, its end is")
{
    CHECK(fair_part(graph_of(3, {{0, 0, 1}, {1, 0, 2}}), 1) == "2.");
    CHECK(fair_part(graph_of(3, {{0, 0, 1}, {1, 0, 2}, {2, 0, no_place}}), 1) == "");
}

TEST_CASE("a loop is fair if everyone moves in it or cannot move somewhere")
{
    CHECK(fair_part(graph_of(2, {{0, 0, 1}, {1, 0, 0}}), 2) == "[01]");
    CHECK(fair_part(graph_of(2, {{0, 0, 1}, {0, 1, no_place}, {1, 0, 0}}), 2) == "[01]");
    CHECK(fair_part(graph_of(2, {{0, 0, 1}, {0, 1, no_place}, {1, 0, 0}, {1, 1, no_place}}), 2) == "");
    CHECK(fair_part(graph_of(2, {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {1, 1, no_place}}), 2) == "[01]");
}

TEST_CASE("who is served outside only takes the state out of the loop, and the rest is split again")
{
    // 0 <-> 1 <-> 2 by p0; in 1 p1 is served, and leaves.
    const std::vector<Arc> arcs{{0, 0, 1}, {1, 0, 2}, {1, 1, no_place, true}, {2, 0, 1}};
    CHECK(fair_part(graph_of(3, arcs), 2) == "");
    std::vector<Arc> weak = arcs;
    weak[2].strongly_fair = false;
    CHECK(fair_part(graph_of(3, weak), 2) == "[12]");
    std::vector<Arc> with_own_loops = arcs;
    with_own_loops.insert(with_own_loops.begin(), {0, 0, 0});
    with_own_loops.push_back({2, 0, 2});
    CHECK(fair_part(graph_of(3, with_own_loops), 2) == "[0][2]");
}

TEST_CASE("what was taken out for one may make the rest unfair to another")
{
    // In the loop of 0 and 1, p2 moves only by the state in which p1 is served.
    const std::vector<Arc> arcs{{0, 0, 0}, {0, 0, 1}, {0, 2, no_place}, {1, 0, 0}, {1, 1, no_place, true},
                                {1, 2, 0}};
    CHECK(fair_part(graph_of(2, arcs), 3) == "");
    CHECK(fair_part(graph_of(2, {{0, 0, 0}, {0, 0, 1}, {1, 0, 0}, {1, 1, no_place, true}}), 3) == "[0]");
}

TEST_CASE("a loop of a million places is found without a stack of a million calls")
{
    const Place size = 1'000'000;
    OwingGraph graph;
    for (Place place = 0; place < size; ++place) {
        graph.add_edge(Edge((place + 1) % size, choice(0), false));
        graph.end_place();
    }
    const Fairness fairness(std::vector<Process>(1, program("p", 0)));
    FairComponents components(graph, fairness);
    REQUIRE(components.find(plenty));
    CHECK(components.together(0, size - 1));
}

TEST_CASE("without enough memory or time the components are not found")
{
    const OwingGraph graph = graph_of(2, {{0, 0, 1}, {1, 0, 0}});
    const Fairness fairness(std::vector<Process>(1, program("p", 0)));
    FairComponents components(graph, fairness);
    CHECK_FALSE(components.find({components.bytes_to_find() - 1, plenty.asked_to_stop}));
    CHECK_FALSE(FairComponents(graph, fairness).find({no_limit, [] { return true; }}));
    CHECK(components.find({components.bytes_to_find(), plenty.asked_to_stop}));
}
