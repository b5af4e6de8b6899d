// What happens to programs besides their crashes: restarts, the notice to leave a shared session, the
// clean-up timer, and what the environment does to sessions, hives and the machine. Each is one step.
#pragma once

#include <algorithm>

#include "model/blocking/store.hpp"
#include "model/calls/exit.hpp"
#include "model/crash.hpp"

namespace holdfast::model {

class Happenings {
public:
    /// `turn` is that of Happening::who.
    Happenings(Turn& turn, const Happening& happening)
        : turn_(turn), layout_(turn.layout()), happening_(happening)
    {
    }

    /// False where it cannot happen now; then the state means nothing any more.
    /// `pick` says which of several ways it takes, where it says in `turn.picks` that it has them.
    [[nodiscard]] bool happen(unsigned pick)
    {
        // Whom it concerns is not worth telling apart: it is rare, and independent of nothing.
        turn_.footprint = checker::Footprint::everything();
        switch (happening_.kind) {
        case Happening::Kind::restart: return restart();
        case Happening::Kind::leave_when_asked: return leave_when_asked();
        case Happening::Kind::clean_up: return clean_up();
        case Happening::Kind::event: return event();
        case Happening::Kind::poll: return Store(turn_, happening_.target).poll(pick);
        }
        return false;
    }

private:
    [[nodiscard]] bool restart()
    {
        const ProgramFields& own = turn_.fields();
        const std::uint64_t before = turn_.get(own.restarts);
        const std::size_t session = layout_.world.programs[turn_.who()].session;
        if (has_process(turn_) || before == layout_.world.programs[turn_.who()].restarts) return false;
        if (turn_.get(layout_.sessions[session].logged_off) != 0) return false;
        turn_.set(own.restarts, before + 1);
        turn_.set(own.at, std::uint64_t{turn_.program().script.start});
        turn_.set(own.initialized, std::uint64_t{turn_.program().starts_initialized});
        return true;
    }

    [[nodiscard]] bool leave_when_asked()
    {
        if (turn_.get(turn_.fields().asked) == 0 || is_inside_a_call(turn_)) return false;
        return log_off_at_once(turn_);
    }

    /// A18 (b): purges all that is marked and not shown in use where the timer looks.
    [[nodiscard]] bool clean_up()
    {
        Registry registry(turn_);
        bool any = false;
        registry.for_each_present([&](Reference instance) {
            if (registry.status_of(instance) != Status::marked || timer_sees_use_of(instance)) return;
            registry.purge(instance);
            any = true;
        });
        return any;
    }

    [[nodiscard]] bool timer_sees_use_of(Reference instance)
    {
        const bool everywhere = turn_.policy().use_scope == UseScope::all_sessions;
        for (std::size_t k = 0; k < layout_.tables.size(); ++k) {
            const bool looks_there = everywhere ? &layout_.hives[layout_.tables[k].hive] == &turn_.hive()
                                                : turn_.hive().timer_table == k;
            if (looks_there && InUseTable(turn_, layout_.tables[k]).this_one_shows_use_of(instance))
                return true;
        }
        return false;
    }

    [[nodiscard]] bool event()
    {
        const Event& event = layout_.world.events[happening_.target];
        const std::uint64_t before = turn_.get(happening_.happened);
        if (before == event.times || !takes_effect(event)) return false;
        turn_.set(happening_.happened, before + 1);
        return true;
    }

    [[nodiscard]] bool takes_effect(const Event& event)
    {
        switch (event.kind) {
        case Event::Kind::disconnect: return disconnect(layout_.sessions[event.target]);
        case Event::Kind::reconnect: return turns(layout_.sessions[event.target].disconnected, 0);
        case Event::Kind::log_off: return log_off(event.target);
        case Event::Kind::log_on: return turns(layout_.sessions[event.target].logged_off, 0);
        case Event::Kind::unload_hive: return unload_hive(event.target);
        case Event::Kind::reboot: return reboot();
        }
        return false;
    }

    /// Nobody notices: the session and all that runs in it stay.
    [[nodiscard]] bool disconnect(const SessionFields& session)
    {
        return turn_.get(session.logged_off) == 0 && turns(session.disconnected, 1);
    }

    [[nodiscard]] bool log_off(std::size_t session)
    {
        if (!turns(layout_.sessions[session].logged_off, 1)) return false;
        turn_.set(layout_.sessions[session].disconnected, std::uint64_t{0});
        return end_all_in(session);
    }

    /// False where it was so already.
    [[nodiscard]] bool turns(Field field, std::uint64_t value)
    {
        if (!field.present() || turn_.get(field) == value) return false;
        turn_.set(field, value);
        return true;
    }

    [[nodiscard]] bool end_all_in(std::size_t session)
    {
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            if (layout_.world.programs[p].session == session && !end(p, true)) return false;
        }
        return true;
    }

    /// False where a Logoff that belongs to the end (A15) has to wait. At a reboot nothing is left in memory
    /// that would be worth telling.
    [[nodiscard]] bool end(std::size_t p, bool orderly)
    {
        Turn turn = turn_.turn_of(p, orderly || layout_.policy.table_kept_in == TableKeptIn::registry);
        if (!has_process(turn)) return true;
        const bool logs_off = orderly && turn.policy().end_of_process == EndOfProcess::as_logoff &&
                              !is_inside_a_call(turn) && !turn.reference(turn.fields().session).none();
        if (logs_off && !log_off_at_once(turn)) return false;
        lose_process(turn);
        turn.set(turn.fields().at, std::uint64_t{turn.program().script.crashed});
        turn_.take_over(turn);
        turn_.reload_scratch();
        return true;
    }

    /// Who waits is between two calls of MAPI.
    [[nodiscard]] static bool is_inside_a_call(const Turn& turn)
    {
        const Script& script = turn.program().script;
        const Point& point = script.points[turn.get(turn.fields().at)];
        return point.kind == Point::Kind::inside &&
               script.possibilities[point.first].call.kind != CallKind::wait;
    }

    /// Where the account can log off, the hive goes with its last session only; it is gone for whoever has
    /// it open, until that process is started anew.
    [[nodiscard]] bool unload_hive(std::size_t account)
    {
        if (is_held_by_a_session(account)) return false;
        bool any = false;
        for (const std::uint16_t p : layout_.hives[layout_.world.accounts[account].hive].programs) {
            Turn turn = turn_.turn_of(p);
            const bool attached =
                !turn.program().counts_initialize || turn.get(turn.fields().initialized) > 0;
            if (!has_process(turn) || !attached || turn.get(turn.fields().lost_hive) != 0) continue;
            turn.set(turn.fields().lost_hive, std::uint64_t{1});
            turn_.take_over(turn);
            any = true;
        }
        return any;
    }

    [[nodiscard]] bool is_held_by_a_session(std::size_t account) const
    {
        for (std::size_t session = 0; session < layout_.sessions.size(); ++session) {
            const Field logged_off = layout_.sessions[session].logged_off;
            const bool could_log_off =
                layout_.world.sessions[session].account == account && logged_off.present();
            if (could_log_off && turn_.get(logged_off) == 0) return true;
        }
        return false;
    }

    /// All processes end and with them whatever is kept in memory; the registry stays.
    [[nodiscard]] bool reboot()
    {
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) static_cast<void>(end(p, false));
        for (const SessionFields& session : layout_.sessions) {
            turn_.set(session.logged_off, std::uint64_t{0});
            turn_.set(session.disconnected, std::uint64_t{0});
        }
        for (const Mutex& mutex : layout_.mutexes) turn_.set(mutex.abandoned, std::uint64_t{0});
        return true;
    }

    Turn& turn_;
    const Layout& layout_;
    const Happening& happening_;
};

}  // namespace holdfast::model
