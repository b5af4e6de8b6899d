// Which clients a value blocks, and which list is in force behind a start and behind a poll.
#include "model/blocking/block_lists.hpp"

#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

namespace holdfast::tests {
namespace {

using model::BlockingPolicy;
using model::BlockList;
using model::BlockLists;
using model::Client;
using model::RegistryValue;
using Kind = model::BlockLists::Kind;

RegistryValue text(std::string value) { return RegistryValue::of_text(std::move(value)); }

Client named(std::string name) { return {.file = name, .declares = name}; }

Client of_version(std::string_view version)
{
    return {.version = model::ClientVersion::parse(version).value()};
}

/// A client that would declare its name, if its version could.
Client older(std::string name)
{
    Client client = named(std::move(name));
    client.version = model::ClientVersion::parse("10.0.2627").value();
    return client;
}

/// What a value blocks behind a start of the store.
BlockList read(Kind kind, RegistryValue value, const std::vector<Client>& clients,
               const BlockingPolicy& policy = {})
{
    const BlockLists lists(kind, {RegistryValue::absent(), std::move(value)}, clients, policy);
    return lists.list(lists.at_start(1));
}

std::uint64_t blocked(RegistryValue value, const std::vector<Client>& clients,
                      const BlockingPolicy& policy = {})
{
    return read(Kind::processes, std::move(value), clients, policy).clients;
}

TEST_CASE("a list of processes has a bit for each client that it names")
{
    const std::vector<Client> clients{named("a.exe"), named("b.exe"), named("c.exe")};
    CHECK(blocked(text("a.exe; c.exe"), clients) == 0b101);
    CHECK(blocked(text("B.EXE"), clients) == 0b010);
    CHECK(blocked(text("d.exe"), clients) == 0);
    CHECK(blocked(RegistryValue::absent(), clients) == 0);
    CHECK(blocked(RegistryValue::of_number(), clients) == 0);
}

TEST_CASE("a list of versions has a bit for each client whose version it contains")
{
    const std::vector<Client> clients{of_version("10.0.2627"), of_version("11.0.5604.0"),
                                      of_version("12.0.4518.1014")};
    const auto versions = [&](std::string value) {
        return read(Kind::versions, text(std::move(value)), clients).clients;
    };
    CHECK(versions("-11.0.0") == 0b001);
    CHECK(versions("11.5604.0") == 0b010);
    CHECK(versions("11.0.0-") == 0b110);
    CHECK(versions("9.0.0") == 0);
    CHECK(read(Kind::versions, RegistryValue::of_several_texts(), clients).clients == 0);
}

TEST_CASE("a list is set that names somebody, were it a stranger")
{
    const std::vector<Client> clients{named("a.exe")};
    CHECK(read(Kind::processes, text("stranger.exe"), clients).is_set);
    CHECK_FALSE(read(Kind::processes, text(""), clients).is_set);
    CHECK_FALSE(read(Kind::processes, text(" ; "), clients).is_set);
    CHECK_FALSE(read(Kind::processes, RegistryValue::absent(), clients).is_set);
    CHECK(read(Kind::versions, text("1.0.0"), clients).is_set);
    CHECK_FALSE(read(Kind::versions, text(""), clients).is_set);
}

TEST_CASE("clients without a name are let in", "[nameless-clients = allowed]")
{
    CHECK(blocked(text("a.exe"), {Client{}, named("a.exe")}) == 0b10);
}

TEST_CASE("clients without a name are kept out while there is a list", "[nameless-clients = blocked]")
{
    const BlockingPolicy policy{.nameless_clients = model::NamelessClients::kept_out};
    Client empty;
    empty.declares = "";
    CHECK(blocked(text("stranger.exe"), {Client{}, named("a.exe"), empty}, policy) == 0b101);
    CHECK(blocked(text(""), {Client{}}, policy) == 0);
    CHECK(blocked(RegistryValue::absent(), {Client{}}, policy) == 0);
    CHECK(read(Kind::processes, text("stranger.exe"), {Client{}}, policy).by_no_name == 0);
}

TEST_CASE("an empty item that stands for clients without a name is noted apart")
{
    BlockingPolicy policy;
    policy.reading.empty_items = model::Reading::EmptyItems::nameless;
    const BlockList list = read(Kind::processes, text("a.exe;"), {Client{}, named("a.exe")}, policy);
    CHECK(list.clients == 0b11);
    CHECK(list.by_no_name == 0b01);
}

TEST_CASE("older clients are let in, whatever their file is called", "[older-clients = allowed]")
{
    CHECK(blocked(text("a.exe"), {older("a.exe"), named("a.exe")}) == 0b10);
    const BlockingPolicy nameless_out{.nameless_clients = model::NamelessClients::kept_out};
    CHECK(blocked(text("a.exe"), {older("a.exe")}, nameless_out) == 0);
}

TEST_CASE("older clients are kept out while there is a list", "[older-clients = blocked]")
{
    const BlockingPolicy policy{.older_clients = model::OlderClients::kept_out};
    CHECK(blocked(text("stranger.exe"), {older("a.exe"), named("a.exe")}, policy) == 0b01);
    CHECK(blocked(text(""), {older("a.exe")}, policy) == 0);
    CHECK(read(Kind::versions, text("11.0.0"), {older("a.exe")}, policy).clients == 0);
}

/// Its file is called otherwise than it says.
Client liar() { return {.file = "mailer.exe", .declares = "harmless.exe"}; }

TEST_CASE("a process is called what it declares", "[process-name-from = client]")
{
    CHECK(blocked(text("mailer.exe"), {liar()}) == 0);
    CHECK(blocked(text("harmless.exe"), {liar()}) == 1);
}

TEST_CASE("a process is called what its file is called", "[process-name-from = file]")
{
    const BlockingPolicy policy{.process_name_from = model::ProcessNameFrom::file};
    CHECK(blocked(text("mailer.exe"), {liar()}, policy) == 1);
    CHECK(blocked(text("harmless.exe"), {liar()}, policy) == 0);
    Client silent = liar();
    silent.declares = std::nullopt;
    CHECK(blocked(text("mailer.exe"), {silent}, policy) == 1);
    Client fileless;
    fileless.declares = "harmless.exe";
    CHECK(blocked(text("harmless.exe"), {fileless}, policy) == 0);
}

Client component()
{
    Client client = named("mad.exe");
    client.is_part_of_server = true;
    return client;
}

TEST_CASE("a component of the server is blocked like any other client", "[server-components = treated-alike]")
{
    CHECK(blocked(text("mad.exe"), {component(), named("mad.exe")}) == 0b11);
}

TEST_CASE("a component of the server is never blocked, by neither list", "[server-components = exempt]")
{
    const BlockingPolicy policy{.nameless_clients = model::NamelessClients::kept_out,
                                .server_components = model::ServerComponents::exempt};
    CHECK(blocked(text("mad.exe"), {component(), named("mad.exe")}, policy) == 0b10);
    Client nameless = component();
    nameless.declares = std::nullopt;
    CHECK(blocked(text("mad.exe"), {nameless}, policy) == 0);
    CHECK(read(Kind::versions, text("11.0.0"), {component(), named("mad.exe")}, policy).clients == 0b10);
}

TEST_CASE("values that block the same clients make the same list")
{
    const BlockLists lists(Kind::processes,
                           {RegistryValue::absent(), text("a.exe"), text("A.EXE; stranger.exe"), text("")},
                           {named("a.exe")}, {});
    CHECK(lists.at_start(1) == lists.at_start(2));
    CHECK(lists.at_start(0) == lists.at_start(3));
    CHECK(lists.at_start(0) != lists.at_start(1));
    CHECK(lists.list_count() == 2);
    CHECK(lists.number_of_value(text("")) == 3);
    CHECK(lists.number_of_value(RegistryValue::absent()) == 0);
}

TEST_CASE("behind a poll the list in force is that of the value", "[removal-seen = at-poll]")
{
    const BlockLists lists(Kind::processes, {RegistryValue::absent(), text("a.exe"), text("b.exe")},
                           {named("a.exe"), named("b.exe")}, {});
    CHECK(lists.follows_from_value());
    for (BlockLists::Number before = 0; before < 3; ++before) {
        for (BlockLists::Number value = 0; value < 3; ++value)
            CHECK(lists.behind_poll(lists.at_start(before), value) == lists.at_start(value));
    }
}

TEST_CASE("where a removal waits for a restart a poll only adds to the list in force",
          "[removal-seen = at-restart]")
{
    const BlockingPolicy policy{.removal_seen = model::RemovalSeen::at_restart};
    const BlockLists lists(Kind::processes, {RegistryValue::absent(), text("a.exe"), text("b.exe")},
                           {named("a.exe"), named("b.exe")}, policy);
    CHECK_FALSE(lists.follows_from_value());
    const auto of_a = lists.at_start(1);
    CHECK(lists.behind_poll(of_a, 0) == of_a);
    const auto of_both = lists.behind_poll(of_a, 2);
    CHECK(lists.list(of_both).clients == 0b11);
    CHECK(lists.behind_poll(of_both, 1) == of_both);
    CHECK(lists.list(lists.at_start(2)).clients == 0b10);
}

TEST_CASE("a value that leaves the list as it is keeps it at a poll, but not at a start")
{
    BlockingPolicy policy;
    policy.reading.absent = model::Reading::Absent::keeps_last;
    policy.reading.unreadable = model::Reading::Unreadable::keeps_last;
    const BlockLists lists(Kind::processes,
                           {RegistryValue::absent(), text("a.exe"), RegistryValue::of_number()},
                           {named("a.exe")}, policy);
    CHECK_FALSE(lists.follows_from_value());
    const auto of_a = lists.at_start(1);
    CHECK(lists.behind_poll(of_a, 0) == of_a);
    CHECK(lists.behind_poll(of_a, 2) == of_a);
    CHECK(lists.list(lists.at_start(0)).clients == 0);
    CHECK(lists.list(lists.at_start(2)).clients == 0);
    CHECK(lists.behind_poll(lists.at_start(2), 1) == of_a);
}

}  // namespace
}  // namespace holdfast::tests
