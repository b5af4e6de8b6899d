// What administrators do: edits that tell the store nothing, and stores that are started elsewhere.
#include "model/blocking/administration.hpp"

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

TEST_CASE("an edit writes what it says, leaves the other value alone and tells the store nothing")
{
    Stage stage(R"(
[servers.mail]
versions = "-10.0.0"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" },
                                        { call = "edit mail", processes = false, versions = 3 },
                                        { call = "edit mail", versions = [] }] }
)");
    stage.play({"reader"});
    CHECK(stage.row("process list on mail") == "not set");
    CHECK(stage.row("version list on mail") == "'-10.0.0'");
    CHECK(stage.play({"admin"}) == Words{"S_OK"});
    CHECK(stage.events() == Words{"\"Disable MAPI Client Processes\" is 'reader.exe' on mail now"});
    CHECK(stage.row("process list on mail") == "'reader.exe'");
    CHECK(stage.row("version list on mail") == "'-10.0.0'");
    CHECK(stage.row("store of mail") == "runs, keeps nobody out");
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
    CHECK(stage.program_row("reader") == "next: request; connected to mail");
    stage.play({"admin"});
    CHECK(stage.events() == Words{"\"Disable MAPI Client Processes\" is not set on mail now",
                                  "\"Disable MAPI Clients\" is a REG_DWORD on mail now"});
    CHECK(stage.row("process list on mail") == "not set");
    stage.play({"admin"});
    CHECK(stage.row("version list on mail") == "a REG_MULTI_SZ");
}

constexpr std::string_view cluster = R"(
[servers.mail]
nodes = ["one", { name = "two", processes = "reader.exe" }, { name = "three", versions = "11.0.0" }]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request", "connect mail"] }
writer = { session = "console", executable = "writer.exe", run = ["connect mail", "request", "connect mail"] }
editor = { session = "services", run = [{ call = "edit one", processes = "writer.exe" }] }
mover  = { session = "services", run = ["fail-over two", "fail-over two", "fail-over three", "fail-over one"] }
)";

TEST_CASE("an edit is one of its node", "[cluster-registry = per-node]")
{
    Stage stage(cluster, {.assume = {{"cluster-registry", "per-node"}}});
    stage.play({"editor"});
    CHECK(stage.row("process list on one") == "'writer.exe'");
    CHECK(stage.row("process list on two") == "'reader.exe'");
    CHECK(stage.row("process list on three") == "not set");
}

TEST_CASE("an edit reaches the registry of every node", "[cluster-registry = replicated]")
{
    Stage stage(cluster, {.assume = {{"cluster-registry", "replicated"}}});
    CHECK(stage.row("process list on two") == "'reader.exe'");
    stage.play({"editor"});
    CHECK(stage.row("process list on one") == "'writer.exe'");
    CHECK(stage.row("process list on two") == "'writer.exe'");
    CHECK(stage.row("process list on three") == "'writer.exe'");
    CHECK(stage.row("version list on three") == "'11.0.0'");
    CHECK(stage.row("version list on one") == "not set");
}

TEST_CASE("a fail-over starts the store on another node with what stands there; connections are lost")
{
    Stage stage(cluster);
    stage.play({"reader", "editor"});
    stage.pass(4);
    CHECK(stage.play({"mover"}) == Words{"S_OK"});
    CHECK(stage.row("store of mail") == "runs on two, keeps out reader");
    CHECK(stage.row("next poll of mail") == "in 15 minutes");
    CHECK(stage.program_row("reader") == "next: request; its connection was lost");
    CHECK(stage.play({"reader", "reader"}) == Words{"MAPI_E_NETWORK_ERROR", "MAPI_E_VERSION"});
    CHECK(stage.finish("writer") == "S_OK");
    stage.pass(15);
    stage.poll("mail");
    CHECK(stage.row("store of mail") == "runs on two, keeps out reader");
    stage.play({"mover", "mover"});
    CHECK(stage.row("store of mail") == "runs on three, keeps out reader and writer");
    stage.play({"mover"});
    CHECK(stage.row("store of mail") == "runs on one, keeps out writer");
}

TEST_CASE("a fail-over to the node that runs the store is nothing")
{
    Stage stage(cluster);
    stage.play({"mover", "writer"});
    stage.pass(4);
    CHECK(stage.play({"mover"}) == Words{"S_OK"});
    CHECK(stage.program_row("writer") == "next: request; connected to mail");
    CHECK(stage.row("next poll of mail") == "in 11 minutes");
}

TEST_CASE("a fail-over starts a store that was stopped, on the same node too")
{
    Stage stage(R"(
[servers.mail]
nodes = ["one", "two"]
[programs]
admin = { session = "services", run = ["stop-store mail", "fail-over one", "stop-store mail", "fail-over two"] }
)");
    stage.play({"admin", "admin"});
    CHECK(stage.row("store of mail") == "runs on one, keeps nobody out");
    stage.play({"admin", "admin"});
    CHECK(stage.row("store of mail") == "runs on two, keeps nobody out");
}

TEST_CASE("a restart loses every connection and puts into effect what stands in the registry")
{
    for (const auto grain : {model::Grain::call, micro}) {
        Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
writer = { session = "console", executable = "writer.exe", run = ["connect mail", "request", "connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" },
                                        "restart-store mail"] }
)",
                    {.grain = grain});
        for (const std::string program : {"reader", "writer", "admin", "admin"}) stage.finish(program);
        CHECK(stage.row("store of mail") == "runs, keeps out reader");
        CHECK(stage.finish("reader") == "MAPI_E_NETWORK_ERROR");
        CHECK(stage.violated() == Words{"failed-access", "failed-access-unblocked"});
        CHECK(stage.finish("writer") == "MAPI_E_NETWORK_ERROR");
        CHECK(stage.finish("writer") == "S_OK");
    }
}

TEST_CASE("the restart starts a store that was stopped")
{
    Stage stage(R"(
[servers.mail]
[programs]
admin = { session = "services", run = ["stop-store mail", "restart-store mail"] }
)");
    stage.play({"admin", "admin"});
    CHECK(stage.row("store of mail") == "runs, keeps nobody out");
}

TEST_CASE("a write to another node is no write that the store could see")
{
    Stage stage(R"(
[servers.mail]
nodes = ["one", "two"]
[programs]
admin = { session = "services", run = [{ call = "edit two", processes = "reader.exe" },
                                       { call = "edit one", processes = false }] }
)",
                {.assume = {{"change-seen-by", "write"}}});
    stage.play({"admin"});
    stage.pass(15);
    stage.poll("mail");
    CHECK(stage.events() == Words{"the store of mail finds nothing changed"});
    stage.play({"admin"});
    stage.pass(15);
    stage.poll("mail");
    CHECK(stage.events() == Words{"the store of mail puts what it read into effect"});
}

TEST_CASE("each step of an administrator says what it does")
{
    Stage stage(R"(
[servers.mail]
nodes = ["one", "two"]
[programs]
admin = { session = "services", run = [{ call = "edit two", processes = "a.exe" }, "stop-store mail",
                                       "start-store mail", "restart-store mail", "fail-over two"] }
)");
    Words actions;
    for (int step = 0; step < 5; ++step) {
        stage.play({"admin"});
        actions.push_back(stage.last().words.action);
    }
    CHECK(actions ==
          Words{"edit two", "stop-store mail", "start-store mail", "restart-store mail", "fail-over two"});
}

}  // namespace
}  // namespace holdfast::tests
