// The states and steps of a model as an explicit graph, for pictures and for tools that compare such graphs:
// the whole of it, or what lies around one run. It is the graph of the plain system, with every enabled step
// of each of its states and nothing reduced. States are numbered breadth first, so that the numbers depend on
// the model alone. What is not in it is counted where it is missing: a graph that was cut off never looks
// like a whole one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "checker/model.hpp"
#include "checker/property.hpp"
#include "checker/replay.hpp"
#include "checker/schedule.hpp"
#include "checker/seen_states.hpp"

namespace holdfast::checker {

/// Which part of the graph is asked for.
struct GraphRequest {
    std::size_t most_states = 250;  ///< at least 1; further ones are left out
    /// Where it is given: the states of this run, and what is within `within` steps behind one of them.
    std::optional<Schedule> around{};
    std::size_t within = 1;
    bool tells_states = true;  ///< in words, too; false where only steps have to be
};

struct GraphState {
    bool initial = false;
    bool terminal = false;      ///< no program can move
    PropertyMask violates = 0;  ///< of kind never, and of kind at_end where it is terminal
    PropertyMask shows = 0;     ///< of kind reachable
    std::size_t distance = 0;   ///< steps from the nearest initial state, or from the run, within the graph
    std::optional<std::size_t> found_by{};  ///< the step that came here first; none for the first ones
    std::uint64_t steps_left_out = 0;       ///< to states that are not in the graph
    std::uint64_t beyond_limit = 0;         ///< steps that the model cannot represent, which lead nowhere

    bool operator==(const GraphState&) const = default;
};

struct GraphStep {
    std::size_t from = 0;
    std::size_t to = 0;
    Choice choice;
    PropertyMask violates = 0;  ///< of kind never_step

    bool operator==(const GraphStep&) const = default;
};

/// States by number: the initial ones first, or those of the run in its order, the others breadth first.
/// Steps in the order of their states and, within one, of their choices.
struct StateGraph {
    std::vector<GraphState> states;
    std::vector<GraphStep> steps;
    std::vector<std::size_t> run_states;  ///< of the run that was asked for, from its start on
    std::vector<std::size_t> run_steps;   ///< those between them
    bool cut_off = false;                 ///< states were left out because there were too many
    std::optional<Misfit> misfit{};       ///< why the run does not fit; the graph is of what fitted

    /// Every reachable state and every step is in it.
    [[nodiscard]] bool whole() const
    {
        return std::all_of(states.begin(), states.end(), [](const GraphState& state) {
            return state.steps_left_out == 0 && state.beyond_limit == 0;
        });
    }

    bool operator==(const StateGraph&) const = default;
};

/// Explores the part of a model's graph that is asked for.
template <Model M>
class GraphExplorer {
public:
    using State = typename M::State;

    GraphExplorer(const M& model, const GraphRequest& request)
        : model_(model), request_(request), initial_(model.initial_states())
    {
    }

    [[nodiscard]] const StateGraph& explore()
    {
        if (request_.around) number_the_run();
        else number_initial_states();
        for (std::size_t number = 0; number < graph_.states.size(); ++number) expand(number);
        find_steps_of_the_run();
        return graph_;
    }

    [[nodiscard]] const State& state(std::size_t number) const
    {
        return seen_.state(static_cast<Rank>(number));
    }

private:
    void number_initial_states()
    {
        for (const State& state : initial_) add(state, 0, std::nullopt);
    }

    void number_the_run()
    {
        const auto run = replay(model_, *request_.around);
        graph_.misfit = run.misfit;
        for (const State& state : run.states) {
            const auto number = add(state, 0, std::nullopt);
            if (!number) return;
            graph_.run_states.push_back(*number);
        }
    }

    /// The number of a state, which it gets here where it is new; nothing where there is no room for it.
    std::optional<std::size_t> add(const State& state, std::size_t distance,
                                   std::optional<std::size_t> found_by)
    {
        const auto slot = seen_.find(state);
        if (slot.known()) return slot.rank;
        if (distance > farthest()) return std::nullopt;
        if (seen_.size() >= std::min<std::uint64_t>(request_.most_states, seen_.most_states)) {
            graph_.cut_off = true;
            return std::nullopt;
        }
        graph_.states.push_back({.distance = distance, .found_by = found_by});
        return seen_.add(slot, state, no_rank, {});
    }

    [[nodiscard]] std::size_t farthest() const { return request_.around ? request_.within : no_end; }

    void expand(std::size_t number)
    {
        const State from = state(number);
        bool program_moves = false;
        model_.for_each_step(from, [&](const Step<State>& step) {
            const Process& process = model_.processes()[step.choice.process];
            program_moves = program_moves || (!process.environment && process.counts);
            take(number, step);
        });
        judge(number, from, !program_moves);
    }

    void take(std::size_t from, const Step<State>& step)
    {
        if (step.beyond_limit) {
            ++graph_.states[from].beyond_limit;
            return;
        }
        const auto to = add(step.after, graph_.states[from].distance + 1, graph_.steps.size());
        if (to) graph_.steps.push_back({from, *to, step.choice, step.violated});
        else ++graph_.states[from].steps_left_out;
    }

    void judge(std::size_t number, const State& state, bool terminal)
    {
        GraphState& found = graph_.states[number];
        found.initial = std::find(initial_.begin(), initial_.end(), state) != initial_.end();
        found.terminal = terminal;
        const PropertyMask satisfied =
            model_.satisfied(state, of_kind(PropertyKind::never) | of_kind(PropertyKind::reachable) |
                                        of_kind(PropertyKind::at_end));
        found.violates = satisfied & of_kind(PropertyKind::never);
        if (terminal) found.violates |= ~satisfied & of_kind(PropertyKind::at_end);
        found.shows = satisfied & of_kind(PropertyKind::reachable);
    }

    [[nodiscard]] PropertyMask of_kind(PropertyKind kind) const
    {
        PropertyMask mask = 0;
        const std::span<const Property> properties = model_.properties();
        for (std::size_t k = 0; k < properties.size(); ++k) {
            if (properties[k].kind == kind) mask |= property_bit(k);
        }
        return mask;
    }

    void find_steps_of_the_run()
    {
        for (std::size_t k = 0; k + 1 < graph_.run_states.size(); ++k) {
            const Choice choice = request_.around->choices[k];
            const auto step =
                std::find_if(graph_.steps.begin(), graph_.steps.end(), [&](const GraphStep& one) {
                    return one.from == graph_.run_states[k] && one.choice == choice;
                });
            graph_.run_steps.push_back(static_cast<std::size_t>(step - graph_.steps.begin()));
            GraphState& to = graph_.states[step->to];
            if (!to.found_by && k + 1 == first_visit(step->to)) to.found_by = graph_.run_steps.back();
        }
    }

    /// Where on the run a state of it is met first.
    [[nodiscard]] std::size_t first_visit(std::size_t number) const
    {
        const auto& run = graph_.run_states;
        return static_cast<std::size_t>(std::find(run.begin(), run.end(), number) - run.begin());
    }

    static constexpr std::size_t no_end = static_cast<std::size_t>(-1);

    const M& model_;
    const GraphRequest request_;
    const std::vector<State> initial_;
    SeenStates<State> seen_;
    StateGraph graph_;
};

/// The graph, without words.
template <Model M>
[[nodiscard]] StateGraph state_graph(const M& model, const GraphRequest& request)
{
    return GraphExplorer<M>(model, request).explore();
}

/// The graph with what its states and steps are called.
struct ToldGraph {
    StateGraph graph;
    std::vector<StateWords> states;  ///< by number
    std::vector<StepWords> steps;    ///< likewise
};

template <TellingModel M>
[[nodiscard]] ToldGraph tell_graph(const M& model, const GraphRequest& request)
{
    GraphExplorer<M> explorer(model, request);
    ToldGraph told{explorer.explore(), {}, {}};
    for (std::size_t k = 0; k < told.graph.states.size() && request.tells_states; ++k)
        told.states.push_back(model.describe(explorer.state(k)));
    for (const GraphStep& step : told.graph.steps)
        told.steps.push_back(model.describe(step.choice, explorer.state(step.from), explorer.state(step.to)));
    return told;
}

}  // namespace holdfast::checker
