// What can be wrong with programs and their copies.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

TEST_CASE("no program is an error")
{
    CHECK(errors_of(head + accounts + profiles + "[programs]\n") ==
          R"(bad.toml:6:2: error: [programs] is empty; at least one program is needed
    [programs]
     ^
)");
}

TEST_CASE("a program that is no table is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs]
mailer = ["idle"]
)") ==
          R"(bad.toml:7:10: error: '[programs.mailer]' must be a table, not an array
    mailer = ["idle"]
             ^
)");
}

TEST_CASE("an unknown key of a program is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
on_fail = "next"
run = ["idle"]
)") == R"(bad.toml:8:1: error: unknown key 'on_fail' in [programs.mailer]; expected session, )"
       R"(account, count, each_in_own_session, copy_of, may, restarts, global_privilege, executable, declares, )"
       R"(client_version, part_of_server, urgent, on_failure or run
    on_fail = "next"
    ^
    did you mean 'on_failure'?
)");
}

TEST_CASE("a program without session and run is an error")
{
    CHECK(errors_of(head + accounts + profiles + "[programs.mailer]\n") ==
          R"(bad.toml:6:11: error: missing 'session' in [programs.mailer] (the session in which it runs)
    [programs.mailer]
              ^
bad.toml:6:11: error: missing 'run' in [programs.mailer] (what it does)
    [programs.mailer]
              ^
)");
}

TEST_CASE("an unknown session is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "consol"
run = ["idle"]
)") ==
          R"(bad.toml:7:11: error: unknown session 'consol'; expected console or remote
    session = "consol"
              ^
    did you mean 'console'?
)");
}

TEST_CASE("an unknown session of an account is an error")
{
    CHECK(errors_of(head + accounts + R"([accounts.bob]
sessions = ["desk"]
)" + R"([programs.mailer]
session = "console"
account = "bob"
run = ["idle"]
)") ==
          R"(bad.toml:8:11: error: unknown session 'console' of account 'bob'; expected desk
    session = "console"
              ^
)");
}

TEST_CASE("an unknown account of a program is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
account = "Admni"
run = ["idle"]
)") ==
          R"(bad.toml:8:11: error: unknown account 'Admni'; expected admin
    account = "Admni"
              ^
    did you mean 'admin'?
)");
}

TEST_CASE("a session that several accounts have is an error")
{
    CHECK(errors_of(head + accounts + R"([accounts.bob]
sessions = ["console"]
)" + R"([programs.mailer]
session = "console"
run = ["idle"]
)") ==
          R"(bad.toml:8:11: error: there are 2 sessions called 'console'
    session = "console"
              ^
    say whose with the key account: admin or bob
)");
}

TEST_CASE("no copies at all are an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
count = 0
run = ["idle"]
)") ==
          R"(bad.toml:8:9: error: 'count' must be a whole number from 1 to 64, not 0
    count = 0
            ^
)");
}

TEST_CASE("ten thousand copies are an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
count = 10000
run = ["idle"]
)") ==
          R"(bad.toml:8:9: error: 'count' must be a whole number from 1 to 64, not 10000
    count = 10000
            ^
)");
}

TEST_CASE("a negative number of copies is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
count = -3
run = ["idle"]
)") ==
          R"(bad.toml:8:9: error: 'count' must be a whole number from 1 to 64, not -3
    count = -3
            ^
)");
}

TEST_CASE("a number of copies that is a string is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
count = "two"
run = ["idle"]
)") ==
          R"(bad.toml:8:9: error: 'count' must be a whole number from 1 to 64, not a string
    count = "two"
            ^
)");
}

TEST_CASE("a number of copies with a fraction is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
count = 2.5
run = ["idle"]
)") ==
          R"(bad.toml:8:9: error: 'count' must be a whole number from 1 to 64, not a number with a fraction
    count = 2.5
            ^
)");
}

TEST_CASE("copies each in a session that exists once are an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
each_in_own_session = true
run = ["idle"]
)") == R"(bad.toml:8:1: error: 'each_in_own_session' needs a remote session, but 'console' is )"
       R"(in the namespace of session 0
    each_in_own_session = true
    ^
)");
}

TEST_CASE("a session that a copy would share is an error")
{
    CHECK(errors_of(head + R"([accounts.admin]
sessions = ["remote", "remote 2"]
)" + R"([programs.mailer]
session = "remote"
count = 2
each_in_own_session = true
run = ["idle"]
)") == R"(bad.toml:5:11: error: duplicate session 'remote 2': a copy of 'mailer' would live )"
       R"(there alone, but account 'admin' has one of that name
    [programs.mailer]
              ^
    give the copies a session of another name
)");
}

TEST_CASE("a copy with the name of another program is an error")
{
    CHECK(errors_of(head + accounts + R"([programs.mailer]
session = "console"
count = 2
run = ["idle"]
)" + R"([programs."mailer 1"]
session = "remote"
run = ["idle"]
)") == R"(bad.toml:9:11: error: duplicate program 'mailer 1': a copy of one program has the )"
       R"(name of another
    [programs."mailer 1"]
              ^
    the other one is in line 5, column 11
)");
}

TEST_CASE("an unknown event is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
may = ["crahs"]
run = ["idle"]
)") ==
          R"(bad.toml:8:8: error: unknown event 'crahs'; expected crash, restart or 'leave when asked'
    may = ["crahs"]
           ^
    did you mean 'crash'?
)");
}

TEST_CASE("an event that is no string is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
may = [true]
run = ["idle"]
)") ==
          R"(bad.toml:8:8: error: an event must be a string, not true or false
    may = [true]
           ^
)");
}

TEST_CASE("an event named twice is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
may = ["crash", "crash"]
run = ["idle"]
)") ==
          R"(bad.toml:8:17: error: duplicate event 'crash'
    may = ["crash", "crash"]
                    ^
)");
}

TEST_CASE("events that are no array are an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
may = "crash"
run = ["idle"]
)") ==
          R"(bad.toml:8:7: error: 'may' must be an array of strings, not a string
    may = "crash"
          ^
)");
}

TEST_CASE("an unknown way to fail is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
on_failure = "leaf"
run = ["idle"]
)") ==
          R"(bad.toml:8:14: error: unknown on_failure 'leaf'; expected next, leave or stop
    on_failure = "leaf"
                 ^
    did you mean 'leave'?
)");
}

TEST_CASE("a copy of an unknown program is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([programs.second]
copy_of = "mialer"
)") ==
          R"(bad.toml:10:11: error: unknown program 'mialer'; expected one that stands before: mailer
    copy_of = "mialer"
              ^
    did you mean 'mailer'?
)");
}

TEST_CASE("a copy with a run of its own is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([programs.second]
copy_of = "mailer"
run = ["idle"]
)") ==
          R"(bad.toml:11:1: error: 'run' has no place beside 'copy_of': a copy takes it from the original
    run = ["idle"]
    ^
)");
}

TEST_CASE("a copy of a copy is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([programs.second]
copy_of = "mailer"
[programs.third]
copy_of = "second"
)") ==
          R"(bad.toml:12:11: error: 'second' is a copy itself
    copy_of = "second"
              ^
    write copy_of = "mailer"
)");
}

TEST_CASE("a copy of a program that counts copies is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
count = 2
run = ["idle"]
)" + R"([programs.second]
copy_of = "mailer"
)") ==
          R"(bad.toml:11:11: error: 'mailer' has copies by its 'count' or 'each_in_own_session' already
    copy_of = "mailer"
              ^
)");
}

TEST_CASE("a copy apart from its original is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([programs.other]
session = "remote"
run = ["idle"]
[programs.second]
copy_of = "mailer"
)") == R"(bad.toml:13:11: error: copies stand in a row, but other programs stand between this )"
       R"(one and 'mailer'
    copy_of = "mailer"
              ^
)");
}

TEST_CASE("copies that are not interchangeable are an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([programs.second]
copy_of = "mailer"
session = "remote"
)") ==
          R"(bad.toml:6:11: error: the copies of 'mailer' are not interchangeable
    [programs.mailer]
              ^
    copies live all in one session, or each alone in a remote session
)");
}

TEST_CASE("a copy in an unknown session is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([programs.second]
copy_of = "mailer"
session = "remot"
)") ==
          R"(bad.toml:11:11: error: unknown session 'remot' of account 'admin'; expected console or remote
    session = "remot"
              ^
    did you mean 'remote'?
)");
}
