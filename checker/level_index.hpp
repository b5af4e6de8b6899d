// The states that one level discovers, of one partition, with what sleeps at each: so that a state that is
// reached again within its level keeps only what sleeps on all ways. It also answers for most arrivals at
// known states, which come within a level, before the large table is asked. It lasts a level; the masks last
// one more.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/hot.hpp"
#include "checker/sleep_sets.hpp"

namespace holdfast::checker {

class LevelIndex {
public:
    /// Which of its partition's states of the level a state is.
    using Ordinal = std::uint32_t;
    static constexpr Ordinal none = std::numeric_limits<Ordinal>::max();

    LevelIndex() : entries_(least) {}

    [[nodiscard]] Ordinal find(std::uint64_t lead) const
    {
        for (std::size_t at = lead & mask();; at = (at + 1) & mask()) {
            const Entry& entry = entries_[at];
            if (entry.ordinal == none || entry.lead == lead) return entry.ordinal;
        }
    }

    HOLDFAST_HOT void expect(std::uint64_t lead) const { __builtin_prefetch(&entries_[lead & mask()]); }

    /// A state of the level was reached again.
    void reach_again(Ordinal state, SleepMask mask) { next_[state] &= mask; }

    /// A state was reached for the first time. Wide states of equal `lead` are told apart by nobody here, so
    /// at none of them anything sleeps.
    Ordinal add(std::uint64_t lead, SleepMask mask) { return add(lead, mask, find(lead)); }

    /// The same, where `find(lead)` was asked already.
    Ordinal add(std::uint64_t lead, SleepMask mask, Ordinal namesake)
    {
        const auto ordinal = static_cast<Ordinal>(next_.size());
        if (namesake != none) {
            next_[namesake] = 0;
            next_.push_back(0);
            return ordinal;
        }
        next_.push_back(mask);
        if (++used_ * 2 > entries_.size()) widen();
        place({lead, ordinal});
        return ordinal;
    }

    /// What sleeps at a state of the level that is expanded now.
    [[nodiscard]] SleepMask asleep_at(Ordinal state) const { return now_[state]; }

    /// The level that was discovered is the one that is expanded from here on.
    void begin_level()
    {
        std::swap(now_, next_);
        next_.clear();
        used_ = 0;
        // About as many states again; a table of the widest level's size would be cleared for every narrow
        // one.
        entries_.assign(std::bit_ceil(std::max(least, now_.size() * 2)), Entry{});
    }

    [[nodiscard]] std::uint64_t bytes() const
    {
        return entries_.size() * sizeof(Entry) + (now_.size() + next_.size()) * sizeof(SleepMask);
    }

    /// The most that `bytes` can be for a moment with this many states more in the level.
    [[nodiscard]] std::uint64_t bytes_with(std::uint64_t more) const
    {
        const std::uint64_t entries =
            std::max<std::uint64_t>(entries_.size(), std::bit_ceil((used_ + more) * 2 + 2));
        return (entries + entries_.size()) * sizeof(Entry) +
               (now_.size() + 2 * (next_.size() + more)) * sizeof(SleepMask);
    }

private:
    struct Entry {
        std::uint64_t lead = 0;
        Ordinal ordinal = none;
    };

    static constexpr std::size_t least = 8;

    [[nodiscard]] std::size_t mask() const { return entries_.size() - 1; }

    void place(const Entry& entry)
    {
        std::size_t at = entry.lead & mask();
        while (entries_[at].ordinal != none) at = (at + 1) & mask();
        entries_[at] = entry;
    }

    void widen()
    {
        std::vector<Entry> old(entries_.size() * 2);
        std::swap(old, entries_);
        for (const Entry& entry : old) {
            if (entry.ordinal != none) place(entry);
        }
    }

    std::vector<Entry> entries_;
    std::size_t used_ = 0;
    std::vector<SleepMask> now_, next_;
};

/// Where what sleeps at a state of a level is kept: its partition, and which of its states it is.
struct LevelPlace {
    unsigned partition = 0;
    LevelIndex::Ordinal ordinal = 0;

    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr unsigned ordinal_bits = 26;

    /// More states of one partition in one level than a place can name would take more memory than there is.
    [[nodiscard]] std::uint32_t packed() const
    {
        HOLDFAST_ASSERT(ordinal < (1u << ordinal_bits) - 1, "{} states of one partition in a level", ordinal);
        return partition << ordinal_bits | ordinal;
    }

    [[nodiscard]] static LevelPlace unpacked(std::uint32_t place)
    {
        return {place >> ordinal_bits, place & ((1u << ordinal_bits) - 1)};
    }
};

}  // namespace holdfast::checker
