// SARIF 2.1.0: the properties are the rules, each verdict is a result at the line of its case, and each trace
// a code flow with a thread flow for every place, so that editors and code scanning can be walked through it.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

/// Every verdict: fail, pass, open (a limit ended the search) or notApplicable (nothing to judge). A
/// violation that the scenario expects is a suppressed failure.
[[nodiscard]] std::string to_sarif(const Report& report);

/// Only what is not as expected. GitHub's code scanning makes an alert of every result, whatever its kind.
[[nodiscard]] std::string to_sarif_alerts(const Report& report);

}  // namespace holdfast::reports
