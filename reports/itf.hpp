// Traces in the Informal Trace Format (ITF), for the tools round Apalache and Quint: a state is the value of
// every row, and the step that led to it.
#pragma once

#include <string>
#include <vector>

#include "reports/one_trace.hpp"
#include "reports/report.hpp"

namespace holdfast::reports {

/// The first trace of all; without any state where there is none.
[[nodiscard]] std::string to_itf(const Report& report);

/// A file for each trace.
[[nodiscard]] std::vector<TraceFile> itf_files(const Report& report);

}  // namespace holdfast::reports
