// Markdown for a pull request: an overview of all cases, then each trace as a table of its steps and as a
// diagram. It has a size that it never exceeds, because a comment that is too long is refused as a whole;
// what nobody expected comes first, and what does not fit is counted.
#pragma once

#include <cstddef>
#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

/// The longest comment that GitHub takes, in characters; we count bytes, which are never fewer.
inline constexpr std::size_t longest_comment = 65'536;

/// At most so many bytes; a limit below a kilobyte is taken for one.
[[nodiscard]] std::string markdown(const Report& report, std::size_t most_bytes);

/// For a comment.
[[nodiscard]] std::string to_markdown(const Report& report);

}  // namespace holdfast::reports
