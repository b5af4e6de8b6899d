// What a trace and a property come to, in the words that several formats share. All of it is printable: no
// control character and no change of writing direction is left, whatever a scenario calls its things. What a
// format has to escape besides is its own matter.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/report.hpp"

namespace holdfast::reports {

/// "scenarios/w1.toml [mended]"
[[nodiscard]] std::string case_label(const CaseReport& report);

/// "in-use-purge is violated in 4 steps", "orphan is violated by a loop of 2 steps behind 5", "orphan holds"
[[nodiscard]] std::string finding(const PropertyReport& property);

/// A finding and what to make of it: "..., as expected", "...: expected to hold, but ...".
[[nodiscard]] std::string judged_finding(const PropertyReport& property);

/// What the baseline says of a finding: " (new)", " (known: ticket 12)"; empty where nothing is compared.
[[nodiscard]] std::string standing_in_words(const Acceptance& acceptance);

/// "in-use-purge was violated in 4 steps (ticket 12)": of what does not occur any more.
[[nodiscard]] std::string in_words(const KnownFinding& known);

/// "1 new, 2 known, 1 of them changed, 1 fixed, 3 not looked at"
[[nodiscard]] std::string in_words(const BaselineReport& baseline);

/// "mailer (console)", or "mailer" where it is nowhere.
[[nodiscard]] std::string mover(const checker::StepWords& words);

/// "profile Outlook: absent → live"
[[nodiscard]] std::string in_words(const Change& change);

/// "4 steps, 1 switch from one program to another"
[[nodiscard]] std::string size_in_words(const Trace& trace);

/// "Steps 3 to 4 are repeated for ever." Empty where the run comes to an end.
[[nodiscard]] std::string repetition_in_words(const Trace& trace);

/// Why nobody is passed over who must not be, a line for each program: "mailer moves at step 3".
[[nodiscard]] std::vector<std::string> fairness_in_words(const Trace& trace);

/// The start, where it is short; else the rows that the trace goes on to change.
[[nodiscard]] checker::StateWords rows_that_matter(const Trace& trace);

/// What the clock shows behind each step, such as "0:15"; empty where no step of the trace takes time.
[[nodiscard]] std::vector<std::string> clock_column(const Trace& trace);

/// Whether the step belongs to the part that is repeated for ever.
[[nodiscard]] bool is_in_loop(const Trace& trace, const TraceStep& step);

/// The counts of outcomes: "5 cases: 3 as expected, 1 not, 1 inconclusive".
[[nodiscard]] std::string summary_in_words(const Report& report);

}  // namespace holdfast::reports
