#include "reports/swim_lanes.hpp"

#include <algorithm>
#include <iterator>

namespace holdfast::reports {

namespace {

using Lanes = std::vector<Lane>;

std::size_t index_of(const Lanes& lanes, const std::string& who, const std::string& where)
{
    const auto found = std::find_if(lanes.begin(), lanes.end(),
                                    [&](const Lane& lane) { return lane.who == who && lane.where == where; });
    return static_cast<std::size_t>(found - lanes.begin());
}

void add(Lanes& lanes, const std::string& who, const std::string& where)
{
    if (index_of(lanes, who, where) == lanes.size()) lanes.push_back({who, where});
}

/// Side by side in the order in which they first come; what is in no place comes last.
std::vector<std::string> places_of(const Lanes& lanes)
{
    std::vector<std::string> places;
    for (const Lane& lane : lanes) {
        if (!lane.where.empty() && std::ranges::find(places, lane.where) == places.end())
            places.push_back(lane.where);
    }
    places.emplace_back();
    return places;
}

Lanes lanes_of(const Trace& trace)
{
    Lanes lanes;
    for (const TraceStep& step : trace.steps) add(lanes, step.words.actor, step.words.place);
    for (const Tenure& tenure : trace.tenures) add(lanes, tenure.holding.actor, tenure.holding.place);
    Lanes by_place;
    for (const std::string& place : places_of(lanes)) {
        std::ranges::copy_if(lanes, std::back_inserter(by_place),
                             [&](const Lane& lane) { return lane.where == place; });
    }
    return by_place;
}

bool follows(const Tenure& next, const Tenure& last)
{
    return last.to && next.from == *last.to && next.holding.thing == last.holding.thing &&
           next.holding.actor == last.holding.actor && next.holding.place == last.holding.place;
}

/// Bars side by side: the next tenure of a thing goes on in its slot, others take the first that is free.
class Slots {
public:
    Slots(const std::vector<Tenure>& tenures, Lane& lane) : tenures_(tenures), lane_(lane) {}

    void place(Bar& bar)
    {
        const auto before = std::find_if(last_.begin(), last_.end(),
                                         [&](const Tenure* last) { return follows(*bar.tenure, *last); });
        bar.goes_on = before != last_.end();
        const auto slot =
            bar.goes_on ? before : std::find_if(last_.begin(), last_.end(), [&](const auto* last) {
                return last->to && *last->to <= bar.tenure->from && !goes_on(*last);
            });
        bar.slot = static_cast<std::size_t>(slot - last_.begin());
        if (slot == last_.end()) last_.push_back(bar.tenure);
        else *slot = bar.tenure;
        lane_.slots = last_.size();
    }

private:
    [[nodiscard]] bool goes_on(const Tenure& last) const
    {
        return std::any_of(tenures_.begin(), tenures_.end(),
                           [&](const Tenure& next) { return follows(next, last); });
    }

    const std::vector<Tenure>& tenures_;
    Lane& lane_;
    std::vector<const Tenure*> last_;  ///< in each slot
};

}  // namespace

SwimLanes swim_lanes(const Trace& trace)
{
    SwimLanes result{lanes_of(trace), {}, {}};
    for (const TraceStep& step : trace.steps)
        result.lane_of_step.push_back(index_of(result.lanes, step.words.actor, step.words.place));
    std::vector<Slots> slots;
    slots.reserve(result.lanes.size());
    for (Lane& lane : result.lanes) slots.emplace_back(trace.tenures, lane);
    for (const Tenure& tenure : trace.tenures) {
        Bar bar{&tenure, index_of(result.lanes, tenure.holding.actor, tenure.holding.place)};
        slots[bar.lane].place(bar);
        result.bars.push_back(bar);
    }
    return result;
}

bool is_struck(const SwimLanes& lanes, const Bar& bar)
{
    const std::size_t step = bar.tenure->from;
    return step > 0 && bar.tenure->holding.hold != checker::Hold::sound &&
           lanes.lane_of_step[step - 1] != bar.lane;
}

}  // namespace holdfast::reports
