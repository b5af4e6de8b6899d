// `holdfast replay`: one case, one schedule, the whole state at each step.
#include <string>

#include "checker/schedule.hpp"
#include "reports/cli/one_case.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/story.hpp"

namespace holdfast::reports::cli {

namespace {

/// Says what is wrong and gives the exit code for it.
ExitCode refuse(const std::string& message)
{
    print_error(message);
    return ExitCode::wrong_input;
}

ExitCode tell(const OneCase& chosen, const checker::WrittenRun& written, bool colour)
{
    const ToldRun run = tell_run(chosen.head, *chosen.system, written);
    Output output;
    output.write(to_text(run, {.colour = colour}));
    const ExitCode code = finished(output, ExitCode::met);
    return run.misfit ? refuse(misfit_complaint(*run.misfit)) : code;
}

}  // namespace

ExitCode replay(const ReplayRequest& request)
{
    const auto schedule = checker::parse_run(request.schedule);
    if (!schedule) return refuse(schedule_complaint(request.schedule, schedule.error()));
    const auto chosen = open_case(request.file, request.case_name);
    if (!chosen) return ExitCode::wrong_input;
    return tell(*chosen, *schedule, wants_colour(request.colour));
}

}  // namespace holdfast::reports::cli
