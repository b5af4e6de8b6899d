#include "model/names.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

constexpr std::string_view one_account = R"(
[profiles]
Outlook = { state = "live" }
[programs]
mailer  = { session = "console", run = ["create Outlook", "logon Outlook", "delete Outlook", "logoff",
                                        "idle"] }
service = { session = "services", run = ["idle"] }
visitor = { session = "remote", run = ["idle"] }
)";

constexpr std::string_view two_accounts = R"(
[accounts]
admin = { sessions = ["console", "remote"] }
guest = { sessions = ["console"] }
[profiles]
Outlook = { account = ["admin", "guest"] }
[programs]
mailer = { account = "admin", session = "console", run = ["idle"] }
other  = { account = "guest", session = "console", run = ["logon Outlook"] }
)";

Layout layout_of(std::string_view text, const Mapi& mapi = {}) { return Stage(text, mapi).layout(); }

TEST_CASE("a list reads as in a sentence")
{
    CHECK(join({}).empty());
    CHECK(join({"a"}) == "a");
    CHECK(join({"a", "b"}) == "a and b");
    CHECK(join({"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("a program is named with its session")
{
    const Layout layout = layout_of(one_account);
    CHECK(name_of_program(layout, 0) == "mailer");
    CHECK(program_in_session(layout, 2) == "visitor (remote)");
}

TEST_CASE("with several accounts at work, sessions and profiles are named with theirs")
{
    const Layout layout = layout_of(two_accounts);
    CHECK(name_of_session(layout, 0) == "console of admin");
    CHECK(program_in_session(layout, 1) == "other (console of guest)");
    CHECK(name_of_profile(layout, layout.hives[1], 0) == "Outlook of guest");
}

TEST_CASE("an account in which no program runs does not make names longer")
{
    const Layout layout = layout_of(R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["remote"] }
[profiles]
Outlook = { account = ["admin", "guest"] }
[programs]
mailer = { session = "console", run = ["idle"] }
)");
    CHECK(name_of_session(layout, 0) == "console");
    CHECK(name_of_profile(layout, layout.hives[0], 0) == "Outlook");
}

TEST_CASE("an in-use table is named by the sessions that share it, or by its account")
{
    const Layout unpatched = layout_of(one_account);
    REQUIRE(unpatched.tables.size() == 2);
    CHECK(scope_of_table(unpatched, 0) == "session console and services");
    CHECK(scope_of_table(unpatched, 1) == "session remote");
    const Layout fixed = layout_of(one_account, {.preset = "fixed"});
    REQUIRE(fixed.tables.size() == 1);
    CHECK(scope_of_table(fixed, 0) == "account admin");
    CHECK(scope_of_table(layout_of(two_accounts), 1) == "session console of guest");
}

TEST_CASE("a mutex is named by sessions, account or machine, as its scope is")
{
    CHECK(scope_of_mutex(layout_of(one_account), 0) == "session console and services");
    CHECK(scope_of_mutex(layout_of(one_account, {.preset = "fixed"}), 0) == "account admin");
    CHECK(scope_of_mutex(layout_of(two_accounts, {.assume = {{"mutex-scope", "hive"}}}), 1) ==
          "account guest");
    CHECK(scope_of_mutex(layout_of(two_accounts, {.assume = {{"mutex-scope", "global"}}}), 0) ==
          "the machine");
}

TEST_CASE("a call is named as a scenario writes it, with its profile where it has one")
{
    const Layout layout = layout_of(one_account);
    std::vector<std::string> names;
    for (const Possibility& each : layout.programs[0].script.possibilities)
        names.push_back(name_of_call(layout, each.call));
    CHECK(names == Words{"create Outlook", "logon Outlook", "delete Outlook", "logoff", "idle"});
}

TEST_CASE("a call that says more than a profile is named with that")
{
    const Layout layout = layout_of(R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = [] }
[profiles]
Outlook = { account = "admin" }
Archive = { account = "admin" }
[programs]
mailer = { session = "console", run = [
    "rename Outlook to Archive", "copy Outlook to Archive", "impersonate guest", "revert", "erase Outlook", "erase-all",
    { call = "logon", flags = ["USE_DEFAULT"] }, { call = "logon Outlook", flags = ["NEW_SESSION", "TIMEOUT_SHORT"] },
    { call = "logoff", shared = true }, "exit"] }
)");
    std::vector<std::string> names;
    for (const Possibility& each : layout.programs[0].script.possibilities)
        names.push_back(name_of_call(layout, each.call));
    CHECK(names == Words{"rename Outlook to Archive", "copy Outlook to Archive", "impersonate guest",
                         "revert", "erase Outlook", "erase-all", "logon (not NEW_SESSION, USE_DEFAULT)",
                         "logon Outlook (TIMEOUT_SHORT)", "logoff (LOGOFF_SHARED)", "exit"});
}

TEST_CASE("what happens is named with whom it happens to")
{
    const Layout layout = layout_of(R"(
[profiles]
Outlook = { state = "live" }
[programs]
mailer  = { session = "console", may = ["crash", "restart"], run = ["idle"] }
visitor = { session = "remote", may = ["leave when asked"], run = [{ call = "logon Outlook", flags = [] }] }
[environment]
may = ["log off remote", "log on remote", "disconnect console", "reconnect console", "unload admin", "reboot"]
)",
                                    {.assume = {{"clean-up", "timer"}}});
    std::vector<std::string> names;
    for (const Happening& each : layout.happenings) names.push_back(name_of_happening(layout, each));
    CHECK(names == Words{"restart of mailer", "visitor leaves as it was asked", "clean-up of admin",
                         "log off of remote", "log on of remote", "disconnect of console",
                         "reconnect of console", "unload hive of admin", "reboot"});
}

TEST_CASE("a table that goes by account is named by whom its programs act for")
{
    constexpr std::string_view text = R"(
[accounts]
system = { sessions = ["services"] }
admin  = { sessions = [], hive = "system" }
[programs]
one   = { session = "services", run = ["initialize"] }
other = { session = "services", run = ["impersonate admin", "initialize"] }
)";
    const Layout by_token = layout_of(text, {.assume = {{"use-scope", "token"}}});
    REQUIRE(by_token.tables.size() == 2);
    CHECK(scope_of_table(by_token, 0) == "account system");
    CHECK(scope_of_table(by_token, 1) == "account admin");
    const Layout by_both = layout_of(text, {.assume = {{"use-scope", "session-and-token"}}});
    CHECK(scope_of_table(by_both, 1) == "session services for admin");
}

}  // namespace
}  // namespace holdfast::tests
