// The state that stands for all that differ from it by an exchange of interchangeable programs and names
// only: the least of them. For each order of the names the records of like programs are sorted, which no
// other order of the programs can beat; the least result of all is the representative. For one thread.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "checker/packed_state.hpp"
#include "checker/symmetry.hpp"
#include "model/symmetry.hpp"

namespace holdfast::model {

template <std::size_t Words>
class ProfileSymmetry {
public:
    using State = checker::PackedState<Words>;

    /// Both must outlive it.
    ProfileSymmetry(const Layout& layout, const Symmetries& symmetries)
        : layout_(layout), symmetries_(symmetries), programs_(layout.programs.size())
    {
    }

    [[nodiscard]] bool is_trivial() const { return symmetries_.trivial(); }

    void canonicalize(State& state, checker::Renaming& renaming)
    {
        State least = sorted(state, renaming);
        for (const NameOrder& order : symmetries_.orders) {
            const State other = sorted(reordered(state, order), candidate_);
            if (!(other < least)) continue;
            least = other;
            std::swap(renaming, candidate_);
            renaming.identity = renaming.only_processes = false;
        }
        state = least;
    }

    /// Different states among the images of the state: all exchanges of programs that differ, for all orders
    /// of names that differ.
    [[nodiscard]] std::uint64_t orbit(const State& state)
    {
        const State own = sorted(state, candidate_);
        images_.assign(1, own);
        for (const NameOrder& order : symmetries_.orders)
            images_.push_back(sorted(reordered(own, order), candidate_));
        std::sort(images_.begin(), images_.end());
        images_.erase(std::unique(images_.begin(), images_.end()), images_.end());
        // Every image has as many different orders of its programs as any other: exchanges of names are
        // bijections.
        return checker::times(orders_of_programs(own), images_.size());
    }

private:
    [[nodiscard]] static std::uint64_t get(const State& state, Field field)
    {
        return (state.words[field.word] >> field.shift) & field.mask;
    }

    static void set(State& state, Field field, std::uint64_t value)
    {
        state.words[field.word] &= ~(field.mask << field.shift);
        state.words[field.word] |= value << field.shift;
    }

    struct Record {
        std::uint64_t content;
        std::uint16_t program;
    };

    void collect(const State& state, const ProgramClass& like)
    {
        records_.clear();
        for (std::size_t k = 0; k < like.programs.size(); ++k) {
            std::uint64_t content = 0;
            for (const Field field : like.records[k]) {
                if (field.present()) content = content << std::bit_width(field.mask) | get(state, field);
            }
            records_.push_back({content, like.programs[k]});
        }
    }

    [[nodiscard]] State sorted(State state, checker::Renaming& renaming)
    {
        const std::size_t processes = programs_ + layout_.crashers.size();
        if (renaming.moved.size() != processes) renaming.moved.resize(processes);
        for (std::size_t process = 0; process < processes; ++process)
            renaming.moved[process] = static_cast<std::uint16_t>(process);
        renaming.identity = renaming.only_processes = true;
        for (const ProgramClass& like : symmetries_.classes) sort(state, like, renaming);
        if (!renaming.identity) move_crashes(renaming);
        return state;
    }

    void sort(State& state, const ProgramClass& like, checker::Renaming& renaming)
    {
        collect(state, like);
        // Of like contents the first stays first. Most states are sorted but for one record: insertion is
        // quickest.
        bool moved = false;
        for (std::size_t k = 1; k < records_.size(); ++k) {
            const Record record = records_[k];
            std::size_t at = k;
            for (; at > 0 && record.content < records_[at - 1].content; --at) records_[at] = records_[at - 1];
            records_[at] = record;
            moved = moved || at != k;
        }
        if (!moved) return;
        renaming.identity = false;
        for (std::size_t k = 0; k < records_.size(); ++k) {
            if (records_[k].program == like.programs[k]) continue;
            renaming.moved[records_[k].program] = like.programs[k];
            std::uint64_t content = records_[k].content;
            const std::vector<Field>& fields = like.records[k];
            for (std::size_t f = fields.size(); f-- > 0;) {
                if (!fields[f].present()) continue;
                set(state, fields[f], content & fields[f].mask);
                content >>= std::bit_width(fields[f].mask);
            }
        }
    }

    /// A program's crash goes where the program goes.
    void move_crashes(checker::Renaming& renaming) const
    {
        for (std::size_t k = 0; k < layout_.crashers.size(); ++k) {
            const std::uint16_t to = renaming.moved[layout_.crashers[k]];
            const auto place = std::lower_bound(layout_.crashers.begin(), layout_.crashers.end(), to);
            renaming.moved[programs_ + k] = static_cast<std::uint16_t>(
                programs_ + static_cast<std::size_t>(place - layout_.crashers.begin()));
        }
    }

    [[nodiscard]] State reordered(const State& state, const NameOrder& order) const
    {
        State result = state;
        for (std::size_t h = 0; h < layout_.hives.size(); ++h) {
            const Hive& hive = layout_.hives[h];
            const NameOrder::OfHive& names = order.hives[h];
            for (std::size_t slot = 0; slot < hive.slots.size(); ++slot)
                move_slot(state, hive.slots[slot], result, hive.slots[names.slots[slot]]);
            for (const std::uint16_t p : hive.programs)
                rename_in_record(result, p, order.points[p], names.references);
        }
        for (const Table& table : layout_.tables) {
            for (std::size_t key = 0; key < table.stale.size(); ++key)
                set(result, table.stale[order.hives[table.hive].slots[key]], get(state, table.stale[key]));
        }
        return result;
    }

    static void move_slot(const State& state, const SlotFields& from, State& result, const SlotFields& to)
    {
        set(result, to.status, get(state, from.status));
        set(result, to.dynamic, get(state, from.dynamic));
        set(result, to.overdue, get(state, from.overdue));
    }

    void rename_in_record(State& state, std::uint16_t p, const std::vector<PointIndex>& points,
                          const std::vector<std::uint16_t>& references) const
    {
        const ProgramFields& own = layout_.programs[p].fields;
        set(state, own.at, points[get(state, own.at)]);
        for (const Field field : {own.session, own.entry, own.scratch, own.created}) {
            if (field.present()) set(state, field, references[get(state, field)]);
        }
    }

    [[nodiscard]] std::uint64_t orders_of_programs(const State& state)
    {
        std::uint64_t orders = 1;
        for (const ProgramClass& like : symmetries_.classes) {
            collect(state, like);
            std::uint64_t same = 0;
            for (std::size_t k = 0; k < records_.size(); ++k) {
                same = k > 0 && records_[k].content == records_[k - 1].content ? same + 1 : 1;
                orders = with_one_more(orders, k + 1, same);
            }
        }
        return orders;
    }

    /// `orders` times `all` over `same`: always whole, since it counts orders of one record more.
    [[nodiscard]] static std::uint64_t with_one_more(std::uint64_t orders, std::uint64_t all,
                                                     std::uint64_t same)
    {
        std::uint64_t product = 0;
        return __builtin_mul_overflow(orders, all, &product) ? std::numeric_limits<std::uint64_t>::max()
                                                             : product / same;
    }

    const Layout& layout_;
    const Symmetries& symmetries_;
    std::size_t programs_;
    std::vector<Record> records_;
    std::vector<State> images_;
    checker::Renaming candidate_;
};

}  // namespace holdfast::model
