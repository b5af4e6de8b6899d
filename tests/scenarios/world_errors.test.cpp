// What can be wrong with accounts, sessions and profiles.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

TEST_CASE("no account is an error")
{
    CHECK(errors_of(head + "[accounts]\n" + R"([programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:3:2: error: [accounts] is empty; at least one account is needed
    [accounts]
     ^
)");
}

TEST_CASE("an account that is no table is an error")
{
    CHECK(errors_of(head + R"([accounts]
admin = 3
)" + profiles + programs) ==
          R"(bad.toml:4:9: error: '[accounts.admin]' must be a table, not a whole number
    admin = 3
            ^
)");
}

TEST_CASE("an account without sessions is an error")
{
    CHECK(errors_of(head + "[accounts.admin]\n" + profiles + programs) ==
          R"(bad.toml:3:11: error: missing 'sessions' in [accounts.admin] (the sessions in which )"
          R"(the account is logged on)
    [accounts.admin]
              ^
)");
}

TEST_CASE("sessions that are no array are an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = "console"
)" + profiles + programs) ==
          R"(bad.toml:4:12: error: 'sessions' must be an array of strings or tables, not a string
    sessions = "console"
               ^
)");
}

TEST_CASE("a session that is no string is an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console", 5]
)" + profiles + programs) ==
          R"(bad.toml:4:24: error: a session must be a string or a table, not a whole number
    sessions = ["console", 5]
                           ^
)");
}

TEST_CASE("a duplicate session is an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console", "console"]
)" + profiles + programs) ==
          R"(bad.toml:4:24: error: duplicate session 'console'
    sessions = ["console", "console"]
                           ^
    the first one is in line 4, column 13
)");
}

TEST_CASE("an unknown namespace is an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console", { name = "b", namespace = "session 1" }]
)" + profiles + programs) ==
          R"(bad.toml:4:50: error: unknown namespace 'session 1'; expected 'session 0' or own
    sessions = ["console", { name = "b", namespace = "session 1" }]
                                                     ^
    did you mean 'session 0'?
)");
}

TEST_CASE("an unknown key of a session is an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console", { name = "b", namespce = "own" }]
)" + profiles + programs) ==
          R"(bad.toml:4:38: error: unknown key 'namespce' in a session; expected name or namespace
    sessions = ["console", { name = "b", namespce = "own" }]
                                         ^
    did you mean 'namespace'?
)");
}

TEST_CASE("a session table without a name is an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console", { namespace = "own" }]
)" + profiles + programs) ==
          R"(bad.toml:4:24: error: missing 'name' in a session (the name of the session)
    sessions = ["console", { namespace = "own" }]
                           ^
)");
}

TEST_CASE("a session is unknown where there is none at all")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = []
[programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:6:11: error: unknown session 'console'; there is none
    session = "console"
              ^
    an account lists its sessions: sessions = ["console"]
)");
}

TEST_CASE("an empty name is an error")
{
    CHECK(errors_of(head + R"([accounts.""]
sessions = []
)" + accounts + profiles +
                    R"([programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:3:11: error: the name of an account is empty
    [accounts.""]
              ^
)");
}

TEST_CASE("a name with a control character is an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["console", "a\tb"]
)" + profiles + programs) ==
          R"(bad.toml:4:24: error: the name of a session contains the control character U+0009
    sessions = ["console", "a\tb"]
                           ^
)");
}

TEST_CASE("a name of 65 characters is an error")
{
    CHECK(errors_of(head + accounts +
                    "[profiles.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn]\n" +
                    profiles + programs) ==
          R"(bad.toml:5:11: error: the name of a profile is too long; a name has at most 64 characters
    [profiles.nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn]
              ^
)");
}

TEST_CASE("a profile name with a blank at its end is an error")
{
    CHECK(errors_of(head + accounts + R"([profiles."Out "]
)" + profiles + programs) ==
          R"(bad.toml:5:11: error: the name of profile 'Out ' starts or ends with a blank
    [profiles."Out "]
              ^
    MAPI allows blanks only inside a name
)");
}

TEST_CASE("a profile that is no table is an error")
{
    CHECK(errors_of(head + accounts + R"([profiles]
Outlook = "live"
)" + programs) ==
          R"(bad.toml:6:11: error: '[profiles.Outlook]' must be a table or an array of tables, not a string
    Outlook = "live"
              ^
)");
}

TEST_CASE("a profile that is an empty array is an error")
{
    CHECK(errors_of(head + accounts + R"([profiles]
Outlook = []
)" + R"([programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:6:11: error: '[profiles.Outlook]' must be a table or an array of tables, not an array
    Outlook = []
              ^
)");
}

TEST_CASE("an unknown key of a profile is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"(stat = "live"
)" + programs) == R"(bad.toml:6:1: error: unknown key 'stat' in [profiles.Outlook]; expected account, )"
                  R"(state or dynamic
    stat = "live"
    ^
    did you mean 'state'?
)");
}

TEST_CASE("an unknown state is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"(state = "lives"
)" + programs) ==
          R"(bad.toml:6:9: error: unknown state 'lives'; expected absent, live or marked
    state = "lives"
            ^
    did you mean 'live'?
)");
}

TEST_CASE("a state that is no string is an error")
{
    CHECK(errors_of(head + accounts + profiles + "state = true\n" + programs) ==
          R"(bad.toml:6:9: error: 'state' must be "absent", "live" or "marked", not true or false
    state = true
            ^
)");
}

TEST_CASE("dynamic that is no truth value is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"(dynamic = "yes"
)" + programs) ==
          R"(bad.toml:6:11: error: 'dynamic' must be true or false, not a string
    dynamic = "yes"
              ^
)");
}

TEST_CASE("an unknown account of a profile is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"(account = "amdin"
)" + R"([programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:6:11: error: unknown account 'amdin'; expected admin
    account = "amdin"
              ^
    did you mean 'admin'?
)");
}

TEST_CASE("an account of a profile that is no string is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"(account = ["admin", 1]
)" + programs) ==
          R"(bad.toml:6:21: error: an account must be a string, not a whole number
    account = ["admin", 1]
                        ^
)");
}

TEST_CASE("an account named twice is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"(account = ["admin", "admin"]
)" + programs) ==
          R"(bad.toml:6:21: error: duplicate account 'admin'
    account = ["admin", "admin"]
                        ^
)");
}

TEST_CASE("a profile in no hive is an error")
{
    CHECK(errors_of(head + accounts + profiles + "account = []\n" + R"([programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:6:11: error: 'account' is empty; a profile is in at least one hive
    account = []
              ^
)");
}

TEST_CASE("a profile that could be in several hives is an error")
{
    CHECK(errors_of(head + accounts + R"([accounts.bob]
sessions = ["own"]
)" + profiles + R"([programs.mailer]
session = "console"
run = ["idle"]
)") == R"(bad.toml:7:11: error: [profiles.Outlook] does not say in whose hive it is, and )"
       R"(there are 2 accounts
    [profiles.Outlook]
              ^
    write account = "admin", or an array of several
)");
}

TEST_CASE("a duplicate profile is an error")
{
    CHECK(errors_of(head + accounts + R"([[profiles.Outlook]]
[[profiles.Outlook]]
state = "live"
)" + programs) ==
          R"(bad.toml:6:1: error: duplicate profile 'Outlook' in account 'admin'
    [[profiles.Outlook]]
    ^
    the first one is in line 5, column 1
)");
}

TEST_CASE("names that differ in case only are duplicates where case does not count")
{
    CHECK(errors_of(head + accounts + profiles + "[profiles.OUTLOOK]\n" + programs) ==
          R"(bad.toml:6:11: error: duplicate profile 'OUTLOOK' in account 'admin': case )"
          R"('default' does not tell it from 'Outlook'
    [profiles.OUTLOOK]
              ^
    the first one is in line 5, column 11; name-compare = "case-sensitive" makes them two
)");
}
