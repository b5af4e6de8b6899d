// A system with a stopwatch more: for "Q at most T after P" it runs from a state in which P is true and Q is
// not, until Q is. So the property is violated exactly where the watch shows more than T, or what was owed is
// paid too late; as such it is a model of its own, for the levels and the canonical trace. The watch stands
// still when it is late: how late does not matter for what can be reached.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/obligation.hpp"
#include "checker/owing.hpp"
#include "checker/property.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

template <ModelWithTime M>
class Elapsing {
public:
    using Watch = FlagBeside<typename M::State>;

    /// The greatest bound that the watch can tell from a later one.
    static constexpr std::uint64_t most_bound = std::numeric_limits<Watch>::max() - 4;

    struct State {
        typename M::State system;
        /// 0: nothing is owed; 1: in this very state something begins to be; otherwise 2 more than the time
        /// since it began, or one of `late()` and `paid_late()`.
        Watch watch;
        bool operator==(const State&) const = default;
    };

    /// Steps with the watch running or not, for one thread.
    class Stepper {
    public:
        explicit Stepper(const Elapsing& elapsing) : elapsing_(elapsing), steps_(stepper_of(elapsing.model_))
        {
        }

        template <class Visit>
        void for_each_step(const State& state, Visit&& visit)
        {
            steps_.for_each_step(state.system, [&](const Step<typename M::State>& step) {
                Step<State> next{step.choice, {step.after, 0}, step.footprint};
                next.beyond_limit = step.beyond_limit;
                if (!step.beyond_limit)
                    next.after = elapsing_.behind(state, elapsing_.duration(state, step.choice), step.after);
                visit(next);
            });
        }

    private:
        const Elapsing& elapsing_;
        StepperOf<M> steps_;
    };

    /// Both must outlive it; `bound` is at most `most_bound`. With `distrust` the model is asked for each
    /// duration twice.
    Elapsing(const M& model, const Obligation<M>& obligation, std::uint64_t bound, bool distrust)
        : model_(model), obligation_(obligation), bound_(bound), distrust_(distrust)
    {
    }

    std::vector<State> initial_states() const
    {
        std::vector<State> states;
        for (const auto& state : model_.initial_states()) {
            const auto number = static_cast<std::uint32_t>(states.size());
            states.push_back(
                blaming_model([&] { return begun(state); }, [&] { return Schedule{number, {}}; }));
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

    /// One: that nothing is late.
    std::span<const Property> properties() const { return properties_; }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.watch >= late() ? asked & property_bit(0) : 0;
    }

    [[nodiscard]] std::uint32_t duration(const State& state, Choice choice) const
    {
        const std::uint32_t minutes = model_.duration(state.system, choice);
        if (distrust_ && model_.duration(state.system, choice) != minutes) {
            throw ModelError("broken duty: duration() answers differently when asked again; likely cause: it "
                             "depends on something outside the state");
        }
        return minutes;
    }

    [[nodiscard]] static bool begins(const State& state) { return state.watch == 1; }
    [[nodiscard]] bool is_running(const State& state) const
    {
        return state.watch != 0 && state.watch != paid_late();
    }
    /// Something is owed for longer than it may be.
    [[nodiscard]] bool is_late(const State& state) const { return state.watch == late(); }
    /// Since when something is owed that is not late yet.
    [[nodiscard]] static std::uint64_t elapsed(const State& state)
    {
        return begins(state) ? 0 : std::uint64_t{state.watch} - 2;
    }

private:
    [[nodiscard]] Watch late() const { return static_cast<Watch>(bound_ + 3); }
    [[nodiscard]] Watch paid_late() const { return static_cast<Watch>(bound_ + 4); }

    [[nodiscard]] State begun(const typename M::State& state) const
    {
        return {state, static_cast<Watch>(obligation_.triggers(state) && !obligation_.pays(state) ? 1 : 0)};
    }

    [[nodiscard]] State behind(const State& before, std::uint32_t minutes,
                               const typename M::State& state) const
    {
        if (!is_running(before)) return begun(state);
        const bool was_late = is_late(before);
        const std::uint64_t owed = was_late ? 0 : elapsed(before) + minutes;
        if (obligation_.pays(state)) return {state, owed > bound_ ? paid_late() : Watch{0}};
        return {state, was_late || owed > bound_ ? late() : static_cast<Watch>(owed + 2)};
    }

    const M& model_;
    const Obligation<M>& obligation_;
    const std::uint64_t bound_;
    const bool distrust_;
    std::vector<Property> properties_{{"late", PropertyKind::never, "what is owed is paid in time"}};
};

}  // namespace holdfast::checker
