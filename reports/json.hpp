// For programs. The keys come in a fixed order and results stand apart from measurements, so that two runs
// can be compared as text: `results` is the same for every machine, compiler and run, `measurements` is not.
// report.schema.json says what is in it.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

/// The version of the format; it grows when something is renamed, removed or means something else.
inline constexpr int json_format_version = 1;

/// The whole report, indented, with a newline at the end. Valid UTF-8 whatever the names are: bytes that are
/// not become U+FFFD.
[[nodiscard]] std::string to_json(const Report& report);

}  // namespace holdfast::reports
