// Random scenarios against the reference explorer, and independent steps in both orders.
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/check.hpp"
#include "model/with_system.hpp"
#include "scenarios/format/print.hpp"
#include "tests/independence.hpp"
#include "tests/model/random_setup.hpp"
#include "tests/model/shrink.hpp"
#include "tests/random.hpp"
#include "tests/second_opinion.hpp"

namespace holdfast::tests {
namespace {

constexpr std::uint64_t most_states = 20'000;

std::string as_scenario(const model::Setup& setup)
{
    scenarios::Scenario scenario{.path = {}, .title = "A random scenario", .source = "random", .cases = {}};
    scenarios::Case only;
    only.name = "random";
    only.policy_name = "unpatched";
    only.setup = setup;
    for (const model::Switch& each : model::switches()) {
        if (each.get(setup.policy) == each.get(model::Policy{})) continue;
        only.assumed.push_back(
            fmt::format("{} = {}", each.name, each.alternatives[each.get(setup.policy)].name));
    }
    for (std::size_t k = 0; k < model::properties().size(); ++k)
        only.properties.push_back({.property = k, .any = true, .steps = {}, .where = {}});
    scenario.cases.push_back(std::move(only));
    return print(scenario);
}

/// What is wrong with the checker, the model or both, on this scenario.
std::vector<std::string> complaints_about(const model::Setup& setup)
{
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances);
    if (!layout) return {};  // too few instances for the start: refused with reason
    return model::with_system(std::move(*layout), [](const auto& system) {
        checker::Options options;
        options.distrust = true;
        options.most_states = most_states;
        const checker::Result result = checker::check(system, options);
        std::vector<std::string> complaints;
        if (result.stop != checker::Stop::state_limit) complaints = compare(system, result);
        for (std::string& each : try_independence(system, 60).broken) complaints.push_back(std::move(each));
        return complaints;
    });
}

TEST_CASE("both explorers agree on 2,000 random scenarios")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 303221);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 2000);
    fmt::print("random scenarios: HOLDFAST_SEED={} HOLDFAST_RANDOM={}\n", first, count);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const model::Setup setup = RandomSetup(seed).draw();
        if (complaints_about(setup).empty()) continue;
        Shrinking shrinking([](const model::Setup& smaller) { return !complaints_about(smaller).empty(); });
        const model::Setup least = shrinking.shrunk(setup);
        const std::string file = fmt::format("disagreement-{}.toml", seed);
        std::ofstream(file) << as_scenario(least);
        INFO("seed " << seed << ", shrunk and written to " << file << "\n" << as_scenario(least));
        FAIL(complaints_about(least).front());
    }
    SUCCEED();
}

TEST_CASE("random scenarios are worth exploring: most have some violation or some hundred states")
{
    std::uint64_t violated = 0, large = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto system = model::make_system(RandomSetup(seed).draw());
        if (!system) continue;
        checker::Options options;
        options.most_states = most_states;
        const checker::Result result = (*system)->check(options);
        large += result.counts.states > 100 ? 1 : 0;
        violated += result.properties.front().verdict == checker::Verdict::violated ? 1 : 0;
    }
    CHECK(violated > 20);
    CHECK(large > 60);
}

}  // namespace
}  // namespace holdfast::tests
