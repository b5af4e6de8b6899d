// The first levels of a system once more, this time with every state at hand: ranks, states, all enabled
// steps, nothing reduced. A counterexample is short beside the search that found it, so it is cheaper to walk
// its levels again than to keep in the search what only a trace asks for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

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

    /// So many bytes more stand beside this and are charged from now on.
    void charge_beside(std::uint64_t bytes) { bytes_beside_ += bytes; }

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
        bool enough = true;
        for (Rank rank = ranks.begin; rank != ranks.end && enough; ++rank) {
            const auto store = [&](const Step<State>& step) {
                if (step.beyond_limit || !enough) return;
                const auto slot = seen_.find(step.after);
                if (slot.known()) return;
                enough = has_room();
                if (enough) seen_.add(slot, step.after, rank, step.choice);
            };
            blaming_model([&] { stepper_.for_each_step(seen_.state(rank), store); },
                          [&] { return seen_.schedule_to(rank); });
            enough = enough && !asked_to_stop();
        }
        return enough;
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
    std::size_t whole_levels_ = 0;  ///< one more that was begun is of no use, and nothing comes behind it
    std::uint64_t visited_ = 0;
    Stop stop_ = Stop::complete;
};

}  // namespace holdfast::checker
