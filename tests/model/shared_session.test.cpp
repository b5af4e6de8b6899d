// One MAPI session for several programs: who gets it, who is asked to leave it, and how long it lasts.
#include "model/shared_session.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// One who offers its session, and others who take what they get.
constexpr std::string_view sharing = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
host  = { session = "console", run = [{ call = "logon p", flags = ["NEW_SESSION", "ALLOW_OTHERS"] }, "logoff"] }
guest = { session = "console", run = [{ call = "logon q", flags = [] }, "delete q", "logoff"] }
loner = { session = "console", run = ["logon q"] }
far   = { session = "remote", run = [{ call = "logon q", flags = [] }] }
)";

TEST_CASE("without NEW_SESSION a logon gets the shared session, whatever profile it names (W17)")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(sharing, {.grain = grain});
        stage.finish("host");
        CHECK(stage.program_row("host") == "next: logoff; logged on with p, in a shared session");
        CHECK(stage.finish("loner") == "S_OK");
        CHECK(stage.finish("guest") == "S_OK");
        CHECK(stage.profile("p") == "live, used by host and guest");
        CHECK(stage.profile("q") == "live, used by loner");
        CHECK(stage.row("in-use table of session console") == "p by host; p by guest; q by loner");
        CHECK(stage.finish("guest") == "S_OK");  // believes that q is its own
        CHECK(stage.profile("q") == "in Deleted Profiles, used by loner");
    }
}

TEST_CASE("a report says whose session a logon got")
{
    Stage stage(sharing);
    stage.play({"host", "guest"});
    CHECK(stage.last().words.action == "logon q (not NEW_SESSION)");
    CHECK(stage.events() == Words{"it gets the shared session of host (console), on p"});
}

TEST_CASE("a session that needs nothing of the registry can be shared, too",
          "[session-reads = copy][session-reads = nothing]")
{
    for (const std::string reads : {"copy", "nothing"}) {
        Stage stage(sharing, {.assume = {{"session-reads", reads}}});
        CHECK(stage.finish("host") == "S_OK");
        CHECK(stage.finish("guest") == "S_OK");
        CHECK(stage.program_row("host") == "next: logoff; logged on with p, in a shared session");
        CHECK(stage.events() == Words{"it gets the shared session of host (console), on p"});
    }
}

TEST_CASE("where nobody shares a session, a logon without NEW_SESSION opens one of its own, for itself")
{
    Stage stage(sharing);
    CHECK(stage.play({"guest", "loner"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.profile("q") == "live, used by guest and loner");
    CHECK(stage.program_row("guest") == "next: delete q; logged on with q");
}

TEST_CASE("a shared session is for the programs of its Terminal Services session",
          "[shared-session-scope = session]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(sharing, {.assume = {{"shared-session-scope", "session"}}, .grain = grain});
        stage.finish("host");
        CHECK(stage.finish("far") == "S_OK");
        CHECK(stage.profile("q") == "live, used by far");
    }
}

TEST_CASE("a shared session is for all programs of its account on the machine",
          "[shared-session-scope = machine]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(sharing, {.assume = {{"shared-session-scope", "machine"}}, .grain = grain});
        stage.finish("host");
        CHECK(stage.finish("far") == "S_OK");
        CHECK(stage.profile("p") == "live, used by host and far");
        CHECK(stage.row("in-use table of session remote") == "p by far");
    }
}

TEST_CASE("a shared session lasts until the last one has left, and others still get it")
{
    Stage stage(sharing);
    stage.play({"host", "guest", "host"});
    CHECK(stage.profile("p") == "live, used by guest");
    stage.play({"guest", "guest"});
    CHECK(stage.profile("p") == "live, unused");
    CHECK(stage.verdict(model::PropertyIndex::stuck) == checker::Verdict::holds);
}

/// Three in one session; one of them asks the others to leave.
constexpr std::string_view asking = R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
host  = { session = "console", run = [{ call = "logon p", flags = ["NEW_SESSION", "ALLOW_OTHERS"] }, { call = "logoff", shared = true }] }
guest = { session = "console", may = ["leave when asked"], run = [{ call = "logon p", flags = [] }, "access"] }
deaf  = { session = "console", run = [{ call = "logon p", flags = [] }, "access"] }
loner = { session = "console", may = ["leave when asked"], run = [{ call = "logon q", flags = ["NEW_SESSION"] }] }
)";

TEST_CASE("MAPI_LOGOFF_SHARED asks those who share the session to leave, and who can will")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(asking, {.grain = grain});
        for (const std::string program : {"host", "guest", "deaf", "loner"}) stage.finish(program);
        CHECK_FALSE(stage.can("guest leaves as it was asked"));
        CHECK(stage.finish("host") == "S_OK");
        CHECK(stage.program_row("guest") ==
              "next: access; logged on with p, in a shared session, asked to log off");
        CHECK(stage.program_row("deaf") == "next: access; logged on with p, in a shared session");
        stage.play({"guest leaves as it was asked"});
        CHECK(stage.last().words.action == "logoff, as it was asked to");
        CHECK(stage.profile("p") == "live, used by deaf");
        CHECK_FALSE(stage.can("guest leaves as it was asked"));
        CHECK(stage.finish("guest") == "MAPI_E_INVALID_OBJECT");
        CHECK(stage.violated().empty());
    }
}

TEST_CASE("nobody has to leave because it was asked")
{
    Stage stage(asking);
    stage.play({"host", "guest", "host", "guest"});
    CHECK(stage.last().words.answer == "S_OK");
    const auto processes = stage.system().processes();
    REQUIRE(processes.size() == 5);
    CHECK(processes[4].name == "guest leaves as it was asked");
    CHECK_FALSE(processes[4].fair);
    CHECK(processes[4].lane == processes[1].lane);
}

TEST_CASE("nobody leaves in the middle of a call, nor while it has to wait for the mutex")
{
    Stage stage(asking, {.preset = "fixed", .grain = micro});
    stage.finish("host");
    stage.reach("guest", "releases the mutex: logged on");
    stage.play({"host"});
    CHECK_FALSE(stage.can("guest leaves as it was asked"));
    stage.finish("guest");
    stage.play({"host"});
    CHECK_FALSE(stage.can("guest leaves as it was asked"));  // the mutex is held
    stage.finish("host");
    CHECK(stage.can("guest leaves as it was asked"));
}

TEST_CASE("a session of one's own that is opened for others takes the place of the shared one")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
first  = { session = "console", run = [{ call = "logon p", flags = ["NEW_SESSION", "ALLOW_OTHERS"] }] }
second = { session = "console", run = [{ call = "logon q", flags = ["NEW_SESSION", "ALLOW_OTHERS"] }] }
guest  = { session = "console", run = [{ call = "logon", flags = [] }] }
)");
    stage.play({"first", "second"});
    CHECK(stage.program_row("first") == "has done all its steps; logged on with p");
    CHECK(stage.play({"guest"}) == Words{"S_OK"});  // for the shared session it needs no name
    CHECK(stage.profile("q") == "live, used by second and guest");
}

TEST_CASE("a shared session can be on a profile that is purged")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
host    = { session = "console", run = [{ call = "logon p", flags = ["NEW_SESSION", "ALLOW_OTHERS"] }] }
cleaner = { session = "remote", run = ["delete p"] }
guest   = { session = "console", run = [{ call = "logon p", flags = [] }, "access"] }
)");
    stage.play({"host", "cleaner"});
    CHECK(stage.play({"guest", "guest"}) == Words{"S_OK", "MAPI_E_CALL_FAILED"});
    CHECK(stage.profile("p") == "PURGED, still open in host and guest");
}

}  // namespace
}  // namespace holdfast::tests
