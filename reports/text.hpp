// The terminal. A line for each case, or for each scenario where there are many; under it, where it is
// wanted, the trace of each violation, told so that someone who has never seen the tool follows it at first
// reading; at the end a summary. Pure functions: the caller decides about colour, times, detail and traces.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "reports/report.hpp"

namespace holdfast::reports {

enum class TracesShown {
    all,         ///< every violation and every witness
    unexpected,  ///< only of properties whose expectation is not met
    none,
};

/// How much is said of what is as expected. Of what is not, the reasons are always given.
enum class Detail {
    quiet,       ///< nothing; and of the rest only how to see it again
    scenarios,   ///< a line for each scenario
    cases,       ///< a line for each case
    properties,  ///< and one for each of its properties
};

struct TextOptions {
    TracesShown traces = TracesShown::all;
    Detail detail = Detail::cases;
    bool colour = false;
    bool times = true;        ///< the only part of the text that differs between two runs
    std::size_t width = 100;  ///< columns; only the command that replays a trace may be longer
};

/// The line of a case and what belongs under it.
[[nodiscard]] std::string case_text(const CaseReport& report, const TextOptions& options);

/// The line of a scenario, whose cases these are, and under it those that are not as expected.
[[nodiscard]] std::string scenario_text(std::span<const CaseReport> cases, const TextOptions& options);

/// Why a case is not as expected, and how to see it again, in a few lines; empty where it is as expected or
/// known.
[[nodiscard]] std::string brief_text(const CaseReport& report, const TextOptions& options);

/// Why a case is not as expected, each reason in one line with the place of the case; none where it is.
[[nodiscard]] std::vector<std::string> unmet_expectations(const CaseReport& report);

/// What a file says that can no longer fail, a line each; `strict` says that this is a failure. Of many, some
/// are counted.
[[nodiscard]] std::string warnings_text(const std::vector<Warning>& warnings, bool strict,
                                        const TextOptions& options);

/// What all cases come to. The line with times comes last, if at all.
/// What all cases come to, on one screen; where only scenarios had a line, with the first cases that are not
/// as expected. The line with times comes last, if at all.
[[nodiscard]] std::string summary_text(const Report& report, const TextOptions& options);

/// Both, for all cases.
[[nodiscard]] std::string to_text(const Report& report, const TextOptions& options);

}  // namespace holdfast::reports
