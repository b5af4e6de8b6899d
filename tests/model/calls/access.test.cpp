#include "model/calls/access.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

constexpr std::string_view user_and_cleaner = R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "access", "delete p", "access"] }
cleaner = { session = "remote", run = ["delete p"] }
)";

/// An access behind a purge, under one reading of what it gets; the stage stands behind it.
Stage after_purge(std::string_view reading, model::Grain grain = model::Grain::call)
{
    Stage stage(user_and_cleaner, {.assume = {{"access-after-purge", reading}}, .grain = grain});
    stage.finish("user");
    stage.finish("cleaner");
    stage.finish("user");
    return stage;
}

TEST_CASE("an access behind a purge fails through the held handle", "[access-after-purge = call-failed]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        const Stage stage = after_purge("call-failed", grain);
        CHECK(stage.last().words.answer == "MAPI_E_CALL_FAILED");
        CHECK(stage.violated() == Words{"failed-access"});
        CHECK(stage.alarms() == Words{"the profile that user is logged on with is gone"});
    }
}

TEST_CASE("an access behind a purge does not find the profile again", "[access-after-purge = not-found]")
{
    const Stage stage = after_purge("not-found");
    CHECK(stage.last().words.answer == "MAPI_E_NOT_FOUND");
    CHECK(stage.violated() == Words{"failed-access"});
}

TEST_CASE("an access behind a purge is served from memory", "[access-after-purge = cached]")
{
    const Stage stage = after_purge("cached");
    CHECK(stage.last().words.answer == "S_OK");
    CHECK(stage.violated().empty());
    CHECK(stage.alarms().empty());
    CHECK(stage.profile("p") == "PURGED, still open in user");
}

TEST_CASE("a live profile and a marked one can both be read")
{
    Stage stage(user_and_cleaner);
    CHECK(stage.play({"user", "user", "user", "user"}) == Words(4, "S_OK"));
    CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
}

TEST_CASE("without a session there is nothing to read through")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["access", "logon p", "logoff", "access"] }
)");
    CHECK(stage.play({"mailer", "mailer", "mailer", "mailer"}) ==
          Words{"MAPI_E_INVALID_OBJECT", "S_OK", "S_OK", "MAPI_E_INVALID_OBJECT"});
    CHECK(stage.violated().empty());
}

/// The answers of the user's access behind its own delete, one for each step that it takes.
Words steps_of_access(std::string_view handles)
{
    Stage stage(user_and_cleaner, {.assume = {{"handles-after-move", handles}}, .grain = micro});
    for (int k = 0; k < 3; ++k) stage.finish("user");
    Words answers;
    while (answers.empty() || answers.back().empty()) answers.push_back(stage.play({"user"}).front());
    return answers;
}

TEST_CASE("open handles follow a profile that is moved", "[handles-after-move = follow]")
{
    CHECK(steps_of_access("follow") == Words{"S_OK"});
}

TEST_CASE("open handles die with the move, and the profile is opened again", "[handles-after-move = reopen]")
{
    CHECK(steps_of_access("reopen") == Words{"", "S_OK"});
}

TEST_CASE("between a dead handle and the opening by path the profile can go")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "delete p", "access"] }
visitor = { session = "remote", run = ["logon p"] }
)",
                {.assume = {{"handles-after-move", "reopen"}}, .grain = micro});
    stage.finish("user");
    stage.finish("user");
    CHECK(stage.play({"user"}) == Words{""});
    CHECK(stage.finish("visitor") == "MAPI_E_LOGON_FAILED");
    CHECK(stage.finish("user") == "MAPI_E_CALL_FAILED");
}

TEST_CASE("handles that were opened again do not die twice")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["logon p", "delete p", "access", "access"] }
)",
                {.assume = {{"handles-after-move", "reopen"}}, .grain = micro});
    for (int k = 0; k < 3; ++k) stage.finish("user");
    CHECK(stage.play({"user"}) == Words{"S_OK"});
}

/// Writes to a profile that is purged under it, then reads it.
constexpr std::string_view late_writer = R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "write", "access", "logoff"] }
cleaner = { session = "remote", run = ["delete p", "delete p"] }
sweep   = { session = "console", run = ["initialize"] }
)";

TEST_CASE("a write to a profile that is there succeeds, and fails as a read does once it is purged")
{
    for (const auto& [reading, answer] :
         {std::pair{"call-failed", "MAPI_E_CALL_FAILED"}, std::pair{"not-found", "MAPI_E_NOT_FOUND"},
          std::pair{"cached", "MAPI_E_CALL_FAILED"}}) {
        for (const auto grain : {model::Grain::call, micro}) {
            Stage there(late_writer, {.assume = {{"access-after-purge", reading}}, .grain = grain});
            there.finish("user");
            CHECK(there.finish("user") == "S_OK");
            Stage gone(late_writer, {.assume = {{"access-after-purge", reading}}, .grain = grain});
            gone.finish("user");
            gone.finish("cleaner");
            CHECK(gone.finish("user") == answer);
            CHECK(gone.violated() == Words{"failed-access"});
        }
    }
}

TEST_CASE("a write after the purge makes a remnant of the profile, which has no message services",
          "[access-after-purge = recreated]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(late_writer, {.assume = {{"access-after-purge", "recreated"}}, .grain = grain});
        stage.finish("user");
        stage.finish("cleaner");
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.violated().empty());
        CHECK(stage.alarms() == Words{"a remnant of p comes to be, with what is written and nothing else"});
        CHECK(stage.profile("p") == "live, used by user, without message services");
        CHECK(stage.finish("user") == "MAPI_E_NOT_FOUND");
        CHECK(stage.violated() == Words{"failed-access"});
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.profile("p") == "live, unused, without message services");
    }
}

TEST_CASE("an entry by name is for the remnant too, one by instance is not")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["logon p", "write"] }
far  = { session = "remote", run = ["erase p"] }
near = { session = "console", run = ["delete p"] }
)";
    for (const auto grain : {model::Grain::call, micro}) {
        const auto left = [&](std::string_view key) {
            Stage stage(
                text, {.assume = {{"access-after-purge", "recreated"}, {"table-key", key}}, .grain = grain});
            for (const std::string program : {"user", "far", "user", "near"}) stage.finish(program);
            return stage.profile("p");
        };
        CHECK(left("name") == "in Deleted Profiles, used by user, without message services");
        CHECK(left("instance") == "PURGED, still open in user");
    }
}

TEST_CASE("a write after the purge lands in whatever has the name by then")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "write"] }
cleaner = { session = "remote", run = ["delete p", "create p"] }
)",
                {.assume = {{"access-after-purge", "recreated"}}});
    stage.play({"user", "cleaner", "cleaner"});
    CHECK(stage.profile("p") == "live, unused; PURGED, still open in user");
    CHECK(stage.play({"user"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "live, used by user");
}

TEST_CASE("a read after the purge makes nothing anew")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "access"] }
cleaner = { session = "remote", run = ["delete p"] }
)",
                {.assume = {{"access-after-purge", "recreated"}}});
    CHECK(stage.play({"user", "cleaner", "user"}) == Words{"S_OK", "S_OK", "MAPI_E_CALL_FAILED"});
    CHECK(stage.profile("p") == "PURGED, still open in user");
}

TEST_CASE("a session reads the registry whenever it needs to", "[session-reads = registry]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(late_writer, {.assume = {{"session-reads", "registry"}}, .grain = grain});
        stage.finish("user");
        stage.finish("cleaner");
        CHECK(stage.violated() == Words{"in-use-purge"});
        CHECK(stage.finish("user") == "MAPI_E_CALL_FAILED");
    }
}

TEST_CASE("a session that has a copy uses no profile, and what it writes goes to whatever has the name",
          "[session-reads = copy]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(late_writer, {.assume = {{"session-reads", "copy"}}, .grain = grain});
        stage.finish("user");
        CHECK(stage.profile("p") == "live, unused");
        CHECK(stage.program_row("user") == "next: write; logged on with p");
        CHECK(stage.finish("cleaner") == "S_OK");
        CHECK(stage.violated().empty());
        CHECK(stage.finish("user") == "MAPI_E_NOT_FOUND");
        CHECK(stage.explain(model::PropertyIndex::failed_access) ==
              "user (console) is still logged on with p, but no profile has that name now to write to: its "
              "write gets MAPI_E_NOT_FOUND.");
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.finish("user") == "S_OK");
    }
}

TEST_CASE("where there are no profiles, a session needs none and nothing administers any",
          "[session-reads = nothing]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[profiles]
p = {}
[programs]
user    = { session = "console", run = ["logon p", "access", "write", "logoff"] }
cleaner = { session = "remote", run = ["create p", "delete p", "find p"] }
)",
                    {.assume = {{"session-reads", "nothing"}}, .grain = grain});
        for (int k = 0; k < 4; ++k) CHECK(stage.finish("user") == "S_OK");
        for (int k = 0; k < 3; ++k) CHECK(stage.finish("cleaner") == "MAPI_E_NO_SUPPORT");
    }
}

}  // namespace
}  // namespace holdfast::tests
