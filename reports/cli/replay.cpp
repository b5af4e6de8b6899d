// `holdfast replay`: one case, one schedule, the whole state at each step.
#include <string>

#include <fmt/format.h>

#include "checker/schedule.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/scenario_case.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/story.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::reports::cli {

namespace {

/// Says what is wrong and gives the exit code for it.
ExitCode refuse(const std::string& message)
{
    print_error(message);
    return ExitCode::wrong_input;
}

/// The case that is meant, or why none is.
tl::expected<const scenarios::Case*, std::string> choose_case(const scenarios::Scenario& scenario,
                                                              const std::optional<std::string>& name)
{
    const std::vector<std::string> names = case_names(scenario);
    if (!name) {
        if (scenario.cases.size() == 1) return &scenario.cases.front();
        return tl::make_unexpected(fmt::format("{} has {} cases; say which one with --case: {}",
                                               printable(scenario.path), names.size(),
                                               printable(scenarios::listed(names))));
    }
    if (const scenarios::Case* found = find_case(scenario, *name)) return found;
    const std::string advice = scenarios::did_you_mean(*name, names);
    return tl::make_unexpected(
        fmt::format("{} has no case '{}'; {}", printable(scenario.path), printable(*name),
                    advice.empty() ? "it has " + printable(scenarios::listed(names)) : printable(advice)));
}

/// The schedule with a caret under the character that is wrong.
std::string schedule_complaint(const std::string& text, const checker::ScheduleError& error)
{
    const std::string before = printable(text.substr(0, error.offset));
    return fmt::format("this is no schedule: {}\n  {}\n  {}^", error.message, printable(text),
                       std::string(display_width(before), ' '));
}

ExitCode tell(const CaseHead& head, const checker::System& system, const checker::WrittenRun& written,
              bool colour)
{
    const ToldRun run = tell_run(head, system, written);
    Output output;
    output.write(to_text(run, {.colour = colour}));
    const ExitCode code = finished(output, ExitCode::met);
    if (!run.misfit) return code;
    const std::string place = run.misfit->step == 0 ? "the start" : fmt::format("step {}", run.misfit->step);
    return refuse(fmt::format("the schedule does not fit: {}: {}", place, printable(run.misfit->reason)));
}

}  // namespace

ExitCode replay(const ReplayRequest& request)
{
    const auto schedule = checker::parse_run(request.schedule);
    if (!schedule) return refuse(schedule_complaint(request.schedule, schedule.error()));
    const auto scenario = scenarios::read(request.file);
    if (!scenario) {
        for (const scenarios::Diagnostic& diagnostic : scenario.error()) print_diagnostic(diagnostic);
        return ExitCode::wrong_input;
    }
    const auto chosen = choose_case(*scenario, request.case_name);
    if (!chosen) return refuse(chosen.error());
    const auto system = system_of(*scenario, **chosen);
    if (!system) {
        print_diagnostic(system.error());
        return ExitCode::wrong_input;
    }
    return tell(head_of(*scenario, **chosen), **system, *schedule, wants_colour(request.colour));
}

}  // namespace holdfast::reports::cli
