#include "checker/cone.hpp"

#include <algorithm>
#include <bit>

#include <range/v3/algorithm/partition_point.hpp>
#include <range/v3/view/iota.hpp>

#include "checker/assert.hpp"

namespace holdfast::checker {

namespace {

constexpr std::size_t word_bits = 64;

}  // namespace

Cone::Cone(const Lanes& lanes)
    : lane_words_(std::bit_ceil(std::max<std::size_t>(1, (lanes.count() + word_bits - 1) / word_bits))),
      offered_lanes_(lane_words_)
{
}

void Cone::begin_level(LevelRanks ranks)
{
    if (!levels_.empty()) {
        const Level& before = levels_.back();
        places_.assign(before.ranks.width(), no_place);
        for (Place place = before.begin; place != before.end; ++place) {
            places_[states_[place].rank - before.ranks.begin] = place;
        }
    }
    const auto begin = static_cast<Place>(states_.size());
    levels_.push_back({ranks, begin, begin});
}

void Cone::begin_state() { offered_.reset(); }

void Cone::offer_end()
{
    if (offer(0)) std::fill(offered_lanes_.begin(), offered_lanes_.end(), ~LaneWord{0});
}

void Cone::offer_last_step(Lanes::Lane lane)
{
    if (!lane) return offer_end();
    if (offer(0)) offered_lanes_[*lane / word_bits] |= LaneWord{1} << *lane % word_bits;
}

void Cone::offer_step(Lanes::Lane lane, Rank after)
{
    HOLDFAST_ASSERT(levels_.size() > 1, "no level lies behind a step to rank {}", after);
    const LevelRanks& ranks = levels_[levels_.size() - 2].ranks;
    const Place place = ranks.contains(after) ? places_[after - ranks.begin] : no_place;
    if (place == no_place || !offer(switches(place, lane))) return;
    if (lane) {
        offered_lanes_[*lane / word_bits] |= LaneWord{1} << *lane % word_bits;
    } else {
        const LaneWord* const lanes = best_lanes(place);
        for (std::size_t k = 0; k < lane_words_; ++k) offered_lanes_[k] |= lanes[k];
    }
}

void Cone::end_state(Rank rank)
{
    if (!offered_) return;
    HOLDFAST_ASSERT(levels_.back().ranks.contains(rank), "rank {} is not of this level", rank);
    states_.push_back({rank, *offered_});
    for (const LaneWord word : offered_lanes_) best_lanes_.push_back(word);
    levels_.back().end = static_cast<Place>(states_.size());
}

bool Cone::offer(std::uint32_t least)
{
    if (offered_ && *offered_ < least) return false;
    if (!offered_ || least < *offered_) std::fill(offered_lanes_.begin(), offered_lanes_.end(), LaneWord{0});
    offered_ = least;
    return true;
}

std::uint32_t Cone::switches(Place place, Lanes::Lane last) const
{
    const bool best = !last || (best_lanes(place)[*last / word_bits] >> *last % word_bits & 1) != 0;
    return states_[place].least + (best ? 0 : 1);
}

Cone::Place Cone::find(std::size_t steps, Rank rank) const
{
    const Level& level = levels_[steps];
    const auto places = ranges::views::iota(level.begin, level.end);
    const auto found =
        ranges::partition_point(places, [&](Place place) { return states_[place].rank < rank; });
    return found != places.end() && states_[*found].rank == rank ? *found : no_place;
}

std::optional<std::uint32_t> Cone::switches(std::size_t steps, Rank rank, Lanes::Lane last) const
{
    const Place place = find(steps, rank);
    if (place == no_place) return std::nullopt;
    return switches(place, last);
}

std::uint64_t Cone::bytes() const
{
    return states_.size() * (sizeof(State) + lane_words_ * sizeof(LaneWord)) + places_.size() * sizeof(Place);
}

std::uint64_t Cone::bytes_with_next_level() const
{
    const std::uint64_t next = levels_.empty() ? 0 : levels_.back().ranks.width();
    return bytes() + next * sizeof(Place);  // the old places stay while the new ones are made
}

}  // namespace holdfast::checker
