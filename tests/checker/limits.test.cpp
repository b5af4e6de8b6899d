// The limits of options.hpp: where each stops, and what may still be said then.

#include "checker/options.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/second_opinion.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

Options states(std::uint64_t most)
{
    Options options;
    options.most_states = most;
    return options;
}

Options depth(std::uint64_t most)
{
    Options options;
    options.most_depth = most;
    return options;
}

Options memory(std::uint64_t most)
{
    Options options;
    options.most_memory = most;
    return options;
}

/// The least limit on memory under which the search is complete.
template <Model M>
std::uint64_t least_memory(const M& model)
{
    std::uint64_t too_little = 0, enough = std::uint64_t{1} << 40;
    while (enough - too_little > 1) {
        const std::uint64_t middle = too_little + (enough - too_little) / 2;
        (check(model, memory(middle)).stop == Stop::complete ? enough : too_little) = middle;
    }
    return enough;
}

/// A tree: `fork` states behind the first, as many behind each of these, and two behind each of those. Its
/// last two levels are wider than what is worked off at a time.
TableModel wide_tree(std::uint64_t fork)
{
    TableModel model;
    model.processes_ = {program("a", 0), program("b", 1)};
    model.properties_ = {{"late", PropertyKind::never, "one state of the last level is not reached"}};
    std::uint64_t last = 0;
    const auto grow = [&](std::uint64_t from, std::uint64_t branches) {
        for (std::uint64_t k = 0; k < branches; ++k) model.add(from, {choice(0, k), ++last});
    };
    grow(0, fork);
    for (std::uint64_t k = 1; k <= fork; ++k) grow(k, fork);
    for (std::uint64_t k = 1; k <= fork * fork; ++k) grow(fork + k, 2);
    model.mark(last - fork, 1);
    return model;
}

}  // namespace

TEST_CASE("a search never stores more states than it may, and one that needs no more is complete")
{
    const Grid<1> grid(2, 4);  // 25 states
    for (std::uint64_t most = 0; most < 25; ++most) {
        const Result result = check(grid, states(most));
        CAPTURE(most);
        CHECK(result.stop == Stop::state_limit);
        CHECK(result.counts.states == most);
        CHECK(result.properties[0].verdict == Verdict::inconclusive);
    }
    const Result whole = check(grid, states(25));
    CHECK(whole.stop == Stop::complete);
    CHECK(whole.properties[0].verdict == Verdict::violated);
}

TEST_CASE("a search that is stopped tells how deep it is whole")
{
    const Grid<1> grid(2, 4);  // levels of 1, 2, 3, 4, 5, 4, 3, 2, 1
    const Result result = check(grid, states(8));
    CHECK(result.counts.depth == 3);
    CHECK(result.counts.whole_depth == 2);
    CHECK(result.counts.expanded == 4);
    const Result exact = check(grid, states(6));  // the third level is whole, but nobody knows that it is
    CHECK(exact.counts.depth == 2);
    CHECK(exact.counts.whole_depth == 2);
}

TEST_CASE("states at the greatest depth are found and judged, but not expanded")
{
    const Grid<1> grid(2, 4);
    const Result result = check(grid, depth(7));
    CHECK(result.stop == Stop::depth_limit);
    CHECK(result.counts.states == 24);
    CHECK(result.counts.expanded == 22);
    CHECK(result.counts.whole_depth == 7);
    CHECK(result.properties[0].verdict == Verdict::inconclusive);
    const Result deeper = check(grid, depth(8));
    CHECK(deeper.stop == Stop::depth_limit);
    CHECK(deeper.properties[0].verdict == Verdict::violated);
    CHECK(deeper.properties[0].trace->switch_minimal);
    CHECK(check(grid, depth(9)).stop == Stop::complete);
    CHECK(check(grid, depth(0)).counts.states == 1);
}

TEST_CASE("at the greatest depth neither steps nor ends are judged")
{
    const Result four = check(CounterRace<2>(), depth(4));
    CHECK(four.properties[0].verdict == Verdict::violated);
    CHECK(four.properties[1].verdict == Verdict::inconclusive);
    CHECK(four.properties[2].verdict == Verdict::holds);
    CHECK(four.properties[3].verdict == Verdict::violated);
    const Result three = check(CounterRace<2>(), depth(3));
    CHECK(three.properties[3].verdict == Verdict::inconclusive);
    CHECK(three.properties[2].verdict == Verdict::inconclusive);
}

TEST_CASE("memory is never charged beyond its limit, and more of it never finds less")
{
    const Grid<1> grid(3, 15);  // 4096 states
    const std::uint64_t need = least_memory(grid);
    std::uint64_t states_before = 0;
    for (std::uint64_t most = 0; most <= need; most += need / 37) {
        const Result result = check(grid, memory(most));
        CAPTURE(most);
        CHECK((result.bytes <= most || result.counts.states == 0));
        CHECK(result.counts.states >= states_before);
        states_before = result.counts.states;
        if (result.stop == Stop::memory_limit) CHECK(result.counts.states < 4096);
    }
    CHECK(check(grid, memory(need)).stop == Stop::complete);
    CHECK(check(grid, memory(16 * need)).properties[0].trace->switch_minimal);
}

TEST_CASE("where memory ends a search does not depend on the number of threads")
{
    const TableModel tree = wide_tree(128);
    const std::uint64_t content = check(tree).bytes;
    const auto least_with_depth = [&](std::uint64_t depth) {
        std::uint64_t too_little = 0, enough = 8 * content;  // room to work in is asked for as well
        while (enough - too_little > content / 64) {
            const std::uint64_t middle = too_little + (enough - too_little) / 2;
            (check(tree, memory(middle)).counts.depth < depth ? too_little : enough) = middle;
        }
        return enough;
    };
    const std::uint64_t begins_second = least_with_depth(2), begins_last = least_with_depth(3);
    std::size_t cut_within_levels = 0;
    for (const std::uint64_t most :
         {begins_second / 2, begins_second, begins_last - content / 32, begins_last, 8 * content}) {
        Options options = memory(most);
        options.threads = 1;
        const Result alone = check(tree, options);
        cut_within_levels += alone.counts.depth > alone.counts.whole_depth ? 1 : 0;
        for (const unsigned threads : {2u, 5u}) {
            options.threads = threads;
            const Result result = check(tree, options);
            CAPTURE(most, threads);
            CHECK(result.stop == alone.stop);
            CHECK(result.counts == alone.counts);
            CHECK(result.bytes == alone.bytes);
            CHECK(result.properties[0].verdict == alone.properties[0].verdict);
            CHECK(result.properties[0].trace == alone.properties[0].trace);
        }
    }
    CHECK(cut_within_levels > 0);
}

TEST_CASE(
    "where memory does not suffice for the second pass, the trace is shortest but says it is not canonical")
{
    const Grid<1> grid(3, 15);
    Options only_search = memory(0);
    only_search.most_memory = least_memory(grid);
    const Result result = check(grid, only_search);
    CHECK(result.stop == Stop::complete);
    REQUIRE(result.properties[0].verdict == Verdict::violated);
    CHECK(result.properties[0].trace->schedule.choices.size() == 45);
    CHECK_FALSE(result.properties[0].trace->switch_minimal);
    CHECK(result.bytes <= only_search.most_memory);
}

TEST_CASE(
    "a violation in a level that was not finished is a violation, and its trace says it may have a better")
{
    const CounterRace<3> race;
    const Result whole = check(race);
    bool found_early = false;
    for (std::uint64_t most = 1; most < whole.counts.states; ++most) {
        const Result result = check(race, states(most));
        if (result.properties[0].verdict != Verdict::violated) continue;
        found_early = true;
        CAPTURE(most);
        CHECK(result.properties[0].trace->schedule.choices.size() == 6);
        CHECK_FALSE(result.properties[0].trace->switch_minimal);
        CHECK(result.properties[3].trace->switch_minimal);  // all states before the violating step were found
        CHECK(compare(race, result).empty());
    }
    CHECK(found_early);
}

TEST_CASE("stopping at the first violation finishes its level")
{
    Options options;
    options.stop_at_first = true;
    const Result result = check(CounterRace<3>(), options);
    CHECK(result.stop == Stop::first_violation);
    CHECK(result.properties[3].verdict == Verdict::violated);
    CHECK(result.properties[3].trace->schedule.choices.size() == 4);
    CHECK(result.properties[0].verdict == Verdict::inconclusive);
    CHECK(result.counts.whole_depth == 4);
    CHECK(compare(CounterRace<3>(), result).empty());
    const Result nothing = check(Peterson(true), options);
    CHECK(nothing.stop == Stop::complete);  // a witness is no violation
    TableModel at_once = beyond(5);
    at_once.mark(0, 1);
    CHECK(check(at_once, options).counts.expanded == 0);
}

TEST_CASE("a search that ends with its violation is complete though it was to stop")
{
    Options options;
    options.stop_at_first = true;
    const Result result = check(CounterRace<2>(), options);
    CHECK(result.stop == Stop::first_violation);
    const Result last = check(mortal(1), options);
    CHECK(last.stop == Stop::complete);
    CHECK(last.properties[0].verdict == Verdict::violated);
}

TEST_CASE("the caller's clock and its interruption stop the search between two states")
{
    int asked = 0;
    Options options;
    options.out_of_time = [&] { return ++asked > 3; };
    const Result late = check(LinearEquation(), options);
    CHECK(late.stop == Stop::time_limit);
    CHECK(late.counts.whole_depth == 3);
    CHECK(late.properties[0].verdict == Verdict::holds);
    CHECK(late.properties[1].verdict == Verdict::inconclusive);
    options.interrupted = [] { return true; };
    const Result interrupted = check(LinearEquation(), options);
    CHECK(interrupted.stop == Stop::interrupted);
    CHECK(interrupted.counts.states == 1);
}

TEST_CASE("an interruption ends the level, the clock does not wait for it")
{
    TableModel star;
    star.processes_ = {program("p", 0)};
    for (std::size_t k = 0; k < 10'000; ++k) star.add(0, {choice(0, k), k + 1});
    int asked = 0;
    Options options;
    options.threads = 1;
    options.interrupted = [&] { return ++asked > 1; };
    const Result interrupted = check(star, options);
    CHECK(interrupted.stop == Stop::interrupted);
    CHECK(interrupted.counts.states == 10'001);
    CHECK(interrupted.counts.expanded == 1);
    CHECK(interrupted.counts.whole_depth == 1);
    options.interrupted = {};
    int looked = 0;
    options.out_of_time = [&] { return ++looked > 3; };
    const Result late = check(star, options);
    CHECK(late.stop == Stop::time_limit);
    CHECK(late.counts.expanded > 1);
    CHECK(late.counts.expanded < 10'001);
}

TEST_CASE("a limit of the caller comes before a limit of the model")
{
    const Result result = check(beyond(5), depth(3));
    CHECK(result.stop == Stop::depth_limit);
    TableModel wide = beyond(5);
    wide.rows_[0].push_back({choice(0, 1), 0, 0, 0, true});
    CHECK(check(wide, depth(3)).stop == Stop::depth_limit);
    CHECK(check(wide, depth(3)).counts.beyond_limit == 1);
}

TEST_CASE("the triggers of a stopped search count what it judged")
{
    const Result result = check(CounterRace<2>(), states(5));
    CHECK(result.properties[0].triggers == 5);
    CHECK(result.properties[3].triggers <= result.counts.transitions);
}

TEST_CASE("an initial state that is given twice needs no room of its own")
{
    struct Twice : Grid<1> {
        using Grid<1>::Grid;
        [[nodiscard]] std::vector<State> initial_states() const
        {
            const State first = Grid<1>::initial_states().front();
            return {first, first};
        }
    };
    const Result result = check(Twice(1, 1), states(2));
    CHECK(result.counts.states == 2);
    CHECK(result.stop == Stop::complete);
}
