// One trace on the terminal: what it shows, the start, numbered steps in columns with only what changed under
// each, the decisive step with `!!` in the margin, one sentence, and the command that repeats it.
#pragma once

#include <string>

#include "reports/report.hpp"
#include "reports/text.hpp"

namespace holdfast::reports {

/// The trace of a property that has one.
[[nodiscard]] std::string trace_text(const PropertyReport& property, const TextOptions& options);

/// The start and the steps of a trace, without a word on what it shows.
[[nodiscard]] std::string start_and_steps_text(const Trace& trace, const TextOptions& options);

/// "!!", the margin of everything that must not be overlooked.
inline constexpr const char* alarm_margin = "!! ";
inline constexpr const char* empty_margin = "   ";

}  // namespace holdfast::reports
