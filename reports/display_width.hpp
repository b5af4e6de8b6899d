// What a text looks like on a terminal: how wide it is, and what must not reach it raw. Scenario files may
// name things in any Unicode; a name with a newline, an escape sequence or a change of writing direction must
// not be able to rearrange a report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace holdfast::reports {

/// One character of a text and the bytes it takes.
struct Character {
    std::uint32_t code_point = 0;
    std::size_t bytes = 1;
    bool valid = true;  ///< false: a byte that is not UTF-8; then code_point is that byte
};

/// The character at an offset. The offset must lie inside the text.
[[nodiscard]] Character character_at(std::string_view text, std::size_t offset);

/// True for control characters, for those that change the direction of writing or break lines, and for bytes
/// that are not UTF-8.
[[nodiscard]] bool needs_escape(const Character& character);

/// The text with everything that needs it escaped: \n, \t, \x1B, \u{202E}. What comes out is valid UTF-8.
[[nodiscard]] std::string printable(std::string_view text);

/// Columns that a printable text takes.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Columns that one character takes: 0, 1 or 2.
[[nodiscard]] std::size_t display_width(const Character& character);

}  // namespace holdfast::reports
