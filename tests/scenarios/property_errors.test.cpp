// What a bad property of a scenario's own gets told: the place inside the string, what was expected, the
// nearest word.
#include <string>

#include <catch2/catch.hpp>

#include "scenarios/format/formula_text.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

const std::string world = head + accounts + profiles + programs;  // 8 lines

/// The message, the caret's line and the advice of a formula, which stands in line 10 from column 10 on.
std::string told(const std::string& formula)
{
    return errors_of(world + "[properties.mine]\nnever = '" + formula + "'\n");
}

std::string at(std::size_t column, const std::string& message, const std::string& formula,
               const std::string& advice = {})
{
    return "bad.toml:10:" + std::to_string(column) + ": error: " + message + "\n    never = '" + formula +
           "'\n" + std::string(3 + column, ' ') + "^\n" + (advice.empty() ? "" : "    " + advice + "\n");
}

const std::string a_formula =
    "a statement, such as 'PROFILE is live' or 'PROGRAM uses PROFILE', a comparison or a quantifier";

}  // namespace

TEST_CASE("a word that is no verb is told, with the nearest one")
{
    CHECK(told("mailer use Outlook") == at(17, "expected is, uses, sees or holds, not 'use'",
                                           "mailer use Outlook", "did you mean 'uses'?"));
    CHECK(told("My Profile is live") == at(13, "expected is, uses, sees or holds, not 'Profile'",
                                           "My Profile is live",
                                           "a name with blanks is quoted: \"My Profile\""));
    CHECK(told("exists(profile p: p is live)") ==
          at(16, "expected is, uses, sees or holds, not '('", "exists(profile p: p is live)",
             "what asks of many is any(...), all(...) or count(...)"));
}

TEST_CASE("a state that is none is told, with the nearest one")
{
    CHECK(
        told("Outlook is markd") ==
        at(21,
           "expected absent, live, marked or used of a profile, or of a program initialized, ended, crashed, "
           "connected, cut, blocked, listed, waiting, logged on, on a purged profile, between calls, before "
           "CALL, inside CALL or in SESSION, not 'markd'",
           "Outlook is markd", "did you mean 'marked'?"));
}

TEST_CASE("a state of the other sort is told with those of this one")
{
    CHECK(told("mailer is marked") ==
          at(20,
             "'mailer' is a program, which is never 'marked'; expected initialized, ended, crashed, "
             "connected, cut, blocked, listed, waiting, 'logged on', "
             "'on a purged profile', 'between calls', 'before CALL', 'inside CALL' or 'in SESSION'",
             "mailer is marked"));
    CHECK(told("Outlook is not logged on") ==
          at(25, "'Outlook' is a profile, which is never 'logged on'; expected absent, live, marked or used",
             "Outlook is not logged on"));
}

TEST_CASE("an unknown name is told with those that there are, and the nearest one")
{
    CHECK(told("Outlok is live") == at(10, "unknown program or profile 'Outlok'; expected mailer or Outlook",
                                       "Outlok is live", "did you mean 'Outlook'?"));
    CHECK(told("mailr uses Outlook") ==
          at(10, "unknown program 'mailr'; expected mailer", "mailr uses Outlook", "did you mean 'mailer'?"));
    CHECK(told("mailer uses Outlok") == at(22,
                                           "unknown profile 'Outlok' of account 'admin'; expected Outlook",
                                           "mailer uses Outlok", "did you mean 'Outlook'?"));
    CHECK(told("mailer is in consle") == at(23, "unknown session 'consle'; expected console or remote",
                                            "mailer is in consle", "did you mean 'console'?"));
    CHECK(told("users of Outlook of admn > 1") == at(30, "unknown account 'admn'; expected admin",
                                                     "users of Outlook of admn > 1",
                                                     "did you mean 'admin'?"));
    CHECK(told("answer of mailer is S_KO") ==
          at(30,
             "unknown answer 'S_KO'; expected S_OK, MAPI_E_CALL_FAILED, MAPI_E_NO_ACCESS, MAPI_E_NOT_FOUND, "
             "MAPI_E_LOGON_FAILED, MAPI_E_SESSION_LIMIT, MAPI_E_NOT_INITIALIZED, MAPI_E_INVALID_OBJECT, "
             "MAPI_E_USER_CANCEL, MAPI_E_TIMEOUT, MAPI_E_NOT_ENOUGH_RESOURCES, MAPI_E_NO_SUPPORT, "
             "MAPI_E_VERSION, MAPI_E_NETWORK_ERROR, ecClientVerDisallowed or none",
             "answer of mailer is S_KO", "did you mean 'S_OK'?"));
    CHECK(
        told("mailer is before lgon") ==
        at(27,
           "unknown call 'lgon'; expected initialize, uninitialize, create, logon, access, delete, logoff, "
           "idle, write, rename, copy, set-default, find, admin, add-services, delete-services, close-admin, "
           "erase, erase-all, impersonate, revert, exit, connect, disconnect, request, edit, stop-store, "
           "start-store, restart-store, fail-over or wait",
           "mailer is before lgon", "did you mean 'logon'?"));
}

TEST_CASE("what is wrong on both sides of a word is told at once")
{
    const std::string errors = told("mailr uses Outlook and Outlok is live");
    CHECK_THAT(errors, Catch::Contains("10:10: error: unknown program 'mailr'"));
    CHECK_THAT(errors, Catch::Contains("10:33: error: unknown program or profile 'Outlok'"));
}

TEST_CASE("a name of the wrong sort is told")
{
    CHECK(told("Outlook uses Outlook") ==
          at(10, "'Outlook' is a profile; expected a program", "Outlook uses Outlook"));
    CHECK(told("mailer uses mailer") ==
          at(22, "'mailer' is a program; expected a profile", "mailer uses mailer"));
    CHECK(told("any(profile x: x uses Outlook)") ==
          at(25, "'x' is a profile; expected a program", "any(profile x: x uses Outlook)"));
    CHECK(told("mailer is inside access Outlook") ==
          at(34, "'access' is a call without a profile", "mailer is inside access Outlook"));
    CHECK(told("program mailer of admin is ended") == at(28, "a program is known by its name alone",
                                                         "program mailer of admin is ended",
                                                         "leave out 'of' and the account"));
}

TEST_CASE("a formula that ends too early is told at its end")
{
    CHECK(told("Outlook is") ==
          at(20,
             "the formula ends here; expected absent, live, marked or used of a profile, or of a program "
             "initialized, ended, crashed, connected, cut, blocked, listed, waiting, logged on, on a purged "
             "profile, between calls, before CALL, inside CALL or in SESSION",
             "Outlook is"));
    CHECK(told("") == at(10, "the formula ends here; expected " + a_formula, ""));
    CHECK(told("(Outlook is live") ==
          at(26, "the formula ends here; expected and, or, implies or \')\'", "(Outlook is live"));
    CHECK(told("\"Outlook is live") ==
          at(26, "the formula ends here; expected the quote that ends the name", "\"Outlook is live"));
}

TEST_CASE("what does not belong is told with what would")
{
    CHECK(told("Outlook is live nad mailer is ended") ==
          at(26, "expected and, or, implies or the end of the formula, not 'nad'",
             "Outlook is live nad mailer is ended", "did you mean 'and'?"));
    CHECK(told("Outlook is live && mailer is ended") ==
          at(26, "expected and, or, implies or the end of the formula, not '&'",
             "Outlook is live && mailer is ended", "write and"));
    CHECK(told("count is live") == at(16, "expected '(', as in any(program p: p uses PROFILE), not 'is'",
                                      "count is live",
                                      "a name that is a word of the language is quoted: \"is\""));
    CHECK(told("and is live") == at(10, "expected " + a_formula + ", not 'and'", "and is live",
                                    "a name that is a word of the language is quoted: \"and\""));
    CHECK(told("users of Outlook == 1") ==
          at(28,
             "expected a number: 3, users of PROFILE, instances of PROFILE or count(program p: ...), not '='",
             "users of Outlook == 1", "equal is written with one ="));
    CHECK(told("users of Outlook") ==
          at(26, "the formula ends here; expected <, <=, =, !=, >= or >, and another number",
             "users of Outlook"));
    CHECK(told("any(progam p: p is ended)") == at(14, "expected program or profile, not 'progam'",
                                                  "any(progam p: p is ended)", "did you mean 'program'?"));
    CHECK(told("any(program p, p is ended)") ==
          at(23, "expected ':' and what is asked of each, not ','", "any(program p, p is ended)"));
}

TEST_CASE("a variable is named once, and not as something of the file")
{
    CHECK(told("any(program mailer: mailer is ended)") == at(22, "'mailer' is a program",
                                                             "any(program mailer: mailer is ended)",
                                                             "call the variable otherwise"));
    CHECK(told("any(program p: any(profile p: p is live))") == at(37, "there is a variable 'p' already",
                                                                  "any(program p: any(profile p: p is live))",
                                                                  "call the variable otherwise"));
    CHECK_THAT(
        told("any(program a: any(program b: any(program c: any(program d: any(program e: e is ended)))))"),
        Catch::Contains("more than 4 variables inside one another"));
    CHECK_THAT(told("any(program p: p is ended) and p is ended"),
               Catch::Contains("10:41: error: unknown program or profile 'p'"));
}

TEST_CASE("a name that several have asks for more")
{
    const std::string two = head + "[accounts]\nadmin = { sessions = [\"console\"] }\nguest = { sessions = "
                                   "[\"remote\", \"console\"] }\n[[profiles.Outlook]]\naccount = [\"admin\", "
                                   "\"guest\"]\n[programs.mailer]\nsession = \"remote\"\nrun = [\"idle\"]\n"
                                   "[properties.mine]\n";
    CHECK_THAT(errors_of(two + "never = 'Outlook is live'\n"),
               Catch::Contains("several accounts have a profile 'Outlook'") &&
                   Catch::Contains("say which: \"Outlook\" of \"admin\""));
    CHECK(errors_of(two + "never = 'Outlook of guest is live and mailer uses Outlook'\n").empty());
    CHECK_THAT(errors_of(two + "never = 'mailer uses Outlook of admin'\n"),
               Catch::Contains("the program uses the profiles of account 'guest' and of no other"));
    CHECK_THAT(errors_of(two + "never = 'mailer is in console'\n"),
               Catch::Contains("several accounts have a session 'console'"));
    CHECK(errors_of(two + "never = 'mailer is in console of guest'\n").empty());
}

TEST_CASE("a name that a program and a profile have asks which")
{
    const std::string both = head + accounts + "[profiles.mailer]\n" +
                             "[programs.mailer]\nsession = \"console\"\nrun = [\"logon mailer\"]\n"
                             "[properties.mine]\n";
    CHECK_THAT(errors_of(both + "never = 'mailer is live'\n"),
               Catch::Contains("'mailer' is a program and a profile") &&
                   Catch::Contains("write program \"mailer\" or profile \"mailer\""));
    CHECK(errors_of(both + "never = 'profile mailer is live and program mailer uses mailer'\n").empty());
}

TEST_CASE("a place is found behind escapes and in further lines")
{
    CHECK_THAT(errors_of(world + "[properties.mine]\nnever = \"\\\"Outlook\\\" is markd\"\n"),
               Catch::StartsWith("bad.toml:10:25: error: "));
    CHECK_THAT(errors_of(world + "[properties.mine]\nnever = '''\nOutlook is live\nand mailr is ended'''\n"),
               Catch::StartsWith("bad.toml:12:5: error: unknown program or profile 'mailr'"));
}

TEST_CASE("a formula that nobody could read is refused before it is read")
{
    CHECK_THAT(told(std::string(51, '(') + "Outlook is live" + std::string(51, ')')),
               Catch::Contains("10:60: error: more than 50 parentheses inside one another"));
    CHECK(told(std::string(50, '(') + "Outlook is live" + std::string(50, ')')).empty());
    CHECK_THAT(told("Outlook is live" + std::string(longest_formula, ' ')),
               Catch::Contains("the formula is too long; it has at most 3999 bytes"));
    std::string many = "Outlook is live";
    while (many.size() + 30 < longest_formula) many = "not " + many;
    CHECK(told(many).empty());
    CHECK_THAT(told("users of Outlook < 99999999999999999999999"), Catch::Contains("is too large"));
}

TEST_CASE("a property does not ask for what never is in its world")
{
    for (const std::string state : {"connected", "cut", "blocked", "listed"}) {
        CHECK(told("mailer is not " + state) ==
              at(24, "nobody is ever " + state + " here: there is no server", "mailer is not " + state,
                 "a server is a table of its own: [servers.NAME]"));
    }
    CHECK(told("any(program p: p is waiting)") ==
          at(30, "nobody ever is waiting here: no time passes", "any(program p: p is waiting)",
             "time passes where there is a server, a wait, a step with a time or an urgent program"));
}

TEST_CASE("a property says exactly one thing")
{
    CHECK(errors_of(world + "[properties.mine]\nsays = \"s\"\n") ==
          "bad.toml:9:13: error: missing never, reachable, at_end, leads_to or within in [properties.mine]\n"
          "    [properties.mine]\n                ^\n");
    CHECK_THAT(
        errors_of(world + "[properties.mine]\nnever = 'Outlook is live'\nat_end = 'Outlook is live'\n"),
        Catch::Contains("11:1: error: [properties.mine] says never already"));
    CHECK_THAT(errors_of(world + "[properties.mine]\nnevr = 'Outlook is live'\n"),
               Catch::Contains("unknown key 'nevr' in [properties.mine]") &&
                   Catch::Contains("did you mean 'never'?"));
    CHECK_THAT(errors_of(world + "[properties.mine]\nleads_to = 'Outlook is live'\n"),
               Catch::Contains("'leads_to' must be an array of two formulas, not a string"));
    CHECK_THAT(errors_of(world + "[properties.mine]\nleads_to = ['Outlook is live']\n"),
               Catch::Contains("'leads_to' must be an array of two formulas"));
    CHECK_THAT(errors_of(world + "[properties.mine]\nleads_to = ['Outlook is live', 'Outlook is lve']\n"),
               Catch::StartsWith("bad.toml:10:44: error: "));
    CHECK_THAT(errors_of(world + "[properties.mine]\nnever = 'Outlook is live'\nsays = \" \"\n"),
               Catch::Contains("'says' is empty"));
    CHECK_THAT(errors_of(world + "[properties.mine]\nnever = 'Outlook is live'\nsays = \"a\\nb\"\n"),
               Catch::Contains("'says' must be one line"));
    CHECK_THAT(errors_of(world + "[properties]\nmine = 'Outlook is live'\n"),
               Catch::Contains("must be a table, not a string"));
}

TEST_CASE("a property has a name of its own, that expect can speak of")
{
    CHECK_THAT(errors_of(world + "[properties.stuck]\nnever = 'Outlook is live'\n"),
               Catch::Contains("9:13: error: there is a property 'stuck' already") &&
                   Catch::Contains("it is built in"));
    for (const std::string key : {"others", "states", "transitions"}) {
        CHECK_THAT(errors_of(world + "[properties." + key + "]\nnever = 'Outlook is live'\n"),
                   Catch::Contains("a property cannot be called '" + key + "', a key of expect"));
    }
    CHECK_THAT(errors_of(world + "[properties.\"\"]\nnever = 'Outlook is live'\n"),
               Catch::Contains("the name of a property is empty"));
    CHECK_THAT(errors_of(world + "[properties.mine]\nnever = 'Outlook is live'\n[expect]\nmin = \"holds\"\n"),
               Catch::Contains("unknown property 'min'") && Catch::Contains("did you mean 'mine'?"));
}

TEST_CASE("properties are as many as can be judged in one run")
{
    std::string many = world;
    for (int k = 0; k < 49; ++k)
        many += "[properties.p" + std::to_string(k) + "]\nnever = 'Outlook is live'\n";
    CHECK(errors_of(many).empty());
    CHECK_THAT(errors_of(many + "[properties.more]\nnever = 'Outlook is live'\n"),
               Catch::Contains("too many properties; there can be 49 beside the 15 that are built in"));
}

TEST_CASE("in a world that is wrong itself nobody is blamed for what is not found")
{
    const std::string errors =
        errors_of(head + accounts + profiles + "[programs.mailer]\nsession = \"consle\"\n" +
                  "run = [\"idle\"]\n[properties.mine]\nnever = 'mailr uses Outlok'\n");
    CHECK_THAT(errors, Catch::Contains("consle") && !Catch::Contains("mailr") && !Catch::Contains("Outlok"));
}
