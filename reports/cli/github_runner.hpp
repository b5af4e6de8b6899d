// Whether the program runs inside GitHub Actions, and the file in which the runner collects the summary of a
// job.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace holdfast::reports::cli {

/// GITHUB_ACTIONS is "true".
[[nodiscard]] bool on_github_runner();

/// The text as it is; inside GitHub Actions without anything that the runner would take for a command.
[[nodiscard]] std::string safe_for_runner(std::string_view text);

/// Annotations on standard error, so that what is written to standard output stays as it is, and the summary
/// of the job. Outside GitHub Actions nothing.
void tell_runner(const Report& report);

}  // namespace holdfast::reports::cli
