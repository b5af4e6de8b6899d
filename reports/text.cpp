#include "reports/text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "checker/symmetry.hpp"
#include "reports/colour.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/trace_text.hpp"

namespace holdfast::reports {

namespace {

using checker::Verdict;

const std::string indent(6, ' ');  // under the verdict word of a case

struct VerdictWord {
    const char* text;  ///< as wide as the indent
    Ink ink;
};

VerdictWord verdict_word(Outcome outcome)
{
    switch (outcome) {
    case Outcome::as_expected: return {"ok    ", Ink::good};
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
std::string first_lines(const CaseReport& report, const TextOptions& options)
{
    const VerdictWord verdict = verdict_word(report.outcome());
    const std::string word = paint(verdict.text, verdict.ink, options.colour);
    const std::string found = findings(report);
    const std::string one_line = fmt::format("{}  {}", label(report), found);
    if (indent.size() + display_width(one_line) <= options.width) return word + one_line + "\n";
    const std::string names = joined(hanging(indent, label(report), options.width));
    return word + names.substr(indent.size()) + joined(hanging(indent, found, options.width));
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
        if (!property.expectation.met) add(property.name, property.expectation.failure);
    }
    for (const CountExpectation& count : report.wrong_counts) {
        add(count.what, fmt::format("expected {}, found {}", grouped(count.expected), grouped(count.found)));
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
    return traces == TracesShown::all || !property.expectation.met;
}

std::string traces_text(const CaseReport& report, const TextOptions& options)
{
    std::string text;
    for (const PropertyReport& property : report.properties) {
        if (is_shown(property, options.traces)) text += "\n" + trace_text(property, options);
    }
    return text;
}

std::size_t cases_with(const Report& report, Outcome outcome)
{
    return static_cast<std::size_t>(
        std::count_if(report.cases.begin(), report.cases.end(),
                      [&](const CaseReport& one) { return one.outcome() == outcome; }));
}

std::uint64_t all_states(const Report& report)
{
    std::uint64_t states = 0;
    for (const CaseReport& one : report.cases) checker::add_up(states, one.counts.states);
    return states;
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
    for (const CaseReport& one : report.cases) stored += one.effort.stored;
    const auto states = static_cast<double>(stored);
    const std::string rate =
        report.seconds < 0.05
            ? ""
            : fmt::format(", {} states stored a second",
                          grouped(static_cast<unsigned long long>(states / report.seconds)));
    return fmt::format("time: {:.2f} s{}\n", report.seconds, rate);
}

}  // namespace

std::vector<std::string> unmet_expectations(const CaseReport& report)
{
    std::vector<std::string> lines;
    for (const Complaint& complaint : complaints_of(report))
        lines.push_back(fmt::format("{}:{}: {}: {}", printable(report.path), report.line,
                                    listed(complaint.about), printable(complaint.failure)));
    return lines;
}

std::string case_text(const CaseReport& report, const TextOptions& options)
{
    const bool in_detail = options.traces == TracesShown::all;
    const std::string traces = traces_text(report, options);
    return first_lines(report, options) + complaints_text(report, options) + coverage_text(report, options) +
           symmetry_text(report, options) + liveness_text(report, options) + delays_text(report, options) +
           (in_detail ? inapplicable_text(report, options) + vacuous_text(report, options) : "") +
           (traces.empty() ? "" : background_text(report, options) + traces + "\n");
}

std::string summary_text(const Report& report, const TextOptions& options)
{
    const std::size_t bad = cases_with(report, Outcome::unexpected);
    const std::size_t open = cases_with(report, Outcome::inconclusive);
    std::string words = fmt::format(
        "{}, {}: {} as expected, {} not, {} inconclusive; {}", counted(scenarios_in(report), "scenario"),
        counted(report.cases.size(), "case"), grouped(cases_with(report, Outcome::as_expected)), grouped(bad),
        grouped(open), counted(all_states(report), "state"));
    if (report.cases_not_run > 0)
        words += fmt::format("; interrupted, {} not run", counted(report.cases_not_run, "case"));
    const Ink ink = bad > 0 ? Ink::bad : open > 0 || report.cases_not_run > 0 ? Ink::unsure : Ink::good;
    std::string text;
    for (const std::string& line : wrap(words, options.width))
        text += paint(line, ink, options.colour) + "\n";
    return options.times ? text + times_text(report) : text;
}

std::string to_text(const Report& report, const TextOptions& options)
{
    std::string text;
    for (const CaseReport& one : report.cases) text += case_text(one, options);
    return text + summary_text(report, options);
}

}  // namespace holdfast::reports
