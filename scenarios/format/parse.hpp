// Text to scenario. All errors of a file are reported at once, each with its place and advice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "scenarios/format/scenario.hpp"

namespace holdfast::scenarios {

struct Diagnostic {
    std::string path;
    Position where;
    std::string message;    ///< what is wrong and what was expected
    std::string advice;     ///< "did you mean 'logon'?"; may be empty
    std::string line_text;  ///< the offending line, for the caret; empty where there is none (a missing file)
    std::size_t line_text_from =
        1;  ///< the column of its first code point: more than 1 where a line is very long
};

/// As the terminal shows it: file:line:column: error: message; the line; a caret; the advice.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

using Diagnostics = std::vector<Diagnostic>;  ///< in the order of their places

/// As many errors as a person can use; the others are only counted.
inline constexpr std::size_t most_printed_diagnostics = 100;

/// All of them, one below the other; behind the first hundred only "and N more errors".
[[nodiscard]] std::string to_text(const Diagnostics& diagnostics);

/// A text of this many bytes or more is refused unread: 10 MB.
inline constexpr std::size_t refused_size = 10'000'000;

/// Every text gives a scenario or at least one diagnostic. `path` serves messages only.
[[nodiscard]] tl::expected<Scenario, Diagnostics> parse(std::string_view text, std::string path);

/// The bytes of a file; what keeps it from being read is a Diagnostic. `what` is for messages: "a scenario".
[[nodiscard]] tl::expected<std::string, Diagnostics> text_of_file(const std::string& path,
                                                                  std::string_view what);

/// Reads and parses a file; a missing, unreadable, binary or oversized file or a directory is a Diagnostic
/// too.
[[nodiscard]] tl::expected<Scenario, Diagnostics> read(const std::string& path);

}  // namespace holdfast::scenarios
