// Profile instances are interchangeable: nothing that happens may depend on which slot one stands in. So that
// the number of states does not depend on the order of births either, every state numbers its instances in
// one way: those that programs refer to by first reference in the order of programs, the rest by what they
// are, free slots last.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "model/turn.hpp"

namespace holdfast::model {

class Renumbering {
public:
    Renumbering(Turn& turn, std::size_t hive) : turn_(turn), number_(hive), hive_(turn.layout().hives[hive])
    {
    }

    void apply()
    {
        if (hive_.slots.empty() || hive_.slot_per_name) return;
        collect_referenced();
        collect_the_rest();
        if (!is_identity()) permute();
    }

private:
    static constexpr std::size_t most = 64;

    template <class Visit>
    void for_each_reference_field(Visit visit) const
    {
        for (const std::uint16_t p : hive_.programs) {
            const ProgramFields& program = turn_.layout().programs[p].fields;
            visit(program.session);
            visit(program.entry);
            visit(program.scratch);
            visit(program.created);
        }
    }

    void collect_referenced()
    {
        for_each_reference_field([&](Field field) {
            const std::size_t code = turn_.get(field);
            if (code == 0 || code > hive_.slots.size()) return;
            const std::uint64_t slot = std::uint64_t{1} << (code - 1);
            if ((seen_ & slot) != 0) return;
            seen_ |= slot;
            order_[count_++] = static_cast<std::uint8_t>(code - 1);
        });
    }

    void collect_the_rest()
    {
        const std::size_t referenced = count_;
        for (std::size_t slot = 0; slot < hive_.slots.size(); ++slot) {
            if ((seen_ & (std::uint64_t{1} << slot)) == 0) order_[count_++] = static_cast<std::uint8_t>(slot);
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
        const std::uint64_t mine = content(left), theirs = content(right);
        if (mine != theirs) return mine > theirs;  // free slots are 0 and come last
        if (turn_.policy().table_key != TableKey::instance) return false;
        for (const Table& table : turn_.layout().tables) {
            if (table.hive != number_) continue;
            const std::uint64_t my_stale = turn_.get(table.stale[left]),
                                their_stale = turn_.get(table.stale[right]);
            if (my_stale != their_stale) return my_stale > their_stale;
        }
        return false;
    }

    [[nodiscard]] std::uint64_t content(std::size_t slot) const
    {
        const SlotFields& fields = hive_.slots[slot];
        const std::uint64_t flags = turn_.get(fields.dynamic) << 1 | turn_.get(fields.overdue);
        return turn_.get(fields.status) << 32 | turn_.get(fields.name) << 2 | flags;
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
        permute_fields([](const SlotFields& slot) { return slot.status; });
        permute_fields([](const SlotFields& slot) { return slot.name; });
        permute_fields([](const SlotFields& slot) { return slot.dynamic; });
        permute_fields([](const SlotFields& slot) { return slot.overdue; });
        if (turn_.policy().table_key == TableKey::instance) permute_stale_entries();
        std::array<std::uint16_t, most> code{};
        for (std::size_t k = 0; k < count_; ++k) code[order_[k]] = static_cast<std::uint16_t>(k + 1);
        for_each_reference_field([&](Field field) {
            const std::size_t old = turn_.get(field);
            if (old != 0 && old <= hive_.slots.size()) turn_.set(field, std::uint64_t{code[old - 1]});
        });
    }

    template <class Get>
    void permute_fields(Get get)
    {
        std::array<std::uint64_t, most> old{};
        for (std::size_t slot = 0; slot < count_; ++slot) old[slot] = turn_.get(get(hive_.slots[slot]));
        for (std::size_t k = 0; k < count_; ++k) turn_.set(get(hive_.slots[k]), old[order_[k]]);
    }

    void permute_stale_entries()
    {
        for (const Table& table : turn_.layout().tables) {
            if (table.hive != number_) continue;
            std::array<std::uint64_t, most> old{};
            for (std::size_t slot = 0; slot < count_; ++slot) old[slot] = turn_.get(table.stale[slot]);
            for (std::size_t k = 0; k < count_; ++k) turn_.set(table.stale[k], old[order_[k]]);
        }
    }

    Turn& turn_;
    std::size_t number_;
    const Hive& hive_;
    std::array<std::uint8_t, most> order_{};
    std::size_t count_ = 0;
    std::uint64_t seen_ = 0;
};

}  // namespace holdfast::model
