#include "checker/breadth_first.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/model_error.hpp"
#include "checker/replay.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

template <Model M>
auto explore(const M& model, const Options& options = {})
{
    return BreadthFirst<M>(model, options).run();
}

}  // namespace

TEST_CASE("levels are listed in the order of the least shortest schedules")
{
    const auto explored = explore(Grid<1>(3, 2));
    bool ordered = true;
    for (StateNumber number = 1; number < explored.counts.states; ++number) {
        const Schedule before = explored.log.schedule_to(number - 1), here = explored.log.schedule_to(number);
        const bool deeper = here.choices.size() == before.choices.size() + 1;
        const bool later = here.choices.size() == before.choices.size() && before.choices < here.choices;
        ordered = ordered && (deeper || later);
    }
    CHECK(ordered);
}

TEST_CASE("the first shortest schedules of all states lead to different states")
{
    const Grid<1> grid(3, 3);
    const auto explored = explore(grid);
    std::set<std::uint64_t> reached;
    for (StateNumber number = 0; number < explored.counts.states; ++number) {
        const auto run = replay(grid, explored.log.schedule_to(number));
        REQUIRE_FALSE(run.misfit);
        reached.insert(run.states.back().words[0]);
    }
    CHECK(reached.size() == explored.counts.states);
}

TEST_CASE("an initial state that is given twice is one state, under its first number")
{
    TableModel model = beyond(4);
    model.initial_ = {2, 2, 1, 2};
    const auto explored = explore(model);
    CHECK(to_text(explored.log.schedule_to(0)) == "1:");
    CHECK(to_text(explored.log.schedule_to(1)) == "1@2:");
}

TEST_CASE("each property is discovered once, at its least depth")
{
    const auto explored = explore(CounterRace<2>());
    CHECK(explored.judge.discovery(0)->length == 4);
    CHECK(explored.judge.discovery(1)->length == 4);
    CHECK(explored.judge.discovery(2)->length == 4);
    CHECK(explored.judge.discovery(3)->length == 4);
    CHECK(explored.judge.discovery(3)->step.has_value());
    CHECK_FALSE(explored.judge.discovery(0)->step.has_value());
}

TEST_CASE("progress is told at the end of each level, with what is in it")
{
    std::vector<Progress> told;
    Options options;
    options.progress = [&](const Progress& progress) { told.push_back(progress); };
    const auto explored = explore(Grid<1>(2, 2), options);
    REQUIRE(told.size() == 5);
    const std::vector<std::uint64_t> widths{1, 2, 3, 2, 1, 0};
    for (std::size_t level = 0; level < told.size(); ++level) {
        CHECK(told[level].level == level);
        CHECK(told[level].frontier == widths[level]);
        CHECK(told[level].expanded == widths[level]);
        CHECK(told[level].discovered == widths[level + 1]);
    }
    CHECK(told.back().states == 9);
    CHECK(told.back().transitions == 12);
    CHECK(told.back().bytes <= explored.effort.bytes);
    CHECK(told.back().slots >= 9);
}

namespace {

/// All that is found, and in which order: the first schedule of every state.
template <Model M>
std::vector<std::string> everything_found(const M& model, const Options& options)
{
    const auto explored = explore(model, options);
    std::vector<std::string> found{
        fmt::format("{} {} {}", explored.counts.states, explored.counts.transitions, explored.counts.depth)};
    for (StateNumber number = 0; number < explored.effort.stored; ++number)
        found.push_back(to_text(explored.log.schedule_to(number)));
    for (std::size_t property = 0; property < model.properties().size(); ++property) {
        const auto& first = explored.judge.discovery(property);
        found.push_back(fmt::format("{} {} {}", first ? first->length : 0, first ? first->state : 0,
                                    explored.judge.triggers(property)));
    }
    return found;
}

}  // namespace

TEST_CASE(
    "nothing that is found depends on threads, windows or the table, nor the order in which it is found")
{
    const auto compare_all = [](const auto& model) {
        Options plain;
        plain.threads = 1;
        plain.sleep_sets = false;
        const std::vector<std::string> expected = everything_found(model, plain);
        for (const unsigned threads : {1u, 2u, 3u, 5u, 8u, 16u}) {
            for (const std::size_t window : {0u, 1u, 3u}) {
                Options options;
                options.threads = threads;
                options.window_chunks = window;
                options.first_lines_log = threads % 3;
                options.sleep_sets = (threads + window) % 2 == 0;
                CAPTURE(threads, window);
                CHECK(everything_found(model, options) == expected);
            }
        }
    };
    compare_all(Philosophers<5>(false));
    compare_all(Grid<1>(3, 17));  // levels of several chunks
    compare_all(Peterson(true));
}

TEST_CASE("where states and limits cut a level, the cut is the same for every window and number of threads")
{
    const Grid<1> grid(3, 17);
    for (const std::uint64_t most : {1u, 700u, 3001u, 4096u, 5000u}) {
        std::optional<Counts> expected;
        for (const unsigned threads : {1u, 2u, 5u}) {
            for (const std::size_t window : {0u, 1u, 2u}) {
                Options options;
                options.threads = threads;
                options.window_chunks = window;
                options.most_states = most;
                const Counts counts = explore(grid, options).counts;
                if (!expected) expected = counts;
                CAPTURE(most, threads, window);
                CHECK(counts == *expected);
                CHECK(counts.states == most);
            }
        }
    }
}

TEST_CASE("where programs have nothing to do with one another, one step is followed to each state")
{
    const Grid<1> grid(3, 15);
    const Exploration found = explore(grid);
    CHECK(found.counts.states == 4096);
    CHECK(found.effort.explored == 4095);
    CHECK(found.effort.enabled == 3 * 15 * 16 * 16);
    Options options;
    options.sleep_sets = false;
    CHECK(explore(grid, options).effort.explored == 3 * 15 * 16 * 16);
}

namespace {

/// One state leads to ten thousand, each of them to one more. It cannot be judged behind the first of them,
/// and has no steps at a later one.
struct BrokenTwice {
    struct State {
        std::uint32_t number = 0;
        bool operator==(const State&) const = default;
    };

    [[nodiscard]] std::vector<State> initial_states() const { return {State{}}; }
    [[nodiscard]] std::span<const Process> processes() const { return processes_; }
    [[nodiscard]] std::span<const Property> properties() const { return properties_; }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        if (state.number == 6000) throw std::runtime_error("no steps of 6000");
        const std::uint16_t alternatives = state.number == 0 ? 10'000 : state.number <= 10'000 ? 1 : 0;
        for (std::uint16_t k = 0; k < alternatives; ++k)
            visit(Step<State>{.choice = {0, k},
                              .after = {state.number == 0 ? k + 1u : state.number + 10'000},
                              .footprint = Footprint::everything(),
                              .triggered = 0b10});
    }

    [[nodiscard]] PropertyMask satisfied(const State& state, PropertyMask) const
    {
        if (state.number == worst) throw std::runtime_error(fmt::format("cannot judge {}", worst));
        return 0;
    }

    std::uint32_t worst = 10'001;
    std::vector<Process> processes_{{"p", 0}};
    std::vector<Property> properties_{{"no", PropertyKind::never, ""},
                                      {"no step", PropertyKind::never_step, ""}};
};

std::string fault_of(const BrokenTwice& model, const Options& options)
{
    try {
        static_cast<void>(explore(model, options));
    } catch (const ModelError& error) {
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("which fault of a model is told depends on neither window nor threads")
{
    for (const unsigned threads : {1u, 2u, 5u}) {
        for (const std::size_t window : {0u, 1u, 8u}) {
            Options options;
            options.threads = threads;
            options.window_chunks = window;
            CAPTURE(threads, window);
            CHECK(fault_of(BrokenTwice(), options) ==
                  "in the state behind schedule 1:0,0: cannot judge 10001");
        }
    }
}

TEST_CASE("a fault of the model behind the end of a search is not told, nor what was seen on the way to it")
{
    BrokenTwice model;
    model.worst = 0xffff'ffff;  // of the two faults, only that of state 6000
    for (const unsigned threads : {1u, 2u, 5u}) {
        for (const std::size_t window : {0u, 1u, 8u}) {
            Options options;
            options.threads = threads;
            options.window_chunks = window;
            options.most_states = 11'501;
            CAPTURE(threads, window);
            const Exploration found = explore(model, options);
            CHECK(found.stop == Stop::state_limit);
            CHECK(found.counts.states == 11'501);
            // 10,000 from the start, one from each state up to the one that finds no room.
            CHECK(found.judge.triggers(1) == 10'000 + 1'501);
        }
    }
}
