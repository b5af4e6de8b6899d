#include "reports/tenure.hpp"

#include <algorithm>

namespace holdfast::reports {

namespace {

std::vector<checker::Holding> holdings_in(const checker::StateWords& state)
{
    std::vector<checker::Holding> holdings;
    for (const checker::StateRow& row : state)
        holdings.insert(holdings.end(), row.holdings.begin(), row.holdings.end());
    return holdings;
}

bool contains(const std::vector<checker::Holding>& holdings, const checker::Holding& one)
{
    return std::find(holdings.begin(), holdings.end(), one) != holdings.end();
}

bool lasts(const std::vector<Tenure>& tenures, const checker::Holding& holding)
{
    return std::any_of(tenures.begin(), tenures.end(),
                       [&](const Tenure& tenure) { return !tenure.to && tenure.holding == holding; });
}

void go_on(std::vector<Tenure>& tenures, const checker::StateWords& state, std::size_t step)
{
    const std::vector<checker::Holding> now = holdings_in(state);
    for (Tenure& tenure : tenures) {
        if (!tenure.to && !contains(now, tenure.holding)) tenure.to = step;
    }
    for (const checker::Holding& holding : now) {
        if (!lasts(tenures, holding)) tenures.push_back({holding, step});
    }
}

}  // namespace

std::vector<Tenure> tenures_of(const checker::Story& story)
{
    std::vector<Tenure> tenures;
    go_on(tenures, story.initial, 0);
    for (std::size_t k = 0; k < story.steps.size(); ++k) go_on(tenures, story.steps[k].after, k + 1);
    return tenures;
}

}  // namespace holdfast::reports
