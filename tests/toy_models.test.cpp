// The zoo against counts that come from outside: closed formulas, and what can be counted by hand.

#include "tests/toy_models.hpp"

#include <cstdint>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/second_opinion.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// A check that the second opinion shares.
template <Model M>
Result agreed(const M& model)
{
    Options options;
    options.distrust = true;
    const Result result = check(model, options);
    CHECK(compare(model, result) == std::vector<std::string>{});
    return result;
}

std::uint64_t power(std::uint64_t base, std::uint64_t exponent)
{
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

/// The Pell-Lucas numbers count the ways to seat philosophers: each has no fork, one, or both, and next to
/// one who has both, his neighbour on that side has none. (The trace of the n-th power of that relation's
/// matrix.)
std::uint64_t pell_lucas(std::uint64_t n) { return n < 2 ? 2 : 2 * pell_lucas(n - 1) + pell_lucas(n - 2); }

template <std::size_t Count>
void check_philosophers()
{
    CAPTURE(Count);
    const Result left_first = agreed(Philosophers<Count>(false));
    CHECK(left_first.counts.states == pell_lucas(Count));
    CHECK(left_first.counts.terminal_states == 1);
    CHECK(left_first.properties[0].verdict == Verdict::violated);
    CHECK(left_first.properties[0].trace->schedule.choices.size() == Count);
    CHECK(left_first.properties[0].trace->switches == Count - 1);
    const Result ordered = agreed(Philosophers<Count>(true));
    CHECK(ordered.counts.terminal_states == 0);
    CHECK(ordered.properties[0].verdict == Verdict::holds);
}

}  // namespace

TEST_CASE("the clock has two states and no program")
{
    const Result result = agreed(TwoStateClock());
    CHECK(result.counts == Counts{2, 2, 2, 2, 0, 2, 0, 0});
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(to_text(result.properties[1].trace->schedule) == "1@1:");
}

TEST_CASE("two programs that race for a counter")
{
    // By hand, as the places of both: 00, 01, 02, 10, 20 and 11 once; 12 and 21 twice, since the one in the
    // middle has read before or after the other's write; 22 twice, with the counter at one or two.
    const Result result = agreed(CounterRace<2>());
    CHECK(result.counts == Counts{12, 12, 14, 2, 4, 4, 4, 0});
}

TEST_CASE("three programs that race for a counter")
{
    const Result result = agreed(CounterRace<3>());
    CHECK(result.properties[0].trace->schedule.choices.size() == 6);
    CHECK(result.counts.terminal_states == 3);  // the counter ends at one, two or three
    CHECK(result.counts.depth == 6);
}

TEST_CASE("Peterson's algorithm keeps two programs apart, and without giving way it does not")
{
    const Result polite = agreed(Peterson(true));
    CHECK(polite.properties[0].verdict == Verdict::holds);
    CHECK(polite.counts.terminal_states == 0);
    const Result rude = agreed(Peterson(false));
    CHECK(rude.properties[0].verdict == Verdict::violated);
    CHECK(rude.properties[0].trace->switches == 1);
}

TEST_CASE("dining philosophers are as many as the Pell-Lucas numbers say")
{
    check_philosophers<2>();
    check_philosophers<3>();
    check_philosophers<4>();
    check_philosophers<5>();
    check_philosophers<8>();
}

TEST_CASE("the linear equation has 256 times 256 states")
{
    const Result result = check(LinearEquation());
    CHECK(result.counts == Counts{65'536, 65'536, 131'072, 0, 510, 256, 510, 0});
    CHECK(to_text(result.properties[0].trace->schedule) == "1:0,0,1");
}

TEST_CASE("a grid has the states and steps of its closed formula, in words of any number")
{
    const auto formula = [](const Result& result, std::uint64_t programs, std::uint64_t top) {
        CHECK(result.counts.states == power(top + 1, programs));
        CHECK(result.counts.transitions == programs * top * power(top + 1, programs - 1));
        CHECK(result.counts.depth == programs * top);
        CHECK(result.counts.terminal_states == 1);
        CHECK(result.properties[0].trace->switches == programs - 1);
    };
    formula(agreed(Grid<1>(1, 9)), 1, 9);
    formula(agreed(Grid<1>(4, 4)), 4, 4);
    formula(agreed(Grid<2>(5, 3)), 5, 3);
    formula(agreed(Grid<3>(6, 2)), 6, 2);
    formula(agreed(Grid<4>(9, 1)), 9, 1);
    formula(agreed(Grid<8>(10, 1)), 10, 1);
}

TEST_CASE("the small tables are as they are drawn")
{
    CHECK(agreed(least_list_is_not_fewest_switches()).counts.states == 7);
    CHECK(agreed(mortal(3)).counts == Counts{5, 5, 6, 2, 3, 2, 3, 0});
    CHECK(agreed(waiting_for_the_clock()).counts.states == 6);
    CHECK(agreed(beyond(5)).counts == Counts{5, 5, 5, 0, 4, 1, 4, 1});
}
