// MAPILogonEx. On its way it purges a marked namesake that its table does not show in use: the fault of
// KB 303221. Without MAPI_NEW_SESSION it takes a shared session instead, whatever profile it names.
#pragma once

#include <optional>

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/mutex.hpp"
#include "model/shared_session.hpp"

namespace holdfast::model {

class Logon {
public:
    Logon(Turn& turn, const Call& call)
        : turn_(turn), call_(call), registry_(turn), table_(turn), name_(named(turn, call))
    {
    }

    Outcome run(LogonStep step, unsigned pick)
    {
        if (needs_name(step) && !resolve_name()) return go_on_with(LogonStep::release_missing);
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
        case LogonStep::look_for_shared: return look_for_shared();
        case LogonStep::show_dialogs: return go_on_with(LogonStep::open);
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
        if (!LogonMutex(turn_).take()) return call_.flags.timeout_short ? answered(Answer::timeout) : blocked;
        if (!call_.flags.new_session) return go_on_with(LogonStep::look_for_shared);
        return with_a_session_of_its_own();
    }

    /// G2. The shared session is taken as it is: the profile that is named does not matter.
    Outcome look_for_shared()
    {
        const std::optional<std::uint16_t> sharer = SharedSession(turn_).holder();
        if (!sharer) return with_a_session_of_its_own();
        const Reference instance = turn_.reference(turn_.layout().programs[*sharer].fields.session);
        judge_joining(instance);
        table_.enter(instance);
        turn_.set(turn_.fields().shared, std::uint64_t{1});
        if (turn_.narrator() != nullptr) turn_.narrator()->joined(turn_, *sharer, instance);
        return go_on_with(LogonStep::release_opened);
    }

    /// P5 asks of any logon what it obtains.
    void judge_joining(Reference instance)
    {
        if (registry_.status_of(instance) != Status::marked) return;
        turn_.triggers(PropertyIndex::visible_after_delete);
        turn_.violates(PropertyIndex::visible_after_delete);
        if (turn_.narrator() != nullptr) turn_.narrator()->obtained_marked(turn_, instance);
    }

    Outcome with_a_session_of_its_own()
    {
        if (turn_.policy().purge_at_logon == PurgeAtLogon::never) return go_on_with(LogonStep::look_up);
        return go_on_with(LogonStep::find_marked);
    }

    [[nodiscard]] static bool needs_name(LogonStep step)
    {
        return step == LogonStep::find_marked || step == LogonStep::purge_marked ||
               step == LogonStep::look_up;
    }

    /// A name that is not given is that of the default profile, where the flags ask for it; otherwise there
    /// is none to log on to. It is asked for once: from then on the call works on something of that name.
    bool resolve_name()
    {
        if (name_) return true;
        if (!turn_.scratch.none()) {
            name_ = registry_.name_of(turn_.scratch);
        } else if (name_ = by_default(); name_) {
            turn_.scratch = registry_.purged_instance_of(*name_);
        }
        return name_.has_value();
    }

    [[nodiscard]] std::optional<Name> by_default()
    {
        if (!call_.flags.use_default || call_.flags.explicit_profile) return std::nullopt;
        return registry_.default_name();
    }

    /// G3, the question: a marked profile of the same name without an entry in this table. Any of several may
    /// be first; at grain call every order ends the same.
    Outcome find_marked(unsigned pick)
    {
        unsigned found = 0;
        Reference chosen;
        registry_.for_each_marked(name(), [&](Reference instance) {
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
        turn_.own = registry_.live(name());
        if (registry_.is_present(turn_.scratch)) registry_.purge(turn_.scratch);
        turn_.own = {};
        turn_.scratch = call_.named ? Reference{} : registry_.purged_instance_of(name());
        return go_on_with(LogonStep::find_marked);
    }

    /// G4.
    Outcome look_up(unsigned pick)
    {
        if (turn_.policy().session_reads == SessionReads::nothing) return enter_without_profile();
        registry_.pass_over_unused();
        if (turn_.policy().logon_to_marked == LogonToMarked::purges) purge_all_marked();
        turn_.scratch = registry_.live(name());
        judge_visibility();
        if (turn_.scratch.none() && turn_.policy().logon_to_marked == LogonToMarked::joins) join_marked(pick);
        if (turn_.scratch.none()) return go_on_with(LogonStep::release_missing);
        if (turn_.policy().session_reads == SessionReads::copy) return enter_without_profile();
        return go_on_with(LogonStep::enter);
    }

    /// The session has all it needs, or needs none: from here on it uses no instance.
    Outcome enter_without_profile()
    {
        turn_.scratch = {};
        table_.enter(registry_.purged_instance_of(name()));
        if (call_.flags.allow_others) SharedSession(turn_).share_own();
        return go_on_with(LogonStep::release_opened);
    }

    /// A19 (c).
    void purge_all_marked()
    {
        turn_.own = registry_.live(name());
        registry_.for_each_marked(name(), [&](Reference instance) { registry_.purge(instance); });
        turn_.own = {};
    }

    void judge_visibility()
    {
        if (registry_.has_marked(name())) turn_.triggers(PropertyIndex::visible_after_delete);
    }

    /// A19 (b). Any of several marked namesakes may be the one.
    void join_marked(unsigned pick)
    {
        unsigned found = 0;
        registry_.for_each_marked(name(), [&](Reference instance) {
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
        return go_on_with(call_.flags.service_ui_always ? LogonStep::show_dialogs : LogonStep::open);
    }

    /// G6. What was purged since it was looked up cannot be opened; the entry is taken back.
    Outcome open()
    {
        const Reference session = turn_.reference(turn_.fields().session);
        if (registry_.status_of(session) != Status::purged) {
            if (call_.flags.allow_others) SharedSession(turn_).share_own();
            return go_on_with(LogonStep::release_opened);
        }
        table_.end_session();
        table_.leave(session);
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
        case LogonToMissing::user_cancel:
            return call_.flags.nt_service ? Answer::logon_failed : Answer::user_cancel;
        }
        return Answer::logon_failed;
    }

    [[nodiscard]] static std::optional<Name> named(const Turn& turn, const Call& call)
    {
        if (!call.named) return std::nullopt;
        return static_cast<Name>(turn.layout().name_of_profile[call.profile]);
    }

    [[nodiscard]] Name name() const { return name_.value(); }

    Turn& turn_;
    const Call& call_;
    Registry registry_;
    InUseTable table_;
    std::optional<Name> name_;
};

}  // namespace holdfast::model
