#include "model/crash.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

constexpr std::string_view mortal = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["crash"], run = ["logon p", "delete p", "logoff"] }
)";

TEST_CASE("a crash may come at any point, at the end too, and once")
{
    for (int steps = 0; steps <= 3; ++steps) {
        Stage stage(mortal);
        for (int k = 0; k < steps; ++k) stage.play({"mailer"});
        stage.play({"crash of mailer"});
        CHECK(stage.program_row("mailer") == "crashed");
        CHECK_FALSE(stage.can("mailer"));
        CHECK_FALSE(stage.can("crash of mailer"));
    }
}

TEST_CASE("step by step a crash may come inside a call")
{
    Stage stage(mortal, {.grain = micro});
    int points = 0;
    while (stage.can("mailer")) {
        CHECK(stage.can("crash of mailer"));
        stage.play({"mailer"});
        ++points;
    }
    CHECK(points > 10);
    CHECK(stage.can("crash of mailer"));
}

TEST_CASE("only a program that may crash does")
{
    const Stage stage(R"(
[programs]
mailer = { session = "console", run = ["idle"] }
other  = { session = "console", may = ["crash"], run = ["idle"] }
)");
    const auto processes = stage.system().processes();
    REQUIRE(processes.size() == 3);
    CHECK(processes[2].name == "crash of other");
}

TEST_CASE("a crash is the environment's deed in the lane of its program")
{
    const Stage stage(mortal);
    const auto processes = stage.system().processes();
    REQUIRE(processes.size() == 2);
    CHECK(processes[1].environment);
    CHECK_FALSE(processes[1].fair);
    CHECK(processes[1].lane == processes[0].lane);
    CHECK_FALSE(processes[0].environment);
}

TEST_CASE("a crash ends the session and leaves the registry as it is")
{
    Stage stage(mortal);
    stage.play({"mailer", "mailer", "crash of mailer"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    CHECK(stage.last().words.action == "crash");
    CHECK(stage.last().words.answer.empty());
    CHECK(stage.events().front() == "the process ends without cleaning up");
    CHECK(stage.violated().empty());
}

TEST_CASE("a crash inside a copy leaves both halves")
{
    Stage stage(mortal, {.assume = {{"mark", "copy-then-delete"}}, .grain = micro});
    stage.finish("mailer");
    stage.reach("mailer", "deletes the original");
    stage.play({"crash of mailer"});
    CHECK(stage.profile("p") == "live, unused; in Deleted Profiles, unused");
}

TEST_CASE("a crash inside a logoff leaves the entry whose session has ended")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["crash"], run = ["logon p", "logoff"] }
keeper = { session = "console", run = ["idle"] }
)",
                {.grain = micro});
    stage.finish("mailer");
    stage.play({"mailer"});
    CHECK(stage.profile("p") == "live, unused");
    stage.play({"crash of mailer"});
    CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
}

TEST_CASE("a crashed program is not stuck and keeps nobody from moving")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["crash"], run = ["logon p"] }
other  = { session = "console", run = ["logon p"] }
)",
                {.grain = micro});
    stage.play({"mailer", "crash of mailer"});
    CHECK(stage.finish("other") == "S_OK");
    CHECK_FALSE(stage.is_bad_end(model::PropertyIndex::stuck));
}

TEST_CASE("W10: after a crash the next initialization of that session sweeps what another session uses")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["logon p", "access"] }
peer = { session = "remote", may = ["crash"], run = ["logon p", "delete p"] }
next = { session = "remote", run = ["initialize"] }
)");
    stage.play({"user", "peer", "peer"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by user and peer");
    stage.play({"crash of peer"});
    CHECK(stage.row("in-use table of session remote") == "empty");
    stage.play({"next"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.play({"user"}) == Words{"MAPI_E_CALL_FAILED"});
}

TEST_CASE("an end is judged where no program can move, though a crash still could come")
{
    const Stage stage(R"(
[profiles]
p = { state = "marked" }
q = { state = "live" }
[programs]
user = { session = "console", may = ["crash"], run = ["logon q", "logoff"] }
)",
                      {.preset = "fixed"});
    const checker::Result result = stage.system().check({});
    const auto& orphan = result.properties[static_cast<std::size_t>(model::PropertyIndex::orphan)];
    CHECK(orphan.verdict == checker::Verdict::violated);
    CHECK(to_text(orphan.trace.value().schedule) == "1:0,0");  // and no crash
    CHECK(orphan.triggers == 3);  // it has done its steps, or crashed before or behind the first of them
}

}  // namespace
}  // namespace holdfast::tests
