// A wait: begun, over after exactly its minutes, and then at once.
#include "model/calls/wait.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

constexpr std::string_view waits = R"(
[programs]
mailer = { session = "console", run = ["wait 5m", "idle"] }
)";

TEST_CASE("who waits is inside the wait at any grain, until its minutes are over")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(waits, {.grain = grain});
        CHECK(stage.program_row("mailer") == "next: wait 5 minutes");
        CHECK(stage.play({"mailer"}) == Words{""});
        CHECK(stage.program_row("mailer") == "inside wait 5 minutes; next: has waited; waits 5 minutes more");
        CHECK_FALSE(stage.can("mailer"));
        CHECK(stage.system().why_it_cannot_move(0, stage.schedule()) == "waits for time to pass");
        stage.pass(5);
        CHECK(stage.program_row("mailer") == "inside wait 5 minutes; next: has waited");
        CHECK(stage.play({"mailer"}) == Words{"S_OK"});
        CHECK(stage.program_row("mailer") == "next: idle");
    }
}

TEST_CASE("a wait whose minutes are not over cannot end, however short of it")
{
    Stage stage(waits);
    stage.play({"mailer"});
    CHECK_FALSE(stage.can("clock.1"));
    stage.play({"clock"});
    CHECK(stage.last().words.minutes == 5);
}

TEST_CASE("a wait that is over is urgent: no time passes before it ends")
{
    Stage stage(waits);
    stage.play({"mailer"});
    stage.pass(5);
    CHECK_FALSE(stage.can("clock"));
    stage.play({"mailer"});
    CHECK(stage.can("clock"));
}

TEST_CASE("to begin to wait is not urgent, so that it may begin at any minute")
{
    Stage stage(waits);
    stage.pass(3);
    stage.play({"mailer"});
    stage.pass(5);
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
}

TEST_CASE("two who wait go on each in its time")
{
    Stage stage(R"(
[programs]
early = { session = "console", run = ["wait 5m"] }
late  = { session = "console", run = ["wait 1h"] }
)");
    stage.play({"early", "late"});
    stage.play({"clock"});
    CHECK(stage.last().words.minutes == 5);
    CHECK(stage.program_row("late") == "inside wait 60 minutes; next: has waited; waits 55 minutes more");
    CHECK_FALSE(stage.can("late"));
    stage.play({"early", "clock"});
    CHECK(stage.last().words.minutes == 55);
    CHECK(stage.play({"late"}) == Words{"S_OK"});
}

TEST_CASE("a process that ends while it waits waits no more, and waits anew when it is started anew")
{
    Stage stage(R"(
[programs]
mailer = { session = "console", may = ["crash", "restart"], run = ["wait 5m", "idle"] }
)");
    stage.play({"mailer"});
    stage.pass(2);
    stage.play({"crash of mailer"});
    CHECK(stage.program_row("mailer") == "crashed");
    stage.pass(3);
    stage.play({"restart of mailer", "mailer"});
    CHECK(stage.program_row("mailer") == "inside wait 5 minutes; next: has waited; waits 5 minutes more");
}

TEST_CASE(
    "a wait is a call like any other: it can be said what it must answer, and a choose may begin with it")
{
    Stage stage(R"(
[programs]
mailer = { session = "console", run = [{ choose = [[{ call = "wait 1m", must = "S_OK" }], ["idle"]] }] }
)");
    CHECK(stage.can("mailer.1"));
    stage.play({"mailer"});
    stage.pass(1);
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.verdict(model::PropertyIndex::unexpected_answer) == checker::Verdict::holds);
}

TEST_CASE("a formula knows who waits")
{
    const auto verdict = [](const std::string& property) {
        const Stage stage(std::string{waits} + "[properties.mine]\n" + property + "\n");
        return stage.system().check({}).properties[model::count_of_built_in(stage.setup().world)].verdict;
    };
    CHECK(verdict("reachable = 'mailer is waiting'") == checker::Verdict::holds);
    CHECK(verdict("never = 'mailer is waiting and mailer is before idle'") == checker::Verdict::holds);
    CHECK(verdict("within = { from = 'mailer is waiting', to = 'mailer is not waiting', at_most = '5m' }") ==
          checker::Verdict::holds);
    CHECK(verdict("within = { from = 'mailer is waiting', to = 'mailer is not waiting', at_most = '4m' }") ==
          checker::Verdict::violated);
}

}  // namespace
}  // namespace holdfast::tests
