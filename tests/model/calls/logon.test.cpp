#include "model/calls/logon.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("a logon makes an entry and a session")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "idle"] }
)");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "live, used by mailer");
    CHECK(stage.row("in-use table of session console") == "p by mailer");
    CHECK(stage.program_row("mailer") == "next: idle; logged on with p");
}

TEST_CASE("a program has one session at a time")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "logon q"] }
)");
    CHECK(stage.play({"mailer", "mailer"}) == Words{"S_OK", "MAPI_E_SESSION_LIMIT"});
    CHECK(stage.profile("q") == "live, unused");
}

/// A logon to a profile that is not there, under one reading of what it answers.
std::string answer_for_missing(std::string_view reading, model::Grain grain)
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = ["logon p"] }
)",
                {.assume = {{"logon-to-missing", reading}}, .grain = grain});
    return stage.finish("mailer");
}

TEST_CASE("a logon to a missing profile fails", "[logon-to-missing = logon-failed]")
{
    CHECK(answer_for_missing("logon-failed", model::Grain::call) == "MAPI_E_LOGON_FAILED");
    CHECK(answer_for_missing("logon-failed", micro) == "MAPI_E_LOGON_FAILED");
}

TEST_CASE("a logon to a missing profile does not find it", "[logon-to-missing = not-found]")
{
    CHECK(answer_for_missing("not-found", model::Grain::call) == "MAPI_E_NOT_FOUND");
    CHECK(answer_for_missing("not-found", micro) == "MAPI_E_NOT_FOUND");
}

TEST_CASE("a logon to a missing profile asks the user, who cancels", "[logon-to-missing = user-cancel]")
{
    CHECK(answer_for_missing("user-cancel", model::Grain::call) == "MAPI_E_USER_CANCEL");
    CHECK(answer_for_missing("user-cancel", micro) == "MAPI_E_USER_CANCEL");
}

/// A marked profile in use in the console, and logons to its name near and far.
constexpr std::string_view marked_in_use = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
owner = { session = "console", run = ["logon p", "delete p", "access"] }
near  = { session = "console", run = ["logon p"] }
far   = { session = "remote", run = ["logon p"] }
other = { session = "remote", run = ["logon q"] }
)";

TEST_CASE("a logon that purges nothing leaves a marked namesake alone", "[purge-at-logon = never]")
{
    Stage stage(marked_in_use, {.assume = {{"purge-at-logon", "never"}}});
    CHECK(stage.play({"owner", "owner", "far"}) == Words{"S_OK", "S_OK", "MAPI_E_LOGON_FAILED"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by owner");
}

TEST_CASE("a logon purges a marked profile of its name that its table does not show in use",
          "[purge-at-logon = same-name]")
{
    const Mapi mapi{.assume = {{"purge-at-logon", "same-name"}}};
    Stage far(marked_in_use, mapi);
    CHECK(far.play({"owner", "owner", "far"}) == Words{"S_OK", "S_OK", "MAPI_E_LOGON_FAILED"});
    CHECK(far.profile("p") == "PURGED, still open in owner");
    CHECK(far.violated() == Words{"in-use-purge"});
    CHECK(far.alarms() == Words{"p is PURGED WHILE IN USE by owner (console)"});
    CHECK(far.play({"owner"}) == Words{"MAPI_E_CALL_FAILED"});
    Stage near(marked_in_use, mapi);
    near.play({"owner", "owner", "near"});
    CHECK(near.profile("p") == "in Deleted Profiles, used by owner");
    Stage other(marked_in_use, mapi);
    other.play({"owner", "owner", "other"});
    CHECK(other.profile("p") == "in Deleted Profiles, used by owner");
}

TEST_CASE("a logon that purged a marked namesake goes on to the live one")
{
    Stage stage(R"(
[profiles]
p = { state = "marked" }
[programs]
maker = { session = "console", run = ["create p"] }
user  = { session = "console", run = ["logon p"] }
)");
    CHECK(stage.play({"maker", "user"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.events() == Words{"p is purged; nobody used it"});
    CHECK(stage.profile("p") == "live, used by user");
}

TEST_CASE("a marked profile is invisible to a logon", "[logon-to-marked = invisible]")
{
    Stage stage(marked_in_use, {.preset = "fixed", .assume = {{"logon-to-marked", "invisible"}}});
    CHECK(stage.play({"owner", "owner", "far"}) == Words{"S_OK", "S_OK", "MAPI_E_LOGON_FAILED"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by owner");
    CHECK(stage.violated().empty());
}

TEST_CASE("a logon joins a marked profile, which others should not be able to use",
          "[logon-to-marked = joins]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(marked_in_use,
                    {.preset = "fixed", .assume = {{"logon-to-marked", "joins"}}, .grain = grain});
        stage.finish("owner");
        stage.finish("owner");
        if (grain == micro) stage.reach("far", "adds its entry");
        if (grain == model::Grain::call) stage.finish("far");
        CHECK(stage.violated() == Words{"visible-after-delete"});
        CHECK(stage.alarms() == Words{"the logon obtains p, which is marked for deletion"});
        if (grain == micro) CHECK(stage.finish("far") == "S_OK");
        CHECK(stage.profile("p") == "in Deleted Profiles, used by owner and far");
    }
}

TEST_CASE("a logon that joins prefers a live namesake")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
owner = { session = "console", run = ["logon p", "delete p", "create p"] }
other = { session = "console", run = ["logon p"] }
)",
                {.preset = "fixed", .assume = {{"logon-to-marked", "joins"}}});
    stage.play({"owner", "owner", "owner", "other"});
    CHECK(stage.profile("p") == "live, used by other; in Deleted Profiles, used by owner");
    CHECK(stage.violated().empty());
}

TEST_CASE("a logon purges a marked profile without asking for use", "[logon-to-marked = purges]")
{
    Stage stage(marked_in_use, {.preset = "fixed", .assume = {{"logon-to-marked", "purges"}}});
    CHECK(stage.play({"owner", "owner", "near"}) == Words{"S_OK", "S_OK", "MAPI_E_LOGON_FAILED"});
    CHECK(stage.profile("p") == "PURGED, still open in owner");
    CHECK(stage.violated() == Words{"in-use-purge"});
}

TEST_CASE("of several marked namesakes a logon may join any")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
first  = { session = "console", run = ["logon p", "delete p", "create p"] }
second = { session = "console", run = ["logon p", "delete p"] }
third  = { session = "console", run = ["logon p"] }
)",
                {.preset = "fixed", .assume = {{"logon-to-marked", "joins"}}});
    stage.play({"first", "first", "first", "second", "second"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by first; in Deleted Profiles, used by second");
    CHECK(stage.can("third.1"));
    CHECK_FALSE(stage.can("third.2"));
    stage.play({"third.1"});
    CHECK(stage.profile("p").find(" and third") != std::string::npos);
}

TEST_CASE("step by step a logon does not notice who joined a marked namesake since it looked")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
owner  = { session = "console", run = ["logon p", "delete p", "logoff"] }
joiner = { session = "remote", run = ["logon p"] }
user   = { session = "console", run = ["logon p"] }
)",
                {.assume = {{"logon-to-marked", "joins"}, {"use-scope", "hive"}}, .grain = micro});
    stage.finish("owner");
    stage.finish("owner");
    stage.reach("joiner", "looks the profile up");
    stage.reach("owner", "asks whether");
    stage.reach("user", "purges what it took");
    CHECK(stage.finish("joiner") == "S_OK");
    stage.play({"user"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.profile("p") == "PURGED, still open in joiner");
}

TEST_CASE("step by step of two logons that take one marked namesake for unused the first purges it")
{
    Stage stage(R"(
[profiles]
p = { state = "marked" }
[programs]
fast = { session = "console", run = ["logon p"] }
slow = { session = "remote", run = ["logon p"] }
)",
                {.grain = micro});
    stage.reach("slow", "purges what it took");
    stage.reach("fast", "purges what it took");
    CHECK(stage.finish("fast") == "MAPI_E_LOGON_FAILED");
    CHECK(stage.profile("p") == "absent");
    stage.play({"slow"});
    CHECK(stage.events().empty());
    CHECK(stage.finish("slow") == "MAPI_E_LOGON_FAILED");
}

TEST_CASE(
    "step by step a profile that goes between look-up and opening is not opened, and the entry is taken back")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p"] }
cleaner = { session = "remote", run = ["delete p"] }
)";
    Stage before(text, {.grain = micro});
    before.reach("user", "adds its entry");
    before.finish("cleaner");
    CHECK(before.finish("user") == "MAPI_E_LOGON_FAILED");
    CHECK(before.profile("p") == "absent");
    CHECK(before.row("in-use table of session console") == "empty");
    // A session that is opening counts as use already.
    Stage behind(text, {.grain = micro});
    behind.reach("user", "opens the keys");
    behind.finish("cleaner");
    CHECK(behind.violated() == Words{"in-use-purge"});
    CHECK(behind.finish("user") == "MAPI_E_LOGON_FAILED");
    CHECK(behind.row("logon mutex of session console") == "free");
}

TEST_CASE("step by step a session counts from its entry, not before")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p"] }
cleaner = { session = "console", run = ["delete p"] }
)",
                {.grain = micro});
    stage.reach("user", "adds its entry");
    CHECK(stage.row("in-use table of session console") == "empty");
    CHECK(stage.profile("p") == "live, unused");
    stage.play({"user"});
    CHECK(stage.row("in-use table of session console") == "p by user");
    CHECK(stage.profile("p") == "live, used by user");
}

TEST_CASE("a service is shown no dialog, so its logon to a missing profile just fails")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
service = { session = "services", run = [{ call = "logon p", flags = ["NEW_SESSION", "NT_SERVICE"] }] }
)",
                {.assume = {{"logon-to-missing", "user-cancel"}}});
    CHECK(stage.play({"service"}) == Words{"MAPI_E_LOGON_FAILED"});
}

/// Two logons that meet at the mutex of their session; the second is in a hurry.
constexpr std::string_view hurried = R"(
[profiles]
p = { state = "live" }
[programs]
slow  = { session = "console", may = ["crash"], run = ["logon p"] }
hasty = { session = "console", run = [{ call = "logon p", flags = ["NEW_SESSION", "TIMEOUT_SHORT"] }] }
)";

TEST_CASE("a logon in a hurry does not wait for the mutex")
{
    Stage stage(hurried, {.grain = micro});
    stage.play({"slow"});
    CHECK(stage.play({"hasty"}) == Words{"MAPI_E_TIMEOUT"});
    CHECK(stage.finish("slow") == "S_OK");
    CHECK(stage.profile("p") == "live, used by slow");
    Stage whole(hurried);
    CHECK(whole.play({"slow", "hasty"}) == Words{"S_OK", "S_OK"});
}

TEST_CASE("a logon in a hurry is not stuck at a mutex that nobody ever gets")
{
    Stage stage(hurried, {.assume = {{"abandoned-mutex", "lost"}}, .grain = micro});
    stage.play({"slow", "crash of slow"});
    CHECK(stage.play({"hasty"}) == Words{"MAPI_E_TIMEOUT"});
    CHECK_FALSE(stage.is_bad_end(model::PropertyIndex::stuck));
}

TEST_CASE("dialogs stand between the choice of the profile and its opening")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = [{ call = "logon p", flags = ["NEW_SESSION", "SERVICE_UI_ALWAYS"] }] }
cleaner = { session = "remote", run = ["delete p"] }
)",
                {.grain = micro});
    stage.reach("user", "shows dialogs");
    CHECK(stage.profile("p") == "live, used by user");
    stage.play({"user"});
    stage.finish("cleaner");
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.finish("user") == "MAPI_E_LOGON_FAILED");
}

}  // namespace
}  // namespace holdfast::tests
