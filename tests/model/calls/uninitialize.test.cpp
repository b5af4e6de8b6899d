#include "model/calls/uninitialize.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("initializations are counted, and only the last of them to go gives MAPI up")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs.mailer]
session = "console"
run = ["initialize", "initialize", "uninitialize", "logon p", "uninitialize", "access", "uninitialize"]
)",
                {.assume = {{"sweep-at-initialize", "never"}}});
    CHECK(stage.play({"mailer", "mailer", "mailer", "mailer"}) == Words(4, "S_OK"));
    CHECK(stage.profile("p") == "live, used by mailer");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.play({"mailer", "mailer"}) == Words{"MAPI_E_NOT_INITIALIZED", "MAPI_E_NOT_INITIALIZED"});
}

TEST_CASE("a session outlives an uninitialization that is not the last")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs.mailer]
session = "console"
run = ["initialize", "initialize", "logon p", "uninitialize", "access", "uninitialize"]
)");
    CHECK(stage.play({"mailer", "mailer", "mailer", "mailer", "mailer"}) == Words(5, "S_OK"));
    CHECK(stage.profile("p") == "live, used by mailer");
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "live, unused");
}

TEST_CASE("a program that starts initialized can give that up")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "uninitialize", "logon p", "uninitialize"] }
)");
    CHECK(stage.play({"mailer", "mailer", "mailer", "mailer"}) ==
          Words{"S_OK", "S_OK", "MAPI_E_NOT_INITIALIZED", "MAPI_E_NOT_INITIALIZED"});
}

TEST_CASE("giving MAPI up purges nothing, not even a marked profile of its own")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "delete p", "uninitialize"] }
)");
    stage.play({"mailer", "mailer", "mailer"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    CHECK(stage.row("in-use table of session console") == "empty");
}

TEST_CASE("an entry of a session still open stays as a plain count while others have the table")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = ["logon p", "uninitialize"] }
keeper = { session = "console", run = ["delete p"] }
)";
    Stage counts(text);
    counts.play({"mailer", "mailer", "keeper"});
    CHECK(counts.profile("p") == "in Deleted Profiles, unused");
    Stage records(text, {.assume = {{"entries", "records"}}});
    records.play({"mailer", "mailer", "keeper"});
    CHECK(records.profile("p") == "absent");
}

}  // namespace
}  // namespace holdfast::tests
