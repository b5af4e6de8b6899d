// The second opinion on every trace before anyone sees it: the separate stepper (replay.hpp) repeats the
// schedule, and its end must show what the search says it shows.
#pragma once

#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/replay.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// True where no program can move; the environment may.
template <Model M>
[[nodiscard]] bool is_terminal(const M& model, const typename M::State& state)
{
    const std::span<const Process> processes = model.processes();
    bool program_moves = false;
    model.for_each_step(state, [&](const Step<typename M::State>& step) {
        const Process& process = processes[step.choice.process];
        program_moves |= !process.environment && process.counts;
    });
    return !program_moves;
}

/// True where the end of a run shows the property: violates it, or for `reachable` is a witness.
template <Model M>
[[nodiscard]] bool end_shows(const M& model, std::size_t property, const Run<typename M::State>& run)
{
    const PropertyMask bit = property_bit(property);
    const bool satisfied = (model.satisfied(run.states.back(), bit) & bit) != 0;
    switch (model.properties()[property].kind) {
    case PropertyKind::never:
    case PropertyKind::reachable: return satisfied;
    case PropertyKind::never_step: return !run.steps.empty() && (run.steps.back().violated & bit) != 0;
    case PropertyKind::at_end: return !satisfied && is_terminal(model, run.states.back());
    case PropertyKind::leads_to:
    case PropertyKind::within: break;
    }
    return false;
}

/// What is thrown where a trace does not show what it was found for. The search is deterministic, so the
/// model answered differently this time.
[[nodiscard]] inline ModelError unconfirmed(const std::string& property, const Schedule& schedule,
                                            const std::string& what)
{
    return ModelError(
        fmt::format("schedule {} was found for property '{}', but repeated, {}; likely cause: the model "
                    "depends on something outside the state (Options::distrust looks for it)",
                    to_text(schedule), property, what));
}

/// Throws ModelError where the schedule does not show what it was found for; for a lasso see
/// confirm_lasso.hpp.
template <Model M>
void confirm(const M& model, std::size_t property, const Schedule& schedule)
{
    const Run<typename M::State> run = replay(model, schedule);
    if (!run.misfit && end_shows(model, property, run)) return;
    const std::string what = run.misfit ? fmt::format("at step {}, {}", run.misfit->step, run.misfit->reason)
                                        : std::string("its end does not show it");
    throw unconfirmed(model.properties()[property].name, schedule, what);
}

}  // namespace holdfast::checker
