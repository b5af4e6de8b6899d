// A file that gets another content all at once: whoever reads it meanwhile, or pulls the plug, has the old
// one or the new one whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace holdfast::reports::cli {

/// Replaces what is in a file and keeps its mode and, where that is allowed, its owner; one that is not there
/// is made. Where the path is a link, the file that it leads to. Nothing where it went well, else the reason;
/// then the file is as it was.
[[nodiscard]] std::optional<std::string> replace_file(const std::string& path, std::string_view text);

/// Why replace_file would fail, as far as can be told before.
[[nodiscard]] std::optional<std::string> why_not_replaceable(const std::string& path);

}  // namespace holdfast::reports::cli
