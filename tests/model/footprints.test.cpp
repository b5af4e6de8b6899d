// Footprints are a record of what a step read and wrote, so steps that say they are independent lead to one
// state in either order. Small worlds where that is easily wrong: what one program does to the records of
// others, names that change, several hives at once, and whatever happens to programs. Each agrees with the
// reference explorer, too.
#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/independence.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/with_narrow_system.hpp"
#include "tests/second_opinion.hpp"

namespace holdfast::tests {
namespace {

void check_footprints(std::string_view text, const Mapi& mapi)
{
    const Stage stage(text, mapi);
    with_narrow_system<2>(stage.layout(), [](const auto& system) {
        const IndependenceReport report = try_independence(system, 3000);
        CHECK(report.broken == std::vector<std::string>{});
        checker::Options options;
        options.distrust = true;
        const checker::Result result = checker::check(system, options);
        CHECK(compare(system, result) == std::vector<std::string>{});
    });
}

void check_footprints_at_both_grains(std::string_view text, Mapi mapi)
{
    for (const auto grain : {model::Grain::call, micro}) {
        mapi.grain = grain;
        check_footprints(text, mapi);
    }
}

TEST_CASE("a rename touches the entries and sessions of those who come to use the profile")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
user = { session = "console", run = ["logon p", "access", "logoff"] }
far  = { session = "remote", run = ["rename p to q", "delete q"] }
near = { session = "console", run = ["delete q"] }
)";
    for (const std::string_view key : {"name", "instance", "path"}) {
        check_footprints_at_both_grains(text,
                                        {.assume = {{"table-key", key}, {"handles-after-move", "reopen"}}});
    }
}

TEST_CASE("a mark touches the handles of those who come to use the profile")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "console", run = ["logon p", "access"] }
other = { session = "remote", run = ["logon p", "delete p", "access"] }
)";
    for (const std::string_view mark : {"move", "copy-then-delete"})
        check_footprints(text,
                         {.assume = {{"mark", mark}, {"handles-after-move", "reopen"}}, .grain = micro});
}

TEST_CASE("who takes a name out of a set touches the entries of others")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live", dynamic = true }
[programs]
user  = { session = "console", run = ["logon p", "logoff"] }
other = { session = "console", may = ["crash"], run = ["logon p", "delete p", "logoff"] }
sweep = { session = "remote", run = ["initialize"] }
)";
    for (const std::string_view key : {"name", "instance"}) {
        for (const std::string_view see : {"table", "own-process"}) {
            check_footprints_at_both_grains(
                text, {.assume = {{"entries", "set"}, {"table-key", key}, {"delete-and-logoff-see", see}}});
        }
    }
}

TEST_CASE("where hives are not told apart, a logoff touches entries in another hive")
{
    constexpr std::string_view text = R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["services"] }
[profiles]
p = { account = ["admin", "guest"], state = "live" }
[programs]
user   = { session = "console", run = ["create p", "logon p", "delete p"] }
second = { session = "console", run = ["create p", "logon p", "delete p"] }
other  = { session = "services", run = ["logon p", "logoff"] }
)";
    for (const std::string_view entries : {"set", "counts"}) {
        check_footprints_at_both_grains(
            text, {.assume = {{"table-tells-hives", "together"}, {"entries", entries}}});
    }
}

TEST_CASE("a table that some have and some have not")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "remote", global_privilege = false, run = ["initialize", "logon p", "uninitialize"] }
peer  = { session = "remote", global_privilege = false, run = ["initialize", "delete p"] }
admin = { session = "console", run = ["initialize", "delete p", "uninitialize"] }
)";
    for (const std::string_view without : {"fails", "local", "never-purges"})
        check_footprints_at_both_grains(text,
                                        {.preset = "fixed", .assume = {{"without-privilege", without}}});
}

TEST_CASE("a shared session, who gets it and who is asked to leave it")
{
    check_footprints_at_both_grains(R"(
[profiles]
p = { state = "live" }
[programs]
host  = { session = "console", run = [{ call = "logon p", flags = ["ALLOW_OTHERS"] }, { call = "logoff", shared = true }] }
guest = { session = "remote", may = ["leave when asked"], run = [{ call = "logon p", flags = [] }, "access"] }
other = { session = "remote", run = [{ call = "logon p", flags = ["NEW_SESSION", "ALLOW_OTHERS"] }, "delete p"] }
)",
                                    {.assume = {{"shared-session-scope", "machine"}}});
}

TEST_CASE("remnants of what was purged")
{
    for (const std::string_view key : {"name", "instance"}) {
        check_footprints_at_both_grains(
            R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "write", "access"] }
cleaner = { session = "remote", run = ["delete p", "create p"] }
sweep   = { session = "console", run = ["initialize", "delete p"] }
)",
            {.assume = {{"access-after-purge", "recreated"}, {"table-key", key}}});
    }
}

TEST_CASE("sessions that end, with and without a logoff, and come back")
{
    for (const std::string_view end : {"as-crash", "as-logoff"}) {
        check_footprints_at_both_grains(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "console", may = ["restart"], run = ["logon p", "delete p", "exit"] }
other = { session = "remote", run = ["logon p", "access"] }
[environment]
may = ["log off console", "log on console"]
)",
                                        {.assume = {{"end-of-process", end}}});
    }
}

TEST_CASE("a reboot while calls are under way")
{
    for (const std::string_view kept : {"memory", "registry"}) {
        check_footprints_at_both_grains(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "console", may = ["restart", "crash"], run = ["logon p", "delete p"] }
other = { session = "remote", run = ["delete p", "create p"] }
[environment]
may = ["reboot"]
)",
                                        {.preset = "fixed", .assume = {{"table-kept-in", kept}}});
    }
}

TEST_CASE("a hive that is unloaded under those who have it open")
{
    check_footprints_at_both_grains(R"(
[profiles]
p = { state = "live" }
[programs]
service = { session = "services", may = ["crash", "restart"], run = ["initialize", "logon p", "access", "logoff"] }
other   = { session = "remote", run = ["delete p"] }
[environment]
may = ["log off remote", { event = "unload admin", times = 2 }]
)",
                                    {.assume = {{"use-scope", "all-sessions"}}});
}

TEST_CASE("a timer that purges what programs work on")
{
    for (const std::string_view scope : {"session", "hive", "all-sessions"}) {
        check_footprints_at_both_grains(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "console", may = ["crash"], run = ["logon p", "delete p", "logoff"] }
other = { session = "remote", run = ["create p", "logon p", "delete p"] }
)",
                                        {.assume = {{"clean-up", "timer"}, {"use-scope", scope}}});
    }
}

TEST_CASE("an administration whose profile goes")
{
    for (const std::string_view use : {"session", "session-or-admin"}) {
        check_footprints_at_both_grains(R"(
[profiles]
p = { state = "live" }
q = {}
[programs]
maker   = { session = "console", may = ["crash"], run = ["admin p", "delete-services", "close-admin"] }
user    = { session = "console", run = ["logon p", "access", "copy p to q"] }
cleaner = { session = "remote", run = ["delete p", "set-default q"] }
)",
                                        {.assume = {{"counts-as-use", use}}});
    }
}

TEST_CASE("a default that goes while somebody logs on by it")
{
    for (const std::string_view fate : {"cleared-at-mark", "cleared-at-purge", "dangling"}) {
        check_footprints_at_both_grains(R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
chooser = { session = "console", run = ["set-default p", "set-default q"] }
user    = { session = "console", run = [{ call = "logon", flags = ["NEW_SESSION", "USE_DEFAULT"] }, "access"] }
cleaner = { session = "remote", run = ["delete p", "rename q to p"] }
)",
                                        {.assume = {{"default-deleted", fate}}});
    }
}

}  // namespace
}  // namespace holdfast::tests
