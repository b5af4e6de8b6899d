// MAPILogonEx, always with MAPI_NEW_SESSION. On its way it purges a marked namesake that its table does not
// show in use: the fault of KB 303221.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/mutex.hpp"

namespace holdfast::model {

class Logon {
public:
    Logon(Turn& turn, const Call& call)
        : turn_(turn), registry_(turn), table_(turn),
          name_(static_cast<Name>(turn.layout().name_of_profile[call.profile]))
    {
    }

    Outcome run(LogonStep step, unsigned pick)
    {
        switch (step) {
        case LogonStep::take_mutex: return take_mutex();
        case LogonStep::find_marked: return find_marked(pick);
        case LogonStep::purge_marked: return purge_marked();
        case LogonStep::look_up: return look_up(pick);
        case LogonStep::enter: return enter();
        case LogonStep::open: return open();
        case LogonStep::release_opened: return release(Answer::s_ok);
        case LogonStep::release_missing: return release(missing_answer());
        case LogonStep::release_unopened: return release(Answer::logon_failed);
        case LogonStep::count: break;
        }
        return answered(Answer::call_failed);
    }

private:
    /// G1. A program of a scenario holds one MAPI session at a time; a second one meets the limit that
    /// providers may set.
    Outcome take_mutex()
    {
        if (!turn_.reference(turn_.fields().session).none()) return answered(Answer::session_limit);
        if (!LogonMutex(turn_).take()) return blocked;
        if (turn_.policy().purge_at_logon == PurgeAtLogon::never) return go_on_with(LogonStep::look_up);
        return go_on_with(LogonStep::find_marked);
    }

    /// G3, the question: a marked profile of the same name without an entry in this table. Any of several may
    /// be first; at grain call every order ends the same.
    Outcome find_marked(unsigned pick)
    {
        unsigned found = 0;
        Reference chosen;
        registry_.for_each_marked(name_, [&](Reference instance) {
            if (table_.shows_use_of(instance)) return;
            if (found++ == (turn_.micro() ? pick : 0)) chosen = instance;
        });
        if (turn_.micro() && found > 0) turn_.picks = found;
        if (chosen.none()) return go_on_with(LogonStep::look_up);
        turn_.scratch = chosen;
        return go_on_with(LogonStep::purge_marked);
    }

    /// G3, the deed.
    Outcome purge_marked()
    {
        turn_.own = registry_.live(name_);
        if (registry_.is_present(turn_.scratch)) registry_.purge(turn_.scratch);
        turn_.own = {};
        turn_.scratch = {};
        return go_on_with(LogonStep::find_marked);
    }

    /// G4.
    Outcome look_up(unsigned pick)
    {
        registry_.pass_over_unused();
        if (turn_.policy().logon_to_marked == LogonToMarked::purges) purge_all_marked();
        turn_.scratch = registry_.live(name_);
        judge_visibility();
        if (turn_.scratch.none() && turn_.policy().logon_to_marked == LogonToMarked::joins) join_marked(pick);
        return go_on_with(turn_.scratch.none() ? LogonStep::release_missing : LogonStep::enter);
    }

    /// A19 (c).
    void purge_all_marked()
    {
        turn_.own = registry_.live(name_);
        registry_.for_each_marked(name_, [&](Reference instance) { registry_.purge(instance); });
        turn_.own = {};
    }

    void judge_visibility()
    {
        if (registry_.has_marked(name_)) turn_.triggers(PropertyIndex::visible_after_delete);
    }

    /// A19 (b). Any of several marked namesakes may be the one.
    void join_marked(unsigned pick)
    {
        unsigned found = 0;
        registry_.for_each_marked(name_, [&](Reference instance) {
            if (found++ == pick) turn_.scratch = instance;
        });
        if (found > 0) turn_.picks = found;
        if (turn_.scratch.none()) return;
        turn_.violates(PropertyIndex::visible_after_delete);
        if (turn_.narrator() != nullptr) turn_.narrator()->obtained_marked(turn_, turn_.scratch);
    }

    /// G5. From here on the session is opening and counts as use.
    Outcome enter()
    {
        table_.enter(turn_.scratch);
        turn_.scratch = {};
        return go_on_with(LogonStep::open);
    }

    /// G6. What was purged since it was looked up cannot be opened; the entry is taken back.
    Outcome open()
    {
        const Reference session = turn_.reference(turn_.fields().session);
        if (registry_.status_of(session) != Status::purged) return go_on_with(LogonStep::release_opened);
        table_.end_session();
        table_.leave();
        return go_on_with(LogonStep::release_unopened);
    }

    /// G7.
    Outcome release(Answer answer)
    {
        LogonMutex(turn_).release();
        return answered(answer);
    }

    /// A14.
    [[nodiscard]] Answer missing_answer() const
    {
        switch (turn_.policy().logon_to_missing) {
        case LogonToMissing::logon_failed: return Answer::logon_failed;
        case LogonToMissing::not_found: return Answer::not_found;
        case LogonToMissing::user_cancel: return Answer::user_cancel;
        }
        return Answer::logon_failed;
    }

    Turn& turn_;
    Registry registry_;
    InUseTable table_;
    Name name_;
};

}  // namespace holdfast::model
