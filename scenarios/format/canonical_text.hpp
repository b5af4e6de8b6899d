// A scenario file laid out as all of them are: blanks, lines and alignment, nothing else. What a file says
// and in which order stays as it is, every comment included; so does the way a string is quoted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace holdfast::scenarios {

/// Columns that a line may have. A comment, a string and an inline table that are wider stay as they are:
/// TOML has no way to break them.
inline constexpr std::size_t canonical_width = 110;

/// The canonical form of a text that `parse` accepts, if with other errors than of TOML. That of a canonical
/// text is the text itself.
///
/// - A blank line before each table and the comment on it, none behind its head, never two in a row.
/// - One blank round `=`; at the start of the file, in [mapi] and in [cases.NAME] keys of five and six
///   letters that stand together are aligned.
/// - An array stands on one line where it fits. Where its author gave its first item a line of its own, where
///   a comment stands in it or where it is too wide, each item has a line.
/// - Comments behind lines that follow each other stand in one column, three blanks behind the longest.
[[nodiscard]] std::string canonical_text(std::string_view text);

/// Both are TOML with the same tables, and have the same number of comments. This is to judge what lays a
/// text out, so toml++ reads both.
[[nodiscard]] bool says_the_same(std::string_view one, std::string_view other);

}  // namespace holdfast::scenarios
