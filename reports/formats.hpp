// The formats of reports by name, for `--report FORMAT=FILE` and `holdfast list formats`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace holdfast::reports {

struct Format {
    std::string_view name;
    std::string_view meaning;
    std::string (*render)(const Report&);
};

[[nodiscard]] std::span<const Format> formats();
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace holdfast::reports
