#include "reports/state_graph.hpp"

#include <memory>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"

namespace holdfast::reports {

namespace {

std::vector<std::string> names_in(checker::PropertyMask mask,
                                  const std::vector<checker::Property>& properties)
{
    std::vector<std::string> names;
    for (std::size_t k = 0; k < properties.size(); ++k) {
        if ((mask & checker::property_bit(k)) != 0) names.push_back(properties[k].name);
    }
    return names;
}

/// A choice as it stands in a schedule.
std::string choice_text(checker::Choice choice)
{
    const std::string text = to_text(checker::Schedule{0, {choice}});
    return text.substr(text.find(':') + 1);
}

/// Turns the graph of a system into words.
class Description {
public:
    Description(const checker::System& system, checker::ToldGraph told)
        : processes_(system.processes()), properties_(system.properties()), told_(std::move(told))
    {
    }

    void fill(StateGraph& graph)
    {
        for (std::size_t k = 0; k < told_.graph.states.size(); ++k) graph.nodes.push_back(node(k));
        for (std::size_t k = 0; k < told_.graph.steps.size(); ++k) graph.edges.push_back(edge(k));
        place_the_run(graph);
        // Only now: what a state differs from is asked of its neighbours.
        for (std::size_t k = 0; k < told_.states.size(); ++k)
            graph.nodes[k].rows = std::move(told_.states[k]);
        graph.cut_off = told_.graph.cut_off;
        graph.misfit = told_.graph.misfit;
    }

private:
    GraphNode node(std::size_t number)
    {
        const checker::GraphState& state = told_.graph.states[number];
        GraphNode node;
        if (state.found_by && !told_.states.empty()) {
            const std::size_t before = told_.graph.steps[*state.found_by].from;
            node.changes = changes_between(told_.states[before], told_.states[number]);
        }
        node.initial = state.initial;
        node.terminal = state.terminal;
        node.violates = names_in(state.violates, properties_);
        node.shows = names_in(state.shows, properties_);
        node.steps_left_out = state.steps_left_out;
        node.beyond_limit = state.beyond_limit;
        return node;
    }

    GraphEdge edge(std::size_t number)
    {
        const checker::GraphStep& step = told_.graph.steps[number];
        const checker::Process& process = processes_[step.choice.process];
        return {.from = step.from,
                .to = step.to,
                .process = process.name,
                .words = std::move(told_.steps[number]),
                .choice = choice_text(step.choice),
                .environment = process.environment,
                .violates = names_in(step.violates, properties_),
                .places = {}};
    }

    void place_the_run(StateGraph& graph) const
    {
        for (std::size_t k = 0; k < told_.graph.run_states.size(); ++k)
            graph.nodes[told_.graph.run_states[k]].places.push_back(k);
        for (std::size_t k = 0; k < told_.graph.run_steps.size(); ++k)
            graph.edges[told_.graph.run_steps[k]].places.push_back(k + 1);
    }

    const std::vector<checker::Process> processes_;
    const std::vector<checker::Property> properties_;
    checker::ToldGraph told_;
};

/// What is missing, as the end of a sentence; empty where nothing is.
std::string missing_in_words(const StateGraph& graph)
{
    std::string words;
    if (const std::uint64_t steps = graph.steps_left_out(); steps > 0) {
        words += fmt::format("; {} to states that are not shown",
                             steps == 1 ? "1 more step leads" : grouped(steps) + " more steps lead");
    }
    if (const std::uint64_t steps = graph.beyond_limit(); steps > 0) {
        words += fmt::format("; {} beyond a limit of the model",
                             steps == 1 ? "1 step leads" : grouped(steps) + " steps lead");
    }
    return words;
}

}  // namespace

std::uint64_t StateGraph::steps_left_out() const
{
    return std::accumulate(
        nodes.begin(), nodes.end(), std::uint64_t{0},
        [](std::uint64_t sum, const GraphNode& node) { return sum + node.steps_left_out; });
}

std::uint64_t StateGraph::beyond_limit() const
{
    return std::accumulate(nodes.begin(), nodes.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const GraphNode& node) { return sum + node.beyond_limit; });
}

StateGraph describe_graph(const CaseHead& head, const checker::System& system,
                          const checker::GraphRequest& request)
{
    StateGraph graph;
    graph.path = head.path;
    graph.case_name = head.name;
    graph.title = head.title;
    if (request.around) {
        graph.around = to_text(*request.around);
        graph.within = request.within;
    }
    Description(system, system.graph(request)).fill(graph);
    return graph;
}

void add_graphs(const CaseHead& head, const checker::System& system, const checker::Result& result,
                CaseReport& report)
{
    constexpr std::size_t most_drawn =
        60;  // what a reader can follow, and a page of a thousand cases can hold
    const bool is_small = report.counts.states <= most_drawn;
    for (std::size_t k = 0; k < report.properties.size(); ++k) {
        if (!report.properties[k].trace) continue;
        report.properties[k].trace->graph =
            std::make_shared<StateGraph>(describe_graph(head, system,
                                                        {.most_states = most_drawn,
                                                         .around = result.properties[k].trace->schedule,
                                                         .within = is_small ? most_drawn : 1,
                                                         .tells_states = false}));
    }
}

std::string extent_in_words(const StateGraph& graph)
{
    const std::string size =
        fmt::format("{} and {}", counted(graph.nodes.size(), "state"), counted(graph.edges.size(), "step"));
    if (graph.around.empty()) {
        if (graph.whole()) return size + ", all that there are";
        return fmt::format("the first {}{}", size, missing_in_words(graph));
    }
    const std::string place = graph.within == 0
                                  ? std::string("those of the run alone")
                                  : fmt::format("within {} of the run", counted(graph.within, "step"));
    const std::string cut = graph.cut_off ? ", and not all of those" : "";
    return fmt::format("{}, {}{}{}", size, place, cut, missing_in_words(graph));
}

std::string step_name(const GraphEdge& edge)
{
    return fmt::format("{}: {}", printable(edge.words.actor), printable(edge.words.action));
}

}  // namespace holdfast::reports
