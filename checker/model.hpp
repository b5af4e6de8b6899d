// The Model concept: what a system must offer to be checked, and the duties of whoever writes one.
//
// Most false alarms of a model checker come from models that break a duty, so they stand here, beside
// the concept. `Options::distrust` makes the checker verify those that can be verified.
//
//  1. A State is a plain value: trivially copyable, no pointers, no hidden state, no clock, no padding. Two
//     states are the same state exactly if their bytes are equal; `==` must say the same. The state is its
//     own key. A model may say with `state_bits()` how many of a state's bits, from the lowest, are ever
//     used: then no state uses any other, because only these are stored.
//  2. `for_each_step` visits every enabled step of a state once, in ascending order of Choice, and depends on
//     the state alone: called twice it visits the same steps. It never fails on a well-formed state, reached
//     or not.
//  3. A step is one atomic step of one process. A step that is refused is a step (with its error); one
//     that is blocked is not enabled and not visited.
//  4. Step predicates are judged by the model while it makes the step, because only the model sees the atomic
//     steps inside a longer one. Guards and the reads of those predicates belong to the footprint.
//     Steps of different processes whose footprints are independent lead to the same state in either order:
//     the search leaves one order out. A model that cannot say what a step touched says
//     Footprint::everything().
//  5. `satisfied`, and `goals` where there is one, depend on the state alone.
//  6. Words are asked for by reports only and never influence a verdict.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "checker/footprint.hpp"
#include "checker/landmark.hpp"
#include "checker/property.hpp"
#include "checker/schedule.hpp"
#include "checker/words.hpp"

namespace holdfast::checker {

/// A lane is a column in the eyes of a reader: one per program. The environment's deed upon a program (a
/// crash) appears in that program's lane; what concerns nobody in particular (a clock) has no lane.
inline constexpr int no_lane = -1;

struct Process {
    std::string name;
    int lane = no_lane;        ///< changing the lane from one step to the next is a switch
    bool environment = false;  ///< a crash, an administrator: never counts as "can move"
    bool fair = true;          ///< not passed over for ever while it can move; the environment always may be
    bool counts = true;        ///< false where a run has come to its end though it can still move: idle time
};

/// One enabled step, as `for_each_step` visits it.
template <class State>
struct Step {
    Choice choice;
    State after;
    Footprint footprint;
    PropertyMask triggered = 0;  ///< never_step properties that had something to judge in this step
    PropertyMask violated = 0;   ///< never_step properties whose predicate this step satisfies
    /// The model cannot represent the successor within a limit of its own (`limit_name`). The step exists,
    /// `after` means nothing; the search becomes inconclusive unless it finds what it looks for.
    bool beyond_limit = false;
    /// The process waits for this step in a queue that is served, as for a mutex: a fair process that can
    /// take such steps again and again moves again and again, even if in between it cannot. A mark on the
    /// step and not on the process, because the same program may elsewhere wait for what nobody promises it.
    bool strongly_fair = false;
};

/// Plain values whose bytes are their identity.
template <class S>
concept PlainState = std::is_trivially_copyable_v<S> && std::equality_comparable<S> &&
                     std::has_unique_object_representations_v<S>;

/// See the duties at the head of this file.
template <class M>
concept Model = PlainState<typename M::State> &&
                requires(const M& model, const typename M::State& state, PropertyMask asked,
                         void (&visit)(const Step<typename M::State>&)) {
                    { model.initial_states() } -> std::convertible_to<std::vector<typename M::State>>;
                    model.for_each_step(state, visit);
                    { model.processes() } -> std::convertible_to<std::span<const Process>>;
                    { model.properties() } -> std::convertible_to<std::span<const Property>>;
                    /// Those among `asked` (all kinds but never_step) whose predicate P is true of
                    /// the state.
                    { model.satisfied(state, asked) } -> std::same_as<PropertyMask>;
                };

/// A model that may state properties on runs: it also says which of those among `asked` have their goal Q
/// true of the state. Like `satisfied` it depends on the state alone.
template <class M>
concept ModelWithGoals =
    Model<M> && requires(const M& model, const typename M::State& state, PropertyMask asked) {
        { model.goals(state, asked) } -> std::same_as<PropertyMask>;
    };

/// A model with properties on runs of several parts: it says of each part, from 0, whether its P
/// (`satisfied`) and its Q (`goals`) are true of the state. What has one part only is asked without a
/// number.
template <class M>
concept ModelWithParts = ModelWithGoals<M> && requires(const M& model, const typename M::State& state,
                                                       PropertyMask asked, std::size_t part) {
    { model.satisfied(state, asked, part) } -> std::same_as<PropertyMask>;
    { model.goals(state, asked, part) } -> std::same_as<PropertyMask>;
};

/// A model that may state within properties: it says how long a step takes on its own clock. Steps take no
/// time but those of the clock.
template <class M>
concept ModelWithTime =
    ModelWithGoals<M> && requires(const M& model, const typename M::State& state, Choice choice) {
        { model.duration(state, choice) } -> std::same_as<std::uint32_t>;
    };

/// A model that can also tell its runs in words.
template <class M>
concept TellingModel = Model<M> && requires(const M& model, const typename M::State& state, Choice choice,
                                            std::size_t property) {
    { model.describe(state) } -> std::same_as<StateWords>;
    { model.describe(choice, state, state) } -> std::same_as<StepWords>;  // choice, before, after
    /// One sentence on why the property is violated (or, for `reachable`, witnessed) here: by `choice`
    /// taken in `before` for a never_step property, by the state itself for the others (then `choice`
    /// is empty; for leads_to it is the state in which the loop begins and ends). A model with parts has a
    /// fourth parameter beside it: of which part the loop is.
    { model.explain(property, state, std::optional<Choice>{choice}) } -> std::same_as<std::string>;
};

/// A model that knows why a process cannot move in a state, as the end of a sentence about it: "has ended".
/// Asked where a run goes on for ever without it.
template <class M>
concept ModelWithReasons =
    Model<M> && requires(const M& model, const typename M::State& state, std::size_t process) {
        { model.why_it_cannot_move(process, state) } -> std::same_as<std::string>;
    };

/// A model that has landmarks. Its stepper notes what the steps that it was asked for come by: of each state
/// the same, whatever it was asked before. The model says what the notes of all states that can be reached
/// come to, in the order of `landmarks()`; where symmetry leaves states out it adds what they would note.
template <class M>
concept ModelWithLandmarks = Model<M> && requires(const M& model, std::span<const Note> notes) {
    { model.landmarks() } -> std::convertible_to<std::vector<Landmark>>;
    { model.stepper().notes() } -> std::convertible_to<std::span<const Note>>;
    { model.uses(notes) } -> std::convertible_to<std::vector<Use>>;
};

/// Makes the steps of a model that offers nothing better.
template <Model M>
class PlainStepper {
public:
    explicit PlainStepper(const M& model) : model_(model) {}

    template <class Visit>
    void for_each_step(const typename M::State& state, Visit&& visit) const
    {
        model_.for_each_step(state, std::forward<Visit>(visit));
    }

private:
    const M& model_;
};

/// Makes the steps of a model, for one thread. A model may offer a stepper of its own that remembers what it
/// did before (`stepper()`); it visits exactly the steps of `for_each_step`, in the same order.
template <Model M>
[[nodiscard]] auto stepper_of(const M& model)
{
    if constexpr (requires { model.stepper(); }) {
        return model.stepper();
    } else {
        return PlainStepper<M>(model);
    }
}

template <Model M>
using StepperOf = decltype(stepper_of(std::declval<const M&>()));

/// The name of the model's own limit that `Step::beyond_limit` speaks of, such as "instances"; models
/// without one need not have the function.
template <class M>
[[nodiscard]] std::string limit_name(const M& model)
{
    if constexpr (requires {
                      { model.limit_name() } -> std::convertible_to<std::string>;
                  }) {
        return model.limit_name();
    } else {
        return "model";
    }
}

}  // namespace holdfast::checker
