// The store: how it starts, how it polls, at grain call in one step and at grain micro read, apply, cut.
#include "model/blocking/store.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

const std::string poll = "store of mail";

/// Two clients that connect, and an administrator who puts both on the list.
constexpr std::string_view two_clients = R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
writer = { session = "console", executable = "writer.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe; writer.exe" }] }
)";

TEST_CASE("at grain call a poll reads, applies and cuts at once")
{
    Stage stage(two_clients);
    stage.play({"reader", "writer", "admin"});
    CHECK_FALSE(stage.can(poll));
    stage.pass(15);
    CHECK(stage.row("next poll of mail") == "now");
    stage.play({poll});
    CHECK(stage.last().words.actor == "store of mail");
    CHECK(stage.last().words.action == "polls");
    CHECK(stage.last().words.place.empty());
    CHECK(stage.events() ==
          Words{"the store of mail puts what it read into effect",
                "the connection of reader (console) to mail is CUT: its client is blocked",
                "the connection of writer (console) to mail is CUT: its client is blocked"});
    CHECK(stage.row("store of mail") == "runs, keeps out reader and writer");
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
    CHECK(stage.program_row("reader") == "next: request; its connection was cut");
    CHECK(stage.program_row("writer") == "next: request; its connection was cut");
    CHECK(stage.violated().empty());
    CHECK_FALSE(stage.can(poll));
}

TEST_CASE("at grain micro a poll is Q1, Q2 and then Q3 for one client after another, whichever comes first")
{
    for (const std::string first : {"reader", "writer"}) {
        const std::string second = first == "reader" ? "writer" : "reader";
        Stage stage(two_clients, {.grain = micro});
        for (const std::string program : {"reader", "writer", "admin"}) stage.finish(program);
        stage.pass(15);
        stage.play({poll});
        CHECK(stage.events() == Words{"the store of mail reads its registry"});
        CHECK(stage.row("store of mail") == "runs, keeps nobody out");
        CHECK_FALSE(stage.can(poll + ".1"));
        stage.play({poll});
        CHECK(stage.events() == Words{"the store of mail puts what it read into effect"});
        CHECK(stage.row("store of mail") == "runs, keeps out reader and writer");
        CHECK(stage.program_row("reader") == "next: request; connected to mail");
        REQUIRE(stage.can(poll + ".1"));
        stage.play({first == "reader" ? poll : poll + ".1"});
        CHECK(stage.events().size() == 1);
        CHECK(stage.program_row(first) == "next: request; its connection was cut");
        CHECK(stage.program_row(second) == "next: request; connected to mail");
        CHECK(stage.row("next poll of mail") == "now");
        CHECK_FALSE(stage.can(poll + ".1"));
        stage.play({poll});
        CHECK(stage.program_row(second) == "next: request; its connection was cut");
        CHECK(stage.row("next poll of mail") == "in 15 minutes");
    }
}

TEST_CASE("no time passes while a poll is under way, but others move")
{
    Stage stage(two_clients, {.grain = micro});
    for (const std::string program : {"reader", "writer", "admin"}) stage.finish(program);
    stage.pass(15);
    for (int step = 0; step < 4; ++step) {
        CHECK_FALSE(stage.can("clock"));
        CHECK(stage.can("reader"));
        stage.play({poll});
    }
    CHECK(stage.can("clock"));
}

TEST_CASE("what is written behind Q1 is seen at the next poll")
{
    Stage stage(two_clients, {.grain = micro});
    stage.finish("reader");
    stage.pass(15);
    stage.play({poll, "admin", poll});
    CHECK(stage.events() == Words{"the store of mail finds nothing changed"});
    CHECK(stage.row("store of mail") == "runs, keeps nobody out");
    CHECK_FALSE(stage.can(poll));
    stage.pass(15);
    stage.poll("mail");
    CHECK(stage.row("store of mail") == "runs, keeps out reader and writer");
    CHECK(stage.program_row("reader") == "next: request; its connection was cut");
}

TEST_CASE("a poll that finds a change and nobody to cut is over with Q2")
{
    Stage stage(two_clients, {.grain = micro});
    stage.play({"admin"});
    stage.pass(15);
    stage.play({poll, poll});
    CHECK(stage.events() == Words{"the store of mail puts what it read into effect"});
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
}

TEST_CASE("who gets in while the poll cuts is cut, too, before it is over")
{
    Stage stage(two_clients, {.grain = micro});
    stage.finish("reader");
    stage.play({"writer", "admin"});
    stage.pass(15);
    stage.play({poll, poll, "writer"});
    CHECK(stage.violated() == Words{"blocked-admitted"});
    CHECK(stage.program_row("writer") == "next: request; connected to mail");
    stage.poll("mail");
    CHECK(stage.program_row("reader") == "next: request; its connection was cut");
    CHECK(stage.program_row("writer") == "next: request; its connection was cut");
}

TEST_CASE("a poll whose last victim leaves by itself comes to its end all the same")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "disconnect"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }] }
)",
                {.grain = micro});
    stage.finish("reader");
    stage.play({"admin"});
    stage.pass(15);
    stage.play({poll, poll, "reader"});
    REQUIRE(stage.can(poll));
    stage.play({poll});
    CHECK(stage.events().empty());
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
}

/// A client that slips in between the check and the poll, and is to be found at the poll behind that.
Stage slipped_in(const Mapi& mapi)
{
    Stage stage(two_clients, mapi);
    stage.play({"writer", "admin"});
    stage.pass(15);
    stage.poll("mail");
    stage.finish("writer");
    CHECK(stage.program_row("writer") == "next: request; connected to mail");
    stage.pass(15);
    stage.poll("mail");
    return stage;
}

TEST_CASE("a poll that finds no change cuts nobody", "[cuts-at = change]")
{
    const Stage stage = slipped_in({.assume = {{"cuts-at", "change"}}, .grain = micro});
    CHECK(stage.events() == Words{"the store of mail finds nothing changed"});
    CHECK(stage.program_row("writer") == "next: request; connected to mail");
}

TEST_CASE("any poll cuts who is blocked", "[cuts-at = every-poll]")
{
    const Stage stage = slipped_in({.assume = {{"cuts-at", "every-poll"}}, .grain = micro});
    CHECK(stage.events() ==
          Words{"the connection of writer (console) to mail is CUT: its client is blocked"});
    CHECK(stage.program_row("writer") == "next: request; its connection was cut");
}

/// The same value is written once more behind the poll that one slipped past.
Stage written_again(const Mapi& mapi)
{
    Stage stage(R"(
[servers.mail]
[programs]
writer = { session = "console", executable = "writer.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "writer.exe" },
                                        { call = "edit mail", processes = "writer.exe" }] }
)",
                mapi);
    stage.play({"writer", "admin"});
    stage.pass(15);
    stage.poll("mail");
    stage.play({"writer", "admin"});
    stage.pass(15);
    stage.poll("mail");
    return stage;
}

TEST_CASE("the same value once more is no change", "[change-seen-by = value]")
{
    const Stage stage = written_again({.assume = {{"change-seen-by", "value"}}, .grain = micro});
    CHECK(stage.events() == Words{"the store of mail finds nothing changed"});
    CHECK(stage.program_row("writer") == "next: request; connected to mail");
}

TEST_CASE("any write is a change, once", "[change-seen-by = write]")
{
    Stage stage = written_again({.assume = {{"change-seen-by", "write"}}, .grain = micro});
    CHECK(stage.program_row("writer") == "next: request; its connection was cut");
    stage.pass(15);
    stage.poll("mail");
    CHECK(stage.events() == Words{"the store of mail finds nothing changed"});
}

TEST_CASE("a value changed and changed back between two polls is never seen, a write of it is")
{
    const std::string_view there_and_back = R"(
[servers.mail]
[programs]
admin = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" },
                                       { call = "edit mail", processes = false }] }
)";
    for (const auto& [seen_by, event] :
         {std::pair{"value", "the store of mail finds nothing changed"},
          std::pair{"write", "the store of mail puts what it read into effect"}}) {
        Stage stage(there_and_back, {.assume = {{"change-seen-by", seen_by}}});
        stage.play({"admin", "admin"});
        stage.pass(15);
        stage.play({poll});
        CHECK(stage.events() == Words{event});
    }
}

/// Connected, put on the list, polled.
Stage polled(const Mapi& mapi)
{
    Stage stage(R"(
[servers.mail]
[programs.reader]
session = "console"
executable = "reader.exe"
run = ["connect mail", "request", "disconnect", "connect mail"]
[programs.admin]
session = "services"
run = [{ call = "edit mail", processes = "reader.exe" }]
)",
                mapi);
    stage.finish("reader");
    stage.play({"admin"});
    stage.pass(15);
    stage.poll("mail");
    return stage;
}

TEST_CASE("a poll disconnects who is newly blocked", "[open-connections = cut]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage = polled({.assume = {{"open-connections", "cut"}}, .grain = grain});
        CHECK(stage.play({"reader"}) == Words{"MAPI_E_VERSION"});
    }
}

TEST_CASE("open connections stay until their client connects anew", "[open-connections = kept]")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage = polled({.assume = {{"open-connections", "kept"}}, .grain = grain});
        CHECK(stage.row("store of mail") == "runs, keeps out reader");
        CHECK(stage.play({"reader", "reader"}) == Words{"S_OK", "S_OK"});
        CHECK(stage.finish("reader") == "MAPI_E_VERSION");
    }
}

constexpr std::string_view taken_off = R"(
[servers.mail]
processes = "reader.exe"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "" }, "restart-store mail"] }
)";

TEST_CASE("who is taken off the list gets in behind the next poll", "[removal-seen = at-poll]")
{
    Stage stage(taken_off, {.assume = {{"removal-seen", "at-poll"}}});
    stage.play({"admin"});
    CHECK(stage.row("store of mail") == "runs, keeps out reader");
    stage.pass(15);
    stage.play({poll});
    CHECK(stage.row("store of mail") == "runs, keeps nobody out");
    CHECK(stage.play({"reader"}) == Words{"S_OK"});
}

TEST_CASE("who is taken off the list gets in behind the next start of the store",
          "[removal-seen = at-restart]")
{
    Stage refused(taken_off, {.assume = {{"removal-seen", "at-restart"}}});
    refused.play({"admin"});
    refused.pass(15);
    refused.play({poll});
    CHECK(refused.row("store of mail") == "runs, keeps out reader");
    CHECK(refused.play({"reader"}) == Words{"MAPI_E_VERSION"});
    CHECK(refused.violated() == Words{"failed-access", "unblocked-refused"});
    Stage restarted(taken_off, {.assume = {{"removal-seen", "at-restart"}}});
    restarted.play({"admin", "admin"});
    CHECK(restarted.play({"reader"}) == Words{"S_OK"});
}

TEST_CASE("values are read at the start of the store and at every poll", "[value-read = polled]")
{
    Stage stage(two_clients, {.assume = {{"value-read", "polled"}}});
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
    stage.pass(15);
    CHECK(stage.can(poll));
}

TEST_CASE("values may be read at the start of the store only", "[value-read = at-start]")
{
    const std::string_view restarted = R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" },
                                        "restart-store mail"] }
)";
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(restarted, {.assume = {{"value-read", "at-start"}}, .grain = grain});
        stage.finish("reader");
        stage.play({"admin"});
        stage.pass(60);
        CHECK_THROWS(stage.can(poll));
        CHECK(stage.row("store of mail") == "runs, keeps nobody out");
        stage.play({"admin"});
        CHECK(stage.row("store of mail") == "runs, keeps out reader");
    }
}

/// Stopped at one minute, started at another, of a store that polls every 15 and first at 5.
Stage restarted(std::string_view phase, std::uint32_t stopped_at, std::uint32_t started_at)
{
    Stage stage(R"(
[servers.mail]
first_poll = "5m"
[programs]
admin = { session = "services", run = ["stop-store mail", "start-store mail"] }
)",
                {.assume = {{"poll-phase", phase}}});
    const auto pass = [&](std::uint32_t minutes) {
        for (; minutes > 0; --minutes) {
            if (stage.can(poll)) stage.play({poll});
            stage.pass(1);
        }
    };
    pass(stopped_at);
    stage.play({"admin"});
    pass(started_at - stopped_at);
    stage.play({"admin"});
    return stage;
}

TEST_CASE("polls are counted from the start of the store", "[poll-phase = from-start]")
{
    CHECK(restarted("from-start", 2, 3).row("next poll of mail") == "in 15 minutes");
    CHECK(restarted("from-start", 2, 30).row("next poll of mail") == "in 15 minutes");
    CHECK(restarted("from-start", 5, 5).row("next poll of mail") == "in 15 minutes");
}

TEST_CASE("polls come at the same minutes, whenever the store was started; those it missed are missed",
          "[poll-phase = by-the-clock]")
{
    CHECK(restarted("by-the-clock", 2, 3).row("next poll of mail") == "in 2 minutes");
    CHECK(restarted("by-the-clock", 2, 4).row("next poll of mail") == "in 1 minute");
    CHECK(restarted("by-the-clock", 2, 5).row("next poll of mail") == "in 15 minutes");
    CHECK(restarted("by-the-clock", 2, 19).row("next poll of mail") == "in 1 minute");
    CHECK(restarted("by-the-clock", 2, 36).row("next poll of mail") == "in 14 minutes");
    CHECK(restarted("by-the-clock", 5, 5).row("next poll of mail") == "in 15 minutes");
}

TEST_CASE("a restart in the middle of a poll ends it: the start has read the registry itself")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" },
                                        "restart-store mail"] }
)",
                {.grain = micro});
    stage.finish("reader");
    stage.play({"admin"});
    stage.pass(15);
    stage.play({poll, poll, "admin"});
    CHECK(stage.row("store of mail") == "runs, keeps out reader");
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
    CHECK_FALSE(stage.can(poll));
    CHECK(stage.program_row("reader") == "next: request; its connection was lost");
}

TEST_CASE("a store that is stopped keeps no list, no connection and no poll")
{
    Stage stage(R"(
[servers.mail]
processes = "other.exe"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request", "connect mail"] }
admin  = { session = "services", run = ["stop-store mail"] }
)");
    stage.play({"reader", "admin"});
    CHECK(stage.row("store of mail") == "is stopped");
    CHECK_THROWS(stage.row("next poll of mail"));
    CHECK(stage.program_row("reader") == "next: request; its connection was lost");
    stage.pass(30);
    CHECK_FALSE(stage.can(poll));
    CHECK(stage.play({"reader", "reader"}) == Words{"MAPI_E_NETWORK_ERROR", "MAPI_E_NETWORK_ERROR"});
}

TEST_CASE("to start a store that runs, or to stop one that does not, is nothing")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }, "start-store mail",
                                        "stop-store mail", "stop-store mail", "start-store mail"] }
)");
    stage.play({"reader", "admin"});
    stage.pass(4);
    stage.play({"admin"});
    CHECK(stage.row("store of mail") == "runs, keeps nobody out");
    CHECK(stage.row("next poll of mail") == "in 11 minutes");
    CHECK(stage.program_row("reader") == "next: request; connected to mail");
    CHECK(stage.play({"admin", "admin"}) == Words{"S_OK", "S_OK"});
    CHECK(stage.row("store of mail") == "is stopped");
    stage.play({"admin"});
    CHECK(stage.row("store of mail") == "runs, keeps out reader");
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
}

TEST_CASE("the store looks under the key that administrators edit", "[process-list-key = parameters-system]")
{
    Stage stage(two_clients, {.assume = {{"process-list-key", "parameters-system"}}});
    stage.play({"admin"});
    stage.pass(15);
    stage.play({poll});
    CHECK(stage.row("store of mail") == "runs, keeps out reader and writer");
}

TEST_CASE("under another key the store finds nothing, at a start and at a poll",
          "[process-list-key = elsewhere]")
{
    Stage stage(R"(
[servers.mail]
processes = "reader.exe"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail"] }
writer = { session = "console", executable = "writer.exe", run = ["connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "writer.exe" }] }
)",
                {.assume = {{"process-list-key", "elsewhere"}}});
    CHECK(stage.row("store of mail") == "runs, keeps nobody out");
    stage.play({"admin"});
    stage.pass(15);
    stage.play({poll});
    CHECK(stage.events() == Words{"the store of mail finds nothing changed"});
    CHECK(stage.play({"reader", "writer"}) == Words{"S_OK", "S_OK"});
}

TEST_CASE(
    "B4: a client that is taken off the list between Q1 and its cut is cut though nothing blocks it now")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" },
                                        { call = "edit mail", processes = "" }] }
)",
                {.grain = micro});
    stage.finish("reader");
    stage.play({"admin"});
    stage.pass(15);
    stage.play({poll, poll, "admin", poll});
    CHECK(stage.violated() == Words{"unlisted-cut"});
    CHECK(stage.explain(model::PropertyIndex::unlisted_cut) ==
          "The store went by what it had read, not by what its registry says now: the connection of reader "
          "(console) to mail is CUT: its client is blocked.");
}

TEST_CASE("B4: whoever the list does not name is never cut")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
writer = { session = "console", executable = "writer.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "writer.exe" }] }
)");
    stage.play({"reader", "writer", "admin"});
    stage.pass(15);
    stage.play({poll});
    CHECK(stage.violated().empty());
    CHECK(stage.program_row("reader") == "next: request; connected to mail");
    CHECK(stage.program_row("writer") == "next: request; its connection was cut");
}

TEST_CASE("each server polls by itself")
{
    Stage stage(R"(
[servers.mail]
poll = "10m"
[servers.news]
poll = "1h"
first_poll = "4m"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect news"] }
admin  = { session = "services", run = [{ call = "edit news", processes = "reader.exe" }] }
)");
    stage.play({"reader", "admin"});
    stage.pass(4);
    CHECK_FALSE(stage.can("store of mail"));
    stage.play({"store of news"});
    CHECK(stage.row("store of mail") == "runs, keeps nobody out");
    CHECK(stage.row("store of news") == "runs, keeps out reader");
    CHECK(stage.row("next poll of mail") == "in 6 minutes");
    CHECK(stage.row("next poll of news") == "in 60 minutes");
    stage.pass(6);
    CHECK(stage.can("store of mail"));
}

}  // namespace
}  // namespace holdfast::tests
