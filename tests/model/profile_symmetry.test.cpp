// The states that stand for others stand for all of them and for no more. Exchanges are made here by hand, or
// by playing a run with the parts given to others.
#include "model/profile_symmetry.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/model/exchanges.hpp"
#include "tests/model/random_setup.hpp"
#include "tests/model/random_symmetric_setup.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/symmetric_setups.hpp"
#include "tests/model/with_narrow_system.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

template <class State>
State with_others_in_place(const Layout& layout, const Symmetries& symmetries, State state, Random& random)
{
    for (const ProgramClass& like : symmetries.classes) {
        for (std::size_t k = like.members(); k > 1; --k) {
            const std::size_t other = random.below(k);
            if (other != k - 1) exchange_members(layout, state.words.data(), like, k - 1, other);
        }
    }
    return numbered(layout, state);
}

/// A system with all its reachable states, and what stands for what.
template <class System>
class Reached {
public:
    using State = typename System::State;

    Reached(const System& system, std::size_t most) : system_(system), symmetry_(system.symmetry())
    {
        for (const State& state : system.initial_states()) meet(state);
        while (!waiting_.empty() && states_.size() <= most) {
            const State state = waiting_.front();
            waiting_.pop_front();
            system.for_each_step(state, [&](const auto& step) {
                if (!step.beyond_limit) meet(step.after);
            });
        }
        whole_ = waiting_.empty();
    }

    [[nodiscard]] bool whole() const { return whole_; }
    [[nodiscard]] const std::set<State>& states() const { return states_; }
    [[nodiscard]] State canonical(State state) { return canonical(state, scratch_); }

    /// As many states as those that a state stands for are reached, no more and no fewer.
    void check_orbits()
    {
        std::map<State, std::uint64_t> represented;
        for (const State& state : states_) ++represented[canonical(state)];
        std::uint64_t sum = 0;
        for (const auto& [representative, count] : represented) {
            REQUIRE(states_.contains(representative));
            REQUIRE(symmetry_.orbit(representative) == count);
            sum += symmetry_.orbit(representative);
        }
        CHECK(sum == states_.size());
        CHECK(representatives_reached() == keys_of(represented));
        for (const State& state : states_) REQUIRE(symmetry_.orbit(state) == represented[canonical(state)]);
    }

    /// All that are like a state have its representative, and there are as many as its orbit says; so nobody
    /// else has it, since the representative is among them.
    void check_by_exchanges(std::size_t most)
    {
        for (const State& state : states_) {
            if (most-- == 0) return;
            const std::set<State> like = all_like(system_.layout(), system_.symmetries(), state);
            const State representative = canonical(state);
            REQUIRE(like.contains(representative));
            REQUIRE(symmetry_.orbit(state) == like.size());
            for (const State& each : like) REQUIRE(canonical(each) == representative);
        }
    }

    /// The representative is nobody else's, its own included.
    void check_canonical(Random& random)
    {
        for (const State& state : states_) {
            const State representative = canonical(state);
            checker::Renaming renaming;
            REQUIRE(canonical(representative, renaming) == representative);
            REQUIRE(renaming.identity);
            REQUIRE(renaming.only_processes);
            const State other = with_others_in_place(system_.layout(), system_.symmetries(), state, random);
            REQUIRE(states_.contains(other));
            REQUIRE(canonical(other) == representative);
        }
    }

    /// Who moved does afterwards what the one did whom it stands for.
    void check_steps()
    {
        for (const State& state : states_) {
            checker::Renaming renaming;
            const State representative = canonical(state, renaming);
            REQUIRE(renaming.identity == (state == representative));
            REQUIRE(is_permutation(renaming.moved));
            const bool same_numbers = renaming.only_processes;
            std::vector<std::uint16_t> nobody(renaming.moved.size());
            std::iota(nobody.begin(), nobody.end(), std::uint16_t{0});
            REQUIRE(futures(state, renaming.moved, same_numbers) ==
                    futures(representative, nobody, same_numbers));
            REQUIRE(system_.satisfied(state, ~0ull) == system_.satisfied(representative, ~0ull));
        }
    }

private:
    using Future =
        std::tuple<std::uint16_t, std::uint16_t, State, checker::PropertyMask, checker::PropertyMask, bool>;

    void meet(const State& state)
    {
        if (states_.insert(state).second) waiting_.push_back(state);
    }

    State canonical(State state, checker::Renaming& renaming)
    {
        symmetry_.canonicalize(state, renaming);
        return state;
    }

    /// Those that a search with symmetry meets.
    std::set<State> representatives_reached()
    {
        std::set<State> met;
        std::deque<State> waiting;
        const auto meet = [&](const State& state) {
            if (met.insert(canonical(state)).second) waiting.push_back(canonical(state));
        };
        for (const State& state : system_.initial_states()) meet(state);
        for (; !waiting.empty(); waiting.pop_front()) {
            const State state = waiting.front();
            system_.for_each_step(state, [&](const auto& step) {
                if (!step.beyond_limit) meet(step.after);
            });
        }
        return met;
    }

    static std::set<State> keys_of(const std::map<State, std::uint64_t>& map)
    {
        std::set<State> keys;
        for (const auto& [key, value] : map) keys.insert(key);
        return keys;
    }

    static bool is_permutation(std::vector<std::uint16_t> moved)
    {
        std::sort(moved.begin(), moved.end());
        for (std::size_t k = 0; k < moved.size(); ++k) {
            if (moved[k] != k) return false;
        }
        return !moved.empty();
    }

    /// What can happen next, seen by those who do not tell the like apart.
    std::vector<Future> futures(const State& state, const std::vector<std::uint16_t>& moved,
                                bool with_alternatives)
    {
        std::vector<Future> all;
        system_.for_each_step(state, [&](const auto& step) {
            const std::uint16_t alternative = with_alternatives ? step.choice.alternative : std::uint16_t{0};
            all.push_back({moved[step.choice.process], alternative,
                           step.beyond_limit ? State{} : canonical(step.after), step.triggered, step.violated,
                           step.beyond_limit});
        });
        std::sort(all.begin(), all.end());
        return all;
    }

    const System& system_;
    ProfileSymmetry<std::tuple_size_v<decltype(State::words)>> symmetry_;
    checker::Renaming scratch_;
    std::set<State> states_;
    std::deque<State> waiting_;
    bool whole_ = false;
};

/// False where there are too many states for a test.
bool check_all_about(const Setup& setup, std::size_t most)
{
    return with_narrow_system(layout_of(setup), [&](const auto& system) {
        Reached reached(system, most);
        if (!reached.whole()) return false;
        Random random(reached.states().size());
        reached.check_by_exchanges(200);
        reached.check_canonical(random);
        reached.check_orbits();
        reached.check_steps();
        return true;
    });
}

/// Two programs that do different things.
constexpr std::string_view loners = R"(
[profiles]
p = { state = "live" }
[programs]
one   = { session = "remote", run = ["logon p"] }
other = { session = "remote", run = ["delete p"] }
)";

constexpr std::string_view two_of_both = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs.user]
session = "remote"
count = 2
each_in_own_session = true
may = ["crash"]
run = [{ choose = [
    ["logon p", "delete p", "access", "logoff"],
    ["logon q", "delete q", "access", "logoff"],
] }]
)";

constexpr std::string_view three_in_a_session = R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "console"
count = 3
run = ["logon p", "delete p", "logoff"]
)";

constexpr std::string_view three_profiles = R"(
[profiles]
p = {}
q = {}
r = {}
[programs]
deleter = { session = "remote", count = 2, run = [{ choose = [["delete p"], ["delete q"], ["delete r"]] }] }
[programs.user]
session = "console"
run = [{ choose = [["create p", "logon p"], ["create q", "logon q"], ["create r", "logon r"]] }]
)";

TEST_CASE("a state stands for all its like and for nobody else, and does what they do")
{
    for (const std::string_view preset : {"unpatched", "fixed", "fault-818861"}) {
        const Mapi mapi{.preset = preset, .assume = {{"create-over-marked", "no-access"}}};
        for (const std::string_view text : {two_of_both, three_in_a_session, three_profiles}) {
            INFO(preset << text);
            REQUIRE_FALSE(symmetries_of(text, mapi).trivial());
            REQUIRE(check_all_about(setup_of(text, mapi), 10'000));
        }
    }
}

TEST_CASE("a state stands for all its like in the middle of a call too")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs.user]
session = "remote"
count = 2
each_in_own_session = true
run = [{ choose = [["logon p", "delete p"], ["logon q", "delete q"]] }]
)";
    for (const std::string_view preset : {"unpatched", "fixed"}) {
        const Mapi mapi{.preset = preset, .assume = {{"create-over-marked", "no-access"}}, .grain = micro};
        INFO(preset);
        REQUIRE(symmetries_of(text, mapi).order == 4);
        REQUIRE(check_all_about(setup_of(text, mapi), 10'000));
    }
}

TEST_CASE("what creators count as users of is exchanged with the profiles")
{
    constexpr std::string_view text = R"(
[profiles]
p = {}
q = {}
[programs]
maker   = { session = "remote", run = [{ choose = [["create p", "logon p"], ["create q", "logon q"]] }] }
deleter = { session = "remote", run = [{ choose = [["delete p", "logon p"], ["delete q", "logon q"]] }] }
)";
    for (const auto grain : {Grain::call, micro}) {
        const Mapi mapi{
            .assume = {{"create-over-marked", "no-access"}, {"counts-as-use", "session-or-creator"}},
            .grain = grain};
        REQUIRE(symmetries_of(text, mapi).orders.size() == 1);
        REQUIRE(check_all_about(setup_of(text, mapi), 10'000));
    }
}

TEST_CASE("what the dead leave to their own sessions is exchanged with the programs")
{
    for (const std::string_view scope : {"session", "hive"}) {
        const Mapi mapi{.assume = {{"create-over-marked", "no-access"},
                                   {"abandoned-mutex", "reset"},
                                   {"use-scope", scope}},
                        .grain = micro};
        const Layout layout = layout_of(setup_of(two_that_may_crash, mapi));
        REQUIRE(layout.mutexes.size() == 2);
        REQUIRE(layout.mutexes.front().abandoned.present());
        REQUIRE(find_symmetries(layout).order == 2);
        REQUIRE(check_all_about(setup_of(two_that_may_crash, mapi), 10'000));
    }
}

TEST_CASE("profiles of one account are exchanged beside an account in which none can ever exist")
{
    constexpr std::string_view text = R"(
[accounts.admin]
sessions = ["console", "remote"]
[accounts.guest]
sessions = ["visit"]
[profiles]
p = { account = "admin", state = "live" }
q = { account = "admin", state = "live" }
r = { account = "guest" }
[programs]
user  = { session = "remote", run = [{ choose = [["logon p", "delete p"], ["logon q", "delete q"]] }] }
guest = { session = "visit", count = 2, may = ["crash"], run = ["logon r"] }
)";
    const Layout layout = layout_of(setup_of(text, one_per_name));
    const auto& guests = layout.tables[layout.programs[1].table];
    REQUIRE(layout.hives[guests.hive].slots.empty());
    REQUIRE_FALSE(guests.stale.empty());
    REQUIRE(find_symmetries(layout).orders.size() == 1);
    REQUIRE(check_all_about(setup_of(text, one_per_name), 10'000));
}

TEST_CASE("a state that stands for itself alone has an orbit of one")
{
    with_narrow_system(layout_of(setup_of(copies, one_per_name)), [](const auto& system) {
        auto symmetry = system.symmetry();
        const auto initial = system.initial_states().front();
        CHECK(symmetry.orbit(initial) == 1);
        system.for_each_step(initial, [&](const auto& step) { CHECK(symmetry.orbit(step.after) == 3); });
    });
}

TEST_CASE("a trivial symmetry leaves every state as it is")
{
    with_narrow_system(layout_of(setup_of(loners, {.preset = "fixed"})), [](const auto& system) {
        auto symmetry = system.symmetry();
        CHECK(symmetry.is_trivial());
        system.for_each_step(system.initial_states().front(), [&](const auto& step) {
            auto state = step.after;
            checker::Renaming renaming;
            symmetry.canonicalize(state, renaming);
            CHECK(state == step.after);
            CHECK(renaming.identity);
            CHECK(symmetry.orbit(state) == 1);
        });
    });
}

/// Who plays whose part: by program and by profile, whom else's.
struct Parts {
    std::vector<std::uint16_t> programs;
    std::vector<std::uint16_t> profiles;
};

/// The same choice, made by whoever has that part. Where a program stands at its start, its alternatives are
/// the profiles in their order.
checker::Choice as_played(const Layout& layout, const std::uint64_t* words, checker::Choice choice,
                          const Parts& parts)
{
    const bool is_crash = choice.process >= layout.programs.size();
    const std::size_t p =
        is_crash ? layout.crashers[choice.process - layout.programs.size()] : choice.process;
    const std::uint16_t other = parts.programs[p];
    if (is_crash) {
        const auto place =
            std::find(layout.crashers.begin(), layout.crashers.end(), other) - layout.crashers.begin();
        return {static_cast<std::uint16_t>(layout.programs.size() + static_cast<std::size_t>(place)), 0};
    }
    const ProgramLayout& program = layout.programs[p];
    if (get(words, program.fields.at) != program.script.start) return {other, choice.alternative};
    return {other, parts.profiles[choice.alternative]};
}

template <class System>
typename System::State after_choice(const System& system, const typename System::State& state,
                                    checker::Choice choice)
{
    std::optional<typename System::State> after;
    system.for_each_step(state, [&](const auto& step) {
        if (step.choice == choice) after = step.after;
    });
    REQUIRE(after.has_value());
    return *after;
}

std::vector<std::uint16_t> random_order(Random& random, std::size_t count)
{
    std::vector<std::uint16_t> order(count);
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    for (std::size_t k = count; k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
    return order;
}

/// Plays random runs twice, the second time with the parts given to others, and compares step by step what
/// stands for the states.
void play_with_others(const Setup& setup, const std::vector<std::uint16_t>& like, int runs)
{
    with_narrow_system(layout_of(setup), [&](const auto& system) {
        using State = typename std::decay_t<decltype(system)>::State;
        auto symmetry = system.symmetry();
        Random random(7);
        int different = 0;
        for (int run = 0; run < runs; ++run) {
            Parts parts{std::vector<std::uint16_t>(system.layout().programs.size()),
                        random_order(random, system.layout().world.profiles.size())};
            std::iota(parts.programs.begin(), parts.programs.end(), std::uint16_t{0});
            const auto order = random_order(random, like.size());
            for (std::size_t k = 0; k < like.size(); ++k) parts.programs[like[k]] = like[order[k]];
            State one = system.initial_states().front(), other = one;
            while (true) {
                std::vector<checker::Choice> choices;
                system.for_each_step(one, [&](const auto& step) { choices.push_back(step.choice); });
                if (choices.empty()) break;
                const checker::Choice choice = choices[random.below(choices.size())];
                other =
                    after_choice(system, other, as_played(system.layout(), one.words.data(), choice, parts));
                one = after_choice(system, one, choice);
                State mine = one, theirs = other;
                checker::Renaming renaming;
                symmetry.canonicalize(mine, renaming);
                symmetry.canonicalize(theirs, renaming);
                REQUIRE(mine == theirs);
                REQUIRE(symmetry.orbit(one) == symmetry.orbit(other));
                different += one != other ? 1 : 0;
            }
        }
        CHECK(different > runs);
    });
}

TEST_CASE("a run played by others leads to states that are the same but for who is who")
{
    for (const auto grain : {Grain::call, micro}) {
        const Mapi mapi{.assume = {{"create-over-marked", "no-access"}}, .grain = grain};
        play_with_others(setup_of(two_of_both, mapi), {0, 1}, 25);
        play_with_others(setup_of(three_profiles, mapi), {0, 1}, 25);
    }
}

// What nobody thought of

TEST_CASE("random scenarios that are symmetric by construction are found to be, and their symmetry holds")
{
    int with_names = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Setup setup = random_symmetric_setup(seed);
        if (!make_layout(setup.world, setup.policy, setup.grain, setup.most_instances)) continue;
        INFO("seed " << seed << ", " << describe(setup.policy));
        const Symmetries symmetries = symmetries_of(setup);
        CHECK(symmetries.classes.size() == 1);
        if (check_all_about(setup, 300) && !symmetries.orders.empty()) ++with_names;
    }
    CHECK(with_names > 3);
}

TEST_CASE("random scenarios of like programs and sessions: every exchange is made, and nothing else is alike")
{
    int judged = 0, numbering = 0, sessions = 0;
    for (std::uint64_t seed = 1; seed <= from_environment("HOLDFAST_RANDOM", 150); ++seed) {
        const Setup setup = RandomSetup(seed).draw_alike();
        const auto layout = make_layout(setup.world, setup.policy, setup.grain, setup.most_instances);
        if (!layout) continue;
        INFO("seed " << seed << ", " << describe(setup.policy));
        const Symmetries symmetries = find_symmetries(*layout);
        // A program in one session that the other has no like of tells the sessions apart.
        if (symmetries.classes.empty() || !check_all_about(setup, 600)) continue;
        ++judged;
        numbering += numbers_instances(layout->hives.front()) ? 1 : 0;
        sessions += symmetries.classes.back().width > 1 ? 1 : 0;
    }
    CHECK(judged > 30);
    CHECK(numbering > 15);
    CHECK(sessions > 5);
}

}  // namespace
}  // namespace holdfast::tests
