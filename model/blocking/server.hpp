// A server of Exchange as a scenario has it: an information store that runs on one node, or on one of several
// nodes of a cluster, each with a registry of its own (KB 920185: "even if you are in a cluster").
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/blocking/client.hpp"
#include "model/blocking/registry_value.hpp"

namespace holdfast::model {

struct Node {
    std::string name;
    std::size_t processes = 0;  ///< index into World::values: "Disable MAPI Client Processes" at the start
    std::size_t versions = 0;   ///< "Disable MAPI Clients", likewise

    bool operator==(const Node&) const = default;
};

struct Server {
    std::string name;
    std::vector<Node> nodes;        ///< at least one; the first runs the store at the start
    std::uint32_t poll = 15;        ///< minutes from one look at the registry to the next (KB 920185)
    std::uint32_t first_poll = 15;  ///< minutes from the start of the scenario to the first; at most `poll`

    bool operator==(const Server&) const = default;
};

/// A server, or a node of one.
struct NodeName {
    std::uint16_t server = 0;  ///< index into World::servers
    std::uint16_t node = 0;    ///< index into Server::nodes

    bool operator==(const NodeName&) const = default;
};

}  // namespace holdfast::model
