// EXPAND: one chunk of a level, its states' steps taken in order, with all that is seen on the way. Chunks
// know nothing of one another, so each may be expanded by any thread; what they saw is put together in their
// order.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/cache_line.hpp"
#include "checker/distrust.hpp"
#include "checker/frontier.hpp"
#include "checker/hot.hpp"
#include "checker/judge.hpp"
#include "checker/landmark.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/options.hpp"
#include "checker/result.hpp"
#include "checker/scratch_list.hpp"
#include "checker/sleep_sets.hpp"
#include "checker/state_key.hpp"
#include "checker/symmetry.hpp"
#include "checker/visited.hpp"

namespace holdfast::checker {

/// Counts per property of how often it had something to judge. A step is counted under its whole mask, eight
/// properties at a time, and only the few masks that occur are taken apart at the end of a chunk: a loop over
/// the bits of each mask would be guessed wrong most of the time.
class TriggerCounts {
public:
    explicit TriggerCounts(std::size_t properties) : properties_(properties), slices_((properties + 7) / 8) {}

    HOLDFAST_HOT void add(PropertyMask triggered, std::uint64_t weight)
    {
        for (Slice& slice : slices_) {
            slice.add(static_cast<std::uint8_t>(triggered), weight);
            triggered >>= 8;
        }
    }

    void forget()
    {
        for (Slice& slice : slices_) slice.forget();
    }

    /// By property, since it was asked last.
    [[nodiscard]] std::vector<std::uint64_t> take()
    {
        std::vector<std::uint64_t> counts(8 * slices_.size());
        for (std::size_t slice = 0; slice < slices_.size(); ++slice)
            slices_[slice].move_to(std::span(counts).subspan(8 * slice, 8));
        counts.resize(properties_);
        return counts;
    }

private:
    class Slice {
    public:
        HOLDFAST_HOT void add(std::uint8_t mask, std::uint64_t weight)
        {
            if (counts_[mask] == 0) [[unlikely]]
                met_.push_back(mask);
            add_up(counts_[mask], weight);
        }

        void move_to(std::span<std::uint64_t> counts)
        {
            for (const std::uint8_t mask : met_) {
                const std::uint64_t count = std::exchange(counts_[mask], 0);
                for (unsigned bits = mask; bits != 0; bits &= bits - 1)
                    add_up(counts[static_cast<std::size_t>(std::countr_zero(bits))], count);
            }
            met_.clear();
        }

        void forget()
        {
            for (const std::uint8_t mask : met_) counts_[mask] = 0;
            met_.clear();
        }

    private:
        std::array<std::uint64_t, 256> counts_{};
        std::vector<std::uint8_t> met_;  ///< masks with a count
    };

    std::size_t properties_;
    std::vector<Slice> slices_;
};

/// Properties that were shown for the first time in a chunk, and where.
struct Shown {
    PropertyMask properties = 0;
    Discovery where;
};

/// What was seen while the states of a chunk were expanded.
struct Sights {
    Counts counts{};             ///< of this chunk: expanded, transitions, terminal_states, beyond_limit
    std::uint64_t enabled = 0;   ///< steps of the states themselves, not of those they stand for
    std::uint64_t explored = 0;  ///< of them, how many were followed to their end
    std::vector<std::uint64_t> triggers;
    std::vector<Shown> shown;
};

/// One chunk's candidates for new states, in order, and what was seen.
template <Model M>
struct alignas(cache_line) Expansion {
    using State = typename M::State;
    static constexpr std::size_t words = key_words<State>;

    struct Candidate {
        Key<words> key;  ///< scattered
        State after;
        SleepMask asleep;  ///< what sleeps there if it comes this way
        Choice choice;
        std::uint16_t parent;  ///< the number of the state in its chunk
    };
    static_assert(chunk_states <= std::numeric_limits<std::uint16_t>::max());

    /// What the visited set is asked of a candidate.
    struct Arrival {
        Key<words> key;
        std::uint32_t candidate;
    };

    /// What one thread inserts: all of some partitions, in order. Where there are several shares, each has a
    /// copy of what is asked, since candidates for different threads stand side by side, and to fetch a line
    /// from another core takes as long as from memory.
    struct alignas(cache_line) Share {
        ScratchList<Arrival> arrivals;       ///< none where it is the only share: all candidates
        ScratchList<std::uint32_t> winners;  ///< the candidates that were new; by INSERT
    };

    ScratchList<Candidate> candidates;
    std::uint32_t expanded = 0;  ///< so many states, the last perhaps in part
    std::vector<Share> shares;
    Sights sights;
    std::exception_ptr fault;  ///< a ModelError, where the model broke a duty

    void clear(std::size_t of_shares)
    {
        candidates.clear();
        expanded = 0;
        shares.resize(of_shares);
        for (Share& each : shares) {
            each.arrivals.clear();
            each.winners.clear();
        }
        sights = {};
    }

    [[nodiscard]] std::size_t winners() const
    {
        std::size_t all = 0;
        for (const Share& each : shares) all += each.winners.size();
        return all;
    }

    /// All winners in order, as the first share's.
    void unite_winners()
    {
        if (shares.size() == 1) return;
        is_winner_.assign(candidates.size() / 64 + 1, 0);
        for (Share& each : shares) {
            for (const std::uint32_t n : each.winners) is_winner_[n / 64] |= std::uint64_t{1} << n % 64;
            each.winners.clear();
        }
        auto& winners = shares.front().winners;
        for (std::size_t word = 0; word < is_winner_.size(); ++word) {
            for (std::uint64_t bits = is_winner_[word]; bits != 0; bits &= bits - 1) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
                winners.extend() = static_cast<std::uint32_t>(word * 64 + bit);
            }
        }
    }

private:
    std::vector<std::uint64_t> is_winner_;  ///< a bit for each candidate
};

/// What a worker needs to expand chunks: a stepper, a symmetry and scratch space of its own.
template <Model M>
class Expander {
public:
    using State = typename M::State;

    Expander(const M& model, const Options& options, const std::vector<std::uint8_t>& is_program)
        : model_(model), triggered_(model.properties().size()), stepper_(stepper_of(model)),
          symmetry_(symmetry_of(model)), is_program_(is_program), bits_(is_program.size()),
          sleeps_(options.sleep_sets), renames_(options.symmetry && !symmetry_.is_trivial())
    {
        if (options.distrust) doubt_.emplace(model);
    }

    struct Task {
        const Frontier<State>& frontier;
        std::size_t chunk = 0;
        std::size_t depth = 0;
        std::uint64_t first = 0;  ///< number of the chunk's first state
        const Visited<key_words<State>>& visited;
        PropertyMask open_over_steps = 0;
        PropertyMask open_at_end = 0;
        std::size_t shares = 1;
        /// Stop behind this many candidates, within a state if need be.
        std::uint64_t most_candidates = std::numeric_limits<std::uint64_t>::max();
    };

    /// `schedule_to(number)` is asked for where the model throws.
    template <class ScheduleTo>
    void expand(const Task& task, Expansion<M>& expansion, const ScheduleTo& schedule_to)
    {
        task_ = &task;
        out_ = &expansion;
        expansion.clear(task.shares);
        open_over_steps_ = task.open_over_steps;
        open_at_end_ = task.open_at_end;
        followed_ = 0;
        forget_recent();
        triggered_.forget();  // of a chunk in which the model threw
        const auto& chunk = task.frontier.chunk(task.chunk);
        const std::size_t states = task.frontier.states_in(task.chunk);
        blaming_model(
            [&] {
                for (std::size_t k = 0; k < states && !is_full(); ++k) {
                    number_ = task.first + k;
                    expand_state(chunk.states[k], chunk.asleep_at(k));
                }
            },
            [&] { return schedule_to(number_); });
        if (task.shares > 1) share_out();
        expansion.sights.explored = followed_;
        expansion.sights.triggers = triggered_.take();
    }

    /// Those of `asked` that the state satisfies.
    template <class ScheduleTo>
    [[nodiscard]] PropertyMask satisfied(const State& state, PropertyMask asked,
                                         const ScheduleTo& schedule_to)
    {
        return blaming_model([&] { return satisfied(state, asked); }, schedule_to);
    }

    [[nodiscard]] std::uint64_t orbit(const State& state) { return renames_ ? symmetry_.orbit(state) : 1; }

    /// The state that stands for all its like, where symmetry is in use.
    [[nodiscard]] State canonical(State state)
    {
        if (renames_) symmetry_.canonicalize(state, renaming_);
        return state;
    }

    [[nodiscard]] bool uses_symmetry() const { return renames_; }

    /// Adds what the states that were expanded came by.
    void add_notes_to(std::vector<Note>& notes) const
    {
        if constexpr (ModelWithLandmarks<M>) put_together(notes, stepper_.notes());
    }

private:
    using Candidate = typename Expansion<M>::Candidate;

    /// A step that is to be followed.
    struct Enabled {
        State after;
        SleepMask before;  ///< the steps before it
        Footprint footprint;
        Choice choice;
    };

    [[nodiscard]] bool is_full() const { return out_->candidates.size() >= task_->most_candidates; }

    /// Which share each candidate belongs to.
    void share_out()
    {
        std::array<ScratchList<typename Expansion<M>::Arrival>*, partitions> of{};
        for (std::size_t partition = 0; partition < partitions; ++partition)
            of[partition] = &out_->shares[partition % task_->shares].arrivals;
        for (std::size_t n = 0; n < out_->candidates.size(); ++n) {
            const Candidate& candidate = out_->candidates[n];
            auto& arrival = of[task_->visited.partition_of(candidate.key)]->extend();
            arrival.key = candidate.key;
            arrival.candidate = static_cast<std::uint32_t>(n);
        }
    }

    [[nodiscard]] PropertyMask satisfied(const State& state, PropertyMask asked)
    {
        return asked & (doubt_ ? doubt_->satisfied(state, asked) : model_.satisfied(state, asked));
    }

    HOLDFAST_HOT void expand_state(const State& state, SleepMask asleep)
    {
        Sights& sights = out_->sights;
        orbit_ = orbit(state);
        program_moves_ = false;
        steps_ = 0;
        enabled_.clear();
        steps_with_bit_.clear();
        seen_ = 0;
        const auto visit = [&](const Step<State>& step) HOLDFAST_HOT_LAMBDA { see(step, asleep); };
        if (doubt_) [[unlikely]]
            doubt(state, visit);
        else stepper_.for_each_step(state, visit);
        sights.enabled += steps_;
        add_up(sights.counts.transitions, times(steps_, orbit_));
        for (const Enabled& step : enabled_) follow(step, asleep & seen_);
        out_->candidates.cut(task_->most_candidates);
        ++out_->expanded;
        if (is_full()) return;
        add_up(sights.counts.expanded, orbit_);
        if (!program_moves_) judge_end(state);
    }

    /// Who doubts asks the model itself; what the steps come by is noted all the same.
    template <class Visit>
    void doubt(const State& state, const Visit& visit)
    {
        doubt_->for_each_step(state, visit);
        if constexpr (ModelWithLandmarks<M>) stepper_.for_each_step(state, [](const Step<State>&) {});
    }

    /// Every enabled step is seen and judged, whether it sleeps or not: so what is counted does not depend on
    /// it.
    HOLDFAST_HOT void see(const Step<State>& step, SleepMask asleep)
    {
        require_process(step.choice);
        program_moves_ = program_moves_ || is_program_[step.choice.process];
        ++steps_;
        if (step.beyond_limit) [[unlikely]] {
            add_up(out_->sights.counts.beyond_limit, orbit_);
            return;
        }
        triggered_.add(step.triggered, orbit_);
        if (const PropertyMask shown = step.violated & open_over_steps_) [[unlikely]] {
            out_->sights.shown.push_back({shown, {task_->depth + 1, number_, step.choice}});
            open_over_steps_ &= ~shown;
        }
        if (!sleeps_ && !renames_) {
            offer(step.after, 0, step.choice);
            return;
        }
        Enabled& enabled = enabled_.extend();
        enabled.after = step.after;
        enabled.before = seen_;
        enabled.footprint = step.footprint;
        enabled.choice = step.choice;
        if (!sleeps_) return;
        const SleepMask bit = bits_.of(step.choice);
        steps_with_bit_.add(bit, step.footprint);
        seen_ |= bit;
        // No branch: about every second sleeps.
        enabled_.drop_last((asleep & bit) != 0 ? 1 : 0);
    }

    /// Behind a step sleep those before it, and those that sleep here, that are independent of it.
    [[nodiscard]] HOLDFAST_HOT SleepMask asleep_behind(const Enabled& step, SleepMask asleep_here) const
    {
        const SleepMask of_others = ~bits_.of_process(step.choice.process);
        return steps_with_bit_.among((step.before | asleep_here) & of_others, step.footprint);
    }

    HOLDFAST_HOT void follow(const Enabled& enabled, SleepMask asleep_here)
    {
        SleepMask asleep = sleeps_ ? asleep_behind(enabled, asleep_here) : 0;
        State after = enabled.after;
        if (renames_) {
            symmetry_.canonicalize(after, renaming_);
            if (!renaming_.identity)
                asleep = renaming_.only_processes ? bits_.moved(asleep, renaming_.moved) : 0;
        }
        offer(after, asleep, enabled.choice);
    }

    /// Most states come up several times among the candidates of a chunk. Who comes again is dropped here:
    /// the first in order wins in any case. Whether one came before is looked up where the last one with the
    /// same low bits was noted; what is not found there is told by the visited set.
    HOLDFAST_HOT void offer(const State& after, SleepMask asleep, Choice choice)
    {
        ++followed_;
        const Key<key_words<State>> key = task_->visited.scattered(key_of(after));
        auto& candidates = out_->candidates;
        Candidate& candidate = candidates.extend();
        candidate.key = key;
        candidate.after = after;
        candidate.asleep = asleep;
        candidate.choice = choice;
        candidate.parent = static_cast<std::uint16_t>(out_->expanded);
        // No branch: about every second comes again, and which one does is what a processor cannot guess.
        const std::size_t place = key[0] % most_recent;
        const std::size_t again = difference(recent_[place], key) == 0 ? 1 : 0;
        recent_[place] = key;
        candidates.drop_last(again);
    }

    /// No candidate came yet. A key with other low bits than its place has is none.
    void forget_recent()
    {
        std::ranges::fill(recent_, Key<key_words<State>>{});
        recent_.front()[0] = 1;
    }

    void judge_end(const State& state)
    {
        add_up(out_->sights.counts.terminal_states, orbit_);
        if (open_at_end_ == 0) return;
        const PropertyMask good = satisfied(state, open_at_end_);
        if (const PropertyMask shown = open_at_end_ & ~good) {
            out_->sights.shown.push_back({shown, {task_->depth, number_, std::nullopt}});
            open_at_end_ &= ~shown;
        }
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

    /// As many as fill two thirds of a small cache; twice as many find hardly more.
    static constexpr std::size_t most_recent = 4096 / std::bit_ceil(key_words<State>);

    const M& model_;
    TriggerCounts triggered_;
    StepperOf<M> stepper_;
    SymmetryOf<M> symmetry_;
    const std::vector<std::uint8_t>& is_program_;
    SleepBits bits_;
    bool sleeps_;
    bool renames_;
    std::optional<Distrust<M>> doubt_;

    const Task* task_ = nullptr;
    Expansion<M>* out_ = nullptr;
    PropertyMask open_over_steps_ = 0, open_at_end_ = 0;

    std::uint64_t followed_ = 0;  ///< steps of the chunk

    /// By their low bits: keys of the chunk's candidates, each the last that came there.
    std::vector<Key<key_words<State>>> recent_ = std::vector<Key<key_words<State>>>(most_recent);

    // Of the state at hand:
    std::uint64_t number_ = 0;
    std::uint64_t orbit_ = 1;
    bool program_moves_ = false;
    std::uint64_t steps_ = 0;
    ScratchList<Enabled> enabled_;
    IndependentSteps steps_with_bit_;
    SleepMask seen_ = 0;  ///< their bits
    Renaming renaming_;
};

}  // namespace holdfast::checker
