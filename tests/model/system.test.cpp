#include "model/system.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/audit.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// So many users of one profile, each in a place of its own.
Stage users(std::size_t count, model::Grain grain = model::Grain::call)
{
    return Stage(
        fmt::format(
            "[profiles]\np = {{ state = \"live\" }}\n[programs]\n"
            "user = {{ session = \"console\", count = {}, run = [\"logon p\", \"access\", \"logoff\"] }}\n",
            count),
        {.grain = grain});
}

TEST_CASE("a world becomes a system with its programs as processes and the properties of all scenarios")
{
    const Stage stage = users(2);
    const auto processes = stage.system().processes();
    REQUIRE(processes.size() == 2);
    CHECK(processes[0].name == "user 1");
    CHECK(processes[0].lane == 0);
    CHECK(processes[1].lane == 1);
    const auto properties = stage.system().properties();
    REQUIRE(properties.size() == model::built_in_properties().size());
    CHECK(properties.front().name == "in-use-purge");
}

TEST_CASE("the width of a state is chosen for the scenario, and every width plays alike")
{
    for (const std::size_t count : {1u, 20u, 30u, 60u}) {
        Stage stage = users(count);
        INFO(count << " users, " << stage.system().state_bits() << " bits");
        const std::string last = count == 1 ? "user" : fmt::format("user {}", count);
        CHECK(stage.play({last, last, last}) == Words{"S_OK", "S_OK", "S_OK"});
    }
    CHECK(users(1).layout().words == 1);
    CHECK(users(20).layout().words == 2);
    CHECK(users(30).layout().words == 4);
    CHECK(users(60).layout().words == 8);
}

TEST_CASE("states too wide for most are searched all the same, reduced or not")
{
    const Stage stage = users(63, model::Grain::micro);
    CHECK(stage.layout().words == model::most_words);
    checker::Options options;
    options.most_depth = 6;
    const checker::Result reduced = stage.system().check(options);
    options.sleep_sets = options.symmetry = false;
    const checker::Result plain = stage.system().check(options);
    CHECK(checker::differences(plain, reduced).empty());
    CHECK(plain.counts.states > 300);
}

TEST_CASE("a setup that cannot be checked is refused with a sentence")
{
    model::Setup setup = setup_of("[programs]\nmailer = { session = \"console\", run = [\"idle\"] }\n");
    setup.world.programs.resize(70, setup.world.programs.front());
    const auto system = model::make_system(setup);
    REQUIRE_FALSE(system);
    CHECK(system.error().message == "this scenario runs 70 programs; the most is 64");
}

TEST_CASE("a run that is too long is refused by its program's name")
{
    model::Setup setup = setup_of("[programs]\nmailer = { session = \"console\", run = [\"idle\"] }\n");
    setup.world.programs.front().run = {model::Repeat{5000, {model::Call{}}}};
    const auto system = model::make_system(setup);
    REQUIRE_FALSE(system);
    CHECK_THAT(system.error().message, Catch::StartsWith("the run of program 'mailer' is too long"));
}

TEST_CASE("every call is listed with its usage, its meaning and its atomic steps under the domain's letters")
{
    std::vector<std::string> names;
    for (const model::CallWords& call : model::call_words()) {
        names.push_back(call.name);
        CHECK(call.usage.starts_with(call.name));
        CHECK_FALSE(call.meaning.empty());
        CHECK_FALSE(call.atomic_steps.empty());
    }
    CHECK(names == Words{"initialize",    "uninitialize", "create",       "logon",
                         "access",        "delete",       "logoff",       "idle",
                         "write",         "rename",       "copy",         "set-default",
                         "find",          "admin",        "add-services", "delete-services",
                         "close-admin",   "erase",        "erase-all",    "impersonate",
                         "revert",        "exit",         "connect",      "disconnect",
                         "request",       "edit",         "stop-store",   "start-store",
                         "restart-store", "fail-over",    "wait"});
    CHECK(model::call_words()[3].atomic_steps.front() == "takes the logon mutex (G1)");
    CHECK(model::call_words()[2].usage == "create PROFILE");
    CHECK(model::call_words()[9].usage == "rename PROFILE to NEW");
}

TEST_CASE("names that differ in case only are one profile", "[name-compare = case-insensitive]")
{
    Stage stage(R"(
[profiles]
Outlook = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon OUTLOOK", "delete outlook"] }
)",
                {.assume = {{"name-compare", "case-insensitive"}}});
    CHECK(stage.play({"mailer", "mailer"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.profile("Outlook") == "in Deleted Profiles, used by mailer");
}

TEST_CASE("names that differ in case only are two profiles", "[name-compare = case-sensitive]")
{
    Stage stage(R"(
[profiles]
Outlook = { state = "live" }
OUTLOOK = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon OUTLOOK", "delete Outlook"] }
)",
                {.assume = {{"name-compare", "case-sensitive"}}});
    CHECK(stage.play({"mailer", "mailer"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.profile("OUTLOOK") == "live, used by mailer");
    CHECK(stage.profile("Outlook") == "absent");
}

}  // namespace
}  // namespace holdfast::tests
