// How every state was first found, in about two bits and a choice per state. States of a level are discovered
// in the order of their parents, so parents need not be named: for each expanded state the log has a 1 for
// each state it discovered, with the choice that led there, and then a 0. Reading a way back takes time in
// proportion to its length and the size of a chunk; only a trace asks for one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "checker/bit_stream.hpp"
#include "checker/hot.hpp"
#include "checker/schedule.hpp"
#include "checker/scratch_list.hpp"

namespace holdfast::checker {

/// A state's place in the order of discovery, from 0.
using StateNumber = std::uint64_t;

/// What one chunk of states discovered, in order; written by whoever compacts the chunk.
class ChunkLog {
public:
    void clear();

    /// The parent, counted within the chunk, discovered a state. Parents come in their order.
    HOLDFAST_HOT void found(std::uint16_t parent, Choice choice)
    {
        Child& child = children_.extend();
        child.parent = parent;
        child.choice = choice;
        all_processes_ |= choice.process;
        all_alternatives_ |= choice.alternative;
    }

    /// The chunk has so many parents in all.
    void end(std::uint32_t parents) { parents_ = parents; }

    [[nodiscard]] std::uint64_t parents() const { return parents_; }
    [[nodiscard]] std::uint64_t children() const { return children_.size(); }

private:
    friend class WinnerLog;

    struct Child {
        std::uint16_t parent;
        Choice choice;
    };

    ScratchList<Child> children_;
    std::uint64_t parents_ = 0;
    std::uint16_t all_processes_ = 0, all_alternatives_ = 0;  ///< their bits together
};

class WinnerLog {
    /// A place to begin reading at, and how choices are written from there on.
    struct Begin {
        StateNumber parent = 0;
        StateNumber child = 0;
        std::uint64_t bit = 0;
        unsigned process_bits = 0;
        unsigned alternative_bits = 0;
    };

public:
    /// The states of level 0: which of the model's initial states each is.
    void begin(std::vector<std::uint32_t> initial) { initial_ = std::move(initial); }

    /// The next chunk of expanded states.
    void append(const ChunkLog& chunk);

    /// The least of the shortest schedules to the state, as far as it was found in this search.
    [[nodiscard]] Schedule schedule_to(StateNumber state) const;

    [[nodiscard]] std::uint64_t bytes() const;  ///< by content

    [[nodiscard]] static constexpr std::uint64_t bytes_of_initial(std::uint64_t states)
    {
        return states * sizeof(std::uint32_t);
    }

    /// The most that a chunk of so many expanded states adds, beside those that they lead to.
    [[nodiscard]] static constexpr std::uint64_t bytes_of_parents(std::uint64_t states)
    {
        return states / 8 + sizeof(std::uint64_t) + sizeof(Begin);
    }

private:
    static constexpr std::uint64_t parents_between_begins = 8192;

    void begin_where_needed(const ChunkLog& chunk);
    void append_zeros(std::uint64_t count);

    struct Origin {
        StateNumber parent = 0;
        Choice choice;
    };

    [[nodiscard]] Origin origin_of(StateNumber child) const;

    std::vector<std::uint32_t> initial_;
    BitStream bits_;
    std::vector<Begin> begins_;
    StateNumber parents_ = 0;
    StateNumber children_ = 0;  ///< beside the initial states
};

}  // namespace holdfast::checker
