// The one case of one file that a verb works on, and what can be said of it where there is none.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "checker/schedule.hpp"
#include "checker/system.hpp"
#include "reports/describe.hpp"
#include "scenarios/format/scenario.hpp"

namespace holdfast::reports::cli {

struct OneCase {
    scenarios::Scenario scenario;
    const scenarios::Case* one = nullptr;  ///< of the scenario
    std::unique_ptr<checker::System> system;
    CaseHead head;
};

/// The case of that name, which may be left out where the file has only one. Where there is none, nothing:
/// then standard error says why, and the input is wrong.
[[nodiscard]] std::optional<OneCase> open_case(const std::string& file,
                                               const std::optional<std::string>& case_name);

/// Why a text is no schedule, with a caret under the character that is wrong.
[[nodiscard]] std::string schedule_complaint(const std::string& text, const checker::ScheduleError& error);

/// Why a schedule does not fit, as a sentence.
[[nodiscard]] std::string misfit_complaint(const checker::Misfit& misfit);

}  // namespace holdfast::reports::cli
