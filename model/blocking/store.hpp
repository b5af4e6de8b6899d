// The information store of a server: whether it runs, which lists are in force, and its poll, "every 15
// minutes, the store queries the registry key" (KB 920185; domain: 8.7). At grain micro a poll is Q1, Q2 and
// then one connection after another (Q3); which one is next nobody says, so each may be. Whoever gets in
// meanwhile is cut, too, if the poll is not over.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/blocking/gate.hpp"
#include "model/narrator.hpp"
#include "model/turn.hpp"

namespace holdfast::model {

class Store {
public:
    /// `turn` may be anybody's: what is said and written here is the store's.
    Store(Turn& turn, std::size_t server)
        : turn_(turn), number_(server), server_(turn.layout().servers[server]),
          stated_(turn.layout().world.servers[server]), gate_(turn.layout(), turn, server)
    {
    }

    [[nodiscard]] const Gate<Turn>& gate() const { return gate_; }

    /// Begins to run with what stands in the registry; whoever was connected is not any more.
    void start()
    {
        lose_all();
        turn_.set(server_.down, std::uint64_t{0});
        note_read(gate_.processes_to_read(), gate_.versions_to_read());
        static_cast<void>(take_written());
        put_in_force(server_.processes.at_start(number(server_.seen_processes)),
                     server_.versions.at_start(number(server_.seen_versions)));
        forget_poll();
        const bool keeps_phase = turn_.policy().blocking.poll_phase == PollPhase::by_the_clock;
        if (!keeps_phase || turn_.get(server_.poll_in) == 0) wait_for_next_poll();
    }

    /// Nothing of it is left that a state would have to tell apart.
    void stop()
    {
        lose_all();
        turn_.set(server_.down, std::uint64_t{1});
        note_read(0, 0);
        static_cast<void>(take_written());
        put_in_force(server_.processes.at_start(0), server_.versions.at_start(0));
        forget_poll();
        if (!server_.poll_in.present()) return;
        const bool goes_on = turn_.policy().blocking.poll_phase == PollPhase::by_the_clock;
        if (!goes_on) turn_.set(server_.poll_in, std::uint64_t{0});
        else if (turn_.get(server_.poll_in) == 0) wait_for_next_poll();
    }

    /// One step of the poll, at grain call all of it. False where none is due.
    [[nodiscard]] bool poll(unsigned pick)
    {
        if (!gate_.poll_is_due()) return false;
        if (turn_.micro()) make_one_step(pick);
        else make_all_steps();
        return true;
    }

private:
    using Number = BlockLists::Number;

    [[nodiscard]] Number number(Field field) const { return static_cast<Number>(turn_.get(field)); }

    void note_read(Number processes, Number versions)
    {
        turn_.set(server_.seen_processes, std::uint64_t{processes});
        turn_.set(server_.seen_versions, std::uint64_t{versions});
    }

    void put_in_force(Number processes, Number versions)
    {
        if (server_.process_list.present()) turn_.set(server_.process_list, std::uint64_t{processes});
        if (server_.version_list.present()) turn_.set(server_.version_list, std::uint64_t{versions});
    }

    void set_stage(PollStage stage) { turn_.set(server_.stage, static_cast<std::uint64_t>(stage)); }

    /// One that is not over will never be.
    void forget_poll()
    {
        set_stage(PollStage::none);
        forget_what_was_read();
    }

    void forget_what_was_read()
    {
        turn_.set(server_.read_processes, std::uint64_t{0});
        turn_.set(server_.read_versions, std::uint64_t{0});
        turn_.set(server_.read_written, std::uint64_t{0});
    }

    /// Whether something was written since this was asked last.
    bool take_written()
    {
        const bool written = turn_.get(server_.written) != 0;
        turn_.set(server_.written, std::uint64_t{0});
        return written;
    }

    void wait_for_next_poll()
    {
        if (server_.poll_in.present()) turn_.set(server_.poll_in, std::uint64_t{stated_.poll});
    }

    void lose_all()
    {
        for (const std::uint16_t p : server_.clients) {
            if (gate_.is_connected(p)) disconnect(p, ConnectionState::lost);
        }
    }

    void disconnect(std::size_t program, ConnectionState how)
    {
        turn_.set(turn_.layout().programs[program].fields.connection, stored_connection({how, number_}));
    }

    void make_all_steps()
    {
        const bool cuts = apply(gate_.processes_to_read(), gate_.versions_to_read(), take_written());
        for (const std::uint16_t p : server_.clients) {
            if (cuts && is_to_be_cut(p)) cut(p);
        }
        wait_for_next_poll();
    }

    void make_one_step(unsigned pick)
    {
        switch (static_cast<PollStage>(turn_.get(server_.stage))) {
        case PollStage::none: return read_registry();
        case PollStage::read: return apply_what_was_read();
        case PollStage::cutting: return cut_one(pick);
        }
    }

    /// Q1.
    void read_registry()
    {
        turn_.set(server_.read_processes, std::uint64_t{gate_.processes_to_read()});
        turn_.set(server_.read_versions, std::uint64_t{gate_.versions_to_read()});
        turn_.set(server_.read_written, std::uint64_t{take_written()});
        set_stage(PollStage::read);
        if (turn_.narrator() != nullptr) turn_.narrator()->store_read(turn_, number_);
    }

    /// Q2.
    void apply_what_was_read()
    {
        const bool cuts = apply(number(server_.read_processes), number(server_.read_versions),
                                turn_.get(server_.read_written) != 0);
        forget_what_was_read();
        if (cuts && !to_be_cut().empty()) set_stage(PollStage::cutting);
        else finish();
    }

    /// Q3, for one of those who are left.
    void cut_one(unsigned pick)
    {
        const std::vector<std::uint16_t> left = to_be_cut();
        turn_.picks = std::max<unsigned>(1, static_cast<unsigned>(left.size()));
        if (!left.empty()) cut(left[pick]);
        if (left.size() <= 1) finish();
    }

    void finish()
    {
        set_stage(PollStage::none);
        wait_for_next_poll();
    }

    /// Whether connections are to be cut now.
    [[nodiscard]] bool apply(Number processes, Number versions, bool written)
    {
        const BlockingPolicy& policy = turn_.policy().blocking;
        const bool changed = written || processes != number(server_.seen_processes) ||
                             versions != number(server_.seen_versions);
        const Number process_list = server_.processes.behind_poll(gate_.processes_in_force(), processes);
        const Number version_list = server_.versions.behind_poll(gate_.versions_in_force(), versions);
        note_read(processes, versions);
        put_in_force(process_list, version_list);
        if (turn_.narrator() != nullptr) turn_.narrator()->store_applied(turn_, number_, changed);
        return changed || policy.cuts_at == CutsAt::every_poll;
    }

    /// Of versions the article leaves no doubt that connections are cut (A21).
    [[nodiscard]] bool is_to_be_cut(std::size_t program) const
    {
        if (!gate_.is_connected(program) || !gate_.blocks(program)) return false;
        return turn_.policy().blocking.open_connections == OpenConnections::cut ||
               gate_.blocks_version(program);
    }

    [[nodiscard]] std::vector<std::uint16_t> to_be_cut() const
    {
        std::vector<std::uint16_t> programs;
        for (const std::uint16_t p : server_.clients) {
            if (is_to_be_cut(p)) programs.push_back(p);
        }
        return programs;
    }

    void cut(std::size_t program)
    {
        turn_.triggers(PropertyIndex::unlisted_cut);
        if (!gate_.is_told_to_block(program)) turn_.violates(PropertyIndex::unlisted_cut);
        if (turn_.narrator() != nullptr) turn_.narrator()->cut(turn_, number_, program);
        disconnect(program, ConnectionState::cut);
    }

    Turn& turn_;
    const std::size_t number_;
    const ServerLayout& server_;
    const Server& stated_;
    const Gate<Turn> gate_;
};

}  // namespace holdfast::model
