// Random properties over random scenarios: both explorers agree on them, no reduction changes what is said of
// them, and each is printed and read as what it is.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/audit.hpp"
#include "checker/check.hpp"
#include "scenarios/format/parse.hpp"
#include "scenarios/format/print.hpp"
#include "tests/model/random_formula.hpp"
#include "tests/model/random_setup.hpp"
#include "tests/model/random_symmetric_setup.hpp"
#include "tests/model/with_narrow_system.hpp"
#include "tests/second_opinion.hpp"

namespace holdfast::tests {
namespace {

constexpr std::uint64_t most_states = 3'000;

scenarios::Scenario scenario_of(const model::Setup& setup)
{
    scenarios::Scenario scenario{
        .path = {}, .title = "A random scenario", .source = "random", .shows = {}, .tags = {}, .cases = {}};
    scenarios::Case only;
    only.name = "random";
    only.policy_name = "unpatched";
    only.setup = setup;
    for (std::size_t k = 0; k < properties_of(setup).size(); ++k)
        only.properties.push_back({.property = k, .any = true, .steps = {}, .where = {}});
    scenario.cases.push_back(std::move(only));
    return scenario;
}

model::Setup random_setup(std::uint64_t seed)
{
    model::Setup setup = RandomSetup(seed).draw();
    Random random(seed);
    setup.own_properties = random_properties(random, setup.world);
    return setup;
}

std::vector<std::string> complaints_about(const model::Setup& setup)
{
    auto layout =
        make_layout(setup.world, setup.policy, setup.grain, setup.most_instances, setup.own_properties);
    if (!layout) return {};  // refused with reason
    return with_narrow_system<2>(std::move(*layout), [](const auto& system) {
        checker::Options options;
        options.distrust = true;
        options.most_states = most_states;
        const checker::Result result = checker::check(system, options);
        if (result.stop == checker::Stop::state_limit) return std::vector<std::string>{};
        return compare(system, result);
    });
}

TEST_CASE("both explorers agree on random properties of 300 random scenarios")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 818861);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 300);
    fmt::print("random properties: HOLDFAST_SEED={} HOLDFAST_RANDOM={}\n", first, count);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const model::Setup setup = random_setup(seed);
        const auto complaints = complaints_about(setup);
        if (complaints.empty()) continue;
        INFO("seed " << seed << "\n" << print(scenario_of(setup)));
        FAIL(complaints.front());
    }
    SUCCEED();
}

TEST_CASE("random properties are worth judging: of each kind some hold and some are violated")
{
    std::map<std::pair<checker::PropertyKind, checker::Verdict>, int> found;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        const model::Setup setup = random_setup(seed);
        const auto system = model::make_system(setup);
        if (!system) continue;
        checker::Options options;
        options.most_states = most_states;
        const checker::Result result = (*system)->check(options);
        const auto properties = (*system)->properties();
        for (std::size_t k = model::built_in_properties().size(); k < properties.size(); ++k)
            ++found[{properties[k].kind, result.properties[k].verdict}];
    }
    for (const auto kind : {checker::PropertyKind::never, checker::PropertyKind::reachable,
                            checker::PropertyKind::at_end, checker::PropertyKind::leads_to}) {
        INFO(to_string(kind));
        CHECK(found[{kind, checker::Verdict::holds}] > 15);
        CHECK(found[{kind, checker::Verdict::violated}] > 15);
    }
}

TEST_CASE("a random property is printed and read as the same property")
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const model::Setup setup = random_setup(seed);
        const std::string text = print(scenario_of(setup));
        INFO("seed " << seed << "\n" << text);
        const auto scenario = scenarios::parse(text, "printed.toml");
        if (!scenario) FAIL(to_text(scenario.error()));
        CHECK(scenario->cases.front().setup.own_properties == setup.own_properties);
    }
}

TEST_CASE("properties do not change what they are asked of")
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        model::Setup with = random_setup(seed), without = with;
        without.own_properties.clear();
        const auto system = model::make_system(with), plain = model::make_system(without);
        if (!system) continue;
        checker::Options options;
        options.most_states = most_states;
        const checker::Result mine = (*system)->check(options), theirs = (*plain)->check(options);
        if (theirs.stop == checker::Stop::state_limit) continue;
        INFO("seed " << seed);
        const bool remembers = (*system)->state_bits() != (*plain)->state_bits();
        if (!remembers) CHECK(mine.counts == theirs.counts);
        for (std::size_t k = 0; k < theirs.properties.size() && mine.stop == theirs.stop; ++k)
            CHECK(mine.properties[k].verdict == theirs.properties[k].verdict);
    }
}

TEST_CASE("symmetry and sleep sets change nothing that is said of random properties")
{
    int reduced = 0, named = 0;
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        model::Setup setup = random_symmetric_setup(seed);
        Random random(seed);
        const bool names_nobody = seed % 2 == 0;
        setup.own_properties = random_properties(random, setup.world, names_nobody);
        const auto system = model::make_system(setup);
        if (!system) continue;  // refused with reason
        checker::Options options;
        options.most_states = most_states;
        const checker::Audit audit = (*system)->audit(options);
        INFO("seed " << seed << "\n" << print(scenario_of(setup)));
        CHECK(audit.differences == std::vector<std::string>{});
        const bool uses = (*system)->check(options).effort.symmetry;
        reduced += uses && names_nobody ? 1 : 0;
        named += !uses && !names_nobody ? 1 : 0;
    }
    CHECK(reduced > 20);
    CHECK(named > 5);
}

}  // namespace
}  // namespace holdfast::tests
