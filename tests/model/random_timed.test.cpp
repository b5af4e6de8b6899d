// Random scenarios in which time passes, against the reference explorer and the plain judges of runs, with
// each reduction on and off, by one thread and by three; and independent steps in both orders. What the
// model means is asked elsewhere (minute_by_minute.test.cpp): here one model is searched in many ways.
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/system.hpp"
#include "tests/independence.hpp"
#include "tests/model/as_scenario.hpp"
#include "tests/model/random_timed_setup.hpp"
#include "tests/model/shrink.hpp"
#include "tests/model/with_two_words.hpp"
#include "tests/random.hpp"
#include "tests/second_opinion.hpp"

namespace holdfast::tests {
namespace {

/// What is read by one thread as by several, and with any reduction, in systems of at most so many states.
constexpr std::uint64_t most_states = 500;

/// How much there was to agree about.
struct Agreed {
    std::uint64_t systems = 0, violated = 0, in_time = 0, endless = 0, stood_for = 0, pairs = 0;

    void add(const checker::Result& result, const IndependenceReport& report)
    {
        ++systems;
        pairs += report.tried;
        stood_for += result.counts.states - result.effort.stored;
        bool any = false;
        for (const checker::PropertyResult& each : result.properties) {
            any = any || each.verdict == checker::Verdict::violated;
            if (!each.delays) continue;
            in_time += each.delays->greatest.value_or(0) > 0 ? 1 : 0;
            endless += each.delays->without_end ? 1 : 0;
        }
        violated += any ? 1 : 0;
    }
};

template <class Model>
std::vector<std::string> complaints_about_ways_to_search(const Model& system, const checker::System& searched)
{
    Reference reference = explore_by_reference(system);
    judge_runs(system, reference);
    std::vector<std::string> complaints;
    for (const bool sleep_sets : {false, true}) {
        for (const bool symmetry : {false, true}) {
            for (const unsigned threads : {1u, 3u}) {
                checker::Options options;
                options.sleep_sets = sleep_sets;
                options.symmetry = symmetry;
                options.threads = threads;
                options.window_chunks = threads == 3 ? 2 : 0;
                options.distrust = threads == 1;
                const checker::Result result = searched.check(options);
                for (const std::string& each :
                     SecondOpinion(result, reference).on_everything(system.properties())) {
                    complaints.push_back(fmt::format("sleep sets {}, symmetry {}, {} threads: {}", sleep_sets,
                                                     symmetry, threads, each));
                }
            }
        }
    }
    return complaints;
}

/// What is wrong with the checker, the model or both, on this scenario; nothing where it is too large.
std::vector<std::string> complaints_about(const model::Setup& setup, Agreed* agreed = nullptr)
{
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances,
                                     setup.own_properties, setup.fairness);
    if (!layout) return {};
    const auto searched = std::move(*model::make_system(setup));
    return with_two_words(std::move(*layout), [&](const auto& system) {
        checker::Options options;
        options.most_states = most_states;
        const checker::Result probe = searched->check(options);
        const IndependenceReport report = try_independence(system, 60);
        std::vector<std::string> complaints = report.broken;
        if (probe.stop == checker::Stop::state_limit || probe.counts.states > most_states) return complaints;
        for (std::string& each : complaints_about_ways_to_search(system, *searched))
            complaints.push_back(std::move(each));
        if (agreed != nullptr) agreed->add(probe, report);
        return complaints;
    });
}

template <class Draw>
Agreed expect_agreement(std::uint64_t otherwise, const Draw& draw)
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 920185);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", otherwise);
    fmt::print("random timed scenarios: HOLDFAST_SEED={} HOLDFAST_RANDOM={}\n", first, count);
    Agreed agreed;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const model::Setup setup = draw(seed);
        if (complaints_about(setup, &agreed).empty()) continue;
        Shrinking shrinking([](const model::Setup& smaller) { return !complaints_about(smaller).empty(); });
        const model::Setup least = shrinking.shrunk(setup);
        const std::string file = fmt::format("disagreement-{}.toml", seed);
        std::ofstream(file) << as_scenario(least);
        INFO("seed " << seed << ", shrunk and written to " << file << "\n" << as_scenario(least));
        FAIL_CHECK(complaints_about(least).front());
    }
    fmt::print("systems {}, violated {}, in time {}, without end {}, stood for {}, pairs {}\n",
               agreed.systems, agreed.violated, agreed.in_time, agreed.endless, agreed.stood_for,
               agreed.pairs);
    return agreed;
}

TEST_CASE("all ways to search agree with the reference explorer on random timed scenarios")
{
    const Agreed agreed =
        expect_agreement(300, [](std::uint64_t seed) { return RandomTimedSetup(seed).draw(); });
    if (agreed.systems < 100) return;
    // They are worth the trouble only if enough happens in them.
    CHECK(agreed.violated * 3 > agreed.systems);
    CHECK(agreed.in_time * 20 > agreed.systems);
    CHECK(agreed.endless * 10 > agreed.systems);
    CHECK(agreed.pairs > agreed.systems);
}

TEST_CASE("all ways to search agree on random timed scenarios in which much is alike")
{
    const Agreed agreed =
        expect_agreement(200, [](std::uint64_t seed) { return RandomTimedSetup(seed).draw_alike(); });
    if (agreed.systems < 100) return;
    CHECK(agreed.violated * 4 > agreed.systems);
    CHECK(agreed.stood_for > agreed.systems);
}

}  // namespace
}  // namespace holdfast::tests
