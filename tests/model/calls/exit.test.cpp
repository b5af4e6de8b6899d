#include "model/calls/exit.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// Marks its profile and exits without Logoff.
constexpr std::string_view fast_shutdown = R"(
[profiles]
p = { state = "live" }
[programs]
user   = { session = "console", run = ["logon p", "delete p", "exit", "access"] }
keeper = { session = "console", run = ["initialize"] }
)";

TEST_CASE("a process that exits leaves what a crash leaves", "[end-of-process = as-crash]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(fast_shutdown, {.assume = {{"end-of-process", "as-crash"}}, .grain = grain});
        for (int k = 0; k < 3; ++k) CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.profile("p") == "in Deleted Profiles, unused");
        CHECK(stage.program_row("user") == "its process has ended");
        CHECK_FALSE(stage.can("user"));
    }
}

TEST_CASE("a process that exits is logged off first", "[end-of-process = as-logoff]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(fast_shutdown, {.assume = {{"end-of-process", "as-logoff"}}, .grain = grain});
        for (int k = 0; k < 3; ++k) CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.profile("p") == "absent");
        CHECK_FALSE(stage.can("user"));
    }
}

TEST_CASE("an exit leaves an entry behind as long as others have the table open")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user   = { session = "console", run = ["logon p", "exit"] }
keeper = { session = "console", run = ["idle"] }
)");
    stage.play({"user", "user"});
    CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
}

TEST_CASE("the logoff of an exit waits for the mutex that logoffs take")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "console", run = ["logon p", "exit"] }
other = { session = "console", run = ["logon p"] }
)",
                {.preset = "fixed", .assume = {{"end-of-process", "as-logoff"}}, .grain = micro});
    stage.finish("user");
    stage.play({"other"});
    CHECK_FALSE(stage.can("user"));
    stage.finish("other");
    CHECK(stage.play({"user"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "live, used by other");
}

TEST_CASE("an exit needs neither initialization nor session")
{
    Stage stage(R"(
[programs]
user = { session = "console", run = ["exit", "initialize"] }
)",
                {.assume = {{"end-of-process", "as-logoff"}}});
    CHECK(stage.play({"user"}) == Words{"S_OK"});
    CHECK_FALSE(stage.is_bad_end(model::PropertyIndex::stuck));
}

TEST_CASE("the logoff of an exit purges what another session uses (W4), and the report says why")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "console", run = ["logon p", "access"] }
other = { session = "remote", run = ["logon p", "delete p", "exit"] }
)",
                {.assume = {{"end-of-process", "as-logoff"}}});
    stage.play({"user", "other", "other", "other"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.explain(model::PropertyIndex::in_use_purge) ==
          "The exit of other (remote) purged p while user (console) was still logged on with it: the in-use "
          "table of session remote shows no logon of any other session.");
}

}  // namespace
}  // namespace holdfast::tests
