#include "reports/display_width.hpp"

#include <algorithm>
#include <span>

#include <boost/locale/utf.hpp>
#include <fmt/format.h>

#include "reports/character_widths.hpp"

namespace holdfast::reports {

namespace {

bool in_table(std::span<const character_widths::Range> table, std::uint32_t code_point)
{
    const auto behind = std::upper_bound(
        table.begin(), table.end(), code_point,
        [](std::uint32_t wanted, const character_widths::Range& range) { return wanted < range.first; });
    return behind != table.begin() && code_point <= std::prev(behind)->last;
}

bool is_control(std::uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

/// Marks, embeddings, overrides and isolates of direction, and the separators that break a line.
bool rearranges_text(std::uint32_t code_point)
{
    return code_point == 0x061c || code_point == 0x200e || code_point == 0x200f ||
           (code_point >= 0x2028 && code_point <= 0x202e) || (code_point >= 0x2066 && code_point <= 0x2069) ||
           code_point == 0xfeff;
}

std::string escaped(const Character& character)
{
    if (!character.valid) return fmt::format("\\x{:02X}", character.code_point);
    switch (character.code_point) {
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\r': return "\\r";
    default: break;
    }
    if (character.code_point < 0x80) return fmt::format("\\x{:02X}", character.code_point);
    return fmt::format("\\u{{{:04X}}}", character.code_point);
}

}  // namespace

Character character_at(std::string_view text, std::size_t offset)
{
    namespace utf = boost::locale::utf;
    const char* const start = text.data() + offset;
    const char* at = start;
    const utf::code_point found = utf::utf_traits<char>::decode(at, text.data() + text.size());
    if (found == utf::illegal || found == utf::incomplete) {
        return {static_cast<unsigned char>(*start), 1, false};
    }
    return {found, static_cast<std::size_t>(at - start), true};
}

bool needs_escape(const Character& character)
{
    return !character.valid || is_control(character.code_point) || rearranges_text(character.code_point);
}

std::string printable(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (needs_escape(character)) {
            result += escaped(character);
        } else {
            result += text.substr(at, character.bytes);
        }
        at += character.bytes;
    }
    return result;
}

std::size_t display_width(const Character& character)
{
    if (in_table(character_widths::zero, character.code_point)) return 0;
    return in_table(character_widths::wide, character.code_point) ? 2 : 1;
}

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        width += display_width(character);
        at += character.bytes;
    }
    return width;
}

}  // namespace holdfast::reports
