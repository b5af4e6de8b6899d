// A set of scattered keys in little more space than their information: each key has a home line, whose number
// is the key's high bits, and only the rest of the key is stored there. No hash stands for a key; equal means
// equal.
//
// A line is 64 bytes (more where keys are wide): how many slots are taken, then for each slot a tag of 8 bits
// to compare sixteen at a time, the key's words behind word 0, and the remaining bits with the distance from
// home, packed. A key whose home is full goes to one of the next three lines; the few that find no room
// there, one or two in a hundred, stand in a sorted list beside the table. Nothing is ever removed, so a
// search ends at the first line with a free slot.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "checker/assert.hpp"
#include "checker/cache_line.hpp"
#include "checker/hot.hpp"
#include "checker/state_key.hpp"
#include "checker/zeroed_memory.hpp"

namespace holdfast::checker {

template <std::size_t Words>
class alignas(cache_line) QuotientTable {
public:
    /// What is packed of a slot is read and written in one word.
    static constexpr std::size_t most_lead_bits = 60;

    /// For keys of `lead_bits` bits in word 0 and `bits` in all. Starts with 2^`lines_log` lines.
    QuotientTable(std::size_t lead_bits, std::size_t bits, unsigned lines_log = 0)
        : lead_bits_(static_cast<unsigned>(lead_bits)),
          extra_bytes_(static_cast<unsigned>(bits - lead_bits + 7) / 8)
    {
        HOLDFAST_ASSERT(lead_bits <= most_lead_bits, "{} bits in word 0, the most is {}", lead_bits,
                        most_lead_bits);
        shape(std::min(lines_log, lead_bits_));
        memory_ = ZeroedMemory(memory_bytes());
    }

    /// False where the key was there before.
    HOLDFAST_HOT bool insert(const Key<Words>& key)
    {
        // Nearly every key is in its home line, or has room there.
        const std::uint64_t rest = rest_of(key);
        std::uint8_t* const home = line(home_of(key));
        if (is_in_line(home, key, rest, 0)) return false;
        if (home[0] < slots_) fill_slot(home, key, rest, 0);
        else if (!put_near_home(key)) return false;
        if (++size_ > most_) [[unlikely]]
            grow();
        return true;
    }

    [[nodiscard]] bool contains(const Key<Words>& key) const
    {
        const std::uint64_t rest = rest_of(key);
        for (std::uint64_t distance = 0; distance <= reach(); ++distance) {
            const std::uint8_t* const near = line_near(key, distance);
            if (is_in_line(near, key, rest, distance)) return true;
            if (near[0] < slots_) return false;
        }
        return std::binary_search(list_.begin(), list_.end(), key);
    }

    /// Tells the processor that the key's line will soon be asked for, and perhaps the one behind it, where
    /// the key is if its home is full. Inlined by order: g++ takes a function that only prefetches for one
    /// without effect, and leaves the call out.
    HOLDFAST_HOT void expect(const Key<Words>& key) const
    {
        const std::uint8_t* const home = line(home_of(key));
        __builtin_prefetch(home, 1);
        __builtin_prefetch(home + cache_line, 1);
    }

    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] std::uint64_t slots() const { return lines() * slots_; }

    /// Memory by content.
    [[nodiscard]] std::uint64_t bytes() const { return memory_.size() + list_.size() * sizeof(Key<Words>); }

    /// The most that `bytes` can be with this many keys more. While the table grows it takes for a moment
    /// what it took before as well.
    [[nodiscard]] std::uint64_t bytes_with(std::uint64_t more) const
    {
        std::uint64_t lines = memory_.size(), most = std::max<std::uint64_t>(most_, 1);
        for (; size_ + more > most; most *= 2) lines *= 2;
        return lines + (list_.size() + more) * sizeof(Key<Words>);
    }

    /// Bits that one slot takes.
    [[nodiscard]] double bits_per_slot() const { return 8.0 * static_cast<double>(line_bytes_) / slots_; }

private:
    static constexpr unsigned distance_bits = 2;
    static constexpr unsigned most_distance = (1u << distance_bits) - 1;
    static constexpr unsigned tag_bits = 8;
    static constexpr std::size_t beyond_lines = 16;  ///< so that reads of whole words stay inside

    /// Fewer slots in a line would often be full while their neighbours are empty.
    static constexpr unsigned fewest_slots = 8;

    [[nodiscard]] std::uint64_t lines() const { return std::uint64_t{1} << lines_log_; }
    [[nodiscard]] std::size_t memory_bytes() const { return lines() * line_bytes_ + beyond_lines; }

    /// Everything that follows from the number of lines.
    void shape(unsigned lines_log)
    {
        lines_log_ = lines_log;
        rest_bits_ = lead_bits_ - lines_log;
        const unsigned above_tag = rest_bits_ > tag_bits ? rest_bits_ - tag_bits : 0;
        packed_bits_ = above_tag + distance_bits;
        line_log_ = 5;
        do {
            line_bytes_ = 1u << ++line_log_;
            slots_ = (line_bytes_ * 8 - 8) / (tag_bits + packed_bits_ + extra_bytes_ * 8);
        } while (slots_ < fewest_slots);
        extra_begin_ = 1 + slots_;
        packed_begin_ = extra_begin_ + slots_ * extra_bytes_;
        most_ = lines() * slots_ * 7 / 8;
    }

    [[nodiscard]] std::uint64_t home_of(const Key<Words>& key) const { return key[0] >> rest_bits_; }
    [[nodiscard]] std::uint64_t rest_of(const Key<Words>& key) const
    {
        return key[0] & ((std::uint64_t{1} << rest_bits_) - 1);
    }
    [[nodiscard]] std::uint8_t* line(std::uint64_t number) const
    {
        return memory_.data() + (number << line_log_);
    }

    [[nodiscard]] std::uint64_t packed(const std::uint8_t* line, unsigned slot) const
    {
        const unsigned bit = slot * packed_bits_;
        std::uint64_t word = 0;
        std::memcpy(&word, line + packed_begin_ + bit / 8, sizeof word);
        return word >> bit % 8 & packed_mask();
    }

    void pack(std::uint8_t* line, unsigned slot, std::uint64_t value) const
    {
        const unsigned bit = slot * packed_bits_;
        std::uint64_t word = 0;
        std::memcpy(&word, line + packed_begin_ + bit / 8, sizeof word);
        word |= value << bit % 8;
        std::memcpy(line + packed_begin_ + bit / 8, &word, sizeof word);
    }

    [[nodiscard]] std::uint64_t packed_mask() const { return (std::uint64_t{1} << packed_bits_) - 1; }

    /// A bit for each taken slot of the line whose tag is `tag`.
    [[nodiscard]] std::uint64_t same_tags(const std::uint8_t* line, std::uint8_t tag) const
    {
        std::uint64_t same = 0;
#ifdef __SSE2__
        const __m128i wanted = _mm_set1_epi8(static_cast<char>(tag));
        for (unsigned first = 0; first < slots_; first += 16) {
            const auto* const tags = reinterpret_cast<const __m128i*>(line + 1 + first);
            const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(tags), wanted));
            same |= static_cast<std::uint64_t>(static_cast<unsigned>(mask)) << first;
        }
#else
        for (unsigned slot = 0; slot < line[0]; ++slot) same |= std::uint64_t{line[1 + slot] == tag} << slot;
#endif
        return same & ((std::uint64_t{1} << line[0]) - 1);
    }

    [[nodiscard]] HOLDFAST_HOT bool is_in_line(const std::uint8_t* line, const Key<Words>& key,
                                               std::uint64_t rest, std::uint64_t distance) const
    {
        const std::uint64_t wanted = rest >> tag_bits << distance_bits | distance;
        std::uint64_t candidates = same_tags(line, static_cast<std::uint8_t>(rest));
        for (; candidates != 0; candidates &= candidates - 1) {
            const auto slot = static_cast<unsigned>(std::countr_zero(candidates));
            if (packed(line, slot) == wanted && has_same_extra(line, slot, key)) return true;
        }
        return false;
    }

    [[nodiscard]] bool has_same_extra(const std::uint8_t* line, unsigned slot, const Key<Words>& key) const
    {
        if constexpr (Words == 1) return true;
        else return std::memcmp(line + extra_begin_ + slot * extra_bytes_, &key[1], extra_bytes_) == 0;
    }

    void fill_slot(std::uint8_t* line, const Key<Words>& key, std::uint64_t rest,
                   std::uint64_t distance) const
    {
        const unsigned slot = line[0]++;
        line[1 + slot] = static_cast<std::uint8_t>(rest);
        pack(line, slot, rest >> tag_bits << distance_bits | distance);
        if constexpr (Words > 1)
            std::memcpy(line + extra_begin_ + slot * extra_bytes_, &key[1], extra_bytes_);
    }

    [[nodiscard]] std::uint64_t reach() const { return std::min<std::uint64_t>(most_distance, lines() - 1); }

    [[nodiscard]] std::uint8_t* line_near(const Key<Words>& key, std::uint64_t distance) const
    {
        return line((home_of(key) + distance) & (lines() - 1));
    }

    /// For a key that is not in its home line, which is full. False where it is in one of the next or in the
    /// list.
    [[gnu::noinline]] bool put_near_home(const Key<Words>& key)
    {
        const std::uint64_t rest = rest_of(key);
        for (std::uint64_t distance = 1; distance <= reach(); ++distance) {
            std::uint8_t* const near = line_near(key, distance);
            if (is_in_line(near, key, rest, distance)) return false;
            if (near[0] == slots_) continue;
            fill_slot(near, key, rest, distance);
            return true;
        }
        const auto place = std::lower_bound(list_.begin(), list_.end(), key);
        if (place != list_.end() && *place == key) return false;
        list_.insert(place, key);
        return true;
    }

    /// As insert, for a key that is known to be new and a table that does not grow.
    void put(const Key<Words>& key)
    {
        std::uint8_t* const home = line(home_of(key));
        if (home[0] < slots_) fill_slot(home, key, rest_of(key), 0);
        else put_near_home(key);
    }

    /// Doubles the lines. Every key is in the table: its home line's number and what is stored there.
    [[gnu::noinline]] void grow()
    {
        if (lines_log_ == lead_bits_) return;  // a line for each value of word 0: there is nothing to gain
        QuotientTable wider(*this, lines_log_ + 1);
        for (std::uint64_t number = 0; number < lines(); ++number) {
            const std::uint8_t* const from = line(number);
            for (unsigned slot = 0; slot < from[0]; ++slot) wider.put(stored_key(number, from, slot));
        }
        for (const Key<Words>& key : list_) wider.put(key);
        wider.size_ = size_;
        std::swap(*this, wider);
    }

    QuotientTable(const QuotientTable& smaller, unsigned lines_log)
        : lead_bits_(smaller.lead_bits_), extra_bytes_(smaller.extra_bytes_)
    {
        shape(lines_log);
        memory_ = ZeroedMemory(memory_bytes());
    }

    [[nodiscard]] Key<Words> stored_key(std::uint64_t number, const std::uint8_t* line, unsigned slot) const
    {
        const std::uint64_t value = packed(line, slot);
        const std::uint64_t home = (number - (value & most_distance)) & (lines() - 1);
        Key<Words> key{};
        key[0] = home << rest_bits_ | value >> distance_bits << tag_bits | line[1 + slot];
        if constexpr (Words > 1)
            std::memcpy(&key[1], line + extra_begin_ + slot * extra_bytes_, extra_bytes_);
        return key;
    }

    unsigned lead_bits_;
    unsigned extra_bytes_;
    unsigned lines_log_ = 0;
    unsigned rest_bits_ = 0;    ///< of word 0, that the line does not say
    unsigned packed_bits_ = 0;  ///< of them those that the tag does not say, and the distance from home
    unsigned line_log_ = 0;
    unsigned line_bytes_ = 0;
    unsigned slots_ = 0;  ///< of each line
    unsigned extra_begin_ = 0;
    unsigned packed_begin_ = 0;
    std::uint64_t size_ = 0;
    std::uint64_t most_ = 0;  ///< keys before the table grows
    ZeroedMemory memory_;
    std::vector<Key<Words>> list_;  ///< the keys that found no room, sorted
};

}  // namespace holdfast::checker
