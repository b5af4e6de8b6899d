// Footprints are a record of what a step touched. Steps that say they are independent are taken in both
// orders, in worlds where much is going on: both grains, crashes, several sessions and accounts, many
// policies.
#include "model/turn.hpp"

#include <catch2/catch.hpp>

#include "tests/independence.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/with_narrow_system.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

/// Two names, three sessions; everybody does something else, one may die.
constexpr std::string_view busy = R"(
[profiles]
p = { state = "live", dynamic = true }
q = {}
[programs]
mailer  = { session = "console", may = ["crash"], run = ["logon p", "delete p", "access", "logoff"] }
maker   = { session = "remote", run = ["create q", "logon q", "delete q", "uninitialize"] }
sweeper = { session = "console", run = ["initialize", "create p"] }
other   = { session = "remote", run = ["logon p", "logoff"] }
)";

/// Two accounts that share nothing but perhaps a mutex.
constexpr std::string_view apart = R"(
[accounts]
admin = { sessions = ["console", "remote"] }
guest = { sessions = ["services", "other"] }
[profiles]
p = { account = ["admin", "guest"], state = "live", dynamic = true }
[programs]
mailer  = { session = "console", may = ["crash"], run = ["logon p", "delete p", "logoff"] }
visitor = { session = "services", run = ["logon p", "delete p", "logoff"] }
sweeper = { session = "other", run = ["initialize", "delete p"] }
)";

/// Two who die, and a marked profile that only counts of the dead protect.
constexpr std::string_view dying = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
one     = { session = "console", may = ["crash"], run = ["logon p", "delete p"] }
two     = { session = "console", may = ["crash"], run = ["delete p"] }
passing = { session = "remote", run = ["logon q", "logoff"] }
)";

IndependenceReport trial(std::string_view text, const Mapi& mapi, std::size_t most_states)
{
    return with_narrow_system(Stage(text, mapi).layout(),
                              [&](const auto& system) { return try_independence(system, most_states); });
}

void try_worlds(const Mapi& mapi)
{
    std::uint64_t tried = 0;
    for (const std::string_view text : {busy, apart, dying}) {
        const IndependenceReport report = trial(text, mapi, 300);
        tried += report.tried;
        CAPTURE(mapi.preset, mapi.grain == micro, mapi.assume);
        CHECK(report.broken.empty());
        for (const std::string& each : report.broken) UNSCOPED_INFO(each);
    }
    CHECK(tried > 50);
}

TEST_CASE("independent steps may be taken in either order under every preset and in both grains")
{
    for (const Preset& preset : presets()) {
        for (const auto grain : {Grain::call, micro}) try_worlds({.preset = preset.name, .grain = grain});
    }
}

TEST_CASE("independent steps may be taken in either order under every single alternative, step by step")
{
    for (const Switch& each : switches()) {
        for (const Alternative& alternative : each.alternatives) {
            for (const std::string_view preset : {"unpatched", "fixed"}) {
                Policy policy = find_preset(preset)->policy;
                assume(policy, each.name, alternative.name);
                if (policy == find_preset(preset)->policy || contradiction(policy)) continue;
                const IndependenceReport report = trial(
                    busy, {.preset = preset, .assume = {{each.name, alternative.name}}, .grain = micro}, 120);
                INFO(preset << ", " << each.name << " = " << alternative.name);
                CHECK(report.broken == std::vector<std::string>{});
            }
        }
    }
}

TEST_CASE("independent steps may be taken in either order where room for instances is short")
{
    for (const auto grain : {Grain::call, micro}) {
        const IndependenceReport report = trial(R"(
[profiles]
p = {}
q = {}
r = { state = "live" }
[programs]
one     = { session = "console", run = ["create p"] }
two     = { session = "remote", run = ["create q"] }
cleaner = { session = "another", run = ["delete r"] }
)",
                                                {.grain = grain, .most_instances = 2}, 300);
        CHECK(report.broken == std::vector<std::string>{});
    }
}

TEST_CASE("programs of different accounts are independent where they share no mutex")
{
    const auto touched = [](std::string_view scope) {
        return with_narrow_system(Stage(apart, {.assume = {{"mutex-scope", scope}}, .grain = micro}).layout(),
                                  [](const auto& system) {
                                      std::vector<checker::Footprint> first_steps;
                                      system.for_each_step(
                                          system.initial_states().front(),
                                          [&](const auto& step) { first_steps.push_back(step.footprint); });
                                      return first_steps;
                                  });
    };
    CHECK(touched("hive")[0].independent_of(touched("hive")[1]));
    CHECK_FALSE(
        touched("session")[0].independent_of(touched("session")[1]));  // console and services share session 0
    CHECK_FALSE(touched("global")[0].independent_of(touched("global")[1]));
}

TEST_CASE("a program that does nothing conflicts with nobody")
{
    with_narrow_system(Stage(R"(
[profiles]
p = { state = "live" }
[programs]
idler  = { session = "console", run = ["idle"] }
mailer = { session = "console", run = ["logon p"] }
)")
                           .layout(),
                       [](const auto& system) {
                           const auto step =
                               checker::find_step(system, system.initial_states().front(), {0, 0});
                           REQUIRE(step);
                           CHECK(step->footprint == checker::Footprint{});
                       });
}

TEST_CASE("a field holds its whole range and leaves its neighbours alone")
{
    const Layout layout = Stage(busy, {.grain = micro}).layout();
    std::uint64_t words[most_words] = {};
    Turn turn(layout, words, 0);
    for (const Field field : {turn.fields().at, turn.fields().session, turn.fields().scratch}) {
        REQUIRE(field.present());
        turn.set(field, field.mask);
        CHECK(turn.get(field) == field.mask);
        int bits = 0;
        for (const std::uint64_t word : words) bits += std::popcount(word);
        CHECK(bits == std::popcount(field.mask));
        turn.set(field, std::uint64_t{0});
        CHECK(turn.get(field) == 0);
    }
}

TEST_CASE("an absent field reads as 0 and takes a 0")
{
    const Layout layout = Stage("[programs]\nidler = { session = \"console\", run = [\"idle\"] }\n").layout();
    std::uint64_t words[most_words] = {~std::uint64_t{0}};
    Turn turn(layout, words, 0);
    REQUIRE_FALSE(turn.fields().session.present());
    CHECK(turn.get(turn.fields().session) == 0);
    turn.set(turn.fields().session, std::uint64_t{0});
    CHECK(words[0] == ~std::uint64_t{0});
}

}  // namespace
}  // namespace holdfast::tests
