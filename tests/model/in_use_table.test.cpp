// Who sees whose use: tables by scope and key, what the dead leave behind, and whom else they count.
#include "model/in_use_table.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// A user of a live profile in one session and somebody who deletes it in another.
constexpr std::string_view user_and_cleaner = R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "access"] }
near    = { session = "console", run = ["delete p"] }
service = { session = "services", run = ["delete p"] }
far     = { session = "remote", run = ["delete p"] }
)";

TEST_CASE(
    "a table of the session shows the use in its own namespace, services and console together, and no other",
    "[use-scope = session]")
{
    const Mapi mapi{.assume = {{"use-scope", "session"}}};
    for (const std::string program : {"near", "service"}) {
        Stage stage(user_and_cleaner, mapi);
        CHECK(stage.play({"user", program}) == Words{"S_OK", "S_OK"});
        CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
        CHECK(stage.violated().empty());
    }
    Stage stage(user_and_cleaner, mapi);
    CHECK(stage.play({"user", "far"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.profile("p") == "PURGED, still open in user");
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.row("in-use table of session remote") == "empty");
}

TEST_CASE("a table of the hive shows the use in every session", "[use-scope = hive]")
{
    for (const std::string program : {"near", "service", "far"}) {
        Stage stage(user_and_cleaner, {.assume = {{"use-scope", "hive"}}});
        stage.play({"user", program});
        CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
        CHECK(stage.row("in-use table of account admin") == "p by user");
    }
}

TEST_CASE("profiles of one name in two hives have nothing to do with one another")
{
    Stage stage(R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["services"] }
[profiles]
p = { account = ["admin", "guest"], state = "live" }
[programs]
user    = { session = "console", run = ["logon p"] }
cleaner = { session = "services", run = ["delete p"] }
)");
    stage.play({"user", "cleaner"});
    CHECK(stage.profile("p of admin") == "live, used by user");
    CHECK(stage.profile("p of guest") == "absent");
}

/// The same program marks its profile, makes a namesake, and the namesake is asked for.
constexpr std::string_view namesakes = R"(
[profiles]
p = {}
[programs]
first   = { session = "console", run = ["create p", "logon p", "delete p", "logoff"] }
maker   = { session = "console", run = ["create p"] }
cleaner = { session = "console", run = ["delete p"] }
)";

TEST_CASE("entries by name show the use of a marked profile as use of its live namesake",
          "[table-key = name]")
{
    Stage stage(namesakes, {.assume = {{"table-key", "name"}}});
    stage.play({"first", "first", "first", "maker", "cleaner"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by first; in Deleted Profiles, unused");
    stage.play({"first"});
    CHECK(stage.profile("p") == "absent");
}

TEST_CASE("entries by instance tell a marked profile from its live namesake", "[table-key = instance]")
{
    Stage stage(namesakes, {.assume = {{"table-key", "instance"}}});
    stage.play({"first", "first", "first", "maker", "cleaner"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by first");
    stage.play({"first"});
    CHECK(stage.profile("p") == "absent");
}

TEST_CASE("an entry by path stays with the path when its profile is moved away", "[table-key = path]")
{
    // As by name, the old path shows use of the namesake that came to stand there.
    Stage stage(namesakes, {.assume = {{"table-key", "path"}}});
    stage.play({"first", "first", "first", "maker", "cleaner"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by first; in Deleted Profiles, unused");
    // Other than by name, nothing shows the use of the one that was moved.
    Stage swept(R"(
[profiles]
p = {}
[programs]
first = { session = "console", run = ["create p", "logon p", "delete p", "logoff"] }
sweep = { session = "console", run = ["initialize"] }
)",
                {.assume = {{"table-key", "path"}}});
    swept.play({"first", "first", "first", "sweep"});
    CHECK(swept.violated() == Words{"in-use-purge"});
}

TEST_CASE("an entry by path still shows the use of a profile whose mark is a flag on a key that stays")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "marked" }
[programs]
joiner = { session = "console", run = ["logon p", "access"] }
sweep  = { session = "console", run = ["initialize"] }
)";
    for (const std::string_view mark : {"flag", "move"}) {
        Stage stage(text, {.preset = "fixed",
                           .assume = {{"table-key", "path"},
                                      {"mark", mark},
                                      {"create-over-marked", "no-access"},
                                      {"logon-to-marked", "joins"},
                                      {"purge-at-logon", "never"}}});
        stage.play({"joiner", "sweep"});
        INFO(mark);
        CHECK(stage.violated().empty());
        CHECK(stage.play({"joiner"}) == Words{"S_OK"});
    }
}

/// One joins a marked profile by its path in Deleted Profiles; the old path is made and deleted anew.
constexpr std::string_view joined = R"(
[profiles]
p = { state = "marked" }
[programs]
joiner  = { session = "console", may = ["crash"], run = ["logon p"] }
maker   = { session = "console", run = ["create p"] }
cleaner = { session = "console", run = ["delete p"] }
)";

Mapi joining_by(std::string_view key)
{
    return {.assume = {{"table-key", key}, {"logon-to-marked", "joins"}, {"purge-at-logon", "never"}}};
}

TEST_CASE("an entry by the path in Deleted Profiles shows no use of the live namesake")
{
    Stage by_path(joined, joining_by("path"));
    by_path.play({"joiner", "maker", "cleaner"});
    CHECK(by_path.profile("p") == "in Deleted Profiles, used by joiner");
    Stage by_name(joined, joining_by("name"));
    by_name.play({"joiner", "maker", "cleaner"});
    CHECK(by_name.profile("p") == "in Deleted Profiles, used by joiner; in Deleted Profiles, unused");
}

TEST_CASE("an entry by the path in Deleted Profiles leaves no count for the live namesake behind")
{
    Stage by_path(joined, joining_by("path"));
    by_path.play({"joiner", "crash of joiner", "maker", "cleaner"});
    CHECK(by_path.profile("p") == "in Deleted Profiles, unused");
    Stage by_name(joined, joining_by("name"));
    by_name.play({"joiner", "crash of joiner", "maker", "cleaner"});
    CHECK(by_name.profile("p") == "in Deleted Profiles, unused; in Deleted Profiles, unused");
}

TEST_CASE("entries by name or instance go with a profile that is marked")
{
    for (const std::string_view key : {"name", "instance"}) {
        Stage stage(R"(
[profiles]
p = {}
[programs]
first = { session = "console", run = ["create p", "logon p", "delete p"] }
sweep = { session = "console", run = ["initialize"] }
)",
                    {.assume = {{"table-key", key}}});
        stage.play({"first", "first", "first", "sweep"});
        CHECK(stage.profile("p") == "in Deleted Profiles, used by first");
    }
}

/// A user that dies, beside somebody who keeps the table alive.
constexpr std::string_view mortal = R"(
[profiles]
p = { state = "live" }
[programs]
user   = { session = "console", may = ["crash"], run = ["logon p"] }
keeper = { session = "console", run = ["delete p"] }
)";

TEST_CASE("a plain count outlives its program and protects the profile from a delete", "[entries = counts]")
{
    Stage stage(mortal, {.assume = {{"entries", "counts"}}});
    stage.play({"user", "crash of user"});
    CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
    CHECK_THAT(stage.events(),
               Catch::VectorContains(std::string{"its entry stays in the in-use table of session console"}));
    stage.play({"keeper"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
}

TEST_CASE("a record of a process that is gone is found out", "[entries = records]")
{
    Stage stage(mortal, {.assume = {{"entries", "records"}}});
    stage.play({"user", "crash of user"});
    CHECK(stage.row("in-use table of session console") == "empty");
    stage.play({"keeper"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.violated().empty());
}

TEST_CASE("a kernel handle is closed with its process", "[entries = handles]")
{
    Stage stage(mortal, {.assume = {{"entries", "handles"}}});
    stage.play({"user", "crash of user"});
    CHECK(stage.row("in-use table of session console") == "empty");
    stage.play({"keeper"});
    CHECK(stage.profile("p") == "absent");
}

TEST_CASE("of several left-over entries for one profile nothing more is known than that they are there")
{
    for (const std::string_view key : {"name", "instance", "path"}) {
        Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user   = { session = "console", count = 2, may = ["crash"], run = ["logon p"] }
keeper = { session = "console", run = ["idle"] }
)",
                    {.assume = {{"table-key", key}}});
        stage.play({"user 1", "user 2", "crash of user 1", "crash of user 2"});
        CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
    }
}

TEST_CASE("with the last one that has it open the whole table goes, counts and all")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "remote", may = ["crash"], run = ["logon p"] }
keeper  = { session = "remote", may = ["crash"], run = ["idle"] }
other   = { session = "console", run = ["idle"] }
)");
    stage.play({"user", "crash of user"});
    CHECK(stage.row("in-use table of session remote") == "p by somebody no longer alive");
    stage.play({"crash of keeper"});
    CHECK(stage.row("in-use table of session remote") == "empty");
}

TEST_CASE("who is not initialized does not keep a table alive")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", may = ["crash"], run = ["logon p"] }
late = { session = "console", run = ["initialize"] }
)");
    stage.play({"user", "crash of user"});
    CHECK(stage.row("in-use table of session console") == "empty");
}

TEST_CASE("a count by instance goes with its profile, a count by name stays with the name")
{
    const std::string text = R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", may = ["crash"], run = ["logon p"] }
keeper  = { session = "console", run = ["idle"] }
cleaner = { session = "remote", run = ["delete p", "create p"] }
)";
    Stage by_instance(text, {.assume = {{"table-key", "instance"}}});
    by_instance.play({"user", "crash of user", "cleaner", "cleaner"});
    CHECK(by_instance.row("in-use table of session console") == "empty");
    Stage by_name(text, {.assume = {{"table-key", "name"}}});
    by_name.play({"user", "crash of user", "cleaner", "cleaner"});
    CHECK(by_name.row("in-use table of session console") == "p by somebody no longer alive");
}

/// Between create and logon, a sweep of dynamically created profiles.
constexpr std::string_view newborn = R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", run = ["create p", "logon p", "logoff"] }
sweep  = { session = "console", run = ["initialize"] }
far    = { session = "remote", run = ["initialize"] }
)";

TEST_CASE("a profile without a session on it is unused, its creator notwithstanding",
          "[counts-as-use = session]")
{
    Stage stage(newborn, {.assume = {{"counts-as-use", "session"}}});
    stage.play({"mailer", "sweep"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.play({"mailer"}) == Words{"MAPI_E_LOGON_FAILED"});
}

TEST_CASE("the creator counts as a user until it logs on, for those who see its table",
          "[counts-as-use = session-or-creator]")
{
    const Mapi mapi{.assume = {{"counts-as-use", "session-or-creator"}}};
    Stage stage(newborn, mapi);
    stage.play({"mailer"});
    CHECK(stage.row("in-use table of session console") == "p by mailer, as its creator");
    stage.play({"sweep"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.play({"mailer", "mailer"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.row("in-use table of session console") == "empty");
    Stage other(newborn, mapi);
    other.play({"mailer", "far"});
    CHECK(other.profile("p") == "absent");
}

TEST_CASE("a creator's use is no MAPI session: purging it is not a purge in use")
{
    Stage stage(newborn, {.assume = {{"counts-as-use", "session-or-creator"}}});
    stage.play({"mailer", "far"});
    CHECK(stage.violated().empty());
}

TEST_CASE("a creator that dies leaves its count behind like any other")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
mailer = { session = "console", may = ["crash"], run = ["create p"] }
sweep  = { session = "console", run = ["initialize"] }
keeper = { session = "console", run = ["idle"] }
)",
                {.assume = {{"counts-as-use", "session-or-creator"}}});
    stage.play({"mailer", "crash of mailer", "sweep"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
}

TEST_CASE("who looks into the tables of all sessions sees every use", "[use-scope = all-sessions]")
{
    for (const std::string program : {"near", "service", "far"}) {
        for (const auto grain : {model::Grain::call, micro}) {
            Stage stage(user_and_cleaner, {.assume = {{"use-scope", "all-sessions"}}, .grain = grain});
            stage.finish("user");
            stage.finish(program);
            CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
            CHECK(stage.row("in-use table of session console and services") == "p by user");
        }
    }
}

TEST_CASE("step by step a look into all tables is no mend without a mutex that all take")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p"] }
cleaner = { session = "remote", run = ["delete p"] }
)",
                {.preset = "mend-f2", .grain = micro});
    stage.reach("cleaner", "purges the profile");
    CHECK(stage.finish("user") == "S_OK");
    stage.finish("cleaner");
    CHECK(stage.violated() == Words{"in-use-purge"});
}

/// Two users of one profile in one session, and somebody who sweeps.
constexpr std::string_view two_users = R"(
[profiles]
p = { state = "live", dynamic = true }
[programs]
first  = { session = "console", run = ["logon p", "logoff"] }
second = { session = "console", run = ["logon p", "access", "logoff"] }
third  = { session = "console", run = ["logon p", "access"] }
sweep  = { session = "console", run = ["initialize"] }
)";

TEST_CASE("who leaves takes a name without a count out for all", "[entries = set]")
{
    for (const std::string_view key : {"name", "instance"}) {
        for (const auto grain : {model::Grain::call, micro}) {
            Stage stage(two_users, {.assume = {{"entries", "set"}, {"table-key", key}}, .grain = grain});
            stage.finish("first");
            stage.finish("second");
            CHECK(stage.row("in-use table of session console") == "p by first; p by second");
            stage.finish("first");
            CHECK(stage.row("in-use table of session console") == "empty");
            stage.finish("sweep");
            CHECK(stage.profile("p") == "PURGED, still open in second");
            CHECK(stage.finish("second") == "MAPI_E_CALL_FAILED");
        }
    }
}

TEST_CASE("a name that was taken out and put in again is taken out once more by who had put it in first")
{
    Stage stage(two_users, {.assume = {{"entries", "set"}}});
    stage.play({"first", "second", "first", "third"});
    CHECK(stage.row("in-use table of session console") == "p by third");
    stage.play({"second", "second"});
    CHECK(stage.row("in-use table of session console") == "empty");
}

TEST_CASE("a name without a count that a dead program left goes with the next who leaves")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
first  = { session = "console", may = ["crash"], run = ["logon p"] }
second = { session = "console", run = ["logon p", "logoff"] }
)",
                {.assume = {{"entries", "set"}}});
    stage.play({"second", "first", "crash of first"});
    CHECK(stage.row("in-use table of session console") == "p by second; p by somebody no longer alive");
    stage.play({"second"});
    CHECK(stage.row("in-use table of session console") == "empty");
}

/// Two accounts with a profile of one name each, in sessions that share a namespace (KB 817375 by R2).
constexpr std::string_view two_hives = R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["services"] }
[profiles]
p = { account = ["admin", "guest"], state = "live", dynamic = true }
[programs]
user  = { session = "console", run = ["logon p", "access"] }
other = { session = "services", run = ["logon p", "logoff"] }
sweep = { session = "console", run = ["initialize"] }
)";

TEST_CASE("entries tell the profiles of two hives apart", "[table-tells-hives = apart]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(two_hives,
                    {.assume = {{"table-tells-hives", "apart"}, {"entries", "set"}}, .grain = grain});
        for (const std::string program : {"user", "other", "other", "sweep"}) stage.finish(program);
        CHECK(stage.profile("p of admin") == "live, used by user");
        CHECK(stage.row("in-use table of session console of admin") == "p of admin by user");
    }
}

TEST_CASE("W19: one table for two hives, by name and without a count, loses the use of another account",
          "[table-tells-hives = together]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(two_hives,
                    {.assume = {{"table-tells-hives", "together"}, {"entries", "set"}}, .grain = grain});
        stage.finish("user");
        stage.finish("other");
        CHECK(stage.row("in-use table of session console and services") ==
              "p of admin by user; p of guest by other");
        stage.finish("other");
        stage.finish("sweep");
        CHECK(stage.profile("p of admin") == "PURGED, still open in user");
    }
}

TEST_CASE("one table for two hives with counts shows too much use rather than too little")
{
    Stage stage(R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["services"] }
[profiles]
p = { account = ["admin", "guest"], state = "live" }
[programs]
user    = { session = "console", run = ["logon p"] }
cleaner = { session = "services", run = ["delete p"] }
)",
                {.assume = {{"table-tells-hives", "together"}}});
    stage.play({"user", "cleaner"});
    CHECK(stage.profile("p of guest") == "in Deleted Profiles, unused");
}

/// An ordinary user, who may not create what is global, and an administrator in another session.
constexpr std::string_view ordinary = R"(
[profiles]
p = { state = "live", dynamic = true }
[programs]
user  = { session = "remote", global_privilege = false, run = ["initialize", "logon p", "delete p", "logoff", "uninitialize", "initialize"] }
admin = { session = "console", run = ["initialize", "logon p"] }
)";

TEST_CASE("who may not create the global table cannot initialize, unless it is there",
          "[without-privilege = fails]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        const Mapi mapi{.preset = "fixed", .assume = {{"without-privilege", "fails"}}, .grain = grain};
        Stage alone(ordinary, mapi);
        CHECK(alone.finish("user") == "MAPI_E_NOT_ENOUGH_RESOURCES");
        CHECK(alone.finish("user") == "MAPI_E_NOT_INITIALIZED");
        Stage second(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "remote", global_privilege = false, run = ["initialize", "logon p"] }
admin = { session = "console", run = ["initialize", "logon p"] }
)",
                     mapi);
        second.finish("admin");
        CHECK(second.finish("user") == "S_OK");
        CHECK(second.finish("user") == "S_OK");
        CHECK(second.row("in-use table of account admin") == "p by user");
    }
}

/// As it is with one who initialized on its own, before anybody made the global table.
constexpr std::string_view on_its_own = R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "remote", global_privilege = false, run = ["initialize", "logon p", "delete p", "logoff", "uninitialize", "initialize"] }
peer  = { session = "remote", global_privilege = false, run = ["initialize", "delete p"] }
admin = { session = "console", run = ["initialize", "delete p"] }
)";

TEST_CASE("who may not create the global table makes do with one of its session, as before the mend",
          "[without-privilege = local]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        const Mapi mapi{.preset = "fixed", .assume = {{"without-privilege", "local"}}, .grain = grain};
        Stage stage(on_its_own, mapi);
        CHECK(stage.finish("user") == "S_OK");
        CHECK(stage.program_row("user") == "next: logon p; without the global in-use table");
        stage.finish("user");
        CHECK(stage.row("in-use table of account admin") == "empty");
        CHECK(stage.row("in-use table of session remote, for want of the global one") == "p by user");
        stage.finish("admin");
        if (grain == micro) stage.reach("admin", "purges the profile");
        stage.play({"admin"});
        CHECK(stage.violated() == Words{"in-use-purge"});
        CHECK(stage.explain(model::PropertyIndex::in_use_purge)
                  .find("the in-use table of account admin shows no logon of any other session") !=
              std::string::npos);
    }
}

TEST_CASE("two who make do with a table of their session see one another there")
{
    Stage stage(on_its_own, {.preset = "fixed", .assume = {{"without-privilege", "local"}}});
    stage.play({"user", "user", "peer", "peer"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by user");
}

TEST_CASE("who comes back when the global table is there has that one")
{
    Stage stage(on_its_own, {.preset = "fixed", .assume = {{"without-privilege", "local"}}});
    stage.play({"user", "user", "user", "user", "user", "admin", "user"});
    CHECK(stage.program_row("user") == "has done all its steps");
}

TEST_CASE("who may not create the global table purges nothing, and is seen by nobody",
          "[without-privilege = never-purges]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        const Mapi mapi{.preset = "fixed", .assume = {{"without-privilege", "never-purges"}}, .grain = grain};
        Stage stage(on_its_own, mapi);
        CHECK(stage.finish("user") == "S_OK");
        // Step by step it is said in the first step, behind which others have come.
        const Words said{"it may not create the global in-use table and purges nothing"};
        CHECK(stage.events() == (grain == micro ? Words{} : said));
        for (int k = 0; k < 3; ++k) stage.finish("user");
        CHECK(stage.profile("p") == "in Deleted Profiles, unused");
        Stage unseen(on_its_own, mapi);
        for (const std::string program : {"user", "user", "admin", "admin"}) unseen.finish(program);
        CHECK(unseen.profile("p") == "PURGED, still open in user");
    }
}

TEST_CASE("the privilege matters only for a table that is global and in memory")
{
    for (const std::string_view preset : {"unpatched", "mend-f2", "mend-f3"}) {
        Stage stage(ordinary, {.preset = preset});
        CHECK(stage.play({"user", "user"}).front() == "S_OK");
    }
}

TEST_CASE("who has no table takes nothing out of that of the others")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "remote", global_privilege = false, run = ["initialize", "logon p", "logoff"] }
admin = { session = "console", run = ["initialize", "logon p"] }
)",
                {.preset = "fixed", .assume = {{"without-privilege", "never-purges"}, {"entries", "set"}}});
    stage.play({"user", "user", "admin", "admin", "user"});
    CHECK(stage.row("in-use table of account admin") == "p by admin");
}

TEST_CASE("entries of two hives that are taken out at once leave the instances of both numbered in one way")
{
    Stage stage(two_hives,
                {.assume = {{"table-tells-hives", "together"}, {"entries", "set"}}, .grain = micro});
    CHECK(stage.verdict(model::PropertyIndex::in_use_purge) == checker::Verdict::violated);
    CHECK(stage.verdict(model::PropertyIndex::stuck) == checker::Verdict::holds);
}

}  // namespace
}  // namespace holdfast::tests
