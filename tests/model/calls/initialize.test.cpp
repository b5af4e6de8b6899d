#include "model/calls/initialize.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// One profile of each kind that a sweep may tell apart, none of them in use.
constexpr std::string_view four_kinds = R"(
[profiles]
marked         = { state = "marked" }
dynamic        = { state = "live", dynamic = true }
marked-dynamic = { state = "marked", dynamic = true }
plain          = { state = "live" }
[programs]
newcomer = { session = "console", run = ["initialize"] }
)";

/// The profiles of `four_kinds` that the sweep takes.
Words swept(const Mapi& mapi)
{
    Stage stage(four_kinds, mapi);
    CHECK(stage.finish("newcomer") == "S_OK");
    Words gone;
    for (const std::string name : {"marked", "dynamic", "marked-dynamic", "plain"}) {
        if (stage.profile(name) == "absent") gone.push_back(name);
    }
    return gone;
}

TEST_CASE("a sweep of marked profiles takes those in Deleted Profiles and no others",
          "[sweep-candidates = marked]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        CHECK(swept({.assume = {{"sweep-candidates", "marked"}}, .grain = grain}) ==
              Words{"marked", "marked-dynamic"});
    }
}

TEST_CASE("a sweep of dynamic profiles takes what programs created, marked or not",
          "[sweep-candidates = dynamic]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        CHECK(swept({.assume = {{"sweep-candidates", "dynamic"}}, .grain = grain}) ==
              Words{"dynamic", "marked-dynamic"});
    }
}

TEST_CASE("a sweep of both takes all but live profiles that a person made",
          "[sweep-candidates = marked-or-dynamic]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        CHECK(swept({.assume = {{"sweep-candidates", "marked-or-dynamic"}}, .grain = grain}) ==
              Words{"marked", "dynamic", "marked-dynamic"});
    }
}

/// Initializes twice, with a new dynamic profile in between; then gives all up and begins anew.
constexpr std::string_view twice = R"(
[profiles]
p = { state = "live", dynamic = true }
[programs]
sweeper = { session = "console", run = ["initialize", "initialize", "uninitialize", "uninitialize",
                                        "initialize"] }
maker   = { session = "console", run = ["create p"] }
)";

TEST_CASE("an initialization that never sweeps looks at no profile", "[sweep-at-initialize = never]")
{
    Stage stage(twice, {.assume = {{"sweep-at-initialize", "never"}}});
    CHECK(stage.play({"sweeper", "sweeper"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.events().empty());
}

TEST_CASE("where the first initialization sweeps, a second one of the same process does not",
          "[sweep-at-initialize = first]")
{
    Stage stage(twice, {.assume = {{"sweep-at-initialize", "first"}}});
    stage.play({"sweeper"});
    CHECK(stage.profile("p") == "absent");
    stage.play({"maker", "sweeper"});
    CHECK(stage.profile("p") == "live, unused");
    // When all were balanced, the next is a first one again.
    stage.play({"sweeper", "sweeper", "sweeper"});
    CHECK(stage.profile("p") == "absent");
}

TEST_CASE("where every initialization sweeps, the second one does too", "[sweep-at-initialize = every]")
{
    Stage stage(twice, {.assume = {{"sweep-at-initialize", "every"}}});
    stage.play({"sweeper", "maker", "sweeper"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.events() == Words{"p is purged; nobody used it"});
}

TEST_CASE("a sweep spares what its own table shows in use and takes what it does not")
{
    constexpr std::string_view text = R"(
[profiles]
near = { state = "live", dynamic = true }
far  = { state = "live", dynamic = true }
[programs]
beside = { session = "remote", run = ["logon near"] }
away   = { session = "console", run = ["logon far"] }
sweep  = { session = "remote", run = ["initialize"] }
)";
    Stage stage(text);
    stage.play({"beside", "away", "sweep"});
    CHECK(stage.profile("near") == "live, used by beside");
    CHECK(stage.profile("far") == "PURGED, still open in away");
    CHECK(stage.violated() == Words{"in-use-purge"});
    Stage mended(text, {.preset = "fixed"});
    mended.play({"beside", "away", "sweep"});
    CHECK(mended.profile("far") == "live, used by away");
    CHECK(mended.violated().empty());
}

TEST_CASE("a program must initialize before any other call if it ever does")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs.mailer]
session = "console"
run = ["idle", "create p", "logon p", "access", "delete p", "logoff", "initialize", "logon p"]
)");
    stage.play({"mailer"});
    CHECK(stage.play({"mailer", "mailer", "mailer", "mailer", "mailer"}) ==
          Words(5, "MAPI_E_NOT_INITIALIZED"));
    CHECK(stage.play({"mailer", "mailer"}) == Words{"S_OK", "S_OK"});
}

TEST_CASE("a program that never initializes starts initialized")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p"] }
)");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
}

TEST_CASE("step by step a sweep may take its candidates in any order")
{
    const Mapi mapi{.assume = {{"sweep-candidates", "marked"}}, .grain = micro};
    Words first_to_go;
    for (const std::string pick : {"newcomer.0", "newcomer.1"}) {
        Stage stage(four_kinds, mapi);
        stage.reach("newcomer", "looks for a profile");
        CHECK(stage.can("newcomer.1"));
        CHECK_FALSE(stage.can("newcomer.2"));
        stage.play({pick, "newcomer"});
        first_to_go.push_back(stage.profile("marked") == "absent" ? "marked" : "marked-dynamic");
    }
    CHECK(first_to_go.front() != first_to_go.back());
}

TEST_CASE("step by step a sweep does not notice who came since it looked")
{
    Stage stage(R"(
[profiles]
p = { state = "live", dynamic = true }
[programs]
user  = { session = "console", run = ["logon p"] }
sweep = { session = "console", run = ["initialize"] }
)",
                {.grain = micro});
    stage.reach("sweep", "purges what it took");
    CHECK(stage.finish("user") == "S_OK");
    CHECK(stage.finish("sweep") == "S_OK");
    CHECK(stage.profile("p") == "PURGED, still open in user");
}

TEST_CASE("step by step a sweep passes over what another has purged before it")
{
    Stage stage(R"(
[profiles]
p = { state = "live", dynamic = true }
[programs]
slow = { session = "console", run = ["initialize"] }
fast = { session = "console", run = ["initialize"] }
)",
                {.grain = micro});
    stage.reach("slow", "purges what it took");
    CHECK(stage.finish("fast") == "S_OK");
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.finish("slow") == "S_OK");
    CHECK(stage.events().empty());
}

TEST_CASE("under a mutex for all, no step of a sweep lets a logon in between")
{
    Stage stage(R"(
[profiles]
p = { state = "live", dynamic = true }
[programs]
user  = { session = "remote", run = ["logon p"] }
sweep = { session = "console", run = ["initialize"] }
)",
                {.preset = "fixed", .grain = micro});
    stage.reach("sweep", "purges what it took");
    CHECK_FALSE(stage.can("user"));
    stage.finish("sweep");
    CHECK(stage.finish("user") == "MAPI_E_LOGON_FAILED");
}

}  // namespace
}  // namespace holdfast::tests
