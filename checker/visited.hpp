// All states found so far, in 16 partitions. Which one a state belongs to follows from the state alone, and a
// partition is touched by one thread at a time, in the order of the search: so a table needs no atomics, and
// even its layout is the same for every number of threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "checker/hot.hpp"
#include "checker/quotient_table.hpp"
#include "checker/state_key.hpp"

namespace holdfast::checker {

inline constexpr unsigned partition_bits = 4;
inline constexpr unsigned partitions = 1u << partition_bits;

template <std::size_t Words>
class Visited {
public:
    /// For keys of this many bits. Each partition starts with 2^`lines_log` lines.
    explicit Visited(std::size_t bits, unsigned lines_log = 0)
        : scatter_(bits), shift_(static_cast<unsigned>(scatter_.lead_bits()) - partition_bits)
    {
        tables_.reserve(partitions);
        for (unsigned partition = 0; partition < partitions; ++partition)
            tables_.emplace_back(shift_, scatter_.bits() - partition_bits, lines_log);
    }

    [[nodiscard]] Key<Words> scattered(const Key<Words>& key) const { return scatter_(key); }
    [[nodiscard]] unsigned partition_of(const Key<Words>& scattered) const
    {
        return static_cast<unsigned>(scattered[0] >> shift_);
    }

    [[nodiscard]] bool contains(const Key<Words>& scattered) const
    {
        return tables_[partition_of(scattered)].contains(within_partition(scattered));
    }

    /// False where the state was known. Different partitions may be used by different threads.
    HOLDFAST_HOT bool insert(const Key<Words>& scattered)
    {
        return tables_[partition_of(scattered)].insert(within_partition(scattered));
    }

    HOLDFAST_HOT void expect(const Key<Words>& scattered) const
    {
        tables_[partition_of(scattered)].expect(within_partition(scattered));
    }

    [[nodiscard]] std::uint64_t size() const
    {
        return sum([](const auto& table) { return table.size(); });
    }
    [[nodiscard]] std::uint64_t slots() const
    {
        return sum([](const auto& table) { return table.slots(); });
    }
    [[nodiscard]] std::uint64_t bytes() const
    {
        return sum([](const auto& table) { return table.bytes(); });
    }

    /// The most that one partition can need with this many states more, beyond what it needs now. While it
    /// grows it also has its old lines for a moment: `growing_bytes()`.
    [[nodiscard]] std::uint64_t growth_with(unsigned partition, std::uint64_t more) const
    {
        return tables_[partition].bytes_with(more) - tables_[partition].bytes();
    }

    /// What partitions that grow at the same time can take twice, for a moment.
    [[nodiscard]] std::uint64_t growing_bytes() const
    {
        constexpr std::uint64_t at_a_time = 8;  // as many threads as work under a limit at most
        std::uint64_t most = 0;
        for (const auto& table : tables_) most = std::max(most, table.bytes());
        return at_a_time * most;
    }

    [[nodiscard]] std::size_t bits() const { return scatter_.bits(); }

private:
    [[nodiscard]] Key<Words> within_partition(Key<Words> scattered) const
    {
        scattered[0] &= (std::uint64_t{1} << shift_) - 1;
        return scattered;
    }

    template <class Of>
    [[nodiscard]] std::uint64_t sum(Of of) const
    {
        std::uint64_t total = 0;
        for (const auto& table : tables_) total += of(table);
        return total;
    }

    Scatter<Words> scatter_;
    unsigned shift_;
    std::vector<QuotientTable<Words>> tables_;
};

}  // namespace holdfast::checker
