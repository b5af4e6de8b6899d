// UTF-8 as far as messages need it: where a text stops being valid, how many columns a terminal gives a code
// point, and how a word of the author is quoted without doing harm. The decoding itself is Boost's; widths
// are a short table of our own, because those of the C library depend on the locale.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::scenarios {

/// The code points of a valid UTF-8 text; an invalid byte becomes U+FFFD.
[[nodiscard]] std::u32string code_points(std::string_view text);

[[nodiscard]] std::string to_utf8(std::u32string_view text);

/// The offset in bytes of the first byte that is not part of valid UTF-8, or nothing.
[[nodiscard]] std::optional<std::size_t> first_invalid_byte(std::string_view text);

/// How many bytes the first `count` code points of a text take; the whole text if it has fewer.
[[nodiscard]] std::size_t bytes_of(std::string_view text, std::size_t count);

/// Control characters and whatever else breaks a line: they have no place in a name.
[[nodiscard]] bool is_control(char32_t point);

/// Neither a control character nor one that turns the direction of writing, behind which a message could say
/// something else than is there.
[[nodiscard]] bool is_shown_as_it_is(char32_t point);

/// Columns that a terminal gives a code point: 0, 1 or 2.
[[nodiscard]] std::size_t width_of(char32_t point);

/// A word of the author as messages show it: 'word', shortened and as harmless as below.
[[nodiscard]] std::string quoted(std::string_view word);

/// The text without control characters and changes of direction, cut behind `most` code points.
[[nodiscard]] std::string harmless(std::string_view text, std::size_t most);

}  // namespace holdfast::scenarios
