// What the sources leave open about the blocking of clients (domain: 6.5, A20 to A24), each a switch. How a
// value of the registry is read as a list is a matter of its own: reading.hpp.
#pragma once

#include <cstdint>

#include "model/blocking/reading.hpp"

namespace holdfast::model {

enum class ProcessListKey : std::uint8_t { parameters_system, elsewhere };
enum class ValueRead : std::uint8_t { polled, at_start };
enum class PollPhase : std::uint8_t { from_start, by_the_clock };
enum class ChangeSeenBy : std::uint8_t { value, write };
enum class CutsAt : std::uint8_t { change, every_poll };
enum class OpenConnections : std::uint8_t { cut, kept };
enum class RemovalSeen : std::uint8_t { at_poll, at_restart };
enum class Admission : std::uint8_t { check_then_insert, one_step };
enum class ProcessNameFrom : std::uint8_t { client, file };
enum class NamelessClients : std::uint8_t { let_in, kept_out };
enum class OlderClients : std::uint8_t { let_in, kept_out };
enum class ServerComponents : std::uint8_t { treated_alike, exempt };
enum class BothValues : std::uint8_t { either, processes_first };
enum class ClusterRegistry : std::uint8_t { per_node, replicated };
enum class Refusal : std::uint8_t { version, client_version_disallowed, logon_failed, network_error };

struct BlockingPolicy {
    Reading reading{};
    ProcessListKey process_list_key = ProcessListKey::parameters_system;   // A20
    ValueRead value_read = ValueRead::polled;                              // C4, C7
    PollPhase poll_phase = PollPhase::from_start;                          // 6.5 no. 12
    ChangeSeenBy change_seen_by = ChangeSeenBy::value;                     // 6.5 no. 18
    CutsAt cuts_at = CutsAt::change;                                       // 6.5 no. 15
    OpenConnections open_connections = OpenConnections::cut;               // A21
    RemovalSeen removal_seen = RemovalSeen::at_poll;                       // 6.5 no. 13
    Admission admission = Admission::check_then_insert;                    // 6.5 no. 15
    ProcessNameFrom process_name_from = ProcessNameFrom::client;           // A22
    NamelessClients nameless_clients = NamelessClients::let_in;            // A22
    OlderClients older_clients = OlderClients::let_in;                     // 6.5 no. 9
    ServerComponents server_components = ServerComponents::treated_alike;  // 6.5 no. 11
    BothValues both_values = BothValues::either;                           // 6.5 no. 10
    ClusterRegistry cluster_registry = ClusterRegistry::per_node;          // 6.5 no. 17
    Refusal refusal = Refusal::version;                                    // A24

    bool operator==(const BlockingPolicy&) const = default;
};

}  // namespace holdfast::model
