// A schedule repeated, told with the whole state at every step: for those who doubt a trace or write a run of
// their own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/replay.hpp"
#include "checker/schedule.hpp"
#include "checker/system.hpp"
#include "reports/describe.hpp"
#include "reports/text.hpp"

namespace holdfast::reports {

/// A property that a step violates.
struct StepViolation {
    std::string name;
    std::string meaning;
    std::string sentence;  ///< what happened
};

struct ToldStep {
    checker::StepWords words;
    checker::StateWords after;
    std::vector<std::string> changed;  ///< keys of the rows that the step changed
    std::vector<StepViolation> violations;
};

struct ToldRun {
    CaseHead head;
    std::string schedule;
    std::optional<std::size_t> loop;  ///< steps before the part that is repeated for ever, where one is
    checker::StateWords initial;
    std::vector<ToldStep> steps;            ///< what fitted
    std::optional<checker::Misfit> misfit;  ///< why the rest did not
};

[[nodiscard]] ToldRun tell_run(const CaseHead& head, const checker::System& system,
                               const checker::WrittenRun& written);

/// The run as text. Where the schedule does not fit, it ends with what fitted; the misfit is the caller's to
/// report.
[[nodiscard]] std::string to_text(const ToldRun& run, const TextOptions& options);

}  // namespace holdfast::reports
