// What can be wrong with what may happen: events of the environment, and what may happen to a program.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

namespace {

/// Of a good world with this environment behind it: "[environment]" is line 9.
std::string errors_with(const std::string& may)
{
    return errors_of(head + accounts + profiles + programs + "[environment]\nmay = " + may + "\n");
}

}  // namespace

TEST_CASE("an environment says what may happen")
{
    CHECK(
        errors_of(head + accounts + profiles + programs + "[environment]\n") ==
        R"(bad.toml:9:2: error: missing 'may' in [environment] (events: disconnect SESSION, reconnect SESSION, )"
        R"(log off SESSION, log on SESSION, unload ACCOUNT, reboot)
    [environment]
     ^
)");
    CHECK(errors_with("[]").empty());
    CHECK(errors_with(R"(["reboot", " log  off remote"])").find("unknown event 'log'") != std::string::npos);
    CHECK(errors_with(R"([" reboot ", "log off   remote "])").empty());
}

TEST_CASE("an unknown event comes with the nearest known one")
{
    CHECK(
        errors_with(R"(["log of remote"])") ==
        R"(bad.toml:10:9: error: unknown event 'log of'; expected disconnect, reconnect, 'log off', 'log on', )"
        R"(unload or reboot
    may = ["log of remote"]
            ^
    did you mean 'log off'?
)");
    CHECK(errors_with(R"(["disconect remote"])").find("did you mean 'disconnect'?") != std::string::npos);
}

TEST_CASE("an event of a session or an account that nobody knows has the caret below the name")
{
    CHECK(errors_with(R"(["log off remot", "unload admn"])") ==
          R"(bad.toml:10:17: error: unknown session 'remot'; expected console or remote
    may = ["log off remot", "unload admn"]
                    ^
    did you mean 'remote'?
bad.toml:10:33: error: unknown account 'admn'; expected admin
    may = ["log off remot", "unload admn"]
                                    ^
    did you mean 'admin'?
)");
}

TEST_CASE("an event lacks its name or has one too many")
{
    CHECK(errors_with(R"(["disconnect", "unload", "reboot remote"])") ==
          R"(bad.toml:10:8: error: 'disconnect' needs the name of a session
    may = ["disconnect", "unload", "reboot remote"]
           ^
    write "disconnect NAME"
bad.toml:10:22: error: 'unload' needs the name of an account
    may = ["disconnect", "unload", "reboot remote"]
                         ^
    write "unload NAME"
bad.toml:10:40: error: 'reboot' takes no name, but 'remote' stands behind it
    may = ["disconnect", "unload", "reboot remote"]
                                           ^
)");
}

TEST_CASE("an event that is neither a string nor a table is an error")
{
    CHECK(errors_with("[7]") ==
          R"(bad.toml:10:8: error: an event must be a string or a table, not a whole number
    may = [7]
           ^
)");
}

TEST_CASE("a session that several accounts have is said in full")
{
    const std::string text = head + accounts + "[accounts.bob]\nsessions = [\"console\"]\n" +
                             R"([programs.mailer]
session = "remote"
run = ["idle"]
[environment]
)";
    CHECK(errors_of(text + "may = [\"log off console\"]\n") ==
          R"(bad.toml:11:17: error: there are 2 sessions called 'console'
    may = ["log off console"]
                    ^
    say whose: "console of admin"
)");
    CHECK(errors_of(text + "may = [\"log off console of bob\"]\n").empty());
}

TEST_CASE("an event that is said twice is an error, and the advice says how it can happen twice")
{
    CHECK(errors_with(R"(["reboot", "log off remote", { event = "log off remote", times = 3 }])") ==
          R"(bad.toml:10:46: error: duplicate event 'log off remote'
    may = ["reboot", "log off remote", { event = "log off remote", times = 3 }]
                                                 ^
    for what may happen twice, write { event = "reboot", times = 2 }
)");
}

TEST_CASE("nobody comes back who cannot leave")
{
    CHECK(errors_with(R"(["log on remote", "disconnect console", "reconnect remote"])") ==
          R"(bad.toml:10:8: error: 'log on remote' can never happen without 'log off remote'
    may = ["log on remote", "disconnect console", "reconnect remote"]
           ^
bad.toml:10:47: error: 'reconnect remote' can never happen without 'disconnect remote'
    may = ["log on remote", "disconnect console", "reconnect remote"]
                                                  ^
)");
}

TEST_CASE("how often an event may happen has a range, and its keys are known")
{
    CHECK(errors_with(R"([{ event = "reboot", times = 256, time = 1 }])") ==
          R"(bad.toml:10:36: error: 'times' must be a whole number from 1 to 255, not 256
    may = [{ event = "reboot", times = 256, time = 1 }]
                                       ^
bad.toml:10:41: error: unknown key 'time' in an event; expected event, times or never_taken
    may = [{ event = "reboot", times = 256, time = 1 }]
                                            ^
    did you mean 'times'?
)");
}

TEST_CASE("copies that live in sessions of their own have no common session to log off")
{
    CHECK(errors_of(head + accounts + R"([programs.visitor]
session = "remote"
count = 2
each_in_own_session = true
run = ["idle"]
[environment]
may = ["log off remote"]
)") ==
          R"(bad.toml:11:8: error: the copies that live there have sessions of their own
    may = ["log off remote"]
           ^
    write a program for each of them instead
)");
}

TEST_CASE("what may happen to a program comes from a list, and restarts need their word")
{
    CHECK(errors_of(head + accounts + profiles + programs + "may = [\"restrat\", \"crash\", \"crash\"]\n") ==
          R"(bad.toml:9:8: error: unknown event 'restrat'; expected crash, restart or 'leave when asked'
    may = ["restrat", "crash", "crash"]
           ^
    did you mean 'restart'?
bad.toml:9:28: error: duplicate event 'crash'
    may = ["restrat", "crash", "crash"]
                               ^
)");
    CHECK(errors_of(head + accounts + profiles + programs + "restarts = 2\n") ==
          R"(bad.toml:9:1: error: 'restarts' needs may = ["restart"]
    restarts = 2
    ^
)");
}

TEST_CASE("a hive is that of an account that has one of its own")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console"]
hive = "DEFAULT"
[accounts.system]
sessions = []
hive = "admin"
)" + profiles + programs)
              .find("unknown account 'DEFAULT'") != std::string::npos);
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console"]
[accounts.system]
sessions = []
hive = "admin"
[accounts.other]
sessions = []
hive = "system"
)" + R"([programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:10:8: error: account 'system' has no hive of its own
    hive = "system"
           ^
)");
}

TEST_CASE("only a hive that there is can be unloaded")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console"]
[accounts.system]
sessions = []
hive = "admin"
[programs.mailer]
session = "console"
run = ["idle"]
[environment]
may = ["unload system"]
)") ==
          R"(bad.toml:12:16: error: account 'system' has no hive of its own
    may = ["unload system"]
                   ^
    it uses that of 'admin'
)");
}

TEST_CASE("profiles of an account without a hive of its own are those of the account that it uses")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console"]
[accounts.system]
sessions = []
hive = "admin"
[profiles.Outlook]
account = ["admin", "system"]
)" + programs)
              .find("duplicate profile 'Outlook' in account 'system'") != std::string::npos);
}

TEST_CASE("a program whose hive depends on the way that it takes is an error")
{
    const std::string text = head + accounts + R"([accounts.bob]
sessions = []
[programs.mailer]
session = "console"
run = )";
    CHECK(errors_of(text + R"([{ choose = [["impersonate bob"], ["idle"]] }, "initialize"])" + "\n") ==
          R"(bad.toml:7:11: error: 'mailer': which hive it is bound to depends on the way that it takes
    [programs.mailer]
              ^
    make two programs of it
)");
    CHECK(errors_of(text + R"(["initialize", "impersonate bob", "initialize"])" + "\n") ==
          R"(bad.toml:7:11: error: 'mailer': it initializes once for 'admin' and once for 'bob'
    [programs.mailer]
              ^
    make two programs of it
)");
}
