#include "checker/fairness.hpp"

#include <algorithm>

namespace holdfast::checker {

Fairness::Fairness(std::span<const Process> processes)
{
    for (const Process& process : processes) {
        const bool fair = process.fair && !process.environment;
        numbers_.push_back(fair ? std::optional(fair_.size()) : std::nullopt);
        if (fair) fair_.push_back(static_cast<std::uint16_t>(numbers_.size() - 1));
    }
}

void Fairness::look(const OwingGraph& graph, Place place, std::vector<Ability>& abilities) const
{
    abilities.assign(count(), Ability::none);
    for (const Edge& edge : graph.edges(place)) {
        const auto fair = number_of(edge.choice());
        if (!fair) continue;
        abilities[*fair] =
            std::max(abilities[*fair], edge.is_strongly_fair() ? Ability::served : Ability::able);
    }
}

bool Fairness::may_stay(const OwingGraph& graph, Place place) const
{
    return std::ranges::none_of(graph.edges(place),
                                [&](const Edge& edge) { return number_of(edge.choice()).has_value(); });
}

}  // namespace holdfast::checker
