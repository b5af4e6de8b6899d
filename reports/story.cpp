#include "reports/story.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/clock_time.hpp"
#include "reports/colour.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/trace_text.hpp"

namespace holdfast::reports {

namespace {

/// The first `steps` choices of a schedule.
checker::Schedule first_part(const checker::Schedule& schedule, std::size_t steps)
{
    checker::Schedule part = schedule;
    part.choices.resize(steps);
    return part;
}

std::vector<std::string> changed_keys(const checker::StateWords& before, const checker::StateWords& after)
{
    std::vector<std::string> keys;
    for (const checker::StateRow& row : after) {
        const bool reads_the_same = std::any_of(before.begin(), before.end(), [&](const auto& old) {
            return old.key == row.key && old.value == row.value;
        });
        if (!reads_the_same) keys.push_back(row.key);
    }
    return keys;
}

/// A table of the whole state; rows in `changed` are marked.
std::string state_text(const checker::StateWords& state, const std::vector<std::string>& changed,
                       const TextOptions& options)
{
    std::vector<std::vector<std::string>> rows;
    for (const checker::StateRow& row : state) rows.push_back({printable(row.key), printable(row.value)});
    const std::size_t indent = 6;
    const auto widths = fit_columns(rows, options.width - indent);
    std::string text;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const bool marked = std::find(changed.begin(), changed.end(), state[k].key) != changed.end();
        bool first = true;
        for (const std::string& line : table_row(rows[k], widths)) {
            const std::string margin = marked && first ? "    * " : "      ";
            text += paint(margin + line, marked ? Ink::strong : Ink::plain, options.colour) + "\n";
            first = false;
        }
    }
    return text;
}

std::string step_heading(std::size_t number, const checker::StepWords& words)
{
    std::string heading = fmt::format("step {}: ", number);
    if (!words.place.empty()) heading += printable(words.place) + ", ";
    heading += fmt::format("{}: {}", printable(words.actor), printable(words.action));
    if (!words.answer.empty()) heading += " -> " + printable(words.answer);
    return heading;
}

std::string step_text(std::size_t number, const ToldStep& step, const TextOptions& options)
{
    std::string text;
    const std::size_t width = options.width - std::string_view(empty_margin).size();
    const auto add = [&](const char* margin, const char* first, const std::string& words, Ink ink) {
        for (const std::string& line : hanging(first, words, width)) {
            text += paint(margin + line, ink, options.colour) + "\n";
        }
    };
    const bool decisive = !step.violations.empty();
    add(decisive ? alarm_margin : empty_margin, "", step_heading(number, step.words),
        decisive ? Ink::bad : Ink::strong);
    for (const std::string& alarm : step.words.alarms) add(alarm_margin, "   ", printable(alarm), Ink::bad);
    for (const StepViolation& violation : step.violations) {
        add(alarm_margin, "   ",
            fmt::format("{} is violated: {}", printable(violation.name), printable(violation.sentence)),
            Ink::bad);
    }
    for (const std::string& event : step.words.events)
        add(empty_margin, "   - ", printable(event), Ink::plain);
    return text + state_text(step.after, step.changed, options) + "\n";
}

/// "in-use-purge is violated at step 4, failed-access at step 5."
std::string outcome_text(const ToldRun& run)
{
    std::string words;
    for (std::size_t k = 0; k < run.steps.size(); ++k) {
        for (const StepViolation& violation : run.steps[k].violations) {
            words += fmt::format("{}{}{} at step {}", words.empty() ? "" : ", ", printable(violation.name),
                                 words.empty() ? " is violated" : "", k + 1);
        }
    }
    return words.empty() ? "No step violates a property of steps." : words + ".";
}

/// That the run can go on as it says; where it cannot, the misfit says why.
std::string loop_text(const ToldRun& run)
{
    if (!run.loop || run.misfit) return "";
    if (*run.loop == run.steps.size()) return " Here the run stays for ever, since no fair program can move.";
    return fmt::format(
        " The last step leads back to the state before step {}, where the loop begins: so it can go "
        "on for ever.",
        *run.loop + 1);
}

std::string heading_text(const ToldRun& run, const TextOptions& options)
{
    const auto lines = [&](const std::string& words) {
        return words.empty() ? "" : joined(wrap(words, options.width));
    };
    return lines(fmt::format("{} [{}]", printable(run.head.path), printable(run.head.name))) +
           lines(printable(run.head.title)) + "\n";
}

}  // namespace

ToldRun tell_run(const CaseHead& head, const checker::System& system, const checker::WrittenRun& written)
{
    const checker::Schedule& schedule = written.schedule;
    const checker::Story story = system.tell(written);
    const std::vector<checker::Property> properties = system.properties();
    ToldRun run;
    run.head = head;
    run.schedule = run_text(written);
    run.loop = written.loop;
    run.initial = story.initial;
    run.misfit = story.misfit;
    const checker::StateWords* before = &story.initial;
    RunningClock clock;
    for (const checker::StoryStep& step : story.steps) {
        ToldStep told{clock.told(step.words), step.after, changed_keys(*before, step.after), {}};
        for (std::size_t k = 0; k < properties.size(); ++k) {
            if ((step.violated & checker::property_bit(k)) == 0) continue;
            const auto so_far = first_part(schedule, run.steps.size() + 1);
            told.violations.push_back({properties[k].name, properties[k].meaning, system.explain(k, so_far)});
        }
        run.steps.push_back(std::move(told));
        before = &step.after;
    }
    return run;
}

std::string to_text(const ToldRun& run, const TextOptions& options)
{
    std::string text = heading_text(run, options);
    if (run.initial.empty() && run.misfit) return text;
    text +=
        paint("   start", Ink::strong, options.colour) + "\n" + state_text(run.initial, {}, options) + "\n";
    for (std::size_t k = 0; k < run.steps.size(); ++k) {
        if (run.loop == k) text += paint("   from here on, for ever:", Ink::bad, options.colour) + "\n\n";
        text += step_text(k + 1, run.steps[k], options);
    }
    // Where all steps fit and the loop does not, the misfit is of the last step, and not of one behind it.
    const bool cut_short = run.misfit && run.misfit->step != run.steps.size();
    const std::string length = cut_short ? fmt::format("Only {} fitted.", counted(run.steps.size(), "step"))
                                         : fmt::format("{}.", counted(run.steps.size(), "step"));
    return text + joined(wrap(length + loop_text(run) + " " + outcome_text(run), options.width));
}

}  // namespace holdfast::reports
