// JUnit XML, which every server of continuous integration reads: a suite is a scenario, a test case is a
// property of one of its cases.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

[[nodiscard]] std::string to_junit(const Report& report);

}  // namespace holdfast::reports
