// Exchanges of what is alike, made by hand: written from the meaning of the fields, not from the code that
// is judged by them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>

#include "model/renumbering.hpp"
#include "model/symmetry.hpp"

namespace holdfast::tests {

using namespace model;

inline std::uint64_t get(const std::uint64_t* words, Field field)
{
    return (words[field.word] >> field.shift) & field.mask;
}

inline void set(std::uint64_t* words, Field field, std::uint64_t value)
{
    words[field.word] &= ~(field.mask << field.shift);
    words[field.word] |= value << field.shift;
}

inline void exchange(std::uint64_t* words, Field one, Field other)
{
    const std::uint64_t value = get(words, one);
    set(words, one, get(words, other));
    set(words, other, value);
}

/// Exchanges all that two members of a class are, own and use. Written from the meaning of the fields.
inline void exchange_members(const Layout& layout, std::uint64_t* words, const ProgramClass& like,
                             std::size_t a, std::size_t b)
{
    for (std::size_t place = 0; place < like.width; ++place) {
        const ProgramLayout& one = layout.programs[like.program(a, place)];
        const ProgramLayout& other = layout.programs[like.program(b, place)];
        for (const auto field :
             {&ProgramFields::at, &ProgramFields::initialized, &ProgramFields::session, &ProgramFields::entry,
              &ProgramFields::scratch, &ProgramFields::created, &ProgramFields::stale_handle,
              &ProgramFields::marked_path, &ProgramFields::holds_mutex})
            exchange(words, one.fields.*field, other.fields.*field);
    }
    const ProgramLayout& one = layout.programs[like.program(a, 0)];
    const ProgramLayout& other = layout.programs[like.program(b, 0)];
    const Table& table = layout.tables[one.table];
    const Table& other_table = layout.tables[other.table];
    for (std::size_t key = 0; key < table.stale.size(); ++key)
        exchange(words, table.stale[key], other_table.stale[key]);
    exchange(words, layout.mutexes[one.mutex].abandoned, layout.mutexes[other.mutex].abandoned);
}

/// Gives every hive's instances the numbers that a stored state gives them.
template <class State>
State numbered(const Layout& layout, State state)
{
    for (std::size_t h = 0; h < layout.hives.size(); ++h) {
        if (layout.hives[h].programs.empty()) continue;
        Turn turn(layout, state.words.data(), layout.hives[h].programs.front());
        Renumbering(turn, h).apply();
    }
    return state;
}

/// The state with names exchanged as the order says. Written from the meaning of the fields.
template <class State>
State renamed(const Layout& layout, const State& state, const NameOrder& order)
{
    State result = state;
    std::uint64_t* const words = result.words.data();
    for (std::size_t h = 0; h < layout.hives.size(); ++h) {
        const Hive& hive = layout.hives[h];
        const auto& names = order.hives[h].names;
        const auto new_code = [&](std::uint64_t code) -> std::uint64_t {
            const std::size_t slots = hive.slots.size();
            if (code == 0) return 0;
            if (code > slots) return slots + 1 + names[code - slots - 1];
            return hive.slot_per_name ? names[code - 1] + 1u : code;
        };
        for (std::size_t k = 0; k < hive.slots.size(); ++k) {
            const SlotFields& from = hive.slots[k];
            const SlotFields& to = hive.slots[hive.slot_per_name ? names[k] : k];
            for (const auto field : {&SlotFields::status, &SlotFields::dynamic, &SlotFields::overdue})
                set(words, to.*field, get(state.words.data(), from.*field));
            if (!hive.slot_per_name && get(words, to.status) != 0)
                set(words, to.name, names[get(state.words.data(), from.name)]);
        }
        for (const std::uint16_t p : hive.programs) {
            const ProgramFields& own = layout.programs[p].fields;
            set(words, own.at, order.points[p][get(words, own.at)]);
            for (const Field field : {own.session, own.entry, own.scratch, own.created})
                set(words, field, new_code(get(words, field)));
        }
        const bool by_slot = layout.policy.table_key == TableKey::instance && !hive.slot_per_name;
        for (const Table& table : layout.tables) {
            for (std::size_t key = 0; key < table.stale.size() && table.hive == h && !by_slot; ++key)
                set(words, table.stale[names[key]], get(state.words.data(), table.stale[key]));
        }
    }
    return result;
}

/// All states that a state becomes by exchanges, found by making them one after the other until nothing new
/// comes.
template <class State>
std::set<State> all_like(const Layout& layout, const Symmetries& symmetries, const State& state)
{
    std::set<State> all{state};
    std::deque<State> waiting{state};
    const auto meet = [&](const State& other) {
        const State met = numbered(layout, other);
        if (all.insert(met).second) waiting.push_back(met);
    };
    for (; !waiting.empty(); waiting.pop_front()) {
        const State from = waiting.front();
        for (const ProgramClass& like : symmetries.classes) {
            for (std::size_t k = 1; k < like.members(); ++k) {
                State other = from;
                exchange_members(layout, other.words.data(), like, k - 1, k);
                meet(other);
            }
        }
        for (const NameOrder& order : symmetries.orders) meet(renamed(layout, from, order));
    }
    return all;
}

}  // namespace holdfast::tests
