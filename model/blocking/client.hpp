// A program as a client of Exchange: what it is called, and what it says that it is.
#pragma once

#include <optional>
#include <string>

#include "model/blocking/policy.hpp"
#include "model/blocking/version_ranges.hpp"

namespace holdfast::model {

/// The first version of a client that the process list is about (KB 920185, MS-OXCRPC).
inline constexpr ClientVersion outlook_2003{{11, 0, 0, 0}};

struct Client {
    std::string file{};                     ///< the name of its executable, with its path if that matters
    std::optional<std::string> declares{};  ///< the name that it sends to the server (AUX_PERF_PROCESSINFO)
    ClientVersion version = outlook_2003;   ///< of its MAPI provider, Emsmdb32
    bool is_part_of_server = false;         ///< such as the System Attendant

    bool operator==(const Client&) const = default;
};

/// Clients before Outlook 2003 send no process name (domain: 6.3).
[[nodiscard]] inline bool is_older(const Client& client) { return client.version < outlook_2003; }

/// What the store takes for the name of its process, if anything.
[[nodiscard]] inline std::optional<std::string> process_name(const Client& client, ProcessNameFrom from)
{
    if (is_older(client)) return std::nullopt;
    if (from == ProcessNameFrom::file) return client.file.empty() ? std::nullopt : std::optional(client.file);
    return client.declares;
}

}  // namespace holdfast::model
