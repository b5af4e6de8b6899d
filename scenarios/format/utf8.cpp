#include "scenarios/format/utf8.hpp"

#include <array>
#include <iterator>

#include <boost/locale/utf.hpp>

namespace holdfast::scenarios {
namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;

constexpr char32_t replacement = U'\uFFFD';

struct Range {
    char32_t first, last;
};

// Unicode's East Asian "wide" and "fullwidth" blocks and the emoji, rounded to whole blocks.
constexpr std::array wide_ranges{
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2329, 0x232A},   Range{0x2E80, 0x303E},
    Range{0x3041, 0xA4CF},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF},
    Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};

// Combining marks of the common scripts, joiners and variation selectors.
constexpr std::array zero_ranges{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x200B, 0x200F}, Range{0x202A, 0x202E}, Range{0x2060, 0x2069},
    Range{0x20D0, 0x20F0}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t point)
{
    for (const Range& range : ranges) {
        if (point >= range.first && point <= range.last) return true;
    }
    return false;
}

bool is_bad(boost::locale::utf::code_point point)
{
    return point == boost::locale::utf::illegal || point == boost::locale::utf::incomplete;
}

}  // namespace

std::u32string code_points(std::string_view text)
{
    std::u32string points;
    const char* here = text.data();
    const char* const end = here + text.size();
    while (here != end) {
        const char* const start = here;
        const auto point = Utf8::decode(here, end);
        if (is_bad(point)) {
            here = std::next(start);
            points.push_back(replacement);
        } else {
            points.push_back(static_cast<char32_t>(point));
        }
    }
    return points;
}

std::string to_utf8(std::u32string_view text)
{
    std::string bytes;
    for (const char32_t point : text) Utf8::encode(point, std::back_inserter(bytes));
    return bytes;
}

std::optional<std::size_t> first_invalid_byte(std::string_view text)
{
    const char* here = text.data();
    const char* const end = here + text.size();
    while (here != end) {
        const char* const start = here;
        if (is_bad(Utf8::decode(here, end))) return static_cast<std::size_t>(start - text.data());
    }
    return std::nullopt;
}

std::size_t bytes_of(std::string_view text, std::size_t count)
{
    std::size_t byte = 0;
    for (; count > 0 && byte < text.size(); --count) {
        ++byte;
        while (byte < text.size() && Utf8::is_trail(text[byte])) ++byte;
    }
    return byte;
}

bool is_control(char32_t point)
{
    const bool c0 = point < 0x20;
    const bool c1 = point >= 0x7F && point <= 0x9F;
    const bool line_or_paragraph = point == 0x2028 || point == 0x2029;
    return c0 || c1 || line_or_paragraph;
}

bool is_shown_as_it_is(char32_t point)
{
    const bool turns_direction = point == 0x061C || point == 0x200E || point == 0x200F ||
                                 (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    return !is_control(point) && !turns_direction;
}

std::size_t width_of(char32_t point)
{
    if (within(zero_ranges, point)) return 0;
    return within(wide_ranges, point) ? 2 : 1;
}

std::string harmless(std::string_view text, std::size_t most)
{
    // A code point has at most four bytes, so nothing of a huge text beyond these is ever looked at.
    const bool long_in_bytes = text.size() > 4 * (most + 1);
    std::u32string points = code_points(long_in_bytes ? text.substr(0, bytes_of(text, most + 1)) : text);
    const bool too_long = points.size() > most;
    if (too_long) points.resize(most);
    for (char32_t& point : points) {
        if (!is_shown_as_it_is(point)) point = replacement;
    }
    if (too_long) points.push_back(U'\u2026');
    return to_utf8(points);
}

std::string quoted(std::string_view word) { return "'" + harmless(word, 64) + "'"; }

}  // namespace holdfast::scenarios
