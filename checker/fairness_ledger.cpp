#include "checker/fairness_ledger.hpp"

#include <algorithm>
#include <cstddef>

#include "checker/assert.hpp"

namespace holdfast::checker {

namespace {

Place place_behind(const OwingGraph& graph, Place place, Choice choice)
{
    for (const Edge& edge : graph.edges(place)) {
        if (edge.choice() == choice) return edge.target();
    }
    HOLDFAST_ASSERT(false, "place {} has no step {}.{}", place, choice.process, choice.alternative);
    return no_place;
}

/// The places of the loop, each before the step of the same index.
std::vector<Place> places_of(const OwingGraph& graph, Place entry, std::span<const Choice> steps)
{
    std::vector<Place> places{entry};
    for (const Choice choice : steps) places.push_back(place_behind(graph, places.back(), choice));
    HOLDFAST_ASSERT(places.back() == entry, "the loop from {} ends at {}", entry, places.back());
    if (!steps.empty()) places.pop_back();
    return places;
}

}  // namespace

std::vector<FairnessEntry> fairness_ledger(const OwingGraph& graph, const Fairness& fairness, Place entry,
                                           std::span<const Choice> steps)
{
    using Reason = FairnessEntry::Reason;
    const std::vector<Place> places = places_of(graph, entry, steps);
    std::vector<FairnessEntry> ledger;
    std::vector<Ability> abilities;
    for (std::size_t number = 0; number < fairness.count(); ++number) {
        const std::uint16_t process = fairness.process(number);
        const auto move = std::ranges::find(steps, process, &Choice::process);
        const auto rest = std::ranges::find_if(places, [&](Place place) {
            fairness.look(graph, place, abilities);
            return abilities[number] == Ability::none;
        });
        const bool moves = move != steps.end();
        HOLDFAST_ASSERT(moves || rest != places.end(), "process {} is passed over", process);
        const auto at = moves ? move - steps.begin() : rest - places.begin();
        ledger.push_back(
            {process, moves ? Reason::moves : Reason::cannot_move, static_cast<std::size_t>(at) + 1});
    }
    return ledger;
}

}  // namespace holdfast::checker
