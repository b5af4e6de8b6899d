// The file of what is known and accepted. It is written for people to review: TOML with a block for each
// finding, sorted, the same bytes for the same content. Reasons and comments above a block stay as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "reports/known_finding.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::reports::cli {

struct BaselineFile {
    std::vector<std::string> comments;  ///< lines before everything else
    std::vector<KnownFinding> known;    ///< each key once
};

/// Every text gives a baseline or at least one diagnostic. `path` serves messages only.
[[nodiscard]] tl::expected<BaselineFile, scenarios::Diagnostics> parse_baseline(std::string_view text,
                                                                                const std::string& path);

/// Reads and parses a file; one that is missing or cannot be read is a diagnostic, too.
[[nodiscard]] tl::expected<BaselineFile, scenarios::Diagnostics> read_baseline(const std::string& path);

/// The text of the file. `known` is in the order of its keys.
[[nodiscard]] std::string to_text(const BaselineFile& file);

/// The path of a scenario as a baseline has it: from its own folder, with what is no text escaped.
[[nodiscard]] std::string path_in_baseline(const std::string& scenario, const std::string& baseline);

}  // namespace holdfast::reports::cli
