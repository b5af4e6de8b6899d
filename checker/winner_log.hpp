// How every state was first found, in about two bits and a choice per state. States of a level are discovered
// in the order of their parents, so parents need not be named: for each expanded state the log has a 1 for
// each state it discovered, with the choice that led there, and then a 0. Reading a way back takes time in
// proportion to its length and the size of a chunk; only a trace asks for one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "checker/bit_stream.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// A state's place in the order of discovery, from 0.
using StateNumber = std::uint64_t;

/// What one chunk of states discovered, in order; written by whoever compacts the chunk.
class ChunkLog {
public:
    void clear();
    void found(Choice choice);
    void next_parent();

    [[nodiscard]] std::uint64_t parents() const { return parents_; }
    [[nodiscard]] std::uint64_t children() const { return choices_.size(); }

private:
    friend class WinnerLog;

    std::vector<std::uint32_t> children_of_;  ///< of each parent, how many
    std::vector<Choice> choices_;
    std::uint64_t parents_ = 0;
    std::uint32_t since_parent_ = 0;
    std::uint16_t greatest_process_ = 0, greatest_alternative_ = 0;
};

class WinnerLog {
public:
    /// The states of level 0: which of the model's initial states each is.
    void begin(std::vector<std::uint32_t> initial) { initial_ = std::move(initial); }

    /// The next chunk of expanded states.
    void append(const ChunkLog& chunk);

    /// The least of the shortest schedules to the state, as far as it was found in this search.
    [[nodiscard]] Schedule schedule_to(StateNumber state) const;

    [[nodiscard]] std::uint64_t bytes() const;  ///< by content

private:
    /// A place to begin reading at, and how choices are written from there on.
    struct Begin {
        StateNumber parent = 0;
        StateNumber child = 0;
        std::uint64_t bit = 0;
        unsigned process_bits = 0;
        unsigned alternative_bits = 0;
    };

    static constexpr std::uint64_t parents_between_begins = 8192;

    void begin_where_needed(const ChunkLog& chunk);

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
