// Amounts with a unit, as limits have them: "512MiB", "60s". A bare number would leave open of what.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "scenarios/format/complaints.hpp"

namespace holdfast::scenarios {

/// Bytes; at least 1. Complains and gives nothing where the text is no amount of memory.
[[nodiscard]] std::optional<std::uint64_t> read_memory(std::string_view text, Position where,
                                                       Complaints& complaints);

/// The same of a text that stands in no file: what is wrong with it comes back as a clause.
[[nodiscard]] tl::expected<std::uint64_t, std::string> memory_in(std::string_view text);

/// Whole seconds; at least 1.
[[nodiscard]] std::optional<std::uint64_t> read_time(std::string_view text, Position where,
                                                     Complaints& complaints);

/// Whole minutes of the model's clock, at least one and at most a week: "15m", "1h30m".
[[nodiscard]] std::optional<std::uint32_t> read_minutes(std::string_view text, Position where,
                                                        Complaints& complaints);

/// The same, where "0m" is one too.
[[nodiscard]] std::optional<std::uint32_t> read_minutes_or_none(std::string_view text, Position where,
                                                                Complaints& complaints);

}  // namespace holdfast::scenarios
