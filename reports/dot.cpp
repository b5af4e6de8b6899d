#include "reports/dot.hpp"

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

constexpr std::size_t label_width = 44;
constexpr std::size_t most_rows = 8;
constexpr const char* alarming = "#b00020";
constexpr const char* pale = "#fde7ea";
constexpr const char* heavy = "#0b57d0";
constexpr const char* faint = "#757575";

/// Inside a quoted string. Graphviz reads a backslash as the start of an escape and an ampersand as that of
/// an entity, in labels as in tooltips.
std::string escaped(std::string_view text)
{
    std::string result;
    for (const char letter : text) {
        switch (letter) {
        case '"': result += "\\\""; break;
        case '\\': result += "\\\\"; break;
        case '&': result += "&amp;"; break;
        default: result += letter;
        }
    }
    return result;
}

/// Lines of a label, each behind the other as `\n` or `\l` ends it.
std::string label(const Lines& lines, const char* end)
{
    std::string text;
    for (const std::string& line : lines) text += escaped(line) + end;
    return text;
}

void add_wrapped(Lines& lines, std::string_view text)
{
    for (const std::string& line : wrap(text, label_width)) lines.push_back(line);
}

/// "profile Outlook: live"; a row that is gone says so.
std::string row_in_words(const std::string& key, const std::string& value)
{
    return fmt::format("{}: {}", printable(key), value.empty() ? "(gone)" : printable(value));
}

/// What is new in a state, or all of it where it comes from nowhere.
std::vector<std::string> news(const GraphNode& node)
{
    std::vector<std::string> rows;
    if (node.initial) {
        for (const checker::StateRow& row : node.rows) {
            if (row.in_changes) rows.push_back(row_in_words(row.key, row.value));
        }
    } else {
        for (const Change& change : node.changes) rows.push_back(row_in_words(change.key, change.after));
    }
    return rows;
}

/// What must not be overlooked in a state.
void add_marks(Lines& lines, const GraphNode& node)
{
    for (const std::string& name : node.violates) add_wrapped(lines, "!! violates " + printable(name));
    for (const std::string& name : node.shows) add_wrapped(lines, "shows " + printable(name));
    if (node.steps_left_out > 0) {
        lines.push_back(fmt::format("({} not shown)", counted(node.steps_left_out, "more step")));
    }
    if (node.beyond_limit > 0)
        lines.push_back(fmt::format("({} beyond a limit)", counted(node.beyond_limit, "step")));
}

std::string node_label(const GraphNode& node, std::size_t number)
{
    Lines lines{fmt::format("{}{}{}", number, node.initial ? ", start" : "", node.terminal ? ", end" : "")};
    const std::vector<std::string> rows = news(node);
    for (std::size_t k = 0; k < rows.size() && k < most_rows; ++k) add_wrapped(lines, rows[k]);
    if (rows.size() > most_rows) lines.push_back(fmt::format("and {} more", rows.size() - most_rows));
    add_marks(lines, node);
    return label(lines, "\\n");
}

std::string node_tooltip(const GraphNode& node)
{
    Lines lines;
    for (const checker::StateRow& row : node.rows) lines.push_back(row_in_words(row.key, row.value));
    return label(lines, "\\n");
}

std::string node_style(const GraphNode& node)
{
    std::string style = node.terminal ? ", peripheries=2" : "";
    if (node.steps_left_out > 0 || node.beyond_limit > 0) style += ", style=\"rounded,filled,dashed\"";
    if (!node.violates.empty())
        style += fmt::format(", color=\"{}\", fillcolor=\"{}\", penwidth=3", alarming, pale);
    else if (!node.places.empty()) style += fmt::format(", color=\"{}\", penwidth=3", heavy);
    else if (node.initial) style += ", penwidth=2";
    return style;
}

std::string edge_label(const GraphEdge& edge)
{
    Lines lines;
    const std::string number = edge.places.empty() ? "" : fmt::format("{}. ", fmt::join(edge.places, ", "));
    add_wrapped(lines, number + step_name(edge));
    if (!edge.words.answer.empty()) add_wrapped(lines, printable(edge.words.answer));
    for (const std::string& name : edge.violates) add_wrapped(lines, "!! violates " + printable(name));
    return label(lines, "\\n");
}

std::string edge_tooltip(const GraphEdge& edge)
{
    Lines lines{mover(edge.words) + ": " + printable(edge.words.action)};
    for (const std::string& alarm : edge.words.alarms) lines.push_back(printable(alarm));
    for (const std::string& event : edge.words.events) lines.push_back(printable(event));
    return label(lines, "\\n");
}

std::string edge_style(const GraphEdge& edge, bool around_a_run)
{
    const char* const dashed = edge.environment ? ", style=dashed" : "";
    if (!edge.violates.empty())
        return fmt::format("{}, color=\"{}\", fontcolor=\"{}\", penwidth=3", dashed, alarming, alarming);
    if (!edge.places.empty())
        return fmt::format("{}, color=\"{}\", fontcolor=\"{}\", penwidth=3", dashed, heavy, heavy);
    if (around_a_run) return fmt::format("{}, color=\"{}\", fontcolor=\"{}\"", dashed, faint, faint);
    return dashed;
}

/// What the picture is of, and how much of it.
std::string caption(const StateGraph& graph)
{
    Lines lines{fmt::format("{} [{}]", printable(graph.path), printable(graph.case_name))};
    if (!graph.title.empty()) lines.push_back(printable(graph.title));
    lines.push_back(extent_in_words(graph));
    return label(lines, "\\l");
}

}  // namespace

std::string to_dot(const StateGraph& graph)
{
    std::string text = "digraph holdfast {\n";
    text += fmt::format("  label=\"{}\"; labelloc=t; labeljust=l;\n", caption(graph));
    text += "  graph [fontname=\"sans-serif\"];\n";
    text += "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\", "
            "fontsize=10];\n";
    text += "  edge [fontname=\"sans-serif\", fontsize=9];\n";
    for (std::size_t k = 0; k < graph.nodes.size(); ++k) {
        const GraphNode& node = graph.nodes[k];
        text += fmt::format("  s{} [label=\"{}\", tooltip=\"{}\"{}];\n", k, node_label(node, k),
                            node_tooltip(node), node_style(node));
    }
    for (const GraphEdge& edge : graph.edges) {
        text += fmt::format("  s{} -> s{} [label=\"{}\", tooltip=\"{}\"{}];\n", edge.from, edge.to,
                            edge_label(edge), edge_tooltip(edge), edge_style(edge, !graph.around.empty()));
    }
    return text + "}\n";
}

}  // namespace holdfast::reports
