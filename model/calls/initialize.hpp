// MAPIInitialize: attaches to the in-use table and sweeps. The sweep is the fault of KB 818861: it takes what
// its own table does not show in use for unused.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/mutex.hpp"

namespace holdfast::model {

class Initialize {
public:
    Initialize(Turn& turn, const Call&) : turn_(turn), registry_(turn), table_(turn) {}

    Outcome run(InitializeStep step, unsigned pick)
    {
        switch (step) {
        case InitializeStep::attach: return attach();
        case InitializeStep::take_mutex: return take_mutex();
        case InitializeStep::find_candidate: return find_candidate(pick);
        case InitializeStep::purge_candidate: return purge_candidate();
        case InitializeStep::release: return release();
        case InitializeStep::count: break;
        }
        return answered(Answer::call_failed);
    }

private:
    /// I1, I2 and I4. The count is raised here rather than at the end, because from here on the process has
    /// the table open; nobody but the program itself sees the difference. Without its registry key there is
    /// nothing to initialize.
    Outcome attach()
    {
        if (turn_.get(turn_.fields().lost_hive) != 0) return answered(Answer::not_initialized);
        const std::uint64_t before = turn_.get(turn_.fields().initialized);
        if (before == 0 && turn_.program().lacks_privilege && !table_.exists()) {
            if (turn_.policy().without_privilege == WithoutPrivilege::fails)
                return answered(Answer::not_enough_resources);
            turn_.set(turn_.fields().on_its_own, std::uint64_t{1});
            if (turn_.narrator() != nullptr) turn_.narrator()->stays_on_its_own(turn_);
        }
        turn_.writes(turn_.table().resource);
        turn_.set(turn_.fields().initialized, before + 1);
        if (!sweeps(before == 0)) {
            registry_.pass_over_unused();
            return answered(Answer::s_ok);
        }
        if (LogonMutex::is_taken_by(CallKind::initialize, turn_.policy()))
            return go_on_with(InitializeStep::take_mutex);
        return go_on_with(InitializeStep::find_candidate);
    }

    [[nodiscard]] bool sweeps(bool first) const
    {
        switch (turn_.policy().sweep_at_initialize) {
        case SweepAtInitialize::never: return false;
        case SweepAtInitialize::first: return first;
        case SweepAtInitialize::every: return true;
        }
        return false;
    }

    Outcome take_mutex()
    {
        if (!LogonMutex(turn_).take()) return blocked;
        return go_on_with(InitializeStep::find_candidate);
    }

    /// I3a. The order in which MAPI visits profiles is not known, so any candidate may be the next; one whose
    /// use ends while the sweep goes on is still seen, as in a sweep that visits it last. At grain call
    /// nobody can look in between and every order ends the same.
    Outcome find_candidate(unsigned pick)
    {
        unsigned found = 0;
        Reference chosen;
        registry_.for_each_present([&](Reference instance) {
            if (!is_candidate(instance) || table_.shows_use_of(instance)) return;
            if (found++ == (turn_.micro() ? pick : 0)) chosen = instance;
        });
        if (turn_.micro() && found > 0) turn_.picks = found;
        if (chosen.none()) {
            registry_.pass_over_unused();
            return release_or_answer();
        }
        turn_.scratch = chosen;
        return go_on_with(InitializeStep::purge_candidate);
    }

    [[nodiscard]] bool is_candidate(Reference instance)
    {
        const bool marked = registry_.status_of(instance) == Status::marked;
        const bool dynamic = registry_.is_dynamic(instance);
        switch (turn_.policy().sweep_candidates) {
        case SweepCandidates::marked: return marked;
        case SweepCandidates::dynamic: return dynamic;
        case SweepCandidates::marked_or_dynamic: return marked || dynamic;
        }
        return false;
    }

    /// I3b. Whoever came to use it since it was looked at is not noticed.
    Outcome purge_candidate()
    {
        if (registry_.is_present(turn_.scratch)) registry_.purge(turn_.scratch);
        turn_.scratch = {};
        return go_on_with(InitializeStep::find_candidate);
    }

    Outcome release_or_answer()
    {
        if (LogonMutex::is_taken_by(CallKind::initialize, turn_.policy()))
            return go_on_with(InitializeStep::release);
        return answered(Answer::s_ok);
    }

    Outcome release()
    {
        LogonMutex(turn_).release();
        return answered(Answer::s_ok);
    }

    Turn& turn_;
    Registry registry_;
    InUseTable table_;
};

}  // namespace holdfast::model
