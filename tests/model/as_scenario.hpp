// A setup as the text of a scenario file, so that what is found by chance can be kept and checked again.
#pragma once

#include <string>

#include <fmt/format.h>

#include "model/policy.hpp"
#include "model/system.hpp"
#include "scenarios/format/print.hpp"

namespace holdfast::tests {

inline std::string as_scenario(const model::Setup& setup)
{
    scenarios::Scenario scenario{
        .path = {}, .title = "A random scenario", .source = "random", .shows = {}, .tags = {}, .cases = {}};
    scenarios::Case only;
    only.name = "random";
    only.policy_name = "unpatched";
    only.setup = setup;
    for (const model::Switch& each : model::switches()) {
        if (each.get(setup.policy) == each.get(model::Policy{})) continue;
        only.assumed.push_back(
            fmt::format("{} = {}", each.name, each.alternatives[each.get(setup.policy)].name));
    }
    for (std::size_t k = 0; k < properties_of(setup).size(); ++k)
        only.properties.push_back({.property = k, .any = true, .steps = {}, .where = {}});
    scenario.cases.push_back(std::move(only));
    return print(scenario);
}

}  // namespace holdfast::tests
