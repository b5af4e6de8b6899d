// Who gets through, by each of the three that can differ: the registry, what was read last, the list in
// force.
#include "model/blocking/gate.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "model/snapshot.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

/// Asks the gate of one server in the state as it stands.
template <class Ask>
auto ask(const Stage& stage, Ask ask_gate, std::size_t server = 0)
{
    const model::Layout layout = stage.layout();
    const std::vector<std::uint64_t> words = stage.packed();
    const model::Snapshot state(layout, words.data());
    return ask_gate(model::Gate(layout, state, server));
}

/// By the registry, by what was read last, by the lists in force: whether the first program is kept out.
std::vector<bool> kept_out(const Stage& stage, std::size_t program = 0)
{
    return ask(stage, [&](const auto& gate) {
        return std::vector<bool>{gate.is_told_to_block(program), gate.has_read_to_block(program),
                                 gate.blocks(program)};
    });
}

constexpr std::string_view edited = R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }] }
)";

TEST_CASE("an edit tells the registry, a poll reads it, and what was read is put in force")
{
    Stage stage(edited, {.grain = micro});
    CHECK(kept_out(stage) == std::vector{false, false, false});
    stage.play({"admin"});
    CHECK(kept_out(stage) == std::vector{true, false, false});
    stage.pass(15);
    stage.play({"store of mail"});
    CHECK(kept_out(stage) == std::vector{true, false, false});
    stage.play({"store of mail"});
    CHECK(kept_out(stage) == std::vector{true, true, true});
}

TEST_CASE("what was read last blocks no more where a removal waits for a restart")
{
    Stage stage(R"(
[servers.mail]
processes = "reader.exe"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "other.exe" }] }
)",
                {.assume = {{"removal-seen", "at-restart"}}});
    CHECK(kept_out(stage) == std::vector{true, true, true});
    stage.play({"admin"});
    stage.pass(15);
    stage.poll("mail");
    CHECK(kept_out(stage) == std::vector{false, false, true});
}

TEST_CASE("a poll is due when no minute is left of it and the store runs, until it is over")
{
    Stage stage(edited, {.grain = micro});
    const auto is_due = [&] { return ask(stage, [](const auto& gate) { return gate.poll_is_due(); }); };
    stage.pass(14);
    CHECK_FALSE(is_due());
    stage.pass(1);
    CHECK(is_due());
    stage.play({"store of mail"});
    CHECK(is_due());
    stage.play({"store of mail"});
    CHECK_FALSE(is_due());
}

TEST_CASE("no poll is due of a store that does not run, nor where values are read at the start only")
{
    Stage stopped(R"(
[servers.mail]
[programs]
admin = { session = "services", run = ["stop-store mail"] }
)");
    stopped.play({"admin"});
    CHECK_FALSE(ask(stopped, [](const auto& gate) { return gate.poll_is_due() || gate.store_runs(); }));
    const Stage never(edited, {.assume = {{"value-read", "at-start"}}});
    CHECK_FALSE(ask(never, [](const auto& gate) { return gate.poll_is_due(); }));
    CHECK(ask(never, [](const auto& gate) { return gate.store_runs(); }));
}

TEST_CASE("who is connected is so to one server, not to another")
{
    Stage stage(R"(
[servers.mail]
[servers.news]
[programs]
reader = { session = "console", run = ["connect news"] }
other  = { session = "console", run = ["connect mail"] }
)");
    stage.play({"reader"});
    const auto connected = [](const auto& gate) {
        return std::vector<bool>{gate.is_connected(0), gate.is_connected(1)};
    };
    CHECK(ask(stage, connected, 0) == std::vector{false, false});
    CHECK(ask(stage, connected, 1) == std::vector{true, false});
    stage.play({"other"});
    CHECK(ask(stage, connected, 0) == std::vector{false, true});
}

/// One client on each list, one on both, one on none.
constexpr std::string_view both_lists = R"(
[servers.mail]
processes = "named.exe; both.exe"
versions = "12.0.0"
[programs]
named   = { session = "console", executable = "named.exe", run = ["connect mail"] }
of_old  = { session = "console", executable = "old.exe", client_version = "12.0.0", run = ["connect mail"] }
both    = { session = "console", executable = "both.exe", client_version = "12.0.0", run = ["connect mail"] }
neither = { session = "console", executable = "free.exe", run = ["connect mail"] }
)";

Words let_in(Stage stage, const Words& programs)
{
    Words names;
    for (const std::string& program : programs) {
        if (stage.finish(program) == "S_OK") names.push_back(program);
    }
    return names;
}

TEST_CASE("with both lists each blocks for itself", "[both-values = either]")
{
    const Words all{"named", "of_old", "both", "neither"};
    CHECK(let_in(Stage(both_lists), all) == Words{"neither"});
    CHECK(let_in(Stage(both_lists, {.assume = {{"both-values", "either"}}, .grain = micro}), all) ==
          Words{"neither"});
}

TEST_CASE("a list of processes may leave no room for versions, whoever is on it",
          "[both-values = processes-first]")
{
    const Words all{"named", "of_old", "both", "neither"};
    CHECK(let_in(Stage(both_lists, {.assume = {{"both-values", "processes-first"}}}), all) ==
          Words{"of_old", "neither"});
    const std::string_view list_of_strangers = R"(
[servers.mail]
processes = "stranger.exe"
versions = "12.0.0"
[programs]
reader = { session = "console", client_version = "12.0.0", run = ["connect mail"] }
)";
    CHECK(let_in(Stage(list_of_strangers, {.assume = {{"both-values", "processes-first"}}}), {"reader"}) ==
          Words{"reader"});
    const std::string_view no_list = R"(
[servers.mail]
processes = ""
versions = "12.0.0"
[programs]
reader = { session = "console", client_version = "12.0.0", run = ["connect mail"] }
)";
    CHECK(let_in(Stage(no_list, {.assume = {{"both-values", "processes-first"}}}), {"reader"}).empty());
}

TEST_CASE("in a cluster the registry is that of the node that runs the store")
{
    Stage stage(R"(
[servers.mail]
nodes = ["one", "two"]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail"] }
admin  = { session = "services", run = [{ call = "edit two", processes = "reader.exe" }, "fail-over two"] }
)");
    stage.play({"admin"});
    CHECK(kept_out(stage) == std::vector{false, false, false});
    stage.play({"admin"});
    CHECK(kept_out(stage) == std::vector{true, true, true});
}

TEST_CASE("who is kept out for want of a name is told apart from who is on the list")
{
    Stage stage(R"(
[servers.mail]
processes = "reader.exe;"
[programs]
reader   = { session = "console", executable = "reader.exe", run = ["connect mail"] }
nameless = { session = "console", run = ["connect mail"] }
)",
                {.assume = {{"process-empty-items", "nameless"}}});
    const auto for_no_name = [](const auto& gate) {
        return std::vector<bool>{gate.blocks(0), gate.blocks_for_no_name(0), gate.blocks(1),
                                 gate.blocks_for_no_name(1)};
    };
    CHECK(ask(stage, for_no_name) == std::vector{true, false, true, true});
    CHECK(ask(stage, [](const auto& gate) { return gate.has_process_list(); }));
    CHECK_FALSE(ask(Stage(edited), [](const auto& gate) { return gate.has_process_list(); }));
}

}  // namespace
}  // namespace holdfast::tests
