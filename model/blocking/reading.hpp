// Reading: how the store reads the two values that block clients. The articles show one example of each and
// leave the rest open (domain: 6.5), so whatever a reader has to decide is a switch here, as in policy.hpp.
// A character, where one counts, is one unit of UTF-16: that is what a REG_SZ and the name on the wire hold.
#pragma once

#include <cstddef>
#include <cstdint>

namespace holdfast::model {

/// All switches; the values here are the defaults. Points are those of the domain's section 6.5.
struct Reading {
    enum class Separators : std::uint8_t { semicolon, comma, both };
    enum class Blanks : std::uint8_t { trimmed, kept };
    enum class EmptyItems : std::uint8_t { ignored, nameless };
    enum class DuplicateItems : std::uint8_t { ignored, unreadable };
    enum class Quotes : std::uint8_t { literal, enclose };
    enum class ListLength : std::uint8_t { unlimited, cut, refused };
    enum class NameCase : std::uint8_t { ignored, exact };
    enum class NonAscii : std::uint8_t { exact, folded, normalised, lost };
    enum class Suffix : std::uint8_t { required, optional };
    enum class Paths : std::uint8_t { base_name, whole };
    enum class Wildcards : std::uint8_t { literal, match };
    enum class Unreadable : std::uint8_t { as_empty, keeps_last };
    enum class Absent : std::uint8_t { as_empty, keeps_last };
    enum class VersionSeparators : std::uint8_t { comma, semicolon, both };

    Separators separators = Separators::semicolon;                    // no. 2, C6
    Blanks blanks = Blanks::trimmed;                                  // A23 (a), (c)
    EmptyItems empty_items = EmptyItems::ignored;                     // no. 3
    DuplicateItems duplicate_items = DuplicateItems::ignored;         // no. 3
    Quotes quotes = Quotes::literal;                                  // no. 6
    ListLength list_length = ListLength::unlimited;                   // no. 4
    NameCase name_case = NameCase::ignored;                           // A23 (a), (b)
    NonAscii non_ascii = NonAscii::exact;                             // no. 7
    Suffix suffix = Suffix::required;                                 // no. 6
    Paths paths = Paths::base_name;                                   // A23 (a), no. 6
    Wildcards wildcards = Wildcards::literal;                         // no. 6
    Unreadable unreadable = Unreadable::as_empty;                     // no. 3, C8; both values
    Absent absent = Absent::as_empty;                                 // no. 3; both values
    VersionSeparators version_separators = VersionSeparators::comma;  // C6: KB 288894

    bool operator==(const Reading&) const = default;

    /// With `ListLength::cut` and `refused`: so many characters count.
    static constexpr std::size_t longest_list = 255;
};

}  // namespace holdfast::model
