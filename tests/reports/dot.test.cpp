#include "reports/dot.hpp"

#include <catch2/catch.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_graph.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::contains;
using sample::times;

TEST_CASE("The drawings for Graphviz are as approved")
{
    tests::require_approved(to_dot(sample::graph()) + to_dot(sample::graph_around_a_run()), "graph.dot");
}

TEST_CASE("What violates a property says so in words and in red, and nothing else is red")
{
    const std::string text = to_dot(sample::graph());
    CHECK(contains(text, "PURGED\\ntable: (gone)\\n!! violates stays\\n"));
    CHECK(contains(text, "!! violates in-use-purge\\n"));
    CHECK(times(text, "color=\"#b00020\"") == 3);  // the state's line; the step's line and letters
}

TEST_CASE("The run that a graph is drawn around is heavy and numbered")
{
    const std::string text = to_dot(sample::graph_around_a_run());
    CHECK(contains(text, "label=\"1. mailer: logon Outlook\\nS_OK\\n\""));
    CHECK(contains(text, "label=\"2. mailer: purge Out\\\\look\\n"));
    CHECK_FALSE(contains(to_dot(sample::graph()), "1. mailer"));
}

TEST_CASE("What is missing is said where it is missing, and in the heading")
{
    const std::string text = to_dot(sample::graph_around_a_run());
    CHECK(contains(text, "(2 more steps not shown)\\n"));
    CHECK(contains(text, "4 states and 3 steps, within 1 step of the run; 2 more steps lead to states that "
                         "are not shown\\l"));
    CHECK(contains(to_dot(sample::graph()), "4 states and 3 steps, all that there are\\l"));
}

TEST_CASE("What Graphviz would read as its own is escaped")
{
    StateGraph graph = sample::graph();
    CHECK(contains(to_dot(graph), "A \\\"remote\\\" logon &amp; what it does\\l"));
    graph.nodes[1].changes = {{"a\nb\\N", "", "\"&lt;\u202e\xff"}};
    const std::string text = to_dot(graph);
    CHECK(contains(text, "a\\\\nb\\\\N: \\\"&amp;lt;\\\\u{202E}\\\\xFF\\n"));
    CHECK(sample::is_harmless(text));
}

TEST_CASE("A state with many new rows shows the first ones and counts the others")
{
    StateGraph graph = sample::graph();
    graph.nodes[1].changes.assign(12, {"row", "a", "b"});
    CHECK(times(to_dot(graph), "row: b\\n") == 8);
    CHECK(contains(to_dot(graph), "and 4 more\\n"));
}
