// The presets, each over the runs that show what it is for: which ways of losing a profile in use it closes,
// and which it leaves open.
#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using checker::Verdict;
using model::PropertyIndex;

/// The temporary profile of KB 303221 (W1 and W2), with a visitor in another session.
constexpr std::string_view temporary = R"(
[profiles]
n = {}
[programs]
p = { session = "console", run = ["create n", "logon n", "delete n", "access", "logoff"] }
q = { session = "remote", run = ["initialize", "logon n", "access", "logoff"] }
)";

/// Two users of one profile in two sessions, one of whom deletes it (W3, W4 and W5).
constexpr std::string_view shared_profile = R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", run = ["logon n", "access", "logoff"] }
q = { session = "remote", run = ["logon n", "delete n", "logoff"] }
)";

/// Marks its profile and may crash before it leaves; then the machine may start anew.
constexpr std::string_view mortal = R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", may = ["crash", "restart"], run = ["initialize", { call = "logon n", on_failure = "stop" }, "delete n", "logoff"] }
q = { session = "remote", run = ["initialize"] }
[environment]
may = ["reboot"]
)";

Verdict verdict(std::string_view text, PropertyIndex property, const Mapi& mapi)
{
    return Stage(text, mapi).verdict(property);
}

TEST_CASE("unpatched breaks in every way, at both grains")
{
    for (const auto grain : {model::Grain::call, micro}) {
        for (const std::string_view text : {temporary, shared_profile}) {
            CHECK(verdict(text, PropertyIndex::in_use_purge, {.grain = grain}) == Verdict::violated);
            CHECK(verdict(text, PropertyIndex::failed_access, {.grain = grain}) == Verdict::violated);
        }
    }
}

TEST_CASE(
    "a mend by hive, by a search of all sessions, by owners in the registry or by kernel objects holds, "
    "call by call")
{
    for (const std::string_view preset : {"fixed", "mend-f1a", "mend-f2", "mend-f3", "mend-f4"}) {
        for (const std::string_view text : {temporary, shared_profile}) {
            INFO(preset);
            CHECK(verdict(text, PropertyIndex::in_use_purge, {.preset = preset}) == Verdict::holds);
            CHECK(verdict(text, PropertyIndex::failed_access, {.preset = preset}) == Verdict::holds);
        }
    }
}

TEST_CASE("of these only the search of all sessions breaks step by step")
{
    for (const std::string_view preset : {"fixed", "mend-f1a", "mend-f3", "mend-f4"}) {
        INFO(preset);
        CHECK(verdict(shared_profile, PropertyIndex::in_use_purge, {.preset = preset, .grain = micro}) ==
              Verdict::holds);
    }
    CHECK(verdict(shared_profile, PropertyIndex::in_use_purge, {.preset = "mend-f2", .grain = micro}) ==
          Verdict::violated);
}

TEST_CASE("a mend by account breaks under impersonation, where the mend by hive holds (W9)")
{
    constexpr std::string_view text = R"(
[accounts]
".DEFAULT" = { sessions = [] }
system = { sessions = ["services"], hive = ".DEFAULT" }
admin  = { sessions = [], hive = ".DEFAULT" }
[profiles]
p = { account = ".DEFAULT" }
[programs]
user  = { session = "services", run = ["initialize", "create p", "logon p", "delete p", "access"] }
other = { session = "services", run = ["impersonate admin", "initialize"] }
)";
    CHECK(verdict(text, PropertyIndex::failed_access, {.preset = "mend-f1a"}) == Verdict::violated);
    CHECK(verdict(text, PropertyIndex::failed_access, {.preset = "fixed"}) == Verdict::holds);
}

TEST_CASE(
    "owners written down in the registry leak after a crash and a reboot, unless they are checked for life")
{
    const auto orphan = [&](const Mapi& mapi) { return verdict(mortal, PropertyIndex::orphan, mapi); };
    CHECK(orphan({.preset = "mend-f3"}) == Verdict::violated);
    CHECK(orphan({.preset = "mend-f3", .assume = {{"entries", "records"}}}) == Verdict::holds);
    CHECK(orphan({.preset = "mend-f4"}) == Verdict::holds);
}

TEST_CASE("counts in memory leak after a crash as long as somebody keeps them, and no longer")
{
    CHECK(verdict(mortal, PropertyIndex::orphan, {.preset = "fixed"}) == Verdict::violated);
    constexpr std::string_view alone = R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", may = ["crash", "restart"], run = ["initialize", { call = "logon n", on_failure = "stop" }, "delete n", "logoff"] }
)";
    CHECK(verdict(alone, PropertyIndex::orphan, {.preset = "fixed"}) == Verdict::holds);
    CHECK(verdict(alone, PropertyIndex::orphan, {.preset = "mend-f3"}) == Verdict::violated);
}

TEST_CASE("kernel objects held open survive every crash, restart and reboot")
{
    for (const auto grain : {model::Grain::call, micro}) {
        const Mapi mapi{.preset = "mend-f4", .grain = grain};
        CHECK(verdict(mortal, PropertyIndex::in_use_purge, mapi) == Verdict::holds);
    }
    // Step by step a sweep may have looked before the crash, and is blamed for what it left.
    CHECK(verdict(mortal, PropertyIndex::orphan, {.preset = "mend-f4"}) == Verdict::holds);
}

TEST_CASE("no purge on doubt stops W1 and W2, but still breaks by W4 and leaks")
{
    Stage stage(temporary, {.preset = "mend-f5"});
    stage.play({"p", "p", "p", "q", "q"});
    CHECK(stage.profile("n") == "in Deleted Profiles, used by p");
    CHECK(verdict(shared_profile, PropertyIndex::in_use_purge, {.preset = "mend-f5"}) == Verdict::violated);
    CHECK(verdict(mortal, PropertyIndex::orphan, {.preset = "mend-f5"}) == Verdict::violated);
}

TEST_CASE("other implementations keep a reader's profile, however they do it")
{
    for (const std::string_view preset : {"kopano", "openchange", "gromox"}) {
        for (const std::string_view text : {temporary, shared_profile}) {
            for (const auto grain : {model::Grain::call, micro}) {
                INFO(preset);
                const Mapi mapi{.preset = preset, .grain = grain};
                CHECK(verdict(text, PropertyIndex::in_use_purge, mapi) == Verdict::holds);
                CHECK(verdict(text, PropertyIndex::failed_access, mapi) == Verdict::holds);
            }
        }
    }
}

TEST_CASE("a writer that works on a copy can lose its profile, one whose profile is counted cannot")
{
    constexpr std::string_view text = R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", run = ["logon n", "write"] }
q = { session = "remote", run = ["delete n"] }
)";
    CHECK(verdict(text, PropertyIndex::failed_access, {.preset = "openchange"}) == Verdict::violated);
    CHECK(verdict(text, PropertyIndex::failed_access, {.preset = "kopano"}) == Verdict::holds);
    CHECK(verdict(text, PropertyIndex::failed_access, {.preset = "gromox"}) == Verdict::holds);
}

}  // namespace
}  // namespace holdfast::tests
