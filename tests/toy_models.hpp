// The zoo: small models with counts known from elsewhere, and ill-bred ones that break a duty. The checker
// is tested with them and without any MAPI, and what fails fits on a line.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/model.hpp"
#include "checker/packed_state.hpp"

namespace holdfast::tests {

using checker::Choice;
using checker::Process;
using checker::Property;
using checker::property_bit;
using checker::PropertyKind;
using checker::PropertyMask;
using checker::Step;

inline constexpr checker::Footprint everything = checker::Footprint::everything();

/// What all toys share: their processes and properties.
class Toy {
public:
    std::span<const Process> processes() const { return processes_; }
    std::span<const Property> properties() const { return properties_; }

    std::vector<Process> processes_;
    std::vector<Property> properties_;
};

inline Process program(const std::string& name, int lane) { return {name, lane, false, true}; }

inline Process environment(const std::string& name, int lane) { return {name, lane, true, false}; }

inline Choice choice(std::size_t process, std::size_t alternative = 0)
{
    return {static_cast<std::uint16_t>(process), static_cast<std::uint16_t>(alternative)};
}

/// A clock of two states that starts in any of them; no program ever moves.
class TwoStateClock : public Toy {
public:
    struct State {
        std::uint8_t hour = 0;
        bool operator==(const State&) const = default;
    };

    TwoStateClock()
    {
        processes_ = {environment("clock", checker::no_lane)};
        properties_ = {{"out-of-range", PropertyKind::never, "the hour is 0 or 1"},
                       {"strikes", PropertyKind::reachable, "the hour can be 1"}};
    }

    std::vector<State> initial_states() const { return {{0}, {1}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        visit(Step<State>{choice(0), {static_cast<std::uint8_t>(1 - state.hour)}, everything, 0, 0, false});
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return asked & ((state.hour > 1 ? 1u : 0u) | (state.hour == 1 ? 2u : 0u));
    }
};

/// Each program reads a shared counter and writes back one more than it read, so that increments get lost.
/// Tells its runs in words.
template <std::size_t Programs>
class CounterRace : public Toy {
public:
    struct State {
        std::uint8_t counter = 0;
        std::array<std::uint8_t, Programs> place{};  ///< 0 before the read, 1 before the write, 2 at the end
        std::array<std::uint8_t, Programs> read{};
        bool operator==(const State&) const = default;
    };

    static constexpr PropertyMask lost_update = 1, all_counted = 2, can_count_all = 4, stale_write = 8;

    CounterRace()
    {
        for (std::size_t k = 0; k < Programs; ++k)
            processes_.push_back(program(fmt::format("p{}", k), int(k)));
        properties_ = {
            {"lost-update", PropertyKind::never, "no increment is lost"},
            {"all-counted", PropertyKind::at_end, "in the end every increment is counted"},
            {"can-count-all", PropertyKind::reachable, "every increment can be counted"},
            {"stale-write", PropertyKind::never_step, "nothing is written that was read too early"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        for (std::size_t k = 0; k < Programs; ++k) {
            if (state.place[k] == 2) continue;
            Step<State> step{choice(k), state, {1, 0}, 0, 0, false};
            if (state.place[k] == 0) {
                step.after.read[k] = state.counter;
            } else {
                step.footprint = {1, 1};
                step.triggered = stale_write;
                step.violated = state.read[k] != state.counter ? stale_write : 0;
                step.after.counter = static_cast<std::uint8_t>(state.read[k] + 1);
                step.after.read[k] = 0;
            }
            ++step.after.place[k];
            visit(step);
        }
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        const bool end = std::count(state.place.begin(), state.place.end(), 2) == Programs;
        const bool all = state.counter == Programs;
        return asked & ((end && !all ? lost_update : 0) | (all ? all_counted | can_count_all : 0));
    }

    checker::StateWords describe(const State& state) const
    {
        checker::StateWords rows{{"counter", std::to_string(state.counter), true}};
        for (std::size_t k = 0; k < Programs; ++k) {
            rows.push_back({processes_[k].name, std::to_string(state.place[k]), false});
        }
        return rows;
    }

    checker::StepWords describe(Choice chosen, const State& before, const State&) const
    {
        const bool reads = before.place[chosen.process] == 0;
        return {"", processes_[chosen.process].name, reads ? "read" : "write", "", {}, {}};
    }

    std::string explain(std::size_t property, const State& state, std::optional<Choice> chosen) const
    {
        const std::string who = chosen ? processes_[chosen->process].name : std::string("everyone");
        return fmt::format("{}: {} left the counter at {}", properties_[property].name, who, state.counter);
    }
};

/// Peterson's mutual exclusion for two programs for ever; without `polite` nobody ever gives way in the turn.
class Peterson : public Toy {
public:
    struct State {
        std::array<std::uint8_t, 2> place{};  ///< 0 idle, 1 flag raised, 2 turn given away, 3 inside
        std::uint8_t turn = 0;
        bool operator==(const State&) const = default;
    };

    explicit Peterson(bool polite) : polite_(polite)
    {
        processes_ = {program("left", 0), program("right", 1)};
        properties_ = {{"both-inside", PropertyKind::never, "at most one program is inside"},
                       {"left-inside", PropertyKind::reachable, "the left program can get inside"},
                       {"stuck", PropertyKind::at_end, "some program can always move"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        for (std::uint8_t me = 0; me < 2; ++me) {
            const auto other = static_cast<std::uint8_t>(1 - me);
            const bool waits = state.place[other] != 0 && state.turn == other;
            if (state.place[me] == 2 && waits) continue;
            Step<State> step{choice(me), state, {7, 7}, 0, 0, false};
            step.after.place[me] = static_cast<std::uint8_t>((state.place[me] + 1) % 4);
            if (state.place[me] == 1) step.after.turn = polite_ ? other : me;
            visit(step);
        }
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        const bool both = state.place[0] == 3 && state.place[1] == 3;
        return asked & ((both ? 1u : 0u) | (state.place[0] == 3 ? 2u : 0u));
    }

private:
    bool polite_;
};

/// Dining philosophers: each takes a fork, then another, then puts both down. All take the left one first,
/// unless `ordered`: then the last philosopher takes the right one first, and nobody is ever stuck.
template <std::size_t Count>
class Philosophers : public Toy {
public:
    struct State {
        std::array<std::uint8_t, Count> forks{};  ///< in the hands of each philosopher
        bool operator==(const State&) const = default;
    };

    explicit Philosophers(bool ordered) : ordered_(ordered)
    {
        for (std::size_t k = 0; k < Count; ++k) processes_.push_back(program(fmt::format("p{}", k), int(k)));
        properties_ = {{"deadlock", PropertyKind::at_end, "some philosopher can always move"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        for (std::size_t k = 0; k < Count; ++k) {
            const std::uint64_t forks = std::uint64_t{1} << k | std::uint64_t{1} << (k + 1) % Count;
            Step<State> step{choice(k), state, {forks, forks}, 0, 0, false};
            if (state.forks[k] < 2 && taken(state, wanted(k, state.forks[k]))) continue;
            step.after.forks[k] = static_cast<std::uint8_t>((state.forks[k] + 1) % 3);
            visit(step);
        }
    }

    PropertyMask satisfied(const State&, PropertyMask) const { return 0; }

private:
    /// Fork k lies on the left of philosopher k; this is the fork taken after `held` others.
    std::size_t wanted(std::size_t philosopher, std::size_t held) const
    {
        const bool right_first = ordered_ && philosopher == Count - 1;
        return (philosopher + (right_first ? 1 - held : held)) % Count;
    }

    bool taken(const State& state, std::size_t fork) const
    {
        for (std::size_t k = 0; k < Count; ++k) {
            for (std::size_t held = 0; held < state.forks[k]; ++held) {
                if (wanted(k, held) == fork) return true;
            }
        }
        return false;
    }

    bool ordered_;
};

/// Looks for a solution of 2x + 10y = 14 (mod 256) by counting x or y up, in bytes that wrap around.
class LinearEquation : public Toy {
public:
    struct State {
        std::uint8_t x = 0, y = 0;
        bool operator==(const State&) const = default;
    };

    LinearEquation()
    {
        processes_ = {program("x", 0), program("y", 1)};
        properties_ = {{"solved", PropertyKind::reachable, "the equation has a solution"},
                       {"unsolvable", PropertyKind::reachable, "2x + 10y = 15 has a solution"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        const auto more = [](std::uint8_t value) { return static_cast<std::uint8_t>(value + 1); };
        visit(Step<State>{choice(0), {more(state.x), state.y}, {0, 1}, 0, 0, false});
        visit(Step<State>{choice(1), {state.x, more(state.y)}, {0, 2}, 0, 0, false});
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        const int sum = (2 * state.x + 10 * state.y) % 256;
        return asked & ((sum == 14 ? 1u : 0u) | (sum == 15 ? 2u : 0u));
    }
};

/// Programs that each count to `top` on their own: a grid of (top + 1)^programs states. In words of any
/// number.
template <std::size_t Words>
class Grid : public Toy {
public:
    using State = checker::PackedState<Words>;

    Grid(std::size_t programs, std::uint64_t top) : top_(top)
    {
        for (std::size_t k = 0; k < programs; ++k)
            processes_.push_back(program(fmt::format("p{}", k), int(k)));
        properties_ = {{"all-at-top", PropertyKind::never, "the far corner is not reached"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        for (std::size_t k = 0; k < processes_.size(); ++k) {
            if (count(state, k) == top_) continue;
            Step<State> step{choice(k), state, {}, 0, 0, false};
            step.after.words[k % Words] += std::uint64_t{1} << shift(k);
            visit(step);
        }
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        for (std::size_t k = 0; k < processes_.size(); ++k) {
            if (count(state, k) != top_) return 0;
        }
        return asked;
    }

private:
    static std::size_t shift(std::size_t program) { return program / Words * 8; }
    static std::uint64_t count(const State& state, std::size_t program)
    {
        return state.words[program % Words] >> shift(program) & 255;
    }

    std::uint64_t top_;
};

/// A model given edge by edge: the states are numbers, and what a step or a state shows is written in tables.
class TableModel : public Toy {
public:
    using State = checker::PackedState<1>;

    struct Row {
        Choice choice;
        std::uint64_t target = 0;
        PropertyMask triggered = 0;
        PropertyMask violated = 0;
        bool beyond_limit = false;
        bool strongly_fair = false;
    };

    static State state(std::uint64_t number) { return {{number}}; }

    /// Rows of a state must be added in ascending order of choice.
    void add(std::uint64_t from, const Row& row)
    {
        if (rows_.size() <= from) rows_.resize(from + 1);
        rows_[from].push_back(row);
    }

    void add(std::uint64_t from, std::size_t process, std::uint64_t target)
    {
        add(from, {choice(process), target});
    }

    void mark(std::uint64_t number, PropertyMask properties)
    {
        if (marks_.size() <= number) marks_.resize(number + 1);
        marks_[number] |= properties;
    }

    std::vector<State> initial_states() const
    {
        std::vector<State> states;
        for (const std::uint64_t number : initial_) states.push_back(state(number));
        return states;
    }

    template <class Visit>
    void for_each_step(const State& from, Visit&& visit) const
    {
        if (from.words[0] >= rows_.size()) return;
        for (const Row& row : rows_[from.words[0]]) {
            visit(Step<State>{row.choice, state(row.target), claims_, row.triggered, row.violated,
                              row.beyond_limit, row.strongly_fair});
        }
    }

    PropertyMask satisfied(const State& at, PropertyMask asked) const
    {
        return at.words[0] < marks_.size() ? marks_[at.words[0]] & asked : 0;
    }

    std::string limit_name() const { return "rows"; }

    checker::Footprint claims_ = everything;  ///< of every step
    std::vector<std::uint64_t> initial_{0};
    std::vector<std::vector<Row>> rows_;
    std::vector<PropertyMask> marks_;
};

/// The same with a goal for leads_to: which of them are reached in a state is written in a table, too.
class GoalTable : public TableModel {
public:
    void reach(std::uint64_t number, PropertyMask properties)
    {
        if (goals_.size() <= number) goals_.resize(number + 1);
        goals_[number] |= properties;
    }

    PropertyMask goals(const State& at, PropertyMask asked) const
    {
        return at.words[0] < goals_.size() ? goals_[at.words[0]] & asked : 0;
    }

    std::vector<PropertyMask> goals_;
};

/// Four steps lead to the meeting. The least list of choices, 0,1,0,0, which breadth-first search finds
/// first, has two switches; 1,0,0,0 and 1,1,0,0 have one.
inline TableModel least_list_is_not_fewest_switches()
{
    TableModel model;
    model.processes_ = {program("a", 0), program("b", 1)};
    model.properties_ = {{"meeting", PropertyKind::never, "the two never meet"}};
    model.add(0, 0, 1);  // a
    model.add(0, 1, 2);  // b
    model.add(1, 1, 3);  // a b
    model.add(2, 0, 3);  // b a
    model.add(2, 1, 4);  // b b
    model.add(3, 0, 5);  // a b a
    model.add(4, 0, 5);  // b b a
    model.add(5, 0, 7);  // b b a a
    model.add(5, 1, 7);  // a b a b
    model.mark(7, 1);
    return model;
}

/// A program of `steps` steps that the environment may kill at any time, in the program's own lane.
inline TableModel mortal(std::uint64_t steps)
{
    TableModel model;
    model.processes_ = {program("worker", 0), environment("crash of worker", 0)};
    model.properties_ = {{"finishes", PropertyKind::at_end, "the worker ends its work"}};
    const std::uint64_t dead = steps + 1;
    for (std::uint64_t k = 0; k < steps; ++k) {
        model.add(k, 0, k + 1);
        model.add(k, 1, dead);
    }
    model.mark(steps, 1);
    return model;
}

/// Two programs take one step each, and a clock without a lane must tick before the second.
inline TableModel waiting_for_the_clock()
{
    TableModel model;
    model.processes_ = {program("a", 0), program("b", 1), environment("clock", checker::no_lane)};
    model.properties_ = {{"over", PropertyKind::never, "it is never over"}};
    model.add(0, 0, 1);
    model.add(1, 2, 2);
    model.add(2, 0, 3);
    model.add(2, 1, 4);
    model.add(3, 0, 5);
    model.add(4, 1, 5);
    model.mark(5, 1);
    return model;
}

/// Counts for ever, but can represent only numbers below `limit`.
inline TableModel beyond(std::uint64_t limit)
{
    TableModel model;
    model.processes_ = {program("counter", 0)};
    model.properties_ = {{"too-much", PropertyKind::never, "the number stays below the limit"},
                         {"ends", PropertyKind::at_end, "counting never ends"},
                         {"one", PropertyKind::reachable, "the number can be 1"},
                         {"minus-one", PropertyKind::reachable, "the number can be -1"}};
    for (std::uint64_t k = 0; k + 1 < limit; ++k) model.add(k, 0, k + 1);
    model.add(limit - 1, {choice(0), 0, 0, 0, true});
    model.mark(1, property_bit(2));
    return model;
}

// The ill-bred ones.

/// Its `==` leaves out the field that the second program changes.
class Cheater : public Toy {
public:
    struct State {
        std::uint32_t seen = 0;
        std::uint32_t hidden = 0;
        bool operator==(const State& other) const { return seen == other.seen; }
    };

    Cheater()
    {
        processes_ = {program("open", 0), program("hidden", 1)};
        properties_ = {{"hidden-two", PropertyKind::never, "the hidden field stays below two"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        if (state.seen < 3)
            visit(Step<State>{choice(0), {state.seen + 1, state.hidden}, everything, 0, 0, false});
        if (state.hidden < 2)
            visit(Step<State>{choice(1), {state.seen, state.hidden + 1}, everything, 0, 0, false});
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.hidden == 2 ? asked : 0;
    }
};

/// Changes its mind: every call of for_each_step takes other steps than the one before.
class Moody : public Toy {
public:
    using State = checker::PackedState<1>;

    Moody()
    {
        processes_ = {program("moody", 0)};
        properties_ = {{"three", PropertyKind::never, "three is not reached"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        const std::uint64_t mood = ++calls_ % 7;
        if (state.words[0] < 20)
            visit(Step<State>{choice(0), {{state.words[0] + 1 + mood}}, everything, 0, 0, false});
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.words[0] > 10 ? asked : 0;
    }

private:
    mutable std::uint64_t calls_ = 0;
};

/// Counts on a grid of two programs, and throws where both have counted two: in its steps or in its
/// judgement.
class Thrower : public Grid<1> {
public:
    enum class Where { steps, judgement };

    explicit Thrower(Where where) : Grid<1>(2, 3), where_(where) {}

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        if (where_ == Where::steps) refuse(state);
        Grid<1>::for_each_step(state, visit);
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        if (where_ == Where::judgement) refuse(state);
        return Grid<1>::satisfied(state, asked);
    }

private:
    static void refuse(const State& state)
    {
        if (state.words[0] == 0x0202) throw std::out_of_range("two and two is too much");
    }

    Where where_;
};

}  // namespace holdfast::tests
