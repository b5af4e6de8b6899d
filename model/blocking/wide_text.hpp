// Text in UTF-16, as the registry and the wire have it, and what Unicode says of its letters. One unit is a
// character here: a limit counts units and may cut between the two of an emoji, which no UTF-8 could hold.
// The tables of Unicode are those of utf8proc.
#pragma once

#include <string>
#include <string_view>

namespace holdfast::model {

/// Each byte that is not part of valid UTF-8 becomes U+FFFD.
[[nodiscard]] std::u16string to_wide(std::string_view utf8);

/// Each unit that is half a character becomes U+FFFD.
[[nodiscard]] std::string to_utf8(std::u16string_view wide);

/// Simple case folding of every letter (statuses C and S of Unicode's CaseFolding.txt): one letter for one,
/// so that "ß" stays itself and is not "ss".
[[nodiscard]] std::u16string folded(std::u16string_view wide);

/// Normalisation form C: a letter and its accent become one character where there is one for both.
[[nodiscard]] std::u16string composed(std::u16string_view wide);

/// Normalisation form D: the reverse, each letter apart from its accents.
[[nodiscard]] std::u16string decomposed(std::u16string_view wide);

}  // namespace holdfast::model
