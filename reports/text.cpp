#include "reports/text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "checker/symmetry.hpp"
#include "reports/colour.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/trace_text.hpp"
#include "reports/trace_words.hpp"

namespace holdfast::reports {

namespace {

using checker::Verdict;

constexpr std::size_t most_warnings = 10;  // of one file, in the text

const std::string indent(6, ' ');  // under the verdict word of a case

struct VerdictWord {
    const char* text;  ///< as wide as the indent
    Ink ink;
};

VerdictWord verdict_word(Outcome outcome)
{
    switch (outcome) {
    case Outcome::as_expected: return {"ok    ", Ink::good};
    case Outcome::known: return {"known ", Ink::unsure};
    case Outcome::unexpected: return {"FAIL  ", Ink::bad};
    case Outcome::inconclusive: break;
    }
    return {"OPEN  ", Ink::unsure};
}

std::string label(const CaseReport& report)
{
    return fmt::format("{} [{}]", printable(report.path), printable(report.name));
}

std::vector<const PropertyReport*> with_verdict(const CaseReport& report, Verdict verdict)
{
    std::vector<const PropertyReport*> found;
    for (const PropertyReport& property : report.properties) {
        if (property.verdict == verdict) found.push_back(&property);
    }
    return found;
}

/// " by a loop of 3 steps behind 4"
std::string lasso_in_words(const Trace& trace)
{
    const std::size_t way = trace.loop->begin, loop = trace.steps.size() - way;
    if (loop == 0) return fmt::format(" for ever behind {}", counted(way, "step"));
    return fmt::format(" by a loop of {} behind {}", counted(loop, "step"), grouped(way));
}

/// "in-use-purge violated in 4 steps, failed-access in 5"; empty where none is.
std::string violated_in_words(const CaseReport& report)
{
    std::string words;
    for (const PropertyReport* property : with_verdict(report, Verdict::violated)) {
        const bool first = words.empty();
        if (!first) words += ", ";
        words += printable(property->name);
        const bool loops = property->trace && property->trace->loop;
        if (first || !property->trace || loops) words += " violated";
        if (!property->trace) continue;
        const std::size_t steps = property->trace->steps.size();
        if (loops) {
            words += lasso_in_words(*property->trace);
            continue;
        }
        words += first ? " in " + counted(steps, "step") : fmt::format(" in {}", grouped(steps));
    }
    return words;
}

std::string inconclusive_in_words(const CaseReport& report)
{
    const auto open = with_verdict(report, Verdict::inconclusive);
    if (open.empty()) return "";
    const std::string reason = printable(stop_in_words(open.front()->reason));
    if (open.size() == report.properties.size()) return fmt::format("nothing is settled ({})", reason);
    std::vector<std::string> names;
    for (const PropertyReport* property : open) names.push_back(printable(property->name));
    return fmt::format("{} inconclusive ({})", listed(names), reason);
}

std::string minutes_in_words(std::uint64_t minutes)
{
    return minutes == 1 ? "1 minute" : fmt::format("{} minutes", grouped(minutes));
}

/// What comes behind the name of a property with a bound.
std::string in_words(const checker::Delays& delays, std::uint64_t bound)
{
    const std::string allowed =
        fmt::format("; {} {} allowed", minutes_in_words(bound), bound == 1 ? "is" : "are");
    if (!delays.least)
        return (delays.without_end ? "never comes to its end" : "never came to its end here") + allowed;
    if (!delays.greatest) {
        return fmt::format("takes {} or more, and in some runs for ever{}", minutes_in_words(*delays.least),
                           allowed);
    }
    const bool one = *delays.least == *delays.greatest;
    const std::string takes =
        one ? minutes_in_words(*delays.least)
            : fmt::format("from {} to {}", grouped(*delays.least), minutes_in_words(*delays.greatest));
    return fmt::format("takes {}{}", takes, allowed);
}

std::string holding_in_words(const CaseReport& report)
{
    const std::size_t holding = with_verdict(report, Verdict::holds).size();
    if (holding == 0) return "";
    if (holding == report.properties.size()) {
        if (holding == 1) return printable(report.properties.front().name) + " holds";
        return holding == 2 ? "both properties hold"
                            : fmt::format("all {} properties hold", grouped(holding));
    }
    return holding == 1 ? "1 other holds" : fmt::format("{} others hold", grouped(holding));
}

std::string findings(const CaseReport& report)
{
    std::string words;
    for (const std::string& part : {violated_in_words(report), inconclusive_in_words(report),
                                    holding_in_words(report), counted(report.counts.states, "state")}) {
        if (part.empty()) continue;
        if (!words.empty()) words += "; ";
        words += part;
    }
    return words;
}

/// The label and the findings on one line where they fit, else the findings under it.
std::string line_of(const VerdictWord& verdict, const std::string& label, const std::string& found,
                    const TextOptions& options)
{
    const std::string word = paint(verdict.text, verdict.ink, options.colour);
    const std::string one_line = fmt::format("{}  {}", label, found);
    if (indent.size() + display_width(one_line) <= options.width) return word + one_line + "\n";
    const std::string names = joined(hanging(indent, label, options.width));
    return word + names.substr(indent.size()) + joined(hanging(indent, found, options.width));
}

std::string first_lines(const CaseReport& report, const TextOptions& options)
{
    return line_of(verdict_word(report.outcome()), label(report), findings(report), options);
}

/// An expectation that is not met, and all that miss it in the same way.
struct Complaint {
    std::vector<std::string> about;
    std::string failure;
};

std::vector<Complaint> complaints_of(const CaseReport& report)
{
    std::vector<Complaint> complaints;
    const auto add = [&](const std::string& about, const std::string& failure) {
        const auto same = std::find_if(complaints.begin(), complaints.end(),
                                       [&](const Complaint& one) { return one.failure == failure; });
        if (same != complaints.end()) {
            same->about.push_back(printable(about));
        } else {
            complaints.push_back({{printable(about)}, failure});
        }
    };
    for (const PropertyReport& property : report.properties) {
        if (!property.expectation.met)
            add(property.name,
                printable(property.expectation.failure) + standing_in_words(property.acceptance));
    }
    for (const CountExpectation& count : report.wrong_counts) {
        const bool open = !report.stop.empty() && count.found <= count.expected;
        add(count.what,
            fmt::format("expected {}, found {}{}{}", grouped(count.expected), grouped(count.found),
                        open ? " before the search was cut off" : "", standing_in_words(count.acceptance)));
    }
    return complaints;
}

std::string complaints_text(const CaseReport& report, const TextOptions& options)
{
    const Ink ink = verdict_word(report.outcome()).ink;
    std::string text;
    for (const std::string& words : unmet_expectations(report)) {
        for (const std::string& line : hanging(indent, words, options.width))
            text += paint(line, ink, options.colour) + "\n";
    }
    return text;
}

/// What an incomplete search is still worth.
std::string coverage_text(const CaseReport& report, const TextOptions& options)
{
    if (report.stop.empty()) return "";
    if (report.counts.states == 0 && report.stop == to_string(checker::Stop::memory_limit))
        return joined(hanging(indent, "covered: nothing; the program itself needs more memory than that",
                              options.width));
    const std::string words =
        fmt::format("covered: every run of up to {}; {} found, {} of them expanded",
                    counted(report.counts.whole_depth, "step"), counted(report.counts.states, "state"),
                    grouped(report.counts.expanded));
    return joined(hanging(indent, words, options.width));
}

/// Why a large search had to do without symmetry; who has a small one need not care.
std::string symmetry_text(const CaseReport& report, const TextOptions& options)
{
    constexpr std::uint64_t large = 100'000;
    const bool expected = report.symmetry_wanted && report.effort.stored > large;
    if (!expected || report.effort.symmetry || report.symmetry.empty()) return "";
    return joined(hanging(indent, printable("interchangeable: " + listed(report.symmetry)), options.width));
}

/// Names of which the same is to be said.
struct Group {
    std::string remark;
    std::vector<std::string> names;
};

/// In the order of the first name of each.
void add_to(std::vector<Group>& groups, const std::string& remark, const std::string& name)
{
    auto same = std::ranges::find(groups, remark, &Group::remark);
    if (same == groups.end()) same = groups.insert(same, {remark, {}});
    same->names.push_back(printable(name));
}

bool says_nothing(const PropertyReport& property)
{
    return property.vacuous() && !property.does_not_apply.empty();
}

/// "fair runs (fairness: janitor = none), over all states as they are, without symmetry"
std::string runs_in_words(const CaseReport& report, const PropertyReport& property)
{
    const LivenessReport& pass = *property.liveness;
    std::vector<std::string> without;
    if (pass.no_sleep_sets) without.emplace_back("sleep sets");
    if (pass.no_symmetry) without.emplace_back("symmetry");
    std::vector<std::string> fairness;
    for (const std::string& one : report.fairness) fairness.push_back(printable(one));
    const bool by_time = property.kind == checker::PropertyKind::within;
    return fmt::format("{}runs{}, over all states as they are{}", by_time ? "all " : "fair ",
                       fairness.empty() || by_time ? "" : fmt::format(" (fairness: {})", listed(fairness)),
                       without.empty() ? "" : fmt::format(", without {}", listed(without)));
}

/// Of properties of runs: on what they were decided, and what was owed to whom in them.
std::string liveness_text(const CaseReport& report, const TextOptions& options)
{
    std::vector<Group> groups;
    for (const PropertyReport& property : report.properties) {
        if (property.liveness && !says_nothing(property))
            add_to(groups, runs_in_words(report, property), property.name);
    }
    std::string text;
    for (const Group& group : groups) {
        const std::string words = fmt::format("{} {} judged on {}", listed(group.names),
                                              group.names.size() == 1 ? "is" : "are", group.remark);
        text += joined(hanging(indent, words, options.width));
    }
    return text;
}

/// How long it takes: "blocked-connected takes from 1 to 15 minutes".
std::string delays_text(const CaseReport& report, const TextOptions& options)
{
    std::string text;
    for (const PropertyReport& property : report.properties) {
        if (!property.delays || property.triggers == 0) continue;
        text += joined(hanging(indent,
                               printable(property.name) + " " + in_words(*property.delays, property.bound),
                               options.width));
    }
    return text;
}

/// Properties that nothing in the scenario can put to the test, and what it is that it has not.
std::string inapplicable_text(const CaseReport& report, const TextOptions& options)
{
    std::vector<std::string> names, reasons;
    for (const PropertyReport& property : report.properties) {
        if (!says_nothing(property)) continue;
        names.push_back(printable(property.name));
        const std::string reason = printable(property.does_not_apply);
        if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(reason);
    }
    if (names.empty()) return "";
    const std::string who = names.size() == 1 ? names.front() + " does not"
                                              : fmt::format("{} properties do not", grouped(names.size()));
    return joined(hanging(indent, fmt::format("{} apply here: {}", who, listed(reasons)), options.width));
}

/// Properties that hold because nothing ever put them to the test, though something might have.
std::string vacuous_text(const CaseReport& report, const TextOptions& options)
{
    std::vector<std::string> names;
    for (const PropertyReport& property : report.properties) {
        if (property.vacuous() && !says_nothing(property)) names.push_back(printable(property.name));
    }
    if (names.empty()) return "";
    return joined(hanging(indent, listed(names) + " never had anything to judge here", options.width));
}

/// The case in the words of its author, for those who read its traces.
std::string background_text(const CaseReport& report, const TextOptions& options)
{
    std::string origin = report.source.empty() ? "" : fmt::format("source {}; ", printable(report.source));
    origin += "policy " + printable(report.policy);
    std::vector<std::string> assumed;
    for (const std::string& one : report.assumed) assumed.push_back(printable(one));
    if (!assumed.empty()) origin += " with " + listed(assumed);
    origin += "; grain " + printable(report.grain);
    return joined(hanging(indent, printable(report.title), options.width)) +
           joined(hanging(indent, origin, options.width));
}

bool is_shown(const PropertyReport& property, TracesShown traces)
{
    if (!property.trace || traces == TracesShown::none) return false;
    return traces == TracesShown::all || property.unaccepted();
}

std::string traces_text(const CaseReport& report, const TextOptions& options)
{
    std::string text;
    for (const PropertyReport& property : report.properties) {
        if (is_shown(property, options.traces)) text += "\n" + trace_text(property, options);
    }
    return text;
}

std::string traces_with_background(const CaseReport& report, const TextOptions& options)
{
    const std::string traces = traces_text(report, options);
    return traces.empty() ? "" : background_text(report, options) + traces + "\n";
}

/// A line for each property.
std::string properties_text(const CaseReport& report, const TextOptions& options)
{
    std::string text;
    for (const PropertyReport& property : report.properties) {
        const std::string words =
            property.expectation.met ? judged_finding(property) : finding(property) + ", against expectation";
        text += joined(hanging(indent, words, options.width));
    }
    return text;
}

std::uint64_t all_states(std::span<const CaseReport> cases)
{
    std::uint64_t states = 0;
    for (const CaseReport& one : cases) checker::add_up(states, one.counts.states);
    return states;
}

std::size_t with_outcome(std::span<const CaseReport> cases, Outcome outcome)
{
    return static_cast<std::size_t>(std::count_if(
        cases.begin(), cases.end(), [&](const CaseReport& one) { return one.outcome() == outcome; }));
}

/// "3 cases as expected", "1 of 3 cases not as expected, 1 inconclusive"
std::string outcomes_in_words(std::span<const CaseReport> cases)
{
    const std::string all = counted(cases.size(), "case");
    std::string words;
    const auto add = [&](Outcome outcome, const char* what) {
        const std::size_t some = with_outcome(cases, outcome);
        if (some == 0) return;
        if (!words.empty()) words += fmt::format(", {} {}", grouped(some), what);
        else
            words = some == cases.size() ? fmt::format("{} {}", all, what)
                                         : fmt::format("{} of {} {}", grouped(some), all, what);
    };
    add(Outcome::unexpected, "not as expected");
    add(Outcome::inconclusive, "inconclusive");
    add(Outcome::known, "known");
    return words.empty() ? all + " as expected" : words;
}

/// Of several cases the one that weighs most.
Outcome gravest(std::span<const CaseReport> cases)
{
    for (const Outcome outcome : {Outcome::unexpected, Outcome::inconclusive, Outcome::known}) {
        if (with_outcome(cases, outcome) > 0) return outcome;
    }
    return Outcome::as_expected;
}

std::string scenario_line(std::span<const CaseReport> cases, const TextOptions& options)
{
    const VerdictWord verdict = verdict_word(gravest(cases));
    const std::string found =
        fmt::format("{}; {}", outcomes_in_words(cases), counted(all_states(cases), "state"));
    return line_of(verdict, printable(cases.front().path), found, options);
}

constexpr std::size_t most_in_summary = 5;  // cases; each takes a few lines, and all must fit on a screen

/// The first cases that are not as expected; the others are counted.
std::string first_unexpected(const Report& report, const TextOptions& options)
{
    std::string text;
    std::size_t seen = 0;
    for (const CaseReport& one : report.cases) {
        if (one.acceptable() || ++seen > most_in_summary) continue;
        text += brief_text(one, options);
    }
    if (seen == 0) return "";
    const std::size_t more = seen - std::min(seen, most_in_summary);
    const std::string head = more == 0 ? "Not as expected:" : "Not as expected, the first of them:";
    return fmt::format("\n{}\n{}{}\n", head, text,
                       more == 0 ? "" : fmt::format("and {}\n", counted(more, "more case")));
}

std::string baseline_text(const Report& report, const TextOptions& options)
{
    if (!report.baseline) return "";
    std::string text;
    for (const KnownFinding& each : report.baseline->fixed)
        text += joined(hanging("fixed ", in_words(each), options.width));
    const std::string then = report.baseline->updated ? "; it is written anew" : "";
    return text + joined(wrap(fmt::format("baseline {}: {}{}", printable(report.baseline->file),
                                          in_words(*report.baseline), then),
                              options.width));
}

std::size_t scenarios_in(const Report& report)
{
    std::set<std::string> paths;
    for (const CaseReport& one : report.cases) paths.insert(one.path);
    return paths.size();
}

std::string times_text(const Report& report)
{
    std::uint64_t stored = 0;
    for (const CaseReport& one : report.cases) checker::add_up(stored, one.effort.stored);
    std::string words = fmt::format("time: {:.2f} s; {} stored", report.seconds, counted(stored, "state"));
    if (report.seconds >= 0.05) {
        const double rate = static_cast<double>(stored) / report.seconds;
        words += fmt::format(", {} a second", grouped(static_cast<unsigned long long>(rate)));
    }
    return words + "\n";
}

/// All cases were begun, and some of them were cut off.
bool was_interrupted(const Report& report)
{
    return std::any_of(report.cases.begin(), report.cases.end(), [](const CaseReport& one) {
        return one.stop == to_string(checker::Stop::interrupted);
    });
}

}  // namespace

std::vector<std::string> unmet_expectations(const CaseReport& report)
{
    std::vector<std::string> lines;
    for (const Complaint& complaint : complaints_of(report))
        lines.push_back(fmt::format("{}:{}: {}: {}", printable(report.path), report.line,
                                    listed(complaint.about), complaint.failure));
    return lines;
}

std::string warnings_text(const std::vector<Warning>& warnings, bool strict, const TextOptions& options)
{
    const bool too_many = warnings.size() > most_warnings;
    const std::size_t whole = too_many ? most_warnings - 1 : warnings.size();
    const std::string word =
        paint(strict ? "FAIL  " : "warn  ", strict ? Ink::bad : Ink::unsure, options.colour);
    std::string text;
    const auto add = [&](const std::string& words) {
        text += word + joined(hanging(indent, words, options.width)).substr(indent.size());
    };
    for (std::size_t k = 0; k < whole; ++k) add(in_words(warnings[k]));
    if (too_many)
        add(fmt::format("{}: and {}", printable(warnings.front().path),
                        counted(warnings.size() - whole, "warning") + " more"));
    return text;
}

std::string case_text(const CaseReport& report, const TextOptions& options)
{
    const bool in_detail = options.traces == TracesShown::all;
    const bool by_property = options.detail == Detail::properties;
    return first_lines(report, options) + (by_property ? properties_text(report, options) : "") +
           complaints_text(report, options) + coverage_text(report, options) +
           symmetry_text(report, options) + liveness_text(report, options) + delays_text(report, options) +
           (in_detail ? inapplicable_text(report, options) + vacuous_text(report, options) : "") +
           traces_with_background(report, options);
}

std::string scenario_text(std::span<const CaseReport> cases, const TextOptions& options)
{
    std::string text = scenario_line(cases, options);
    for (const CaseReport& one : cases) {
        if (one.as_expected()) continue;
        text += joined(
            hanging(indent, fmt::format("[{}] {}", printable(one.name), findings(one)), options.width));
        text += complaints_text(one, options) + coverage_text(one, options) +
                traces_with_background(one, options);
    }
    return text;
}

std::string brief_text(const CaseReport& report, const TextOptions& options)
{
    if (report.acceptable()) return "";
    const VerdictWord verdict = verdict_word(report.outcome());
    const std::string place =
        fmt::format("{}:{} [{}]", printable(report.path), report.line, printable(report.name));
    std::string text = paint(verdict.text, verdict.ink, options.colour) +
                       joined(hanging(indent, place, options.width)).substr(indent.size());
    for (const Complaint& complaint : complaints_of(report))
        text += joined(hanging(indent, fmt::format("{}: {}", listed(complaint.about), complaint.failure),
                               options.width));
    const auto shown = std::find_if(report.properties.begin(), report.properties.end(),
                                    [](const auto& one) { return one.unaccepted() && one.trace; });
    if (shown == report.properties.end()) return text;
    text += joined(hanging(indent, printable(shown->trace->sentence), options.width));
    return text + indent + "replay: " + printable(shown->trace->replay) + "\n";
}

std::string summary_text(const Report& report, const TextOptions& options)
{
    const std::size_t bad = cases_with(report, Outcome::unexpected);
    const std::size_t open = cases_with(report, Outcome::inconclusive);
    const std::string known =
        report.baseline ? fmt::format(", {} known", grouped(cases_with(report, Outcome::known))) : "";
    std::string words = fmt::format(
        "{}, {}: {} as expected, {} not, {} inconclusive{}; {}", counted(scenarios_in(report), "scenario"),
        counted(report.cases.size(), "case"), grouped(cases_with(report, Outcome::as_expected)), grouped(bad),
        grouped(open), known, counted(all_states(report.cases), "state"));
    if (report.cases_not_run > 0)
        words += fmt::format("; {}, {} not run",
                             report.stopped_early ? "stopped at the first that is not" : "interrupted",
                             counted(report.cases_not_run, "case"));
    else if (was_interrupted(report)) words += "; interrupted";
    const std::string warnings = warnings_in_words(report);
    if (!warnings.empty()) words += "; " + warnings;
    const bool failed = bad > 0 || (report.strict && !warnings.empty());
    const Ink ink = failed                                                      ? Ink::bad
                    : open > 0 || !warnings.empty() || report.cases_not_run > 0 ? Ink::unsure
                                                                                : Ink::good;
    std::string text = options.detail == Detail::scenarios ? first_unexpected(report, options) : "";
    text += baseline_text(report, options);
    for (const std::string& line : wrap(words, options.width))
        text += paint(line, ink, options.colour) + "\n";
    return options.times ? text + times_text(report) : text;
}

std::string to_text(const Report& report, const TextOptions& options)
{
    std::string text;
    for (const CaseReport& one : report.cases) text += case_text(one, options);
    text += warnings_text(report.warnings, report.strict, options);
    return text + summary_text(report, options);
}

}  // namespace holdfast::reports
