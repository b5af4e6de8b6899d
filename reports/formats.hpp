// The formats of reports by name, for `--report FORMAT=FILE` and `holdfast list formats`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/one_trace.hpp"
#include "reports/report.hpp"

namespace holdfast::reports {

struct Format {
    std::string_view name;
    std::string_view meaning;
    std::string (*render)(const Report&);
    /// Of a format with one trace in a file: a file for each, for whoever asks for a folder.
    std::vector<TraceFile> (*split)(const Report&) = nullptr;
    bool draws_graphs = false;  ///< it wants Trace::graph
};

[[nodiscard]] std::span<const Format> formats();
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace holdfast::reports
