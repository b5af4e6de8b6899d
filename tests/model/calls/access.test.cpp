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

}  // namespace
}  // namespace holdfast::tests
