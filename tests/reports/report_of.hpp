// Reports of one case, and what several tests of formats look for in a text.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "reports/report.hpp"

namespace holdfast::reports::sample {

inline Report report_of(CaseReport one)
{
    Report report;
    report.version = "0.0.0";
    report.cases = {std::move(one)};
    return report;
}

inline bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

inline std::size_t times(std::string_view text, std::string_view part)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

/// No control character but line ends, nothing that changes the direction of writing, no byte that is not
/// UTF-8.
inline bool is_harmless(std::string_view text)
{
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte < 0x20 && letter != '\n') || byte == 0x7f || byte == 0xff) return false;
    }
    return !contains(text, "\u202e");
}

/// Measurements that another run would have.
inline Report measured_otherwise(Report report)
{
    report.seconds = report.seconds * 3 + 1;
    for (CaseReport& one : report.cases) {
        one.seconds = one.seconds * 3 + 1;
        one.bytes += 4096;
        one.effort.stored += 5;
    }
    return report;
}

}  // namespace holdfast::reports::sample
