// The glue between a case of a scenario and the reports, which know nothing of scenarios.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "checker/system.hpp"
#include "reports/describe.hpp"
#include "scenarios/format/parse.hpp"
#include "scenarios/format/scenario.hpp"

namespace holdfast::reports::cli {

/// The scenario in a file, or what is wrong with it. While it waits for a pipe, the first signal ends the
/// program.
[[nodiscard]] tl::expected<scenarios::Scenario, scenarios::Diagnostics>
read_scenario(const std::string& file);

/// What a report says of the case besides what is found.
[[nodiscard]] CaseHead head_of(const scenarios::Scenario& scenario, const scenarios::Case& one);

/// The system of a case, or why it cannot be checked, at the place of the case.
[[nodiscard]] tl::expected<std::unique_ptr<checker::System>, scenarios::Diagnostic>
system_of(const scenarios::Scenario& scenario, const scenarios::Case& one);

/// An error of a scenario, on standard error.
void print_diagnostic(const scenarios::Diagnostic& diagnostic);

/// The case of that name, or nothing.
[[nodiscard]] const scenarios::Case* find_case(const scenarios::Scenario& scenario, const std::string& name);

/// The names of all cases, in order.
[[nodiscard]] std::vector<std::string> case_names(const scenarios::Scenario& scenario);

/// The names of all properties of a case, in the order of its reports.
[[nodiscard]] std::vector<std::string> property_names(const scenarios::Case& one);

}  // namespace holdfast::reports::cli
