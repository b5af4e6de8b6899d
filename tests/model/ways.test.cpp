// The ways W1 to W8 in which a profile in use is purged, played by hand: every answer and the state that they
// lead to.
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("W1: a logon to the same name finds the mark and purges the profile that another session uses")
{
    Stage stage(R"(
[profiles]
n = {}
[programs]
p = { session = "console", run = ["create n", "logon n", "delete n", "access"] }
q = { session = "remote", run = ["logon n"] }
)",
                {.preset = "fault-303221"});
    CHECK(stage.play({"p", "p", "p"}) == Words{"S_OK", "S_OK", "S_OK"});
    CHECK(stage.profile("n") == "in Deleted Profiles, used by p");
    CHECK(stage.play({"q"}) == Words{"MAPI_E_LOGON_FAILED"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.play({"p"}) == Words{"MAPI_E_CALL_FAILED"});
    CHECK(stage.violated() == Words{"failed-access"});
    CHECK(stage.profile("n") == "PURGED, still open in p");
    CHECK(stage.row("in-use table of session console") == "n by p");
    CHECK(stage.row("in-use table of session remote") == "empty");
}

TEST_CASE("W2: an initialization in another session, with no name at all, sweeps the profile in use")
{
    Stage stage(R"(
[profiles]
n = {}
[programs]
p = { session = "console", run = ["create n", "logon n", "delete n", "access"] }
q = { session = "remote", run = ["initialize"] }
)",
                {.preset = "fault-818861"});
    CHECK(stage.play({"p", "p", "p", "q", "p"}) ==
          Words{"S_OK", "S_OK", "S_OK", "S_OK", "MAPI_E_CALL_FAILED"});
    CHECK(stage.profile("n") == "PURGED, still open in p");
}

TEST_CASE("W2 needs no mark where dynamically created profiles are swept")
{
    Stage stage(R"(
[profiles]
n = {}
[programs]
p = { session = "console", run = ["create n", "logon n", "access"] }
q = { session = "remote", run = ["initialize"] }
)",
                {.preset = "fault-818861"});
    CHECK(stage.play({"p", "p", "q", "p"}) == Words{"S_OK", "S_OK", "S_OK", "MAPI_E_CALL_FAILED"});
}

TEST_CASE("W3: a delete in another session sees no use and purges at once")
{
    Stage stage(R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", run = ["logon n", "access"] }
q = { session = "remote", run = ["delete n"] }
)");
    CHECK(stage.play({"p", "q"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.play({"p"}) == Words{"MAPI_E_CALL_FAILED"});
    CHECK(stage.profile("n") == "PURGED, still open in p");
}

constexpr std::string_view two_users = R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", run = ["logon n", "access", "logoff"] }
q = { session = "remote", run = ["logon n", "delete n", "logoff"] }
)";

TEST_CASE("W4: the last logoff of one session purges what another session uses")
{
    Stage stage(two_users);
    CHECK(stage.play({"p", "q", "q"}) == Words{"S_OK", "S_OK", "S_OK"});
    CHECK(stage.profile("n") == "in Deleted Profiles, used by p and q");
    CHECK(stage.play({"q"}) == Words{"S_OK"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.profile("n") == "PURGED, still open in p");
    CHECK(stage.play({"p", "p"}) == Words{"MAPI_E_CALL_FAILED", "S_OK"});
    CHECK(stage.profile("n") == "absent");
}

TEST_CASE("W5: the deleter leaves first and takes the profile from who never deleted anything")
{
    Stage stage(R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", run = ["logon n", "delete n", "logoff"] }
q = { session = "remote", run = ["logon n", "access"] }
)");
    CHECK(stage.play({"p", "q", "p"}) == Words{"S_OK", "S_OK", "S_OK"});
    CHECK(stage.play({"p"}) == Words{"S_OK"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.play({"q"}) == Words{"MAPI_E_CALL_FAILED"});
    CHECK(stage.profile("n") == "PURGED, still open in q");
}

TEST_CASE("W6: a sweep takes a new profile before its creator logs on, whatever the scope of the table")
{
    for (const std::string_view preset : {"unpatched", "fault-818861", "fixed"}) {
        for (const std::string_view session : {"console", "remote"}) {
            Stage stage(fmt::format(R"(
[profiles]
n = {{}}
[programs]
p = {{ session = "console", run = ["create n", "logon n"] }}
q = {{ session = "{}", run = ["initialize"] }}
)",
                                    session),
                        {.preset = preset});
            CHECK(stage.play({"p", "q", "p"}) == Words{"S_OK", "S_OK", "MAPI_E_LOGON_FAILED"});
            CHECK(stage.profile("n") == "absent");
        }
    }
}

constexpr std::string_view user_and_deleter = R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", run = ["logon n", "access"] }
q = { session = "console", run = ["delete n"] }
)";

TEST_CASE("W7: step by step, a logon slips in between a delete's question and its deed")
{
    Stage stage(user_and_deleter, {.grain = micro});
    stage.reach("q", "purges the profile");
    CHECK(stage.finish("p") == "S_OK");
    CHECK(stage.row("in-use table of session console") == "n by p");
    CHECK(stage.play({"q"}) == Words{"S_OK"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.finish("p") == "MAPI_E_CALL_FAILED");
    CHECK(stage.profile("n") == "PURGED, still open in p");
}

TEST_CASE("W7 cannot happen where delete takes the mutex, nor with whole calls")
{
    Stage mended(user_and_deleter, {.assume = {{"mutex-taken-by", "logon-and-delete"}}, .grain = micro});
    mended.reach("q", "purges the profile");
    CHECK_FALSE(mended.can("p"));
    CHECK(Stage(user_and_deleter).verdict(model::PropertyIndex::in_use_purge) == checker::Verdict::holds);
}

TEST_CASE("W7 across sessions: one table for all without a mutex for all still breaks")
{
    Stage stage(R"(
[profiles]
n = { state = "live" }
[programs]
p = { session = "console", run = ["logon n", "access"] }
q = { session = "remote", run = ["delete n"] }
)",
                {.preset = "fixed", .assume = {{"mutex-scope", "session"}}, .grain = micro});
    stage.reach("q", "purges the profile");
    CHECK(stage.finish("p") == "S_OK");
    CHECK(stage.finish("q") == "S_OK");
    CHECK(stage.profile("n") == "PURGED, still open in p");
}

TEST_CASE("W8a: a logon to a name that was created again purges the marked namesake in use")
{
    Stage stage(R"(
[profiles]
n = {}
[programs]
p = { session = "console", run = ["create n", "logon n", "delete n", "access"] }
r = { session = "console", run = ["create n"] }
q = { session = "remote", run = ["logon n"] }
)",
                {.preset = "fault-303221"});
    CHECK(stage.play({"p", "p", "p", "r"}) == Words(4, "S_OK"));
    CHECK(stage.profile("n") == "live, unused; in Deleted Profiles, used by p");
    CHECK(stage.play({"q"}) == Words{"S_OK"});
    CHECK(stage.violated() == Words{"in-use-purge", "wrong-instance"});
    CHECK(stage.profile("n") == "live, used by q; PURGED, still open in p");
    CHECK(stage.play({"p"}) == Words{"MAPI_E_CALL_FAILED"});
}

TEST_CASE("W8b: by name, the users of a new profile keep its marked namesake alive")
{
    constexpr std::string_view text = R"(
[profiles]
n = {}
[programs]
p = { session = "console", run = ["create n", "logon n", "delete n", "logoff"] }
r = { session = "console", run = ["create n", "logon n", "logoff"] }
)";
    Stage by_name(text);
    by_name.play({"p", "p", "p", "r", "r", "p"});
    CHECK(by_name.profile("n") == "live, used by r; in Deleted Profiles, unused");
    by_name.play({"r"});
    CHECK(by_name.profile("n") == "live, unused");
    Stage by_instance(text, {.assume = {{"table-key", "instance"}}});
    by_instance.play({"p", "p", "p", "r", "r", "p"});
    CHECK(by_instance.profile("n") == "live, used by r");
}

TEST_CASE("the mend ends none of these stories with a purge in use")
{
    for (const std::string_view text : {two_users, user_and_deleter}) {
        for (const auto grain : {model::Grain::call, micro}) {
            const Stage stage(text, {.preset = "fixed", .grain = grain});
            CHECK(stage.verdict(model::PropertyIndex::in_use_purge) == checker::Verdict::holds);
            CHECK(stage.verdict(model::PropertyIndex::failed_access) == checker::Verdict::holds);
        }
    }
}

}  // namespace
}  // namespace holdfast::tests
