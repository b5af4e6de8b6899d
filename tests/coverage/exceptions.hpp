// What no scenario can exercise, each with the reason. Whatever else no scenario exercises fails the test of
// coverage, and so does an exception that is exercised after all.
#pragma once

#include <array>
#include <string_view>

namespace holdfast::tests {

struct Exception {
    std::string_view what;  ///< as the list of coverage calls it: "service-delete = at-mark"
    std::string_view why;
};

inline constexpr std::array exceptions{
    Exception{"service-delete = at-mark",
              "decides in which step a report tells of MSG_SERVICE_DELETE; no call answers otherwise"},
    Exception{"service-delete = at-purge",
              "decides in which step a report tells of MSG_SERVICE_DELETE; no call answers otherwise"},
};

}  // namespace holdfast::tests
