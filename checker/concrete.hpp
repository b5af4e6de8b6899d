// From states that stand for their like back to states that are really reached. A search with symmetry knows
// a schedule among representatives; the same steps, taken by those who really take them, are found by walking
// along.
#pragma once

#include <optional>
#include <vector>

#include <fmt/format.h>

#include "checker/fingerprint.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/schedule.hpp"
#include "checker/symmetry.hpp"

namespace holdfast::checker {

/// The least schedule whose states are represented, step by step, by those of `represented`: a schedule from
/// representative to representative. If `last` is given, a step that violates that property is added. Throws
/// ModelError where the symmetry of the model is none.
template <Model M>
[[nodiscard]] Schedule concrete(const M& model, const Schedule& represented, std::optional<std::size_t> last)
{
    using State = typename M::State;
    auto symmetry = symmetry_of(model);
    const auto representative = [&](State state) {
        Renaming renaming;
        symmetry.canonicalize(state, renaming);
        return state;
    };
    /// The least step from `state` that `wanted` accepts.
    const auto least = [&](const State& state, auto wanted) {
        std::optional<Step<State>> found;
        model.for_each_step(state, [&](const Step<State>& step) {
            if (!step.beyond_limit && (!found || step.choice < found->choice) && wanted(step)) found = step;
        });
        if (!found) {
            throw ModelError(fmt::format("broken duty: no step leads from a state to what a step of its "
                                         "representative leads to, along "
                                         "schedule {} of representatives; likely cause: symmetry() takes "
                                         "states for alike that are not",
                                         to_text(represented)));
        }
        return *found;
    };
    Schedule schedule{represented.initial, {}};
    State here = model.initial_states()[represented.initial];
    State stands = representative(here);
    for (const Choice choice : represented.choices) {
        stands = representative(
            least(stands, [&](const Step<State>& step) { return step.choice == choice; }).after);
        const Step<State> step = least(
            here, [&](const Step<State>& each) { return same_bytes(representative(each.after), stands); });
        schedule.choices.push_back(step.choice);
        here = step.after;
    }
    if (last) {
        const PropertyMask bit = property_bit(*last);
        schedule.choices.push_back(
            least(here, [&](const Step<State>& step) { return (step.violated & bit) != 0; }).choice);
    }
    return schedule;
}

}  // namespace holdfast::checker
