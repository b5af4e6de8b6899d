// From a call of a scenario to the code that makes it.
#pragma once

#include "model/calls/access.hpp"
#include "model/calls/create.hpp"
#include "model/calls/delete_profile.hpp"
#include "model/calls/initialize.hpp"
#include "model/calls/logoff.hpp"
#include "model/calls/logon.hpp"
#include "model/calls/uninitialize.hpp"

namespace holdfast::model {

[[nodiscard]] constexpr bool needs_initialization(CallKind kind)
{
    return kind != CallKind::initialize && kind != CallKind::uninitialize && kind != CallKind::idle;
}

/// Makes one atomic step of a call. Where a step can go on in several ways it says so in `turn.picks`; `pick`
/// says which of them to take, from 0.
[[nodiscard]] inline Outcome run_atomic_step(Turn& turn, const Call& call, std::uint8_t step, unsigned pick)
{
    if (step == 0 && needs_initialization(call.kind) && turn.program().counts_initialize &&
        turn.get(turn.fields().initialized) == 0) {
        return answered(Answer::not_initialized);
    }
    switch (call.kind) {
    case CallKind::initialize: return Initialize(turn, call).run(static_cast<InitializeStep>(step), pick);
    case CallKind::uninitialize:
        return Uninitialize(turn, call).run(static_cast<UninitializeStep>(step), pick);
    case CallKind::create: return Create(turn, call).run(static_cast<CreateStep>(step), pick);
    case CallKind::logon: return Logon(turn, call).run(static_cast<LogonStep>(step), pick);
    case CallKind::access: return Access(turn, call).run(static_cast<AccessStep>(step), pick);
    case CallKind::delete_profile: return DeleteProfile(turn, call).run(static_cast<DeleteStep>(step), pick);
    case CallKind::logoff: return Logoff(turn, call).run(static_cast<LogoffStep>(step), pick);
    case CallKind::idle: return answered(Answer::s_ok);
    }
    return answered(Answer::call_failed);
}

}  // namespace holdfast::model
