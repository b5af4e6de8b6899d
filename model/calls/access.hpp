// A read of the profile through the open MAPI session, as IMAPISession::OpenMsgStore does it, or a write, as
// through IMAPISession::OpenProfileSection with MAPI_MODIFY: the victim's side.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/in_use_table.hpp"

namespace holdfast::model {

class Access {
public:
    Access(Turn& turn, const Call& call) : turn_(turn), registry_(turn), writes_(call.kind == CallKind::write)
    {
    }

    Outcome run(AccessStep step, unsigned)
    {
        return step == AccessStep::use_handle ? use_handle() : reopen();
    }

private:
    /// R1. Without a session there is nothing to call it on.
    Outcome use_handle()
    {
        if (session().none()) return answered(Answer::invalid_object);
        if (turn_.policy().session_reads != SessionReads::registry) return use_what_it_has();
        turn_.reads(turn_.hive().registry[registry_.name_of(session())]);  // who moves it writes that
        if (turn_.get(turn_.fields().stale_handle) == 0) return reopen();
        turn_.set(turn_.fields().stale_handle, std::uint64_t{0});
        return go_on_with(AccessStep::reopen);
    }

    Outcome reopen()
    {
        note_access();
        if (turn_.get(turn_.fields().lost_hive) != 0)
            return failed(Answer::call_failed, "is in a <registry> <hive> that was unloaded");
        const bool purged = registry_.status_of(session()) == Status::purged;
        if (purged) return writes_ ? write_after_purge() : read_after_purge();
        if (turn_.get(turn_.fields().lost_path) != 0)
            return failed(Answer::not_found, "has another name by now");
        if (registry_.is_bare(session())) return failed(Answer::not_found, "has no <message services>");
        return answered(Answer::s_ok);
    }

    /// A8.
    Outcome read_after_purge()
    {
        switch (turn_.policy().access_after_purge) {
        case AccessAfterPurge::cached: return answered(Answer::s_ok);
        case AccessAfterPurge::not_found: return failed(Answer::not_found);
        case AccessAfterPurge::call_failed:
        case AccessAfterPurge::recreated: break;
        }
        return failed(Answer::call_failed);
    }

    /// A8 too: only reads are served from a copy; and a section that is not there is created.
    Outcome write_after_purge()
    {
        switch (turn_.policy().access_after_purge) {
        case AccessAfterPurge::not_found: return failed(Answer::not_found);
        case AccessAfterPurge::recreated: return recreate();
        case AccessAfterPurge::call_failed:
        case AccessAfterPurge::cached: break;
        }
        return failed(Answer::call_failed);
    }

    /// What comes to be under the name is a profile again, with nothing in it but what was written; or the
    /// section lands in whatever has the name by now. The session goes on with that. Its entry stays as it
    /// is: by name or path it is for that too, by instance for nothing that there is.
    Outcome recreate()
    {
        const Name name = registry_.name_of(session());
        Reference remnant = registry_.live(name);
        if (remnant.none()) {
            remnant = registry_.create(name, false, Status::live, true);
            if (remnant.none()) return no_room;
            if (turn_.narrator() != nullptr) turn_.narrator()->recreated(turn_, name);
        }
        turn_.writes(turn_.hive().uses);
        turn_.set(turn_.fields().session, remnant);
        return answered(Answer::s_ok);
    }

    /// A session that works on a copy has all it reads. What it writes goes to whatever has the name now.
    Outcome use_what_it_has()
    {
        note_access();
        if (!writes_ || turn_.policy().session_reads == SessionReads::nothing) return answered(Answer::s_ok);
        const bool somewhere = !registry_.live(registry_.name_of(session())).none();
        return somewhere ? answered(Answer::s_ok) : failed(Answer::not_found, "is gone");
    }

    /// Where there is no time there are no servers, and the other property is none.
    void note_access()
    {
        turn_.triggers(PropertyIndex::failed_access);
        if (turn_.layout().has_clock) turn_.triggers(PropertyIndex::failed_access_unblocked);
    }

    Outcome failed(Answer answer, Sentence<0> why = "is gone")
    {
        turn_.violates(PropertyIndex::failed_access);
        if (turn_.layout().has_clock) turn_.violates(PropertyIndex::failed_access_unblocked);
        if (turn_.narrator() != nullptr) turn_.narrator()->access_failed(turn_, why);
        return answered(answer);
    }

    [[nodiscard]] Reference session() const { return turn_.reference(turn_.fields().session); }

    Turn& turn_;
    Registry registry_;
    bool writes_;
};

}  // namespace holdfast::model
