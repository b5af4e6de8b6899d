#include "reports/trace_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/colour.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/step_table.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

using checker::Verdict;

constexpr std::size_t margin_width = 3;

std::string with_margin(const Lines& lines, const char* margin, Ink ink, bool colour)
{
    std::string text;
    for (const std::string& line : lines) text += paint(margin + line, ink, colour) + "\n";
    return text;
}

std::string value_or(const std::string& value, const char* nothing)
{
    return value.empty() ? nothing : printable(value);
}

std::string change_in_words(const Change& change)
{
    return fmt::format("{}: {} -> {}", printable(change.key), value_or(change.before, "(none)"),
                       value_or(change.after, "(gone)"));
}

std::size_t rows_in_changes(const checker::StateWords& state)
{
    return static_cast<std::size_t>(
        std::count_if(state.begin(), state.end(), [](const auto& row) { return row.in_changes; }));
}

std::string start_text(const Trace& trace, const TextOptions& options)
{
    const checker::StateWords rows = rows_that_matter(trace);
    if (rows.empty()) return "";
    std::vector<std::vector<std::string>> cells;
    for (const checker::StateRow& row : rows) cells.push_back({printable(row.key), printable(row.value)});
    const std::size_t indent = 2;
    const auto widths = fit_columns(cells, options.width - margin_width - indent);

    std::string text = with_margin({"At the start:"}, empty_margin, Ink::plain, options.colour);
    for (const auto& row : cells) {
        Lines lines = table_row(row, widths);
        for (std::string& line : lines) line.insert(0, indent, ' ');
        text += with_margin(lines, empty_margin, Ink::plain, options.colour);
    }
    const std::size_t left_out = rows_in_changes(trace.initial) - rows.size();
    if (left_out > 0) {
        const std::string words =
            fmt::format("  ({} not change here)",
                        left_out == 1 ? "1 more row does" : grouped(left_out) + " more rows do");
        text += with_margin({words}, empty_margin, Ink::faint, options.colour);
    }
    return text + "\n";
}

/// One step: its line, the alarms, the events, the changes.
std::string step_text(const TraceStep& step, const StepTable& table, const TextOptions& options)
{
    const std::string indent(table.indent(), ' ');
    const std::size_t width = options.width - margin_width;
    const bool stands_out = step.decisive;
    std::string text = with_margin(table.step_lines(step), stands_out ? alarm_margin : empty_margin,
                                   stands_out ? Ink::bad : Ink::strong, options.colour);
    for (const std::string& alarm : step.words.alarms) {
        text += with_margin(hanging(indent, printable(alarm), width), alarm_margin, Ink::bad, options.colour);
    }
    for (const std::string& event : step.words.events) {
        text += with_margin(hanging(indent + "- ", printable(event), width), empty_margin, Ink::plain,
                            options.colour);
    }
    for (const Change& change : step.changes) {
        text += with_margin(hanging(indent, change_in_words(change), width), empty_margin, Ink::plain,
                            options.colour);
    }
    return text;
}

std::string expected_or_not(const PropertyReport& property)
{
    if (property.expectation.any) return "";
    return property.expectation.met ? ", as expected" : ", which was not expected";
}

/// How long the way is, and that no other is shorter.
std::string length_in_words(const Trace& trace)
{
    const std::size_t way = trace.loop ? trace.loop->begin : trace.steps.size();
    const bool loops = way < trace.steps.size();
    const std::string shortest = fmt::format("{} is shorter: {}",
                                             loops        ? "No way to the loop"
                                             : trace.loop ? "No way there"
                                                          : "No run",
                                             counted(way, "step"));
    const std::string switches = counted(trace.switches, "switch");
    if (!trace.switch_minimal) {
        return fmt::format(
            "{}. With its {} from one program to another it may not be the simplest of that length, since it "
            "would take too much memory to compare them.",
            shortest, switches);
    }
    if (!loops) return fmt::format("{}, {} from one program to another.", shortest, switches);
    return fmt::format("{}; with the loop it makes {} from one program to another.", shortest, switches);
}

std::string loop_in_words(const Trace& trace)
{
    const std::size_t steps = trace.steps.size() - trace.loop->begin;
    if (steps == 0) return "There the run stays for ever.";
    return fmt::format("The loop: {}{}", counted(steps, "step"),
                       trace.loop->shortest
                           ? "; no fair loop from there is shorter."
                           : ", put together step by step; a fair loop from there may be shorter.");
}

std::string heading_text(const PropertyReport& property, const TextOptions& options)
{
    const Trace& trace = *property.trace;
    const bool witness = property.verdict == Verdict::holds;
    const std::string heading = fmt::format(
        "{} {}{}", printable(property.name),
        witness ? "holds, and here is a run that shows it" : "is violated", expected_or_not(property));
    std::string text = with_margin(wrap(heading, options.width - margin_width), empty_margin,
                                   witness ? Ink::strong : Ink::bad, options.colour);
    if (!property.meaning.empty()) {
        text += with_margin(hanging("It says: ", printable(property.meaning), options.width - margin_width),
                            empty_margin, Ink::plain, options.colour);
    }
    const std::string length =
        length_in_words(trace) + (trace.loop ? fmt::format(" {}", loop_in_words(trace)) : "");
    return text +
           with_margin(wrap(length, options.width - margin_width), empty_margin, Ink::plain, options.colour);
}

/// What stands between the way to the loop and the loop.
std::string loop_heading(const Trace& trace, const TextOptions& options)
{
    const bool stays = trace.loop->begin == trace.steps.size();
    return "\n" + with_margin({stays ? "from here on nothing happens, for ever" : "from here on, for ever:"},
                              empty_margin, Ink::bad, options.colour);
}

/// Why the run is one that can really happen: nobody is passed over who must not be.
std::string fairness_text(const TraceLoop& loop, const TextOptions& options)
{
    if (loop.fair.empty()) return "";
    std::string text = "\n" + with_margin({"Nobody is passed over who must not be:"}, empty_margin,
                                          Ink::plain, options.colour);
    for (const FairTurn& turn : loop.fair) {
        const std::string words = fmt::format("{} {}", printable(turn.program), printable(turn.words));
        text += with_margin(hanging("  - ", words, options.width - margin_width), empty_margin, Ink::plain,
                            options.colour);
    }
    return text;
}

std::string steps_text(const Trace& trace, const TextOptions& options)
{
    if (trace.steps.empty()) {
        const std::string words = trace.loop ? "(No step is needed to come there.)"
                                             : "(No step is needed: the start itself shows it.)";
        return with_margin({words}, empty_margin, Ink::plain, options.colour);
    }
    const StepTable table(trace, options.width - margin_width);
    std::string text = with_margin(table.heading_lines(), empty_margin, Ink::faint, options.colour);
    for (std::size_t k = 0; k < trace.steps.size(); ++k) {
        if (trace.loop && trace.loop->begin == k) text += loop_heading(trace, options);
        text += step_text(trace.steps[k], table, options);
    }
    return text;
}

}  // namespace

std::string start_and_steps_text(const Trace& trace, const TextOptions& options)
{
    return start_text(trace, options) + steps_text(trace, options);
}

std::string trace_text(const PropertyReport& property, const TextOptions& options)
{
    const Trace& trace = *property.trace;
    std::string text = heading_text(property, options) + "\n" + start_and_steps_text(trace, options);
    if (trace.loop && trace.loop->begin == trace.steps.size()) text += loop_heading(trace, options);
    if (trace.loop) text += fairness_text(*trace.loop, options);
    const bool witness = property.verdict == Verdict::holds;
    text += "\n";
    text +=
        with_margin(hanging("What happened: ", printable(trace.sentence), options.width - margin_width),
                    witness ? empty_margin : alarm_margin, witness ? Ink::strong : Ink::bad, options.colour);
    return text + with_margin({"replay: " + trace.replay}, empty_margin, Ink::plain, false);
}

}  // namespace holdfast::reports
