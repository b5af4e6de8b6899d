// The canonical counterexample, the one that depends on the model alone: among the shortest schedules that
// show a property, those with the fewest switches between lanes; among these the least initial state; among
// these the lexicographically least list of choices. Fewest switches is what a reader asks for.
//
// The search has fixed the length. This second pass walks the levels up to it again and goes back over them,
// with all enabled steps and nothing reduced, and notes for each state on a shortest schedule how many
// switches remain; then it walks forward and takes the least choice that keeps to that number.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "checker/assert.hpp"
#include "checker/cone.hpp"
#include "checker/confirm.hpp"
#include "checker/lanes.hpp"
#include "checker/levels.hpp"
#include "checker/model.hpp"
#include "checker/options.hpp"

namespace holdfast::checker {

template <Model M>
class CanonicalTrace {
public:
    using State = typename M::State;

    /// `length` is that of the shortest schedules that show the property.
    CanonicalTrace(const M& model, Levels<M>& levels, const Options& options, std::size_t property,
                   std::size_t length)
        : model_(model), levels_(levels), seen_(levels.seen()), options_(options), property_(property),
          kind_(model.properties()[property].kind), length_(length), lanes_(model.processes()), cone_(lanes_)
    {
    }

    /// None where memory or time does not suffice.
    [[nodiscard]] std::optional<Schedule> find()
    {
        if (!levels_.extend_to(last_level())) return std::nullopt;
        for (std::size_t steps = 0; steps <= last_level(); ++steps) {
            if (!fits(cone_.bytes_with_next_level())) return std::nullopt;
            cone_.begin_level(seen_.level(last_level() - steps));
            if (!fill_level(steps)) return std::nullopt;
        }
        return walk();
    }

    /// Greatest memory charged to this pass, what was seen and what stood beside it, by content.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    /// The level of the last state before the schedule's end: of the end itself, or where the last step is
    /// judged.
    [[nodiscard]] std::size_t last_level() const
    {
        return kind_ == PropertyKind::never_step ? length_ - 1 : length_;
    }

    [[nodiscard]] bool fill_level(std::size_t steps)
    {
        const LevelRanks ranks = seen_.level(last_level() - steps);
        for (Rank rank = ranks.begin; rank != ranks.end; ++rank) {
            cone_.begin_state();
            if (steps == 0) offer_end(rank);
            else offer_steps(rank);
            cone_.end_state(rank);
            if (!fits(cone_.bytes()) || levels_.asked_to_stop()) return false;
        }
        return true;
    }

    void offer_steps(Rank rank)
    {
        levels_.for_each_step(seen_.state(rank), [&](const Step<State>& step) {
            if (step.beyond_limit) return;
            const auto slot = seen_.find(step.after);
            if (slot.known()) cone_.offer_step(lanes_.of(step.choice), slot.rank);
        });
    }

    void offer_end(Rank rank)
    {
        if (kind_ == PropertyKind::never_step) {
            levels_.for_each_step(seen_.state(rank), [&](const Step<State>& step) {
                if (is_violating(step)) cone_.offer_last_step(lanes_.of(step.choice));
            });
        } else if (shows_property(seen_.state(rank))) {
            cone_.offer_end();
        }
    }

    [[nodiscard]] bool is_violating(const Step<State>& step) const
    {
        return !step.beyond_limit && (step.violated & property_bit(property_)) != 0;
    }

    [[nodiscard]] bool shows_property(const State& state) const
    {
        const bool satisfied =
            (model_.satisfied(state, property_bit(property_)) & property_bit(property_)) != 0;
        if (kind_ == PropertyKind::at_end) return !satisfied && is_terminal(model_, state);
        return satisfied;
    }

    [[nodiscard]] Schedule walk() const
    {
        Schedule schedule = start();
        Rank at = first_rank(schedule.initial);
        Lanes::Lane last;
        while (schedule.choices.size() < length_) {
            const auto [choice, after] = least_step(at, last, schedule.choices.size());
            schedule.choices.push_back(choice);
            last = Lanes::after(last, lanes_.of(choice));
            at = after;
        }
        return schedule;
    }

    /// The empty schedule from the first initial state from where the fewest switches remain.
    [[nodiscard]] Schedule start() const
    {
        std::optional<std::uint32_t> fewest;
        Schedule schedule;
        const LevelRanks ranks = seen_.level(0);
        for (Rank rank = ranks.begin; rank != ranks.end; ++rank) {
            const auto switches = cone_.switches(last_level(), rank, {});
            if (!switches || (fewest && *fewest <= *switches)) continue;
            fewest = switches;
            schedule = seen_.schedule_to(rank);
        }
        HOLDFAST_ASSERT(fewest, "no initial state leads to the end in {} steps", length_);
        return schedule;
    }

    [[nodiscard]] Rank first_rank(std::uint32_t initial) const
    {
        return seen_.find(model_.initial_states()[initial]).rank;
    }

    struct Stride {
        Choice choice;
        Rank after = no_rank;
    };

    /// The least step from a state of the cone that keeps to the least number of switches.
    [[nodiscard]] Stride least_step(Rank at, Lanes::Lane last, std::size_t taken) const
    {
        const std::size_t steps = last_level() - taken;
        const std::uint32_t budget = cone_.switches(steps, at, last).value();
        std::optional<Stride> least;
        levels_.for_each_step(seen_.state(at), [&](const Step<State>& step) {
            if (step.beyond_limit || (least && least->choice < step.choice)) return;
            const Rank after = seen_.find(step.after).rank;
            if (switches_by(step, after, last, steps) == budget) least = Stride{step.choice, after};
        });
        HOLDFAST_ASSERT(least, "no step of rank {} keeps to {} switches", at, budget);
        return *least;
    }

    /// Switches that remain if this step is taken now; none where it does not lead to the end in time.
    [[nodiscard]] std::optional<std::uint32_t> switches_by(const Step<State>& step, Rank after,
                                                           Lanes::Lane last, std::size_t steps) const
    {
        const Lanes::Lane lane = lanes_.of(step.choice);
        const std::uint32_t now = Lanes::is_switch(last, lane) ? 1 : 0;
        if (steps == 0) return is_violating(step) ? std::optional(now) : std::nullopt;
        const auto behind = cone_.switches(steps - 1, after, Lanes::after(last, lane));
        return behind ? std::optional(now + *behind) : std::nullopt;
    }

    [[nodiscard]] bool fits(std::uint64_t cone_bytes)
    {
        if (levels_.bytes() + cone_bytes > options_.most_memory) return false;
        bytes_ = std::max(bytes_, levels_.bytes() + cone_bytes);
        return true;
    }

    const M& model_;
    Levels<M>& levels_;
    const SeenStates<State>& seen_;
    const Options& options_;
    const std::size_t property_;
    const PropertyKind kind_;
    const std::size_t length_;  ///< of the schedule, in steps
    const Lanes lanes_;
    Cone cone_;
    std::uint64_t bytes_ = 0;
};

}  // namespace holdfast::checker
