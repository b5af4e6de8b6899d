// Formats whose file can hold one trace and no more. Asked for a folder, such a report is a file for each
// trace; asked for a file, it is the first trace of all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/report.hpp"

namespace holdfast::reports {

/// A trace and where it comes from.
struct TraceOrigin {
    const CaseReport* of_case;
    const PropertyReport* property;  ///< that has a trace
};

/// Every trace of a report: first those that nobody expected, then the others; each in the order of the
/// report.
[[nodiscard]] std::vector<TraceOrigin> traces_of(const Report& report);

/// One file of a folder of traces.
struct TraceFile {
    std::string name;
    std::string text;
};

/// "001-w1-kb303221-as-described-in-use-purge" and `ending`: letters, digits and hyphens whatever the names
/// are made of; the number alone makes it unique.
[[nodiscard]] std::string trace_file_name(std::size_t number, const TraceOrigin& origin,
                                          std::string_view ending);

}  // namespace holdfast::reports
