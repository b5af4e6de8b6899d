// Profile instances are interchangeable: nothing that happens may depend on which slot one stands in. So that
// the number of states does not depend on the order of births either, every state numbers its instances in
// one way: those that programs refer to by first reference in the order of programs, the rest by what they
// are, free slots last.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "model/turn.hpp"

namespace holdfast::model {

class Renumbering {
public:
    Renumbering(Turn& turn, std::size_t hive) : turn_(turn), number_(hive), hive_(turn.layout().hives[hive])
    {
    }

    /// True where an instance has another number than before.
    bool apply()
    {
        if (!numbers_instances(hive_)) return false;
        collect_referenced();
        collect_the_rest();
        if (is_identity()) return false;
        permute();
        return true;
    }

private:
    static constexpr std::size_t most = 64;

    void collect_referenced()
    {
        for (const Field field : hive_.reference_fields) {
            const std::size_t code = turn_.get(field);
            if (code == 0 || code > hive_.slots.size()) continue;
            const std::uint64_t slot = std::uint64_t{1} << (code - 1);
            if ((seen_ & slot) != 0) continue;
            seen_ |= slot;
            order_[count_++] = static_cast<std::uint8_t>(code - 1);
        }
    }

    void collect_the_rest()
    {
        const std::size_t referenced = count_;
        for (std::size_t slot = 0; slot < hive_.slots.size(); ++slot) {
            if ((seen_ & (std::uint64_t{1} << slot)) != 0) continue;
            contents_[slot] = content(slot);
            order_[count_++] = static_cast<std::uint8_t>(slot);
        }
        // Insertion sort: there are seldom more than two or three. Equal contents are the same instance twice
        // over.
        for (std::size_t k = referenced + 1; k < count_; ++k) {
            for (std::size_t j = k; j > referenced && comes_before(order_[j], order_[j - 1]); --j) {
                std::swap(order_[j], order_[j - 1]);
            }
        }
    }

    [[nodiscard]] bool comes_before(std::size_t left, std::size_t right) const
    {
        const std::uint64_t mine = contents_[left], theirs = contents_[right];
        if (mine != theirs) return mine > theirs;  // free slots are 0 and come last
        if (!lists_go_by_instance(turn_.policy())) return false;
        for (const Table& table : turn_.layout().tables) {
            if (table.hive != number_) continue;
            for (const auto list : table_lists) {
                const std::uint64_t my_count = turn_.get((table.*list)[left]),
                                    their_count = turn_.get((table.*list)[right]);
                if (my_count != their_count) return my_count > their_count;
            }
        }
        return false;
    }

    [[nodiscard]] std::uint64_t content(std::size_t slot) const
    {
        std::uint64_t content = 0;
        for (const SlotField& each : slot_fields) {
            const Field field = hive_.slots[slot].*each.field;
            content = content << std::bit_width(field.mask) | turn_.get(field);
        }
        return content;
    }

    [[nodiscard]] bool is_identity() const
    {
        for (std::size_t k = 0; k < count_; ++k) {
            if (order_[k] != k) return false;
        }
        return true;
    }

    void permute()
    {
        for (const SlotField& each : slot_fields)
            permute_by_slot([&](std::size_t slot) { return hive_.slots[slot].*each.field; });
        if (lists_go_by_instance(turn_.policy())) permute_tables();
        std::array<std::uint16_t, most> code{};
        for (std::size_t k = 0; k < count_; ++k) code[order_[k]] = static_cast<std::uint16_t>(k + 1);
        for (const Field field : hive_.reference_fields) {
            const std::size_t old = turn_.get(field);
            if (old != 0 && old <= hive_.slots.size()) turn_.set(field, std::uint64_t{code[old - 1]});
        }
    }

    /// `field_of(slot)`: there is one for each slot.
    template <class FieldOf>
    void permute_by_slot(FieldOf field_of)
    {
        std::array<std::uint64_t, most> old{};
        for (std::size_t slot = 0; slot < count_; ++slot) old[slot] = turn_.get(field_of(slot));
        for (std::size_t k = 0; k < count_; ++k) turn_.set(field_of(k), old[order_[k]]);
    }

    void permute_tables()
    {
        for (const Table& table : turn_.layout().tables) {
            if (table.hive != number_) continue;
            for (const auto list : table_lists)
                permute_by_slot([&](std::size_t slot) { return (table.*list)[slot]; });
        }
    }

    Turn& turn_;
    std::size_t number_;
    const Hive& hive_;
    std::array<std::uint8_t, most> order_{};
    std::array<std::uint64_t, most> contents_{};  // by slot, of those that nobody refers to
    std::size_t count_ = 0;
    std::uint64_t seen_ = 0;
};

}  // namespace holdfast::model
