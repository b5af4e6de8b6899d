// Profile instances are interchangeable. Shuffled by hand, any state finds back to the one way of numbering
// them, and what can happen next does not depend on the numbers.
#include "model/renumbering.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <set>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/model/random_setup.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/with_narrow_system.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

/// The bytes of a state behind some moves.
template <class Use>
void behind(const Stage& stage, Use use)
{
    with_narrow_system(stage.layout(), [&](const auto& system) {
        const auto run = checker::replay(system, stage.schedule());
        REQUIRE_FALSE(run.misfit);
        use(run.states.back().words);
    });
}

std::vector<std::uint64_t> words_behind(const Stage& stage)
{
    std::vector<std::uint64_t> words;
    behind(stage, [&](const auto& state) { words.assign(state.begin(), state.end()); });
    return words;
}

constexpr std::string_view births = R"(
[profiles]
p = {}
q = {}
[programs]
one = { session = "console", run = ["create p", "idle"] }
two = { session = "console", run = ["create q", "idle"] }
)";

TEST_CASE("the order of births does not show in a state")
{
    for (const auto grain : {Grain::call, micro}) {
        Stage first(births, {.grain = grain}), second(births, {.grain = grain});
        first.finish("one");
        first.finish("two");
        second.finish("two");
        second.finish("one");
        CHECK(words_behind(first) == words_behind(second));
    }
}

TEST_CASE("who was logged on first does not show in a state")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
one = { session = "console", run = ["logon p"] }
two = { session = "console", run = ["logon q"] }
)";
    Stage first(text), second(text);
    first.play({"one", "two"});
    second.play({"two", "one"});
    CHECK(words_behind(first) == words_behind(second));
}

TEST_CASE("a name that was purged and made again is as one that was never purged")
{
    Stage again(R"(
[profiles]
p = { state = "live", dynamic = true }
q = { state = "live" }
[programs.mailer]
session = "console"
run = [{ choose = [["delete p", "create p", "idle"], ["idle", "idle", "idle"]] }, "idle"]
)");
    Stage still(again.setup());
    again.play({"mailer.0", "mailer", "mailer", "mailer"});
    still.play({"mailer.1", "mailer", "mailer", "mailer"});
    CHECK(words_behind(again) == words_behind(still));
}

/// Renames the instances of a state: what stood in slot k stands in slot `to[k]` afterwards. Written from the
/// meaning of the fields, not from renumbering.hpp.
template <class State>
State shuffled(const Layout& layout, const State& state, std::size_t hive_number,
               const std::vector<std::size_t>& to)
{
    State result = state;
    Turn from(layout, const_cast<std::uint64_t*>(state.words.data()),
              layout.hives[hive_number].programs.front());
    Turn into(layout, result.words.data(), layout.hives[hive_number].programs.front());
    const Hive& hive = layout.hives[hive_number];
    for (std::size_t k = 0; k < hive.slots.size(); ++k) {
        into.set(hive.slots[to[k]].status, from.get(hive.slots[k].status));
        into.set(hive.slots[to[k]].name, from.get(hive.slots[k].name));
        into.set(hive.slots[to[k]].dynamic, from.get(hive.slots[k].dynamic));
        into.set(hive.slots[to[k]].overdue, from.get(hive.slots[k].overdue));
        into.set(hive.slots[to[k]].bare, from.get(hive.slots[k].bare));
        into.set(hive.slots[to[k]].pending, from.get(hive.slots[k].pending));
        if (layout.policy.table_key != TableKey::instance) continue;
        for (const Table& table : layout.tables) {
            if (table.hive == hive_number) into.set(table.stale[to[k]], from.get(table.stale[k]));
        }
    }
    for (const std::uint16_t p : hive.programs) {
        const ProgramFields& program = layout.programs[p].fields;
        for (const Field field :
             {program.session, program.entry, program.scratch, program.created, program.admin}) {
            const std::uint64_t code = from.get(field);
            if (code != 0 && code <= hive.slots.size()) into.set(field, std::uint64_t{to[code - 1] + 1});
        }
    }
    return result;
}

template <class State>
State canonical(const Layout& layout, State state)
{
    for (std::size_t h = 0; h < layout.hives.size(); ++h) {
        if (layout.hives[h].programs.empty()) continue;
        Turn turn(layout, state.words.data(), layout.hives[h].programs.front());
        Renumbering(turn, h).apply();
    }
    return state;
}

std::vector<std::size_t> random_order(Random& random, std::size_t count)
{
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t k = count; k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
    return order;
}

template <class State>
State shuffled(const Layout& layout, State state, Random& random)
{
    for (std::size_t h = 0; h < layout.hives.size(); ++h) {
        const Hive& hive = layout.hives[h];
        // Where each name has a slot of its own nothing is numbered, and nothing may be shuffled.
        if (!hive.programs.empty() && !hive.slot_per_name)
            state = shuffled(layout, state, h, random_order(random, hive.slots.size()));
    }
    return state;
}

/// What can happen next, with numbers taken out: who moves, where that leads, what it breaks.
template <class System, class State>
std::vector<std::string> futures(const System& system, const State& state)
{
    std::vector<std::string> all;
    system.for_each_step(state, [&](const auto& step) {
        std::string after;
        if (!step.beyond_limit)
            after = fmt::format("{}", fmt::join(canonical(system.layout(), step.after).words, "/"));
        all.push_back(fmt::format("{} {} {} {}", step.choice.process, after, step.violated, step.triggered));
    });
    std::sort(all.begin(), all.end());
    return all;
}

/// Visits the first reachable states, breadth first.
template <class System, class Visit>
void for_first_states(const System& system, std::size_t most, Visit visit)
{
    using State = typename System::State;
    std::deque<State> waiting;
    std::set<State> met;
    const auto meet = [&](const State& state) {
        if (met.insert(state).second) waiting.push_back(state);
    };
    for (const State& state : system.initial_states()) meet(state);
    for (std::size_t k = 0; k < most && !waiting.empty(); ++k) {
        const State state = waiting.front();
        waiting.pop_front();
        visit(state);
        system.for_each_step(state, [&](const auto& step) {
            if (!step.beyond_limit) meet(step.after);
        });
    }
}

TEST_CASE("every reachable state is numbered in the one way, however its instances are shuffled")
{
    Random random(1);
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        const Setup setup = RandomSetup(seed).draw();
        auto layout =
            make_layout(setup.world, setup.policy, setup.grain, setup.most_instances, setup.own_properties);
        if (!layout) continue;
        with_narrow_system(std::move(*layout), [&](const auto& system) {
            for_first_states(system, 60, [&](const auto& state) {
                INFO("seed " << seed);
                REQUIRE(canonical(system.layout(), state) == state);
                REQUIRE(canonical(system.layout(), shuffled(system.layout(), state, random)) == state);
            });
        });
    }
}

TEST_CASE("a renumbering says whether it gave any instance another number")
{
    const Stage stage(births);
    const Layout layout = stage.layout();
    const Hive& hive = layout.hives.front();
    checker::PackedState<most_words> state;
    Turn turn(layout, state.words.data(), 0);
    turn.set(hive.slots[1].status, std::uint64_t{1});
    CHECK(Renumbering(turn, 0).apply());
    CHECK(turn.get(hive.slots[0].status) == 1);
    CHECK_FALSE(Renumbering(turn, 0).apply());
}

TEST_CASE("what can happen next does not depend on the numbers of instances")
{
    Random random(2);
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        const Setup setup = RandomSetup(seed).draw();
        auto layout =
            make_layout(setup.world, setup.policy, setup.grain, setup.most_instances, setup.own_properties);
        if (!layout) continue;
        with_narrow_system(std::move(*layout), [&](const auto& system) {
            for_first_states(system, 40, [&](const auto& state) {
                INFO("seed " << seed << ", " << describe(setup.policy));
                REQUIRE(futures(system, state) == futures(system, shuffled(system.layout(), state, random)));
            });
        });
    }
}

TEST_CASE("instances without users are told apart by what the dead left behind")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
one    = { session = "console", may = ["crash"], run = ["logon p", "delete p", "create p"] }
two    = { session = "console", may = ["crash"], run = ["logon p", "delete p"] }
keeper = { session = "console", run = ["idle"] }
)";
    Stage stage(text, {.preset = "fixed"});
    stage.play({"one", "one", "one", "two", "two", "crash of two", "crash of one"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused; in Deleted Profiles, unused");
    CHECK(stage.row("in-use table of account admin") ==
          "p by somebody no longer alive; p by somebody no longer alive");
    Stage other(text, {.preset = "fixed"});
    other.play({"one", "one", "one", "two", "two", "crash of one", "crash of two"});
    CHECK(words_behind(stage) == words_behind(other));
}

}  // namespace
}  // namespace holdfast::tests
