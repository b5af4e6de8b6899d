#include "scenarios/format/key_depth.hpp"

#include <algorithm>

namespace holdfast::scenarios {
namespace {

/// The byte behind the string that starts at `byte`. A string that does not end is a syntax error, on which
/// toml++ will stop: then nothing behind it matters.
std::size_t behind_string(std::string_view text, std::size_t byte)
{
    const char quote = text[byte];
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    const bool several_lines = text.substr(byte).starts_with(three);
    std::size_t here = byte + (several_lines ? 3 : 1);
    while (here < text.size()) {
        if (quote == '"' && text[here] == '\\') {
            here += 2;
        } else if (several_lines && text.substr(here).starts_with(three)) {
            here += 3;
            // Up to two quotes more belong to the content of the string.
            for (int k = 0; k < 2 && here < text.size() && text[here] == quote; ++k) ++here;
            return here;
        } else if (!several_lines && (text[here] == quote || text[here] == '\n')) {
            return here + 1;
        } else {
            ++here;
        }
    }
    return text.size();
}

}  // namespace

std::optional<std::size_t> too_deep_key(std::string_view text)
{
    constexpr std::string_view ends_a_key = "=,[]{}\n";
    std::size_t parts = 1;
    std::size_t here = 0;
    while (here < text.size()) {
        const char c = text[here];
        if (c == '"' || c == '\'') {
            here = behind_string(text, here);
            continue;
        }
        if (c == '#') {
            here = std::min(text.size(), text.find('\n', here));
            continue;
        }
        if (ends_a_key.find(c) != std::string_view::npos) parts = 1;
        if (c == '.' && ++parts > most_key_parts) return here;
        ++here;
    }
    return std::nullopt;
}

}  // namespace holdfast::scenarios
