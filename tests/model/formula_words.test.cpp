// What a report says of a scenario's own properties.
#include "model/formula_words.hpp"

#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

const std::string two = R"(
[profiles]
p = { state = "live" }
"My Profile" = {}
[programs.user]
session = "console"
run = ["logon p", "access", "logoff"]
[programs.other]
session = "remote"
run = ["delete p", "create My Profile"]
)";

Stage after(const std::string& property, const Words& moves, const Mapi& mapi = {.preset = "fixed"})
{
    Stage stage(two + "[properties.mine]\n" + property + "\n", mapi);
    stage.play(moves);
    return stage;
}

std::string explained(const Stage& stage)
{
    return stage.system().explain(model::built_in_properties().size(), stage.schedule());
}

TEST_CASE("an own property is explained by what its parts are in the last state")
{
    CHECK(explained(after("never = 'p is marked and not other uses p'", {"user", "other"})) ==
          "In the last state it is so that p is marked and not other uses p (p is marked: yes; other uses p: "
          "no).");
    CHECK(explained(after("at_end = 'p is absent'", {"user", "other"})) ==
          "In the last state it is not so that p is absent (p is absent: no).");
}

TEST_CASE("who makes a part so is named")
{
    CHECK(
        explained(after("never = 'p is used and users of p >= 1'", {"user"})) ==
        "In the last state it is so that p is used and users of p >= 1 (p is used: yes (user); users of p: 1 "
        "(user)).");
    CHECK(explained(after("never = 'count(profile x: x is live) > 1'", {"other", "other"})) ==
          "In the last state it is not so that count(profile x: x is live) > 1 (count(profile x: x is live): "
          "1 (My "
          "Profile)).");
    CHECK(explained(after("never = 'all(program x: x uses p) or any(program x: x is ended)'",
                          {"other", "other"})) ==
          "In the last state it is so that all(program x: x uses p) or any(program x: x is ended) "
          "(all(program x: x uses p): no (not user and other); any(program x: x is ended): yes (other)).");
    CHECK(explained(after("never = 'answer of user is S_OK or answer of other is not none'", {"user"})) ==
          "In the last state it is so that answer of user is S_OK or answer of other is not none (answer of "
          "user is "
          "S_OK: yes; answer of other is none: yes).");
    CHECK(explained(after("reachable = 'answer of user is none'", {"user"})) ==
          "In the last state it is not so that answer of user is none (answer of user is none: no (S_OK)).");
}

TEST_CASE("a part is told once, and numbers that are written need no telling")
{
    CHECK(explained(after("never = 'p is live or p is live and 1 < 2'", {})) ==
          "In the last state it is so that p is live or (p is live and 1 < 2) (p is live: yes).");
}

TEST_CASE("of leads_to it is told what is owed")
{
    CHECK(explained(after("leads_to = ['user uses p', '\"My Profile\" is live']", {"user"})) ==
          "It was so that user uses p, and from then on it never is so that \"My Profile\" is live (where "
          "the run "
          "goes on for ever, \"My Profile\" is live: no).");
}

TEST_CASE("a meaning is what the author says, else what the formula says")
{
    const auto meaning = [](const std::string& property) {
        return after(property, {}).system().properties().back().meaning;
    };
    CHECK(meaning("never = 'p is live'") == "it is never so that p is live");
    CHECK(meaning("reachable = 'p is live'") == "it can come to be that p is live");
    CHECK(meaning("at_end = 'p is live'") == "at the end p is live");
    CHECK(meaning("leads_to = ['p is live', 'p is used']") ==
          "whenever p is live, then eventually p is used");
    CHECK(meaning("never = 'p is live'\nsays = \"p is never seen\"") == "p is never seen");
}

TEST_CASE("no phrase is listed twice, and none without a meaning")
{
    std::set<std::string_view> seen;
    for (const model::FormulaPhrase& phrase : model::formula_phrases()) {
        CHECK(seen.insert(phrase.usage).second);
        CHECK_FALSE(phrase.meaning.empty());
    }
}

}  // namespace
}  // namespace holdfast::tests
