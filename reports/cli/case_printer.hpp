// The text of a check as its cases come in: which of them are told, in how much detail, and when. Where a
// scenario has one line for all its cases, that line comes with the last of them.
#pragma once

#include <optional>
#include <vector>

#include "checker/result.hpp"
#include "reports/cli/output.hpp"
#include "reports/report.hpp"
#include "reports/text.hpp"

namespace holdfast::reports::cli {

struct Printing {
    TextOptions text;
    bool statistics = false;
    std::optional<checker::Verdict> only{};  ///< cases that have a property of this verdict, and no others
    bool silent = false;                     ///< nothing at all: a report has standard output to itself
};

class CasePrinter {
public:
    CasePrinter(Output& output, const Report& report, const Printing& printing)
        : output_(output), report_(report), printing_(printing)
    {
    }

    /// Another case is in the report.
    void one_more();

    /// What the file of the last cases says that can no longer fail: behind its own line.
    void warn(const std::vector<Warning>& warnings);

    /// The last one is; what is said of all of them together.
    void finish();

private:
    void print(const CaseReport& one);
    void print_scenario();

    Output& output_;
    const Report& report_;
    const Printing printing_;
    std::size_t told_ = 0;  ///< the first cases of the report, which have had their lines
};

}  // namespace holdfast::reports::cli
