#include "model/blocking/server_layout.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/script_questions.hpp"

namespace holdfast::model {
namespace {

/// An absent one first.
std::vector<RegistryValue> values_of(const Layout& layout, std::size_t server, bool processes)
{
    std::vector<RegistryValue> values{RegistryValue::absent()};
    const auto add = [&](std::size_t value) {
        const RegistryValue& each = layout.world.values[value];
        if (std::ranges::find(values, each) == values.end()) values.push_back(each);
    };
    for (const Node& node : layout.world.servers[server].nodes)
        add(processes ? node.processes : node.versions);
    for (const ProgramLayout& program : layout.programs) {
        for (const Possibility& each : program.script.possibilities) {
            if (each.call.kind != CallKind::edit || each.call.node.server != server) continue;
            if (const auto value = processes ? each.call.processes : each.call.versions) add(*value);
        }
    }
    return values;
}

void find_clients(Layout& layout, ServerLayout& server, std::size_t number)
{
    const auto connects = [&](const Call& call) {
        return call.kind == CallKind::connect && call.node.server == number;
    };
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        const Script& script = layout.programs[p].script;
        if (any_call(script, connects)) server.clients.push_back(static_cast<std::uint16_t>(p));
        layout.programs[p].may_connect.push_back(
            points_before(script, [&](const Call& call, bool) { return connects(call); }));
    }
}

void place_server(const Layout& layout, const Server& stated, ServerLayout& server, Packer& packer)
{
    const BlockingPolicy& policy = layout.policy.blocking;
    const bool polls = policy.value_read == ValueRead::polled;
    const bool in_parts = polls && layout.grain == Grain::micro;
    const std::size_t most_processes = server.processes.values().size() - 1;
    const std::size_t most_versions = server.versions.values().size() - 1;
    const bool stops = std::ranges::any_of(layout.programs, [](const ProgramLayout& program) {
        return makes(program.script, CallKind::stop_store);
    });
    server.down = packer.flag(stops);
    server.active = packer.field(stated.nodes.size() - 1);
    server.poll_in = packer.field(polls ? stated.poll : 0);
    server.stage = packer.field(in_parts ? static_cast<std::uint64_t>(PollStage::cutting) : 0);
    server.read_processes = packer.field(in_parts ? most_processes : 0);
    server.read_versions = packer.field(in_parts ? most_versions : 0);
    server.seen_processes = packer.field(most_processes);
    server.seen_versions = packer.field(most_versions);
    server.process_list =
        packer.field(server.processes.follows_from_value() ? 0 : server.processes.list_count() - 1);
    server.version_list =
        packer.field(server.versions.follows_from_value() ? 0 : server.versions.list_count() - 1);
    server.written = packer.flag(polls && policy.change_seen_by == ChangeSeenBy::write);
    server.read_written = packer.flag(server.written.present() && layout.grain == Grain::micro);
    for (std::size_t k = 0; k < stated.nodes.size(); ++k)
        server.nodes.push_back({packer.field(most_processes), packer.field(most_versions)});
}

}  // namespace

void read_servers(Layout& layout)
{
    std::vector<Client> clients;
    for (const Program& program : layout.world.programs) clients.push_back(program.client);
    const BlockingPolicy& policy = layout.policy.blocking;
    for (std::size_t s = 0; s < layout.world.servers.size(); ++s) {
        ServerLayout server;
        server.processes = {BlockLists::Kind::processes, values_of(layout, s, true), clients, policy};
        server.versions = {BlockLists::Kind::versions, values_of(layout, s, false), clients, policy};
        find_clients(layout, server, s);
        layout.servers.push_back(std::move(server));
    }
}

std::string why_too_many_lists(const Layout& layout)
{
    for (std::size_t s = 0; s < layout.servers.size(); ++s) {
        const ServerLayout& server = layout.servers[s];
        if (!server.processes.has_too_many() && !server.versions.has_too_many()) continue;
        return fmt::format("the values that are written to {} come to more than {} lists in force: with "
                           "removal-seen = at-restart whoever was listed once stays listed, and each way "
                           "of it is a list of its own",
                           layout.world.servers[s].name, BlockLists::most_lists);
    }
    return {};
}

void place_servers(Layout& layout, Packer& packer)
{
    for (std::size_t s = 0; s < layout.servers.size(); ++s)
        place_server(layout, layout.world.servers[s], layout.servers[s], packer);
}

}  // namespace holdfast::model
