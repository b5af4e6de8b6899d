// The servers of Exchange that a file names, with all values that ever stand in their registries.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/blocking/server.hpp"
#include "scenarios/format/reader.hpp"

namespace holdfast::scenarios {

/// The servers of Exchange, and all values that stand in their registries or are written there.
struct DraftExchange {
    std::vector<model::Server> servers;
    std::vector<model::RegistryValue> values{model::RegistryValue::absent()};

    [[nodiscard]] std::size_t number_of(const model::RegistryValue& value);
};

[[nodiscard]] DraftExchange read_servers(const Table& file, Complaints& complaints);

/// A value of a registry, as its number among those of `exchange`: a string is one of type REG_SZ, a number
/// or an array one of a wrong type, and false none.
[[nodiscard]] std::optional<std::size_t> read_registry_value(const Table& table, std::string_view key,
                                                             DraftExchange& exchange);

}  // namespace holdfast::scenarios
