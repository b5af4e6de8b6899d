#include "reports/aut.hpp"

#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "reports/display_width.hpp"

namespace holdfast::reports {

namespace {

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char letter : printable(text)) {
        if (letter == '"') result += "%22";
        else if (letter == '%') result += "%25";
        else result += letter;
    }
    return result + '"';
}

/// Steps that read the same are the same step to whoever compares two graphs, so a label has all that tells
/// them apart: who, what and the answer.
std::string step_label(const GraphEdge& edge)
{
    if (edge.words.answer.empty()) return step_name(edge);
    return fmt::format("{} -> {}", step_name(edge), edge.words.answer);
}

std::vector<std::size_t> first_states(const StateGraph& graph)
{
    std::vector<std::size_t> first;
    for (std::size_t k = 0; k < graph.nodes.size(); ++k) {
        if (graph.nodes[k].initial) first.push_back(k);
    }
    return first;
}

}  // namespace

std::string to_aut(const StateGraph& graph)
{
    const std::vector<std::size_t> first = first_states(graph);
    const bool one = first.size() == 1;
    std::string text =
        fmt::format("des ({},{},{})\n", one ? first.front() : graph.nodes.size(),
                    graph.edges.size() + (one ? 0 : first.size()), graph.nodes.size() + (one ? 0 : 1));
    for (const GraphEdge& edge : graph.edges)
        text += fmt::format("({},{},{})\n", edge.from, quoted(step_label(edge)), edge.to);
    if (one) return text;
    for (const std::size_t state : first)
        text += fmt::format("({},{},{})\n", graph.nodes.size(), quoted("start"), state);
    return text;
}

}  // namespace holdfast::reports
