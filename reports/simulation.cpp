#include "reports/simulation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/colour.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/trace_text.hpp"

namespace holdfast::reports {

namespace {

/// The first steps of a schedule.
checker::Schedule first_part(checker::Schedule schedule, std::size_t steps)
{
    schedule.choices.resize(steps);
    return schedule;
}

/// What the run shows of a property, in a sentence: of its own for those of states and steps, else what the
/// property says.
std::string sentence_on(const checker::System& system, const checker::Property& property, std::size_t number,
                        const checker::Schedule& schedule)
{
    if (is_on_runs(property.kind)) return "it says: " + property.meaning;
    return system.explain(number, schedule);
}

const char* end_in_words(checker::WalkEnd end)
{
    switch (end) {
    case checker::WalkEnd::ended: return "then no program can move";
    case checker::WalkEnd::enough_steps: return "then it was stopped";
    case checker::WalkEnd::beyond_limit: return "then every step leads beyond a limit of the model";
    }
    return "";
}

std::string heading_text(const CaseHead& head, const std::string& what, const TextOptions& options)
{
    std::string text =
        joined(wrap(fmt::format("{} [{}]", printable(head.path), printable(head.name)), options.width));
    if (!head.title.empty()) text += joined(wrap(printable(head.title), options.width));
    return text + joined(wrap(what, options.width)) + "\n";
}

std::string paragraph(const char* margin, const std::string& words, Ink ink, const TextOptions& options)
{
    std::string text;
    for (const std::string& line : wrap(words, options.width - std::string_view(margin).size()))
        text += paint(margin + line, ink, options.colour) + "\n";
    return text;
}

std::string place_in_words(std::size_t steps)
{
    return steps == 0 ? "at the start" : fmt::format("at step {}", grouped(steps));
}

/// The command that makes the same run once more.
std::string again(const CaseHead& head, std::uint64_t seed, std::size_t most_steps)
{
    return command_on(head, "simulate", fmt::format("--seed {} --steps {}", seed, most_steps));
}

/// "12 of 100 runs"
std::string share(std::uint64_t runs, std::uint64_t all)
{
    return fmt::format("{} of {}", grouped(runs), counted(all, "run"));
}

}  // namespace

bool must_hold(const CaseHead& head, std::size_t property)
{
    if (property >= head.expectations.size()) return true;
    const Expectation& expected = head.expectations[property];
    return !expected.any && expected.verdict == checker::Verdict::holds;
}

SimulatedRun simulate(const CaseHead& head, const checker::System& system, std::uint64_t seed,
                      std::size_t most_steps)
{
    const checker::RandomWalk walk = system.walk(seed, most_steps);
    const std::vector<checker::Property> properties = system.properties();
    SimulatedRun run;
    run.head = head;
    run.seed = seed;
    run.end = walk.end;
    run.trace = trace_of(head, system, walk.schedule);
    const auto told = [&](std::size_t k, std::size_t steps) {
        return SimulatedProperty{properties[k].name, steps,
                                 sentence_on(system, properties[k], k, first_part(walk.schedule, steps))};
    };
    for (std::size_t k = 0; k < properties.size(); ++k) {
        if (const auto steps = walk.violated[k]) {
            run.violated.push_back(told(k, *steps));
            if (*steps > 0) run.trace.steps[*steps - 1].decisive = true;
        }
        if (const auto steps = walk.shown[k]) run.shown.push_back(told(k, *steps));
        if ((walk.undecided & checker::property_bit(k)) != 0) run.undecided.push_back(properties[k].name);
    }
    return run;
}

std::string to_text(const SimulatedRun& run, const TextOptions& options)
{
    std::string text =
        heading_text(run.head,
                     fmt::format("A random run with seed {}: {}, {}.", run.seed,
                                 counted(run.trace.steps.size(), "step"), end_in_words(run.end)),
                     options);
    text += start_and_steps_text(run.trace, options) + "\n";
    for (const SimulatedProperty& one : run.violated) {
        text += paragraph(alarm_margin,
                          fmt::format("{} is violated {}: {}", printable(one.name), place_in_words(one.steps),
                                      printable(one.sentence)),
                          Ink::bad, options);
    }
    for (const SimulatedProperty& one : run.shown) {
        text += paragraph(empty_margin,
                          fmt::format("{} is shown {}: {}", printable(one.name), place_in_words(one.steps),
                                      printable(one.sentence)),
                          Ink::plain, options);
    }
    for (const std::string& name : run.undecided) {
        text +=
            paragraph(empty_margin, fmt::format("{} is undecided: something is still owed", printable(name)),
                      Ink::plain, options);
    }
    if (run.violated.empty())
        text += paragraph(empty_margin, "No property is violated on this run.", Ink::plain, options);
    return text + empty_margin + "replay: " + run.trace.replay + "\n";
}

SimulationStatistics::SimulationStatistics(const CaseHead& head, const checker::System& system,
                                           std::uint64_t seed, std::size_t most_steps)
    : head_(head), system_(system), first_seed_(seed), most_steps_(most_steps),
      properties_(system.properties()), violated_(properties_.size()), shown_(properties_.size()),
      undecided_(properties_.size())
{
}

void SimulationStatistics::add_run()
{
    const std::uint64_t seed = first_seed_ + lengths_.size();
    const checker::RandomWalk walk = system_.walk(seed, most_steps_);
    const auto note = [&](Count& count, bool is_so) {
        if (!is_so) return;
        if (count.runs == 0) count.first_seed = seed;
        ++count.runs;
    };
    lengths_.push_back(walk.schedule.choices.size());
    ++ends_[walk.end];
    for (std::size_t k = 0; k < properties_.size(); ++k) {
        note(violated_[k], walk.violated[k].has_value());
        note(shown_[k], walk.shown[k].has_value());
        note(undecided_[k], (walk.undecided & checker::property_bit(k)) != 0);
    }
    for (const checker::StoryStep& step : system_.tell(walk.schedule).steps)
        ++steps_[{step.words.place, step.words.actor, step.words.action}];
}

bool SimulationStatistics::violates_what_must_hold() const
{
    for (std::size_t k = 0; k < violated_.size(); ++k) {
        if (violated_[k].runs > 0 && must_hold(head_, k)) return true;
    }
    return false;
}

std::string SimulationStatistics::to_text(const TextOptions& options) const
{
    const std::string seeds =
        lengths_.size() == 1 ? fmt::format("seed {}", first_seed_)
                             : fmt::format("seeds {} to {}", first_seed_, first_seed_ + lengths_.size() - 1);
    std::string text =
        heading_text(head_,
                     fmt::format("{} of at most {}, with {}", counted(lengths_.size(), "random run"),
                                 counted(most_steps_, "step"), seeds),
                     options);
    if (lengths_.empty()) return text;
    return text + ends_text() + lengths_text() + properties_text(options) + steps_text(options);
}

std::string SimulationStatistics::ends_text() const
{
    std::string text;
    const auto line = [&](checker::WalkEnd end, const char* words) {
        const auto found = ends_.find(end);
        if (found != ends_.end()) text += fmt::format("   {:>9}  {}\n", grouped(found->second), words);
    };
    line(checker::WalkEnd::ended, "came to where no program can move");
    line(checker::WalkEnd::enough_steps, "were stopped before");
    line(checker::WalkEnd::beyond_limit, "came to where every step leads beyond a limit of the model");
    return text;
}

std::string SimulationStatistics::lengths_text() const
{
    std::vector<std::size_t> sorted = lengths_;
    std::sort(sorted.begin(), sorted.end());
    // Of an even number of runs the shorter of the two in the middle: a whole number, and one that occurs.
    return fmt::format("   lengths: least {}, median {}, greatest {}\n\n", grouped(sorted.front()),
                       grouped(sorted[(sorted.size() - 1) / 2]), grouped(sorted.back()));
}

std::string SimulationStatistics::properties_text(const TextOptions& options) const
{
    std::string text;
    for (std::size_t k = 0; k < properties_.size(); ++k) {
        const std::string name = printable(properties_[k].name);
        if (violated_[k].runs > 0) {
            const bool expected = !must_hold(head_, k);
            text += paragraph(alarm_margin,
                              fmt::format("{} is violated in {}{}", name,
                                          share(violated_[k].runs, lengths_.size()),
                                          expected ? ", as the case allows" : ", and must hold"),
                              Ink::bad, options);
            text += fmt::format("{}  the first: {}\n", empty_margin,
                                again(head_, violated_[k].first_seed, most_steps_));
        }
        if (properties_[k].kind == checker::PropertyKind::reachable) {
            text += paragraph(empty_margin,
                              fmt::format("{} is shown in {}", name, share(shown_[k].runs, lengths_.size())),
                              Ink::plain, options);
        }
        if (undecided_[k].runs > 0) {
            text += paragraph(empty_margin,
                              fmt::format("{} is undecided in {}: something was still owed", name,
                                          share(undecided_[k].runs, lengths_.size())),
                              Ink::plain, options);
        }
    }
    const bool none =
        std::all_of(violated_.begin(), violated_.end(), [](const Count& count) { return count.runs == 0; });
    if (none) text += paragraph(empty_margin, "No property is violated on these runs.", Ink::plain, options);
    return text + "\n";
}

std::string SimulationStatistics::steps_text(const TextOptions& options) const
{
    std::vector<std::vector<std::string>> rows{{"where", "who", "does", "times"}};
    for (const auto& [step, times] : steps_)
        rows.push_back({printable(step[0]), printable(step[1]), printable(step[2]), grouped(times)});
    const std::size_t margin = std::string_view(empty_margin).size();
    const auto widths = fit_columns(rows, options.width - margin);
    std::string text;
    for (const auto& row : rows) {
        for (const std::string& line : table_row(row, widths)) text += empty_margin + line + "\n";
    }
    return text;
}

}  // namespace holdfast::reports
