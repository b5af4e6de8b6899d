// From results to a report in words. This is the last place that asks the system anything: traces are told
// step by step, compared row by row so that only what changed is left, and every verdict is held against what
// was expected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/result.hpp"
#include "checker/schedule.hpp"
#include "checker/system.hpp"
#include "reports/report.hpp"

namespace holdfast::reports {

/// What is known of a case before it is checked.
struct CaseHead {
    std::string path;
    std::size_t line = 1;
    std::string name;
    std::string title;
    std::string source;
    std::vector<std::string> tags = {};
    std::string policy;
    std::vector<std::string> assumed;
    std::string grain;
    std::vector<std::string> fairness;  ///< where it is not the usual one
    bool only_case = false;             ///< of its file: then a replay need not name it

    /// One per property, in the order of the system's. `met` and `failure` are found out here. Where none are
    /// given, every property must hold.
    std::vector<Expectation> expectations;
    /// One per property, or none at all: why it can never be put to the test here; empty where it can.
    std::vector<std::string> does_not_apply;
    std::optional<std::uint64_t> states;  ///< expected counts
    std::optional<std::uint64_t> transitions;
};

[[nodiscard]] CaseReport describe(const CaseHead& head, const checker::System& system,
                                  const checker::Result& result);

/// The rows that differ, in the order of `after`, those that are gone behind them. Rows that change at every
/// step (`in_changes` false) are left out.
[[nodiscard]] std::vector<Change> changes_between(const checker::StateWords& before,
                                                  const checker::StateWords& after);

/// A run that fits, in words: its start, its steps with what each changed, who holds what, and how to repeat
/// it. What a search or a property has to say of it is left open.
[[nodiscard]] Trace trace_of(const CaseHead& head, const checker::System& system,
                             const checker::WrittenRun& run);

/// The command that repeats a run of a case.
[[nodiscard]] std::string replay_command(const CaseHead& head, const checker::WrittenRun& run);

/// A command on the file of a case, as a shell reads it: "./holdfast VERB FILE ARGUMENTS", with --case where
/// the file has several.
[[nodiscard]] std::string command_on(const CaseHead& head, std::string_view verb, std::string_view arguments);

}  // namespace holdfast::reports
