#include "reports/trace_lanes.hpp"

#include <algorithm>

#include "checker/assert.hpp"

namespace holdfast::reports {

namespace {

Place& place_of(std::vector<Place>& places, const std::string& name)
{
    const auto found =
        std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.name == name; });
    if (found != places.end()) return *found;
    return places.emplace_back(Place{name, {}, 0});
}

}  // namespace

TraceLanes::TraceLanes(const Trace& trace)
{
    for (const TraceStep& step : trace.steps) {
        std::vector<std::string>& actors = place_of(places_, step.words.place).actors;
        const bool known = std::find(actors.begin(), actors.end(), step.words.actor) != actors.end();
        if (!known) actors.push_back(step.words.actor);
    }
    std::size_t first = 0;
    for (Place& place : places_) {
        place.first = first;
        first += place.actors.size();
    }
}

std::size_t TraceLanes::count() const
{
    return places_.empty() ? 0 : places_.back().first + places_.back().actors.size();
}

std::size_t TraceLanes::of(const TraceStep& step) const
{
    for (const Place& place : places_) {
        if (place.name != step.words.place) continue;
        const auto found = std::find(place.actors.begin(), place.actors.end(), step.words.actor);
        if (found != place.actors.end())
            return place.first + static_cast<std::size_t>(found - place.actors.begin());
    }
    HOLDFAST_ASSERT(false, "step {} is of another trace", step.number);
    return 0;
}

}  // namespace holdfast::reports
