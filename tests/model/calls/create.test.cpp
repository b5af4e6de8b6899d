#include "model/calls/create.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("a profile is created where its name is free, and no second one")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = ["create p"] }
other  = { session = "remote", run = ["create p"] }
)");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.play({"other"}) == Words{"MAPI_E_NO_ACCESS"});
    CHECK(stage.profile("p") == "live, unused");
}

TEST_CASE("the creator makes no entry in the in-use table")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = ["create p"] }
)");
    stage.play({"mailer"});
    CHECK(stage.row("in-use table of session console") == "empty");
}

TEST_CASE("a profile is dynamic unless the step says otherwise, and only then swept as such")
{
    Stage stage(R"(
[profiles]
p = {}
q = {}
[programs]
mailer = { session = "console", run = ["create p", { call = "create q", dynamic = false }] }
sweep  = { session = "console", run = ["initialize"] }
)");
    stage.play({"mailer"});
    CHECK(stage.events() == Words{"p is created, dynamic"});
    stage.play({"mailer"});
    CHECK(stage.events() == Words{"q is created"});
    stage.play({"sweep"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.profile("q") == "live, unused");
}

constexpr std::string_view over_marked = R"(
[profiles]
p = {}
[programs]
first  = { session = "console", run = ["create p", "logon p", "delete p"] }
second = { session = "console", run = ["create p"] }
)";

TEST_CASE("the name of a marked profile is free", "[create-over-marked = succeeds]")
{
    Stage stage(over_marked, {.assume = {{"create-over-marked", "succeeds"}}});
    CHECK(stage.play({"first", "first", "first", "second"}) == Words(4, "S_OK"));
    CHECK(stage.profile("p") == "live, unused; in Deleted Profiles, used by first");
}

TEST_CASE("the name of a marked profile is taken", "[create-over-marked = no-access]")
{
    Stage stage(over_marked, {.assume = {{"create-over-marked", "no-access"}}});
    CHECK(stage.play({"first", "first", "first", "second"}) ==
          Words{"S_OK", "S_OK", "S_OK", "MAPI_E_NO_ACCESS"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by first");
}

TEST_CASE("step by step the second of two creators notices that it was too late")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = ["create p"] }
other  = { session = "console", run = ["create p"] }
)",
                {.grain = micro});
    CHECK(stage.play({"mailer", "other", "other", "mailer"}) == Words{"", "", "S_OK", "MAPI_E_NO_ACCESS"});
    CHECK(stage.profile("p") == "live, unused");
}

TEST_CASE("where there is no room for one more instance the step leads beyond the limit")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
first  = { session = "console", run = ["create p", "logon p", "delete p"] }
second = { session = "console", run = ["create p"] }
)",
                {.most_instances = 1});
    stage.play({"first", "first", "first"});
    CHECK_FALSE(stage.can("second"));
    const checker::Result result = stage.system().check({});
    CHECK(result.stop == checker::Stop::model_limit);
    CHECK(result.limit_name == "instances");
    CHECK(result.counts.beyond_limit > 0);
    CHECK(Stage(R"(
[profiles]
p = {}
[programs]
first  = { session = "console", run = ["create p", "logon p", "delete p"] }
second = { session = "console", run = ["create p"] }
)")
              .system()
              .check({})
              .stop == checker::Stop::complete);
}

}  // namespace
}  // namespace holdfast::tests
