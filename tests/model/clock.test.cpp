// The clock: to where it jumps, when it stands still, and what `at`, `within` and `urgent` make of it.
#include "model/clock.hpp"

#include <optional>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using model::PropertyIndex;

/// What the clock itself says of the state as it stands.
std::optional<std::uint32_t> next(const Stage& stage)
{
    const model::Layout layout = stage.layout();
    std::vector<std::uint64_t> words = stage.packed();
    return model::Clock(layout, words.data()).next();
}

bool somebody_waits(const Stage& stage)
{
    const model::Layout layout = stage.layout();
    std::vector<std::uint64_t> words = stage.packed();
    return model::Clock(layout, words.data()).somebody_waits();
}

TEST_CASE("there is a clock where there is a server, a wait, a step with a time or an urgent program")
{
    const auto has_clock = [](const std::string& mailer, const std::string& more = "") {
        return Stage(more + "[programs]\nmailer = { session = \"console\", " + mailer + " }\n")
            .layout()
            .has_clock;
    };
    CHECK_FALSE(has_clock("run = [\"idle\"]"));
    CHECK(has_clock("run = [\"idle\"]", "[servers.mail]\n"));
    CHECK(has_clock("run = [\"wait 1m\"]"));
    CHECK(has_clock("run = [{ call = \"idle\", at = \"0m\" }]"));
    CHECK(has_clock("urgent = true, run = [\"idle\"]"));
    CHECK(has_clock("run = [{ repeat = 2, steps = [{ choose = [[\"idle\"], [\"wait 1m\"]] }] }]"));
    CHECK_FALSE(has_clock("urgent = false, run = [\"idle\"]"));
}

constexpr std::string_view idle_beside_a_server = R"(
[servers.mail]
[programs]
mailer = { session = "console", run = ["idle"] }
)";

TEST_CASE("where somebody may move, time passes to the next thing that is due or by a minute")
{
    Stage stage(idle_beside_a_server);
    CHECK(next(stage) == 15);
    REQUIRE(stage.can("clock.1"));
    stage.play({"clock.1"});
    CHECK(stage.last().words.actor == "clock");
    CHECK(stage.last().words.action == "1 minute passes");
    CHECK(stage.last().words.minutes == 1);
    CHECK(stage.last().words.answer.empty());
    CHECK(next(stage) == 14);
    stage.play({"clock"});
    CHECK(stage.last().words.action == "14 minutes pass");
    CHECK(stage.row("next poll of mail") == "now");
}

TEST_CASE("where nobody may move, time passes to the next thing that is due only")
{
    Stage stage(idle_beside_a_server);
    stage.play({"mailer"});
    CHECK_FALSE(stage.can("clock.1"));
    stage.play({"clock"});
    CHECK(stage.last().words.minutes == 15);
}

TEST_CASE("with a minute to the next thing that is due there is one way only")
{
    Stage stage(idle_beside_a_server);
    stage.pass(14);
    CHECK_FALSE(stage.can("clock.1"));
    CHECK(stage.can("clock"));
}

TEST_CASE("where nothing is ever due time passes by the minute, and the state stays as it is")
{
    Stage stage("[programs]\nmailer = { session = \"console\", urgent = true, run = [\"idle\"] }\n");
    stage.play({"mailer"});
    CHECK_FALSE(next(stage));
    const std::vector<std::uint64_t> before = stage.packed();
    CHECK_FALSE(stage.can("clock.1"));
    stage.play({"clock"});
    CHECK(stage.last().words.minutes == 1);
    CHECK(stage.packed() == before);
}

TEST_CASE("no time passes while a poll is due")
{
    Stage stage(idle_beside_a_server);
    stage.pass(15);
    CHECK_FALSE(stage.can("clock"));
    const std::size_t clock = stage.system().processes().size() - 1;
    CHECK(stage.system().processes()[clock].name == "clock");
    CHECK(stage.system().why_it_cannot_move(clock, stage.schedule()) ==
          "cannot go on: something urgent is left to do");
    stage.play({"store of mail"});
    CHECK(stage.can("clock"));
    CHECK(stage.system().why_it_cannot_move(clock - 1, stage.schedule()) == "has no poll that is due");
}

TEST_CASE("no time passes while an urgent program can move; others take their time")
{
    Stage stage(R"(
[programs]
hasty  = { session = "console", urgent = true, run = ["idle", "wait 3m", "idle"] }
mailer = { session = "console", run = ["idle"] }
)");
    CHECK_FALSE(stage.can("clock"));
    stage.play({"hasty"});
    CHECK_FALSE(stage.can("clock"));
    stage.play({"hasty"});
    CHECK(stage.can("clock"));
    CHECK(stage.can("clock.1"));
    stage.pass(3);
    CHECK_FALSE(stage.can("clock"));
    stage.play({"hasty", "hasty"});
    CHECK(stage.can("clock"));
    CHECK(stage.can("mailer"));
}

TEST_CASE("time may pass between two steps of a call of a program that is not urgent")
{
    Stage stage(R"(
[profiles]
p = {}
[servers.mail]
[programs]
mailer = { session = "console", run = ["create p"] }
)",
                {.grain = micro});
    stage.play({"mailer"});
    CHECK(stage.program_row("mailer").starts_with("inside create p"));
    CHECK(stage.can("clock"));
}

TEST_CASE("a step with a time is not taken before it, and no time passes until it is taken")
{
    Stage stage("[programs]\nmailer = { session = \"console\", run = [{ call = \"idle\", at = \"7m\" }] }\n");
    CHECK(next(stage) == 7);
    CHECK(somebody_waits(stage));
    CHECK_FALSE(stage.can("mailer"));
    CHECK(stage.system().why_it_cannot_move(0, stage.schedule()) == "waits for time to pass");
    CHECK_FALSE(stage.can("clock.1"));
    stage.play({"clock"});
    CHECK(stage.last().words.minutes == 7);
    CHECK_FALSE(somebody_waits(stage));
    CHECK_FALSE(stage.can("clock"));
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    CHECK(stage.can("clock"));
    CHECK_FALSE(next(stage));
}

TEST_CASE("a step within two minutes may be taken at each of them, and at the last of them at once")
{
    const std::string_view window = R"(
[programs]
mailer = { session = "console", run = [{ call = "idle", within = ["2m", "5m"] }] }
)";
    Stage stage(window);
    CHECK(next(stage) == 2);
    stage.play({"clock"});
    for (std::uint32_t left = 3; left > 0; --left) {
        CHECK(next(stage) == left);
        CHECK(stage.can("mailer"));
        CHECK(stage.can("clock"));
        stage.pass(1);
    }
    CHECK(stage.can("mailer"));
    CHECK_FALSE(stage.can("clock"));
}

TEST_CASE("a step at the minute 0 comes before any time has passed")
{
    Stage stage("[programs]\nmailer = { session = \"console\", run = [{ call = \"idle\", at = \"0m\" }] }\n");
    CHECK_FALSE(somebody_waits(stage));
    CHECK_FALSE(stage.can("clock"));
    CHECK(stage.can("mailer"));
}

TEST_CASE("a step that comes too late for its time is taken at once")
{
    Stage stage(R"(
[programs]
mailer = { session = "console", run = ["wait 20m", { call = "idle", at = "7m" }, "idle"] }
)");
    stage.play({"mailer"});
    stage.pass(20);
    stage.play({"mailer"});
    CHECK_FALSE(stage.can("clock"));
    stage.play({"mailer"});
    CHECK(stage.can("clock"));
}

TEST_CASE("minutes count from the start of the program, through all that it does before")
{
    Stage stage(R"(
[programs]
mailer = { session = "console", run = ["idle", "wait 4m", { call = "idle", at = "10m" },
                                       { call = "idle", at = "12m" }] }
)");
    stage.pass(3);
    stage.play({"mailer", "mailer"});
    stage.pass(4);
    stage.play({"mailer"});
    CHECK(next(stage) == 3);
    stage.pass(3);
    stage.play({"mailer"});
    CHECK(next(stage) == 2);
}

TEST_CASE("behind the last step with a time nobody's age is told apart any more")
{
    const std::string_view windowed = R"(
[programs]
mailer = { session = "console", run = [{ call = "idle", within = ["0m", "9m"] }, "idle"] }
)";
    Stage late(windowed);
    Stage early(windowed);
    late.pass(4);
    late.play({"mailer"});
    early.play({"mailer"});
    CHECK(late.packed() == early.packed());
    early.pass(1);
    CHECK(late.packed() == early.packed());
}

TEST_CASE("a program that is started anew counts its minutes anew")
{
    Stage stage(R"(
[programs]
mailer = { session = "console", may = ["crash", "restart"], run = [{ call = "idle", at = "7m" }] }
)");
    stage.pass(5);
    stage.play({"crash of mailer"});
    CHECK_FALSE(next(stage));
    stage.pass(3);
    stage.play({"restart of mailer"});
    CHECK(next(stage) == 7);
    CHECK_FALSE(stage.can("mailer"));
}

TEST_CASE("a branch whose time has come is there beside one that has no time")
{
    Stage stage(R"(
[programs]
mailer = { session = "console", run = [{ choose = [[{ call = "idle", at = "3m" }], ["idle"]] }] }
)");
    CHECK_FALSE(stage.can("mailer"));
    CHECK(stage.can("mailer.1"));
    stage.pass(3);
    CHECK(stage.can("mailer"));
    CHECK(stage.can("mailer.1"));
    REQUIRE(stage.can("clock"));
    stage.pass(1);
    CHECK_FALSE(stage.can("mailer"));
    CHECK(stage.can("mailer.1"));
}

TEST_CASE("of branches with different times each is there at its own, and the last one does not wait")
{
    Stage stage(R"(
[programs]
mailer = { session = "console", run = [{ choose = [[{ call = "idle", at = "3m" }], [{ call = "idle", at = "5m" }]] }] }
)");
    stage.pass(3);
    CHECK(stage.can("mailer"));
    CHECK_FALSE(stage.can("mailer.1"));
    stage.pass(1);
    CHECK_FALSE(stage.can("mailer"));
    CHECK_FALSE(stage.can("mailer.1"));
    stage.pass(1);
    CHECK(stage.can("mailer.1"));
    CHECK_FALSE(stage.can("clock"));
}

TEST_CASE("time passes to whatever is due first")
{
    Stage stage(R"(
[servers.mail]
first_poll = "9m"
[servers.news]
poll = "12m"
[programs]
waiter = { session = "console", run = ["wait 10m"] }
timed  = { session = "console", run = [{ call = "idle", within = ["11m", "13m"] }] }
)");
    stage.play({"waiter"});
    std::vector<std::uint32_t> jumps;
    const auto jump = [&] {
        stage.play({"clock"});
        jumps.push_back(stage.last().words.minutes);
    };
    jump();
    stage.play({"store of mail"});
    jump();
    stage.play({"waiter"});
    jump();
    jump();
    stage.play({"store of news"});
    jump();
    CHECK(jumps == std::vector<std::uint32_t>{9, 1, 1, 1, 1});
    CHECK_FALSE(stage.can("clock"));
}

TEST_CASE("who waits or whose time is to come is not stuck, nor is the clock a program that is")
{
    for (const std::string_view run :
         {R"("wait 5m")", R"({ call = "idle", at = "7m" })", R"({ call = "idle", within = ["1m", "2m"] })"}) {
        const Stage stage("[programs]\nmailer = { session = \"console\", run = [" + std::string{run} +
                          "] }\n");
        INFO(run);
        CHECK(stage.verdict(PropertyIndex::stuck) == checker::Verdict::holds);
        CHECK(stage.verdict(PropertyIndex::zeno) == checker::Verdict::holds);
    }
}

TEST_CASE("an urgent program that never pauses lets no time pass")
{
    const auto verdict = [](std::string_view steps) {
        return Stage("[programs]\nhasty = { session = \"console\", urgent = true, run = [{ repeat = "
                     "\"forever\", "
                     "steps = [" +
                     std::string{steps} + "] }] }\n")
            .verdict(PropertyIndex::zeno);
    };
    CHECK(verdict("\"idle\"") == checker::Verdict::violated);
    CHECK(verdict("\"idle\", \"wait 1m\"") == checker::Verdict::holds);
}

}  // namespace
}  // namespace holdfast::tests
