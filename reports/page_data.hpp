// A report as data for the page: inert JSON, small enough for a thousand scenarios. Each text stands in it
// once, in a table, and is named by its number; what is empty, false or as usual is left out. The page's
// script (html/data.js) is its only reader, and nobody else should be: programs read reports/json.hpp.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

/// May stand inside a script element as it is: no `<`, `>` or `&` is in it. Neither are times, so that two
/// runs give the same bytes.
[[nodiscard]] std::string page_data(const Report& report);

}  // namespace holdfast::reports
