#include "model/calls/profile_table.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("the profile table shows live profiles, and none that is marked")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
marked = { state = "marked" }
absent = {}
[programs]
reader = { session = "console", run = ["find p", "find marked", "find absent"] }
)");
    CHECK(stage.play({"reader", "reader", "reader"}) ==
          Words{"S_OK", "MAPI_E_NOT_FOUND", "MAPI_E_NOT_FOUND"});
    CHECK(stage.verdict(model::PropertyIndex::visible_after_delete) == checker::Verdict::holds);
}

TEST_CASE("what the table showed may be gone when the program acts on it")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
reader  = { session = "console", run = [{ call = "find p", on_failure = "stop" }, { call = "logon p", must = "S_OK" }] }
cleaner = { session = "remote", run = ["delete p"] }
)");
    CHECK(stage.play({"reader", "cleaner", "reader"}) == Words{"S_OK", "S_OK", "MAPI_E_LOGON_FAILED"});
    CHECK(stage.violated() == Words{"unexpected-answer"});
}

constexpr std::string_view by_default = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
chooser = { session = "console", run = ["set-default p", "set-default q"] }
user    = { session = "console", run = [{ call = "logon", flags = ["NEW_SESSION", "USE_DEFAULT"] }] }
strict  = { session = "console", run = [{ call = "logon", flags = ["NEW_SESSION", "USE_DEFAULT", "EXPLICIT_PROFILE"] }] }
plain   = { session = "console", run = [{ call = "logon", flags = [] }] }
)";

TEST_CASE("the default stands for a name that is not given, if the flags say so")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(by_default, {.grain = grain});
        CHECK(stage.row("default profile of admin") == "none");
        CHECK(stage.finish("chooser") == "S_OK");
        CHECK(stage.events() == Words{"p is the default profile now"});
        CHECK(stage.row("default profile of admin") == "p");
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.profile("p") == "live, used by user");
        CHECK(stage.finish("strict") == "MAPI_E_LOGON_FAILED");
        CHECK(stage.finish("plain") == "MAPI_E_LOGON_FAILED");
    }
}

TEST_CASE("without a default there is nothing to log on to")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(by_default, {.grain = grain});
        CHECK(stage.finish("user") == "MAPI_E_LOGON_FAILED");
        CHECK(stage.finish("chooser") == "S_OK");  // the mutex is free again
        CHECK(stage.finish("plain") == "MAPI_E_LOGON_FAILED");
    }
}

TEST_CASE("step by step a logon asks for the default once")
{
    Stage stage(by_default, {.grain = micro});
    stage.finish("chooser");
    stage.reach("user", "looks the profile up");
    stage.finish("chooser");
    CHECK(stage.row("default profile of admin") == "q");
    CHECK(stage.finish("user") == "S_OK");
    CHECK(stage.profile("p") == "live, used by user");
}

TEST_CASE("step by step a logon by default goes on after a purge")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
victim  = { session = "remote", run = ["logon p", "delete p", "create p", "set-default p"] }
user    = { session = "console", run = [{ call = "logon", flags = ["NEW_SESSION", "USE_DEFAULT"] }] }
)",
                {.grain = micro});
    for (int k = 0; k < 4; ++k) stage.finish("victim");
    CHECK(stage.profile("p") == "live, unused; in Deleted Profiles, used by victim");
    CHECK(stage.finish("user") == "S_OK");
    CHECK(stage.profile("p") == "live, used by user; PURGED, still open in victim");
}

TEST_CASE("only a live profile can be the default")
{
    Stage stage(R"(
[profiles]
p = { state = "marked" }
[programs]
chooser = { session = "console", run = ["set-default p"] }
)");
    CHECK(stage.play({"chooser"}) == Words{"MAPI_E_NOT_FOUND"});
    CHECK(stage.row("default profile of admin") == "none");
}

/// The default is marked, then purged.
constexpr std::string_view default_goes = R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["set-default p", "logon p", "delete p", "logoff"] }
)";

/// What is the default after the mark, and what after the purge.
Words defaults(std::string_view alternative, model::Grain grain)
{
    Stage stage(default_goes, {.assume = {{"default-deleted", alternative}}, .grain = grain});
    Words defaults;
    for (int k = 0; k < 3; ++k) stage.finish("user");
    CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
    defaults.push_back(stage.row("default profile of admin"));
    stage.finish("user");
    CHECK(stage.profile("p") == "absent");
    defaults.push_back(stage.row("default profile of admin"));
    return defaults;
}

TEST_CASE("a profile that is marked is no default any more", "[default-deleted = cleared-at-mark]")
{
    for (const auto grain : {model::Grain::call, micro})
        CHECK(defaults("cleared-at-mark", grain) == Words{"none", "none"});
}

TEST_CASE("a profile that is purged is no default any more", "[default-deleted = cleared-at-purge]")
{
    for (const auto grain : {model::Grain::call, micro})
        CHECK(defaults("cleared-at-purge", grain) == Words{"p", "none"});
}

TEST_CASE("the name of a default that is gone dangles", "[default-deleted = dangling]")
{
    for (const auto grain : {model::Grain::call, micro})
        CHECK(defaults("dangling", grain) == Words{"p", "p"});
}

TEST_CASE("a delete that purges at once clears the default too")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["set-default p", "delete p"] }
)");
    stage.play({"user", "user"});
    CHECK(stage.row("default profile of admin") == "none");
}

}  // namespace
}  // namespace holdfast::tests
