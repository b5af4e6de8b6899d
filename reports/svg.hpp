// Runs as pictures, and nothing else: for a document, a ticket or a slide. Time goes down; a lane for each
// program, with a bar over it for each thing that it holds.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

/// All violations below each other, or, where nothing is violated, the runs that show that something holds.
/// Of very many, or of very long ones, the picture says what it leaves out.
[[nodiscard]] std::string to_svg(const Report& report);

}  // namespace holdfast::reports
