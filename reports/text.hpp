// The terminal. One line per case; under it, where it is wanted, the trace of each violation, told so that
// someone who has never seen the tool follows it at first reading; at the end a summary. Pure functions: the
// caller decides about colour, times and which traces.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/report.hpp"

namespace holdfast::reports {

enum class TracesShown {
    all,         ///< every violation and every witness
    unexpected,  ///< only of properties whose expectation is not met
    none,
};

struct TextOptions {
    TracesShown traces = TracesShown::all;
    bool colour = false;
    bool times = true;        ///< the only part of the text that differs between two runs
    std::size_t width = 100;  ///< columns; only the command that replays a trace may be longer
};

/// The line of a case and what belongs under it.
[[nodiscard]] std::string case_text(const CaseReport& report, const TextOptions& options);

/// Why a case is not as expected, each reason in one line with the place of the case; none where it is.
[[nodiscard]] std::vector<std::string> unmet_expectations(const CaseReport& report);

/// What all cases come to. The line with times comes last, if at all.
[[nodiscard]] std::string summary_text(const Report& report, const TextOptions& options);

/// Both, for all cases.
[[nodiscard]] std::string to_text(const Report& report, const TextOptions& options);

}  // namespace holdfast::reports
