// Connect, request and disconnect: K1 and K2, three reasons of failure, and what each property says of them.
#include "model/blocking/connection.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using model::PropertyIndex;

const std::string poll = "store of mail";

constexpr std::string_view client = R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["request", "connect mail", "request",
                                                                  "connect mail", "disconnect", "request"] }
)";

TEST_CASE("a client connects, asks and disconnects; without a connection there is nobody to ask")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(client, {.grain = grain});
        CHECK(stage.finish("reader") == "MAPI_E_INVALID_OBJECT");
        CHECK(stage.finish("reader") == "S_OK");
        CHECK(stage.program_row("reader") == "next: request; connected to mail");
        CHECK(stage.finish("reader") == "S_OK");
        CHECK(stage.play({"reader"}) == Words{"S_OK"});
        CHECK(stage.program_row("reader") == "next: disconnect; connected to mail");
        CHECK(stage.finish("reader") == "S_OK");
        CHECK(stage.program_row("reader") == "next: request");
        CHECK(stage.finish("reader") == "MAPI_E_INVALID_OBJECT");
        CHECK(stage.violated().empty());
    }
}

TEST_CASE("a request without a connection is the program's own mistake, no failed access")
{
    Stage stage(client);
    stage.play({"reader"});
    CHECK(stage.violated().empty());
    CHECK(stage.alarms().empty());
}

TEST_CASE("at grain micro a connect is K1 and then K2")
{
    Stage stage(client, {.grain = micro});
    stage.play({"reader", "reader"});
    CHECK(stage.last().words.action == "connect mail: asks whether the lists in force keep it out");
    CHECK(stage.program_row("reader") == "inside connect mail; next: is let in");
    stage.play({"reader"});
    CHECK(stage.last().words.action == "connect mail: is let in");
    CHECK(stage.last().words.answer == "S_OK");
}

TEST_CASE("who is blocked is refused at K1 and stays outside")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[servers.mail]
processes = "reader.exe"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
)",
                    {.grain = grain});
        CHECK(stage.play({"reader"}) == Words{"MAPI_E_VERSION"});
        CHECK(stage.alarms() == Words{"reader cannot reach the server: its client is blocked"});
        CHECK(stage.violated() == Words{"failed-access"});
        CHECK(stage.explain(PropertyIndex::failed_access) ==
              "The connect mail of reader (console) gets MAPI_E_VERSION: reader cannot reach the server: its "
              "client is blocked.");
        CHECK(stage.program_row("reader") == "next: request");
        CHECK(stage.play({"reader"}) == Words{"MAPI_E_INVALID_OBJECT"});
    }
}

/// What a blocked client gets: when it connects, and when it asks behind a cut.
Words refusals(std::string_view refusal)
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request", "connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }] }
)",
                {.assume = {{"refusal", refusal}}});
    stage.play({"reader", "admin"});
    stage.pass(15);
    stage.play({poll});
    return stage.play({"reader", "reader"});
}

TEST_CASE("a refused client is told of its version", "[refusal = version]")
{
    CHECK(refusals("version") == Words{"MAPI_E_VERSION", "MAPI_E_VERSION"});
}

TEST_CASE("a refused client is told in the words of the protocol", "[refusal = client-version-disallowed]")
{
    CHECK(refusals("client-version-disallowed") == Words{"ecClientVerDisallowed", "ecClientVerDisallowed"});
}

TEST_CASE("a refused client is told that the logon failed", "[refusal = logon-failed]")
{
    CHECK(refusals("logon-failed") == Words{"MAPI_E_LOGON_FAILED", "MAPI_E_LOGON_FAILED"});
}

TEST_CASE("a refused client is told what it is told of a server that is down", "[refusal = network-error]")
{
    CHECK(refusals("network-error") == Words{"MAPI_E_NETWORK_ERROR", "MAPI_E_NETWORK_ERROR"});
}

constexpr std::string_view race = R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }] }
)";

TEST_CASE("B2: who was checked before the poll is let in behind it, and stays",
          "[admission = check-then-insert]")
{
    Stage stage(race, {.assume = {{"admission", "check-then-insert"}}, .grain = micro});
    stage.play({"admin", "reader"});
    CHECK(stage.violated().empty());
    stage.pass(15);
    stage.poll("mail");
    CHECK(stage.play({"reader"}) == Words{"S_OK"});
    CHECK(stage.violated() == Words{"blocked-admitted"});
    CHECK(stage.explain(PropertyIndex::blocked_admitted) ==
          "reader (console) got in though the list in force blocks it: it was checked before that list "
          "came into force, and let in after.");
    stage.pass(15);
    stage.poll("mail");
    CHECK(stage.play({"reader"}) == Words{"S_OK"});
    CHECK(stage.verdict(PropertyIndex::blocked_admitted) == checker::Verdict::violated);
    CHECK(stage.verdict(PropertyIndex::blocked_connected) == checker::Verdict::violated);
}

TEST_CASE("B2: checked and let in at once nobody slips in", "[admission = one-step]")
{
    Stage stage(race, {.assume = {{"admission", "one-step"}}, .grain = micro});
    CHECK(stage.play({"reader"}) == Words{"S_OK"});
    CHECK(stage.verdict(PropertyIndex::blocked_admitted) == checker::Verdict::holds);
    CHECK(stage.verdict(PropertyIndex::blocked_connected) == checker::Verdict::holds);
}

TEST_CASE("B2: at grain call nothing comes between check and insertion")
{
    CHECK(Stage(race).verdict(PropertyIndex::blocked_admitted) == checker::Verdict::holds);
}

TEST_CASE("who is checked while the store runs is not let in when it does not any more")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", run = ["connect mail", "request"] }
admin  = { session = "services", run = ["stop-store mail"] }
)",
                {.grain = micro});
    stage.play({"reader", "admin"});
    CHECK(stage.play({"reader"}) == Words{"MAPI_E_NETWORK_ERROR"});
    CHECK(stage.alarms() == Words{"reader cannot reach the server: the server is down"});
    CHECK(stage.violated() == Words{"failed-access", "failed-access-unblocked"});
    CHECK(stage.program_row("reader") == "next: request");
}

TEST_CASE("a connect to another server gives the first connection up, even where the other refuses")
{
    constexpr std::string_view two_servers = R"(
[servers.mail]
[servers.news]
processes = "reader.exe"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "connect news", "request"] }
writer = { session = "console", executable = "writer.exe", run = ["connect mail", "connect news", "request"] }
)";
    Stage stage(two_servers);
    CHECK(stage.play({"writer", "writer"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.program_row("writer") == "next: request; connected to news");
    CHECK(stage.play({"reader", "reader"}) == Words{"S_OK", "MAPI_E_VERSION"});
    CHECK(stage.program_row("reader") == "next: request");
}

TEST_CASE("to connect anew to the same server changes nothing, even for who would be refused now")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }] }
)",
                {.assume = {{"open-connections", "kept"}}});
    stage.play({"reader", "admin"});
    stage.pass(15);
    stage.play({poll});
    CHECK(stage.play({"reader"}) == Words{"S_OK"});
    CHECK(stage.violated().empty());
}

/// A program with a profile and a connection, an administrator of the server, and one who deletes profiles.
constexpr std::string_view both_worlds = R"(
[profiles]
p = { state = "live" }
[servers.mail]
[programs]
reader  = { session = "console", executable = "reader.exe", run = ["logon p", "connect mail", "request"] }
cleaner = { session = "remote", run = ["delete p"] }
blocker = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }] }
stopper = { session = "services", run = ["stop-store mail"] }
)";

TEST_CASE("a request fails because the profile is gone")
{
    Stage stage(both_worlds);
    stage.play({"reader", "reader", "cleaner"});
    CHECK(stage.play({"reader"}) == Words{"MAPI_E_CALL_FAILED"});
    CHECK(stage.alarms() == Words{"the profile that reader is logged on with is gone"});
    CHECK(stage.violated() == Words{"failed-access", "failed-access-unblocked"});
    CHECK(stage.explain(PropertyIndex::failed_access_unblocked) ==
          "The request of reader (console) failed, and not because its client is blocked: the profile that "
          "reader "
          "is logged on with is gone.");
}

TEST_CASE("a request fails because the client is blocked")
{
    Stage stage(both_worlds);
    stage.play({"reader", "reader", "blocker"});
    stage.pass(15);
    stage.play({poll});
    CHECK(stage.play({"reader"}) == Words{"MAPI_E_VERSION"});
    CHECK(stage.alarms() == Words{"reader cannot reach the server: its client is blocked"});
    CHECK(stage.violated() == Words{"failed-access"});
    CHECK(stage.profile("p") == "live, used by reader");
}

TEST_CASE("a request fails because the server is down")
{
    Stage stage(both_worlds);
    stage.play({"reader", "reader", "stopper"});
    CHECK(stage.play({"reader"}) == Words{"MAPI_E_NETWORK_ERROR"});
    CHECK(stage.alarms() == Words{"reader cannot reach the server: the server is down"});
    CHECK(stage.violated() == Words{"failed-access", "failed-access-unblocked"});
}

TEST_CASE("of several reasons the profile is the first that shows, for a connect as for a request")
{
    Stage cut(both_worlds);
    cut.play({"reader", "reader", "blocker", "cleaner"});
    cut.pass(15);
    cut.play({poll});
    CHECK(cut.play({"reader"}) == Words{"MAPI_E_CALL_FAILED"});
    Stage stopped(both_worlds);
    stopped.play({"reader", "cleaner", "stopper"});
    CHECK(stopped.play({"reader"}) == Words{"MAPI_E_CALL_FAILED"});
    CHECK(stopped.violated() == Words{"failed-access", "failed-access-unblocked"});
}

TEST_CASE("a connection says what an access does where the profile is read from a copy or not at all")
{
    Stage stage(both_worlds, {.assume = {{"session-reads", "nothing"}}});
    stage.play({"reader", "reader", "cleaner"});
    CHECK(stage.play({"reader"}) == Words{"S_OK"});
}

TEST_CASE("the end of a process ends its connection")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", may = ["crash", "restart"], run = ["connect mail", "request"] }
writer = { session = "console", may = ["restart"], run = ["connect mail", "exit"] }
)");
    stage.play({"reader", "writer"});
    stage.play({"crash of reader", "restart of reader"});
    CHECK(stage.program_row("reader") == "next: connect mail");
    stage.play({"writer", "restart of writer"});
    CHECK(stage.program_row("writer") == "next: connect mail");
}

TEST_CASE("B3: who is refused by a list that the store has read no more is refused wrongly")
{
    Stage stage(R"(
[servers.mail]
processes = "reader.exe"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = false }] }
)",
                {.assume = {{"value-absent", "keeps-last"}}});
    CHECK(stage.play({"admin", "reader"}) == Words{"S_OK", "MAPI_E_VERSION"});
    CHECK(stage.violated() == Words{"failed-access"});
    stage.pass(15);
    stage.play({poll});
    CHECK(stage.play({"reader"}) == Words{"MAPI_E_VERSION"});
    CHECK(stage.violated() == Words{"failed-access", "unblocked-refused"});
    CHECK(stage.explain(PropertyIndex::unblocked_refused) ==
          "reader (console) was refused, though the value that the store read last does not block it.");
}

constexpr std::string_view without_a_name = R"(
[servers.mail]
processes = "reader.exe;"
[programs]
nameless = { session = "console", run = ["connect mail"] }
reader   = { session = "console", executable = "reader.exe", run = ["connect mail"] }
)";

TEST_CASE("B5: who has no name is refused for an item that is empty, where others are let in")
{
    Stage stage(without_a_name, {.assume = {{"process-empty-items", "nameless"}}});
    CHECK(stage.play({"nameless"}) == Words{"MAPI_E_VERSION"});
    CHECK(stage.violated() == Words{"failed-access", "nameless-differently"});
    CHECK(stage.explain(PropertyIndex::nameless_differently) ==
          "nameless (console) declares no name and was refused, because an item of the list is empty.");
    stage.play({"reader"});
    CHECK(stage.violated() == Words{"failed-access"});
}

TEST_CASE("B5: who has no name is treated alike where empty items count for nothing, or all are kept out")
{
    Stage let_in(without_a_name);
    CHECK(let_in.play({"nameless"}) == Words{"S_OK"});
    CHECK(let_in.violated().empty());
    Stage kept_out(without_a_name,
                   {.assume = {{"process-empty-items", "nameless"}, {"nameless-clients", "blocked"}}});
    CHECK(kept_out.play({"nameless"}) == Words{"MAPI_E_VERSION"});
    CHECK(kept_out.violated() == Words{"failed-access"});
}

TEST_CASE("a formula knows who is listed, blocked, connected and cut")
{
    const std::string world{race};
    const auto holds = [&](const std::string& formula) {
        const Stage stage(world + "[properties.mine]\nreachable = '" + formula + "'\n");
        const std::size_t mine = model::count_of_built_in(stage.setup().world);
        return stage.system().check({}).properties[mine].verdict == checker::Verdict::holds;
    };
    CHECK(holds("reader is listed and reader is not blocked"));
    CHECK(holds("reader is connected and reader is listed"));
    CHECK_FALSE(holds("reader is connected and reader is blocked"));
    CHECK_FALSE(holds("reader is blocked and reader is not listed"));
    CHECK(holds("reader is cut"));
    CHECK_FALSE(holds("reader is cut and reader is not blocked"));
    CHECK_FALSE(holds("admin is listed"));
}

}  // namespace
}  // namespace holdfast::tests
