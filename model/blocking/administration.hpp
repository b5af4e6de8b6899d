// What an administrator of Exchange does: edits the registry, stops and starts the store, moves it to another
// node of the cluster. None of it waits for the poll, and an edit tells the store nothing (domain: 8.7).
#pragma once

#include "model/blocking/store.hpp"
#include "model/calls/outcome.hpp"

namespace holdfast::model {

class Administration {
public:
    Administration(Turn& turn, const Call& call)
        : turn_(turn), call_(call), server_(turn.layout().servers[call.node.server]),
          store_(turn, call.node.server)
    {
        turn_.footprint = checker::Footprint::everything();
    }

    Outcome edit()
    {
        const bool everywhere = turn_.policy().blocking.cluster_registry == ClusterRegistry::replicated;
        for (std::size_t k = 0; k < server_.nodes.size(); ++k) {
            if (everywhere || k == call_.node.node) write(server_.nodes[k]);
        }
        if (everywhere || turn_.get(server_.active) == call_.node.node)
            turn_.set(server_.written, std::uint64_t{server_.written.present()});
        if (turn_.narrator() != nullptr) turn_.narrator()->edited(turn_, call_);
        return answered(Answer::s_ok);
    }

    Outcome stop()
    {
        if (store_.gate().store_runs()) store_.stop();
        return answered(Answer::s_ok);
    }

    Outcome start()
    {
        if (!store_.gate().store_runs()) store_.start();
        return answered(Answer::s_ok);
    }

    Outcome restart()
    {
        store_.start();
        return answered(Answer::s_ok);
    }

    /// Whatever the node knew when it last ran the store is forgotten: it reads its registry as at any start.
    Outcome fail_over()
    {
        if (turn_.get(server_.active) == call_.node.node && store_.gate().store_runs())
            return answered(Answer::s_ok);
        turn_.set(server_.active, std::uint64_t{call_.node.node});
        store_.start();
        return answered(Answer::s_ok);
    }

private:
    void write(const ServerLayout::Node& node)
    {
        const std::size_t server = call_.node.server;
        if (call_.processes) turn_.set(node.processes, number_of(server, *call_.processes, true));
        if (call_.versions) turn_.set(node.versions, number_of(server, *call_.versions, false));
    }

    [[nodiscard]] std::uint64_t number_of(std::size_t server, std::size_t value, bool processes) const
    {
        const ServerLayout& layout = turn_.layout().servers[server];
        const BlockLists& lists = processes ? layout.processes : layout.versions;
        return lists.number_of_value(turn_.layout().world.values[value]);
    }

    Turn& turn_;
    const Call& call_;
    const ServerLayout& server_;
    Store store_;
};

}  // namespace holdfast::model
