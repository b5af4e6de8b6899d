#include "model/blocking/blocking_judge.hpp"

#include <algorithm>

#include "model/blocking/gate.hpp"
#include "model/snapshot.hpp"

namespace holdfast::model {

BlockingJudge::BlockingJudge(const Layout& layout) : layout_(layout)
{
    for (std::size_t server = 0; server < layout.servers.size(); ++server) {
        for (const std::uint16_t program : layout.servers[server].clients)
            clients_.push_back({server, program});
    }
}

std::size_t BlockingJudge::parts_of(PropertyIndex property) const
{
    switch (property) {
    case PropertyIndex::blocked_connected: return std::max<std::size_t>(1, clients_.size());
    case PropertyIndex::poll_starved: return std::max<std::size_t>(1, layout_.servers.size());
    default: return 1;
    }
}

void BlockingJudge::set_bounds(checker::Property& blocked_connected) const
{
    if (clients_.empty()) return;
    for (const ClientOfServer& client : clients_)
        blocked_connected.bounds.push_back(layout_.world.servers[client.server].poll);
    blocked_connected.bound = std::ranges::max(blocked_connected.bounds);
}

checker::PropertyMask BlockingJudge::owes(const std::uint64_t* words, checker::PropertyMask asked,
                                          std::size_t part) const
{
    checker::PropertyMask found = 0;
    if ((asked & bit(PropertyIndex::blocked_connected)) != 0 && part < clients_.size() &&
        will_be_blocked(words, clients_[part]))
        found |= bit(PropertyIndex::blocked_connected);
    if ((asked & bit(PropertyIndex::poll_starved)) != 0 && is_due(words, part))
        found |= bit(PropertyIndex::poll_starved);
    return found;
}

checker::PropertyMask BlockingJudge::pays(const std::uint64_t* words, checker::PropertyMask asked,
                                          std::size_t part) const
{
    checker::PropertyMask found = 0;
    if ((asked & bit(PropertyIndex::blocked_connected)) != 0 && part < clients_.size() &&
        (!will_be_blocked(words, clients_[part]) || is_out_for_good(words, clients_[part])))
        found |= bit(PropertyIndex::blocked_connected);
    if ((asked & bit(PropertyIndex::poll_starved)) != 0 && !is_due(words, part))
        found |= bit(PropertyIndex::poll_starved);
    return found;
}

bool BlockingJudge::polls_have_news(const std::uint64_t* words) const
{
    const Snapshot state(layout_, words);
    for (std::size_t server = 0; server < layout_.servers.size(); ++server) {
        if (Gate(layout_, state, server).has_news()) return true;
    }
    return false;
}

bool BlockingJudge::will_be_blocked(const std::uint64_t* words, const ClientOfServer& client) const
{
    const Snapshot state(layout_, words);
    return Gate(layout_, state, client.server).is_told_to_block(client.program);
}

/// Not only that it is not connected now: whoever was checked already, or would still pass the check, can be
/// in a moment, and then it would be connected at a time at which nobody who is blocked may be.
bool BlockingJudge::is_out_for_good(const std::uint64_t* words, const ClientOfServer& client) const
{
    const Snapshot state(layout_, words);
    const Gate gate(layout_, state, client.server);
    if (gate.is_connected(client.program)) return false;
    if (is_past_its_check(state, client)) return false;
    return !gate.store_runs() || gate.blocks(client.program) || !may_connect(state, client);
}

bool BlockingJudge::is_past_its_check(const Snapshot& state, const ClientOfServer& client) const
{
    const Point& point = state.point(client.program);
    if (point.kind != Point::Kind::inside) return false;
    const Call& call = layout_.programs[client.program].script.possibilities[point.first].call;
    return call.kind == CallKind::connect && call.node.server == client.server;
}

/// Where it may be started anew it may do all again, whatever it has still to do.
bool BlockingJudge::may_connect(const Snapshot& state, const ClientOfServer& client) const
{
    const ProgramLayout& program = layout_.programs[client.program];
    const bool starts_anew =
        program.fields.restarts.present() &&
        state.get(program.fields.restarts) < layout_.world.programs[client.program].restarts;
    const auto at = starts_anew ? program.script.start : state.get(program.fields.at);
    return program.may_connect[client.server][at];
}

bool BlockingJudge::is_due(const std::uint64_t* words, std::size_t server) const
{
    if (server >= layout_.servers.size()) return false;
    const Snapshot state(layout_, words);
    return Gate(layout_, state, server).poll_is_due();
}

}  // namespace holdfast::model
