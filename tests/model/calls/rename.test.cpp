#include "model/calls/rename.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// Somebody in the same session and somebody in another, each of whom can rename what the user uses.
constexpr std::string_view user_and_renamers = R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
user = { session = "console", run = ["logon p", "access", "logoff"] }
near = { session = "console", run = ["rename p to q"] }
far  = { session = "remote", run = ["rename p to q"] }
last = { session = "console", run = ["delete q"] }
)";

TEST_CASE("a profile that nobody uses gets its new name at once")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(user_and_renamers, {.grain = grain});
        CHECK(stage.finish("near") == "S_OK");
        CHECK(stage.events() == Words{"p is renamed to q"});
        CHECK(stage.profile("p") == "absent");
        CHECK(stage.profile("q") == "live, unused");
        CHECK(stage.finish("user") == "MAPI_E_LOGON_FAILED");
    }
}

TEST_CASE("a profile in use keeps its name until the last logoff")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(user_and_renamers, {.grain = grain});
        stage.finish("user");
        CHECK(stage.finish("near") == "S_OK");
        CHECK(stage.events() == Words{"p is to be renamed to q when it is no longer used"});
        CHECK(stage.profile("p") == "live, used by user, to be renamed to q");
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.profile("p") == "absent");
        CHECK(stage.profile("q") == "live, unused");
    }
}

TEST_CASE("a name that no live profile has cannot be changed")
{
    for (const std::string_view state : {"absent", "marked"}) {
        Stage stage(fmt::format(R"(
[profiles]
p = {{ state = "{}" }}
q = {{}}
[programs]
renamer = {{ session = "console", run = ["rename p to q"] }}
)",
                                state));
        CHECK(stage.play({"renamer"}) == Words{"MAPI_E_NOT_FOUND"});
    }
}

TEST_CASE("a profile may get the name that it has")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
renamer = { session = "console", run = ["rename p to p"] }
)");
    CHECK(stage.play({"renamer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "live, unused");
}

/// The new name is taken, by a profile that somebody uses.
constexpr std::string_view taken = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "logoff"] }
other   = { session = "console", run = ["logon q", "access"] }
renamer = { session = "console", run = ["rename p to q"] }
)";

TEST_CASE("a name that is taken is refused", "[rename-over-existing = refused]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(taken, {.assume = {{"rename-over-existing", "refused"}}, .grain = grain});
        CHECK(stage.finish("renamer") == "MAPI_E_NO_ACCESS");
        CHECK(stage.profile("p") == "live, unused");
        CHECK(stage.profile("q") == "live, unused");
    }
}

TEST_CASE("a rename that was put off is dropped where its name is taken by then")
{
    Stage stage(taken, {.assume = {{"rename-over-existing", "refused"}}});
    CHECK(stage.play({"user", "renamer", "user"}) == Words{"S_OK", "S_OK", "S_OK"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.profile("q") == "live, unused");
}

TEST_CASE("a rename takes the place of what has the name, whoever uses it",
          "[rename-over-existing = overwrites]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(taken, {.assume = {{"rename-over-existing", "overwrites"}}, .grain = grain});
        stage.finish("other");
        CHECK(stage.finish("renamer") == "S_OK");
        CHECK(stage.violated() == Words{"in-use-purge"});
        CHECK(stage.profile("q") == "live, unused; PURGED, still open in other");
        CHECK(stage.explain(model::PropertyIndex::in_use_purge) ==
              "The rename of renamer (console) purged q while other (console) was still logged on with it: "
              "the new name was taken, and nobody asks who uses what has it.");
    }
}

TEST_CASE("a rename that was put off takes the place of what has the name too")
{
    Stage stage(taken, {.assume = {{"rename-over-existing", "overwrites"}}});
    stage.play({"user", "renamer", "other", "user"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.profile("q") == "live, unused; PURGED, still open in other");
}

TEST_CASE("what is marked by a flag has its key under the name and goes with it")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "marked" }
[programs]
renamer = { session = "console", run = ["rename p to q"] }
)",
                {.assume = {{"mark", "flag"},
                            {"create-over-marked", "no-access"},
                            {"rename-over-existing", "overwrites"}}});
    CHECK(stage.play({"renamer"}) == Words{"S_OK"});
    CHECK(stage.profile("q") == "live, unused");
}

TEST_CASE("to mark a profile is to forget that it waits for a name")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
user  = { session = "console", run = ["logon p", "logoff"] }
other = { session = "console", run = ["rename p to q", "delete p"] }
)");
    stage.play({"user", "other", "other"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
    stage.play({"user"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.profile("q") == "absent");
}

TEST_CASE("W13: a rename in another session sees no use, and the old path leads nowhere")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(user_and_renamers, {.assume = {{"handles-after-move", "reopen"}}, .grain = grain});
        stage.finish("user");
        CHECK(stage.finish("far") == "S_OK");
        CHECK(stage.alarms() == Words{"p is renamed to q WHILE IN USE by user (console)"});
        CHECK(stage.program_row("user").find("under a name it no longer has") != std::string::npos);
        CHECK(stage.finish("user") == "MAPI_E_NOT_FOUND");
        CHECK(stage.violated() == Words{"failed-access"});
        CHECK(stage.explain(model::PropertyIndex::failed_access) ==
              "user (console) is still logged on with q, but the profile was renamed under it: its access "
              "gets MAPI_E_NOT_FOUND.");
    }
}

TEST_CASE("where handles follow, a session goes on under the new name")
{
    Stage stage(user_and_renamers, {.assume = {{"handles-after-move", "follow"}}});
    CHECK(stage.play({"user", "far", "user"}) == Words{"S_OK", "S_OK", "S_OK"});
    CHECK(stage.profile("q") == "live, used by user");
}

TEST_CASE("the mend sees the use in every session and puts the new name off")
{
    Stage stage(user_and_renamers, {.preset = "fixed"});
    stage.play({"user", "far"});
    CHECK(stage.profile("p") == "live, used by user, to be renamed to q");
}

TEST_CASE("an entry by name or path stays under the old name, one by instance does not")
{
    for (const std::string_view key : {"name", "path"}) {
        for (const auto grain : {model::Grain::call, micro}) {
            Stage stage(user_and_renamers, {.assume = {{"table-key", key}}, .grain = grain});
            stage.finish("user");
            stage.finish("far");
            CHECK(stage.row("in-use table of session console") == "p by user");
            CHECK(stage.finish("last") == "S_OK");
            CHECK(stage.profile("q") == "PURGED, still open in user");
        }
    }
    Stage stage(user_and_renamers, {.assume = {{"table-key", "instance"}}});
    stage.play({"user", "far", "last"});
    CHECK(stage.profile("q") == "in Deleted Profiles, used by user");
}

TEST_CASE("step by step a rename does not notice who came to use the profile since it looked")
{
    Stage stage(user_and_renamers, {.grain = micro});
    stage.reach("near", "gives it the new name");
    stage.finish("user");
    CHECK(stage.finish("near") == "S_OK");
    CHECK(stage.alarms() == Words{"p is renamed to q WHILE IN USE by user (console)"});
}

TEST_CASE("step by step a rename notices that its profile was marked since it looked")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
user    = { session = "console", run = ["logon p", "delete p"] }
renamer = { session = "console", run = ["rename p to q"] }
)";
    for (const std::string_view deed : {"gives it the new name", "asks the in-use table"}) {
        Stage stage(text, {.grain = micro});
        stage.reach("renamer", deed);
        stage.finish("user");
        stage.finish("user");
        CHECK(stage.finish("renamer") == "MAPI_E_NOT_FOUND");
        CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
    }
    Stage stage(text, {.grain = micro});
    stage.finish("user");
    stage.reach("renamer", "puts the new name off");
    stage.finish("user");
    CHECK(stage.finish("renamer") == "MAPI_E_NOT_FOUND");
}

TEST_CASE("a default profile stays the default under its new name")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
chooser = { session = "console", run = ["set-default p", "rename p to q"] }
)");
    stage.play({"chooser", "chooser"});
    CHECK(stage.row("default profile of admin") == "q");
}

TEST_CASE("a last logoff that purges a marked namesake gives the live one its name as well")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
user  = { session = "console", run = ["logon p", "delete p", "logoff"] }
other = { session = "console", run = ["create p", "rename p to q"] }
)",
                    {.grain = grain});
        for (const std::string program : {"user", "user", "other", "other"}) stage.finish(program);
        CHECK(stage.profile("p") == "live, unused, to be renamed to q; in Deleted Profiles, used by user");
        stage.finish("user");
        CHECK(stage.profile("p") == "absent");
        CHECK(stage.profile("q") == "live, unused");
    }
}

}  // namespace
}  // namespace holdfast::tests
