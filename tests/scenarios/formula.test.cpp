// Formulas: what each of them is read as, and that what is written is read again as the same.
#include <string>

#include <catch2/catch.hpp>

#include "model/formula_words.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;
using Kind = model::Formula::Kind;

namespace {

const std::string world = R"(format = 1
title = "t"
[accounts.admin]
sessions = ["console", "remote"]
[profiles.Outlook]
[profiles."My Profile"]
[programs.mailer]
session = "console"
run = ["logon Outlook", "access", "logoff"]
[programs.visitor]
session = "remote"
count = 2
run = ["create 'x", "logon Outlook"]
[profiles."'x"]
[programs.live]
session = "console"
run = ["idle"]
[properties.mine]
)";

model::OwnProperty property(const std::string& line)
{
    return good(world + line + "\n").cases.front().setup.own_properties.at(0);
}

model::Formula formula(const std::string& text) { return property("never = '''" + text + "'''").formula; }

/// The formula read and written again.
std::string again(const std::string& text)
{
    const auto setup = good(world + "never = '''" + text + "'''\n").cases.front().setup;
    return to_text(setup.own_properties.at(0).formula, setup.world);
}

}  // namespace

TEST_CASE("a statement about a profile knows the profile and the state")
{
    const model::Formula marked = formula("Outlook is marked");
    CHECK(marked.kind == Kind::is_marked);
    CHECK(marked.profile == model::Term{false, 0});
    CHECK(formula("\"My Profile\" is live").profile->index == 1);
    CHECK(formula("Outlook is absent").kind == Kind::is_absent);
    CHECK(formula("profile Outlook is used").kind == Kind::is_used);
}

TEST_CASE("a profile's name is compared as the policy of the case says")
{
    CHECK(formula("OUTLOOK is live").profile->index == 0);
    CHECK_FALSE(
        errors_of(world +
                  "never = 'OUTLOOK is live'\n[mapi]\nassume = { name-compare = \"case-sensitive\" }\n")
            .empty());
}

TEST_CASE("a statement about a program knows the program, and what else it speaks of")
{
    const model::Formula uses = formula("\"visitor 2\" uses 'My Profile'");
    CHECK(uses.kind == Kind::uses);
    CHECK(uses.program == model::Term{false, 2});
    CHECK(uses.profile == model::Term{false, 1});
    CHECK(formula("mailer sees Outlook used").kind == Kind::sees_used);
    CHECK(formula("mailer is logged on").kind == Kind::is_logged_on);
    CHECK(formula("mailer is on a purged profile").kind == Kind::is_on_purged);
    CHECK(formula("mailer is initialized").kind == Kind::is_initialized);
    CHECK(formula("program mailer is ended").kind == Kind::is_ended);
    CHECK(formula("mailer is crashed").kind == Kind::is_crashed);
    CHECK(formula("mailer is between calls").kind == Kind::is_between_calls);
    CHECK(formula("mailer holds the mutex").kind == Kind::holds_mutex);
    CHECK(formula("mailer is in remote").session == 1);
}

TEST_CASE("a statement about a call knows the call, and the profile where one is named")
{
    const model::Formula before = formula("mailer is before logon");
    CHECK(before.kind == Kind::is_before);
    CHECK(before.call == model::CallKind::logon);
    CHECK_FALSE(before.profile.has_value());
    const model::Formula inside = formula("mailer is inside delete 'My Profile'");
    CHECK(inside.kind == Kind::is_inside);
    CHECK(inside.call == model::CallKind::delete_profile);
    CHECK(inside.profile == model::Term{false, 1});
    CHECK_FALSE(formula("mailer is inside a call").call.has_value());
    CHECK(formula("mailer is inside logon and Outlook is live").parts.size() == 2);
}

TEST_CASE("a statement about an answer knows it, and none is none")
{
    CHECK(formula("answer of mailer is MAPI_E_LOGON_FAILED").answer == model::Answer::logon_failed);
    CHECK_FALSE(formula("answer of mailer is none").answer.has_value());
    CHECK(formula("answer of mailer is not S_OK").kind == Kind::negation);
}

TEST_CASE("numbers are counted, or written as they are")
{
    const model::Formula compared = formula("unused marked instances of Outlook >= 2");
    CHECK(compared.kind == Kind::comparison);
    CHECK(compared.comparison == model::Comparison::at_least);
    CHECK(compared.parts.at(0).kind == Kind::instances);
    CHECK(compared.parts.at(0).marked == true);
    CHECK(compared.parts.at(0).used == false);
    CHECK(compared.parts.at(1).value == 2);
    const model::Formula plain = formula("instances of Outlook != users of Outlook").parts.at(0);
    CHECK_FALSE(plain.marked.has_value());
    CHECK_FALSE(plain.used.has_value());
    CHECK(formula("count(program p: p uses Outlook) <= 1").parts.at(0).kind == Kind::count);
}

TEST_CASE("variables are known by how many stand around them")
{
    const model::Formula any = formula("any(program p: all(profile x of admin: p uses x))");
    CHECK(any.kind == Kind::any);
    CHECK(any.domain == model::Domain::programs);
    const model::Formula& all = any.parts.at(0);
    CHECK(all.domain == model::Domain::profiles);
    CHECK(all.account == 0);
    CHECK(all.parts.at(0).program == model::Term{true, 0});
    CHECK(all.parts.at(0).profile == model::Term{true, 1});
}

TEST_CASE("not binds tighter than and, that than or, that than implies, which goes to the right")
{
    const std::string a = "Outlook is live", b = "mailer is ended", c = "mailer is crashed";
    CHECK(formula("not " + a + " and " + b) == formula("(not " + a + ") and " + b));
    CHECK(formula(a + " and " + b + " or " + c) == formula("(" + a + " and " + b + ") or " + c));
    CHECK(formula(a + " or " + b + " and " + c) == formula(a + " or (" + b + " and " + c + ")"));
    CHECK(formula(a + " implies " + b + " implies " + c) ==
          formula(a + " implies (" + b + " implies " + c + ")"));
    CHECK(formula("not " + a + " or " + b) == formula("(not " + a + ") or " + b));
    CHECK(formula("not " + a + " or " + b) != formula("not (" + a + " or " + b + ")"));
    CHECK(formula("Outlook is not live") == formula("not Outlook is live"));
}

TEST_CASE("what is written is read again as the same formula, and shown in one way")
{
    for (const char* text : {"Outlook is marked",
                             "\"My Profile\" is not used",
                             "\"'x\" is absent",
                             "\"visitor 1\" uses \"My Profile\"",
                             "mailer sees Outlook used",
                             "not mailer sees Outlook used",
                             "not mailer holds the mutex",
                             "mailer is not inside a call",
                             "mailer is before logon",
                             "mailer is inside delete \"My Profile\"",
                             "mailer is in remote",
                             "mailer is not on a purged profile",
                             "\"live\" is ended",
                             "answer of mailer is not none",
                             "answer of \"visitor 2\" is S_OK",
                             "users of Outlook <= count(program p: p is logged on)",
                             "live unused instances of Outlook = 0",
                             "any(program p: p uses Outlook and p is not ended)",
                             "all(profile x of admin: count(program p: p uses x) < 2)",
                             "(Outlook is live or mailer is ended) and mailer is crashed",
                             "not (Outlook is live and mailer is ended)",
                             "Outlook is live implies (mailer is ended implies mailer is crashed)",
                             "not Outlook is not live and 1 != 2"})
        CHECK(again(text) == text);
    CHECK(again("not not Outlook is live") == "not Outlook is not live");
    CHECK(again("not (not mailer uses Outlook)") == "not not mailer uses Outlook");
    CHECK(again("((outlook is live))") == "Outlook is live");
}

TEST_CASE("the language's words are the quoted names of programs and profiles")
{
    for (const std::string_view keyword : model::formula_keywords()) {
        const std::string name{keyword};
        const std::string text = "format = 1\ntitle = \"t\"\n" + accounts + "[profiles." + name +
                                 "]\n[programs.p]\n"
                                 "session = \"console\"\nrun = [\"idle\"]\n[properties.mine]\nnever = '";
        INFO(name);
        CHECK_FALSE(errors_of(text + name + " is live'\n").empty());
        const auto setup = good(text + "\"" + name + "\" is live'\n").cases.front().setup;
        CHECK(to_text(setup.own_properties.at(0).formula, setup.world) == "\"" + name + "\" is live");
    }
}

TEST_CASE("leads_to has two formulas, and says is kept")
{
    const model::OwnProperty leads_to =
        property("leads_to = ['Outlook is marked', 'Outlook is absent']\nsays = \"it goes away\"");
    CHECK(leads_to.kind == checker::PropertyKind::leads_to);
    CHECK(leads_to.formula.kind == Kind::is_marked);
    CHECK(leads_to.goal.kind == Kind::is_absent);
    CHECK(leads_to.says == "it goes away");
    CHECK(property("reachable = 'Outlook is live'").kind == checker::PropertyKind::reachable);
    CHECK(property("at_end = 'Outlook is live'").kind == checker::PropertyKind::at_end);
}

TEST_CASE("own properties come behind those that are built in, in the order of the file, with their meaning")
{
    const Scenario scenario =
        good(world + "never = 'Outlook is live'\n[properties.a]\nreachable = 'mailer is ended'\n"
                     "says = \"the mailer can come to its end\"\n");
    const auto properties = properties_of(scenario.cases.front().setup);
    const std::size_t built_in = model::built_in_properties().size();
    REQUIRE(properties.size() == built_in + 2);
    CHECK(properties[built_in].name == "mine");
    CHECK(properties[built_in].meaning == "it is never so that Outlook is live");
    CHECK(properties[built_in + 1].name == "a");
    CHECK(properties[built_in + 1].kind == checker::PropertyKind::reachable);
    CHECK(properties[built_in + 1].meaning == "the mailer can come to its end");
}

TEST_CASE("an expectation names an own property as it does a built-in one, and else it must hold")
{
    const Scenario scenario =
        good(world + "never = 'Outlook is live'\n[properties.b]\nnever = 'mailer is ended'\n[expect]\n"
                     "mine = { verdict = \"violated\", steps = 3 }\n");
    const auto& expected = scenario.cases.front().properties;
    const std::size_t built_in = model::built_in_properties().size();
    REQUIRE(expected.size() == built_in + 2);
    CHECK(expected[built_in].verdict == checker::Verdict::violated);
    CHECK(expected[built_in].steps == 3);
    CHECK(expected[built_in + 1].verdict == checker::Verdict::holds);
}
