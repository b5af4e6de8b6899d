// Instances in an order that does not depend on who of the like refers to which. The states here are drawn at
// random, reachable or not, so that ties and circles come up that no run would show for a long time.
#include "model/instance_order.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/model/exchanges.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/symmetric_setups.hpp"
#include "tests/model/with_narrow_system.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

/// Any state that the fields allow. Few different values, so that much is alike.
template <class State>
State random_state(const Layout& layout, Random& random)
{
    State state;
    std::uint64_t* const words = state.words.data();
    const auto put = [&](Field field, std::uint64_t value) {
        if (field.present()) set(words, field, value & field.mask);
    };
    const Hive& hive = layout.hives.front();
    std::vector<std::uint64_t> codes{0, hive.slots.size() + 1};
    for (std::size_t k = 0; k < hive.slots.size(); ++k) {
        if (random.one_in(4)) continue;
        put(hive.slots[k].status, random.one_in(4) ? 1 : 2);
        put(hive.slots[k].name, random.one_in(4) ? random.below(hive.profiles.size()) : 0);
        put(hive.slots[k].overdue, random.one_in(4) ? 1 : 0);
        for (int more = 0; more < 3; ++more) codes.push_back(k + 1);
        const bool by_slot = lists_go_by_instance(layout.policy);
        for (const Table& table : layout.tables) {
            if (by_slot) put(table.stale[k], random.one_in(3) ? 1 : 0);
        }
    }
    for (const ProgramLayout& program : layout.programs) {
        const ProgramFields& own = program.fields;
        put(own.at, random.one_in(4) ? program.script.end : program.script.start);
        for (const Field field : {own.session, own.entry, own.scratch, own.created})
            put(field, random.one_in(4) ? 0 : codes[random.below(codes.size())]);
        put(own.holds_mutex, random.one_in(6) ? 1 : 0);
    }
    return numbered(layout, state);
}

/// A state in which everybody is like everybody but for the references, which go round in circles.
template <class State>
State circular_state(const Layout& layout, Random& random)
{
    State state;
    const Hive& hive = layout.hives.front();
    for (const SlotFields& slot : hive.slots) set(state.words.data(), slot.status, 2);
    for (const auto each :
         {&ProgramFields::session, &ProgramFields::entry, &ProgramFields::scratch, &ProgramFields::created}) {
        if (random.one_in(3)) continue;
        std::vector<std::uint64_t> codes;
        for (std::size_t p = 0; p < layout.programs.size(); ++p) codes.push_back(p % hive.slots.size() + 1);
        for (std::size_t k = codes.size(); k > 1; --k) std::swap(codes[k - 1], codes[random.below(k)]);
        for (std::size_t p = 0; p < layout.programs.size(); ++p) {
            const Field field = layout.programs[p].fields.*each;
            if (field.present()) set(state.words.data(), field, codes[p]);
        }
    }
    return numbered(layout, state);
}

/// The state with everybody's part given to whom he moved to, and the tables and mutexes with them.
template <class State>
State with_moved(const Layout& layout, const State& state, const std::vector<std::uint16_t>& moved)
{
    State result = state;
    const std::uint64_t* const from = state.words.data();
    std::uint64_t* const to = result.words.data();
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        const ProgramLayout& one = layout.programs[p];
        const ProgramLayout& other = layout.programs[moved[p]];
        for (const RecordField& each : record_fields)
            set(to, other.fields.*each.field, get(from, one.fields.*each.field));
        const Table& table = layout.tables[one.table];
        for (std::size_t key = 0; key < table.stale.size(); ++key)
            set(to, layout.tables[other.table].stale[key], get(from, table.stale[key]));
        set(to, layout.mutexes[other.mutex].abandoned, get(from, layout.mutexes[one.mutex].abandoned));
    }
    return numbered(layout, result);
}

struct Seen {
    int forests = 0;    ///< states with one order that stands for several
    int circles = 0;    ///< states of which several orders had to be tried
    int exchanged = 0;  ///< states that became others
};

/// Compares with all exchanges, made one after the other.
template <class System>
Seen judge(const System& system, int states)
{
    using State = typename System::State;
    const Layout& layout = system.layout();
    const Symmetries& symmetries = system.symmetries();
    auto symmetry = system.symmetry();
    InstanceOrders orders(layout, symmetries.instances.front());
    Random random(static_cast<std::uint64_t>(states));
    Seen seen;
    for (int k = 0; k < states; ++k) {
        const State state =
            k % 2 == 0 ? random_state<State>(layout, random) : circular_state<State>(layout, random);
        const std::set<State> like = all_like(layout, symmetries, state);
        State representative = state;
        checker::Renaming renaming;
        symmetry.canonicalize(representative, renaming);
        INFO("state " << k);
        REQUIRE(like.contains(representative));
        REQUIRE(symmetry.orbit(state) == like.size());
        REQUIRE(renaming.identity == (representative == state));
        if (symmetries.orders.empty()) REQUIRE(with_moved(layout, state, renaming.moved) == representative);
        for (State each : like) {
            symmetry.canonicalize(each, renaming);
            REQUIRE(each == representative);
        }
        const auto found = orders.of(state.words.data());
        seen.circles += found.size() > 1 ? 1 : 0;
        seen.forests += found.size() == 1 && found.front().weight > 1 ? 1 : 0;
        seen.exchanged += representative == state ? 0 : 1;
    }
    return seen;
}

Seen judge(std::string_view text, const Mapi& mapi, std::uint64_t exchanges)
{
    const Setup setup = setup_of(text, mapi);
    REQUIRE(symmetries_of(setup).order == exchanges);
    return with_narrow_system(layout_of(setup), [](const auto& system) { return judge(system, 1500); });
}

constexpr std::string_view four_programs = R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "remote"
count = 4
run = ["create p", "logon p"]
)";

constexpr std::string_view three_sessions = R"(
[accounts.admin]
sessions = ["first", "second", "third"]
[profiles]
p = { state = "live" }
[programs]
a1 = { session = "first", run = ["create p", "logon p"], may = ["crash"] }
b1 = { session = "first", run = ["logon p"], may = ["crash"] }
a2 = { session = "second", run = ["create p", "logon p"], may = ["crash"] }
b2 = { session = "second", run = ["logon p"], may = ["crash"] }
a3 = { session = "third", run = ["create p", "logon p"], may = ["crash"] }
b3 = { session = "third", run = ["logon p"], may = ["crash"] }
)";

constexpr std::string_view two_pairs_and_two_names = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
a1 = { session = "remote", run = [{ choose = [["create p", "logon p"], ["create q", "logon q"]] }] }
a2 = { session = "remote", run = [{ choose = [["create p", "logon p"], ["create q", "logon q"]] }] }
b1 = { session = "another", run = [{ choose = [["create p", "logon p"], ["create q", "logon q"]] }] }
b2 = { session = "another", run = [{ choose = [["create p", "logon p"], ["create q", "logon q"]] }] }
)";

TEST_CASE("like programs that refer to instances: a state stands for all exchanges of them and for no more")
{
    const Seen calls = judge(four_programs, {}, 24);
    CHECK(calls.exchanged > 500);
    CHECK(calls.forests > 100);
    CHECK(calls.circles == 0);  // one reference each makes no circle
    const Seen steps = judge(four_programs, {.grain = micro}, 24);
    CHECK(steps.circles > 20);
    const Seen more = judge(four_programs, {.assume = {{"counts-as-use", "session-or-creator"}}}, 24);
    CHECK(more.circles > 20);
}

TEST_CASE("like sessions whose programs refer to instances, and whose dead left entries for them behind")
{
    for (const std::string_view key : {"name", "instance"}) {
        for (const auto grain : {Grain::call, micro}) {
            INFO(key);
            const Seen seen = judge(three_sessions, {.assume = {{"table-key", key}}, .grain = grain}, 6);
            CHECK(seen.exchanged > 500);
            CHECK(seen.circles > 20);
        }
    }
}

TEST_CASE(
    "programs, sessions and names that are exchanged together, with instances that have to be told apart")
{
    for (const std::string_view key : {"name", "instance"}) {
        for (const auto grain : {Grain::call, micro}) {
            INFO(key);
            const Seen seen = judge(two_pairs_and_two_names, {.assume = {{"table-key", key}}, .grain = grain},
                                    2 * 2 * 2 * 2);
            CHECK(seen.exchanged > 500);
        }
    }
}

TEST_CASE("instances that differ by themselves are in that order, the greatest content first")
{
    const Layout layout = layout_of(setup_of(four_programs));
    const Symmetries symmetries = find_symmetries(layout);
    const Hive& hive = layout.hives.front();
    checker::PackedState<most_words> state;
    set(state.words.data(), hive.slots[1].status, 1);
    set(state.words.data(), hive.slots[2].status, 2);
    InstanceOrders orders(layout, symmetries.instances.front());
    const auto found = orders.of(state.words.data());
    REQUIRE(found.size() == 1);
    CHECK(found.front().weight == 1);
    CHECK(std::vector<int>(found.front().slots.begin(), found.front().slots.begin() + 4) ==
          std::vector<int>{2, 1, 0, 3});
}

TEST_CASE("instances that are the same in everything need no order")
{
    const Layout layout = layout_of(setup_of(four_programs));
    const Symmetries symmetries = find_symmetries(layout);
    checker::PackedState<most_words> state;
    for (const SlotFields& slot : layout.hives.front().slots) set(state.words.data(), slot.status, 2);
    InstanceOrders orders(layout, symmetries.instances.front());
    const auto found = orders.of(state.words.data());
    REQUIRE(found.size() == 1);
    CHECK(found.front().weight == 1);
}

}  // namespace
}  // namespace holdfast::tests
