// Random scenarios against the reference explorer, and independent steps in both orders.
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/check.hpp"
#include "tests/independence.hpp"
#include "tests/model/as_scenario.hpp"
#include "tests/model/random_setup.hpp"
#include "tests/model/shrink.hpp"
#include "tests/model/with_narrow_system.hpp"
#include "tests/random.hpp"
#include "tests/second_opinion.hpp"

namespace holdfast::tests {
namespace {

constexpr std::uint64_t most_states = 20'000;

constexpr std::uint64_t most_alike_states = 4'000;

/// What searches with symmetry were spared.
struct Spared {
    std::uint64_t results = 0, states = 0, stored = 0, violated = 0;

    void add(const checker::Result& result)
    {
        ++results;
        states += result.counts.states;
        stored += result.effort.stored;
        for (const checker::PropertyResult& each : result.properties) {
            if (each.verdict != checker::Verdict::violated) continue;
            ++violated;
            return;
        }
    }
};

/// What is wrong with the checker, the model or both, on this scenario.
std::vector<std::string> complaints_about(const model::Setup& setup)
{
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances,
                                     setup.own_properties, setup.fairness);
    if (!layout)
        return {};  // too few instances for the start, or initialized without end: refused with reason
    return with_narrow_system<2>(std::move(*layout), [](const auto& system) {
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

/// What is wrong on a scenario in which much is alike, with each reduction on and off, by one thread and by
/// three.
std::vector<std::string> complaints_about_reductions(const model::Setup& setup, Spared* spared = nullptr)
{
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances);
    if (!layout) return {};
    return with_narrow_system(std::move(*layout), [&](const auto& system) {
        checker::Options options;
        options.most_states = most_alike_states;
        const checker::Result probe = checker::check(system, options);
        const bool is_small = probe.counts.states <= most_alike_states;  // with all that are stood for
        if (probe.stop == checker::Stop::state_limit || !is_small) return std::vector<std::string>{};
        options.most_states = checker::no_limit;
        const Reference reference = explore_by_reference(system);
        std::vector<std::string> complaints;
        for (const bool sleep_sets : {false, true}) {
            for (const bool symmetry : {false, true}) {
                for (const unsigned threads : {1u, 3u}) {
                    options.sleep_sets = sleep_sets;
                    options.symmetry = symmetry;
                    options.threads = threads;
                    options.window_chunks = threads == 3 ? 2 : 0;
                    const checker::Result result = checker::check(system, options);
                    const auto said = SecondOpinion(result, reference).on_everything(system.properties());
                    for (const std::string& each : said) {
                        complaints.push_back(fmt::format("sleep sets {}, symmetry {}, {} threads: {}",
                                                         sleep_sets, symmetry, threads, each));
                    }
                    if (spared != nullptr && symmetry) spared->add(result);
                }
            }
        }
        return complaints;
    });
}

TEST_CASE(
    "reductions and threads change nothing that is found on 600 random scenarios in which much is alike")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 303221);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 600);
    Spared spared;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const model::Setup setup = RandomSetup(seed).draw_alike();
        if (complaints_about_reductions(setup, &spared).empty()) continue;
        Shrinking shrinking(
            [](const model::Setup& smaller) { return !complaints_about_reductions(smaller).empty(); });
        const model::Setup least = shrinking.shrunk(setup);
        INFO("seed " << seed << ", shrunk:\n" << as_scenario(least));
        FAIL(complaints_about_reductions(least).front());
    }
    // They are worth the trouble only if symmetry has something to do.
    CHECK(spared.stored * 10 < spared.states * 7);
    CHECK(spared.violated * 10 > spared.results);
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
