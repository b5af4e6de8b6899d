// IMAPISession::Logoff: ends the session, and purges its profile if that is marked and, as far as this table
// shows, was in use by nobody else: "when the session ends, the registry entry is cleaned up".
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/mutex.hpp"
#include "model/shared_session.hpp"

namespace holdfast::model {

class Logoff {
public:
    Logoff(Turn& turn, const Call& call) : turn_(turn), call_(call), registry_(turn), table_(turn) {}

    Outcome run(LogoffStep step, unsigned)
    {
        switch (step) {
        case LogoffStep::close: return close();
        case LogoffStep::take_mutex: return take_mutex();
        case LogoffStep::leave: return leave();
        case LogoffStep::ask_use: return ask_use();
        case LogoffStep::purge: return purge();
        case LogoffStep::release: return release();
        case LogoffStep::rename: return rename();
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
        if (call_.shared) SharedSession(turn_).ask_others_to_leave();
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
        table_.leave(turn_.scratch);
        return go_on_with(LogoffStep::ask_use);
    }

    /// O3, the question.
    Outcome ask_use()
    {
        bool purges = false;
        if (may_purge()) {
            for_each_concerned([&](Reference instance) {
                purges = purges || !table_.shows_use_to_delete_and_logoff(instance);
            });
        }
        const bool renames = is_due_for_its_name();
        if (!has_lost_hive()) registry_.pass_over_unused(turn_.scratch);
        if (purges) return go_on_with(LogoffStep::purge);
        return renames ? go_on_with(LogoffStep::rename) : finish();
    }

    /// O3, the deed.
    Outcome purge()
    {
        turn_.own = turn_.scratch;
        for_each_concerned([&](Reference instance) { registry_.purge(instance); });
        turn_.own = {};
        return is_due_for_its_name() ? go_on_with(LogoffStep::rename) : finish();
    }

    /// O3, for a rename that was put off.
    Outcome rename()
    {
        const Reference waiting = waiting_for_a_name();
        if (waiting.none()) return finish();
        static_cast<void>(registry_.rename(waiting, registry_.pending_name(waiting).value()));
        return finish();
    }

    [[nodiscard]] bool may_purge() const
    {
        if (has_lost_hive()) return false;
        switch (turn_.policy().logoff_purges) {
        case LogoffPurges::when_last: return true;
        case LogoffPurges::marker_only: return turn_.get(turn_.fields().marker) != 0;
        case LogoffPurges::never: return false;
        }
        return true;
    }

    /// Then there is no registry for it to look at.
    [[nodiscard]] bool has_lost_hive() const { return turn_.get(turn_.fields().lost_hive) != 0; }

    /// What the session was on, or what has its name where the table knows names only, if it is live and is
    /// to get another name.
    [[nodiscard]] Reference waiting_for_a_name()
    {
        if (has_lost_hive()) return {};
        Reference instance = turn_.scratch;
        if (turn_.policy().table_key == TableKey::name)
            instance = registry_.live(registry_.name_of(instance));
        if (instance.none() || registry_.status_of(instance) != Status::live) return {};
        return registry_.pending_name(instance) ? instance : Reference{};
    }

    [[nodiscard]] bool is_due_for_its_name()
    {
        const Reference waiting = waiting_for_a_name();
        return !waiting.none() && !table_.shows_use_to_delete_and_logoff(waiting);
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
        turn_.set(turn_.fields().marker, std::uint64_t{0});
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
    const Call& call_;
    Registry registry_;
    InUseTable table_;
};

}  // namespace holdfast::model
