#include "model/blocking/blocking_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/blocking/blocking_judge.hpp"
#include "model/blocking/gate.hpp"
#include "model/calls/call_words.hpp"
#include "model/names.hpp"

namespace holdfast::model {
namespace {

/// Whom it keeps out, by name: "runs, keeps out reader".
std::string describe_store(const Layout& layout, const Snapshot& state, std::size_t number)
{
    if (state.get(layout.servers[number].down) != 0) return "is stopped";
    std::vector<std::string> out;
    for (const std::uint16_t p : layout.servers[number].clients) {
        if (Gate(layout, state, number).blocks(p)) out.push_back(name_of_program(layout, p));
    }
    const Server& stated = layout.world.servers[number];
    const std::string where =
        stated.nodes.size() > 1
            ? fmt::format(" on {}", stated.nodes[state.get(layout.servers[number].active)].name)
            : "";
    return fmt::format("runs{}, {}", where, out.empty() ? "keeps nobody out" : "keeps out " + join(out));
}

std::string explain_blocked_connected(const Layout& layout, const Snapshot& state, std::size_t part)
{
    const auto client = BlockingJudge(layout).clients()[part];
    const Gate gate(layout, state, client.server);
    const std::string& server = layout.world.servers[client.server].name;
    const std::string now =
        say(layout, gate.is_connected(client.program) ? Sentence<0>("is <connected> to")
                                                      : Sentence<0>("can still <connect> to"));
    return fmt::format("{} {} {}, though {} blocks it for longer than it takes to the next poll{}.",
                       program_in_session(layout, client.program), now, server, say(layout, "the <registry>"),
                       gate.blocks(client.program) ? "; the store knows" : "; the store does not know");
}

}  // namespace

std::string describe_poll(const Layout& layout, PollStage stage)
{
    if (layout.grain == Grain::call) return "polls";
    switch (stage) {
    case PollStage::none: return say(layout, "polls: reads the <registry>");
    case PollStage::read: return "polls: puts what it read into effect";
    case PollStage::cutting: break;
    }
    return "polls: cuts a connection";
}

std::string describe_connection(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const ConnectionOf connection = connection_of(state.get(layout.programs[p].fields.connection));
    switch (connection.state) {
    case ConnectionState::none: return {};
    case ConnectionState::cut: return "its connection was cut";
    case ConnectionState::lost: return "its connection was lost";
    case ConnectionState::open: break;
    }
    return say(layout, "<connected> to {}", layout.world.servers[connection.server].name);
}

void describe_servers(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    for (std::size_t s = 0; s < layout.servers.size(); ++s) {
        const ServerLayout& server = layout.servers[s];
        const Server& stated = layout.world.servers[s];
        for (std::size_t k = 0; k < server.nodes.size(); ++k) {
            if (server.processes.values().size() > 1) {
                rows.push_back({say(layout, "<process> list on {}", stated.nodes[k].name),
                                in_words(server.processes.values()[state.get(server.nodes[k].processes)])});
            }
            if (server.versions.values().size() > 1) {
                rows.push_back({fmt::format("version list on {}", stated.nodes[k].name),
                                in_words(server.versions.values()[state.get(server.nodes[k].versions)])});
            }
        }
        rows.push_back({fmt::format("store of {}", stated.name), describe_store(layout, state, s)});
        if (server.poll_in.present() && state.get(server.down) == 0) {
            const std::uint64_t left = state.get(server.poll_in);
            rows.push_back({fmt::format("next poll of {}", stated.name),
                            left == 0 ? "now" : fmt::format("in {}", minutes_in_words(left)), false});
        }
    }
}

std::string why_without_a_step(const Layout& layout, std::size_t process)
{
    const std::size_t first = layout.programs.size() + layout.crashers.size();
    if (process >= first + layout.happenings.size()) return "cannot go on: something urgent is left to do";
    const bool polls = layout.happenings[process - first].kind == Happening::Kind::poll;
    return polls ? "has no poll that is due" : "finds nothing that it could take away";
}

std::string explain_blocking(const Layout& layout, PropertyIndex property, const Snapshot& state,
                             const Told& told, const Narrator& narrator, std::size_t part)
{
    const auto who = [&] { return program_in_session(layout, told.program); };
    switch (property) {
    case PropertyIndex::blocked_connected: return explain_blocked_connected(layout, state, part);
    case PropertyIndex::blocked_admitted:
        return fmt::format("{} got in though the list in force blocks it: it was checked before that list "
                           "came into force, and let in after.",
                           who());
    case PropertyIndex::unblocked_refused:
        return fmt::format("{} was refused, though the value that the store read last does not block it.",
                           who());
    case PropertyIndex::unlisted_cut:
        return say(layout, "The store went by what it had read, not by what its <registry> says now: {}.",
                   narrator.events.empty() ? std::string{"a connection was cut"} : narrator.events.back());
    case PropertyIndex::nameless_differently:
        return fmt::format("{} declares no name and was refused, because an item of the list is empty.",
                           who());
    case PropertyIndex::failed_access_unblocked:
        return fmt::format("The {} of {} failed, and not because its client is blocked: {}.",
                           name_of_call(layout, *told.call), who(),
                           narrator.alarms.empty() ? say(layout, "its <profile> cannot be used")
                                                   : narrator.alarms.back());
    case PropertyIndex::poll_starved:
        return fmt::format("The poll of {} is due, and so it can stay for ever.",
                           layout.world.servers[part].name);
    default: break;
    }
    return "Somebody always has something urgent to do, so that time can never pass again.";
}

}  // namespace holdfast::model
