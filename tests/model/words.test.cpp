// The sentences that a reader gets: each must be true of the run it is about.
#include "model/words.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using model::PropertyIndex;

TEST_CASE("an initial state tells profiles, tables and programs, in this order")
{
    const Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "marked" }
r = {}
[programs]
mailer = { session = "console", run = ["initialize", "logon p"] }
other  = { session = "remote", run = [{ choose = [["create r"], ["idle"]] }] }
)",
                      {.grain = micro});
    std::string text;
    for (const checker::StateRow& row : stage.state()) text += fmt::format("{}: {}\n", row.key, row.value);
    CHECK(text == "profile p: live, unused\n"
                  "profile q: in Deleted Profiles, unused\n"
                  "profile r: absent\n"
                  "in-use table of session console: empty\n"
                  "in-use table of session remote: empty\n"
                  "logon mutex of session console: free\n"
                  "logon mutex of session remote: free\n"
                  "program mailer (console): next: initialize; not initialized\n"
                  "program other (remote): next: create r or idle\n");
}

TEST_CASE("rows of programs change at every step and are kept out of the changes")
{
    const Stage stage("[programs]\nmailer = { session = \"console\", run = [\"idle\"] }\n");
    for (const checker::StateRow& row : stage.state())
        CHECK(row.in_changes != row.key.starts_with("program "));
}

TEST_CASE("a step is told with its place, its program, the call and the answer")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "remote", run = ["logon p"] }
)");
    stage.play({"mailer"});
    CHECK(stage.last().words.place == "remote");
    CHECK(stage.last().words.actor == "mailer");
    CHECK(stage.last().words.action == "logon p");
    CHECK(stage.last().words.answer == "MAPI_E_LOGON_FAILED");
}

TEST_CASE("step by step the deed is told, and where a program is inside its call")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p"] }
)",
                {.grain = micro});
    stage.play({"mailer"});
    CHECK(stage.last().words.action == "logon p: takes the logon mutex");
    CHECK(stage.last().words.answer.empty());
    CHECK(stage.program_row("mailer").starts_with(
        "inside logon p; next: looks for a marked profile of that name"));
}

TEST_CASE("a delete begins with the mutex where it takes one, and with looking the profile up where not")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
cleaner = { session = "console", run = ["delete p"] }
)";
    Stage with(text, {.assume = {{"mutex-taken-by", "logon-and-delete"}}, .grain = micro});
    with.play({"cleaner"});
    CHECK(with.last().words.action == "delete p: takes the mutex");
    Stage without(text, {.assume = {{"mutex-taken-by", "logon"}}, .grain = micro});
    without.play({"cleaner"});
    CHECK(without.last().words.action == "delete p: looks the profile up");
}

constexpr std::string_view shared_use = R"(
[profiles]
p = { state = "live" }
[programs]
one   = { session = "console", run = ["logon p", "access"] }
two   = { session = "console", run = ["logon p"] }
three = { session = "another", run = ["logon p"] }
far   = { session = "remote", run = ["delete p"] }
)";

TEST_CASE("a purge in use names the purger, the profile, the victim and why it went unseen")
{
    Stage stage(shared_use);
    stage.play({"one", "far"});
    CHECK(stage.explain(PropertyIndex::in_use_purge) ==
          "The delete of far (remote) purged p while one (console) was still logged on with it: the in-use "
          "table of session "
          "remote shows no logon of any other session.");
}

TEST_CASE("a purge in use names all its victims")
{
    Stage stage(shared_use);
    stage.play({"one", "two", "three", "far"});
    CHECK_THAT(
        stage.explain(PropertyIndex::in_use_purge),
        Catch::StartsWith(
            "The delete of far (remote) purged p while one (console), two (console) and three (another) "
            "were still logged on with it: "));
    CHECK(stage.alarms() ==
          Words{"p is PURGED WHILE IN USE by one (console), two (console) and three (another)"});
}

TEST_CASE("a purge by race within one session is told as a race")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p"] }
cleaner = { session = "console", run = ["delete p"] }
)",
                {.grain = micro});
    stage.reach("cleaner", "purges the profile");
    stage.finish("user");
    stage.play({"cleaner"});
    CHECK(stage.explain(PropertyIndex::in_use_purge) ==
          "The delete of cleaner (console) purged p while user (console) was still logged on with it: "
          "cleaner acted on what "
          "the in-use table of session console had shown some steps before, or no longer shows.");
}

TEST_CASE("of several profiles that one sweep purges in use, the sentence names one and its users")
{
    Stage stage(R"(
[profiles]
p = { state = "live", dynamic = true }
q = { state = "live", dynamic = true }
[programs]
one   = { session = "console", run = ["logon p"] }
two   = { session = "console", run = ["logon q"] }
sweep = { session = "remote", run = ["initialize"] }
)");
    stage.play({"one", "two", "sweep"});
    CHECK(stage.alarms().size() == 2);
    CHECK_THAT(stage.explain(PropertyIndex::in_use_purge),
               Catch::StartsWith("The initialize of sweep (remote) purged p while one (console) was ") ||
                   Catch::StartsWith("The initialize of sweep (remote) purged q while two (console) was "));
}

TEST_CASE("a failed access names its session, its profile and its answer")
{
    Stage stage(shared_use);
    stage.play({"one", "far", "one"});
    CHECK(stage.explain(PropertyIndex::failed_access) ==
          "one (console) is still logged on with p, but the profile was purged under it: its access gets "
          "MAPI_E_CALL_FAILED.");
    CHECK(stage.program_row("one").find("logged on with p, which is gone") != std::string::npos);
}

TEST_CASE("a wrong instance names the call and its program")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
owner = { session = "console", run = ["logon p", "delete p", "delete p"] }
maker = { session = "console", run = ["create p"] }
)",
                {.preset = "fixed"});
    stage.play({"owner", "owner", "maker", "owner"});
    CHECK_THAT(
        stage.explain(PropertyIndex::wrong_instance),
        Catch::StartsWith(
            "The delete of owner (console) purged an instance of the profile that is not the one it is for"));
}

TEST_CASE("a visible mark names the logon that obtained it")
{
    Stage stage(R"(
[profiles]
p = { state = "marked" }
[programs]
user = { session = "console", run = ["logon p"] }
)",
                {.assume = {{"logon-to-marked", "joins"}, {"purge-at-logon", "never"}}});
    stage.play({"user"});
    CHECK(stage.explain(PropertyIndex::visible_after_delete) ==
          "The logon p of user (console) obtained a profile that was already marked for deletion.");
}

TEST_CASE("an orphan is named")
{
    Stage stage(R"(
[profiles]
p = { state = "marked" }
q = { state = "live" }
[programs]
user = { session = "console", run = ["logon q"] }
)",
                {.preset = "fixed"});
    stage.play({"user"});
    CHECK_THAT(stage.explain(PropertyIndex::orphan), Catch::StartsWith("p stays in the registry for good"));
}

TEST_CASE("who is stuck is named with the place where it waits")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
unlucky = { session = "console", may = ["crash"], run = ["logon p"] }
patient = { session = "remote", run = ["logon p"] }
)",
                {.preset = "fixed", .assume = {{"abandoned-mutex", "lost"}}, .grain = micro});
    stage.play({"unlucky", "crash of unlucky"});
    CHECK(stage.explain(PropertyIndex::stuck) ==
          "No program can move, yet steps are left (patient (remote): next: logon p).");
}

TEST_CASE("an unexpected answer is told beside the one that was due")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = [{ call = "logon p", must = "S_OK" }] }
)");
    stage.play({"mailer"});
    CHECK(
        stage.explain(PropertyIndex::unexpected_answer) ==
        "The logon p of mailer (console) got MAPI_E_LOGON_FAILED, where the scenario says it must get S_OK.");
}

TEST_CASE("a process that can end in more ways than one is not said to have crashed")
{
    constexpr std::string_view text = R"(
[programs]
mailer = { session = "console", may = ["crash"], run = ["idle"] }
other  = { session = "console", may = ["crash"], run = ["exit"] }
)";
    Stage stage(text);
    stage.play({"crash of mailer", "crash of other"});
    CHECK(stage.program_row("mailer") == "crashed");
    CHECK(stage.program_row("other") == "its process has ended");
    Stage rebooted(std::string{text} + "[environment]\nmay = [\"reboot\"]\n");
    rebooted.play({"reboot"});
    CHECK(rebooted.program_row("mailer") == "its process has ended");
}

TEST_CASE("what happens at once to programs of several accounts is told with the right ones")
{
    Stage stage(R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["remote", "desk"] }
[profiles]
p = { account = ["admin", "guest"], state = "live" }
[programs]
first = { session = "console", run = ["idle"] }
user  = { session = "desk", run = ["logon p", "access"] }
other = { session = "remote", run = ["logon p", "delete p"] }
[environment]
may = ["log off remote"]
)",
                {.assume = {{"end-of-process", "as-logoff"}}});
    stage.play({"user", "other", "other", "log off of remote"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.alarms() == Words{"p of guest is PURGED WHILE IN USE by user (desk of guest)"});
    CHECK(
        stage.explain(PropertyIndex::in_use_purge) ==
        "The log off of remote purged p of guest while user (desk of guest) was still logged on with it: the "
        "in-use table of session remote of guest shows no logon of any other session.");
}

TEST_CASE("a session that needs no profile is not said to have lost one")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "access"] }
cleaner = { session = "remote", run = ["delete p"] }
)",
                {.preset = "openchange"});
    stage.play({"user", "cleaner"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.program_row("user") == "next: access; logged on with p");
}

}  // namespace
}  // namespace holdfast::tests
