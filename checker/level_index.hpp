// The states that one level discovers, of one partition, with what sleeps at each: so that a state that is
// reached again within its level keeps only what sleeps on all ways. It also answers for most arrivals at
// known states, which come within a level, before the large table is asked. What sleeps is kept for one level
// more, until the state is expanded.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "checker/cache_line.hpp"
#include "checker/hot.hpp"
#include "checker/sleep_sets.hpp"
#include "checker/zeroed_memory.hpp"

namespace holdfast::checker {

class alignas(cache_line) LevelIndex {
public:
    /// A state, by a number below 2^63; that of a narrow state is its own, wide ones may share one.
    using Lead = std::uint64_t;

    /// All zero where it is free.
    struct Entry {
        std::uint64_t lead_and_one = 0;
        SleepMask asleep = 0;

        [[nodiscard]] bool is_free() const { return lead_and_one == 0; }
    };

    /// Where the state stands in the level that is discovered, or would; until the next `put`.
    [[nodiscard]] HOLDFAST_HOT Entry& at(Lead lead) { return next_.at(lead); }

    HOLDFAST_HOT void expect(Lead lead) const { next_.expect(lead); }

    /// The state of a free entry was reached for the first time.
    HOLDFAST_HOT void put(Entry& entry, Lead lead, SleepMask asleep)
    {
        entry = {lead + 1, asleep};
        if (++used_ * 2 > next_.size()) [[unlikely]]
            widen();
    }

    /// What sleeps at a state of the level that is expanded now. Where wide states share a number, what
    /// sleeps at all of them.
    [[nodiscard]] HOLDFAST_HOT SleepMask asleep_at(Lead lead) const { return now_.at(lead).asleep; }

    /// The level that was discovered is the one that is expanded from here on.
    void begin_level()
    {
        std::swap(now_, next_);
        // About as many states again. What the widest level took is given back: the memory limit counts what
        // is in use. What has the right size is kept, since memory from the system costs far more.
        const std::uint64_t size = std::bit_ceil(std::max<std::uint64_t>(least, used_ * 2));
        if (size == next_.size()) next_.clear();
        else next_ = Table(size);
        used_ = 0;
    }

    [[nodiscard]] std::uint64_t bytes() const { return (next_.size() + now_.size()) * sizeof(Entry); }

    /// The most that `bytes` can be for a moment with this many states more in the level.
    [[nodiscard]] std::uint64_t bytes_with(std::uint64_t more) const
    {
        const std::uint64_t widest =
            std::max<std::uint64_t>(next_.size(), std::bit_ceil((used_ + more) * 2 + 2));
        return (widest + next_.size() + now_.size()) * sizeof(Entry);
    }

private:
    static constexpr std::uint64_t least = 8;

    /// Entries by their leads, never more than half of them taken.
    class Table {
    public:
        explicit Table(std::uint64_t size) : size_(size), memory_(size * sizeof(Entry)) {}

        [[nodiscard]] std::uint64_t size() const { return size_; }
        void clear() { std::fill(begin(), end(), Entry{}); }
        [[nodiscard]] HOLDFAST_HOT Entry& at(Lead lead) const
        {
            std::uint64_t place = lead & (size_ - 1);
            while (begin()[place].lead_and_one != lead + 1 && !begin()[place].is_free())
                place = (place + 1) & (size_ - 1);
            return begin()[place];
        }
        HOLDFAST_HOT void expect(Lead lead) const { __builtin_prefetch(begin() + (lead & (size_ - 1)), 1); }

        [[nodiscard]] Entry* begin() const { return reinterpret_cast<Entry*>(memory_.data()); }
        [[nodiscard]] Entry* end() const { return begin() + size_; }

    private:
        std::uint64_t size_;
        ZeroedMemory memory_;
    };

    [[gnu::noinline]] void widen()
    {
        Table wider(next_.size() * 2);
        for (const Entry& entry : next_) {
            if (!entry.is_free()) wider.at(entry.lead_and_one - 1) = entry;
        }
        next_ = std::move(wider);
    }

    Table next_{least};       ///< of the level that is discovered
    Table now_{least};        ///< of the level that is expanded
    std::uint64_t used_ = 0;  ///< entries of `next_`
};

}  // namespace holdfast::checker
