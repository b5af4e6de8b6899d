#include "tests/model/shrink.hpp"

#include <catch2/catch.hpp>

#include "tests/model/random_setup.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

std::size_t deletes_in(const Block& block);

std::size_t deletes_in(const Item& item)
{
    if (const auto* call = std::get_if<Call>(&item)) return call->kind == CallKind::delete_profile ? 1 : 0;
    if (const auto* repeat = std::get_if<Repeat>(&item)) return deletes_in(repeat->steps);
    std::size_t deletes = 0;
    for (const Block& branch : std::get<Choose>(item).branches) deletes += deletes_in(branch);
    return deletes;
}

std::size_t deletes_in(const Block& block)
{
    std::size_t deletes = 0;
    for (const Item& item : block) deletes += deletes_in(item);
    return deletes;
}

/// The fault of these tests: a second program deletes, and the mark is a copy.
bool fails(const Setup& setup)
{
    const auto& programs = setup.world.programs;
    return programs.size() > 1 && deletes_in(programs[1].run) > 0 &&
           setup.policy.mark == Mark::copy_then_delete;
}

constexpr std::string_view much = R"(
[profiles]
p = { state = "live" }
[programs]
one = { session = "console", may = ["crash"], run = ["create p", "logon p", "logoff"] }
two = { session = "console", count = 2, run = [
    "logon p",
    { repeat = 3, steps = ["access", { choose = [
        ["logoff"],
        ["idle", { call = "delete p", on_failure = "stop" }],
    ] }] },
] }
)";

TEST_CASE("a setup is shrunk to what its fault needs, and to nothing else")
{
    Setup setup = setup_of(much);
    setup.grain = Grain::micro;
    setup.policy.mark = Mark::copy_then_delete;
    setup.policy.entries = Entries::counts;
    REQUIRE(fails(setup));
    const Setup least = Shrinking(fails).shrunk(setup);
    REQUIRE(fails(least));
    REQUIRE(least.world.programs.size() == 2);
    CHECK(least.world.programs[0].run.size() == 1);
    REQUIRE(least.world.programs[1].run.size() == 1);
    const auto* only = std::get_if<Call>(&least.world.programs[1].run.front());
    REQUIRE(only != nullptr);
    CHECK(only->kind == CallKind::delete_profile);
    CHECK(only->on_failure == OnFailure::next);
    CHECK_FALSE(least.world.programs[0].may_crash);
    CHECK(least.world.profiles.front().state == InitialState::absent);
    CHECK(least.grain == Grain::call);
    CHECK(least.policy.entries == Policy{}.entries);
}

TEST_CASE("what is shrunk fails still, and cannot be shrunk further")
{
    std::size_t shrunk = 0;
    for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
        const Setup setup = RandomSetup(seed).draw();
        if (!fails(setup)) continue;
        ++shrunk;
        INFO("seed " << seed);
        const Setup least = Shrinking(fails).shrunk(setup);
        CHECK(fails(least));
        CHECK(least.world.programs.size() == 2);
        CHECK(deletes_in(least.world.programs[1].run) == 1);
    }
    CHECK(shrunk > 5);
}

TEST_CASE("times, haste and promises go where the fault does not need them")
{
    const Setup setup = setup_of(R"(
[servers.exchange]
poll = "4m"
first_poll = "2m"
[programs]
idler  = { session = "console", urgent = true, run = ["idle", "wait 3m"] }
reader = { session = "console", urgent = true, run = ["connect exchange", "wait 3m", { call = "request", at = "2m" }] }
[properties]
idles = { never = 'idler is ended' }
cut   = { within = { from = 'reader is waiting', to = 'reader is cut', at_most = "3m" } }
)");
    const auto requests = [](const Setup& each) {
        const model::Program& last = each.world.programs.back();
        const auto* const call = std::get_if<Call>(&last.run.back());
        return call != nullptr && call->kind == CallKind::request && each.own_properties.size() == 1 &&
               each.own_properties.front().goal.program.index + 1 == each.world.programs.size();
    };
    const Setup least = Shrinking([&](const Setup& each) {
                            return requests(each) || each.own_properties.size() == 2;
                        }).shrunk(setup);
    REQUIRE(requests(least));
    CHECK(least.own_properties.front().name == "cut");
    REQUIRE(least.world.programs.size() == 1);
    CHECK_FALSE(least.world.programs.front().urgent);
    REQUIRE(least.world.programs.front().run.size() == 1);
    CHECK_FALSE(std::get<Call>(least.world.programs.front().run.front()).when);
    CHECK(least.world.servers.front().poll == 1);
}

}  // namespace
}  // namespace holdfast::tests
