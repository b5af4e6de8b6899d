// The cone of a counterexample: the states on shortest schedules to its end, each with the least number of
// switches that remain from there. That number depends on the last lane, but hardly: after any lane at most
// one switch more is needed than after the best one. So a number and a set of lanes say it all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "checker/block_array.hpp"
#include "checker/lanes.hpp"
#include "checker/seen_states.hpp"

namespace holdfast::checker {

/// Filled backwards: from the level of the schedules' last states to level 0, ranks ascending within a level.
/// A state is described by what it offers: the ends it is or has steps to, and the steps that lead on.
class Cone {
public:
    explicit Cone(const Lanes& lanes);

    /// The next level towards the start; steps are offered from it into the level before.
    void begin_level(LevelRanks ranks);

    /// The state `rank`, above all so far in its level, is next. It belongs to the cone once it offers
    /// something.
    void begin_state();
    void offer_end();                               ///< the state itself is the end of the schedule
    void offer_last_step(Lanes::Lane lane);         ///< a step in this lane ends the schedule
    void offer_step(Lanes::Lane lane, Rank after);  ///< a step leads to `after`, perhaps not in the cone
    void end_state(Rank rank);

    /// Least switches that remain from a state `steps` steps before the last level, after a last lane; none
    /// where the state is not in the cone.
    [[nodiscard]] std::optional<std::uint32_t> switches(std::size_t steps, Rank rank, Lanes::Lane last) const;

    [[nodiscard]] std::uint64_t bytes() const;  ///< by content
    [[nodiscard]] std::uint64_t bytes_with_next_level() const;

private:
    using Place = std::uint32_t;  ///< index into `states_`
    using LaneWord = std::uint64_t;

    struct State {
        Rank rank = no_rank;
        std::uint32_t least = 0;  ///< switches after one of the best last lanes, or after none
    };

    struct Level {
        LevelRanks ranks;
        Place begin = 0;
        Place end = 0;
    };

    static constexpr Place no_place = std::numeric_limits<Place>::max();

    [[nodiscard]] const LaneWord* best_lanes(Place place) const { return &best_lanes_[place * lane_words_]; }
    [[nodiscard]] std::uint32_t switches(Place place, Lanes::Lane last) const;
    [[nodiscard]] Place find(std::size_t steps, Rank rank) const;

    /// Something from where `least` switches remain; true where the offered lanes join the best ones.
    [[nodiscard]] bool offer(std::uint32_t least);

    std::size_t lane_words_;  ///< of each set of lanes; a power of two, so that a set stays within a block
    BlockArray<State> states_;
    BlockArray<LaneWord> best_lanes_;
    std::vector<Level> levels_;
    std::vector<Place> places_;  ///< of the states of the level before the one being filled

    std::optional<std::uint32_t> offered_;  ///< the best offer of the state being described
    std::vector<LaneWord> offered_lanes_;
};

}  // namespace holdfast::checker
