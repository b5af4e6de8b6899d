// A process ends without cleaning up. The registry stays as it is; handles go; what becomes of the in-use
// table and of a held mutex is a matter of policy (A17).
#pragma once

#include "model/in_use_table.hpp"
#include "model/mutex.hpp"

namespace holdfast::model {

/// False where there is no process left to crash.
[[nodiscard]] inline bool crash(Turn& turn)
{
    const ProgramFields& own = turn.fields();
    turn.reads(turn.program().place);
    if (turn.get(own.at) == turn.program().script.crashed) return false;
    turn.writes(turn.program().place);
    InUseTable(turn).detach();
    LogonMutex(turn).abandon();
    turn.scratch = {};
    turn.set(own.initialized, std::uint64_t{0});
    turn.set(own.at, std::uint64_t{turn.program().script.crashed});
    return true;
}

}  // namespace holdfast::model
