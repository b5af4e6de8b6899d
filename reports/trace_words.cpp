#include "reports/trace_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/clock_time.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"

namespace holdfast::reports {

namespace {

using checker::Verdict;

constexpr std::size_t most_start_rows = 8;

std::string violated_in_words(const PropertyReport& property)
{
    if (!property.trace) return "is violated";
    const std::size_t steps = property.trace->steps.size();
    if (!property.trace->loop) return "is violated in " + counted(steps, "step");
    const std::size_t way = property.trace->loop->begin;
    if (way == steps) return fmt::format("is violated for ever behind {}", counted(way, "step"));
    return fmt::format("is violated by a loop of {} behind {}", counted(steps - way, "step"), grouped(way));
}

std::string holding_in_words(const PropertyReport& property)
{
    if (property.trace)
        return fmt::format("holds, and a run of {} shows it", counted(property.trace->steps.size(), "step"));
    return property.vacuous() ? "holds, but never had anything to judge" : "holds";
}

std::string verdict_in_words(const PropertyReport& property)
{
    switch (property.verdict) {
    case Verdict::holds: return holding_in_words(property);
    case Verdict::violated: return violated_in_words(property);
    case Verdict::inconclusive: break;
    }
    return fmt::format("is inconclusive ({})", printable(stop_in_words(property.reason)));
}

bool changes_in(const Trace& trace, const std::string& key)
{
    return std::any_of(trace.steps.begin(), trace.steps.end(), [&](const TraceStep& step) {
        return std::any_of(step.changes.begin(), step.changes.end(),
                           [&](const Change& change) { return change.key == key; });
    });
}

std::string value_or(const std::string& value, const char* nothing)
{
    return value.empty() ? nothing : printable(value);
}

}  // namespace

std::string case_label(const CaseReport& report)
{
    return fmt::format("{} [{}]", printable(report.path), printable(report.name));
}

std::string finding(const PropertyReport& property)
{
    return fmt::format("{} {}", printable(property.name), verdict_in_words(property));
}

std::string judged_finding(const PropertyReport& property)
{
    const Expectation& expected = property.expectation;
    if (!expected.met) {
        return fmt::format("{}: {}{}", finding(property), printable(expected.failure),
                           standing_in_words(property.acceptance));
    }
    return finding(property) + (expected.any ? "" : ", as expected");
}

std::string standing_in_words(const Acceptance& acceptance)
{
    const std::string why = acceptance.reason.empty() ? "" : ": " + printable(acceptance.reason);
    switch (acceptance.standing) {
    case Standing::none: break;
    case Standing::fresh: return acceptance.accepted ? " (new, and known from now on)" : " (new)";
    case Standing::unchanged: return fmt::format(" (known{})", why);
    case Standing::changed: return fmt::format(" (known, but shown by another run{})", why);
    }
    return "";
}

std::string in_words(const KnownFinding& known)
{
    std::string why = known.reason.empty() ? "" : fmt::format(" ({})", printable(known.reason));
    if (!known.remark.empty()) why += "; " + printable(known.remark);
    const std::string where = fmt::format("{} [{}]", printable(known.scenario), printable(known.case_name));
    if (known.count)
        return fmt::format("{}: {} {}, against expectation{}", where, grouped(known.found),
                           printable(known.about), why);
    const std::string steps = known.steps ? " in " + counted(*known.steps, "step") : "";
    return fmt::format("{}: {} {}{}{}", where, printable(known.about),
                       known.verdict == "holds" ? "held" : "was " + printable(known.verdict), steps, why);
}

std::string in_words(const BaselineReport& baseline)
{
    const std::size_t known = baseline.unchanged + baseline.changed;
    std::string words = fmt::format("{} new, {} known", grouped(baseline.fresh), grouped(known));
    if (baseline.changed > 0) words += fmt::format(" ({} by another run)", grouped(baseline.changed));
    words += fmt::format(", {} fixed", grouped(baseline.fixed.size()));
    if (baseline.not_judged > 0) words += fmt::format(", {} not looked at", grouped(baseline.not_judged));
    if (baseline.without_reason > 0)
        words += fmt::format("; {} without a reason", grouped(baseline.without_reason));
    return words;
}

std::string mover(const checker::StepWords& words)
{
    if (words.place.empty()) return printable(words.actor);
    return fmt::format("{} ({})", printable(words.actor), printable(words.place));
}

std::string in_words(const Change& change)
{
    return fmt::format("{}: {} → {}", printable(change.key), value_or(change.before, "(none)"),
                       value_or(change.after, "(gone)"));
}

std::string size_in_words(const Trace& trace)
{
    return fmt::format("{}, {} from one program to another", counted(trace.steps.size(), "step"),
                       counted(trace.switches, "switch"));
}

std::string repetition_in_words(const Trace& trace)
{
    if (!trace.loop) return "";
    const std::size_t first = trace.loop->begin + 1, last = trace.steps.size();
    if (first > last) return "From there on nothing happens, for ever.";
    if (first == last) return fmt::format("Step {} is repeated for ever.", last);
    return fmt::format("Steps {} to {} are repeated for ever.", first, last);
}

std::vector<std::string> fairness_in_words(const Trace& trace)
{
    std::vector<std::string> lines;
    if (!trace.loop) return lines;
    for (const FairTurn& turn : trace.loop->fair)
        lines.push_back(fmt::format("{} {}", printable(turn.program), printable(turn.words)));
    return lines;
}

checker::StateWords rows_that_matter(const Trace& trace)
{
    checker::StateWords rows;
    for (const checker::StateRow& row : trace.initial) {
        if (row.in_changes) rows.push_back(row);
    }
    if (rows.size() <= most_start_rows || trace.steps.empty()) return rows;
    std::erase_if(rows, [&](const checker::StateRow& row) { return !changes_in(trace, row.key); });
    return rows;
}

std::vector<std::string> clock_column(const Trace& trace)
{
    std::vector<std::string> shown;
    std::uint64_t minutes = 0;
    for (const TraceStep& step : trace.steps) {
        minutes += step.words.minutes;
        shown.push_back(clock_time(minutes));
    }
    if (minutes == 0) shown.clear();
    return shown;
}

bool is_in_loop(const Trace& trace, const TraceStep& step)
{
    return trace.loop && step.number > trace.loop->begin;
}

std::string summary_in_words(const Report& report)
{
    std::string words = fmt::format(
        "{}: {} as expected, {} not, {} inconclusive", counted(report.cases.size(), "case"),
        grouped(cases_with(report, Outcome::as_expected)), grouped(cases_with(report, Outcome::unexpected)),
        grouped(cases_with(report, Outcome::inconclusive)));
    if (report.baseline) words += fmt::format(", {} known", grouped(cases_with(report, Outcome::known)));
    if (report.cases_not_run > 0)
        words += fmt::format("; {}, {} not run",
                             report.stopped_early ? "stopped at the first that is not" : "interrupted",
                             counted(report.cases_not_run, "case"));
    const std::string warnings = warnings_in_words(report);
    return warnings.empty() ? words : words + "; " + warnings;
}

}  // namespace holdfast::reports
