// A system with one bit more: is something owed? For "whenever P then eventually Q" something is owed from a
// state in which P is true and Q is not, until Q is. So the obligation is violated exactly where a fair run
// owes for ever, and the way to it is a shortest schedule of this system to a state where that can begin: as
// such it is a model of its own, for the levels and the canonical trace.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/obligation.hpp"
#include "checker/property.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// An unsigned number as wide as an address of the state is aligned: beside the state it leaves no padding.
template <class State>
using FlagBeside = std::conditional_t<
    alignof(State) == 1, std::uint8_t,
    std::conditional_t<alignof(State) == 2, std::uint16_t,
                       std::conditional_t<alignof(State) == 4, std::uint32_t, std::uint64_t>>>;

template <ModelWithGoals M>
class Owing {
public:
    struct State {
        typename M::State system;
        FlagBeside<typename M::State> owes;
        bool operator==(const State&) const = default;
    };

    /// Steps with something owed or not, for one thread.
    class Stepper {
    public:
        explicit Stepper(const Owing& owing) : owing_(owing), steps_(stepper_of(owing.model_)) {}

        template <class Visit>
        void for_each_step(const State& state, Visit&& visit)
        {
            steps_.for_each_step(state.system, [&](const Step<typename M::State>& step) {
                Step<State> next{step.choice, {step.after, 0}, step.footprint};
                next.beyond_limit = step.beyond_limit;
                next.strongly_fair = step.strongly_fair;
                if (!step.beyond_limit) next.after = owing_.after(state.owes != 0, step.after);
                visit(next);
            });
        }

    private:
        const Owing& owing_;
        StepperOf<M> steps_;
    };

    /// Both must outlive it.
    Owing(const M& model, const Obligation<M>& obligation) : model_(model), obligation_(obligation) {}

    std::vector<State> initial_states() const
    {
        std::vector<State> states;
        for (const auto& state : model_.initial_states()) {
            const auto number = static_cast<std::uint32_t>(states.size());
            states.push_back(
                blaming_model([&] { return after(false, state); }, [&] { return Schedule{number, {}}; }));
        }
        return states;
    }

    [[nodiscard]] Stepper stepper() const { return Stepper(*this); }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        stepper().for_each_step(state, std::forward<Visit>(visit));
    }

    std::span<const Process> processes() const { return model_.processes(); }

    /// One: that a loop is reached in which a fair run can owe for ever.
    std::span<const Property> properties() const { return properties_; }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return can_owe_for_ever_(state) ? asked & property_bit(0) : 0;
    }

    /// Where the loops are, once somebody knows.
    void tell_loops(std::function<bool(const State&)> can_owe_for_ever)
    {
        can_owe_for_ever_ = std::move(can_owe_for_ever);
    }

private:
    [[nodiscard]] State after(bool owed, const typename M::State& state) const
    {
        const bool owes = (owed || obligation_.triggers(state)) && !obligation_.pays(state);
        return {state, owes ? FlagBeside<typename M::State>{1} : FlagBeside<typename M::State>{0}};
    }

    const M& model_;
    const Obligation<M>& obligation_;
    std::function<bool(const State&)> can_owe_for_ever_;
    std::vector<Property> properties_{{"owes-for-ever", PropertyKind::never, "what is owed is paid"}};
};

}  // namespace holdfast::checker
