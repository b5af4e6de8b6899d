// Which cases of all that were found a run is about: by the name of the scenario, of the case, by a tag, by a
// property. Each of these takes patterns: `*` stands for any text, slashes included, `?` for one byte,
// `[a-z]` for one of some, and a pattern has to fit the whole of a name, which without any of these is
// itself. Several patterns of a kind: one of them has to fit; several kinds: all of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "reports/cli/case_search.hpp"
#include "reports/cli/command_line.hpp"
#include "reports/report.hpp"
#include "scenarios/format/scenario.hpp"

namespace holdfast::reports::cli {

/// Whether a pattern fits the whole of a name.
[[nodiscard]] bool fits(const std::string& pattern, const std::string& name);

/// The names by which `--name` knows a scenario: its path, its file, and its file without .toml.
[[nodiscard]] std::vector<std::string> names_of(const scenarios::Scenario& scenario);

/// The cases that are asked for, in order; or why none, a sentence for each pattern that fits nothing.
[[nodiscard]] tl::expected<std::vector<CaseOfScenario>, std::vector<std::string>>
chosen_cases(const std::vector<scenarios::Scenario>& scenarios, const CaseChoice& choice);

/// Of the report what is asked for: where properties are chosen, only these, and no counts.
void keep_chosen(CaseReport& report, const CaseChoice& choice);

}  // namespace holdfast::reports::cli
