#include "scenarios/format/nearest.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

// Nobody mistypes a word of more bytes than this, and a text of megabytes must not cost its square.
constexpr std::size_t longest_word = 512;
constexpr std::size_t shortest_abbreviation = 3;
constexpr std::size_t most_listed = 32;

std::u32string folded(std::string_view word)
{
    std::u32string points = code_points(word);
    for (char32_t& point : points) {
        if (point >= U'A' && point <= U'Z') point += U'a' - U'A';
    }
    return points;
}

std::size_t distance(const std::u32string& one, const std::u32string& other)
{
    // Three rows of the usual table: the swap of neighbours looks two rows back.
    std::vector<std::size_t> before_last(other.size() + 1);
    std::vector<std::size_t> last(other.size() + 1);
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t k = 0; k <= other.size(); ++k) last[k] = k;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        row[0] = i;
        for (std::size_t k = 1; k <= other.size(); ++k) {
            const std::size_t replaced = last[k - 1] + (one[i - 1] == other[k - 1] ? 0 : 1);
            row[k] = std::min({last[k] + 1, row[k - 1] + 1, replaced});
            const bool swapped = i > 1 && k > 1 && one[i - 1] == other[k - 2] && one[i - 2] == other[k - 1];
            if (swapped) row[k] = std::min(row[k], before_last[k - 2] + 1);
        }
        before_last.swap(last);
        last.swap(row);
    }
    return last[other.size()];
}

std::optional<std::string> only_completion(const std::u32string& word, std::span<const std::string> known)
{
    if (word.size() < shortest_abbreviation) return std::nullopt;
    std::optional<std::string> found;
    for (const std::string& candidate : known) {
        if (!folded(candidate).starts_with(word)) continue;
        if (found) return std::nullopt;
        found = candidate;
    }
    return found;
}

bool is_plain(std::string_view word)
{
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    };
    return !word.empty() && std::ranges::all_of(word, plain);
}

}  // namespace

std::size_t edit_distance(std::string_view one, std::string_view other)
{
    return distance(folded(one), folded(other));
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known)
{
    if (word.empty() || word.size() > longest_word) return std::nullopt;
    const std::u32string meant = folded(word);
    std::optional<std::string> best;
    std::size_t least = 0;
    for (const std::string& candidate : known) {
        const std::u32string points = folded(candidate);
        const std::size_t tolerated = (std::max(meant.size(), points.size()) + 1) / 3;
        const std::size_t apart =
            meant.size() > points.size() + tolerated || points.size() > meant.size() + tolerated
                ? tolerated + 1
                : distance(meant, points);
        if (apart > tolerated || (best && apart >= least)) continue;
        best = candidate;
        least = apart;
    }
    return best ? best : only_completion(meant, known);
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known)
{
    const auto found = nearest(word, known);
    return found ? fmt::format("did you mean {}?", quoted(*found)) : std::string{};
}

std::string listed(std::span<const std::string> words)
{
    const std::size_t shown = std::min(words.size(), most_listed);
    std::string text;
    for (std::size_t k = 0; k < shown; ++k) {
        if (k > 0) text += k + 1 == words.size() ? " or " : ", ";
        text += is_plain(words[k]) ? words[k] : quoted(words[k]);
    }
    if (shown < words.size()) text += fmt::format(" or one of {} more", words.size() - shown);
    return text;
}

}  // namespace holdfast::scenarios
