// IMAPISession::Logoff: ends the session, and purges its profile if that is marked and, as far as this table
// shows, was in use by nobody else: "when the session ends, the registry entry is cleaned up".
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/mutex.hpp"

namespace holdfast::model {

class Logoff {
public:
    Logoff(Turn& turn, const Call&) : turn_(turn), registry_(turn), table_(turn) {}

    Outcome run(LogoffStep step, unsigned)
    {
        switch (step) {
        case LogoffStep::close: return close();
        case LogoffStep::take_mutex: return take_mutex();
        case LogoffStep::leave: return leave();
        case LogoffStep::ask_use: return ask_use();
        case LogoffStep::purge: return purge();
        case LogoffStep::release: return release();
        case LogoffStep::count: break;
        }
        return answered(Answer::call_failed);
    }

private:
    /// O1.
    Outcome close()
    {
        turn_.scratch = turn_.reference(turn_.fields().session);
        if (turn_.scratch.none()) return answered(Answer::invalid_object);
        table_.end_session();
        return go_on_with(takes_mutex() ? LogoffStep::take_mutex : LogoffStep::leave);
    }

    Outcome take_mutex()
    {
        if (!LogonMutex(turn_).take()) return blocked;
        return go_on_with(LogoffStep::leave);
    }

    /// O2.
    Outcome leave()
    {
        table_.leave();
        return go_on_with(LogoffStep::ask_use);
    }

    /// O3, the question.
    Outcome ask_use()
    {
        bool purges = false;
        for_each_concerned(
            [&](Reference instance) { purges = purges || !table_.shows_use_to_delete_and_logoff(instance); });
        registry_.pass_over_unused(turn_.scratch);
        return purges ? go_on_with(LogoffStep::purge) : finish();
    }

    /// O3, the deed.
    Outcome purge()
    {
        turn_.own = turn_.scratch;
        for_each_concerned([&](Reference instance) { registry_.purge(instance); });
        turn_.own = {};
        return finish();
    }

    /// Where the table knows profiles by name only, the last entry of a name speaks for every marked profile
    /// of that name.
    template <class Visit>
    void for_each_concerned(Visit visit)
    {
        if (turn_.policy().table_key == TableKey::name) {
            registry_.for_each_marked(registry_.name_of(turn_.scratch), visit);
        } else if (registry_.status_of(turn_.scratch) == Status::marked) {
            visit(turn_.scratch);
        }
    }

    Outcome finish()
    {
        turn_.scratch = {};
        return takes_mutex() ? go_on_with(LogoffStep::release) : answered(Answer::s_ok);
    }

    Outcome release()
    {
        LogonMutex(turn_).release();
        return answered(Answer::s_ok);
    }

    [[nodiscard]] bool takes_mutex() const
    {
        return LogonMutex::is_taken_by(CallKind::logoff, turn_.policy());
    }

    Turn& turn_;
    Registry registry_;
    InUseTable table_;
};

}  // namespace holdfast::model
