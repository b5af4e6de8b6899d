// The search: breadth first, level by level, in the order of discovery. So the first schedule found to a
// state is a shortest one, the least in lexicographic order, and every count depends on the model and the
// limits alone. Depth first would need less memory and find long counterexamples that nobody reads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/distrust.hpp"
#include "checker/judge.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/options.hpp"
#include "checker/result.hpp"
#include "checker/seen_states.hpp"

namespace holdfast::checker {

/// What a search found, and all that the way back to a counterexample needs.
template <PlainState State>
struct Exploration {
    SeenStates<State> seen;
    Judge judge;
    Counts counts;
    Stop stop = Stop::complete;
    std::size_t whole_levels = 0;  ///< every state of this many levels was found
};

template <Model M>
class BreadthFirst {
public:
    using State = typename M::State;

    BreadthFirst(const M& model, const Options& options)
        : model_(model), options_(options), found_{{}, Judge(model.properties()), {}, Stop::complete, 0}
    {
        if (options.distrust) doubt_.emplace(model);
        for (const Process& process : std::span<const Process>(model.processes())) {
            is_program_.push_back(!process.environment);
        }
    }

    [[nodiscard]] Exploration<State> run() &&
    {
        store_initial_states();
        while (!stop_) {
            if (level().width() == 0) stop_ = Stop::complete;
            else if (options_.stop_at_first && judge().any_violated()) stop_ = Stop::first_violation;
            else if (depth_ >= options_.most_depth) stop_ = Stop::depth_limit;
            else if (const auto reason = asked_to_stop()) stop_ = reason;
            else expand_level();
        }
        conclude();
        return std::move(found_);
    }

private:
    void store_initial_states()
    {
        seen().begin_level();
        const std::vector<State> initial = model_.initial_states();
        for (std::size_t k = 0; k < initial.size() && !stop_; ++k) {
            const auto slot = seen().find(initial[k]);
            if (slot.known() || !may_store()) continue;
            const Rank rank = seen().add_initial(slot, initial[k], static_cast<std::uint32_t>(k));
            judge_state(rank, 0);
        }
        if (!stop_) found_.whole_levels = 1;
    }

    void expand_level()
    {
        const LevelRanks ranks = level();
        seen().begin_level();
        for (Rank rank = ranks.begin; rank != ranks.end && !stop_; ++rank) {
            expand(rank);
            now_and_then(rank - ranks.begin + 1);
        }
        if (stop_) return;
        ++depth_;
        ++found_.whole_levels;
    }

    void expand(Rank rank)
    {
        blaming_model([&] { visit_steps(seen().state(rank)); }, [&] { return seen().schedule_to(rank); });
        bool program_moves = false;
        for (const Step<State>& step : steps_) {
            program_moves |= is_program_[step.choice.process];
            take(rank, step);
            if (stop_) return;
        }
        ++counts().expanded;
        if (!program_moves) judge_end(rank);
    }

    /// Collects the steps, so that the table's memory is on its way for all of them before the first is
    /// looked up.
    void visit_steps(const State& state)
    {
        steps_.clear();
        const auto visit = [&](const Step<State>& step) {
            require_process(step.choice);
            if (!step.beyond_limit) seen().expect(step.after);
            steps_.push_back(step);
        };
        if (doubt_) doubt_->for_each_step(state, visit);
        else model_.for_each_step(state, visit);
    }

    /// A step is judged before its end is stored: it is a violation even where there is no room behind it.
    void take(Rank from, const Step<State>& step)
    {
        ++counts().transitions;
        if (step.beyond_limit) {
            ++counts().beyond_limit;
            return;
        }
        if (step.triggered != 0) judge().count_triggers(step.triggered);
        if (const PropertyMask shown = step.violated & judge().open_over_steps()) {
            judge().show(shown, {depth_ + 1, from, step.choice});
        }
        const auto slot = seen().find(step.after);
        if (slot.known() || !may_store()) return;
        const Rank rank = seen().add(slot, step.after, from, step.choice);
        judge_state(rank, depth_ + 1);
    }

    void judge_state(Rank rank, std::size_t depth)
    {
        const PropertyMask asked = judge().open_over_states();
        if (asked != 0) judge().show(satisfied(rank, asked), {depth, rank, std::nullopt});
    }

    void judge_end(Rank rank)
    {
        ++counts().terminal_states;
        const PropertyMask asked = judge().open_at_end();
        if (asked != 0) judge().show(asked & ~satisfied(rank, asked), {depth_, rank, std::nullopt});
    }

    [[nodiscard]] PropertyMask satisfied(Rank rank, PropertyMask asked)
    {
        const State& state = seen().state(rank);
        const auto ask = [&] {
            return doubt_ ? doubt_->satisfied(state, asked) : model_.satisfied(state, asked);
        };
        return asked & blaming_model(ask, [&] { return seen().schedule_to(rank); });
    }

    void require_process(Choice choice) const
    {
        if (choice.process < is_program_.size()) [[likely]]
            return;
        throw ModelError(
            fmt::format("broken duty: a step is made by process {}, but there are only {} processes; "
                        "likely cause: processes() is shorter than the steps suppose",
                        choice.process, is_program_.size()));
    }

    /// Asked before a state is stored, and so before the table grows.
    [[nodiscard]] bool may_store()
    {
        if (seen().size() >= options_.most_states || seen().size() >= SeenStates<State>::most_states) {
            stop_ = Stop::state_limit;
        } else if (seen().bytes_with_one_more() > options_.most_memory) {
            stop_ = Stop::memory_limit;
        }
        return !stop_;
    }

    [[nodiscard]] std::optional<Stop> asked_to_stop() const
    {
        if (options_.interrupted && options_.interrupted()) return Stop::interrupted;
        if (options_.out_of_time && options_.out_of_time()) return Stop::time_limit;
        return std::nullopt;
    }

    void now_and_then(std::uint64_t expanded)
    {
        const bool last = expanded == level().width();
        if (options_.progress && (last || expanded % (1u << 15) == 0)) options_.progress(progress(expanded));
        if (!stop_ && !last && expanded % (1u << 12) == 0) stop_ = asked_to_stop();
    }

    [[nodiscard]] Progress progress(std::uint64_t expanded)
    {
        const std::uint64_t previous = depth_ == 0 ? 0 : seen().level(depth_ - 1).width();
        return {depth_,   seen().size(), counts().transitions, level().width(),
                expanded, previous,      seen().bytes()};
    }

    void conclude()
    {
        if (*stop_ == Stop::complete && counts().beyond_limit != 0) stop_ = Stop::model_limit;
        found_.stop = *stop_;
        counts().states = seen().size();
        for (std::size_t depth = 0; depth < seen().levels(); ++depth) {
            const std::uint64_t width = seen().level(depth).width();
            if (width != 0) counts().depth = depth;
            counts().widest_level = std::max(counts().widest_level, width);
        }
        const std::size_t whole = found_.whole_levels == 0 ? 0 : found_.whole_levels - 1;
        counts().whole_depth = std::min<std::uint64_t>(whole, counts().depth);
    }

    [[nodiscard]] SeenStates<State>& seen() { return found_.seen; }
    [[nodiscard]] Judge& judge() { return found_.judge; }
    [[nodiscard]] Counts& counts() { return found_.counts; }
    [[nodiscard]] LevelRanks level() { return seen().level(depth_); }

    const M& model_;
    const Options& options_;
    std::optional<Distrust<M>> doubt_;
    std::vector<bool> is_program_;
    Exploration<State> found_;
    std::size_t depth_ = 0;           ///< of the level that is expanded now or next
    std::vector<Step<State>> steps_;  ///< of the state being expanded
    std::optional<Stop> stop_;
};

}  // namespace holdfast::checker
