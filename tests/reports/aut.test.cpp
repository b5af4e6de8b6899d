#include "reports/aut.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/sample_graph.hpp"

using namespace holdfast::reports;

TEST_CASE("A file of Aldebaran has its counts first, and then every step with who, what and the answer")
{
    CHECK(to_aut(sample::graph()) == "des (0,3,4)\n"
                                     "(0,\"mailer: logon Outlook -> S_OK\",1)\n"
                                     "(1,\"mailer: purge Out\\look\",2)\n"
                                     "(1,\"mailer: crashes\",3)\n");
}

TEST_CASE("A label ends at its first quotation mark, so none is in it; different labels stay different")
{
    StateGraph graph = sample::graph();
    graph.edges.resize(2);
    graph.edges[0].words.action = "a\"b%22\n";
    graph.edges[0].words.answer = "";
    graph.edges[1].words.action = "a%22b\"\n";
    CHECK(to_aut(graph) == "des (0,2,4)\n"
                           "(0,\"mailer: a%22b%2522\\n\",1)\n"
                           "(1,\"mailer: a%2522b%22\\n\",2)\n");
}

TEST_CASE("Several first states get one before them")
{
    StateGraph graph = sample::graph();
    graph.edges.clear();
    graph.nodes[2].initial = true;
    CHECK(to_aut(graph) == "des (4,2,5)\n(4,\"start\",0)\n(4,\"start\",2)\n");
}
