// One random run: in each state a process that can move is drawn, then one of its steps. It proves nothing;
// it shows what a system does, in a state space of any size. What can be said of a single run is said of it:
// each property is judged where this run alone decides it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "checker/obligation.hpp"
#include "checker/property.hpp"
#include "checker/random.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// Why a random run is no longer.
enum class WalkEnd : std::uint8_t {
    ended,         ///< no program can move, nor can one again if time passes
    enough_steps,  ///< it was to have no more
    beyond_limit,  ///< every step that is left leads beyond a limit of the model
};

[[nodiscard]] constexpr std::string_view to_string(WalkEnd end)
{
    switch (end) {
    case WalkEnd::ended: return "ended";
    case WalkEnd::enough_steps: return "enough_steps";
    case WalkEnd::beyond_limit: return "beyond_limit";
    }
    return "?";
}

struct RandomWalk {
    Schedule schedule;
    WalkEnd end = WalkEnd::ended;
    /// For each property, behind how many steps of the run it is first violated; nothing where it is not.
    std::vector<std::optional<std::size_t>> violated;
    /// The same for properties of kind reachable: where it is first so.
    std::vector<std::optional<std::size_t>> shown;
    PropertyMask undecided = 0;  ///< of those on runs: this one was cut off with something still owed
};

/// What of the properties is decided on one run, step by step.
template <Model M>
class RunJudge {
public:
    using State = typename M::State;

    RunJudge(const M& model, RandomWalk& walk) : model_(model), walk_(walk)
    {
        walk_.violated.resize(properties().size());
        walk_.shown.resize(properties().size());
        if constexpr (ModelWithGoals<M>) {
            for (std::size_t k = 0; k < properties().size(); ++k) {
                for (std::size_t part = 0; is_on_runs(properties()[k].kind) && part < properties()[k].parts;
                     ++part)
                    debts_.push_back({k, properties()[k].bound_of(part), Obligation<M>(model, k, part, false),
                                      std::nullopt});
            }
        }
    }

    void see_step(const State& before, const Step<State>& step)
    {
        for (std::size_t k = 0; k < properties().size(); ++k) {
            if ((step.violated & property_bit(k)) != 0) note(walk_.violated[k], steps_seen() + 1);
        }
        if constexpr (ModelWithTime<M>) {
            const std::uint32_t minutes = model_.duration(before, step.choice);
            for (Debt& debt : debts_) {
                if (debt.age) *debt.age += minutes;
            }
        }
    }

    /// A state, before its steps are known to be none (`terminal`) or some.
    void see_state(const State& state, bool terminal)
    {
        PropertyMask asked = 0;
        for (std::size_t k = 0; k < properties().size(); ++k) {
            const bool of_states =
                properties()[k].kind != PropertyKind::never_step && !is_on_runs(properties()[k].kind);
            if (of_states) asked |= property_bit(k);
        }
        const PropertyMask satisfied = model_.satisfied(state, asked);
        for (std::size_t k = 0; k < properties().size(); ++k) {
            const bool is_so = (satisfied & property_bit(k)) != 0;
            const PropertyKind kind = properties()[k].kind;
            if (kind == PropertyKind::never && is_so) note(walk_.violated[k], steps_seen());
            if (kind == PropertyKind::at_end && terminal && !is_so) note(walk_.violated[k], steps_seen());
            if (kind == PropertyKind::reachable && is_so) note(walk_.shown[k], steps_seen());
        }
        see_debts(state);
    }

    /// The run goes no further. With `stays` no fair process can move: what is owed will never be paid.
    void see_end(bool stays)
    {
        for (const Debt& debt : debts_) {
            if (!debt.age) continue;
            const bool has_bound = properties()[debt.property].kind == PropertyKind::within;
            if (stays && has_bound) continue;  // no time passes any more, so it is never late
            if (stays) note(walk_.violated[debt.property], steps_seen());
            else if (!walk_.violated[debt.property]) walk_.undecided |= property_bit(debt.property);
        }
    }

private:
    struct NoObligation {};

    template <class Model>
    struct ObligationOf {
        using type = NoObligation;
    };
    template <ModelWithGoals Model>
    struct ObligationOf<Model> {
        using type = Obligation<Model>;
    };

    /// What a property on runs, or a part of it, is owed.
    struct Debt {
        std::size_t property;
        std::uint64_t bound;  ///< of kind within
        typename ObligationOf<M>::type obligation;
        std::optional<std::uint64_t> age;  ///< on the model's clock, where something is owed
    };

    void see_debts(const State& state)
    {
        if constexpr (ModelWithGoals<M>) {
            for (Debt& debt : debts_) {
                const bool has_bound = properties()[debt.property].kind == PropertyKind::within;
                if (has_bound && debt.age && *debt.age > debt.bound)
                    note(walk_.violated[debt.property], steps_seen());
                if (debt.obligation.pays(state)) debt.age.reset();
                else if (!debt.age && debt.obligation.triggers(state)) debt.age = 0;
            }
        }
    }

    static void note(std::optional<std::size_t>& first, std::size_t steps)
    {
        if (!first) first = steps;
    }

    [[nodiscard]] std::size_t steps_seen() const { return walk_.schedule.choices.size(); }
    [[nodiscard]] std::span<const Property> properties() const { return model_.properties(); }

    const M& model_;
    RandomWalk& walk_;
    std::vector<Debt> debts_;
};

/// Makes one random run.
template <Model M>
class Walker {
public:
    using State = typename M::State;

    Walker(const M& model, std::uint64_t seed) : model_(model), random_(seed), judge_(model, walk_) {}

    [[nodiscard]] RandomWalk walk(std::size_t most_steps)
    {
        const std::vector<State> initial = model_.initial_states();
        walk_.schedule.initial = static_cast<std::uint32_t>(random_.below(initial.size()));
        State state = initial[walk_.schedule.initial];
        for (;;) {
            const Steps steps = steps_of(state);
            judge_.see_state(state, !somebody_moves(steps));
            const auto end = why_it_ends(state, steps, most_steps);
            if (end) return finish(*end, steps);
            const Step<State>& step = draw(steps);
            judge_.see_step(state, step);
            walk_.schedule.choices.push_back(step.choice);
            state = step.after;
        }
    }

private:
    using Steps = std::vector<Step<State>>;

    [[nodiscard]] Steps steps_of(const State& state) const
    {
        Steps steps;
        model_.for_each_step(state, [&](const Step<State>& step) { steps.push_back(step); });
        return steps;
    }

    [[nodiscard]] const Process& process_of(const Step<State>& step) const
    {
        return model_.processes()[step.choice.process];
    }

    [[nodiscard]] bool somebody_moves(const Steps& steps) const
    {
        return std::any_of(steps.begin(), steps.end(), [&](const Step<State>& step) {
            return !process_of(step).environment && process_of(step).counts;
        });
    }

    [[nodiscard]] std::optional<WalkEnd> why_it_ends(const State& state, const Steps& steps,
                                                     std::size_t most_steps) const
    {
        if (has_ended(state, steps)) return WalkEnd::ended;
        if (walk_.schedule.choices.size() == most_steps) return WalkEnd::enough_steps;
        const bool some_are_left = std::any_of(steps.begin(), steps.end(),
                                               [](const Step<State>& step) { return !step.beyond_limit; });
        return some_are_left ? std::nullopt : std::optional(WalkEnd::beyond_limit);
    }

    /// Whether no program can move, however much time passes: whoever waits for a minute has not ended.
    [[nodiscard]] bool has_ended(const State& state, const Steps& steps) const
    {
        std::vector<State> met{state};
        for (std::size_t k = 0; k < met.size(); ++k) {
            const Steps next = k == 0 ? steps : steps_of(met[k]);
            if (somebody_moves(next)) return false;
            for (const Step<State>& step : next) {
                const bool idle = !process_of(step).environment && !step.beyond_limit;
                if (idle && std::find(met.begin(), met.end(), step.after) == met.end())
                    met.push_back(step.after);
            }
        }
        return true;
    }

    /// A process first, so that one with many alternatives does not crowd out the others.
    [[nodiscard]] const Step<State>& draw(const Steps& steps)
    {
        std::vector<std::vector<const Step<State>*>> offers;
        for (const Step<State>& step : steps) {
            if (step.beyond_limit) continue;
            if (offers.empty() || offers.back().front()->choice.process != step.choice.process)
                offers.emplace_back();
            offers.back().push_back(&step);
        }
        const auto& chosen = offers[random_.below(offers.size())];
        return *chosen[random_.below(chosen.size())];
    }

    [[nodiscard]] RandomWalk finish(WalkEnd end, const Steps& steps)
    {
        walk_.end = end;
        judge_.see_end(std::none_of(steps.begin(), steps.end(), [&](const Step<State>& step) {
            return !process_of(step).environment && process_of(step).fair;
        }));
        return std::move(walk_);
    }

    const M& model_;
    Random random_;
    RandomWalk walk_;
    RunJudge<M> judge_;
};

/// A random run of at most so many steps; the same for the same seed, everywhere.
template <Model M>
[[nodiscard]] RandomWalk random_walk(const M& model, std::uint64_t seed, std::size_t most_steps)
{
    return Walker<M>(model, seed).walk(most_steps);
}

}  // namespace holdfast::checker
