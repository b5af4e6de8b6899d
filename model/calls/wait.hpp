// A program that waits: from one minute to a later one nothing of it moves. When the time is over it goes on
// at once, for nobody waits longer than he said.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/turn.hpp"

namespace holdfast::model {

[[nodiscard]] inline Outcome wait(Turn& turn, const Call& call, WaitStep step)
{
    if (step == WaitStep::begin) {
        turn.set(turn.fields().waiting, std::uint64_t{call.minutes});
        return go_on_with(WaitStep::end);
    }
    if (turn.get(turn.fields().waiting) != 0) return blocked;
    return answered(Answer::s_ok);
}

}  // namespace holdfast::model
