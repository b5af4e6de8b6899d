// What can be wrong with the steps of a run.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

TEST_CASE("an unknown step comes with the nearest known one")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logn Outlook"]
)") == R"(bad.toml:8:9: error: unknown step 'logn'; expected initialize, uninitialize, )"
       R"(create, logon, access, delete, logoff or idle
    run = ["logn Outlook"]
            ^
    did you mean 'logon'?
)");
}

TEST_CASE("an unknown step behind others on its line has the caret below it")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logon Outlook", "acess", "logoff"]
)") == R"(bad.toml:8:26: error: unknown step 'acess'; expected initialize, uninitialize, )"
       R"(create, logon, access, delete, logoff or idle
    run = ["logon Outlook", "acess", "logoff"]
                             ^
    did you mean 'access'?
)");
}

TEST_CASE("an abbreviated step is completed in the advice")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["init"]
)") == R"(bad.toml:8:9: error: unknown step 'init'; expected initialize, uninitialize, )"
       R"(create, logon, access, delete, logoff or idle
    run = ["init"]
            ^
    did you mean 'initialize'?
)");
}

TEST_CASE("a step that is like nothing gets no advice")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["frobnicate"]
)") == R"(bad.toml:8:9: error: unknown step 'frobnicate'; expected initialize, uninitialize, )"
       R"(create, logon, access, delete, logoff or idle
    run = ["frobnicate"]
            ^
)");
}

TEST_CASE("a crash as a step gets advice on where it belongs")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["crash"]
)") == R"(bad.toml:8:9: error: unknown step 'crash'; expected initialize, uninitialize, )"
       R"(create, logon, access, delete, logoff or idle
    run = ["crash"]
            ^
    a crash is no step of a program but happens to it: write may = ["crash"]
)");
}

TEST_CASE("a repeat as a string gets advice on its form")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["repeat 3"]
)") ==
          R"(bad.toml:8:9: error: 'repeat' is a table, not a string
    run = ["repeat 3"]
            ^
    write { repeat = 2, steps = ["idle"] }
)");
}

TEST_CASE("an empty step is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [" "]
)") == R"(bad.toml:8:9: error: an empty step; expected initialize, uninitialize, create, )"
       R"(logon, access, delete, logoff or idle
    run = [" "]
            ^
)");
}

TEST_CASE("a step that is no string is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [3]
)") ==
          R"(bad.toml:8:8: error: a step must be a string or a table, not a whole number
    run = [3]
           ^
)");
}

TEST_CASE("an empty run is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = []
)") ==
          R"(bad.toml:8:7: error: 'run' has no step
    run = []
          ^
    for doing nothing, write ["idle"]
)");
}

TEST_CASE("a run that is no array is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = "idle"
)") ==
          R"(bad.toml:8:7: error: 'run' must be an array of steps, not a string
    run = "idle"
          ^
)");
}

TEST_CASE("a step that lacks its profile is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logon"]
)") ==
          R"(bad.toml:8:8: error: 'logon' needs the name of a profile
    run = ["logon"]
           ^
    write "logon NAME"
)");
}

TEST_CASE("a step with a name that it does not take is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["access Outlook"]
)") ==
          R"(bad.toml:8:16: error: 'access' takes no name, but 'Outlook' stands behind it
    run = ["access Outlook"]
                   ^
)");
}

TEST_CASE("an unknown profile is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logon Outlok"]
)") ==
          R"(bad.toml:8:15: error: unknown profile 'Outlok' of account 'admin'; expected Outlook
    run = ["logon Outlok"]
                  ^
    did you mean 'Outlook'?
)");
}

TEST_CASE("an unknown profile that is like nothing gets no advice")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["create Completely different"]
)") == R"(bad.toml:8:16: error: unknown profile 'Completely different' of account 'admin'; )"
       R"(expected Outlook
    run = ["create Completely different"]
                   ^
)");
}

TEST_CASE("an unknown profile in a string with escapes has the caret below the string")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logon Out\u006Cok"]
)") ==
          R"(bad.toml:8:8: error: unknown profile 'Outlok' of account 'admin'; expected Outlook
    run = ["logon Out\u006Cok"]
           ^
    did you mean 'Outlook'?
)");
}

TEST_CASE("a table that is no step is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ steps = ["idle"] }]
)") ==
          R"(bad.toml:8:8: error: a step in table form says call, repeat or choose
    run = [{ steps = ["idle"] }]
           ^
)");
}

TEST_CASE("a table with a misspelt kind of step is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeats = 2, steps = ["idle"] }]
)") ==
          R"(bad.toml:8:10: error: unknown key 'repeats'; expected call, repeat or choose
    run = [{ repeats = 2, steps = ["idle"] }]
             ^
    did you mean 'repeat'?
)");
}

TEST_CASE("an unknown answer is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logon Outlook", must = "S_KO" }]
)") == R"(bad.toml:8:41: error: unknown answer 'S_KO'; expected S_OK, MAPI_E_CALL_FAILED, )"
       R"(MAPI_E_NO_ACCESS, MAPI_E_NOT_FOUND, MAPI_E_LOGON_FAILED, MAPI_E_SESSION_LIMIT, )"
       R"(MAPI_E_NOT_INITIALIZED, MAPI_E_INVALID_OBJECT or MAPI_E_USER_CANCEL
    run = [{ call = "logon Outlook", must = "S_KO" }]
                                            ^
    did you mean 'S_OK'?
)");
}

TEST_CASE("an answer that is no string is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logon Outlook", must = 0 }]
)") ==
          R"(bad.toml:8:41: error: 'must' must be a string, not a whole number
    run = [{ call = "logon Outlook", must = 0 }]
                                            ^
)");
}

TEST_CASE("an unknown key of a call is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logon Outlook", mist = "S_OK" }]
)") ==
          R"(bad.toml:8:34: error: unknown key 'mist' in a call; expected call, must, on_failure or dynamic
    run = [{ call = "logon Outlook", mist = "S_OK" }]
                                     ^
    did you mean 'must'?
)");
}

TEST_CASE("an unknown way to fail of a call is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logon Outlook", on_failure = "halt" }]
)") ==
          R"(bad.toml:8:47: error: unknown on_failure 'halt'; expected next, leave or stop
    run = [{ call = "logon Outlook", on_failure = "halt" }]
                                                  ^
)");
}

TEST_CASE("dynamic beside another call than create is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logon Outlook", dynamic = true }]
)") ==
          R"(bad.toml:8:34: error: 'dynamic' belongs to create, not to logon
    run = [{ call = "logon Outlook", dynamic = true }]
                                     ^
)");
}

TEST_CASE("a key of a call in a repeat is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = 2, steps = ["idle"], must = "S_OK" }]
)") ==
          R"(bad.toml:8:40: error: unknown key 'must' in a repeat; expected repeat or steps
    run = [{ repeat = 2, steps = ["idle"], must = "S_OK" }]
                                           ^
)");
}

TEST_CASE("a repeat of no times is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = 0, steps = ["idle"] }]
)") ==
          R"(bad.toml:8:19: error: 'repeat' must be a whole number from 1 to 4096, not 0
    run = [{ repeat = 0, steps = ["idle"] }]
                      ^
)");
}

TEST_CASE("a repeat of ten thousand times is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = 10000, steps = ["idle"] }]
)") ==
          R"(bad.toml:8:19: error: 'repeat' must be a whole number from 1 to 4096, not 10000
    run = [{ repeat = 10000, steps = ["idle"] }]
                      ^
)");
}

TEST_CASE("a repeat of nothing is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = 2, steps = [] }]
)") ==
          R"(bad.toml:8:30: error: the repeat has no step
    run = [{ repeat = 2, steps = [] }]
                                 ^
    for doing nothing, write ["idle"]
)");
}

TEST_CASE("a repeat without steps is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = 2 }]
)") ==
          R"(bad.toml:8:8: error: missing 'steps' in a repeat (what is repeated)
    run = [{ repeat = 2 }]
           ^
)");
}

TEST_CASE("a run that unrolls to too many calls is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = 64, steps = [{ repeat = 64, steps = ["idle"] }] }, "idle"]
)") ==
          R"(bad.toml:8:7: error: the run is too long: unrolled it has more than 4096 calls
    run = [{ repeat = 64, steps = [{ repeat = 64, steps = ["idle"] }] }, "idle"]
          ^
)");
}

TEST_CASE("a choose without a branch is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ choose = [] }]
)") ==
          R"(bad.toml:8:19: error: 'choose' has no branch
    run = [{ choose = [] }]
                      ^
)");
}

TEST_CASE("a choose with an empty branch is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ choose = [["idle"], []] }]
)") ==
          R"(bad.toml:8:30: error: a branch of the choose has no step
    run = [{ choose = [["idle"], []] }]
                                 ^
    for doing nothing, write ["idle"]
)");
}

TEST_CASE("a choose with a branch that is no array is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ choose = ["idle"] }]
)") ==
          R"(bad.toml:8:20: error: a branch must be an array of steps, not a string
    run = [{ choose = ["idle"] }]
                       ^
    put it in brackets: ["logon Outlook", "logoff"]
)");
}

TEST_CASE("a profile that only another account has is not found, and the advice says who has it")
{
    CHECK(errors_of(head + accounts + R"([accounts.bob]
sessions = ["desk"]
[profiles.Own]
account = "bob"
[profiles.Outlook]
account = "admin"
)" + R"([programs.mailer]
session = "console"
run = ["logon Own"]
)") ==
          R"(bad.toml:13:15: error: unknown profile 'Own' of account 'admin'; expected Outlook
    run = ["logon Own"]
                  ^
    account 'bob' has a profile of that name
)");
}

TEST_CASE("a profile where the account has none is an error")
{
    CHECK(errors_of(head + accounts + R"([programs.mailer]
session = "console"
run = ["logon Own"]
)") ==
          R"(bad.toml:7:15: error: unknown profile 'Own' of account 'admin', which has no profiles
    run = ["logon Own"]
                  ^
)");
}
