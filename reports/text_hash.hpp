// A number for a few texts, the same for ever and everywhere (FNV-1a): what alerts are recognised by from one
// run to the next. It is no proof of anything, and nothing is decided by it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace holdfast::reports {

/// Two lists of texts differ where their texts do: each ends with a byte that no valid text has.
[[nodiscard]] constexpr std::uint64_t text_hash(std::initializer_list<std::string_view> texts)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    const auto take = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
    for (const std::string_view text : texts) {
        for (const char letter : text) take(static_cast<unsigned char>(letter));
        take(0xff);
    }
    return hash;
}

}  // namespace holdfast::reports
