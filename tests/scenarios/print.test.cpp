#include <filesystem>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "scenarios/format/parse.hpp"
#include "scenarios/format/print.hpp"
#include "tests/model/random_setup.hpp"
#include "tests/scenarios/spelled.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

/// The scenario printed and read again.
Scenario again(const Scenario& scenario) { return good(print(scenario)); }

const std::string everything = R"(format = 1
title = "Everything \"at once\"\\"
source = "KB 303221"
shows = ["W8", "T1"]
[accounts.admin]
sessions = ["console", "remote", { name = "night shift", namespace = "session 0" }]
[accounts."Jürgen Müller"]
sessions = ["remote", "console", { name = "services", namespace = "own" }]
[accounts.away]
sessions = []
[accounts.system]
sessions = ["services"]
hive = "away"
[[profiles.Outlook]]
account = ["admin", "Jürgen Müller"]
[profiles."My \"Profile\""]
account = "admin"
state = "marked"
dynamic = true
[[profiles.Outlook]]
account = "away"
state = "live"
[profiles.Archive]
account = "away"
[programs.mailer]
session = "console"
account = "admin"
count = 2
may = ["crash"]
on_failure = "leave"
run = ["create Outlook", { call = "logon my \"profile\"", must = "S_OK", on_failure = "next" },
       { repeat = 3, steps = [{ choose = [["delete Outlook", "logoff"],
                                          [{ call = "idle", on_failure = "stop" }]] }] },
       { call = "create OUTLOOK", dynamic = false }, "access", "initialize", "uninitialize"]
[programs.service]
session = "services"
account = "system"
may = ["leave when asked", "restart"]
restarts = 3
global_privilege = false
run = ["impersonate admin", "revert", "initialize", { call = "logon", flags = [] },
       { call = "logon Outlook", flags = ["ALLOW_OTHERS", "TIMEOUT_SHORT"] }, "write", { call = "logoff", shared = true },
       "rename Outlook to Archive", "copy Archive to Outlook", "set-default Outlook", "find Outlook", "admin Outlook",
       "add-services", "delete-services", "close-admin", { call = "create Outlook", services = false },
       "erase Outlook", "erase-all", "exit"]
[programs.visitor]
session = "remote"
account = "Jürgen Müller"
count = 3
each_in_own_session = true
run = ["initialize", "logon Outlook"]
[programs.janitor]
session = "console"
account = "admin"
run = ["idle", { repeat = "forever", steps = ["initialize", { choose = [["idle"],
       [{ repeat = "forever", steps = ["access"] }]] }, "uninitialize"] }]
[environment]
may = ["log off console of admin", "log on console of admin", "disconnect night shift", "reconnect night shift",
       { event = "reboot", times = 4 }, "unload Jürgen Müller"]
[words]
profile = "my \"image\""
"in-use table" = "Größe"
[mapi]
grain = "micro"
assume = { use-scope = "hive" }
[fairness]
janitor = "none"
mailer = "strong"
[limits]
states = 1000000
memory = "512MiB"
time = "2min"
instances = 4
[expect]
others = "any"
stuck = "inconclusive"
[cases.as-described]
policy = "fault-303221"
grain = "call"
assume = { mutex-scope = "global", table-key = "name" }
limits = { depth = 7 }
fairness = { janitor = "weak" }
expect = { in-use-purge = { verdict = "violated", steps = 4 }, states = 120, transitions = 300 }
[cases."the \"other\""]
)";

}  // namespace

TEST_CASE("the smallest scenario has a canonical text")
{
    CHECK(print(good(head + accounts + profiles + programs)) == R"(format = 1
title = "t"

[accounts.admin]
sessions = ["console", "remote"]

[profiles.Outlook]

[programs.mailer]
session = "console"
run = [
    "logon Outlook",
]

[cases.default]
policy = "unpatched"
)");
}

TEST_CASE("a scenario with everything in it is the same when printed and read again")
{
    const Scenario scenario = good(everything);
    CHECK(spelled(again(scenario)) == spelled(scenario));
    CHECK(print(again(scenario)) == print(scenario));
}

TEST_CASE("copies are printed as programs of their own and are still copies")
{
    const Scenario scenario = good(head + accounts + R"([programs.mailer]
session = "remote"
count = 2
each_in_own_session = true
run = ["idle"]
)");
    CHECK(print(scenario).find("[programs.\"mailer 2\"]\ncopy_of = \"mailer 1\"\nsession = \"remote 2\"\n") !=
          std::string::npos);
    CHECK(again(scenario).cases.front().setup.world.programs[1].copies_of == 0);
}

TEST_CASE("a policy that differs from its preset is printed with what differs")
{
    Scenario scenario = good(head + accounts + profiles + programs);
    Case& each = scenario.cases.front();
    each.setup.policy.use_scope = model::UseScope::hive;
    CHECK(print(scenario).ends_with("policy = \"unpatched\"\nassume = { use-scope = \"hive\" }\n"));
    CHECK(again(scenario).cases.front().setup.policy == each.setup.policy);
}

TEST_CASE("every scenario of the library is the same when printed and read again")
{
    std::set<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(HOLDFAST_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() == ".toml") paths.insert(entry.path());
    }
    CHECK_FALSE(paths.empty());
    for (const auto& path : paths) {
        const auto scenario = read(path.string());
        INFO((scenario ? path.string() : to_text(scenario.error())));
        REQUIRE(scenario.has_value());
        CHECK(spelled(again(*scenario)) == spelled(*scenario));
    }
}

TEST_CASE("random systems are the same when printed and read again")
{
    constexpr std::uint64_t seed = 303221;
    holdfast::tests::RandomSetup random{seed};
    for (int k = 0; k < 500; ++k) {
        Scenario scenario = good(head + accounts + profiles + programs);
        Case& each = scenario.cases.front();
        each.setup = random.draw();
        INFO("seed " << seed << ", system " << k << "\n" << print(scenario));
        const Scenario read = again(scenario);
        const Case& back = read.cases.front();
        CHECK(back.setup.policy == each.setup.policy);
        CHECK(back.setup.grain == each.setup.grain);
        CHECK(back.setup.most_instances == each.setup.most_instances);
        CHECK(spelled(back.setup.world) == spelled(each.setup.world));
        CHECK(spelled_fairness(back.setup) == spelled_fairness(each.setup));
    }
}
