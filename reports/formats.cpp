#include "reports/formats.hpp"

#include <algorithm>
#include <array>

#include "reports/json.hpp"
#include "reports/text.hpp"

namespace holdfast::reports {

namespace {

/// For a file: every trace, no colour and no times, so that two of them can be compared.
std::string plain_text(const Report& report)
{
    return to_text(report, {.traces = TracesShown::all, .colour = false, .times = false});
}

constexpr std::array<Format, 2> all_formats{{
    {"json", "everything, for programs: results apart from measurements, after reports/report.schema.json",
     to_json},
    {"text", "as on the terminal, with every trace, without colour and times", plain_text},
}};

}  // namespace

std::span<const Format> formats() { return all_formats; }

const Format* find_format(std::string_view name)
{
    const auto found = std::find_if(all_formats.begin(), all_formats.end(),
                                    [&](const Format& format) { return format.name == name; });
    return found == all_formats.end() ? nullptr : &*found;
}

}  // namespace holdfast::reports
