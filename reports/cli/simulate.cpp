// `holdfast simulate`: random runs of one case.
#include <algorithm>
#include <string>

#include "reports/cli/interrupt.hpp"
#include "reports/cli/one_case.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/simulation.hpp"

namespace holdfast::reports::cli {

namespace {

/// A run that violates what is expected to hold shows that the expectation is not met; none shows that it is.
ExitCode tell_one(const OneCase& chosen, const SimulateRequest& request, const TextOptions& options)
{
    const SimulatedRun run = simulate(chosen.head, *chosen.system, request.seed, request.steps);
    const auto properties = chosen.system->properties();
    ExitCode code = ExitCode::met;
    for (std::size_t k = 0; k < properties.size(); ++k) {
        const bool violated = std::any_of(run.violated.begin(), run.violated.end(),
                                          [&](const auto& one) { return one.name == properties[k].name; });
        if (violated && must_hold(chosen.head, k)) code = ExitCode::unmet;
    }
    Output output;
    output.write(to_text(run, options));
    return finished(output, code);
}

ExitCode tell_many(const OneCase& chosen, const SimulateRequest& request, const TextOptions& options)
{
    SimulationStatistics statistics(chosen.head, *chosen.system, request.seed, request.steps);
    for (std::uint64_t k = 0; k < *request.runs && !interrupted(); ++k) statistics.add_run();
    Output output;
    output.write(statistics.to_text(options));
    const ExitCode code = statistics.violates_what_must_hold() ? ExitCode::unmet : ExitCode::met;
    return finished(output, interrupted() ? ExitCode::interrupted : code);
}

}  // namespace

ExitCode simulate(const SimulateRequest& request)
{
    const auto chosen = open_case(request.file, request.case_name);
    if (!chosen) return ExitCode::wrong_input;
    const TextOptions options{.colour = wants_colour(request.colour)};
    return request.runs ? tell_many(*chosen, request, options) : tell_one(*chosen, request, options);
}

}  // namespace holdfast::reports::cli
