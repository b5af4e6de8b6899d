// IProfAdmin::DeleteProfile: a profile in use is marked, any other purged at once. Both answer S_OK.
#pragma once

#include "model/calls/atomic_steps.hpp"
#include "model/calls/outcome.hpp"
#include "model/mutex.hpp"

namespace holdfast::model {

class DeleteProfile {
public:
    DeleteProfile(Turn& turn, const Call& call)
        : turn_(turn), registry_(turn), table_(turn),
          name_(static_cast<Name>(turn.layout().name_of_profile[call.profile]))
    {
    }

    Outcome run(DeleteStep step, unsigned)
    {
        switch (step) {
        case DeleteStep::take_mutex: return take_mutex();
        case DeleteStep::look_up: return look_up();
        case DeleteStep::ask_use: return ask_use();
        case DeleteStep::mark: return mark();
        case DeleteStep::delete_original: return delete_original();
        case DeleteStep::purge: return purge();
        case DeleteStep::release_ok: return release(Answer::s_ok);
        case DeleteStep::release_not_found: return release(Answer::not_found);
        case DeleteStep::release_refused: return release(Answer::call_failed);
        case DeleteStep::count: break;
        }
        return answered(Answer::call_failed);
    }

private:
    Outcome take_mutex()
    {
        if (!takes_mutex()) return look_up();
        if (!LogonMutex(turn_).take()) return blocked;
        return go_on_with(DeleteStep::look_up);
    }

    /// D1.
    Outcome look_up()
    {
        turn_.scratch = registry_.live(name_);
        if (!turn_.scratch.none()) return go_on_with(DeleteStep::ask_use);
        const bool marked_is_fine =
            turn_.policy().delete_of_marked == DeleteOfMarked::ok && registry_.has_marked(name_);
        return finish(marked_is_fine ? Answer::s_ok : Answer::not_found);
    }

    /// D2. What is gone since it was looked up is in nobody's table. Whoever deletes what it created no
    /// longer keeps it for a logon of its own.
    Outcome ask_use()
    {
        if (registry_.status_of(turn_.scratch) == Status::purged) return finish(Answer::not_found);
        table_.stop_counting_as_creator();
        const bool in_use = table_.shows_use_to_delete_and_logoff(turn_.scratch);
        return go_on_with(in_use ? DeleteStep::mark : DeleteStep::purge);
    }

    /// D3a. Somebody else may have deleted it since it was looked up.
    Outcome mark()
    {
        const Status now = registry_.status_of(turn_.scratch);
        if (now != Status::live) return finish(now == Status::marked ? Answer::s_ok : Answer::not_found);
        turn_.own = own_instance();
        if (registry_.has_marked(name_)) {
            if (turn_.policy().second_mark == SecondMark::refused) return finish(Answer::call_failed);
            if (turn_.policy().second_mark == SecondMark::overwrites) purge_marked();
        }
        note_marker();
        if (turn_.policy().mark == Mark::copy_then_delete && turn_.micro()) return copy();
        registry_.mark(turn_.scratch);
        return finish(Answer::s_ok);
    }

    /// F5: its own session had its own profile marked.
    void note_marker()
    {
        if (turn_.reference(turn_.fields().session) != turn_.scratch) return;
        turn_.set(turn_.fields().marker, std::uint64_t{turn_.fields().marker.present()});
    }

    void purge_marked()
    {
        registry_.for_each_marked(name_, [&](Reference instance) { registry_.purge(instance); });
    }

    /// A2 (c), the first half: for a moment there are two, and the one in Deleted Profiles has no user and no
    /// entry.
    Outcome copy()
    {
        const bool dynamic = registry_.is_dynamic(turn_.scratch);
        const bool bare = registry_.is_bare(turn_.scratch);
        if (turn_.narrator() != nullptr) turn_.narrator()->copied(turn_, turn_.scratch);
        const Reference copied = registry_.create(name_, dynamic, Status::marked, bare);
        if (copied.none()) return no_room;
        turn_.scratch = copied;
        return go_on_with(DeleteStep::delete_original);
    }

    /// The second half, by path: whatever is live under the name by now. Without the copy, what was in use is
    /// gone.
    Outcome delete_original()
    {
        turn_.own = own_instance();
        const Reference original = registry_.live(name_);
        if (original.none()) return finish(Answer::s_ok);
        if (registry_.is_present(turn_.scratch)) {
            registry_.replace(original, turn_.scratch);
        } else {
            registry_.purge(original);
        }
        return finish(Answer::s_ok);
    }

    /// D3b. By path too: what was moved away since it was looked up is not there any more.
    Outcome purge()
    {
        const Status now = registry_.status_of(turn_.scratch);
        const bool there =
            now == Status::live || (now == Status::marked && turn_.policy().mark == Mark::flag);
        if (!there) return finish(Answer::not_found);
        turn_.own = own_instance();
        registry_.purge(turn_.scratch);
        return finish(Answer::s_ok);
    }

    /// What the caller is logged on to, where that is an instance of this very name.
    [[nodiscard]] Reference own_instance() const
    {
        const Reference session = turn_.reference(turn_.fields().session);
        return !session.none() && registry_.name_of(session) == name_ ? session : Reference{};
    }

    Outcome finish(Answer answer)
    {
        turn_.own = {};
        turn_.scratch = {};
        table_.stop_counting_as_creator();
        if (!takes_mutex()) return answered(answer);
        switch (answer) {
        case Answer::s_ok: return go_on_with(DeleteStep::release_ok);
        case Answer::not_found: return go_on_with(DeleteStep::release_not_found);
        default: return go_on_with(DeleteStep::release_refused);
        }
    }

    Outcome release(Answer answer)
    {
        LogonMutex(turn_).release();
        return answered(answer);
    }

    [[nodiscard]] bool takes_mutex() const
    {
        return LogonMutex::is_taken_by(CallKind::delete_profile, turn_.policy());
    }

    Turn& turn_;
    Registry registry_;
    InUseTable table_;
    Name name_;
};

}  // namespace holdfast::model
