// Who waits for whom, and what becomes of a mutex whose owner died. All at grain micro: whole calls never
// wait.
#include "model/mutex.hpp"

#include <catch2/catch.hpp>

#include "checker/replay.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/with_narrow_system.hpp"

namespace holdfast::tests {
namespace {

/// Somebody in the middle of a logon, and one program for each of the calls that may take the mutex.
constexpr std::string_view one_of_each = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
holder       = { session = "console", run = ["logon p"] }
logs-on      = { session = "console", run = ["logon q"] }
deletes      = { session = "console", run = ["delete q"] }
initializes  = { session = "console", run = ["initialize"] }
logs-off     = { session = "console", run = ["logon q", "logoff"] }
creates      = { session = "console", run = ["create q"] }
accesses     = { session = "console", run = ["logon q", "access"] }
)";

/// Of the programs, those whose next call cannot get to its answer while the holder is inside its logon.
Words waiting(const Mapi& mapi)
{
    Words waiting;
    for (const std::string program :
         {"logs-on", "deletes", "initializes", "logs-off", "creates", "accesses"}) {
        Stage stage(one_of_each, mapi);
        if (program == "logs-off" || program == "accesses") stage.finish(program);
        stage.reach("holder", "looks the profile up");
        bool answered = false;
        while (!answered && stage.can(program)) answered = !stage.play({program}).front().empty();
        if (!answered) waiting.push_back(program);
    }
    return waiting;
}

TEST_CASE("where logons alone take the mutex, everything else goes on beside a logon",
          "[mutex-taken-by = logon]")
{
    CHECK(waiting({.assume = {{"mutex-taken-by", "logon"}}, .grain = micro}) == Words{"logs-on"});
}

TEST_CASE("where logon and delete take the mutex, a delete waits too", "[mutex-taken-by = logon-and-delete]")
{
    CHECK(waiting({.assume = {{"mutex-taken-by", "logon-and-delete"}}, .grain = micro}) ==
          Words{"logs-on", "deletes"});
}

TEST_CASE("where all take the mutex, initialize, logon, delete and logoff wait, create and access never",
          "[mutex-taken-by = all]")
{
    CHECK(waiting({.assume = {{"mutex-taken-by", "all"}}, .grain = micro}) ==
          Words{"logs-on", "deletes", "initializes", "logs-off"});
}

/// Of those who log on in other places, the ones that wait for a logon in the console.
Words waiting_elsewhere(std::string_view scope)
{
    Words waiting;
    for (const std::string program : {"same", "services", "remote", "guest"}) {
        Stage stage(R"(
[accounts]
admin = { sessions = ["console", "services", "remote"] }
guest = { sessions = ["other"] }
[profiles]
p = { account = ["admin", "guest"], state = "live" }
[programs]
holder   = { session = "console", run = ["logon p"] }
same     = { session = "console", run = ["logon p"] }
services = { session = "services", run = ["logon p"] }
remote   = { session = "remote", run = ["logon p"] }
guest    = { session = "other", run = ["logon p"] }
)",
                    {.assume = {{"mutex-scope", scope}}, .grain = micro});
        stage.reach("holder", "looks the profile up");
        if (!stage.can(program)) waiting.push_back(program);
    }
    return waiting;
}

TEST_CASE("a mutex of the session keeps out its own namespace, in which console and services are one",
          "[mutex-scope = session]")
{
    CHECK(waiting_elsewhere("session") == Words{"same", "services"});
}

TEST_CASE("a mutex of the hive keeps out all sessions of the account and no other account",
          "[mutex-scope = hive]")
{
    CHECK(waiting_elsewhere("hive") == Words{"same", "services", "remote"});
}

TEST_CASE("a global mutex keeps out the whole machine", "[mutex-scope = global]")
{
    CHECK(waiting_elsewhere("global") == Words{"same", "services", "remote", "guest"});
}

TEST_CASE("who waits goes on when the mutex is released")
{
    Stage stage(one_of_each, {.grain = micro});
    stage.play({"holder"});
    CHECK(stage.row("logon mutex of session console") == "held by holder");
    CHECK_FALSE(stage.can("logs-on"));
    stage.finish("holder");
    CHECK(stage.row("logon mutex of session console") == "free");
    CHECK(stage.finish("logs-on") == "S_OK");
}

TEST_CASE("every way out of a call lets the mutex go")
{
    const std::string text = R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
mailer = { session = "console", run = ["initialize", "logon q", "logon p", "delete q", "delete p", "logoff"] }
)";
    Stage stage(text, {.preset = "fixed", .grain = micro});
    for (const std::string answer :
         {"S_OK", "MAPI_E_LOGON_FAILED", "S_OK", "MAPI_E_NOT_FOUND", "S_OK", "S_OK"}) {
        CHECK(stage.finish("mailer") == answer);
        CHECK(stage.row("logon mutex of account admin") == "free");
    }
    CHECK(stage.profile("p") == "absent");
}

/// One uses a profile, one dies inside its logon to it with its entry made, one comes after.
constexpr std::string_view dies_inside = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p"] }
unlucky = { session = "console", may = ["crash"], run = ["logon p"] }
next    = { session = "console", run = ["logon q"] }
)";

Stage with_abandoned_mutex(std::string_view recovery)
{
    Stage stage(dies_inside, {.assume = {{"abandoned-mutex", recovery}}, .grain = micro});
    stage.finish("user");
    stage.reach("unlucky", "opens the keys");
    stage.play({"crash of unlucky"});
    CHECK(stage.row("in-use table of session console") == "p by user; p by somebody no longer alive");
    return stage;
}

TEST_CASE("the next one takes an abandoned mutex as if nothing had happened", "[abandoned-mutex = ignore]")
{
    Stage stage = with_abandoned_mutex("ignore");
    CHECK(stage.row("logon mutex of session console") == "free");
    stage.play({"next"});
    CHECK(stage.row("in-use table of session console") == "p by user; p by somebody no longer alive");
    CHECK(stage.events().empty());
}

TEST_CASE("the next one empties the table of an abandoned mutex, entries of the living included",
          "[abandoned-mutex = reset]")
{
    Stage stage = with_abandoned_mutex("reset");
    CHECK(stage.row("logon mutex of session console") == "abandoned");
    stage.play({"next"});
    CHECK(stage.row("in-use table of session console") == "empty");
    CHECK(stage.events() ==
          Words{"the mutex was abandoned by a dead program",
                "the in-use table of session console is emptied, entries of the living included"});
    CHECK(stage.profile("p") == "live, used by user");
    CHECK(stage.row("logon mutex of session console") == "held by next");
}

TEST_CASE("the next one rebuilds the table of an abandoned mutex from the living",
          "[abandoned-mutex = rebuild]")
{
    Stage stage = with_abandoned_mutex("rebuild");
    stage.play({"next"});
    CHECK(stage.row("in-use table of session console") == "p by user");
    CHECK(stage.events() == Words{"the mutex was abandoned by a dead program",
                                  "the in-use table of session console is rebuilt from the living"});
}

TEST_CASE("a lock that dies with its owner is never had again", "[abandoned-mutex = lost]")
{
    Stage stage = with_abandoned_mutex("lost");
    CHECK(stage.row("logon mutex of session console") == "abandoned");
    CHECK_FALSE(stage.can("next"));
    CHECK(stage.is_bad_end(model::PropertyIndex::stuck));
}

TEST_CASE("an abandoned mutex is recovered once")
{
    Stage stage = with_abandoned_mutex("reset");
    CHECK(stage.finish("next") == "S_OK");
    CHECK(stage.row("logon mutex of session console") == "free");
    CHECK(stage.row("in-use table of session console") == "q by next");
}

TEST_CASE("a program that dies without the mutex abandons nothing")
{
    Stage stage(dies_inside, {.assume = {{"abandoned-mutex", "lost"}}, .grain = micro});
    stage.play({"crash of unlucky"});
    CHECK(stage.row("logon mutex of session console") == "free");
    CHECK(stage.can("next"));
}

TEST_CASE("whole calls never meet a held mutex, so a state at grain call says nothing of mutexes")
{
    const Stage stage(one_of_each);
    for (const checker::StateRow& row : stage.state()) CHECK_FALSE(row.key.starts_with("logon mutex"));
}

/// The first choices that are strongly fair in the state behind these moves, as "name.alternative".
Words served(Stage& stage, const Words& moves)
{
    stage.play(moves);
    return with_narrow_system(stage.layout(), [&](const auto& system) {
        const auto run = checker::replay(system, stage.schedule());
        Words found;
        system.for_each_step(run.states.back(), [&](const auto& step) {
            if (step.strongly_fair) found.push_back(system.processes()[step.choice.process].name);
        });
        return found;
    });
}

TEST_CASE("a step that takes the mutex is one of a queue that is served, and no other is")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
one   = { session = "console", may = ["crash"], run = ["logon p"] }
other = { session = "console", run = ["idle", "logon p"] }
)";
    Stage stage(text, {.grain = micro});
    CHECK(served(stage, {}) == Words{"one"});
    CHECK(served(stage, {"other"}) == Words{"one", "other"});
    CHECK(served(stage, {"one"}).empty());  // it is held: who waits for it cannot move
    CHECK(served(stage, {"crash of one"}) == Words{"other"});
    Stage calls(text);
    CHECK(served(calls, {"other"}).empty());  // whole calls never wait
}

TEST_CASE("of a strongly fair program every step is one of a queue that is served")
{
    model::Setup setup = setup_of(R"(
[programs]
one   = { session = "console", run = ["idle"] }
other = { session = "console", run = ["idle"] }
none  = { session = "console", run = ["idle"] }
)");
    setup.fairness = {model::Fairness::strong, model::Fairness::weak, model::Fairness::none};
    Stage stage(setup);
    CHECK(served(stage, {}) == Words{"one"});
    CHECK(stage.system().processes()[0].fair);
    CHECK(stage.system().processes()[1].fair);
    CHECK_FALSE(stage.system().processes()[2].fair);
}

}  // namespace
}  // namespace holdfast::tests
