#include "model/calls/copy.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

constexpr std::string_view two_copiers = R"(
[profiles]
p = { state = "live", dynamic = true }
q = {}
[programs]
user  = { session = "console", run = ["logon p"] }
first = { session = "console", run = ["copy p to q"] }
other = { session = "remote", run = ["copy p to q"] }
sweep = { session = "console", run = ["initialize"] }
)";

TEST_CASE("a copy is a second profile, whoever uses the first")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(two_copiers, {.grain = grain});
        stage.finish("user");
        CHECK(stage.finish("first") == "S_OK");
        CHECK(stage.events() == Words{"p is copied to q"});
        CHECK(stage.profile("p") == "live, used by user");
        CHECK(stage.profile("q") == "live, unused");
        CHECK(stage.finish("other") == "MAPI_E_NO_ACCESS");
    }
}

TEST_CASE("a copy of a dynamic profile is dynamic, and a sweep takes it")
{
    Stage stage(two_copiers, {.preset = "fault-818861"});
    stage.play({"user", "first", "sweep"});
    CHECK(stage.profile("p") == "live, used by user");
    CHECK(stage.profile("q") == "absent");
}

TEST_CASE("a profile without message services has a copy without them")
{
    Stage stage(R"(
[profiles]
p = {}
q = {}
[programs]
maker = { session = "console", run = [{ call = "create p", services = false }, "copy p to q"] }
)");
    stage.play({"maker", "maker"});
    CHECK(stage.profile("q") == "live, unused, without message services");
}

TEST_CASE("what is absent or marked cannot be copied")
{
    Stage stage(R"(
[profiles]
p = {}
q = { state = "marked" }
[programs]
maker = { session = "console", run = ["copy p to q", "copy q to p"] }
)");
    CHECK(stage.play({"maker", "maker"}) == Words{"MAPI_E_NOT_FOUND", "MAPI_E_NOT_FOUND"});
}

TEST_CASE("step by step a copy notices who took the name since it looked, and that its source went")
{
    Stage late(two_copiers, {.grain = micro});
    late.reach("first", "inserts the copy");
    CHECK(late.finish("other") == "S_OK");
    CHECK(late.finish("first") == "MAPI_E_NO_ACCESS");
    Stage gone(two_copiers, {.grain = micro});
    gone.reach("first", "inserts the copy");
    gone.finish("sweep");
    CHECK(gone.profile("p") == "absent");
    CHECK(gone.finish("first") == "MAPI_E_NOT_FOUND");
}

TEST_CASE("a copy that has no room is beyond the limit")
{
    Stage stage(two_copiers, {.most_instances = 1});
    CHECK(stage.verdict(model::PropertyIndex::in_use_purge) != checker::Verdict::violated);
    CHECK(stage.system().check({}).counts.beyond_limit > 0);
}

}  // namespace
}  // namespace holdfast::tests
