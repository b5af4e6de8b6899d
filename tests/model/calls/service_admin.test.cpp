#include "model/calls/service_admin.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("a profile gets its message services one after the other, through its administration")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
maker = { session = "console", run = [{ call = "create p", services = false }, "admin p", "add-services", "close-admin", "logon p", "access"] }
)");
    stage.play({"maker"});
    CHECK(stage.events() == Words{"p is created, dynamic, without message services"});
    CHECK(stage.profile("p") == "live, unused, without message services");
    CHECK(stage.play({"maker"}) == Words{"S_OK"});
    CHECK(stage.program_row("maker") == "next: add-services; administers p");
    CHECK(stage.play({"maker"}) == Words{"S_OK"});
    CHECK(stage.events() == Words{"p gets its message services"});
    CHECK(stage.play({"maker", "maker", "maker"}) == Words{"S_OK", "S_OK", "S_OK"});
    CHECK(stage.profile("p") == "live, used by maker");
}

TEST_CASE("a session on a profile without message services finds nothing")
{
    Stage stage(R"(
[profiles]
p = {}
[programs]
maker = { session = "console", run = [{ call = "create p", services = false }, "logon p", "access"] }
)");
    CHECK(stage.play({"maker", "maker", "maker"}) == Words{"S_OK", "S_OK", "MAPI_E_NOT_FOUND"});
    CHECK(stage.violated() == Words{"failed-access"});
}

TEST_CASE("W14: whoever deletes every service of a profile in use asks nobody, under the mend too")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "access"] }
cleaner = { session = "remote", run = ["admin p", "delete-services", "close-admin"] }
)",
                    {.preset = "fixed", .grain = grain});
        stage.finish("user");
        stage.finish("cleaner");
        CHECK(stage.finish("cleaner") == "S_OK");
        CHECK(stage.alarms() == Words{"p loses its message services WHILE IN USE by user (console)"});
        CHECK(stage.violated().empty());
        CHECK(stage.finish("user") == "MAPI_E_NOT_FOUND");
        CHECK(stage.violated() == Words{"failed-access"});
        CHECK(stage.explain(model::PropertyIndex::failed_access) ==
              "user (console) is still logged on with p, but the profile has no message services any more: "
              "its access gets MAPI_E_NOT_FOUND.");
    }
}

TEST_CASE("an administration is opened once, on a live profile, and everything else needs one")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "marked" }
[programs]
maker = { session = "console", run = ["add-services", "delete-services", "close-admin", "admin q", "admin p", "admin p", "close-admin", "close-admin"] }
)");
    CHECK(stage.play({"maker", "maker", "maker"}) ==
          Words{"MAPI_E_INVALID_OBJECT", "MAPI_E_INVALID_OBJECT", "MAPI_E_INVALID_OBJECT"});
    CHECK(stage.play({"maker", "maker", "maker"}) ==
          Words{"MAPI_E_LOGON_FAILED", "S_OK", "MAPI_E_NO_ACCESS"});
    CHECK(stage.play({"maker", "maker"}) == Words{"S_OK", "MAPI_E_INVALID_OBJECT"});
}

constexpr std::string_view administered = R"(
[profiles]
p = { state = "live" }
[programs]
maker   = { session = "console", run = ["admin p", "add-services"] }
cleaner = { session = "console", run = ["delete p"] }
)";

TEST_CASE("an administration is no use of the profile, which can be purged under it")
{
    Stage stage(administered, {.assume = {{"counts-as-use", "session"}}});
    stage.play({"maker", "cleaner"});
    CHECK(stage.profile("p") == "absent");
    CHECK(stage.violated().empty());  // no MAPI session was on it
    CHECK(stage.play({"maker"}) == Words{"MAPI_E_CALL_FAILED"});
}

TEST_CASE("an administration counts as use of the profile", "[counts-as-use = session-or-admin]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(administered, {.assume = {{"counts-as-use", "session-or-admin"}}, .grain = grain});
        stage.finish("maker");
        CHECK(stage.row("in-use table of session console") == "p by maker, administering it");
        stage.finish("cleaner");
        CHECK(stage.profile("p") == "in Deleted Profiles, unused");
        CHECK(stage.finish("maker") == "S_OK");
    }
}

TEST_CASE("the end of a process leaves its administration's entry behind where that counts")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
maker  = { session = "console", may = ["crash"], run = ["admin p"] }
keeper = { session = "console", run = ["idle"] }
)",
                {.assume = {{"counts-as-use", "session-or-admin"}}});
    stage.play({"maker", "crash of maker"});
    CHECK(stage.row("in-use table of session console") == "p by somebody no longer alive");
}

}  // namespace
}  // namespace holdfast::tests
