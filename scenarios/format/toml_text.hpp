// TOML as text: from a file's bytes to its tables, with complaints that help instead of exceptions, and a
// string back to what stands between quotes. Files of every kind that we read go through here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <toml++/toml.h>

#include "scenarios/format/complaints.hpp"

namespace holdfast::scenarios {

/// The tables of a text; nothing where it is no UTF-8 or no TOML, which has then been complained about.
/// `what` is for messages: "a scenario".
[[nodiscard]] std::optional<toml::table> toml_of(std::string_view text, const std::string& path,
                                                 std::string_view what, Complaints& complaints);

/// The text in quotes.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace holdfast::scenarios
