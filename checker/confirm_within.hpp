// The second opinion on a run that is late: the separate stepper (replay.hpp) repeats it, and how long
// something is owed is reckoned anew from the model alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "checker/confirm.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/obligation.hpp"
#include "checker/replay.hpp"
#include "checker/result.hpp"

namespace holdfast::checker {

/// How long something is owed behind each step of a run, from the state at its start; none where nothing is.
/// What is paid only at the very end counts as owed until then.
template <ModelWithTime M>
[[nodiscard]] std::optional<std::uint64_t> owed_at_the_end(const M& model, const Obligation<M>& obligation,
                                                           const Run<typename M::State>& run)
{
    std::optional<std::uint64_t> owed;
    for (std::size_t k = 0; k < run.states.size(); ++k) {
        const auto& state = run.states[k];
        if (owed) *owed += model.duration(run.states[k - 1], run.steps[k - 1].choice);
        const bool paid = obligation.pays(state);
        if (paid && k + 1 < run.states.size()) owed.reset();
        else if (!owed && !paid && obligation.triggers(state)) owed = 0;
    }
    return owed;
}

/// Throws ModelError where the trace does not show that something is owed for too long.
template <ModelWithTime M>
void confirm_within(const M& model, std::size_t property, const Trace& trace)
{
    const Property& stated = model.properties()[property];
    const auto run = replay(model, trace.schedule);
    if (run.misfit) {
        throw unconfirmed(stated.name, trace.schedule,
                          fmt::format("at step {}, {}", run.misfit->step, run.misfit->reason));
    }
    const auto owed = owed_at_the_end(model, Obligation<M>(model, property, trace.part, false), run);
    if (!owed || *owed <= stated.bound_of(trace.part))
        throw unconfirmed(stated.name, trace.schedule, "nothing is owed for too long at its end");
}

}  // namespace holdfast::checker
