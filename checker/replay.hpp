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

/// A run in words. What fitted is told even where the schedule does not fit to its end, or cannot go on as it
/// says.
struct Story {
    StateWords initial;
    std::vector<StoryStep> steps;
    std::optional<Misfit> misfit;
};

/// Why the part behind the first `loop` steps of a run that fits cannot be repeated for ever. Without a step
/// in it the run stays where it is, which takes a state in which no fair process can move.
template <Model M>
[[nodiscard]] std::optional<Misfit> misfit_of_loop(const M& model, const Run<typename M::State>& run,
                                                   std::size_t loop)
{
    const std::size_t length = run.steps.size();
    if (loop < length) {
        if (run.states[loop] == run.states.back()) return std::nullopt;
        return Misfit{
            length,
            fmt::format("the loop does not end in the state in which it begins, before step {}", loop + 1)};
    }
    std::optional<Misfit> misfit;
    model.for_each_step(run.states.back(), [&](const Step<typename M::State>& step) {
        const Process& process = model.processes()[step.choice.process];
        if (misfit || process.environment || !process.fair) return;
        misfit = Misfit{length, fmt::format("the run cannot stay here: {} can move, and is not passed over "
                                            "for ever",
                                            process.name)};
    });
    return misfit;
}

/// Where the run goes on for ever, `loop` says how many steps are before the part that is repeated.
template <TellingModel M>
[[nodiscard]] Story tell(const M& model, const Schedule& schedule,
                         std::optional<std::size_t> loop = std::nullopt)
{
    const auto run = replay(model, schedule);
    Story story;
    story.misfit = run.misfit;
    if (loop && !run.misfit) story.misfit = misfit_of_loop(model, run, *loop);
    if (run.states.empty()) return story;
    story.initial = model.describe(run.states.front());
    for (std::size_t k = 0; k < run.steps.size(); ++k) {
        const auto& step = run.steps[k];
        story.steps.push_back({step.choice, model.describe(step.choice, run.states[k], step.after),
                               model.describe(step.after), step.violated});
    }
    return story;
}

/// Why the process cannot move behind this schedule, as the end of a sentence about it. The schedule must
/// fit.
template <Model M>
[[nodiscard]] std::string why_it_cannot_move(const M& model, std::size_t process, const Schedule& schedule)
{
    if constexpr (ModelWithReasons<M>) {
        return model.why_it_cannot_move(process, replay(model, schedule).states.back());
    } else {
        return "cannot move";
    }
}

/// What the trace shows of the property, in one sentence; of a lasso, of which part of the property it is.
/// The schedule must fit.
template <TellingModel M>
[[nodiscard]] std::string explain(const M& model, std::size_t property, const Schedule& schedule,
                                  std::size_t part = 0)
{
    const auto run = replay(model, schedule);
    const bool judges_steps = model.properties()[property].kind == PropertyKind::never_step;
    if (judges_steps && !run.steps.empty()) {
        return model.explain(property, run.states[run.steps.size() - 1], run.steps.back().choice);
    }
    if constexpr (requires { model.explain(property, run.states.back(), std::nullopt, part); }) {
        return model.explain(property, run.states.back(), std::nullopt, part);
    } else {
        return model.explain(property, run.states.back(), std::nullopt);
    }
}

}  // namespace holdfast::checker
