#include "model/calls/logoff.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("a logoff ends the session and leaves a live profile where it is")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "logoff", "logoff"] }
)");
    CHECK(stage.play({"mailer", "mailer"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.row("in-use table of session console") == "empty");
    CHECK(stage.play({"mailer"}) == Words{"MAPI_E_INVALID_OBJECT"});
}

TEST_CASE("the last logoff purges a marked profile, an earlier one does not")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
one = { session = "console", run = ["logon p", "delete p", "logoff"] }
two = { session = "console", run = ["logon p", "logoff"] }
)");
    stage.play({"one", "two", "one", "one"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by two");
    stage.play({"two"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.violated().empty());
    CHECK(stage.events() == Words{"p is purged; nobody used it"});
}

/// Two marked profiles of one name, each with a user, in one session.
constexpr std::string_view namesakes = R"(
[profiles]
p = {}
[programs]
one = { session = "console", run = ["create p", "logon p", "delete p", "logoff"] }
two = { session = "console", run = ["create p", "logon p", "delete p", "logoff"] }
)";

TEST_CASE("a logoff by name takes every marked profile of that name once none of them is shown in use")
{
    Stage stage(namesakes, {.assume = {{"table-key", "name"}}});
    stage.play({"one", "one", "one", "two", "two", "two", "one"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by two; in Deleted Profiles, unused");
    stage.play({"two"});
    CHECK(stage.profile("p") == "absent");
}

TEST_CASE("a logoff by instance takes its own marked profile and no other")
{
    Stage stage(namesakes, {.assume = {{"table-key", "instance"}}});
    stage.play({"one", "one", "one", "two", "two", "two", "one"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by two");
}

TEST_CASE(
    "a logoff by name in one session purges the namesake that another session uses, which is the wrong one")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
one = { session = "console", run = ["create p", "logon p", "delete p", "logoff"] }
two = { session = "remote", run = ["create p", "logon p", "delete p", "access"] }
)",
                {.assume = {{"purge-at-logon", "never"}}});
    stage.play({"one", "one", "one", "two", "two", "two", "one"});
    CHECK(stage.violated() == Words{"in-use-purge", "wrong-instance"});
    CHECK(stage.profile("p") == "PURGED, still open in two");
}

TEST_CASE("a logoff from a profile that is gone is fine")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "logoff"] }
cleaner = { session = "remote", run = ["delete p"] }
)",
                    {.grain = grain});
        stage.finish("user");
        stage.finish("cleaner");
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.profile("p") == "absent");
        CHECK(stage.row("in-use table of session console") == "empty");
    }
}

TEST_CASE("step by step the session ends before its entry goes, and the question comes before the deed")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "delete p", "logoff"] }
)",
                {.grain = micro});
    stage.finish("mailer");
    stage.finish("mailer");
    stage.play({"mailer"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    CHECK(stage.row("in-use table of session console") == "p by mailer");
    stage.play({"mailer"});
    CHECK(stage.row("in-use table of session console") == "empty");
    CHECK(stage.play({"mailer"}) == Words{""});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "absent");
}

TEST_CASE("step by step two logoffs that overlap purge once")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
one = { session = "console", run = ["logon p", "delete p", "logoff"] }
two = { session = "console", run = ["logon p", "logoff"] }
)",
                {.grain = micro});
    stage.finish("one");
    stage.finish("two");
    stage.finish("one");
    stage.reach("one", "asks whether");
    stage.reach("two", "purges the marked profile");
    stage.reach("one", "purges the marked profile");
    CHECK(stage.finish("two") == "S_OK");
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.finish("one") == "S_OK");
    CHECK(stage.events().empty());
}

/// Two users of one profile in two sessions; the second has it marked.
constexpr std::string_view marked_by_other = R"(
[profiles]
p = { state = "live" }
[programs]
user   = { session = "console", run = ["logon p", "logoff"] }
marker = { session = "console", run = ["logon p", "delete p", "logoff"] }
)";

TEST_CASE("the last logoff that its table shows purges the marked profile", "[logoff-purges = when-last]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(marked_by_other, {.assume = {{"logoff-purges", "when-last"}}, .grain = grain});
        for (const std::string program : {"user", "marker", "marker", "marker"}) stage.finish(program);
        CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
        stage.finish("user");
        CHECK(stage.profile("p") == "absent");
    }
}

TEST_CASE("only who marked it purges it, if the last to leave is that one", "[logoff-purges = marker-only]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        const Mapi mapi{.assume = {{"logoff-purges", "marker-only"}}, .grain = grain};
        Stage leaves_first(marked_by_other, mapi);
        for (const std::string program : {"user", "marker", "marker", "marker", "user"})
            leaves_first.finish(program);
        CHECK(leaves_first.profile("p") == "in Deleted Profiles, unused");
        Stage leaves_last(marked_by_other, mapi);
        for (const std::string program : {"user", "marker", "marker", "user", "marker"})
            leaves_last.finish(program);
        CHECK(leaves_last.profile("p") == "absent");
    }
}

TEST_CASE("no logoff purges anything", "[logoff-purges = never]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(marked_by_other, {.assume = {{"logoff-purges", "never"}}, .grain = grain});
        for (int k = 0; k < 3; ++k) stage.finish("marker");
        CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    }
}

TEST_CASE("a delete and a logoff that ask nobody purge what anybody uses", "[delete-and-logoff-see = nobody]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(marked_by_other, {.assume = {{"delete-and-logoff-see", "nobody"}}, .grain = grain});
        stage.finish("user");
        stage.finish("marker");
        CHECK(stage.finish("marker") == "S_OK");
        CHECK(stage.profile("p") == "PURGED, still open in user and marker");
        CHECK(stage.explain(model::PropertyIndex::in_use_purge) ==
              "The delete of marker (console) purged p while user (console) and marker (console) were still "
              "logged on with it: a delete asks nobody.");
    }
}

}  // namespace
}  // namespace holdfast::tests
