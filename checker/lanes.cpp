#include "checker/lanes.hpp"

#include <algorithm>

#include <range/v3/action/sort.hpp>
#include <range/v3/action/unique.hpp>
#include <range/v3/range/conversion.hpp>
#include <range/v3/view/filter.hpp>
#include <range/v3/view/transform.hpp>

namespace holdfast::checker {

Lanes::Lanes(std::span<const Process> processes)
{
    const auto has_lane = [](int lane) { return lane != no_lane; };
    const std::vector<int> used = processes | ranges::views::transform(&Process::lane) |
                                  ranges::views::filter(has_lane) | ranges::to<std::vector> |
                                  ranges::actions::sort | ranges::actions::unique;
    count_ = used.size();
    for (const Process& process : processes) {
        const auto place = std::lower_bound(used.begin(), used.end(), process.lane) - used.begin();
        by_process_.push_back(has_lane(process.lane) ? Lane(static_cast<std::size_t>(place)) : Lane());
    }
}

std::size_t Lanes::switches(const Schedule& schedule) const
{
    std::size_t switches = 0;
    Lane last;
    for (const Choice choice : schedule.choices) {
        switches += is_switch(last, of(choice)) ? 1 : 0;
        last = after(last, of(choice));
    }
    return switches;
}

}  // namespace holdfast::checker
