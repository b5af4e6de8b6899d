// What each statement of a formula says of a state, told by small stories.
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/replay.hpp"
#include "model/compiled_formula.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/with_narrow_system.hpp"

namespace holdfast::tests {
namespace {

/// Whether the formula is true once the moves were played.
bool is_so(const std::string& formula, const std::string& text, const Words& moves, const Mapi& mapi = {})
{
    Stage stage(fmt::format("{}[properties.asked]\nnever = '''{}'''\n", text, formula), mapi);
    stage.play(moves);
    return with_narrow_system(stage.layout(), [&](const auto& system) {
        const auto run = checker::replay(system, stage.schedule());
        const model::CompiledFormula compiled(system.layout(), stage.setup().own_properties.front().formula);
        return compiled.is_true(run.states.back().words.data());
    });
}

const std::string two = R"(
[profiles]
p = { state = "live" }
q = {}
[programs.user]
session = "console"
run = ["logon p", "access", "logoff"]
[programs.other]
session = "remote"
run = ["delete p", "create q", "logon q", "logoff"]
)";

TEST_CASE("a profile is absent, live or marked by the instances that are there")
{
    CHECK(is_so("p is live and q is absent and p is not absent and p is not marked", two, {}));
    CHECK(is_so("q is live", two, {"other", "other"}));
    const Mapi fixed{.preset = "fixed"};
    CHECK(is_so("p is marked and p is not live and p is not absent", two, {"user", "other"}, fixed));
    CHECK(is_so("p is absent", two, {"other"}, fixed));
    CHECK(is_so("p is absent", two, {"user", "other", "user", "user"}, fixed));
}

TEST_CASE("a name can be live and marked at a time, and its instances are counted apart")
{
    const std::string text = R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "console"
run = ["logon p"]
[programs.other]
session = "console"
run = ["delete p", "create p"]
)";
    const Words moves{"user", "other", "other"};
    CHECK(is_so("p is live and p is marked", text, moves));
    CHECK(is_so("instances of p = 2 and live instances of p = 1 and marked instances of p = 1", text, moves));
    CHECK(is_so("used instances of p = 1 and used marked instances of p = 1", text, moves));
    CHECK(is_so("unused live instances of p = 1 and unused marked instances of p = 0", text, moves));
    CHECK(is_so("users of p = 1 and user uses p", text, moves));
}

TEST_CASE("a program uses a profile from its logon to its logoff, even once it is purged")
{
    CHECK_FALSE(is_so("p is used or user uses p or user is logged on", two, {}));
    CHECK(is_so("p is used and user uses p and user is logged on and not user uses q", two, {"user"}));
    CHECK_FALSE(is_so("p is used", two, {"user", "user", "user"}));
    CHECK(is_so("p is absent and p is used and user is on a purged profile", two, {"user", "other"}));
    CHECK(is_so("users of p = 1 and instances of p = 0", two, {"user", "other"}));
    CHECK_FALSE(is_so("user is on a purged profile", two, {"user"}));
}

TEST_CASE("what a program sees used is what its table shows, not what is true")
{
    CHECK(is_so("user sees p used and not other sees p used", two, {"user"}));
    CHECK(is_so("user sees p used and other sees p used", two, {"user"}, {.preset = "fixed"}));
    CHECK_FALSE(is_so("user sees q used", two, {"user"}));
    CHECK_FALSE(is_so("any(program x: x sees p used)", two, {}));
}

TEST_CASE("a program is before the calls that may come next")
{
    CHECK(is_so("user is before logon and user is before logon p and user is not before logon q", two, {}));
    CHECK(
        is_so("user is before access and user is between calls and user is not before logon", two, {"user"}));
    const std::string choice = R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "console"
run = [{ choose = [["logon p"], ["delete p"]] }, { call = "access", on_failure = "stop" }, "logoff"]
)";
    CHECK(
        is_so("user is before logon and user is before delete p and user is not before logoff", choice, {}));
    CHECK(is_so("user is ended and user is not between calls", choice, {"user.1", "user"}));
}

TEST_CASE("a program is inside a call at grain micro only")
{
    CHECK_FALSE(is_so("any(program x: x is inside a call)", two, {"user"}));
    const Mapi mapi{.grain = micro};
    CHECK(is_so("user is inside logon and user is inside logon p and user is inside a call", two, {"user"},
                mapi));
    CHECK_FALSE(is_so("user is inside logon q or user is inside access or user is before logon", two,
                      {"user"}, mapi));
    CHECK(is_so("other is between calls and other is not inside a call", two, {"user"}, mapi));
}

TEST_CASE("a program holds the mutex while it holds it")
{
    const Mapi mapi{.preset = "fixed", .grain = micro};
    CHECK_FALSE(is_so("any(program x: x holds the mutex)", two, {}, mapi));
    CHECK(is_so("user holds the mutex and not other holds the mutex", two, {"user"}, mapi));
    CHECK_FALSE(is_so("user holds the mutex", two, {"user"}, {.preset = "fixed"}));
}

TEST_CASE("a program is initialized while its process lives and its count is not zero")
{
    const std::string text = R"(
[programs.user]
session = "console"
may = ["crash"]
run = ["initialize", "uninitialize"]
[programs.other]
session = "console"
may = ["crash"]
run = ["idle"]
)";
    CHECK(is_so("user is not initialized and other is initialized", text, {}));
    CHECK(is_so("user is initialized", text, {"user"}));
    CHECK(is_so("user is not initialized and user is ended", text, {"user", "user"}));
    CHECK(is_so("other is not initialized and other is crashed and other is not ended", text,
                {"crash of other"}));
}

TEST_CASE("a program's last answer is remembered, through a crash too")
{
    const std::string text = R"(
[profiles]
p = {}
[programs.user]
session = "console"
may = ["crash"]
run = ["logon p", "create p", "idle"]
)";
    CHECK(is_so("answer of user is none and answer of user is not S_OK", text, {}));
    CHECK(is_so("answer of user is MAPI_E_LOGON_FAILED and answer of user is not none", text, {"user"}));
    CHECK(is_so("answer of user is S_OK", text, {"user", "user"}));
    CHECK(
        is_so("user is crashed and answer of user is MAPI_E_LOGON_FAILED", text, {"user", "crash of user"}));
    CHECK(is_so("answer of user is none and user is inside a call", text, {"user"}, {.grain = micro}));
}

TEST_CASE("a program runs in its session")
{
    CHECK(is_so("user is in console and other is not in console and other is in remote", two, {}));
    CHECK(is_so("count(program x: x is in console) = 1", two, {}));
}

TEST_CASE("quantifiers ask all programs and profiles, or those of one account")
{
    CHECK(is_so("any(program x: x uses p) and not all(program x: x uses p)", two, {"user"}));
    CHECK(is_so("all(profile x: x is live or x is absent) and any(profile x: x is live)", two, {}));
    CHECK(is_so("count(profile x: x is absent) = 1 and count(program x: x is ended) = 0", two, {}));
    CHECK(is_so("any(program x: any(profile y: x uses y and y is marked))", two, {"user", "other"},
                {.preset = "fixed"}));
    const std::string accounts = R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["remote"] }
nobody = { sessions = [] }
[[profiles.p]]
account = ["admin", "guest"]
state = "live"
[[profiles.p]]
account = "nobody"
state = "marked"
[programs.user]
session = "console"
run = ["logon p"]
[programs.other]
session = "remote"
run = ["delete p"]
)";
    CHECK(is_so("p of admin is live and p of guest is absent", accounts, {"other"}));
    CHECK(is_so("user uses p and p of admin is used and p of guest is not used", accounts, {"user"}));
    CHECK(
        is_so("all(program x of admin: x uses p of admin) and not any(program x of guest: x uses p of guest)",
              accounts, {"user"}));
    CHECK(is_so("all(program x of nobody: x is crashed) and count(profile x of guest: x is live) = 1",
                accounts, {}));
    CHECK(is_so("p of nobody is marked and unused marked instances of p of nobody = 1", accounts, {"user"}));
    CHECK_FALSE(
        is_so("any(program x: any(profile y of nobody: x uses y or x sees y used))", accounts, {"user"}));
}

TEST_CASE("words between formulas and signs between numbers mean what they do everywhere")
{
    const std::string yes = "p is live", no = "q is live";
    CHECK(is_so(yes + " and not " + no, two, {}));
    CHECK_FALSE(is_so(yes + " and " + no, two, {}));
    CHECK(is_so(no + " or " + yes, two, {}));
    CHECK_FALSE(is_so(no + " or not " + yes, two, {}));
    CHECK(is_so(no + " implies " + no, two, {}));
    CHECK(is_so(no + " implies " + yes, two, {}));
    CHECK_FALSE(is_so(yes + " implies " + no, two, {}));
    CHECK(is_so("1 < 2 and 2 <= 2 and 2 = 2 and 1 != 2 and 2 >= 2 and 3 > 2", two, {}));
    CHECK_FALSE(is_so("2 < 2 or 3 <= 2 or 1 = 2 or 2 != 2 or 1 >= 2 or 2 > 2", two, {}));
}

}  // namespace
}  // namespace holdfast::tests
