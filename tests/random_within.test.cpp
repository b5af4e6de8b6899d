// Small timed systems from printed seeds, some with a limit of their own and some with several parts:
// verdict, canonical trace, delays and triggers of their promises must be those of the plain reference.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/random.hpp"
#include "tests/reference_within.hpp"
#include "tests/second_opinion.hpp"
#include "tests/timed_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

constexpr std::uint64_t most_parts = 2;

void add_random_steps(Random& random, TimedParts& model, std::uint64_t from, std::uint64_t states,
                      std::uint64_t slowness)
{
    for (std::size_t process = 0; process < model.processes_.size(); ++process) {
        for (std::size_t alternative = 0; alternative < 2 && !random.one_in(3 - alternative); ++alternative) {
            TableModel::Row row{choice(process, alternative)};
            row.target = random.one_in(2) ? (from + 1) % states : random.below(states);
            row.beyond_limit = random.one_in(400);
            model.add(from, row);
            if (random.below(3) < slowness) {
                const auto minutes = static_cast<std::uint32_t>(random.below(4));
                model.durations_.push_back({from, row.choice, minutes});
            }
        }
    }
}

TimedParts random_promise(std::uint64_t seed)
{
    Random random(seed);
    TimedParts model;
    const std::uint64_t programs = 1 + random.below(3);
    for (std::uint64_t k = 0; k < programs; ++k)
        model.processes_.push_back(program("p", random.one_in(4) ? no_lane : static_cast<int>(k)));
    const std::size_t parts = random.one_in(3) ? most_parts : 1;
    model.properties_ = {{"in-time", PropertyKind::within, "", parts, random.below(7)}};
    const std::uint64_t states = 2 + random.below(11), slowness = 1 + random.below(3);
    model.initial_.assign(1, random.below(states));
    if (random.one_in(3)) model.initial_.push_back(random.below(states));
    const std::uint64_t rare = 1 + random.below(5);
    for (std::uint64_t from = 0; from < states; ++from) {
        add_random_steps(random, model, from, states, slowness);
        for (std::size_t part = 0; part < parts; ++part) {
            if (random.one_in(4)) model.mark(from, property_bit(part));
            if (random.one_in(rare)) model.reach(from, property_bit(part));
        }
    }
    return model;
}

}  // namespace

TEST_CASE("random timed systems: verdicts, traces, delays and triggers are those of the plain reference")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 1);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 2000);
    std::uint64_t violated = 0, holding = 0, open = 0, without_end = 0, ending_late = 0, later_part = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        CAPTURE(seed);
        const TimedParts model = random_promise(seed);
        const PropertyResult result = check(model).properties[0];
        const auto wanted = WithinReference<TimedParts>(model, 0).judge();
        REQUIRE(to_string(result.verdict) == to_string(wanted.verdict));
        REQUIRE(result.triggers == wanted.triggers);
        REQUIRE(delays_text(result.delays) == delays_text(wanted.delays));
        REQUIRE(result.trace.has_value() == wanted.schedule.has_value());
        if (result.trace) {
            REQUIRE(to_text(result.trace->schedule) == to_text(*wanted.schedule));
            REQUIRE(result.trace->switches == wanted.switches);
            REQUIRE(result.trace->part == wanted.part);
            REQUIRE(result.trace->switch_minimal);
            later_part += wanted.part > 0 ? 1 : 0;
        }
        violated += result.verdict == Verdict::violated ? 1 : 0;
        holding += result.verdict == Verdict::holds && result.delays->greatest.value_or(0) > 0 ? 1 : 0;
        open += result.verdict == Verdict::inconclusive ? 1 : 0;
        if (!result.delays) continue;
        without_end += result.delays->without_end ? 1 : 0;
        ending_late += result.delays->greatest.value_or(0) > model.properties_[0].bound ? 1 : 0;
    }
    if (count < 2000) return;
    // The systems are worth the trouble only if enough happens in them.
    CHECK(violated > count / 5);
    CHECK(holding > count / 20);
    CHECK(open > count / 100);
    CHECK(without_end > count / 20);
    CHECK(ending_late > count / 50);
    CHECK(later_part > count / 100);
}

TEST_CASE("the second opinion on random timed systems judges promises, too")
{
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        const TimedParts model = random_promise(seed);
        Result result = check(model);
        REQUIRE(compare(model, result).empty());
        if (!result.properties[0].trace) continue;
        ++result.properties[0].trace->part;
        REQUIRE(compare(model, result).size() == 1);
    }
}

TEST_CASE("nothing that is said of random timed systems depends on threads, sleep sets or distrust")
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const TimedParts model = random_promise(seed);
        Options other;
        other.threads = 3;
        other.window_chunks = 2;
        other.sleep_sets = false;
        other.distrust = true;
        const PropertyResult one = check(model).properties[0], two = check(model, other).properties[0];
        REQUIRE(one.verdict == two.verdict);
        REQUIRE(one.triggers == two.triggers);
        REQUIRE(one.trace == two.trace);
        REQUIRE(one.delays == two.delays);
        REQUIRE(one.liveness->owing == two.liveness->owing);
    }
}
