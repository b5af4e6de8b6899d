// What is owed to and by servers: B1 with its bound, the poll that must not starve, time that must pass.
#include "model/blocking/blocking_judge.hpp"

#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using checker::Verdict;
using model::BlockingJudge;
using model::PropertyIndex;

constexpr std::string_view two_servers = R"(
[servers.mail]
poll = "10m"
[servers.news]
poll = "1h"
first_poll = "3m"
[programs]
reader = { session = "console", run = ["connect mail", "connect news"] }
idler  = { session = "console", run = ["idle"] }
writer = { session = "console", run = ["connect news"] }
)";

TEST_CASE("a part of B1 is a client of a server, one of poll-starved a server")
{
    const model::Layout layout = Stage(two_servers).layout();
    const BlockingJudge judge(layout);
    CHECK(judge.parts_of(PropertyIndex::blocked_connected) == 3);
    CHECK(judge.parts_of(PropertyIndex::poll_starved) == 2);
    CHECK(judge.parts_of(PropertyIndex::zeno) == 1);
    std::vector<std::pair<std::size_t, std::size_t>> parts;
    for (const auto& client : judge.clients()) parts.emplace_back(client.server, client.program);
    CHECK(parts == std::vector<std::pair<std::size_t, std::size_t>>{{0, 0}, {1, 0}, {1, 2}});
}

checker::Property bounded(const model::Layout& layout)
{
    checker::Property property;
    BlockingJudge(layout).set_bounds(property);
    return property;
}

TEST_CASE("the bound of B1 is the time between two polls, of each client that of its server")
{
    const checker::Property two = bounded(Stage(two_servers).layout());
    CHECK(two.bound == 60);
    REQUIRE(two.bounds.size() == 3);
    CHECK(std::pair(two.bound_of(0), two.bound_of(1)) != std::pair(two.bound_of(1), two.bound_of(0)));
    CHECK(two.bound_of(1) == two.bound_of(2));
    const model::Layout without =
        Stage("[programs]\np = { session = \"console\", run = [\"wait 1m\"] }\n").layout();
    CHECK(bounded(without).bound == 0);
    CHECK(bounded(without).bounds.empty());
    CHECK(BlockingJudge(without).parts_of(PropertyIndex::blocked_connected) == 1);
    CHECK(BlockingJudge(without).parts_of(PropertyIndex::poll_starved) == 1);
}

/// Whether B1 begins in the state as it stands, and whether what it owes is paid there.
std::pair<bool, bool> owed_and_paid(const Stage& stage,
                                    PropertyIndex property = PropertyIndex::blocked_connected,
                                    std::size_t part = 0)
{
    const model::Layout layout = stage.layout();
    const std::vector<std::uint64_t> words = stage.packed();
    const BlockingJudge judge(layout);
    const auto mask = model::bit(property);
    CHECK(judge.owes(words.data(), 0, part) == 0);
    CHECK(judge.pays(words.data(), 0, part) == 0);
    return {judge.owes(words.data(), mask, part) == mask, judge.pays(words.data(), mask, part) == mask};
}

constexpr std::string_view edited = R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" },
                                        { call = "edit mail", processes = "" }] }
)";

TEST_CASE("B1 owes from the edit on, and is paid when the client is out and would be refused")
{
    Stage stage(edited, {.grain = micro});
    stage.finish("reader");
    CHECK(owed_and_paid(stage) == std::pair{false, true});
    stage.play({"admin"});
    CHECK(owed_and_paid(stage) == std::pair{true, false});
    stage.pass(15);
    stage.play({"store of mail", "store of mail"});
    CHECK(owed_and_paid(stage) == std::pair{true, false});
    stage.play({"store of mail"});
    CHECK(owed_and_paid(stage) == std::pair{true, true});
}

TEST_CASE("B1 is paid, too, when the registry names the client no more")
{
    Stage stage(edited);
    stage.play({"reader", "admin", "admin"});
    CHECK(owed_and_paid(stage) == std::pair{false, true});
}

TEST_CASE("B1 is not paid by a client that is out but would be let in, nor by one that was checked already")
{
    Stage outside(edited);
    outside.play({"admin"});
    CHECK(owed_and_paid(outside) == std::pair{true, false});
    outside.pass(15);
    outside.play({"store of mail"});
    CHECK(owed_and_paid(outside) == std::pair{true, true});
    Stage checked(edited, {.grain = micro});
    checked.play({"reader", "admin"});
    checked.pass(15);
    checked.poll("mail");
    CHECK(checked.row("store of mail") == "runs, keeps out reader");
    CHECK(owed_and_paid(checked) == std::pair{true, false});
}

TEST_CASE("B1 is paid while the store does not run")
{
    Stage stage(R"(
[servers.mail]
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe" }, "stop-store mail"] }
)");
    stage.play({"admin"});
    CHECK(owed_and_paid(stage) == std::pair{true, false});
    stage.play({"admin"});
    CHECK(owed_and_paid(stage) == std::pair{true, true});
}

TEST_CASE("poll-starved owes from when a poll is due until it is over")
{
    Stage stage(edited, {.grain = micro});
    const auto now = [&] { return owed_and_paid(stage, PropertyIndex::poll_starved); };
    CHECK(now() == std::pair{false, true});
    stage.pass(15);
    CHECK(now() == std::pair{true, false});
    stage.play({"store of mail"});
    CHECK(now() == std::pair{true, false});
    stage.play({"store of mail"});
    CHECK(now() == std::pair{false, true});
}

/// B1 over all runs: the verdict and how long it took.
checker::PropertyResult b1(std::string_view text, const Mapi& mapi = {})
{
    return Stage(text, mapi)
        .system()
        .check({})
        .properties[static_cast<std::size_t>(PropertyIndex::blocked_connected)];
}

TEST_CASE("B1 holds to the minute: an edit just after a poll takes all the time to the next one")
{
    const auto at_once = b1(edited);
    CHECK(at_once.verdict == Verdict::holds);
    REQUIRE(at_once.delays);
    CHECK(at_once.delays->least == 0);
    CHECK(at_once.delays->greatest == 15);
    const auto timed = b1(R"(
[servers.mail]
first_poll = "4m"
[programs]
reader = { session = "console", executable = "reader.exe", run = ["connect mail", "request"] }
admin  = { session = "services", run = [{ call = "edit mail", processes = "reader.exe", at = "6m" }] }
)");
    CHECK(timed.verdict == Verdict::holds);
    REQUIRE(timed.delays);
    CHECK(timed.delays->least == 13);
    CHECK(timed.delays->greatest == 13);
}

TEST_CASE("B1 breaks where connections stay, where values are read at the start only, or under another key")
{
    for (const auto& [name, alternative] :
         {std::pair{"open-connections", "kept"}, std::pair{"value-read", "at-start"},
          std::pair{"process-list-key", "elsewhere"}}) {
        INFO(name);
        CHECK(b1(edited, {.assume = {{name, alternative}}}).verdict == Verdict::violated);
    }
}

TEST_CASE("B1 is told with the client, the server and what the store knows")
{
    Stage kept(edited, {.assume = {{"open-connections", "kept"}}});
    kept.play({"reader", "admin"});
    kept.pass(15);
    kept.play({"store of mail"});
    kept.pass(1);
    CHECK(kept.explain(PropertyIndex::blocked_connected) ==
          "reader (console) is connected to mail, though the registry blocks it for longer than it takes to "
          "the next poll; the store knows.");
    Stage unread(edited, {.assume = {{"value-read", "at-start"}}});
    unread.play({"admin"});
    unread.pass(16);
    CHECK(
        unread.explain(PropertyIndex::blocked_connected) ==
        "reader (console) can still connect to mail, though the registry blocks it for longer than it takes "
        "to the next poll; the store does not know.");
}

/// A client that connects again and again, at grain micro, and what a fair run owes to the store.
Stage reconnects(std::string_view fairness)
{
    return Stage(fmt::format(R"(
[servers.mail]
poll = "2m"
[programs]
reader = {{ session = "console", executable = "reader.exe", run = [{{ repeat = "forever", steps = [
           "connect mail", "disconnect"] }}] }}
[fairness]
mail = "{}"
)",
                             fairness),
                 {.grain = micro});
}

TEST_CASE("no poll is starved by a client that reconnects, unless nobody owes it to the store")
{
    CHECK(reconnects("weak").verdict(PropertyIndex::poll_starved) == Verdict::holds);
    const Stage unfair = reconnects("none");
    CHECK(unfair.verdict(PropertyIndex::poll_starved) == Verdict::violated);
    Stage due = reconnects("none");
    due.pass(2);
    CHECK(due.explain(PropertyIndex::poll_starved) ==
          "The poll of mail is due, and so it can stay for ever.");
}

TEST_CASE("time that can never pass again is told")
{
    Stage stage(
        "[programs]\nhasty = { session = \"console\", urgent = true, run = [{ repeat = \"forever\", steps = "
        "[\"idle\"] }] }\n");
    CHECK(stage.explain(PropertyIndex::zeno) ==
          "Somebody always has something urgent to do, so that time can never pass again.");
}

}  // namespace
}  // namespace holdfast::tests
