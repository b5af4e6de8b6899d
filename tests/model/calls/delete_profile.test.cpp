#include "model/calls/delete_profile.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// Deletes what it uses.
constexpr std::string_view temporary = R"(
[profiles]
p = {}
[programs]
mailer  = { session = "console", run = ["create p", "logon p", "delete p", "access", "logoff"] }
other   = { session = "console", run = ["create p"] }
visitor = { session = "remote", run = ["logon p"] }
)";

TEST_CASE("a profile in use is marked, any other is purged at once, and both answer S_OK")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "delete p", "delete q"] }
)");
    CHECK(stage.play({"mailer", "mailer", "mailer"}) == Words{"S_OK", "S_OK", "S_OK"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer");
    CHECK(stage.profile("q") == "absent");
    CHECK(stage.events() == Words{"q is purged; nobody used it"});
}

TEST_CASE("a mark is a flag on the key, which stays where it is", "[mark = flag]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(temporary,
                    {.assume = {{"mark", "flag"}, {"create-over-marked", "no-access"}}, .grain = grain});
        for (int k = 0; k < 3; ++k) CHECK(stage.finish("mailer") == "S_OK");
        CHECK(stage.profile("p") == "marked for deletion, used by mailer");
        CHECK(stage.finish("mailer") == "S_OK");
    }
}

TEST_CASE("a mark is one move to Deleted Profiles", "[mark = move]")
{
    Stage stage(temporary, {.assume = {{"mark", "move"}}, .grain = micro});
    stage.finish("mailer");
    stage.finish("mailer");
    stage.reach("mailer", "marks the profile");
    CHECK(stage.profile("p") == "live, used by mailer");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer");
    CHECK(stage.events() == Words{"p is marked for deletion: moved to Deleted Profiles"});
}

TEST_CASE("a mark is a copy to Deleted Profiles and then the deletion of the original",
          "[mark = copy-then-delete]")
{
    const Mapi mapi{.assume = {{"mark", "copy-then-delete"}}, .grain = micro};
    Stage stage(temporary, mapi);
    stage.finish("mailer");
    stage.finish("mailer");
    stage.reach("mailer", "deletes the original");
    CHECK(stage.profile("p") == "live, used by mailer; in Deleted Profiles, unused");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer");
    CHECK(stage.finish("mailer") == "S_OK");
}

TEST_CASE("as one step a copy and its deletion are a move")
{
    Stage stage(temporary, {.assume = {{"mark", "copy-then-delete"}}});
    stage.play({"mailer", "mailer", "mailer"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer");
}

TEST_CASE("a copy that is swept before the original goes takes the profile with it (W18)")
{
    Stage stage(temporary, {.assume = {{"mark", "copy-then-delete"}}, .grain = micro});
    stage.finish("mailer");
    stage.finish("mailer");
    stage.reach("mailer", "deletes the original");
    CHECK(stage.finish("visitor") == "S_OK");  // purged the copy on its way to the original
    CHECK(stage.profile("p") == "live, used by mailer and visitor");
    stage.play({"mailer"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.profile("p") == "PURGED, still open in mailer and visitor");
}

TEST_CASE("a copy whose original went meanwhile stays, and the delete is content")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer  = { session = "console", run = ["logon p", "delete p"] }
cleaner = { session = "remote", run = ["delete p"] }
)",
                {.assume = {{"mark", "copy-then-delete"}}, .grain = micro});
    stage.finish("mailer");
    stage.reach("mailer", "deletes the original");
    stage.reach("cleaner", "purges the profile");
    CHECK(stage.finish("cleaner") == "S_OK");
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.finish("mailer") == "S_OK");
    CHECK(stage.profile("p") == "in Deleted Profiles, unused; PURGED, still open in mailer");
}

/// Two programs that each make, use and delete a profile of one name; the second is about to delete.
Stage before_second_mark(std::string_view alternative)
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
first  = { session = "console", run = ["create p", "logon p", "delete p", "access"] }
second = { session = "console", run = ["create p", "logon p", "delete p", "access"] }
)",
                {.preset = "fixed", .assume = {{"second-mark", alternative}}});
    stage.play({"first", "first", "first", "second", "second"});
    CHECK(stage.profile("p") == "live, used by second; in Deleted Profiles, used by first");
    return stage;
}

TEST_CASE("two marked profiles of one name are kept apart", "[second-mark = kept-apart]")
{
    Stage stage = before_second_mark("kept-apart");
    CHECK(stage.play({"second"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by first; in Deleted Profiles, used by second");
}

TEST_CASE("a second marked profile of a name takes the place of the first, whoever uses it",
          "[second-mark = overwrites]")
{
    Stage stage = before_second_mark("overwrites");
    CHECK(stage.play({"second"}) == Words{"S_OK"});
    CHECK(stage.violated() == Words{"in-use-purge", "wrong-instance"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by second; PURGED, still open in first");
    CHECK(stage.play({"first", "second"}) == Words{"MAPI_E_CALL_FAILED", "S_OK"});
}

TEST_CASE("a second marked profile of a name is refused", "[second-mark = refused]")
{
    Stage stage = before_second_mark("refused");
    CHECK(stage.play({"second"}) == Words{"MAPI_E_CALL_FAILED"});
    CHECK(stage.profile("p") == "live, used by second; in Deleted Profiles, used by first");
    CHECK(stage.play({"first", "second"}) == Words{"S_OK", "S_OK"});
}

constexpr std::string_view deletes_twice = R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
mailer = { session = "console", run = ["logon p", "delete p", "delete p", "delete q"] }
)";

TEST_CASE("deleting what is marked already does not find it", "[delete-of-marked = not-found]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(deletes_twice, {.assume = {{"delete-of-marked", "not-found"}}, .grain = grain});
        Words answers;
        for (int k = 0; k < 4; ++k) answers.push_back(stage.finish("mailer"));
        CHECK(answers == Words{"S_OK", "S_OK", "MAPI_E_NOT_FOUND", "MAPI_E_NOT_FOUND"});
        CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer");
    }
}

TEST_CASE("deleting what is marked already is fine and changes nothing", "[delete-of-marked = ok]")
{
    Stage stage(deletes_twice, {.assume = {{"delete-of-marked", "ok"}}});
    CHECK(stage.play({"mailer", "mailer", "mailer", "mailer"}) ==
          Words{"S_OK", "S_OK", "S_OK", "MAPI_E_NOT_FOUND"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer");
}

/// Whether the events of the last move tell the message services of a deletion.
bool tells_services(const Stage& stage)
{
    const Words& events = stage.events();
    return std::ranges::find(events, "the message services of p are told of its deletion") != events.end();
}

TEST_CASE("message services are told when their profile is marked", "[service-delete = at-mark]")
{
    Stage stage(temporary, {.assume = {{"service-delete", "at-mark"}}});
    stage.play({"mailer", "mailer", "mailer"});
    CHECK(tells_services(stage));
    stage.play({"mailer", "mailer"});
    CHECK_FALSE(tells_services(stage));
}

TEST_CASE("message services are not told before their profile is purged", "[service-delete = at-purge]")
{
    Stage stage(temporary, {.assume = {{"service-delete", "at-purge"}}});
    stage.play({"mailer", "mailer", "mailer"});
    CHECK_FALSE(tells_services(stage));
}

/// One uses the profile, another process of the same session deletes it; then the deleter's own use is asked
/// for.
constexpr std::string_view neighbours = R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "delete p", "logoff"] }
cleaner = { session = "console", run = ["delete p"] }
joiner  = { session = "console", run = ["logon p", "access"] }
)";

TEST_CASE("delete and logoff ask the table, and see the use of their neighbours",
          "[delete-and-logoff-see = table]")
{
    Stage stage(neighbours, {.assume = {{"delete-and-logoff-see", "table"}}});
    stage.play({"user", "cleaner"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
    Stage leaving(neighbours, {.assume = {{"delete-and-logoff-see", "table"}}});
    leaving.play({"joiner", "user", "user", "user"});
    CHECK(leaving.profile("p") == "in Deleted Profiles, used by joiner");
}

TEST_CASE("delete and logoff see no use but that of their own process",
          "[delete-and-logoff-see = own-process]")
{
    const Mapi mapi{.assume = {{"delete-and-logoff-see", "own-process"}}};
    Stage stage(neighbours, mapi);
    stage.play({"user", "cleaner"});
    CHECK(stage.profile("p") == "PURGED, still open in user");
    CHECK(stage.violated() == Words{"in-use-purge"});
    Stage leaving(neighbours, mapi);
    leaving.play({"joiner", "user", "user"});
    CHECK(leaving.profile("p") == "in Deleted Profiles, used by user and joiner");  // its own use it does see
    leaving.play({"user"});
    CHECK(leaving.profile("p") == "PURGED, still open in joiner");
}

TEST_CASE("step by step a delete acts on what it saw, whatever has come since (W7)")
{
    Stage late(neighbours, {.grain = micro});
    late.reach("cleaner", "purges the profile");
    CHECK(late.finish("user") == "S_OK");
    CHECK(late.finish("cleaner") == "S_OK");
    CHECK(late.profile("p") == "PURGED, still open in user");
    // The other way round a profile is marked that nobody uses any more.
    Stage early(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "logoff"] }
cleaner = { session = "console", run = ["delete p"] }
)",
                {.grain = micro});
    early.finish("user");
    early.reach("cleaner", "marks the profile");
    early.finish("user");
    early.finish("cleaner");
    CHECK(early.profile("p") == "in Deleted Profiles, unused");
}

TEST_CASE("step by step of two who delete unused profiles the second finds nothing")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
fast = { session = "console", run = ["delete p"] }
slow = { session = "console", run = ["delete p"] }
)",
                {.grain = micro});
    stage.reach("slow", "purges the profile");
    CHECK(stage.finish("fast") == "S_OK");
    CHECK(stage.finish("slow") == "MAPI_E_NOT_FOUND");
}

TEST_CASE("step by step a profile that is purged between look-up and question is not found, whatever the "
          "table is keyed by")
{
    for (const std::string_view key : {"name", "instance", "path"}) {
        Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
fast = { session = "console", run = ["delete p"] }
slow = { session = "console", run = ["delete p"] }
)",
                    {.assume = {{"table-key", key}}, .grain = micro});
        stage.reach("slow", "asks the in-use table");
        CHECK(stage.finish("fast") == "S_OK");
        CHECK(stage.finish("slow") == "MAPI_E_NOT_FOUND");
        CHECK(stage.profile("p") == "absent");
    }
}

TEST_CASE("step by step a profile that was moved away since is not purged, one that was flagged is")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
slow = { session = "console", run = ["delete p"] }
user = { session = "console", run = ["logon p", "delete p"] }
)";
    Stage moved(text, {.assume = {{"mark", "move"}}, .grain = micro});
    moved.reach("slow", "purges the profile");
    moved.finish("user");
    moved.finish("user");
    CHECK(moved.finish("slow") == "MAPI_E_NOT_FOUND");
    CHECK(moved.profile("p") == "in Deleted Profiles, used by user");
    Stage flagged(text, {.assume = {{"mark", "flag"}, {"create-over-marked", "no-access"}}, .grain = micro});
    flagged.reach("slow", "purges the profile");
    flagged.finish("user");
    flagged.finish("user");
    CHECK(flagged.finish("slow") == "S_OK");
    CHECK(flagged.profile("p") == "PURGED, still open in user");
}

TEST_CASE("step by step a delete that is late to mark agrees with who came first")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
slow = { session = "console", run = ["delete p"] }
user = { session = "console", run = ["logon p", "delete p", "logoff"] }
)";
    Stage marked(text, {.grain = micro});
    marked.finish("user");
    marked.reach("slow", "marks the profile");
    marked.finish("user");
    CHECK(marked.finish("slow") == "S_OK");
    Stage gone(text, {.grain = micro});
    gone.finish("user");
    gone.reach("slow", "marks the profile");
    gone.finish("user");
    gone.finish("user");
    CHECK(gone.finish("slow") == "MAPI_E_NOT_FOUND");
}

TEST_CASE("who deletes what it created does not keep it for a logon of its own")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = ["create p", "delete p"] }
)",
                    {.preset = "fixed", .assume = {{"counts-as-use", "session-or-creator"}}, .grain = grain});
        CHECK(stage.finish("mailer") == "S_OK");
        CHECK(stage.finish("mailer") == "S_OK");
        CHECK(stage.profile("p") == "absent");
    }
}

TEST_CASE("the reason given for a purge in use is not that a table was asked where none was")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
reader  = { session = "console", run = ["logon p"] }
cleaner = { session = "remote", run = ["delete p"] }
)",
                {.preset = "fixed", .assume = {{"delete-and-logoff-see", "own-process"}}});
    stage.play({"reader", "cleaner"});
    const std::string reason = stage.explain(model::PropertyIndex::in_use_purge);
    CHECK(reason.find("asks for the sessions of its own process only") != std::string::npos);
}

}  // namespace
}  // namespace holdfast::tests
