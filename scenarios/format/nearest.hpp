// The word that an author probably meant. Damerau and Levenshtein counted what fingers do wrong: a letter too
// many, too few, a wrong one, two swapped. Letters are code points, so that "Größe" is five of them, and A
// counts as a.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace holdfast::scenarios {

/// Least number of insertions, deletions, replacements and swaps of neighbours that turn one word into the
/// other (optimal string alignment: no letter is touched twice). Capital letters A to Z count as small ones.
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

/// The known word that is nearest to `word`, if one is near enough to be meant: at most a third of its
/// letters wrong, or the only one that starts with `word`. Of equally near ones the first in the list.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

/// "did you mean 'logon'?", or nothing where no word is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> known);

/// "a, b or c"; words that are more than letters, digits and hyphens are quoted, and a long list is cut.
[[nodiscard]] std::string listed(std::span<const std::string> words);

}  // namespace holdfast::scenarios
