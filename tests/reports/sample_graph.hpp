// A small state graph by hand, with everything in it that a renderer can meet.
#pragma once

#include "reports/state_graph.hpp"

namespace holdfast::reports::sample {

inline GraphEdge edge(std::size_t from, std::size_t to, const std::string& action, const std::string& answer)
{
    GraphEdge edge;
    edge.from = from;
    edge.to = to;
    edge.process = "mailer";
    edge.words = {"console", "mailer", action, answer, {"something happens"}, {}};
    edge.choice = "0";
    return edge;
}

/// Two steps lead to a violation; the environment can end it before.
inline StateGraph graph()
{
    StateGraph graph;
    graph.path = "w1.toml";
    graph.case_name = "as-described";
    graph.title = "A \"remote\" logon & what it does";
    graph.nodes.resize(4);
    graph.nodes[0].initial = true;
    graph.nodes[0].rows = {{"profile Outlook", "absent"}};
    graph.nodes[1].rows = {{"profile Outlook", "live"}};
    graph.nodes[1].changes = {{"profile Outlook", "absent", "live"}};
    graph.nodes[2].rows = {{"profile Outlook", "PURGED"}};
    graph.nodes[2].changes = {{"profile Outlook", "live", "PURGED"}, {"table", "used", ""}};
    graph.nodes[2].terminal = true;
    graph.nodes[2].violates = {"stays"};
    graph.nodes[3].terminal = true;
    graph.nodes[3].shows = {"can-crash"};
    graph.edges = {edge(0, 1, "logon Outlook", "S_OK"), edge(1, 2, "purge Out\\look", ""),
                   edge(1, 3, "crashes", "")};
    graph.edges[1].violates = {"in-use-purge"};
    graph.edges[1].words.alarms = {"Outlook is PURGED WHILE IN USE"};
    graph.edges[2].environment = true;
    return graph;
}

/// The same, drawn around the run to the violation, with something left out.
inline StateGraph graph_around_a_run()
{
    StateGraph around = graph();
    around.around = "1:0,0";
    around.within = 1;
    around.nodes[0].places = {0};
    around.nodes[1].places = {1};
    around.nodes[2].places = {2};
    around.edges[0].places = {1};
    around.edges[1].places = {2};
    around.nodes[3].steps_left_out = 2;
    return around;
}

}  // namespace holdfast::reports::sample
