// The logon mutex L[k]. At grain call no call is ever interrupted, so nobody ever meets a held one and it is
// left out.
#pragma once

#include "model/in_use_table.hpp"
#include "model/turn.hpp"

namespace holdfast::model {

class LogonMutex {
public:
    explicit LogonMutex(Turn& turn) : turn_(turn), mutex_(turn.mutex()) {}

    /// Which calls take it is an assumption (A4); logons always do.
    [[nodiscard]] static bool is_taken_by(CallKind call, const Policy& policy)
    {
        switch (policy.mutex_taken_by) {
        case MutexTakenBy::logon: return call == CallKind::logon;
        case MutexTakenBy::logon_and_delete:
            return call == CallKind::logon || call == CallKind::delete_profile;
        case MutexTakenBy::all: return true;
        }
        return false;
    }

    /// False where another holds it, or where its owner died and nobody can ever get it.
    [[nodiscard]] bool take()
    {
        if (!turn_.micro()) return true;
        turn_.writes(mutex_.resource);
        if (turn_.any_is(mutex_.holders, 1)) return false;
        if (turn_.get(mutex_.abandoned) != 0) {
            if (turn_.policy().abandoned_mutex == AbandonedMutex::lost) return false;
            recover();
        }
        turn_.set(turn_.fields().holds_mutex, std::uint64_t{1});
        turn_.takes_mutex = true;
        return true;
    }

    void release()
    {
        if (!turn_.micro()) return;
        turn_.writes(mutex_.resource);
        turn_.set(turn_.fields().holds_mutex, std::uint64_t{0});
    }

    /// Its owner's process ends.
    void abandon()
    {
        if (turn_.get(turn_.fields().holds_mutex) == 0) return;
        release();
        if (mutex_.abandoned.present()) turn_.set(mutex_.abandoned, std::uint64_t{1});
    }

private:
    /// A17: what the next owner does on WAIT_ABANDONED.
    void recover()
    {
        turn_.set(mutex_.abandoned, std::uint64_t{0});
        if (turn_.narrator() != nullptr) turn_.narrator()->took_abandoned_mutex(turn_);
        if (turn_.has_no_table()) return;
        InUseTable table(turn_);
        if (turn_.policy().abandoned_mutex == AbandonedMutex::reset) table.reset();
        if (turn_.policy().abandoned_mutex == AbandonedMutex::rebuild) table.forget_the_dead();
    }

    Turn& turn_;
    const Mutex& mutex_;
};

}  // namespace holdfast::model
