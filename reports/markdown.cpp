#include "reports/markdown.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/mermaid.hpp"
#include "reports/one_trace.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

constexpr std::size_t least_bytes = 1024;
constexpr std::size_t room_for_ending = 256;  // what says how much was left out

/// A text as itself. Tags and entities are what the page knows, an @ or a # before a word would call a person
/// or link an issue; an invisible space between keeps them from it.
std::string md(std::string_view text)
{
    std::string result;
    for (const char letter : text) {
        switch (letter) {
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '&': result += "&amp;"; break;
        case '@': result += "@&#8203;"; break;
        case '#': result += "#&#8203;"; break;
        default:
            if (std::string_view("\\`*_{}[]()|~$!").find(letter) != std::string_view::npos) result += '\\';
            result += letter;
        }
    }
    return result;
}

const char* sign_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::as_expected: return "✅";
    case Outcome::known: return "🟡";
    case Outcome::unexpected: return "❌";
    case Outcome::inconclusive: break;
    }
    return "❔";
}

std::string heading(const Report& report)
{
    Outcome worst = Outcome::as_expected;
    for (const Outcome outcome : {Outcome::known, Outcome::inconclusive, Outcome::unexpected}) {
        if (cases_with(report, outcome) > 0) worst = outcome;
    }
    if (report.strict && !report.warnings.empty()) worst = Outcome::unexpected;
    return fmt::format("## {} Holdfast: {}\n", sign_of(worst), md(summary_in_words(report)));
}

std::string findings(const CaseReport& one)
{
    std::string words;
    std::size_t holding = 0;
    for (const PropertyReport& property : one.properties) {
        if (property.verdict == checker::Verdict::holds && property.expectation.met) {
            ++holding;
            continue;
        }
        words += (words.empty() ? "" : "; ") + judged_finding(property);
    }
    for (const CountExpectation& count : one.wrong_counts) {
        words +=
            fmt::format("{}{}: expected {}, found {}{}", words.empty() ? "" : "; ", printable(count.what),
                        grouped(count.expected), grouped(count.found), standing_in_words(count.acceptance));
    }
    const std::string others = holding == 1 ? "1 property holds" : fmt::format("{} properties hold", holding);
    if (holding > 0) words += (words.empty() ? "" : "; ") + others;
    return words;
}

std::string row(const CaseReport& one)
{
    return fmt::format("| {} | {} | {} | {} | {} |\n", sign_of(one.outcome()), md(printable(one.path)),
                       md(printable(one.name)), md(findings(one)), grouped(one.counts.states));
}

constexpr const char* overview_head =
    "\n| | scenario | case | what was found | states |\n| --- | --- | --- | --- | ---: |\n";

/// ---- one trace -------------------------------------------------------------------------------------------

std::string start_of(const Trace& trace)
{
    std::string text;
    for (const checker::StateRow& one : rows_that_matter(trace))
        text += fmt::format("- {}: {}\n", md(printable(one.key)), md(printable(one.value)));
    return text.empty() ? "" : "At the start:\n\n" + text + "\n";
}

std::string happenings(const TraceStep& step)
{
    std::vector<std::string> parts;
    for (const std::string& alarm : step.words.alarms) parts.push_back("**‼ " + md(printable(alarm)) + "**");
    for (const std::string& event : step.words.events) parts.push_back(md(printable(event)));
    for (const Change& change : step.changes) parts.push_back(md(in_words(change)));
    return fmt::format("{}", fmt::join(parts, "<br>"));
}

/// "4", bold where it decides, with a sign where it is repeated for ever.
std::string number_of(const Trace& trace, const TraceStep& step)
{
    const std::string number = fmt::format("{}{}", step.number, is_in_loop(trace, step) ? " ↻" : "");
    return step.decisive ? fmt::format("**‼ {}**", number) : number;
}

std::string steps_of(const Trace& trace)
{
    if (trace.steps.empty()) return "No step is needed: the start itself shows it.\n";
    const std::vector<std::string> clock = clock_column(trace);
    std::string text = clock.empty() ? "| step | where | who | does | answer | what happens |\n"
                                       "| ---: | --- | --- | --- | --- | --- |\n"
                                     : "| step | clock | where | who | does | answer | what happens |\n"
                                       "| ---: | ---: | --- | --- | --- | --- | --- |\n";
    for (std::size_t k = 0; k < trace.steps.size(); ++k) {
        const TraceStep& step = trace.steps[k];
        text += fmt::format("| {} |", number_of(trace, step));
        if (!clock.empty()) text += fmt::format(" {} |", clock[k]);
        text += fmt::format(" {} | {} | {} | {} | {} |\n", md(printable(step.words.place)),
                            md(printable(step.words.actor)), md(printable(step.words.action)),
                            md(printable(step.words.answer)), happenings(step));
    }
    return text;
}

std::string ending_of(const Trace& trace)
{
    std::string text;
    const std::string loop = repetition_in_words(trace);
    if (!loop.empty()) text += "\n" + md(loop) + "\n";
    const std::vector<std::string> fairness = fairness_in_words(trace);
    if (!fairness.empty()) text += "\nNobody is passed over who must not be:\n\n";
    for (const std::string& turn : fairness) text += "- " + md(turn) + "\n";
    return text + fmt::format("\n**What happened:** {}\n", md(printable(trace.sentence)));
}

std::string diagram_of(const PropertyReport& property)
{
    const std::string diagram = mermaid_diagram(property);
    if (diagram.size() > longest_mermaid) return "\n(The diagram would be too long to be drawn.)\n";
    return "\n```mermaid\n" + diagram + "```\n";
}

std::string section(const TraceOrigin& origin)
{
    const PropertyReport& property = *origin.property;
    const Trace& trace = *property.trace;
    // A summary is HTML: of all escapes it knows entities alone.
    const std::string title = fmt::format("{}: {}", case_label(*origin.of_case), finding(property));
    std::string text = fmt::format("\n### {}\n\n", md(title));
    if (!property.expectation.met)
        text += fmt::format("**{}**{}\n\n", md(printable(property.expectation.failure)),
                            md(standing_in_words(property.acceptance)));
    text += fmt::format("<details{}><summary>{}</summary>\n\n", property.unaccepted() ? " open" : "",
                        size_in_words(trace));
    if (!property.meaning.empty()) text += "It says: " + md(printable(property.meaning)) + "\n\n";
    text += start_of(trace) + steps_of(trace) + ending_of(trace) + diagram_of(property);
    return text + fmt::format("\nReplay:\n\n```sh\n{}\n```\n\n</details>\n", printable(trace.replay));
}

/// ---- the whole, within its limit -------------------------------------------------------------------------

/// A text that refuses what does not fit.
class Page {
public:
    explicit Page(std::size_t most_bytes) : most_(std::max(most_bytes, least_bytes) - room_for_ending) {}

    bool add(const std::string& text)
    {
        if (text_.size() + text.size() > most_) return false;
        text_ += text;
        return true;
    }

    void end_with(const std::string& text) { text_ += text; }
    [[nodiscard]] std::size_t left() const { return most_ - text_.size(); }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::size_t most_;
    std::string text_;
};

/// The overview may take half of the page: a trace is worth more than a list of what holds.
std::size_t add_overview(Page& page, const Report& report)
{
    if (report.cases.empty() || !page.add(overview_head)) return report.cases.size();
    const std::size_t keep = page.left() / 2;
    std::size_t left_out = 0;
    for (const bool expected : {false, true}) {
        for (const CaseReport& one : report.cases) {
            if (one.as_expected() != expected) continue;
            const std::string text = row(one);
            if (page.left() < keep + text.size() || !page.add(text)) ++left_out;
        }
    }
    return left_out;
}

/// What is known of a baseline, and what of it does not occur any more.
void add_baseline(Page& page, const Report& report)
{
    if (!report.baseline) return;
    page.add(fmt::format("\nAgainst the baseline {}: {}.\n", md(printable(report.baseline->file)),
                         md(in_words(*report.baseline))));
    if (report.baseline->fixed.empty()) return;
    page.add("\nFixed:\n\n");
    for (const KnownFinding& each : report.baseline->fixed) {
        if (!page.add(fmt::format("- {}\n", md(in_words(each))))) return;
    }
}

std::string left_out_in_words(std::size_t cases, std::size_t traces)
{
    std::vector<std::string> parts;
    if (cases > 0) parts.push_back(counted(cases, "row") + " of the overview");
    if (traces > 0) parts.push_back(counted(traces, "trace"));
    if (parts.empty()) return "";
    return fmt::format("\nLeft out, because there is a limit to what fits here: {}.\n", listed(parts));
}

/// Those that fit, in a list of their own.
void add_warnings(Page& page, const Report& report)
{
    if (report.warnings.empty()) return;
    const char* const what = report.strict ? "❌ What can no longer fail" : "⚠️ What can no longer fail";
    if (!page.add(fmt::format("\n### {}\n\n", what))) return;
    for (const Warning& warning : report.warnings) {
        if (!page.add(fmt::format("- {}\n", md(in_words(warning))))) return;
    }
}

}  // namespace

std::string markdown(const Report& report, std::size_t most_bytes)
{
    Page page(most_bytes);
    page.add(heading(report));
    const std::size_t cases = add_overview(page, report);
    add_warnings(page, report);
    add_baseline(page, report);
    std::size_t traces = 0;
    for (const TraceOrigin& origin : traces_of(report)) {
        if (!page.add(section(origin))) ++traces;
    }
    page.end_with(left_out_in_words(cases, traces));
    return page.take();
}

std::string to_markdown(const Report& report) { return markdown(report, longest_comment); }

}  // namespace holdfast::reports
