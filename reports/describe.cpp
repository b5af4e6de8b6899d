#include "reports/describe.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/assert.hpp"
#include "reports/clock_time.hpp"
#include "reports/layout.hpp"
#include "reports/shell_quote.hpp"

namespace holdfast::reports {

namespace {

using checker::PropertyKind;
using checker::Verdict;

const checker::StateRow* find_row(const checker::StateWords& words, const std::string& key)
{
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& row) { return row.key == key; });
    return found == words.end() ? nullptr : &*found;
}

/// The rows that differ of those that changes_between leaves out.
std::vector<Change> asides_between(const checker::StateWords& before, const checker::StateWords& after)
{
    std::vector<Change> asides;
    for (const checker::StateRow& row : after) {
        if (row.in_changes) continue;
        const checker::StateRow* old = find_row(before, row.key);
        const std::string was = old == nullptr ? "" : old->value;
        if (was != row.value) asides.push_back({row.key, was, row.value});
    }
    return asides;
}

/// The words for what ended a search; empty where nothing did.
std::string stop_words(const checker::Result& result, checker::Stop stop)
{
    if (stop == checker::Stop::model_limit) return result.limit_name;
    return std::string(checker::to_string(stop));
}

/// What left the property open; for one of runs that may have been its own pass.
std::string reason_of(const checker::Result& result, const checker::PropertyResult& found)
{
    if (found.verdict != Verdict::inconclusive) return "";
    return stop_words(result, found.liveness ? found.liveness->stop : result.stop);
}

/// The first steps of a run.
checker::Schedule first_steps(checker::Schedule schedule, std::size_t steps)
{
    schedule.choices.resize(steps);
    return schedule;
}

FairTurn turn_of(const checker::System& system, const std::vector<checker::Process>& processes,
                 const checker::Trace& found, const checker::FairnessEntry& entry)
{
    const checker::Loop& loop = *found.loop;
    const std::size_t step = loop.begin + entry.at;
    FairTurn turn{.program = processes[entry.process].name, .step = step, .words = {}};
    if (entry.reason == checker::FairnessEntry::Reason::moves) {
        turn.words = fmt::format("moves at step {}", step);
        return turn;
    }
    turn.reason = FairTurn::Reason::cannot_move;
    const std::string why = system.why_it_cannot_move(entry.process, first_steps(found.schedule, step - 1));
    turn.words = loop.stays ? why : fmt::format("{}, before step {}", why, step);
    return turn;
}

/// Each program, in order; those of whom fairness says nothing, too.
std::vector<FairTurn> turns_of(const checker::System& system, const std::vector<checker::Process>& processes,
                               const checker::Trace& found)
{
    std::vector<FairTurn> turns;
    std::size_t entry = 0;
    for (const checker::Process& process : processes) {
        if (process.environment) continue;
        if (process.fair) turns.push_back(turn_of(system, processes, found, found.loop->ledger[entry++]));
        else
            turns.push_back(
                {process.name, FairTurn::Reason::not_fair, 0, "is not fair: it may stop anywhere"});
    }
    return turns;
}

LivenessReport report_of(const checker::LivenessPass& pass)
{
    return {pass.states,        pass.owing,       pass.bytes,
            pass.no_sleep_sets, pass.no_symmetry, pass.stop == checker::Stop::memory_limit};
}

/// The trace of a property, with what its search says of it.
Trace trace_of_property(const CaseHead& head, const checker::System& system, std::size_t property,
                        const checker::Trace& found)
{
    checker::WrittenRun run{found.schedule};
    if (found.loop) run.loop = found.loop->begin;
    Trace trace = trace_of(head, system, run);
    const bool judges_steps = system.properties()[property].kind == PropertyKind::never_step;
    if (judges_steps && !trace.steps.empty()) trace.steps.back().decisive = true;
    trace.switches = found.switches;
    trace.switch_minimal = found.switch_minimal;
    if (found.loop) {
        trace.loop =
            TraceLoop{found.loop->begin, found.loop->shortest, turns_of(system, system.processes(), found)};
    }
    trace.sentence = system.explain(property, found.schedule, found.part);
    return trace;
}

std::string verdict_in_words(const PropertyReport& property)
{
    switch (property.verdict) {
    case Verdict::holds: return "it holds";
    case Verdict::violated:
        if (!property.trace) return "it is violated";
        return "it is violated in " + counted(property.trace->steps.size(), "step");
    case Verdict::inconclusive: break;
    }
    return fmt::format("the search ended too early to tell ({})", stop_in_words(property.reason));
}

std::string expected_in_words(const Expectation& expected)
{
    switch (expected.verdict) {
    case Verdict::holds:
        return expected.steps ? "to hold with a witness of " + counted(*expected.steps, "step") : "to hold";
    case Verdict::violated:
        return expected.steps ? "to be violated in " + counted(*expected.steps, "step") : "to be violated";
    case Verdict::inconclusive: break;
    }
    return "to stay inconclusive";
}

/// Fills in whether the expectation is met, and if not, why.
void judge(PropertyReport& property)
{
    Expectation& expected = property.expectation;
    if (expected.any) return;
    const bool verdict_met = expected.verdict == property.verdict;
    const bool steps_met =
        !expected.steps || (property.trace && property.trace->steps.size() == *expected.steps);
    expected.met = verdict_met && steps_met;
    if (expected.met) return;
    expected.failure =
        fmt::format("expected {}, but {}", expected_in_words(expected),
                    verdict_met && property.trace
                        ? "its shortest trace has " + counted(property.trace->steps.size(), "step")
                        : verdict_in_words(property));
}

void expect_count(CaseReport& report, const char* what, std::optional<std::uint64_t> expected,
                  std::uint64_t found)
{
    if (expected && *expected != found) report.wrong_counts.push_back({what, *expected, found});
}

std::vector<LandmarkReport> landmarks_of(const checker::System& system, const checker::Result& result)
{
    std::vector<LandmarkReport> landmarks;
    if (result.uses.empty()) return landmarks;
    for (const checker::Landmark& landmark : system.landmarks()) {
        landmarks.push_back({landmark, result.uses[landmarks.size()]});
    }
    return landmarks;
}

CaseReport copy_of_head(const CaseHead& head)
{
    CaseReport report;
    report.path = head.path;
    report.line = head.line;
    report.name = head.name;
    report.title = head.title;
    report.source = head.source;
    report.tags = head.tags;
    report.policy = head.policy;
    report.assumed = head.assumed;
    report.grain = head.grain;
    report.fairness = head.fairness;
    return report;
}

}  // namespace

std::vector<Change> changes_between(const checker::StateWords& before, const checker::StateWords& after)
{
    std::vector<Change> changes;
    for (const checker::StateRow& row : after) {
        if (!row.in_changes) continue;
        const checker::StateRow* old = find_row(before, row.key);
        if (old == nullptr || old->value != row.value) {
            changes.push_back({row.key, old == nullptr ? "" : old->value, row.value});
        }
    }
    for (const checker::StateRow& row : before) {
        if (row.in_changes && find_row(after, row.key) == nullptr)
            changes.push_back({row.key, row.value, ""});
    }
    return changes;
}

Trace trace_of(const CaseHead& head, const checker::System& system, const checker::WrittenRun& run)
{
    const checker::Story story = system.tell(run);
    HOLDFAST_ASSERT(!story.misfit, "{}", run_text(run));
    const std::vector<checker::Process> processes = system.processes();
    Trace trace;
    trace.initial = story.initial;
    const checker::StateWords* before = &story.initial;
    RunningClock clock;
    for (const checker::StoryStep& step : story.steps) {
        trace.steps.push_back(
            {trace.steps.size() + 1, clock.told(step.words), changes_between(*before, step.after), false,
             processes[step.choice.process].environment, asides_between(*before, step.after)});
        before = &step.after;
    }
    trace.schedule = run_text(run);
    trace.replay = replay_command(head, run);
    trace.tenures = tenures_of(story);
    return trace;
}

std::string replay_command(const CaseHead& head, const checker::WrittenRun& run)
{
    return command_on(head, "replay", shell_quote(run_text(run)));
}

std::string command_on(const CaseHead& head, std::string_view verb, std::string_view arguments)
{
    // A word that starts with a dash would be taken for an option.
    const std::string path = head.path.starts_with('-') ? "./" + head.path : head.path;
    std::string command = fmt::format("./holdfast {} {} {}", verb, shell_quote(path), arguments);
    if (head.only_case) return command;
    const bool dashed = head.name.starts_with('-');
    return fmt::format("{} --case{}{}", command, dashed ? "=" : " ", shell_quote(head.name));
}

CaseReport describe(const CaseHead& head, const checker::System& system, const checker::Result& result)
{
    const std::vector<checker::Property> properties = system.properties();
    HOLDFAST_ASSERT(result.properties.size() == properties.size(), "{} results for {} properties",
                    result.properties.size(), properties.size());
    CaseReport report = copy_of_head(head);
    report.stop = stop_words(result, result.stop);
    for (std::size_t k = 0; k < properties.size(); ++k) {
        const checker::PropertyResult& found = result.properties[k];
        PropertyReport property;
        property.name = properties[k].name;
        property.kind = properties[k].kind;
        property.meaning = properties[k].meaning;
        property.verdict = found.verdict;
        property.triggers = found.triggers;
        property.reason = reason_of(result, found);
        if (found.liveness) property.liveness = report_of(*found.liveness);
        property.delays = found.delays;
        property.bound = properties[k].bound;
        if (found.trace) property.trace = trace_of_property(head, system, k, *found.trace);
        if (k < head.expectations.size()) property.expectation = head.expectations[k];
        if (k < head.does_not_apply.size()) property.does_not_apply = head.does_not_apply[k];
        judge(property);
        report.properties.push_back(std::move(property));
    }
    report.landmarks = landmarks_of(system, result);
    report.expects_counts = head.states || head.transitions;
    expect_count(report, "states", head.states, result.counts.states);
    expect_count(report, "transitions", head.transitions, result.counts.transitions);
    report.counts = result.counts;
    report.state_bits = system.state_bits();
    report.bytes = result.bytes;
    report.effort = result.effort;
    report.symmetry = system.symmetry_words();
    return report;
}

}  // namespace holdfast::reports
