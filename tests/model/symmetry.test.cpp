// What is interchangeable is found from the scenario, and what is not is not.
#include "model/symmetry.hpp"

#include <string>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/model/random_setup.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/symmetric_setups.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

// Which programs are interchangeable

using Programs = std::vector<std::uint16_t>;

std::vector<Programs> classes_of(std::string_view text, const Mapi& mapi = one_per_name)
{
    std::vector<Programs> classes;
    for (const ProgramClass& each : symmetries_of(text, mapi).classes) classes.push_back(each.programs);
    return classes;
}

/// Two programs in sessions of their own, which differ in what is written here.
std::vector<Programs> classes_of_two(std::string_view one, std::string_view other)
{
    return classes_of(
        fmt::format("[profiles]\np = {{ state = \"live\" }}\nq = {{ state = \"live\" }}\n[programs]\n"
                    "one = {{ session = \"remote\", {} }}\nother = {{ session = \"another\", {} }}\n",
                    one, other));
}

const std::vector<Programs> none, both{{0, 1}};

TEST_CASE("copies in sessions of their own are interchangeable")
{
    for (const Mapi& mapi : {one_per_name, one_per_name_micro}) {
        const Symmetries found = symmetries_of(copies, mapi);
        REQUIRE(found.classes.size() == 1);
        CHECK(found.classes.front().programs == Programs{0, 1, 2});
        CHECK(found.class_of == std::vector<std::uint16_t>{0, 0, 0});
        CHECK(found.orders.empty());
        CHECK(found.order == 6);
        CHECK_FALSE(found.trivial());
        CHECK(found.words == std::vector<std::string>{"programs user 1, user 2, user 3"});
    }
}

TEST_CASE("a record has every field of its program, its own table included")
{
    const Setup setup = setup_of(two_that_may_crash, one_per_name);
    const Layout layout = layout_of(setup);
    const Symmetries found = find_symmetries(layout);
    REQUIRE(found.classes.size() == 1);
    const std::size_t slots = 4;  // of the one instance of p: status 2, dynamic 1, overdue 1
    CHECK(2 * found.classes.front().bits + slots == layout.bits);
}

TEST_CASE("copies that share a session are interchangeable")
{
    CHECK(classes_of(R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "console"
count = 2
run = ["logon p", "delete p"]
)") == both);
}

TEST_CASE("two programs that do the same are interchangeable, whatever their names")
{
    constexpr std::string_view run = R"(run = ["logon p", "delete p", "logoff"])";
    CHECK(classes_of_two(run, run) == both);
}

TEST_CASE("programs whose scripts differ are told apart")
{
    CHECK(classes_of_two(R"(run = ["logon p"])", R"(run = ["logon p", "logoff"])") == none);
    CHECK(classes_of_two(R"(run = ["logon p"])", R"(run = ["delete p"])") == none);
    CHECK(classes_of_two(R"(run = ["logon p"])", R"(run = ["logon q"])") == none);
    CHECK(classes_of_two(R"(run = [{ choose = [["logon p"], ["delete p"]] }])",
                         R"(run = [{ choose = [["delete p"], ["logon p"]] }])") == none);
}

TEST_CASE("programs that may crash are told apart from those that may not")
{
    CHECK(classes_of_two(R"(run = ["logon p"], may = ["crash"])", R"(run = ["logon p"])") == none);
    CHECK(classes_of_two(R"(run = ["logon p"], may = ["crash"])", R"(run = ["logon p"], may = ["crash"])") ==
          both);
    CHECK(classes_of(R"(
[profiles]
p = { state = "live" }
[programs]
one   = { session = "console", may = ["crash"], run = ["logon p"] }
other = { session = "console", run = ["logon p"] }
)") == none);
}

TEST_CASE("programs of which different answers are expected are told apart")
{
    const std::string must = R"(run = [{ call = "logon p", must = "S_OK" }])";
    CHECK(classes_of_two(must, R"(run = ["logon p"])") == none);
    CHECK(classes_of_two(must, R"(run = [{ call = "logon p", must = "MAPI_E_NOT_FOUND" }])") == none);
    CHECK(classes_of_two(must, must) == both);
}

TEST_CASE("programs that go on differently after a failure are told apart")
{
    CHECK(classes_of_two(R"(run = ["logon p", "delete p"], on_failure = "stop")",
                         R"(run = ["logon p", "delete p"])") == none);
}

TEST_CASE("a program that shares its session with somebody is told apart from one that does not")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
one    = { session = "console", run = ["logon p"] }
guest  = { session = "services", run = ["delete p"] }
two    = { session = "remote", run = ["logon p"] }
three  = { session = "another", run = ["logon p"] }
)";
    CHECK(classes_of(text) == std::vector<Programs>{{2, 3}});
}

TEST_CASE("programs of different accounts are told apart")
{
    CHECK(classes_of(R"(
[accounts.admin]
sessions = ["remote"]
[accounts.bob]
sessions = ["desk"]
[profiles]
p = { state = "live", account = ["admin", "bob"] }
[programs]
one = { session = "remote", run = ["logon p"] }
two = { session = "desk", run = ["logon p"] }
)") == none);
}

TEST_CASE("there can be several classes, and programs that are in none")
{
    const Symmetries found = symmetries_of(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "remote", count = 2, each_in_own_session = true, run = ["logon p"] }
loner   = { session = "console", run = ["create p"] }
deleter = { session = "another", count = 3, each_in_own_session = true, run = ["delete p"] }
)");
    REQUIRE(found.classes.size() == 2);
    CHECK(found.classes[0].programs == Programs{0, 1});
    CHECK(found.classes[1].programs == Programs{3, 4, 5});
    CHECK(found.class_of[4] == 1);
    CHECK(found.class_of[2] > 1);
    CHECK(found.order == 2 * 6);
    CHECK(found.words ==
          std::vector<std::string>{"programs user 1, user 2", "programs deleter 1, deleter 2, deleter 3"});
}

// Which profiles are interchangeable

/// The words on profiles of a scenario with two, of which these are said, and programs that do this.
std::vector<std::string> words_on_two(std::string_view p, std::string_view q,
                                      const std::vector<std::string>& runs)
{
    std::string text = fmt::format("[profiles]\np = {{ {} }}\nq = {{ {} }}\n[programs]\n", p, q);
    for (std::size_t k = 0; k < runs.size(); ++k) {
        text += fmt::format("\"program {}\" = {{ session = \"{}\", run = [{}] }}\n", k,
                            std::vector{"remote", "another", "console"}[k], runs[k]);
    }
    return symmetries_of(text).words;
}

const std::string over_both = R"({ choose = [["logon p", "delete p"], ["logon q", "delete q"]] })";
constexpr std::string_view live = R"(state = "live")";
const std::vector<std::string> p_and_q{"profiles p, q"}, nothing;

TEST_CASE("profiles over which every program has a choice are interchangeable")
{
    CHECK(words_on_two(live, live, {over_both}) == p_and_q);
    CHECK(words_on_two(live, live, {R"({ choose = [["delete q"], ["delete p"]] })", over_both}) == p_and_q);
    CHECK(words_on_two(live, live, {over_both + R"(, { choose = [["create p"], ["create q"]] })"}) ==
          p_and_q);
}

TEST_CASE("profiles that start differently are told apart")
{
    CHECK(words_on_two(R"(state = "live")", R"(state = "live")", {over_both}) == p_and_q);
    CHECK(words_on_two(R"(state = "live")", "", {over_both}) == nothing);
    CHECK(words_on_two(R"(state = "live")", R"(state = "marked")", {over_both}) == nothing);
    CHECK(words_on_two(R"(state = "live", dynamic = true)", R"(state = "live")", {over_both}) == nothing);
    CHECK(words_on_two(R"(state = "live", dynamic = true)", R"(state = "live", dynamic = true)",
                       {over_both}) == p_and_q);
}

TEST_CASE("profiles are told apart where a single program names only one of them")
{
    CHECK(words_on_two(live, live, {over_both, R"("logon p")"}) == nothing);
    CHECK(words_on_two(live, live, {over_both, R"("logon p", "logon q")"}) == nothing);
    CHECK(words_on_two(live, live, {over_both + R"(, "delete q")"}) == nothing);
    CHECK(words_on_two(live, live, {over_both, R"("idle")"}) == p_and_q);
}

TEST_CASE("profiles are told apart where a program does different things with them")
{
    CHECK(words_on_two(live, live, {R"({ choose = [["logon p"], ["delete q"]] })"}) == nothing);
    CHECK(words_on_two(live, live, {R"({ choose = [["logon p", "logoff"], ["logon q"]] })"}) == nothing);
    CHECK(words_on_two(live, live, {R"({ choose = [["logon p", "logon q"], ["logon q", "logon q"]] })"}) ==
          nothing);
    CHECK(words_on_two(live, live, {R"({ choose = [["logon p", "logon q"], ["logon q", "logon p"]] })"}) ==
          p_and_q);
    CHECK(words_on_two(live, live,
                       {R"({ choose = [[{ call = "logon p", must = "S_OK" }], ["logon q"]] })"}) == nothing);
}

TEST_CASE("programs and profiles can be interchangeable at once, and their exchanges are multiplied")
{
    const Symmetries found = symmetries_of(R"(
[profiles]
p = {}
q = {}
r = {}
[programs.user]
session = "remote"
count = 2
each_in_own_session = true
run = [{ choose = [["create p"], ["create q"], ["create r"]] }]
)");
    CHECK(found.classes.size() == 1);
    CHECK(found.orders.size() == 5);
    CHECK(found.order == 2 * 6);
    CHECK(found.words == std::vector<std::string>{"programs user 1, user 2", "profiles p, q, r"});
}

TEST_CASE("more orders of profiles than can be tried are not tried, and a report says so")
{
    std::string profiles = "[profiles]\n", run;
    for (const char name : std::string("abcde")) {
        profiles += fmt::format("{} = {{ state = \"live\" }}\n", name);
        run += fmt::format("[\"delete {}\"],", name);
    }
    const Symmetries found = symmetries_of(fmt::format(
        "{}[programs]\none = {{ session = \"remote\", run = [{{ choose = [{}] }}] }}\n", profiles, run));
    CHECK(found.trivial());
    CHECK(found.order == 1);
    REQUIRE(found.words.size() == 1);
    CHECK(found.words.front() == "5 profiles, but their orders are too many to try for every state");
}

TEST_CASE("the preset fixed has no symmetry while a name can have several instances, and says why")
{
    const Symmetries without = symmetries_of(copies, {.preset = "fixed"});
    CHECK(without.trivial());
    CHECK(without.order == 1);
    REQUIRE(without.words.size() == 1);
    CHECK(without.words.front() == "nothing, since the hive of admin can have several instances of one name");
    const Symmetries with =
        symmetries_of(copies, {.preset = "fixed", .assume = {{"create-over-marked", "no-access"}}});
    CHECK(with.classes.size() == 1);
    CHECK(with.order == 6);
}

TEST_CASE("where all is told apart there are no words on it")
{
    const Symmetries found = symmetries_of("[programs]\none = { session = \"console\", run = [\"idle\"] }\n");
    CHECK(found.trivial());
    CHECK(found.words.empty());
}

}  // namespace
}  // namespace holdfast::tests
