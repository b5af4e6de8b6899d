// A guard in front of toml++, which builds and destroys nested tables by recursion: a dotted key of a million
// parts would end the program instead of the reading. Values it limits to a depth of 256 by itself, keys it
// does not.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace holdfast::scenarios {

/// No key of ours has more parts than five.
inline constexpr std::size_t most_key_parts = 8;

/// The byte at which a key has one part too many, or nothing. Looks at dots outside of strings and comments
/// only.
[[nodiscard]] std::optional<std::size_t> too_deep_key(std::string_view text);

}  // namespace holdfast::scenarios
