// A read of the profile through the open MAPI session, as IMAPISession::OpenMsgStore does it: the victim's
// side.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/registry.hpp"

namespace holdfast::model {

class Access {
public:
    Access(Turn& turn, const Call&) : turn_(turn) {}

    Outcome run(AccessStep step, unsigned)
    {
        return step == AccessStep::use_handle ? use_handle() : reopen();
    }

private:
    /// R1. Without a session there is nothing to call it on.
    Outcome use_handle()
    {
        if (session().none()) return answered(Answer::invalid_object);
        if (turn_.get(turn_.fields().stale_handle) == 0) return reopen();
        turn_.reads(turn_.hive().registry[Registry(turn_).name_of(session())]);
        turn_.set(turn_.fields().stale_handle, std::uint64_t{0});
        return go_on_with(AccessStep::reopen);
    }

    Outcome reopen()
    {
        turn_.triggers(PropertyIndex::failed_access);
        if (Registry(turn_).status_of(session()) != Status::purged) return answered(Answer::s_ok);
        return after_purge();
    }

    /// A8.
    Outcome after_purge()
    {
        const AccessAfterPurge reading = turn_.policy().access_after_purge;
        if (reading == AccessAfterPurge::cached) return answered(Answer::s_ok);
        turn_.violates(PropertyIndex::failed_access);
        return answered(reading == AccessAfterPurge::not_found ? Answer::not_found : Answer::call_failed);
    }

    [[nodiscard]] Reference session() const { return turn_.reference(turn_.fields().session); }

    Turn& turn_;
};

}  // namespace holdfast::model
