// A process exits with its MAPI session open, as in a fast shutdown. Whether that is more than a crash: A15.
#pragma once

#include "model/calls/logoff.hpp"
#include "model/crash.hpp"

namespace holdfast::model {

/// A whole Logoff at once. False where the mutex it needs is held: then it cannot be made now.
[[nodiscard]] inline bool log_off_at_once(Turn& turn)
{
    Call call;
    call.kind = CallKind::logoff;
    Outcome outcome = go_on_with(LogoffStep::close);
    while (outcome.kind == Outcome::Kind::next)
        outcome = Logoff(turn, call).run(static_cast<LogoffStep>(outcome.step), 0);
    return outcome.kind != Outcome::Kind::blocked;
}

[[nodiscard]] inline Outcome exit_process(Turn& turn)
{
    const bool logs_off = turn.policy().end_of_process == EndOfProcess::as_logoff &&
                          !turn.reference(turn.fields().session).none();
    if (logs_off && !log_off_at_once(turn)) return blocked;
    lose_process(turn);
    return answered(Answer::s_ok);
}

}  // namespace holdfast::model
