// A process ends without cleaning up. The registry stays as it is; handles go; what becomes of the in-use
// table and of a held mutex is a matter of policy (A17).
#pragma once

#include "model/in_use_table.hpp"
#include "model/mutex.hpp"

namespace holdfast::model {

[[nodiscard]] inline bool has_process(const Turn& turn)
{
    return turn.get(turn.fields().at) != turn.program().script.crashed;
}

/// All that goes with the process; where the program is now says the caller.
inline void lose_process(Turn& turn)
{
    InUseTable(turn).detach();
    LogonMutex(turn).abandon();
    turn.scratch = {};
    turn.set(turn.fields().initialized, std::uint64_t{0});
    turn.set(turn.fields().lost_hive, std::uint64_t{0});
    turn.set(turn.fields().connection, std::uint64_t{0});
    turn.set(turn.fields().waiting, std::uint64_t{0});
    turn.set(turn.fields().age, std::uint64_t{0});
}

/// False where there is no process left to crash.
[[nodiscard]] inline bool crash(Turn& turn)
{
    turn.reads(turn.program().place);
    if (!has_process(turn)) return false;
    turn.writes(turn.program().place);
    lose_process(turn);
    turn.set(turn.fields().at, std::uint64_t{turn.program().script.crashed});
    return true;
}

}  // namespace holdfast::model
