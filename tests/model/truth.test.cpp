#include "model/truth.hpp"

#include <catch2/catch.hpp>

#include "model/initial_state.hpp"
#include "model/registry.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

TEST_CASE("who uses an instance is read off the sessions, by the place of each program in its hive")
{
    const Layout layout = Stage(R"(
[accounts]
guest = { sessions = ["services"] }
admin = { sessions = ["console", "remote"] }
[profiles]
p = { account = ["guest", "admin"], state = "live" }
[programs]
other = { session = "services", run = ["logon p"] }
one   = { session = "console", run = ["logon p"] }
two   = { session = "remote", run = ["logon p"] }
)")
                              .layout();
    std::uint64_t words[most_words] = {};
    write_initial_state(layout, words);
    Turn turn(layout, words, 2);
    const Reference p = Registry(turn).live(0);
    CHECK(users_of(turn, turn.hive(), p) == 0);
    turn.set(turn.fields().session, p);
    CHECK(users_of(turn, turn.hive(), p) == 0b10);
    CHECK((turn.footprint.reads & turn.hive().uses) != 0);
}

TEST_CASE("a purged instance is used by whoever still has a session on it")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
one     = { session = "console", run = ["logon p", "logoff"] }
two     = { session = "another", run = ["logon p", "logoff"] }
cleaner = { session = "remote", run = ["delete p"] }
)");
    stage.play({"one", "two", "cleaner"});
    CHECK(stage.profile("p") == "PURGED, still open in one and two");
    stage.play({"one"});
    CHECK(stage.profile("p") == "PURGED, still open in two");
    stage.play({"two"});
    CHECK(stage.profile("p") == "absent");
}

}  // namespace
}  // namespace holdfast::tests
