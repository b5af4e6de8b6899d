// What a good file says of accounts, sessions, profiles and programs, and in which order it comes out.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/spelled.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

std::string world_of(const std::string& text) { return spelled(good(head + text).cases.front().setup.world); }

}  // namespace

TEST_CASE("everything comes in the order of the file, not of the alphabet")
{
    CHECK(world_of(R"(
[programs.zeta]
session = "remote"
account = "zoe"
run = ["logon B"]
[programs.alpha]
session = "console"
account = "adam"
run = ["logon A"]
[profiles.B]
account = ["zoe", "adam"]
[profiles.A]
account = "adam"
[accounts.zoe]
sessions = ["remote", "console"]
[accounts.adam]
sessions = ["services", "console"]
)") == R"(account zoe
account adam
session remote of 0 remote
session console of 0 local
session services of 1 local
session console of 1 local
profile B of 0 state 0 static
profile B of 1 state 0 static
profile A of 1 state 0 static
program zeta in 0 copies 0 lives [ call 3 profile 0 failure 0;]
program alpha in 3 copies 1 lives [ call 3 profile 2 failure 0;]
)");
}

TEST_CASE("dotted keys and inline tables say the same as headers")
{
    const std::string dotted = R"(accounts.admin.sessions = ["console", "remote"]
profiles = { Outlook = {} }
programs.mailer = { session = "console", run = ["logon Outlook"] }
)";
    CHECK(world_of(dotted) == world_of(accounts + profiles + programs));
}

TEST_CASE("a byte order mark and carriage returns change nothing")
{
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : head + accounts + profiles + programs)
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(spelled(good(windows)) == spelled(good(head + accounts + profiles + programs)));
}

TEST_CASE("a session's name decides its namespace, unless the session says another")
{
    CHECK(world_of(R"([accounts.admin]
sessions = ["console", "services", "Console", { name = "desk" }, { name = "aux", namespace = "session 0" },
            { name = "far", namespace = "own" }]
[accounts.bob]
sessions = [{ name = "console", namespace = "own" }]
[programs.mailer]
session = "desk"
run = ["idle"]
)") == R"(account admin
account bob
session console of 0 local
session services of 0 local
session Console of 0 remote
session desk of 0 remote
session aux of 0 local
session far of 0 remote
session console of 1 remote
program mailer in 3 copies 0 lives [ call 7 failure 0;]
)");
}

TEST_CASE("an account that is logged on nowhere has a hive all the same")
{
    CHECK(world_of(accounts + "[accounts.away]\nsessions = []\n[profiles.Outlook]\naccount = \"away\"\n"
                              "[programs.mailer]\nsession = \"console\"\nrun = [\"idle\"]\n") ==
          R"(account admin
account away
session console of 0 local
session remote of 0 remote
profile Outlook of 1 state 0 static
program mailer in 0 copies 0 lives [ call 7 failure 0;]
)");
}

TEST_CASE("a name can start differently in several hives")
{
    CHECK(world_of(accounts + R"([accounts.bob]
sessions = []
[[profiles.Outlook]]
account = "bob"
state = "marked"
dynamic = true
[profiles.Other]
account = "bob"
[[profiles.Outlook]]
account = "admin"
state = "live"
[programs.mailer]
session = "console"
run = ["idle"]
)") == R"(account admin
account bob
session console of 0 local
session remote of 0 remote
profile Outlook of 1 state 2 dynamic
profile Other of 1 state 0 static
profile Outlook of 0 state 1 static
program mailer in 0 copies 0 lives [ call 7 failure 0;]
)");
}

TEST_CASE("copies in one session are programs in a row with numbers in their names")
{
    CHECK(world_of(accounts + R"([programs.first]
session = "remote"
run = ["idle"]
[programs.mailer]
session = "console"
count = 3
may = ["crash"]
run = ["access"]
[programs.last]
session = "remote"
run = ["idle"]
)") == R"(account admin
session console of 0 local
session remote of 0 remote
program first in 1 copies 0 lives [ call 7 failure 0;]
program mailer 1 in 0 copies 1 crashes [ call 4 failure 0;]
program mailer 2 in 0 copies 1 crashes [ call 4 failure 0;]
program mailer 3 in 0 copies 1 crashes [ call 4 failure 0;]
program last in 1 copies 4 lives [ call 7 failure 0;]
)");
}

TEST_CASE("copies each in a session of their own replace the session they are named after")
{
    CHECK(world_of(R"([accounts.admin]
sessions = ["remote", "console"]
[programs.mailer]
session = "remote"
count = 2
each_in_own_session = true
run = ["idle"]
[programs.other]
session = "console"
run = ["idle"]
)") == R"(account admin
session remote 1 of 0 remote
session remote 2 of 0 remote
session console of 0 local
program mailer 1 in 0 copies 0 lives [ call 7 failure 0;]
program mailer 2 in 1 copies 0 lives [ call 7 failure 0;]
program other in 2 copies 2 lives [ call 7 failure 0;]
)");
}

TEST_CASE("a session that copies are named after stays where another program lives in it")
{
    CHECK(world_of(R"([accounts.admin]
sessions = ["remote"]
[programs.mailer]
session = "remote"
each_in_own_session = true
run = ["idle"]
[programs.other]
session = "remote"
run = ["idle"]
)") == R"(account admin
session remote of 0 remote
session remote 1 of 0 remote
program mailer in 1 copies 0 lives [ call 7 failure 0;]
program other in 0 copies 1 lives [ call 7 failure 0;]
)");
}

TEST_CASE("a copy of another program has its run and what may happen to it")
{
    CHECK(world_of(R"([accounts.admin]
sessions = ["a", "b", "c"]
[programs.mailer]
session = "a"
may = ["crash"]
run = ["access"]
[programs.second]
copy_of = "mailer"
session = "b"
[programs.third]
copy_of = "mailer"
session = "c"
)") == R"(account admin
session a of 0 remote
session b of 0 remote
session c of 0 remote
program mailer in 0 copies 0 crashes [ call 4 failure 0;]
program second in 1 copies 0 crashes [ call 4 failure 0;]
program third in 2 copies 0 crashes [ call 4 failure 0;]
)");
}

TEST_CASE("copies may share a session with others, but not if they live apart")
{
    const std::string sessions = "[accounts.admin]\nsessions = [\"a\", \"b\"]\n";
    const std::string pair =
        "[programs.mailer]\nsession = \"a\"\nrun = [\"idle\"]\n[programs.second]\ncopy_of = \"mailer\"\n";
    const std::string other = "[programs.other]\nsession = \"a\"\nrun = [\"idle\"]\n";
    CHECK(errors_of(head + sessions + pair + other).empty());
    CHECK(errors_of(head + sessions + pair + "session = \"b\"\n").empty());
    CHECK(errors_of(head + sessions + pair + "session = \"b\"\n" + other)
              .starts_with("bad.toml:5:11: error: the copies of 'mailer' are not interchangeable\n"));
}

TEST_CASE("names may be any text without control characters")
{
    CHECK(world_of(R"([accounts."Jürgen Müller"]
sessions = ["夜勤", "a \"quoted\" one"]
[profiles."Größe 1"]
[profiles."📧"]
[programs."the 'mailer' [x]"]
session = "夜勤"
run = ["logon Größe 1", "logon 📧"]
)") == R"(account Jürgen Müller
session 夜勤 of 0 remote
session a "quoted" one of 0 remote
profile Größe 1 of 0 state 0 static
profile 📧 of 0 state 0 static
program the 'mailer' [x] in 0 copies 0 lives [ call 3 profile 0 failure 0; call 3 profile 1 failure 0;]
)");
}

TEST_CASE("a name of 64 characters is not too long, however many bytes it has")
{
    std::string name;
    for (int k = 0; k < 64; ++k) name += "受";
    const std::string profile = "[profiles.\"" + name + "\"]\n";
    CHECK(
        errors_of(head + accounts + profile + "[programs.mailer]\nsession = \"console\"\nrun = [\"idle\"]\n")
            .empty());
}

TEST_CASE("profile names are the same up to the case of A to Z, where the policy says so")
{
    const std::string world = accounts + R"([profiles."Größe"]
[programs.mailer]
session = "console"
run = ["logon GRößE", "logon größe"]
)";
    CHECK(errors_of(head + world).empty());
    CHECK(errors_of(head + accounts +
                    "[profiles.\"Größe\"]\n[profiles.\"GRÖSSE\"]\n[profiles.\"GRÖßE\"]\n"
                    "[programs.mailer]\nsession = \"console\"\nrun = [\"idle\"]\n")
              .empty());
}

TEST_CASE("names that differ in case only are two where the policy says so")
{
    const Scenario scenario = good(head + accounts + R"([profiles.Outlook]
[profiles.outlook]
[programs.mailer]
session = "console"
run = ["logon outlook", "logon Outlook"]
[mapi]
assume = { name-compare = "case-sensitive" }
)");
    CHECK(spelled(scenario.cases.front().setup.world.programs.front().run) ==
          "[ call 3 profile 1 failure 0; call 3 profile 0 failure 0;]");
}

TEST_CASE("the same program, session and profile names in different accounts do not clash")
{
    CHECK(errors_of(head + accounts + R"([accounts.bob]
sessions = ["console", "remote"]
[profiles.Outlook]
account = ["admin", "bob"]
[programs.one]
session = "console"
account = "admin"
run = ["logon Outlook"]
[programs.two]
session = "console"
account = "bob"
run = ["logon Outlook"]
)")
              .empty());
}

TEST_CASE("as many programs as there can be are read, one more is an error")
{
    std::string most = head + accounts;
    for (int k = 0; k < 4; ++k) {
        most +=
            "[programs.p" + std::to_string(k) + "]\nsession = \"console\"\ncount = 64\nrun = [\"idle\"]\n";
    }
    CHECK(good(most).cases.front().setup.world.programs.size() == 256);
    CHECK(errors_of(most + "[programs.last]\nsession = \"console\"\nrun = [\"idle\"]\n") ==
          R"(bad.toml:21:11: error: too many programs; there can be 256, copies included
    [programs.last]
              ^
)");
}

TEST_CASE("too many accounts, sessions, profiles, programs and cases are errors, not a heavy load")
{
    const auto many = [](const std::string& start, const std::string& end) {
        std::string text;
        for (int k = 0; k < 2'000; ++k) text += start + std::to_string(k) + end;
        return text;
    };
    const auto complains = [](const std::string& text, const std::string& message) {
        return errors_of(text).find(message) != std::string::npos;
    };
    const std::string tail = profiles + programs;
    CHECK(complains(head + accounts + many("[accounts.a", "]\nsessions = []\n") + tail,
                    "too many accounts; there can be 64\n"));
    CHECK(complains(head + "[accounts.admin]\nsessions = [" + many("\"s", "\", ") + "]\n" + tail,
                    "too many sessions; there can be 256 in all\n"));
    CHECK(complains(head + accounts + many("[profiles.p", "]\n") + tail,
                    "too many profiles; there can be 256"));
    CHECK(complains(head + accounts + tail +
                        many("[programs.p", "]\nsession = \"console\"\nrun = [\"idle\"]\n"),
                    "too many programs; there can be 256"));
    CHECK(complains(head + accounts + tail + many("[cases.c", "]\n"), "too many cases; there can be 100\n"));
    CHECK(complains(head + accounts + profiles + R"([programs.mailer]
session = "console"
count = 64
run = [{ repeat = 4000, steps = ["idle"] }]
)",
                    "the runs of all programs are too long: unrolled they have 256000 calls, at most 65536 "
                    "are possible"));
}
