// What can be wrong with policies, limits, cases and what they expect.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

TEST_CASE("an unknown policy is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([mapi]
policy = "fault-303222"
)") == R"(bad.toml:10:10: error: unknown policy 'fault-303222'; expected unpatched, )"
       R"(fault-303221, fault-818861, fixed, mend-f1a, mend-f2, mend-f3, mend-f4, mend-f5, kopano, openchange or gromox
    policy = "fault-303222"
             ^
    did you mean 'fault-303221'?
)");
}

TEST_CASE("a policy that is no string is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([mapi]
policy = 3
)") ==
          R"(bad.toml:10:10: error: 'policy' must be a string, not a whole number
    policy = 3
             ^
)");
}

TEST_CASE("an unknown grain is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([mapi]
grain = "macro"
)") ==
          R"(bad.toml:10:9: error: unknown grain 'macro'; expected call or micro
    grain = "macro"
            ^
    did you mean 'micro'?
)");
}

TEST_CASE("an unknown switch is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([mapi]
assume = { use_scope = "hive" }
)") == R"(bad.toml:10:12: error: unknown switch 'use_scope'; expected sweep-at-initialize, sweep-candidates, )"
       R"(purge-at-logon, mark, handles-after-move, use-scope, table-tells-hives, )"
       R"(table-kept-in, delete-and-logoff-see, logoff-purges, mutex-taken-by, )"
       R"(mutex-scope, counts-as-use, create-over-marked, second-mark, delete-of-marked, )"
       R"(table-key, access-after-purge, session-reads, service-delete, )"
       R"(rename-over-existing, default-deleted, name-compare, shared-session-scope, )"
       R"(logon-to-missing, end-of-process, without-privilege, entries, abandoned-mutex, )"
       R"(clean-up, logon-to-marked, process-list-key or one of 28 more
    assume = { use_scope = "hive" }
               ^
    did you mean 'use-scope'?
)");
}

TEST_CASE("an unknown alternative is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([mapi]
assume = { use-scope = "hives" }
)") == R"(bad.toml:10:24: error: unknown alternative 'hives' of use-scope; expected session, )"
       R"(session-and-token, hive, token or all-sessions
    assume = { use-scope = "hives" }
                           ^
    did you mean 'hive'?
)");
}

TEST_CASE("an alternative that is no string is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([mapi]
assume = { use-scope = true }
)") ==
          R"(bad.toml:10:24: error: 'use-scope' must be a string, not true or false
    assume = { use-scope = true }
                           ^
)");
}

TEST_CASE("an unknown key of a case is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([cases.one]
polcy = "fixed"
)") == R"(bad.toml:10:1: error: unknown key 'polcy' in [cases.one]; expected policy, grain, )"
       R"(assume, fairness, limits or expect
    polcy = "fixed"
    ^
    did you mean 'policy'?
)");
}

TEST_CASE("no case is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + "[cases]\n") ==
          R"(bad.toml:9:2: error: [cases] is empty; without the table there is one case, called default
    [cases]
     ^
)");
}

TEST_CASE("a case that is no table is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([cases]
one = "fixed"
)") ==
          R"(bad.toml:10:7: error: '[cases.one]' must be a table, not a string
    one = "fixed"
          ^
)");
}

TEST_CASE("assumptions of a case that contradict each other are an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([cases.one]
assume = { mark = "flag", handles-after-move = "reopen" }
)") == R"(bad.toml:10:1: error: the assumptions contradict each other: handles-after-move = )"
       R"(reopen needs a move, but mark = flag leaves the key where it is
    assume = { mark = "flag", handles-after-move = "reopen" }
    ^
    case 'one' has the policy unpatched with mark = flag, handles-after-move = reopen
)");
}

TEST_CASE("assumptions that contradict each other in all cases are reported once")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([mapi]
assume = { mark = "flag", handles-after-move = "reopen" }
[cases.one]
[cases.two]
)") == R"(bad.toml:10:1: error: the assumptions contradict each other: handles-after-move = )"
       R"(reopen needs a move, but mark = flag leaves the key where it is
    assume = { mark = "flag", handles-after-move = "reopen" }
    ^
    case 'one' has the policy unpatched with mark = flag, handles-after-move = reopen
)");
}

TEST_CASE("an unknown property is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
in-use-perge = "violated"
)") == R"(bad.toml:10:1: error: unknown property 'in-use-perge'; expected in-use-purge, )"
       R"(failed-access, wrong-instance, visible-after-delete, orphan, stuck, )"
       R"(unexpected-answer, others, states or transitions
    in-use-perge = "violated"
    ^
    did you mean 'in-use-purge'?
)");
}

TEST_CASE("an unknown verdict is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
stuck = "hold"
)") ==
          R"(bad.toml:10:9: error: unknown verdict 'hold'; expected holds, violated, inconclusive or any
    stuck = "hold"
            ^
    did you mean 'holds'?
)");
}

TEST_CASE("a verdict that is a number is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
stuck = 1
)") ==
          R"(bad.toml:10:9: error: 'stuck' must be a verdict or a table, not a whole number
    stuck = 1
            ^
)");
}

TEST_CASE("an unknown verdict of the others is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
others = "all"
)") ==
          R"(bad.toml:10:10: error: unknown verdict 'all'; expected holds, violated, inconclusive or any
    others = "all"
             ^
)");
}

TEST_CASE("an unknown verdict in table form is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
stuck = { verdict = "broken" }
)") ==
          R"(bad.toml:10:21: error: unknown verdict 'broken'; expected holds, violated, inconclusive or any
    stuck = { verdict = "broken" }
                        ^
)");
}

TEST_CASE("an expectation without a verdict is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
stuck = { steps = 3 }
)") == R"(bad.toml:10:1: error: missing 'verdict' in the expectation of stuck (holds, )"
       R"(violated, inconclusive or any)
    stuck = { steps = 3 }
    ^
)");
}

TEST_CASE("steps where there is no trace are an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
stuck = { verdict = "holds", steps = 3 }
)") == R"(bad.toml:10:30: error: 'steps' is the length of a trace, but with the verdict holds )"
       R"(stuck has none
    stuck = { verdict = "holds", steps = 3 }
                                 ^
)");
}

TEST_CASE("a negative number of steps is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
stuck = { verdict = "violated", steps = -1 }
)") ==
          R"(bad.toml:10:41: error: 'steps' must be a whole number from 0, not -1
    stuck = { verdict = "violated", steps = -1 }
                                            ^
)");
}

TEST_CASE("no states are an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([expect]
states = 0
)") ==
          R"(bad.toml:10:10: error: 'states' must be a whole number from 1, not 0
    states = 0
             ^
)");
}

TEST_CASE("an unknown limit is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
statse = 10
)") == R"(bad.toml:10:1: error: unknown key 'statse' in [limits]; expected states, depth, )"
       R"(memory, time or instances
    statse = 10
    ^
    did you mean 'states'?
)");
}

TEST_CASE("a limit of no states is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
states = 0
)") ==
          R"(bad.toml:10:10: error: 'states' must be a whole number from 1, not 0
    states = 0
             ^
)");
}

TEST_CASE("a limit of memory that is a bare number is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
memory = 512
)") ==
          R"(bad.toml:10:10: error: 'memory' must be a string such as "512MiB", not a whole number
    memory = 512
             ^
)");
}

TEST_CASE("a limit of memory without a unit is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
memory = "512"
)") ==
          R"(bad.toml:10:10: error: '512' is not a whole number with a unit, such as "512MiB"
    memory = "512"
             ^
)");
}

TEST_CASE("a limit of memory with an unknown unit is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
memory = "512mib"
)") ==
          R"(bad.toml:10:10: error: unknown unit 'mib'; expected B, kB, MB, GB, KiB, MiB or GiB
    memory = "512mib"
             ^
    did you mean 'MiB'?
)");
}

TEST_CASE("a limit of memory that is too large is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
memory = "99999999999GiB"
)") ==
          R"(bad.toml:10:10: error: '99999999999GiB' is too large
    memory = "99999999999GiB"
             ^
)");
}

TEST_CASE("a limit of memory that is no amount is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
memory = "much"
)") ==
          R"(bad.toml:10:10: error: 'much' is not a whole number with a unit, such as "512MiB"
    memory = "much"
             ^
)");
}

TEST_CASE("a limit of time that is too small is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
time = "0s"
)") ==
          R"(bad.toml:10:8: error: '0s' is too small
    time = "0s"
           ^
)");
}

TEST_CASE("a limit of time with an unknown unit is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
time = "5ms"
)") ==
          R"(bad.toml:10:8: error: unknown unit 'ms'; expected s, min or h
    time = "5ms"
           ^
    did you mean 's'?
)");
}

TEST_CASE("a limit of instances out of range is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limits]
instances = 65
)") ==
          R"(bad.toml:10:13: error: 'instances' must be a whole number from 1 to 64, not 65
    instances = 65
                ^
)");
}

TEST_CASE("a name is told apart by case in the case whose policy says so")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logon outlook"]
)" + R"([cases.one]
[cases.two]
assume = { name-compare = "case-sensitive" }
)") ==
          R"(bad.toml:8:15: error: unknown profile 'outlook' of account 'admin'; expected Outlook
    run = ["logon outlook"]
                  ^
    case 'two' tells it from 'Outlook', because name-compare is case-sensitive
)");
}

TEST_CASE("fairness of an unknown program is an error, with the program that was meant")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([fairness]
mialer = "none"
)") ==
          R"(bad.toml:10:1: error: unknown program 'mialer'; expected mailer
    mialer = "none"
    ^
    did you mean 'mailer'?
)");
}

TEST_CASE("fairness of a copy is an error: it has that of its original")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([programs.second]
copy_of = "mailer"
[cases.one]
fairness = { second = "none" }
)") ==
          R"(bad.toml:12:14: error: 'second' is a copy of 'mailer', and is treated like it
    fairness = { second = "none" }
                 ^
    say it of 'mailer'
)");
}

TEST_CASE("a fairness that is none of the three is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([fairness]
mailer = "stong"
)") ==
          R"(bad.toml:10:10: error: unknown fairness 'stong'; expected weak, strong or none
    mailer = "stong"
             ^
    did you mean 'strong'?
)");
    CHECK_THAT(errors_of(head + accounts + profiles + programs + "[fairness]\nmailer = 1\n"),
               Catch::Contains("'mailer' must be \"weak\", \"strong\" or \"none\", not a whole number"));
}
