// The first levels of a system once more, this time with every state at hand: ranks, states, all enabled
// steps, nothing reduced. A counterexample is short beside the search that found it, so it is cheaper to walk
// its levels again than to keep in the search what only a trace asks for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include "checker/fingerprint.hpp"
#include "checker/model.hpp"
#include "checker/model_error.hpp"
#include "checker/options.hpp"
#include "checker/result.hpp"
#include "checker/seen_states.hpp"

namespace holdfast::checker {

template <Model M>
class Levels {
public:
    using State = typename M::State;

    /// `bytes_beside` are charged to the memory limit before anything of this.
    Levels(const M& model, const Options& options, std::uint64_t bytes_beside)
        : model_(model), stepper_(stepper_of(model)), options_(options), bytes_beside_(bytes_beside)
    {
    }

    /// Why it goes no further: after `extend_to` was false, or `asked_to_stop` true.
    [[nodiscard]] Stop stop() const { return stop_; }

    /// Memory by content, with what was there before.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_beside_ + seen_.bytes(); }

    /// Makes sure that level `depth` and those before it are there; false where memory or time does not
    /// suffice.
    [[nodiscard]] bool extend_to(std::size_t depth)
    {
        try {
            while (whole_levels_ <= depth && seen_.levels() == whole_levels_) {
                const bool whole = whole_levels_ == 0 ? store_initial_states() : store_next_level();
                if (whole) ++whole_levels_;
            }
        } catch (const std::bad_alloc&) {
            // The level is not whole.
        }
        const bool whole = depth < whole_levels_;
        if (!whole && stop_ == Stop::complete) stop_ = Stop::memory_limit;
        return whole;
    }

    [[nodiscard]] const SeenStates<State>& seen() const { return seen_; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit)
    {
        stepper_.for_each_step(state, std::forward<Visit>(visit));
    }

    /// Asked as rarely as in the search, so that a short trace is canonical even behind an interruption.
    [[nodiscard]] bool asked_to_stop()
    {
        if (++visited_ % (1u << 12) != 0) return false;
        if (options_.interrupted && options_.interrupted()) stop_ = Stop::interrupted;
        else if (options_.out_of_time && options_.out_of_time()) stop_ = Stop::time_limit;
        else return false;
        return true;
    }

private:
    /// Where a step leads.
    struct Arrival {
        State state;
        std::uint64_t hash;
        Rank parent;
        Choice choice;
    };

    /// So many are looked up together, so that no look waits for the one before; more gain nothing.
    static constexpr std::size_t most_arrivals = 64;

    [[nodiscard]] bool store_initial_states()
    {
        seen_.begin_level();
        const std::vector<State> initial = model_.initial_states();
        for (std::size_t k = 0; k < initial.size(); ++k) {
            const auto slot = seen_.find(initial[k]);
            if (slot.known()) continue;
            if (!has_room()) return false;
            seen_.add_initial(slot, initial[k], static_cast<std::uint32_t>(k));
        }
        return true;
    }

    [[nodiscard]] bool store_next_level()
    {
        const LevelRanks ranks = seen_.level(seen_.levels() - 1);
        seen_.begin_level();
        arrivals_.clear();
        for (Rank rank = ranks.begin; rank != ranks.end; ++rank) {
            blaming_model([&] { collect_steps(rank); }, [&] { return seen_.schedule_to(rank); });
            const bool look_now = arrivals_.size() >= most_arrivals || rank + 1 == ranks.end;
            if (look_now && !store_arrivals()) return false;
            if (asked_to_stop()) return false;
        }
        return true;
    }

    void collect_steps(Rank rank)
    {
        stepper_.for_each_step(seen_.state(rank), [&](const Step<State>& step) {
            if (step.beyond_limit) return;
            const std::uint64_t hash = fingerprint(step.after);
            seen_.expect(hash);
            arrivals_.push_back({step.after, hash, rank, step.choice});
        });
    }

    /// Those that are new; false where there is no room for one.
    [[nodiscard]] bool store_arrivals()
    {
        for (const Arrival& arrival : arrivals_) seen_.expect_state(arrival.hash);
        for (const Arrival& arrival : arrivals_) {
            const auto slot = seen_.find(arrival.state, arrival.hash);
            if (slot.known()) continue;
            if (!has_room()) return false;
            seen_.add(slot, arrival.state, arrival.parent, arrival.choice);
        }
        arrivals_.clear();
        return true;
    }

    [[nodiscard]] bool has_room() const
    {
        return seen_.size() < SeenStates<State>::most_states &&
               bytes_beside_ + seen_.bytes_with_one_more() <= options_.most_memory;
    }

    const M& model_;
    StepperOf<M> stepper_;
    const Options& options_;
    std::uint64_t bytes_beside_;
    SeenStates<State> seen_;
    std::vector<Arrival> arrivals_;  ///< not looked up yet
    std::size_t whole_levels_ = 0;   ///< one more that was begun is of no use, and nothing comes behind it
    std::uint64_t visited_ = 0;
    Stop stop_ = Stop::complete;
};

}  // namespace holdfast::checker
