// Sequence diagrams for Mermaid: a column for each program, grouped by session, and one for what they share.
// GitHub and GitLab draw them inside Markdown.
#pragma once

#include <string>
#include <vector>

#include "reports/one_trace.hpp"
#include "reports/report.hpp"

namespace holdfast::reports {

/// Readers refuse a longer diagram (`maxTextSize`, which a diagram cannot raise by itself).
inline constexpr std::size_t longest_mermaid = 50'000;

/// The diagram of one trace. Where it would be longer than `longest_mermaid`, its notes are left out.
[[nodiscard]] std::string mermaid_diagram(const PropertyReport& property);

/// The first trace of all; a diagram that says so where there is none.
[[nodiscard]] std::string to_mermaid(const Report& report);

/// A file for each trace.
[[nodiscard]] std::vector<TraceFile> mermaid_files(const Report& report);

}  // namespace holdfast::reports
