// What happens to programs besides crashes: restarts, log off and on, reboots, unloaded hives, the timer.
#include "model/happenings.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// Marks what it uses, and may crash and come back.
constexpr std::string_view comes_back = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "remote", may = ["crash", "restart"], run = ["initialize", "logon p", "delete p"] }
keeper = { session = "remote", run = ["idle"] }
)";

TEST_CASE("a program is started anew once its process has ended, as often as it may be")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(comes_back, {.grain = grain});
        CHECK_FALSE(stage.can("restart of mailer"));
        stage.finish("mailer");
        stage.finish("mailer");
        stage.play({"crash of mailer", "restart of mailer"});
        CHECK(stage.last().words.action == "restart");
        CHECK(stage.events() == Words{"the program is started anew"});
        CHECK(stage.program_row("mailer") == "next: initialize; not initialized");
        CHECK(stage.profile("p") == "live, unused");
        CHECK(stage.finish("mailer") == "S_OK");
        stage.play({"crash of mailer"});
        CHECK_FALSE(stage.can("restart of mailer"));
    }
}

TEST_CASE("a restart finds what the dead left behind")
{
    Stage stage(comes_back);
    stage.play({"mailer", "mailer", "crash of mailer"});
    CHECK(stage.row("in-use table of session remote") == "p by somebody no longer alive");
    stage.play({"restart of mailer"});
    CHECK(stage.row("in-use table of session remote") == "p by somebody no longer alive");
}

TEST_CASE("W10: a restart elsewhere sweeps what another session uses")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["logon p", "access"] }
peer = { session = "remote", may = ["crash", "restart"], run = ["initialize", "logon p", "delete p"] }
)");
    stage.play({"user", "peer", "peer", "peer", "crash of peer", "restart of peer"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
    stage.play({"peer"});
    CHECK(stage.violated() == Words{"in-use-purge"});
}

TEST_CASE("a process that exits can be started anew, and takes the steps of its run again")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", may = ["restart"], restarts = 2, run = ["create p", "exit"] }
)",
                {.preset = "fixed"});
    CHECK(stage.play({"mailer", "mailer", "restart of mailer"}).front() == "S_OK");
    CHECK(stage.play({"mailer"}) == Words{"MAPI_E_NO_ACCESS"});
    stage.play({"mailer", "restart of mailer", "mailer", "mailer"});
    CHECK_FALSE(stage.can("restart of mailer"));
}

constexpr std::string_view leaving = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "remote", may = ["restart"], run = ["logon p", "delete p"] }
user   = { session = "console", run = ["logon p", "access"] }
idler  = { session = "remote", run = ["idle"] }
[environment]
may = ["log off remote", "log on remote", "disconnect remote", "reconnect remote"]
)";

TEST_CASE("to disconnect a session changes nothing in it")
{
    Stage stage(leaving);
    stage.play({"mailer", "disconnect of remote"});
    CHECK(stage.last().words.actor == "environment");
    CHECK(stage.last().words.place.empty());
    CHECK(stage.row("session remote") == "disconnected");
    CHECK_FALSE(stage.can("disconnect of remote"));
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
    stage.play({"reconnect of remote"});
    CHECK(stage.row("session remote") == "on");
    CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer");
}

TEST_CASE("only a session that is disconnected is connected again, and only one that is on disconnected")
{
    Stage stage(leaving);
    CHECK_FALSE(stage.can("reconnect of remote"));
    stage.play({"log off of remote"});
    CHECK_FALSE(stage.can("disconnect of remote"));
    Stage disconnected(leaving);
    disconnected.play({"disconnect of remote", "log off of remote"});
    CHECK(disconnected.row("session remote") == "logged off");
    CHECK_FALSE(disconnected.can("reconnect of remote"));
    disconnected.play({"log on of remote"});
    CHECK(disconnected.row("session remote") == "on");
}

TEST_CASE("to log off a session ends all its processes and no other")
{
    Stage stage(leaving);
    stage.play({"mailer", "user", "log off of remote"});
    CHECK(stage.row("session remote") == "logged off");
    CHECK(stage.program_row("mailer") == "its process has ended");
    CHECK(stage.program_row("idler") == "its process has ended");
    CHECK(stage.program_row("user") == "next: access; logged on with p");
    CHECK(stage.profile("p") == "live, used by user");
    CHECK(stage.row("in-use table of session remote") == "empty");
    CHECK_FALSE(stage.can("log off of remote"));
}

TEST_CASE("nothing is started anew in a session that is logged off")
{
    Stage stage(leaving);
    stage.play({"log off of remote"});
    CHECK_FALSE(stage.can("restart of mailer"));
    stage.play({"log on of remote"});
    CHECK_FALSE(stage.can("log on of remote"));
    stage.play({"restart of mailer"});
    CHECK(stage.play({"mailer"}) == Words{"S_OK"});
}

TEST_CASE("the end of a session logs its programs off where exits do, and may purge what others use")
{
    Stage crash(leaving, {.assume = {{"end-of-process", "as-crash"}}});
    crash.play({"user", "mailer", "mailer", "log off of remote"});
    CHECK(crash.profile("p") == "in Deleted Profiles, used by user");
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(leaving, {.assume = {{"end-of-process", "as-logoff"}}, .grain = grain});
        for (const std::string program : {"user", "mailer", "mailer"}) stage.finish(program);
        stage.play({"log off of remote"});
        CHECK(stage.violated() == Words{"in-use-purge"});
        CHECK(stage.explain(model::PropertyIndex::in_use_purge) ==
              "The log off of remote purged p while user (console) was still logged on with it: the in-use "
              "table of session remote shows no logon of any other session.");
    }
}

TEST_CASE("step by step the end of a session may come inside a call")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "remote", run = ["logon p"] }
other  = { session = "remote", run = ["logon p"] }
[environment]
may = ["log off remote"]
)",
                {.assume = {{"end-of-process", "as-logoff"}}, .grain = micro});
    stage.finish("other");
    stage.reach("mailer", "adds its entry");
    stage.play({"log off of remote"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.row("logon mutex of session remote") == "free");
    CHECK(stage.row("in-use table of session remote") == "empty");
    CHECK(stage.program_row("mailer") == "its process has ended");
}

/// Two users of the hive; one of them marks what it uses. Everything may end at once.
constexpr std::string_view reboots = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["restart"], run = ["initialize", "logon p", "delete p"] }
user   = { session = "remote", run = ["logon p"] }
[environment]
may = [{ event = "reboot", times = 2 }]
)";

TEST_CASE("a reboot ends all processes and what memory held, and leaves the registry")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(reboots, {.grain = grain});
        for (const std::string program : {"user", "mailer", "mailer", "mailer"}) stage.finish(program);
        CHECK(stage.profile("p") == "in Deleted Profiles, used by mailer and user");
        stage.play({"reboot"});
        CHECK(stage.last().words.action == "reboot");
        CHECK(stage.events().empty());
        CHECK(stage.profile("p") == "in Deleted Profiles, unused");
        CHECK(stage.row("in-use table of session console") == "empty");
        CHECK(stage.row("in-use table of session remote") == "empty");
        CHECK(stage.program_row("user") == "its process has ended");
        stage.play({"restart of mailer"});
        CHECK(stage.finish("mailer") == "S_OK");
        CHECK(stage.profile("p") == "absent");
        CHECK(stage.can("reboot"));
        stage.play({"reboot"});
        CHECK_FALSE(stage.can("reboot"));
        CHECK_FALSE(stage.can("restart of mailer"));
    }
}

TEST_CASE("a reboot frees every mutex and brings every session back")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["restart"], run = ["logon p"] }
far    = { session = "remote", run = ["idle"] }
[environment]
may = ["reboot", "log off remote"]
)",
                {.assume = {{"abandoned-mutex", "lost"}}, .grain = micro});
    stage.play({"log off of remote", "mailer"});
    CHECK(stage.row("logon mutex of session console") == "held by mailer");
    stage.play({"reboot"});
    CHECK(stage.row("logon mutex of session console") == "free");
    CHECK(stage.row("session remote") == "on");
    stage.play({"restart of mailer"});
    CHECK(stage.finish("mailer") == "S_OK");
}

TEST_CASE("a reboot in the middle of calls leaves nothing that the calls were about")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
first  = { session = "console", run = ["delete p"] }
second = { session = "remote", run = ["delete p"] }
[environment]
may = ["reboot"]
)",
                {.assume = {{"end-of-process", "as-logoff"}}, .grain = micro});
    stage.reach("first", "purges the profile");
    stage.reach("second", "purges the profile");
    stage.play({"reboot"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK_FALSE(stage.can("first"));
}

TEST_CASE("an in-use table in the registry survives a reboot, with entries of the dead",
          "[table-kept-in = registry]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(reboots, {.preset = "mend-f3", .grain = grain});
        for (const std::string program : {"mailer", "mailer", "mailer"}) stage.finish(program);
        stage.play({"reboot"});
        CHECK(stage.row("in-use table of account admin") == "p by somebody no longer alive");
        stage.play({"restart of mailer"});
        stage.finish("mailer");
        CHECK(stage.profile("p") == "in Deleted Profiles, unused");  // for good
        CHECK(stage.is_bad_end(model::PropertyIndex::orphan));
    }
}

TEST_CASE("an in-use table in memory goes with the last process", "[table-kept-in = memory]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(reboots, {.preset = "fixed", .grain = grain});
        for (const std::string program : {"mailer", "mailer", "mailer"}) stage.finish(program);
        stage.play({"reboot", "restart of mailer"});
        stage.finish("mailer");
        CHECK(stage.profile("p") == "absent");
    }
}

TEST_CASE("in the registry, records checked for life do not outlive their programs")
{
    Stage stage(reboots, {.preset = "mend-f3", .assume = {{"entries", "records"}}});
    stage.play({"mailer", "mailer", "mailer", "reboot"});
    CHECK(stage.row("in-use table of account admin") == "empty");
}

/// A service that acts for admin, beside the session that admin leaves (KB 2287297).
constexpr std::string_view unloading = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
service = { session = "services", may = ["crash", "restart"], run = ["logon p", "access", "find q", "logoff", "logon q"] }
mailer  = { session = "remote", run = ["logon p"] }
[environment]
may = ["log off remote", "unload admin"]
)";

TEST_CASE("W12: a hive that is unloaded takes the profile from who has it open, with no delete anywhere")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(unloading, {.preset = "fixed", .grain = grain});
        stage.finish("service");
        CHECK_FALSE(stage.can("unload hive of admin"));  // the session holds it
        stage.play({"log off of remote", "unload hive of admin"});
        CHECK(stage.program_row("service") == "next: access; logged on with p; its registry hive is gone");
        CHECK(stage.finish("service") == "MAPI_E_CALL_FAILED");
        CHECK(stage.violated() == Words{"failed-access"});
        CHECK(stage.explain(model::PropertyIndex::failed_access) ==
              "service (services) is still logged on with p, but the registry hive was unloaded under its "
              "process: its access gets MAPI_E_CALL_FAILED.");
        CHECK(stage.finish("service") == "MAPI_E_CALL_FAILED");
        CHECK(stage.finish("service") == "S_OK");
        CHECK(stage.finish("service") == "MAPI_E_CALL_FAILED");
    }
}

TEST_CASE("a process that is started anew has the hive again")
{
    Stage stage(unloading, {.preset = "fixed"});
    stage.play(
        {"service", "log off of remote", "unload hive of admin", "crash of service", "restart of service"});
    CHECK(stage.play({"service", "service"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.violated().empty());
}

TEST_CASE("without its hive a process neither initializes nor purges")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
service = { session = "services", run = ["initialize", "logon p", "delete p", "initialize", "logoff"] }
[environment]
may = ["unload admin"]
)");
    stage.play({"service", "service", "service", "unload hive of admin"});
    CHECK(stage.play({"service", "service"}) == Words{"MAPI_E_NOT_INITIALIZED", "S_OK"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    CHECK_FALSE(stage.is_bad_end(model::PropertyIndex::orphan));  // nobody could have taken it away
}

TEST_CASE("a hive that nobody has open can be unloaded to no effect, so it is not")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
service = { session = "services", run = ["initialize"] }
[environment]
may = ["unload admin"]
)");
    CHECK_FALSE(stage.can("unload hive of admin"));
    stage.play({"service"});
    CHECK(stage.can("unload hive of admin"));
}

/// A crash leaves a marked profile without a user.
constexpr std::string_view orphans = R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", may = ["crash"], run = ["logon p", "delete p", "logoff"] }
far    = { session = "remote", run = ["logon p", "access"] }
)";

TEST_CASE("what nobody uses any more waits for the next event of its hive", "[clean-up = at-events]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        const Stage stage(orphans, {.assume = {{"clean-up", "at-events"}}, .grain = grain});
        const auto processes = stage.system().processes();
        CHECK(std::ranges::none_of(
            processes, [](const checker::Process& each) { return each.name.starts_with("clean-up"); }));
    }
}

TEST_CASE("a timer purges what is marked and not shown in use", "[clean-up = timer]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(orphans, {.assume = {{"clean-up", "timer"}}, .grain = grain});
        stage.finish("mailer");
        CHECK_FALSE(stage.can("clean-up of admin"));
        stage.finish("mailer");
        CHECK_FALSE(stage.can("clean-up of admin"));
        stage.play({"crash of mailer", "clean-up of admin"});
        CHECK(stage.last().words.actor == "environment");
        CHECK(stage.profile("p") == "absent");
        CHECK(stage.violated().empty());
        CHECK_FALSE(stage.can("clean-up of admin"));
        const auto processes = stage.system().processes();
        CHECK(processes.back().fair);  // it is sure to come
    }
}

TEST_CASE("the timer sees the logons of session 0 only")
{
    Stage stage(orphans, {.assume = {{"clean-up", "timer"}}});
    stage.play({"far", "mailer", "mailer", "crash of mailer", "clean-up of admin"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.explain(model::PropertyIndex::in_use_purge) ==
          "The clean-up of admin purged p while far (remote) was still logged on with it: the clean-up timer "
          "looks into the in-use table of session 0 only.");
}

TEST_CASE("under the mend the timer sees every logon")
{
    for (const std::string_view preset : {"fixed", "mend-f2"}) {
        Stage stage(orphans, {.preset = preset, .assume = {{"clean-up", "timer"}}});
        stage.play({"far", "mailer", "mailer", "crash of mailer"});
        CHECK(stage.profile("p") == "in Deleted Profiles, used by far");
        CHECK_FALSE(stage.can("clean-up of admin"));
    }
}

TEST_CASE("a timer without anybody in session 0 sees an empty table")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
far = { session = "remote", run = ["logon p", "delete p", "access"] }
)",
                {.assume = {{"clean-up", "timer"}}});
    stage.play({"far", "far", "clean-up of admin"});
    CHECK(stage.violated() == Words{"in-use-purge"});
}

}  // namespace
}  // namespace holdfast::tests
