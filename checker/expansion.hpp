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
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/distrust.hpp"
#include "checker/frontier.hpp"
#include "checker/hot.hpp"
#include "checker/judge.hpp"
#include "checker/landmark.hpp"
#include "checker/level_index.hpp"
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

/// Counts per property of how often it had something to judge: eight counters of a byte each in a word,
/// emptied into real ones before any can be full. A loop over the bits of each mask would be guessed wrong
/// most of the time.
class TriggerCounts {
public:
    explicit TriggerCounts(std::size_t properties) : words_((properties + 7) / 8), counts_(words_ * 8) {}

    HOLDFAST_HOT void add(PropertyMask triggered)
    {
        bytes_[0] += spread(triggered & 0xff);
        for (std::size_t word = 1; word < words_; ++word)
            bytes_[word] += spread(triggered >> 8 * word & 0xff);
        if (++added_ == 0xff) [[unlikely]]
            empty_bytes();
    }

    [[nodiscard]] std::uint64_t take(std::size_t property)
    {
        empty_bytes();
        return std::exchange(counts_[property], 0);
    }

private:
    /// Bit k of `bits` becomes the lowest bit of byte k: seven shifted copies, of which each byte keeps its
    /// bit.
    [[nodiscard]] static std::uint64_t spread(std::uint64_t bits)
    {
        const std::uint64_t copies = (bits & 0x7f) * 0x0002040810204081u & 0x0101010101010101u;
        return copies | (bits & 0x80) << 49;
    }

    [[gnu::noinline]] void empty_bytes()
    {
        for (std::size_t property = 0; property < counts_.size(); ++property)
            counts_[property] += bytes_[property / 8] >> 8 * (property % 8) & 0xff;
        bytes_ = {};
        added_ = 0;
    }

    static constexpr std::size_t most_words = 8 * sizeof(PropertyMask) / 8;

    std::size_t words_;
    std::array<std::uint64_t, most_words> bytes_{};
    std::vector<std::uint64_t> counts_;
    unsigned added_ = 0;
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
struct Expansion {
    using State = typename M::State;
    static constexpr std::size_t words = key_words<State>;

    struct Candidate {
        Key<words> key;  ///< scattered
        State after;
        SleepMask asleep;  ///< what sleeps there if it comes this way
        Choice choice;
        bool fresh;  ///< set by INSERT: the state was not known
    };

    ScratchList<Candidate> candidates;
    std::vector<std::uint32_t> ends;                   ///< for each expanded state, where its candidates end
    std::vector<std::vector<std::uint32_t>> of_owner;  ///< where several threads insert: whose are which
    Sights sights;
    std::exception_ptr fault;  ///< a ModelError, where the model broke a duty

    void clear(std::size_t owners)
    {
        candidates.clear();
        ends.clear();
        of_owner.resize(owners);
        for (auto& each : of_owner) each.clear();
        sights = {};
    }
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
        const std::vector<LevelIndex>& index;
        const Visited<key_words<State>>& visited;
        PropertyMask open_over_steps = 0;
        PropertyMask open_at_end = 0;
        std::size_t owners = 1;
        /// Stop behind this many candidates, within a state if need be.
        std::uint64_t most_candidates = std::numeric_limits<std::uint64_t>::max();
    };

    /// `schedule_to(number)` is asked for where the model throws.
    template <class ScheduleTo>
    void expand(const Task& task, Expansion<M>& expansion, const ScheduleTo& schedule_to)
    {
        task_ = &task;
        out_ = &expansion;
        expansion.clear(task.owners);
        expansion.sights.triggers.assign(model_.properties().size(), 0);
        open_over_steps_ = task.open_over_steps;
        open_at_end_ = task.open_at_end;
        const auto& chunk = task.frontier.chunk(task.chunk);
        const std::size_t states = task.frontier.states_in(task.chunk);
        if (sleeps_) look_up_sleeping(chunk, states);
        blaming_model(
            [&] {
                for (std::size_t k = 0; k < states && !is_full(); ++k) {
                    number_ = task.first + k;
                    expand_state(chunk.states[k], sleeps_ ? asleep_[k] : 0);
                }
            },
            [&] { return schedule_to(number_); });
        expansion.sights.explored = expansion.candidates.size();
        if (!renames_) {
            for (std::size_t property = 0; property < expansion.sights.triggers.size(); ++property)
                expansion.sights.triggers[property] = triggered_.take(property);
        }
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
    struct Enabled {
        State after;
        Choice choice;
    };

    [[nodiscard]] bool is_full() const { return out_->candidates.size() >= task_->most_candidates; }

    /// What sleeps at the states of a chunk, all at once: so that no look waits for the one before.
    template <class Chunk>
    void look_up_sleeping(const Chunk& chunk, std::size_t states)
    {
        asleep_.resize(states);
        const Visited<key_words<State>>& visited = task_->visited;
        for (std::size_t k = 0; k < states; ++k) {
            const auto key = visited.scattered(key_of(chunk.states[k]));
            asleep_[k] = task_->index[visited.partition_of(key)].asleep_at(visited.lead_of(key));
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
        program_moves_ = 0;
        steps_ = 0;
        enabled_.clear();
        sleeping_.clear();
        const auto visit = [&](const Step<State>& step) HOLDFAST_HOT_LAMBDA { see(step, asleep); };
        if (doubt_) [[unlikely]]
            doubt(state, visit);
        else stepper_.for_each_step(state, visit);
        sights.enabled += steps_;
        add_up(sights.counts.transitions, times(steps_, orbit_));
        for (std::size_t k = 0; k < enabled_.size(); ++k) follow(k);
        out_->candidates.cut(task_->most_candidates);
        out_->ends.push_back(static_cast<std::uint32_t>(out_->candidates.size()));
        if (is_full()) return;
        add_up(sights.counts.expanded, orbit_);
        if (program_moves_ == 0) judge_end(state);
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
        program_moves_ |= is_program_[step.choice.process];
        Sights& sights = out_->sights;
        ++steps_;
        if (step.beyond_limit) [[unlikely]] {
            add_up(sights.counts.beyond_limit, orbit_);
            return;
        }
        count_triggers(step.triggered);
        if (const PropertyMask shown = step.violated & open_over_steps_) [[unlikely]] {
            sights.shown.push_back({shown, {task_->depth + 1, number_, step.choice}});
            open_over_steps_ &= ~shown;
        }
        if (!sleeps_ && !renames_) {
            offer(step.after, 0, step.choice);
            return;
        }
        if (sleeps_) {
            const SleepMask bit = bits_.of(step.choice);
            const bool is_asleep = (asleep & bit) != 0;
            sleeping_.add(step.choice.process, bit, step.footprint, is_asleep);
            if (is_asleep) {
                enabled_.push_back({step.after, no_choice});
                return;
            }
        }
        enabled_.push_back({step.after, step.choice});
    }

    HOLDFAST_HOT void follow(std::size_t step)
    {
        const Enabled& enabled = enabled_[step];
        if (enabled.choice == no_choice) return;
        SleepMask asleep = sleeps_ ? sleeping_.behind(step) : 0;
        State after = enabled.after;
        if (renames_) {
            symmetry_.canonicalize(after, renaming_);
            if (!renaming_.identity)
                asleep = renaming_.only_processes ? bits_.moved(asleep, renaming_.moved) : 0;
        }
        offer(after, asleep, enabled.choice);
    }

    HOLDFAST_HOT void offer(const State& after, SleepMask asleep, Choice choice)
    {
        const auto key = task_->visited.scattered(key_of(after));
        if (task_->owners > 1) {
            const unsigned owner = task_->visited.partition_of(key) % static_cast<unsigned>(task_->owners);
            out_->of_owner[owner].push_back(static_cast<std::uint32_t>(out_->candidates.size()));
        }
        out_->candidates.push_back({key, after, asleep, choice, false});
    }

    void count_triggers(PropertyMask triggered)
    {
        if (!renames_) [[likely]]
            return triggered_.add(triggered);
        for (; triggered != 0; triggered &= triggered - 1)
            add_up(out_->sights.triggers[static_cast<std::size_t>(std::countr_zero(triggered))], orbit_);
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

    static constexpr Choice no_choice{0xffff, 0xffff};

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

    std::vector<SleepMask> asleep_;  ///< of the chunk's states

    // Of the state at hand:
    std::uint64_t number_ = 0;
    std::uint64_t orbit_ = 1;
    std::uint8_t program_moves_ = 0;
    std::uint64_t steps_ = 0;
    ScratchList<Enabled> enabled_;
    SleepingBehind sleeping_;
    Renaming renaming_;
};

}  // namespace holdfast::checker
