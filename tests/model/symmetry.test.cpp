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

TEST_CASE("whether the orders are too many is found out before any is made")
{
    std::string profiles = "[profiles]\n";
    for (std::size_t k = 0; k < 20; ++k) profiles += fmt::format("p{} = {{}}\n", k);
    const Symmetries found =
        symmetries_of(profiles + "[programs]\none = { session = \"remote\", run = [\"create p0\"] }\n");
    CHECK(found.trivial());
    REQUIRE(found.words.size() == 1);
    CHECK(found.words.front() == "19 profiles, but their orders are too many to try for every state");
}

// Several instances of one name

TEST_CASE("programs are interchangeable where a name can have several instances too, and refer to these")
{
    const Symmetries found = symmetries_of(copies, {.preset = "fixed"});
    REQUIRE(found.classes.size() == 1);
    CHECK(found.classes.front().programs == Programs{0, 1, 2});
    CHECK(found.classes.front().records.front().references.size() == 1);
    CHECK_FALSE(found.classes.front().is_simple());
    CHECK(found.order == 6);
    REQUIRE(found.instances.size() == 1);
    CHECK(found.instances.front().classes == std::vector<std::size_t>{0});
    const Symmetries simple =
        symmetries_of(copies, {.preset = "fixed", .assume = {{"create-over-marked", "no-access"}}});
    CHECK(simple.classes.front().is_simple());
    CHECK(simple.instances.empty());
}

TEST_CASE("profiles are interchangeable where each can have several instances")
{
    const Mapi mapi{.preset = "fixed"};
    const Symmetries found = symmetries_of(
        "[profiles]\np = {}\nq = {}\n[programs]\n"
        "one = { session = \"remote\", run = [{ choose = [[\"create p\"], [\"create q\"]] }] }\n",
        mapi);
    CHECK(found.classes.empty());
    CHECK(found.orders.size() == 1);
    CHECK(found.instances.size() == 1);
}

/// Programs that do this, so many in one session.
Symmetries of_many(std::size_t count, const Mapi& mapi)
{
    return symmetries_of(fmt::format("[profiles]\np = {{ state = \"live\" }}\n[programs.user]\n"
                                     "session = \"remote\"\ncount = {}\nrun = [\"create p\", \"logon p\"]\n",
                                     count),
                         mapi);
}

TEST_CASE("programs that may have to be tried in too many orders are told apart, and a report says so")
{
    CHECK(of_many(8, {.grain = micro}).order == 40'320);
    const Symmetries found = of_many(9, {.grain = micro});
    CHECK(found.trivial());
    REQUIRE(found.words.size() == 1);
    CHECK(found.words.front() ==
          "programs user 1, user 2, user 3, user 4, user 5, user 6, user 7, user 8, user 9, but they are too "
          "many to exchange for every state while the hive of admin can have several instances of one name");
    // With a single reference each, and with one instance for each name, nothing is ever tried.
    CHECK(of_many(20, {}).order == 2'432'902'008'176'640'000u);
    CHECK(of_many(21, {}).trivial());
    CHECK(of_many(9, one_per_name_micro).order == 362'880);
    CHECK(of_many(21, one_per_name).classes.size() == 1);
}

// Whole sessions

/// Two sessions with these programs each.
std::string two_sessions(std::string_view programs)
{
    std::string text = "[profiles]\np = { state = \"live\" }\n[programs]\n";
    for (const std::string_view session : {"remote", "another"})
        text += fmt::format(fmt::runtime(programs), fmt::arg("s", session)) + "\n";
    return text;
}

constexpr std::string_view reader_and_cleaner = R"(
"reader of {s}" = {{ session = "{s}", run = ["logon p", "access"] }}
"cleaner of {s}" = {{ session = "{s}", run = ["delete p"] }})";

TEST_CASE("sessions whose programs correspond are interchangeable, all of their programs at once")
{
    for (const Mapi& mapi : {one_per_name, one_per_name_micro, Mapi{}, Mapi{.grain = micro}}) {
        const Symmetries found = symmetries_of(two_sessions(reader_and_cleaner), mapi);
        REQUIRE(found.classes.size() == 1);
        CHECK(found.classes.front().width == 2);
        CHECK(found.classes.front().programs == Programs{0, 1, 2, 3});
        CHECK(found.order == 2);
        CHECK(found.words == std::vector<std::string>{
                                 "sessions remote (reader of remote, cleaner of remote), another (reader of "
                                 "another, cleaner of another)"});
    }
}

TEST_CASE("in which order a session's programs stand in the scenario does not matter")
{
    const Symmetries found = symmetries_of(R"(
[profiles]
p = { state = "live" }
[programs]
one   = { session = "remote", run = ["logon p", "access"] }
two   = { session = "another", run = ["delete p"] }
three = { session = "remote", run = ["delete p"] }
four  = { session = "another", run = ["logon p", "access"] }
)");
    REQUIRE(found.classes.size() == 1);
    CHECK(found.classes.front().programs == Programs{0, 2, 3, 1});
}

TEST_CASE("within sessions that are exchanged as a whole, like programs are exchanged among themselves")
{
    const Symmetries found = symmetries_of(two_sessions(R"(
"first of {s}"  = {{ session = "{s}", run = ["logon p"] }}
"second of {s}" = {{ session = "{s}", run = ["logon p"] }}
"third of {s}"  = {{ session = "{s}", run = ["logon p"] }})"));
    REQUIRE(found.classes.size() == 3);
    CHECK(found.classes[0].programs == Programs{0, 1, 2});
    CHECK(found.classes[1].programs == Programs{3, 4, 5});
    CHECK(found.classes[2].programs == Programs{0, 1, 2, 3, 4, 5});
    CHECK(found.classes[2].width == 3);
    CHECK(found.order == 6 * 6 * 2);
}

TEST_CASE("sessions are told apart where their programs do not correspond")
{
    constexpr std::string_view text = R"(
[profiles]
p = {{ state = "live" }}
[programs]
one   = {{ session = "remote", run = ["logon p"] }}
two   = {{ session = "remote", run = ["delete p"] }}
three = {{ session = "another", run = ["logon p"] }}
four  = {{ session = "another", {} }}
)";
    const auto with = [&](std::string_view other) {
        return classes_of(fmt::format(fmt::runtime(text), other)).size();
    };
    CHECK(with(R"(run = ["delete p"])") == 1);
    CHECK(with(R"(run = ["delete p"], may = ["crash"])") == 0);
    CHECK(with(R"(run = ["logon p", "logoff"])") == 0);
    CHECK(with(R"(run = ["logon p"])") == 1);  // the two in that session
    CHECK(classes_of(two_sessions(reader_and_cleaner) +
                     R"(guest = { session = "remote", run = ["idle"] }
)") == none);
}

TEST_CASE("the sessions that share the namespace of session 0 are one")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
one   = { session = "console", run = ["logon p"] }
two   = { session = "services", run = ["delete p"] }
three = { session = "remote", run = ["logon p"] }
four  = { session = "remote", run = ["delete p"] }
)";
    const Symmetries found = symmetries_of(text);
    REQUIRE(found.classes.size() == 1);
    CHECK(found.words ==
          std::vector<std::string>{"sessions console and services (one, two), remote (three, four)"});
}

TEST_CASE("where sessions share their table and mutex, programs are exchanged whatever their session")
{
    const Mapi mapi{.preset = "fixed", .assume = {{"create-over-marked", "no-access"}}};
    CHECK(classes_of(two_sessions(reader_and_cleaner), mapi) == std::vector<Programs>{{0, 2}, {1, 3}});
}

TEST_CASE("sessions that share their table are exchanged with the mutexes that are their own")
{
    const Mapi mapi{
        .assume = {{"create-over-marked", "no-access"}, {"use-scope", "hive"}, {"abandoned-mutex", "reset"}},
        .grain = micro};
    const Setup setup = setup_of(two_sessions(R"(
"reader of {s}" = {{ session = "{s}", may = ["crash"], run = ["logon p"] }}
"cleaner of {s}" = {{ session = "{s}", run = ["delete p"] }})"),
                                 mapi);
    const Layout layout = layout_of(setup);
    REQUIRE(layout.tables.size() == 1);
    REQUIRE(layout.mutexes.size() == 2);
    const Symmetries found = find_symmetries(layout);
    REQUIRE(found.classes.size() == 1);
    CHECK(found.classes.front().width == 2);
}

/// What is interchangeable of three copies and two profiles, with one property of the scenario's own.
std::vector<std::string> words_with(const std::string& formula)
{
    return symmetries_of(fmt::format(R"(
[profiles]
p = {{}}
q = {{}}
[programs.user]
session = "remote"
count = 3
each_in_own_session = true
run = [{{ choose = [["create p"], ["create q"]] }}]
[properties.mine]
never = '{}'
)",
                                     formula))
        .words;
}

TEST_CASE("an own property that names nobody leaves everybody interchangeable")
{
    const std::vector<std::string> all{"programs user 1, user 2, user 3", "profiles p, q"};
    CHECK(words_with("any(program x: any(profile y: x uses y and x is before create y))") == all);
    CHECK(words_with("count(program x: answer of x is S_OK and x sees p used) > 1") !=
          all);  // it names a profile
    CHECK(words_with("count(program x of admin: answer of x is S_OK) > 1") == all);
}

TEST_CASE("whom an own property names stays where it is, and a report says so")
{
    const std::string programs_apart =
        "not all programs that are alike, since the property mine tells them apart";
    const std::string profiles_apart =
        "not all profiles that are alike, since the property mine tells them apart";
    CHECK(words_with("\"user 1\" is ended") ==
          std::vector<std::string>{"programs user 2, user 3", "profiles p, q", programs_apart});
    CHECK(words_with("answer of \"user 1\" is S_OK and \"user 2\" is crashed") ==
          std::vector<std::string>{"profiles p, q", programs_apart});
    CHECK(words_with("q is live") ==
          std::vector<std::string>{"programs user 1, user 2, user 3", profiles_apart});
    CHECK(words_with("any(program x: x is before create p)") ==
          std::vector<std::string>{"programs user 1, user 2, user 3", profiles_apart});
    CHECK(words_with("any(program x: x is in \"remote 3\")") ==
          std::vector<std::string>{"programs user 1, user 2", "profiles p, q", programs_apart});
}

TEST_CASE("a session that all of a kind share tells none of them apart")
{
    const auto found = [](const std::string& session) {
        return symmetries_of(fmt::format(R"(
[programs.user]
session = "console"
count = 2
run = ["idle"]
[properties.mine]
never = 'any(program x: x is in {})'
)",
                                         session))
            .words;
    };
    CHECK(found("console") == std::vector<std::string>{"programs user 1, user 2"});
    CHECK(found("remote") == std::vector<std::string>{"programs user 1, user 2"});
}

TEST_CASE("where all is told apart there are no words on it")
{
    const Symmetries found = symmetries_of("[programs]\none = { session = \"console\", run = [\"idle\"] }\n");
    CHECK(found.trivial());
    CHECK(found.words.empty());
}

TEST_CASE("programs are alike that repeat the same for ever, and not if one of them only repeats it often")
{
    constexpr std::string_view for_ever = R"(run = [{ repeat = "forever", steps = ["logon p", "logoff"] }])";
    CHECK(classes_of_two(for_ever, for_ever) == both);
    CHECK(classes_of_two(for_ever, R"(run = [{ repeat = "forever", steps = ["logoff", "logon p"] }])") ==
          none);
    CHECK(classes_of_two(for_ever, R"(run = [{ repeat = 1, steps = ["logon p", "logoff"] }])") == none);
    CHECK(classes_of_two(for_ever, R"(run = [{ repeat = 2, steps = ["logon p", "logoff"] }])") == none);
    CHECK(classes_of_two(for_ever,
                         R"(run = ["logon p", { repeat = "forever", steps = ["logoff", "logon p"] }])") ==
          none);
}

TEST_CASE("names can be exchanged in rounds without end where a round treats them alike")
{
    const auto orders = [](std::string_view steps, const Mapi& mapi) {
        return symmetries_of(fmt::format("[profiles]\np = {{}}\nq = {{}}\n[programs]\nuser = {{ session = "
                                         "\"remote\", run = [{}] }}\n",
                                         steps),
                             mapi)
            .orders.size();
    };
    for (const Mapi& mapi : {one_per_name, one_per_name_micro}) {
        CHECK(orders(R"({ repeat = "forever", steps = [{ choose = [["create p", "delete p"],
                                                                   ["create q", "delete q"]] }] })",
                     mapi) == 1);
        CHECK(orders(R"({ repeat = "forever", steps = ["create p", "create q"] })", mapi) == 0);
        CHECK(orders(R"({ choose = [[{ repeat = "forever", steps = ["create p"] }],
                                    [{ repeat = "forever", steps = ["create q"] }]] })",
                     mapi) == 1);
        CHECK(orders(R"({ choose = [[{ repeat = "forever", steps = ["create p"] }],
                                    [{ repeat = 3, steps = ["create q"] }]] })",
                     mapi) == 0);
    }
}

}  // namespace
}  // namespace holdfast::tests
