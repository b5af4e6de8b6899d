#include "model/blocking/blocking_switches.hpp"

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "checker/assert.hpp"
#include "model/blocking/reading_switches.hpp"

namespace holdfast::model {
namespace {

/// Reads and writes one switch of a BlockingPolicy by the number of its alternative.
template <auto Member>
struct Access {
    static std::size_t get(const Policy& policy) { return static_cast<std::size_t>(policy.blocking.*Member); }

    static void set(Policy& policy, std::size_t alternative)
    {
        using Value = std::remove_reference_t<decltype(policy.blocking.*Member)>;
        policy.blocking.*Member = static_cast<Value>(alternative);
    }
};

/// The same for the switch of Reading with that number.
template <std::size_t Number>
struct ReadingAccess {
    static std::size_t get(const Policy& policy)
    {
        return reading_switches()[Number].get(policy.blocking.reading);
    }

    static void set(Policy& policy, std::size_t alternative)
    {
        reading_switches()[Number].set(policy.blocking.reading, alternative);
    }
};

template <auto Member>
constexpr Switch make(std::string_view name, std::string_view assumption, std::string_view question,
                      std::string_view source, std::span<const Alternative> alternatives)
{
    return {name, assumption, question, source, alternatives, &Access<Member>::get, &Access<Member>::set};
}

using A = Alternative;
using P = BlockingPolicy;

constexpr std::array process_list_key{
    A{"parameters-system", "", "the subkey ParametersSystem of the store's service, where edits go too"},
    A{"elsewhere", "other",
      "another subkey than the one that administrators edit: the store finds no process list"},
};
constexpr std::array value_read{
    A{"polled", "", "at the start of the store and at every poll"},
    A{"at-start", "", "at the start of the store only, so that a change needs a restart"},
};
constexpr std::array poll_phase{
    A{"from-start", "", "counted from the start of the store"},
    A{"by-the-clock", "", "at the same minutes of the hour, whenever the store was started"},
};
constexpr std::array change_seen_by{
    A{"value", "", "another value than the one that was read last"},
    A{"write", "", "any write since then, of the same value too"},
};
constexpr std::array cuts_at{
    A{"change", "", "a poll that finds a change"},
    A{"every-poll", "", "any poll"},
};
constexpr std::array open_connections{
    A{"cut", "a", "are disconnected at the poll"},
    A{"kept", "b", "stay until their client gives them up; those of a blocked version are cut all the same"},
};
constexpr std::array removal_seen{
    A{"at-poll", "", "at the poll, like an addition"},
    A{"at-restart", "", "at the next start of the store; until then the client stays blocked"},
};
constexpr std::array admission{
    A{"check-then-insert", "", "the check and the insertion are two steps"},
    A{"one-step", "", "one step, with nothing in between"},
};
constexpr std::array process_name_from{
    A{"client", "a", "what the client declares at connect (AUX_PERF_PROCESSINFO)"},
    A{"file", "b", "the name of its executable file, whatever it declares"},
};
constexpr std::array nameless_clients{
    A{"allowed", "a", "are let in"},
    A{"blocked", "b", "are kept out while there is a list"},
};
constexpr std::array older_clients{
    A{"allowed", "", "are let in, whatever the list says"},
    A{"blocked", "", "are kept out while there is a list"},
};
constexpr std::array server_components{
    A{"treated-alike", "", "are blocked like any other client"},
    A{"exempt", "", "are never blocked"},
};
constexpr std::array both_values{
    A{"either", "", "each blocks for itself"},
    A{"processes-first", "", "versions count only where there is no list of processes"},
};
constexpr std::array cluster_registry{
    A{"per-node", "", "each node has its own, and an edit is one of that node"},
    A{"replicated", "", "an edit reaches the registry of every node"},
};
constexpr std::array refusal{
    A{"version", "", "MAPI_E_VERSION"},
    A{"client-version-disallowed", "", "ecClientVerDisallowed"},
    A{"logon-failed", "", "MAPI_E_LOGON_FAILED"},
    A{"network-error", "", "MAPI_E_NETWORK_ERROR"},
};

constexpr std::array own_switches{
    make<&P::process_list_key>("process-list-key", "A20", "Where does the store look for the process list?",
                               "KB 288894 names ParametersSystem for the list of versions", process_list_key),
    make<&P::open_connections>(
        "open-connections", "A21", "What becomes of the open connections of a process that is newly blocked?",
        "KB 920185: \"these connections are immediately disconnected\", of a blocked version",
        open_connections),
    make<&P::process_name_from>(
        "process-name-from", "A22", "From where does the store know a process's name?",
        "MS-OXCRPC: the client sends it with its performance data", process_name_from),
    make<&P::nameless_clients>("nameless-clients", "A22", "What becomes of clients that declare no name?",
                               "silent", nameless_clients),
    make<&P::refusal>("refusal", "A24", "What does a blocked client's connect answer?",
                      "KB 328240: the logon fails; MS-OXCRPC has codes for versions", refusal),
    make<&P::older_clients>(
        "older-clients", "6.5 no. 9", "What becomes of clients before Outlook 2003, which declare no name?",
        "KB 920185: the program must \"use the Microsoft Office Outlook 2003 MAPI client version\"",
        older_clients),
    make<&P::both_values>("both-values", "6.5 no. 10", "What if both lists are set?", "silent", both_values),
    make<&P::server_components>("server-components", "6.5 no. 11",
                                "What if a component of the server itself is listed?", "silent",
                                server_components),
    make<&P::poll_phase>("poll-phase", "6.5 no. 12", "When are the polls?", "KB 920185: \"Every 15 minutes\"",
                         poll_phase),
    make<&P::value_read>("value-read", "C4, C7", "When does the store read the values?",
                         "KB 920185 asks for a restart, and says that changes are detected; KB 288894 too",
                         value_read),
    make<&P::removal_seen>("removal-seen", "6.5 no. 13",
                           "When does taking a client off the list take effect?",
                           "KB 920185: \"changes are immediately put into effect\"", removal_seen),
    make<&P::cuts_at>("cuts-at", "6.5 no. 15", "At which polls are blocked connections cut?",
                      "KB 920185: \"If the registry key changes\"", cuts_at),
    make<&P::admission>("admission", "6.5 no. 15", "Is a client checked and let in at once?", "silent",
                        admission),
    make<&P::cluster_registry>("cluster-registry", "6.5 no. 17", "Which registry does a cluster have?",
                               "KB 920185: \"even if you are in a cluster environment\"", cluster_registry),
    make<&P::change_seen_by>("change-seen-by", "6.5 no. 18", "What is a change?",
                             "KB 920185: \"If the registry key changes\"", change_seen_by),
};

template <std::size_t... Numbers>
void add_reading(std::vector<Switch>& all, std::index_sequence<Numbers...>)
{
    const auto add = [&](const ReadingSwitch& each, auto get, auto set) {
        all.push_back({each.name, each.assumption, each.question, each.source, each.alternatives, get, set});
    };
    (add(reading_switches()[Numbers], &ReadingAccess<Numbers>::get, &ReadingAccess<Numbers>::set), ...);
}

}  // namespace

std::vector<Switch> blocking_switches()
{
    constexpr std::size_t of_reading = 14;
    HOLDFAST_ASSERT(reading_switches().size() == of_reading, "there are {} switches of reading",
                    reading_switches().size());
    std::vector<Switch> all(own_switches.begin(), own_switches.end());
    add_reading(all, std::make_index_sequence<of_reading>{});
    return all;
}

}  // namespace holdfast::model
