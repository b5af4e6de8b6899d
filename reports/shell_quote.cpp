#include "reports/shell_quote.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/display_width.hpp"

namespace holdfast::reports {

namespace {

bool is_harmless(char byte)
{
    const bool letter_or_digit =
        (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    return letter_or_digit || std::string_view("_-./:,@+%=").find(byte) != std::string_view::npos;
}

std::string in_single_quotes(std::string_view word)
{
    std::string quoted = "'";
    for (const char byte : word) {
        if (byte == '\'') {
            quoted += "'\\''";
        } else {
            quoted += byte;
        }
    }
    return quoted + "'";
}

std::string with_escapes(std::string_view word)
{
    std::string quoted = "$'";
    for (std::size_t at = 0; at < word.size();) {
        const Character character = character_at(word, at);
        const std::string_view bytes = word.substr(at, character.bytes);
        if (needs_escape(character)) {
            for (const char byte : bytes)
                quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
        } else {
            if (bytes == "'" || bytes == "\\") quoted += '\\';
            quoted += bytes;
        }
        at += character.bytes;
    }
    return quoted + "'";
}

}  // namespace

std::string shell_quote(std::string_view word)
{
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_harmless)) return std::string(word);
    for (std::size_t at = 0; at < word.size();) {
        const Character character = character_at(word, at);
        if (needs_escape(character)) return with_escapes(word);
        at += character.bytes;
    }
    return in_single_quotes(word);
}

}  // namespace holdfast::reports
