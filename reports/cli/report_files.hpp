// The reports that are asked for, on their way to files, folders and standard output.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/cli/command_line.hpp"
#include "reports/cli/output.hpp"
#include "reports/report.hpp"

namespace holdfast::reports::cli {

/// Why the report could not be written, found out before anything is searched; nothing where it can.
[[nodiscard]] std::optional<std::string> why_not_writable(const Wish& wish);

/// Whether the report would take the place of that file.
[[nodiscard]] bool would_replace(const Wish& wish, const std::string& file);

/// Writes it; what could not be written, a sentence each. Warns on standard error of traces that a single
/// file has no room for.
[[nodiscard]] std::vector<std::string> write_report(const Wish& wish, const Report& report, Output& output);

}  // namespace holdfast::reports::cli
