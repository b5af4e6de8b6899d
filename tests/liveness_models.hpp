// Toys that wait: programs that want something, and may or may not get it in the end.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "checker/result.hpp"
#include "checker/schedule.hpp"
#include "tests/toy_models.hpp"

namespace holdfast::tests {

/// Peterson's algorithm, and the promise that whoever raises his flag gets inside.
class HopefulPeterson : public Peterson {
public:
    explicit HopefulPeterson(bool fair) : Peterson(true)
    {
        for (Process& process : processes_) process.fair = fair;
        properties_ = {
            {"left-gets-in", PropertyKind::leads_to, "the left program gets inside if it wants to"},
            {"right-gets-in", PropertyKind::leads_to, "so does the right one"}};
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const { return asked & at(state, 1, 2); }
    PropertyMask goals(const State& state, PropertyMask asked) const { return asked & at(state, 3, 3); }

private:
    static PropertyMask at(const State& state, std::uint8_t from, std::uint8_t to)
    {
        PropertyMask mask = 0;
        for (std::size_t me = 0; me < 2; ++me) {
            if (from <= state.place[me] && state.place[me] <= to) mask |= property_bit(me);
        }
        return mask;
    }
};

/// Programs that want a mutex, take it, and give it back, for ever. Taking it is strongly fair if its waiting
/// programs are `served`; otherwise somebody else may always be quicker.
template <std::size_t Programs>
class MutexUsers : public Toy {
public:
    struct State {
        std::array<std::uint8_t, Programs> place{};  ///< 0 elsewhere, 1 wants the mutex, 2 has it
        bool operator==(const State&) const = default;
    };

    explicit MutexUsers(bool served) : served_(served)
    {
        for (std::size_t k = 0; k < Programs; ++k)
            processes_.push_back(program("p" + std::to_string(k), static_cast<int>(k)));
        properties_ = {{"served", PropertyKind::leads_to, "the first program gets the mutex if it wants it"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        const bool held = std::count(state.place.begin(), state.place.end(), 2) != 0;
        for (std::size_t k = 0; k < Programs; ++k) {
            const bool takes = state.place[k] == 1;
            if (takes && held) continue;
            Step<State> step{choice(k), state, everything};
            step.after.place[k] = static_cast<std::uint8_t>((state.place[k] + 1) % 3);
            step.strongly_fair = takes && served_;
            visit(step);
        }
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.place[0] == 1 ? asked : 0;
    }
    PropertyMask goals(const State& state, PropertyMask asked) const
    {
        return state.place[0] == 2 ? asked : 0;
    }

private:
    bool served_;
};

/// Counts to three and begins again at one. Tells its runs in words.
class HopefulCounter : public Toy {
public:
    using State = checker::PackedState<1>;

    HopefulCounter()
    {
        processes_ = {program("counter", 0)};
        properties_ = {{"four", PropertyKind::leads_to, "one leads to four"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        visit(Step<State>{choice(0), {{state.words[0] % 3 + 1}}, everything});
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.words[0] == 1 ? asked : 0;
    }
    PropertyMask goals(const State& state, PropertyMask asked) const
    {
        return state.words[0] == 4 ? asked : 0;
    }

    checker::StateWords describe(const State& state) const
    {
        return {{"counter", std::to_string(state.words[0])}};
    }
    checker::StepWords describe(Choice, const State&, const State&) const
    {
        return {"", "counter", "counts", "", {}, {}};
    }
    std::string explain(std::size_t, const State& state, std::optional<Choice>) const
    {
        return fmt::format("for ever the counter is {} again", state.words[0]);
    }
};

/// One property of several parts: bit k of what is marked and reached in a state is P and Q of part k.
class PartedTable : public GoalTable {
public:
    PropertyMask satisfied(const State& at, PropertyMask asked) const { return satisfied(at, asked, 0); }
    PropertyMask goals(const State& at, PropertyMask asked) const { return goals(at, asked, 0); }

    PropertyMask satisfied(const State& at, PropertyMask asked, std::size_t part) const
    {
        return GoalTable::satisfied(at, property_bit(part)) != 0 ? asked & 1 : 0;
    }
    PropertyMask goals(const State& at, PropertyMask asked, std::size_t part) const
    {
        return GoalTable::goals(at, property_bit(part)) != 0 ? asked & 1 : 0;
    }

    /// That part alone, as a property without parts.
    GoalTable alone(std::size_t part) const
    {
        GoalTable model = *this;
        model.properties_.front().parts = 1;
        for (PropertyMask& marks : model.marks_) marks = marks >> part & 1;
        for (PropertyMask& goals : model.goals_) goals = goals >> part & 1;
        return model;
    }
};

/// Two jobs that one program does in turn, so that one of them always waits.
inline PartedTable two_jobs_in_turn()
{
    PartedTable model;
    model.processes_ = {program("p", 0)};
    model.properties_ = {{"done", PropertyKind::leads_to, "each job is done in the end", 2}};
    model.add(0, 0, 1);
    model.add(1, 0, 0);
    for (const std::uint64_t job : {0, 1}) {
        model.mark(job, property_bit(job));
        model.reach(1 - job, property_bit(job));
    }
    return model;
}

/// One property, that `from` leads to `to`, over a table of states.
inline GoalTable hope(std::vector<Process> processes, std::uint64_t from, std::uint64_t to)
{
    GoalTable model;
    model.processes_ = std::move(processes);
    model.properties_ = {{"hope", PropertyKind::leads_to, "what is begun is ended"}};
    model.mark(from, 1);
    model.reach(to, 1);
    return model;
}

/// A lasso on a line: its schedule with a bar where the loop begins, then its ledger.
inline std::string lasso_text(const checker::Trace& trace)
{
    checker::Schedule stem = trace.schedule, loop;
    const auto begin = stem.choices.begin() + static_cast<std::ptrdiff_t>(trace.loop->begin);
    loop.choices.assign(begin, stem.choices.end());
    stem.choices.erase(begin, stem.choices.end());
    std::string text = to_text(stem) + " | " + (trace.loop->stays ? "stays" : to_text(loop).substr(2));
    for (const checker::FairnessEntry& entry : trace.loop->ledger)
        text += fmt::format("; {} {} at {}", entry.process, to_string(entry.reason), entry.at);
    return text + (trace.loop->shortest ? "" : "; not the shortest");
}

}  // namespace holdfast::tests
