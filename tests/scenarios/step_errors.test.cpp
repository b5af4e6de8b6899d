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
)") == R"(bad.toml:8:9: error: unknown step 'logn'; expected )" + known_steps + R"(
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
)") == R"(bad.toml:8:26: error: unknown step 'acess'; expected )" + known_steps + R"(
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
)") == R"(bad.toml:8:9: error: unknown step 'init'; expected )" + known_steps + R"(
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
)") == R"(bad.toml:8:9: error: unknown step 'frobnicate'; expected )" + known_steps + R"(
    run = ["frobnicate"]
            ^
)");
}

TEST_CASE("a crash as a step gets advice on where it belongs")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["crash"]
)") == R"(bad.toml:8:9: error: unknown step 'crash'; expected )" + known_steps + R"(
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
)") == R"(bad.toml:8:9: error: an empty step; expected )" + known_steps + R"(
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
run = ["create"]
)") ==
          R"(bad.toml:8:8: error: 'create' needs the name of a profile
    run = ["create"]
           ^
    write "create NAME"
)");
}

TEST_CASE("a logon without a name and without another way to a profile is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logon", { call = "logon", flags = ["NEW_SESSION", "NT_SERVICE"] }]
)") ==
          R"(bad.toml:8:8: error: 'logon' needs the name of a profile
    run = ["logon", { call = "logon", flags = ["NEW_SESSION", "NT_SERVICE"] }]
           ^
    write "logon NAME"; without a name it needs the flag USE_DEFAULT, or to do without NEW_SESSION
bad.toml:8:26: error: 'logon' needs the name of a profile
    run = ["logon", { call = "logon", flags = ["NEW_SESSION", "NT_SERVICE"] }]
                             ^
    write "logon NAME"; without a name it needs the flag USE_DEFAULT, or to do without NEW_SESSION
)");
}

TEST_CASE("a rename and a copy need two names")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["rename Outlook", "copy Outlook to ", "rename"]
)") ==
          R"(bad.toml:8:16: error: 'rename' needs two names
    run = ["rename Outlook", "copy Outlook to ", "rename"]
                   ^
    write "rename NAME to NEW"
bad.toml:8:32: error: 'copy' needs two names
    run = ["rename Outlook", "copy Outlook to ", "rename"]
                                   ^
    write "copy NAME to NEW"
bad.toml:8:47: error: 'rename' needs two names
    run = ["rename Outlook", "copy Outlook to ", "rename"]
                                                  ^
    write "rename NAME to NEW"
)");
}

TEST_CASE("of two names each has its own place in a message")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["copy Outlok to Archive"]
)") ==
          R"(bad.toml:8:14: error: unknown profile 'Outlok' of account 'admin'; expected Outlook
    run = ["copy Outlok to Archive"]
                 ^
    did you mean 'Outlook'?
bad.toml:8:24: error: unknown profile 'Archive' of account 'admin'; expected Outlook
    run = ["copy Outlok to Archive"]
                           ^
)");
}

TEST_CASE("an account that nobody knows cannot be impersonated")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["impersonate adnim", "impersonate", "revert admin"]
)") ==
          R"(bad.toml:8:21: error: unknown account 'adnim'; expected admin
    run = ["impersonate adnim", "impersonate", "revert admin"]
                        ^
    did you mean 'admin'?
bad.toml:8:29: error: 'impersonate' needs the name of an account
    run = ["impersonate adnim", "impersonate", "revert admin"]
                                ^
    write "impersonate NAME"
bad.toml:8:52: error: 'revert' takes no name, but 'admin' stands behind it
    run = ["impersonate adnim", "impersonate", "revert admin"]
                                                       ^
)");
}

TEST_CASE("a flag that MAPILogonEx does not have, a flag twice and one that is no string are errors")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logon Outlook", flags = ["NEW_SESION", "NEW_SESSION", "NEW_SESSION", 2] }]
)") == R"(bad.toml:8:43: error: unknown flag 'NEW_SESION'; expected NEW_SESSION, ALLOW_OTHERS, )"
       R"(USE_DEFAULT, EXPLICIT_PROFILE, TIMEOUT_SHORT, NT_SERVICE or SERVICE_UI_ALWAYS
    run = [{ call = "logon Outlook", flags = ["NEW_SESION", "NEW_SESSION", "NEW_SESSION", 2] }]
                                              ^
    did you mean 'NEW_SESSION'?
bad.toml:8:72: error: duplicate flag 'NEW_SESSION'
    run = [{ call = "logon Outlook", flags = ["NEW_SESION", "NEW_SESSION", "NEW_SESSION", 2] }]
                                                                           ^
bad.toml:8:87: error: a flag must be a string, not a whole number
    run = [{ call = "logon Outlook", flags = ["NEW_SESION", "NEW_SESSION", "NEW_SESSION", 2] }]
                                                                                          ^
)");
}

TEST_CASE("a service shows no dialogs")
{
    CHECK(
        errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logon Outlook", flags = ["NT_SERVICE", "SERVICE_UI_ALWAYS"] }]
)") ==
        R"(bad.toml:8:34: error: NT_SERVICE and SERVICE_UI_ALWAYS contradict each other: a service shows no dialog
    run = [{ call = "logon Outlook", flags = ["NT_SERVICE", "SERVICE_UI_ALWAYS"] }]
                                     ^
)");
}

TEST_CASE("what belongs to one call has no place beside another")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ call = "logoff", services = true, flags = [] }, "idle",
       { call = "logon Outlook", shared = true }]
)") ==
          R"(bad.toml:8:27: error: 'services' belongs to create, not to logoff
    run = [{ call = "logoff", services = true, flags = [] }, "idle",
                              ^
bad.toml:8:44: error: 'flags' belongs to logon, not to logoff
    run = [{ call = "logoff", services = true, flags = [] }, "idle",
                                               ^
bad.toml:9:34: error: 'shared' belongs to logoff, not to logon
           { call = "logon Outlook", shared = true }]
                                     ^
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

TEST_CASE("an unknown profile in a string with escapes has the caret below the name")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["logon Out\u006Cok"]
)") ==
          R"(bad.toml:8:15: error: unknown profile 'Outlok' of account 'admin'; expected Outlook
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
       R"(MAPI_E_NOT_INITIALIZED, MAPI_E_INVALID_OBJECT, MAPI_E_USER_CANCEL, MAPI_E_TIMEOUT, )"
       R"(MAPI_E_NOT_ENOUGH_RESOURCES, MAPI_E_NO_SUPPORT, MAPI_E_VERSION, MAPI_E_NETWORK_ERROR or )"
       R"(ecClientVerDisallowed
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
)") == R"(bad.toml:8:34: error: unknown key 'mist' in a call; expected call, must, on_failure, dynamic, )"
       R"(services, flags, shared, processes, versions, at, within or never_taken
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
          R"(bad.toml:8:19: error: 'repeat' must be a whole number from 1 to 4096, or "forever", not 0
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
          R"(bad.toml:8:19: error: 'repeat' must be a whole number from 1 to 4096, or "forever", not 10000
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

TEST_CASE("a step behind an endless repeat is an error, and so is only the first")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [
    { repeat = "forever", steps = ["idle"] },
    "access",
    "logoff",
]
)") ==
          R"(bad.toml:10:5: error: this step is never reached: what stands before it never ends
        "access",
        ^
)");
}

TEST_CASE("a step behind a choose of which no branch ends is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [
    { choose = [[{ repeat = "forever", steps = ["idle"] }], ["access", { repeat = "forever", steps = ["idle"] }]] },
    "logoff",
]
)") ==
          R"(bad.toml:10:5: error: this step is never reached: what stands before it never ends
        "logoff",
        ^
)");
}

TEST_CASE("to repeat what never ends is an error")
{
    const std::string words = "error: this is never repeated: a first round of it never ends";
    for (const std::string times : {"2", "\"forever\""}) {
        CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = )" + times +
                        R"(, steps = ["idle", { repeat = "forever", steps = ["access"] }] }]
)")
                  .starts_with("bad.toml:8:19: " + words));
    }
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = 1, steps = ["idle", { repeat = "forever", steps = ["access"] }] }]
)")
              .empty());
}

TEST_CASE("a repeat of another word than forever is an error, with the word that was meant")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = "for ever", steps = ["idle"] }]
)") ==
          R"(bad.toml:8:19: error: unknown repeat 'for ever'; expected forever
    run = [{ repeat = "for ever", steps = ["idle"] }]
                      ^
    did you mean 'forever'?
)");
    CHECK_THAT(
        errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [{ repeat = true, steps = ["idle"] }]
)"),
        Catch::Contains("'repeat' must be a whole number from 1 to 4096, or \"forever\", not true or false"));
}
