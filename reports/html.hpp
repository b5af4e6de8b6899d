// One self-contained page: open it in any browser, from the file system, without a network. It shows all
// cases, and of each violation the run as a picture with a lane for each program, step by step.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

[[nodiscard]] std::string to_html(const Report& report);

}  // namespace holdfast::reports
