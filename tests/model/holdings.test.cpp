// What a program has in use, for pictures: from the call that took it to the end, whatever becomes of it.
#include "model/holdings.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// "mailer (console) profile p sound", for everybody who holds something.
std::vector<std::string> holdings(const Stage& stage)
{
    std::vector<std::string> found;
    for (const checker::StateRow& row : stage.state()) {
        for (const checker::Holding& one : row.holdings) {
            found.push_back(fmt::format("{} ({}) {} {} {}", one.actor, one.place, one.thing,
                                        checker::to_string(one.hold), one.words));
        }
    }
    return found;
}

constexpr const char* purge = R"(
[profiles]
p = { state = "live" }
[programs]
mailer  = { session = "console", run = ["logon p", "delete p", "logoff"] }
visitor = { session = "remote", run = ["logon p"] }
)";

using Found = std::vector<std::string>;

TEST_CASE("a profile is held from its logon on, through mark and purge, to the logoff")
{
    Stage stage(purge);
    CHECK(holdings(stage).empty());
    stage.play({"mailer"});
    CHECK(holdings(stage) == Found{"mailer (console) profile p sound "});
    stage.play({"mailer"});
    CHECK(holdings(stage) == Found{"mailer (console) profile p doomed in Deleted Profiles"});
    stage.play({"visitor"});
    CHECK(holdings(stage) == Found{"mailer (console) profile p broken PURGED"});
    stage.play({"mailer"});
    CHECK(holdings(stage).empty());
}

TEST_CASE("step by step a mutex is held, too")
{
    Stage stage(purge, {.grain = micro});
    stage.play({"mailer"});
    CHECK(holdings(stage) == Found{"mailer (console) logon mutex of session console sound "});
}

}  // namespace
}  // namespace holdfast::tests
