// One case searched, in any thread and beside others: what it may take of time and memory, and what came of
// it, to be told when its turn comes. What is found does not depend on how many are searched side by side,
// the limits of time apart.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "checker/audit.hpp"
#include "checker/system.hpp"
#include "reports/cli/clock.hpp"
#include "reports/cli/command_line.hpp"
#include "reports/cli/progress.hpp"
#include "reports/cli/shared_room.hpp"
#include "reports/cli/time_share.hpp"
#include "reports/report.hpp"
#include "scenarios/format/parse.hpp"
#include "scenarios/format/scenario.hpp"

namespace holdfast::reports::cli {

/// A case that is to be checked.
struct CaseOfScenario {
    const scenarios::Scenario* scenario;
    const scenarios::Case* one;
};

/// What came of it.
struct CaseFindings {
    std::optional<CaseReport> report;                ///< none where there is nothing to report
    std::optional<scenarios::Diagnostic> refusal{};  ///< why it cannot be checked
    std::optional<checker::Audit> audit{};           ///< where one was asked for
};

class CaseSearch {
public:
    /// `cases` in all, `jobs` of them side by side; `stopped` is asked now and then, true ends a search.
    CaseSearch(const CheckRequest& request, std::size_t cases, unsigned jobs, std::function<bool()> stopped);

    /// `number` from 0; it tells the cases on the progress line apart.
    [[nodiscard]] CaseFindings run(const CaseOfScenario& job, std::size_t number);

    /// To print something while searches go on.
    [[nodiscard]] ProgressLine& progress() { return progress_; }

private:
    [[nodiscard]] CaseFindings searched(const CaseOfScenario& job, const checker::System& system,
                                        std::size_t number, unsigned side_by_side);
    [[nodiscard]] bool draws_graphs() const;
    [[nodiscard]] checker::Options options_for(const scenarios::Case& one, unsigned side_by_side) const;

    const CheckRequest& request_;
    const std::size_t cases_;
    const unsigned jobs_;
    const std::function<bool()> stopped_;
    TimeShare time_;
    SharedRoom memory_;
    ProgressLine progress_;
};

}  // namespace holdfast::reports::cli
