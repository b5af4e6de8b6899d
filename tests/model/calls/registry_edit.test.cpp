#include "model/calls/registry_edit.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("W16: whoever deletes a profile's key by hand asks nobody, under the mend too")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
user  = { session = "console", run = ["logon p", "access"] }
admin = { session = "console", run = ["erase p", "erase p"] }
)",
                    {.preset = "fixed", .grain = grain});
        stage.finish("user");
        CHECK(stage.finish("admin") == "S_OK");
        CHECK(stage.violated() == Words{"in-use-purge"});
        CHECK(stage.explain(model::PropertyIndex::in_use_purge) ==
              "The erase of admin (console) purged p while user (console) was still logged on with it: "
              "whoever edits the registry by hand asks nobody.");
        CHECK(stage.finish("user") == "MAPI_E_CALL_FAILED");
        CHECK(stage.finish("admin") == "MAPI_E_NOT_FOUND");
    }
}

/// One profile of each kind.
constexpr std::string_view all_kinds = R"(
[profiles]
live   = { state = "live" }
marked = { state = "marked" }
absent = {}
[programs]
admin = { session = "console", run = ["erase marked", "erase absent", "erase-all"] }
)";

TEST_CASE("a marked profile that was moved is not under its name any more, nor under the key of all")
{
    Stage stage(all_kinds);
    CHECK(stage.play({"admin", "admin", "admin"}) == Words{"MAPI_E_NOT_FOUND", "MAPI_E_NOT_FOUND", "S_OK"});
    CHECK(stage.profile("live") == "absent");
    CHECK(stage.profile("marked") == "in Deleted Profiles, unused");
}

TEST_CASE("a marked profile whose key stays goes with it")
{
    Stage stage(all_kinds, {.assume = {{"mark", "flag"}, {"create-over-marked", "no-access"}}});
    CHECK(stage.play({"admin"}) == Words{"S_OK"});
    CHECK(stage.profile("marked") == "absent");
    Stage all(R"(
[profiles]
marked = { state = "marked" }
[programs]
admin = { session = "console", run = ["erase-all"] }
)",
              {.assume = {{"mark", "flag"}, {"create-over-marked", "no-access"}}});
    CHECK(all.play({"admin"}) == Words{"S_OK"});
    CHECK(all.profile("marked") == "absent");
}

TEST_CASE("the registry can be edited by who has not initialized MAPI")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
admin = { session = "console", run = ["erase p", "initialize"] }
)");
    CHECK(stage.play({"admin"}) == Words{"S_OK"});
    CHECK(stage.profile("p") == "absent");
}

}  // namespace
}  // namespace holdfast::tests
