// The state that stands for all that differ from it by an exchange of interchangeable programs, sessions and
// names only, and by the numbers of instances: the least of those that are left when, for each order of the
// names, like members are sorted by their records, within cells first and then the cells. Where a record is a
// few plain fields no other order of the programs can beat that. Where it refers to instances, these are put
// into an order first that the exchange of programs does not change (instance_order.hpp), and numbered anew
// in the end (renumbering.hpp). For one thread.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "checker/packed_state.hpp"
#include "checker/symmetry.hpp"
#include "model/instance_order.hpp"
#include "model/renumbering.hpp"
#include "model/symmetry.hpp"

namespace holdfast::model {

template <std::size_t Words>
class ProfileSymmetry {
public:
    using State = checker::PackedState<Words>;

    /// Both must outlive it. `picks`: whether the numbers of instances decide which alternative is which.
    ProfileSymmetry(const Layout& layout, const Symmetries& symmetries, bool picks)
        : layout_(layout), symmetries_(symmetries), picks_(picks), programs_(layout.programs.size()),
          stands_(programs_)
    {
        for (const InstanceHive& hive : symmetries.instances) instances_.emplace_back(layout, hive);
        std::iota(stands_.begin(), stands_.end(), std::uint16_t{0});
    }

    [[nodiscard]] bool is_trivial() const { return symmetries_.trivial(); }

    void canonicalize(State& state, checker::Renaming& renaming)
    {
        State least = settled(state, renaming, true);
        for (const NameOrder& order : symmetries_.orders) {
            const State other = settled(reordered(state, order), candidate_, false);
            if (!(other < least)) continue;
            least = other;
            std::swap(renaming, candidate_);
            renaming.identity = renaming.only_processes = false;
        }
        // Those who refer to instances may have been exchanged with their like, to no effect.
        if (!instances_.empty() && !renaming.identity && least == state) stay(renaming);
        state = least;
    }

    /// Different states among the images of the state: all exchanges of programs that differ, for all orders
    /// of names that differ.
    [[nodiscard]] std::uint64_t orbit(const State& state)
    {
        const State own = settled(state, candidate_, true);
        const std::uint64_t orders = orders_of_programs(own);
        images_.assign(1, own);
        for (const NameOrder& order : symmetries_.orders)
            images_.push_back(settled(reordered(own, order), candidate_, false));
        std::sort(images_.begin(), images_.end());
        images_.erase(std::unique(images_.begin(), images_.end()), images_.end());
        // Every image has as many different orders of its programs as any other: exchanges of names are
        // bijections.
        return checker::times(orders, images_.size());
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
            for (const Field field : like.records[k].fields)
                content = content << std::bit_width(field.mask) | get(state, field);
            records_.push_back({content, like.programs[k]});
        }
    }

    void stay(checker::Renaming& renaming) const
    {
        const std::size_t processes = programs_ + layout_.crashers.size();
        if (renaming.moved.size() != processes) renaming.moved.resize(processes);
        for (std::size_t process = 0; process < processes; ++process)
            renaming.moved[process] = static_cast<std::uint16_t>(process);
        renaming.identity = renaming.only_processes = true;
    }

    /// The least state for the names as they are. `is_numbered`: its instances have their numbers.
    [[nodiscard]] State settled(State state, checker::Renaming& renaming, bool is_numbered)
    {
        stay(renaming);
        bool moved = false, renumbered = false;
        for (const ProgramClass& like : symmetries_.classes) {
            if (like.is_simple()) moved |= sort_simple(state, like);
            else if (!numbers_instances(layout_.hives[like.hive])) moved |= sort(state, like, nullptr);
        }
        ties_ = 1;
        for (std::size_t k = 0; k < instances_.size(); ++k) settle(state, k, is_numbered, moved, renumbered);
        if (!moved && !renumbered) return state;
        renaming.identity = false;
        renaming.only_processes = !renumbered || !picks_;
        if (moved) tell_who_moved(renaming);
        return state;
    }

    /// Whoever stands at a place now has moved there; everybody stands at his own place again afterwards.
    void tell_who_moved(checker::Renaming& renaming)
    {
        for (std::size_t place = 0; place < programs_; ++place) {
            renaming.moved[stands_[place]] = static_cast<std::uint16_t>(place);
            stands_[place] = static_cast<std::uint16_t>(place);
        }
        move_crashes(renaming);
    }

    /// True where a record moved.
    bool sort_simple(State& state, const ProgramClass& like)
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
        if (!moved) return false;
        for (std::size_t k = 0; k < records_.size(); ++k) {
            if (records_[k].program == like.programs[k]) continue;
            stands_[like.programs[k]] = records_[k].program;
            std::uint64_t content = records_[k].content;
            const std::vector<Field>& fields = like.records[k].fields;
            for (std::size_t f = fields.size(); f-- > 0;) {
                set(state, fields[f], content & fields[f].mask);
                content >>= std::bit_width(fields[f].mask);
            }
        }
        return true;
    }

    // Records of any width, and those that refer to instances

    /// Sorts by records in which instances count by their place in the order; true where one moved.
    bool sort(State& state, const ProgramClass& like, const InstanceOrder* order)
    {
        write_keys(state, like, order);
        if (!sort_members(like.members())) return false;
        const State before = state;
        stood_ = stands_;
        for (std::size_t member = 0; member < like.members(); ++member)
            move(before, like, sorted_[member], state, member);
        return true;
    }

    /// Puts the members in the order of their keys, as in sort_simple; true where that is another.
    bool sort_members(std::size_t members)
    {
        const auto width = static_cast<std::ptrdiff_t>(keys_.size() / members);
        const auto key_of = [&](std::size_t member) {
            return keys_.begin() + static_cast<std::ptrdiff_t>(member) * width;
        };
        const auto comes_before = [&](std::size_t one, std::size_t other) {
            return std::lexicographical_compare(key_of(one), key_of(one) + width, key_of(other),
                                                key_of(other) + width);
        };
        sorted_.resize(members);
        bool moved = false;
        for (std::size_t member = 0; member < members; ++member) {
            std::size_t at = member;
            for (; at > 0 && comes_before(member, sorted_[at - 1]); --at) sorted_[at] = sorted_[at - 1];
            sorted_[at] = member;
            moved = moved || at != member;
        }
        return moved;
    }

    void write_keys(const State& state, const ProgramClass& like, const InstanceOrder* order)
    {
        keys_.clear();
        for (const MemberRecord& record : like.records) {
            for (const Field field : record.fields) keys_.push_back(get(state, field));
            for (const Field field : record.references) keys_.push_back(place_of_[get(state, field)]);
            for (const std::vector<Field>& list : record.by_instance) {
                for (std::size_t place = 0; place < list.size(); ++place)
                    keys_.push_back(get(state, list[order->slots[place]]));
            }
        }
    }

    void move(const State& before, const ProgramClass& like, std::size_t from, State& after, std::size_t to)
    {
        if (from == to) return;
        const MemberRecord& mine = like.records[from];
        const MemberRecord& theirs = like.records[to];
        copy(before, mine.fields, after, theirs.fields);
        copy(before, mine.references, after, theirs.references);
        for (std::size_t list = 0; list < mine.by_instance.size(); ++list)
            copy(before, mine.by_instance[list], after, theirs.by_instance[list]);
        for (std::size_t place = 0; place < like.width; ++place)
            stands_[like.program(to, place)] = stood_[like.program(from, place)];
    }

    static void copy(const State& before, const std::vector<Field>& from, State& after,
                     const std::vector<Field>& to)
    {
        for (std::size_t k = 0; k < from.size(); ++k) set(after, to[k], get(before, from[k]));
    }

    // Instances

    /// Sorts the classes of a hive that numbers its instances, for each order of these that has to be tried,
    /// and keeps the least state.
    void settle(State& state, std::size_t number, bool is_numbered, bool& moved, bool& renumbered)
    {
        const InstanceHive& hive = symmetries_.instances[number];
        const State before = state;
        bool has_any = false, least_moved = false, least_renumbered = false;
        std::uint64_t ties = 0;
        for (const InstanceOrder& order : instances_[number].of(before.words.data())) {
            State other = before;
            const bool other_moved = sort_all(other, hive, order);
            const bool other_renumbered = (other_moved || !is_numbered) && renumber(other, hive.hive);
            if (has_any && other == state) ties += order.weight;
            if (!has_any || other < state) {
                state = other;
                ties = order.weight;
                least_moved = other_moved;
                least_renumbered = other_renumbered;
                least_stands_ = stands_;
            }
            has_any = true;
            if (other_moved) go_back(hive);
        }
        if (least_moved) stands_.swap(least_stands_);
        moved |= least_moved;
        renumbered |= least_renumbered;
        ties_ *= ties;
    }

    bool sort_all(State& state, const InstanceHive& hive, const InstanceOrder& order)
    {
        note_places(hive, order);
        bool moved = false;
        for (const std::size_t each : hive.classes) moved |= sort(state, symmetries_.classes[each], &order);
        return moved;
    }

    /// By reference: a number that does not depend on those of instances.
    void note_places(const InstanceHive& hive, const InstanceOrder& order)
    {
        const Hive& slots = layout_.hives[hive.hive];
        place_of_.resize(1 + slots.slots.size() + slots.profiles.size());
        std::iota(place_of_.begin(), place_of_.end(), std::uint16_t{0});
        for (std::size_t place = 0; place < slots.slots.size(); ++place)
            place_of_[1u + order.slots[place]] = static_cast<std::uint16_t>(1 + place);
    }

    /// Everybody in the hive stands at his own place again.
    void go_back(const InstanceHive& hive)
    {
        for (const std::uint16_t p : layout_.hives[hive.hive].programs) stands_[p] = p;
    }

    bool renumber(State& state, std::size_t hive) const
    {
        Turn turn(layout_, state.words.data(), layout_.hives[hive].programs.front());
        return Renumbering(turn, hive).apply();
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

    // Names

    [[nodiscard]] static State reordered(const State& state, const NameOrder& order)
    {
        State result = state;
        for (const FieldChange& change : order.changes) {
            if (change.unless_none.present() && get(state, change.unless_none) == 0) continue;
            const std::uint64_t value = get(state, change.from);
            set(result, change.to, change.becomes.empty() ? value : change.becomes[value]);
        }
        return result;
    }

    // Orbits

    /// Of a state that is settled, right after it was.
    [[nodiscard]] std::uint64_t orders_of_programs(const State& state)
    {
        std::uint64_t orders = 1, numbered = 1;
        for (const ProgramClass& like : symmetries_.classes) {
            if (like.is_simple()) {
                collect(state, like);
                orders = with_orders_of(like, orders, [&](std::size_t one, std::size_t other) {
                    return records_[one].content == records_[other].content;
                });
            } else {
                std::uint64_t& product = numbers_instances(layout_.hives[like.hive]) ? numbered : orders;
                product = with_orders_of(like, product, [&](std::size_t one, std::size_t other) {
                    return are_the_same(state, like.records[one], like.records[other]);
                });
            }
        }
        // Orders of programs that only give instances other numbers are no different ones.
        return checker::times(orders, numbered / ties_);
    }

    /// `orders` times those of the members that differ; what is the same stands side by side.
    template <class Same>
    [[nodiscard]] static std::uint64_t with_orders_of(const ProgramClass& like, std::uint64_t orders,
                                                      Same are_same)
    {
        std::uint64_t same = 0;
        for (std::size_t k = 0; k < like.members(); ++k) {
            same = k > 0 && are_same(k - 1, k) ? same + 1 : 1;
            orders = with_one_more(orders, k + 1, same);
        }
        return orders;
    }

    [[nodiscard]] static bool are_the_same(const State& state, const MemberRecord& mine,
                                           const MemberRecord& theirs)
    {
        const auto value = [&](Field field) { return get(state, field); };
        const auto equal = [&](const std::vector<Field>& one, const std::vector<Field>& other) {
            return std::ranges::equal(one, other, {}, value, value);
        };
        return equal(mine.fields, theirs.fields) && equal(mine.references, theirs.references) &&
               std::ranges::equal(mine.by_instance, theirs.by_instance, equal);
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
    const bool picks_;
    std::size_t programs_;
    std::vector<InstanceOrders> instances_;  ///< of the same hives as those of the symmetries
    std::vector<std::uint16_t> stands_;      ///< by program: who stands at its place now
    std::vector<std::uint16_t> stood_, least_stands_;
    std::uint64_t ties_ = 1;  ///< of the state that was settled last: exchanges that changed only numbers
    std::vector<Record> records_;
    std::vector<std::uint64_t> keys_;  ///< of the members, one behind the other
    std::vector<std::size_t> sorted_;  ///< members in the order of their keys
    std::vector<std::uint16_t> place_of_;
    std::vector<State> images_;
    checker::Renaming candidate_;
};

}  // namespace holdfast::model
