// The few colours of the terminal. Nothing is said by colour alone.
#pragma once

#include <string>
#include <string_view>

namespace holdfast::reports {

enum class Ink {
    plain,
    strong,  ///< bold: headings, who moves
    good,    ///< green
    bad,     ///< bold red: alarms, unmet expectations
    unsure,  ///< yellow: inconclusive
    faint,   ///< what may be skipped at first reading
};

/// The text as it is, or between escape sequences.
[[nodiscard]] inline std::string paint(std::string_view text, Ink ink, bool colour)
{
    const char* start = nullptr;
    switch (ink) {
    case Ink::plain: break;
    case Ink::strong: start = "\x1b[1m"; break;
    case Ink::good: start = "\x1b[32m"; break;
    case Ink::bad: start = "\x1b[1;31m"; break;
    case Ink::unsure: start = "\x1b[33m"; break;
    case Ink::faint: start = "\x1b[2m"; break;
    }
    if (!colour || start == nullptr || text.empty()) return std::string(text);
    return start + std::string(text) + "\x1b[0m";
}

}  // namespace holdfast::reports
