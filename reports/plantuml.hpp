// Sequence diagrams for PlantUML, all traces in one file: each is a page of its own.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

[[nodiscard]] std::string to_plantuml(const Report& report);

}  // namespace holdfast::reports
