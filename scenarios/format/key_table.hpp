// Every key that a scenario file may have, in one table. The reader checks types, ranges and words by it and
// knows an unknown key by it; the page format.md and the schema for editors are held against it by tests.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::scenarios {

/// The kinds of TOML value that a key accepts; combined by `|`.
enum class Kind : std::uint8_t { text = 1, number = 2, truth = 4, array = 8, table = 16 };

/// A kind of table in a scenario file: which keys it has, and how messages and format.md call it.
struct Shape {
    std::string_view id;       ///< "program"
    std::string_view heading;  ///< "[programs.NAME]"
    std::string_view meaning;  ///< one sentence
};

struct Key {
    std::string_view shape;  ///< the id of the Shape that it belongs to
    std::string_view name;   ///< "*" where the author chooses the name, or a list elsewhere has the names
    std::string_view type;   ///< in words, behind "must be": "a whole number from 1 to 64"
    std::uint8_t kinds = 0;  ///< set of Kind
    bool required = false;
    std::string_view fallback;  ///< the default, as written in a file or in words; empty where it is required
    std::string_view meaning;
    std::int64_t least = 0;  ///< numbers only
    std::int64_t most = 0;
    std::span<const std::string_view> words{};  ///< the words that it accepts, where they are few and fixed
};

[[nodiscard]] std::span<const Shape> shapes();
[[nodiscard]] std::span<const Key> keys();  ///< shape by shape, in the order of the page

[[nodiscard]] const Shape& shape_of(std::string_view id);
[[nodiscard]] const Key& key_of(std::string_view shape, std::string_view name);

/// The names of a shape's keys, "*" left out.
[[nodiscard]] std::vector<std::string> key_names(std::string_view shape);

// Limits of a file as a whole. They are far above what can be checked; they keep a mistake from eating the
// machine.
inline constexpr std::size_t most_accounts = 64;
inline constexpr std::size_t most_servers = 16;
inline constexpr std::size_t most_sessions = 256;  // of all accounts, those of copies included
inline constexpr std::size_t most_profiles = 256;  // a name counts once for each hive
inline constexpr std::size_t most_programs = 256;  // copies included
inline constexpr std::size_t most_cases = 100;
inline constexpr std::size_t most_places = 4'096;  // of one program, its repeats unrolled
inline constexpr std::size_t most_places_of_all = 65'536;
inline constexpr std::size_t most_name_length = 64;  // code points

}  // namespace holdfast::scenarios
