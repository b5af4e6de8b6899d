// The separate stepper: repeats a schedule choice by choice. Every trace passes through it before anyone
// reports it; it shares no code with the searches.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checker/model.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// Why a schedule does not fit a model.
struct Misfit {
    std::size_t step = 0;  ///< 1-based; 0 where the initial state does not exist
    std::string reason;

    bool operator==(const Misfit&) const = default;
};

/// A schedule repeated: `states[0]` is the initial state, `steps[k].after` equals `states[k + 1]`.
template <class State>
struct Run {
    std::vector<State> states;
    std::vector<Step<State>> steps;
    std::optional<Misfit> misfit;  ///< then states and steps hold what fitted before it
};

/// The step that a choice names in a state, if it is enabled there.
template <Model M>
[[nodiscard]] std::optional<Step<typename M::State>> find_step(const M& model, const typename M::State& state,
                                                               Choice choice)
{
    std::optional<Step<typename M::State>> found;
    model.for_each_step(state, [&](const Step<typename M::State>& step) {
        if (step.choice == choice) found = step;
    });
    return found;
}

template <Model M>
[[nodiscard]] Run<typename M::State> replay(const M& model, const Schedule& schedule)
{
    Run<typename M::State> run;
    const std::vector<typename M::State> initial = model.initial_states();
    if (schedule.initial >= initial.size()) {
        run.misfit = Misfit{0, fmt::format("there is no initial state {}; the model has {}", schedule.initial,
                                           initial.size())};
        return run;
    }
    run.states.push_back(initial[schedule.initial]);
    const std::span<const Process> processes = model.processes();
    for (const Choice choice : schedule.choices) {
        const std::size_t number = run.steps.size() + 1;
        if (choice.process >= processes.size()) {
            run.misfit = Misfit{number, fmt::format("there is no process {}; the model has {}",
                                                    choice.process, processes.size())};
            return run;
        }
        const auto step = find_step(model, run.states.back(), choice);
        const std::string& name = processes[choice.process].name;
        if (!step) {
            run.misfit = Misfit{
                number, fmt::format("{} has no enabled alternative {} here", name, choice.alternative)};
            return run;
        }
        if (step->beyond_limit) {
            run.misfit = Misfit{
                number, fmt::format("the step of {} leads beyond the limit of {}", name, limit_name(model))};
            return run;
        }
        run.steps.push_back(*step);
        run.states.push_back(step->after);
    }
    return run;
}

/// One step of a story: what was chosen, what it was, and the state behind it.
struct StoryStep {
    Choice choice;
    StepWords words;
    StateWords after;
    PropertyMask violated = 0;  ///< never_step properties that this very step violates
};

/// A run in words. What fitted is told even where the schedule does not fit to its end.
struct Story {
    StateWords initial;
    std::vector<StoryStep> steps;
    std::optional<Misfit> misfit;
};

template <TellingModel M>
[[nodiscard]] Story tell(const M& model, const Schedule& schedule)
{
    const auto run = replay(model, schedule);
    Story story;
    story.misfit = run.misfit;
    if (run.states.empty()) return story;
    story.initial = model.describe(run.states.front());
    for (std::size_t k = 0; k < run.steps.size(); ++k) {
        const auto& step = run.steps[k];
        story.steps.push_back({step.choice, model.describe(step.choice, run.states[k], step.after),
                               model.describe(step.after), step.violated});
    }
    return story;
}

/// What the trace shows of the property, in one sentence. The schedule must fit.
template <TellingModel M>
[[nodiscard]] std::string explain(const M& model, std::size_t property, const Schedule& schedule)
{
    const auto run = replay(model, schedule);
    const bool judges_steps = model.properties()[property].kind == PropertyKind::never_step;
    if (judges_steps && !run.steps.empty()) {
        return model.explain(property, run.states[run.steps.size() - 1], run.steps.back().choice);
    }
    return model.explain(property, run.states.back(), std::nullopt);
}

}  // namespace holdfast::checker
