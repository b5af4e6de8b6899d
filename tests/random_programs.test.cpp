// Random systems against the reference explorer, with each reduction on and off, by one thread and by three:
// every count, verdict and trace must be the same. HOLDFAST_RANDOM says how many systems, HOLDFAST_SEED where
// to begin; the nightly preset asks for a hundred thousand.

#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/audit.hpp"
#include "checker/check.hpp"
#include "tests/independence.hpp"
#include "tests/random.hpp"
#include "tests/random_programs.hpp"
#include "tests/second_opinion.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

TEST_CASE("random programs: no reduction and no number of threads changes anything that is found")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 1),
                        systems = from_environment("HOLDFAST_RANDOM", 2000);
    std::uint64_t stored = 0, states = 0, enabled = 0, followed = 0, violated = 0;
    for (std::uint64_t seed = first; seed < first + systems; ++seed) {
        const RandomPrograms model(seed);
        const Reference reference = explore_by_reference(model);
        CAPTURE(seed);
        for (const bool sleep_sets : {false, true}) {
            for (const bool symmetry : {false, true}) {
                for (const unsigned threads : {1u, 3u}) {
                    if (threads == 3 && seed % 20 != 0) continue;
                    Options options;
                    options.sleep_sets = sleep_sets;
                    options.symmetry = symmetry;
                    options.threads = threads;
                    options.window_chunks = threads == 3 ? 2 : 0;
                    CAPTURE(sleep_sets, symmetry, threads);
                    const Result result = check(model, options);
                    const std::vector<std::string> said =
                        SecondOpinion(result, reference).on_everything(model.properties());
                    CAPTURE(said);
                    if (!said.empty()) FAIL("the search and the reference explorer disagree");
                    if (!sleep_sets || !symmetry) continue;
                    stored += result.effort.stored;
                    states += result.counts.states;
                    enabled += result.effort.enabled;
                    followed += result.effort.explored;
                    violated += result.properties[0].trace ? 1 : 0;
                }
            }
        }
    }
    // The systems are worth the trouble only if the reductions have something to do.
    CHECK(stored * 10 < states * 9);
    CHECK(followed * 20 < enabled * 19);
    CHECK(violated * 10 > systems);
}

TEST_CASE("where walking the levels without symmetry would be too much, a trace is shortest and says it may "
          "have more switches")
{
    std::uint64_t left_out = 0;
    for (std::uint64_t seed = 1; seed <= 1200; ++seed) {
        const RandomPrograms model(seed);
        Options bounded;
        bounded.most_retraced = 0;
        const Result whole = check(model), result = check(model, bounded);
        CAPTURE(seed);
        for (std::size_t k = 0; k < whole.properties.size(); ++k) {
            const auto& canonical = whole.properties[k].trace;
            const auto& trace = result.properties[k].trace;
            REQUIRE(canonical.has_value() == trace.has_value());
            if (!trace) continue;
            // Every trace was confirmed by the separate stepper before it came here.
            CHECK(trace->schedule.choices.size() == canonical->schedule.choices.size());
            CHECK(trace->switches >= canonical->switches);
            left_out += trace->switch_minimal ? 0 : 1;
        }
    }
    CHECK(left_out > 10);
}

TEST_CASE("steps of random programs whose footprints are independent lead to the same state in either order")
{
    std::uint64_t tried = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto trial = try_independence(RandomPrograms(seed), 300);
        CAPTURE(seed, trial.broken);
        if (!trial.broken.empty()) FAIL("a footprint lies");
        tried += trial.tried;
    }
    CHECK(tried > 5000);
}

TEST_CASE("an audit finds no difference where there is none, and tells one where there is")
{
    const Audit fine = audit(RandomPrograms(7), {});
    CHECK(fine.differences.empty());
    CHECK(fine.searches == 8);
    CHECK(fine.states > 0);
    RandomPrograms other(7);
    Result one = check(other), changed = one;
    CHECK(differences(one, changed).empty());
    ++changed.counts.states;
    ++changed.properties[1].triggers;
    CHECK(differences(one, changed).size() == 2);
}
