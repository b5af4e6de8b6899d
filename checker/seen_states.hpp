// All states found so far, whole: no hash stands for a state, so no verdict rests on luck. A state's rank is
// its place in the order of discovery; by the FIFO lemma that is the order of least schedules, so ranks are
// canonical. An open addressing table of ranks finds a state again; part of its hash stands in
// the entry, so that most comparisons never touch the states themselves.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/block_array.hpp"
#include "checker/fingerprint.hpp"
#include "checker/hot.hpp"
#include "checker/model.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// A state's place in the order of discovery, from 0.
using Rank = std::uint32_t;

inline constexpr Rank no_rank = std::numeric_limits<Rank>::max();

/// The ranks of one level: from `begin` up to but not including `end`.
struct LevelRanks {
    Rank begin = 0;
    Rank end = 0;

    [[nodiscard]] Rank width() const { return end - begin; }
    [[nodiscard]] bool contains(Rank rank) const { return begin <= rank && rank < end; }
};

template <PlainState State>
class SeenStates {
public:
    static constexpr std::uint64_t most_states = no_rank;

    /// Where a state is, or where it would go.
    struct Slot {
        Rank rank = no_rank;
        std::uint32_t tag = 0;
        std::size_t index = 0;

        [[nodiscard]] bool known() const { return rank != no_rank; }
    };

    SeenStates() : table_(least_capacity) {}

    [[nodiscard]] Slot find(const State& state) const { return find(state, fingerprint(state)); }

    /// The same of a state whose fingerprint is known.
    [[nodiscard]] Slot find(const State& state, std::uint64_t hash) const
    {
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        const std::size_t mask = table_.size() - 1;
        for (std::size_t index = hash & mask;; index = (index + 1) & mask) {
            const Entry& entry = table_[index];
            if (entry.rank == no_rank) return {no_rank, tag, index};
            if (entry.tag == tag && same_bytes(states_[entry.rank], state)) return {entry.rank, tag, index};
        }
    }

    /// Tells the processor that `find` will soon be asked for a state with this fingerprint.
    HOLDFAST_HOT void expect(std::uint64_t hash) const
    {
        __builtin_prefetch(&table_[hash & (table_.size() - 1)]);
    }

    /// Then, a little later, that it will be compared with what stands there.
    HOLDFAST_HOT void expect_state(std::uint64_t hash) const
    {
        const Entry& entry = table_[hash & (table_.size() - 1)];
        if (entry.rank != no_rank && entry.tag == static_cast<std::uint32_t>(hash >> 32))
            __builtin_prefetch(&states_[entry.rank]);
    }

    /// Stores an unknown state that was reached by `choice` from `parent`, in the slot that `find` gave.
    Rank add(Slot slot, const State& state, Rank parent, Choice choice)
    {
        HOLDFAST_ASSERT(!slot.known(), "the state already has rank {}", slot.rank);
        if (capacity_for(size() + 1) > table_.size()) {
            grow();
            slot = find(state);
        }
        const auto rank = static_cast<Rank>(size());
        states_.push_back(state);
        origins_.push_back({parent, choice});
        table_[slot.index] = {rank, slot.tag};
        return rank;
    }

    /// Stores an unknown initial state, the `initial`-th of the model.
    Rank add_initial(const Slot& slot, const State& state, std::uint32_t initial)
    {
        return add(slot, state, no_rank, std::bit_cast<Choice>(initial));
    }

    /// States added from now on belong to the next level.
    void begin_level() { level_begins_.push_back(static_cast<Rank>(size())); }

    [[nodiscard]] std::uint64_t size() const { return states_.size(); }
    [[nodiscard]] const State& state(Rank rank) const { return states_[rank]; }  ///< valid for good
    [[nodiscard]] std::size_t levels() const { return level_begins_.size(); }

    [[nodiscard]] LevelRanks level(std::size_t depth) const
    {
        const bool last = depth + 1 == level_begins_.size();
        return {level_begins_[depth], last ? static_cast<Rank>(size()) : level_begins_[depth + 1]};
    }

    /// The way on which the state was first found: the lexicographically least shortest schedule to it.
    [[nodiscard]] Schedule schedule_to(Rank rank) const
    {
        Schedule schedule;
        for (; origins_[rank].parent != no_rank; rank = origins_[rank].parent) {
            schedule.choices.push_back(origins_[rank].choice);
        }
        std::reverse(schedule.choices.begin(), schedule.choices.end());
        schedule.initial = std::bit_cast<std::uint32_t>(origins_[rank].choice);
        return schedule;
    }

    /// Memory by content; the same on every machine.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_for(size(), table_.size(), levels()); }

    /// The most that `bytes` can be with one state more: with the growth of the table that it might need,
    /// and the level that might begin behind it.
    [[nodiscard]] std::uint64_t bytes_with_one_more() const
    {
        return bytes_for(size() + 1, capacity_for(size() + 1), levels() + 1);
    }

private:
    struct Entry {
        Rank rank = no_rank;
        std::uint32_t tag = 0;
    };

    struct Origin {
        Rank parent = no_rank;  ///< none for an initial state, whose choice is its index
        Choice choice;
    };

    static constexpr std::size_t least_capacity = 256;

    [[nodiscard]] static std::uint64_t bytes_for(std::uint64_t states, std::uint64_t capacity,
                                                 std::uint64_t levels)
    {
        return states * (sizeof(State) + sizeof(Origin)) + capacity * sizeof(Entry) + levels * sizeof(Rank);
    }

    /// At most three quarters of the table are used; beyond, linear probing walks far.
    [[nodiscard]] std::size_t capacity_for(std::uint64_t states) const
    {
        return states * 4 > table_.size() * 3 ? table_.size() * 2 : table_.size();
    }

    /// The old table goes first: all it knew can be computed again from the states.
    void grow()
    {
        const std::size_t capacity = table_.size() * 2;
        std::vector<Entry>().swap(table_);
        table_.resize(capacity);
        for (std::size_t rank = 0; rank < states_.size(); ++rank) {
            const std::uint64_t hash = fingerprint(states_[rank]);
            std::size_t index = hash & (capacity - 1);
            while (table_[index].rank != no_rank) index = (index + 1) & (capacity - 1);
            table_[index] = {static_cast<Rank>(rank), static_cast<std::uint32_t>(hash >> 32)};
        }
    }

    BlockArray<State> states_;
    BlockArray<Origin> origins_;
    std::vector<Entry> table_;
    std::vector<Rank> level_begins_;
};

}  // namespace holdfast::checker
