// The text of a scenario taken apart so that it can be laid out anew: every word of it and every comment, in
// order, without the blanks between them. toml++ reads what a file means and forgets how it was said; this
// keeps how it was said and does not ask what it means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace holdfast::scenarios {

struct TomlItem;

struct TomlValue {
    enum class Kind { word, array, table };

    Kind kind = Kind::word;
    std::string word;                     ///< a string with its quotes, a number, ...: as it is written
    std::vector<TomlItem> items;          ///< of an array or an inline table
    bool opened = false;                  ///< an array whose first item stands on a line of its own
    std::vector<std::string> comments{};  ///< behind the last item, on lines of their own
};

/// One item of an array, or one key of an inline table with its value.
struct TomlItem {
    std::string key;                    ///< empty in an array
    std::vector<std::string> comments;  ///< on lines of their own before it
    bool blank_before = false;          ///< something separates it from the item before it
    TomlValue value;
    std::string remark;  ///< the comment behind it on its line
};

/// One line of a file, or several where a value takes them.
struct TomlLine {
    enum class Kind { blank, comment, header, entry };

    Kind kind = Kind::blank;
    std::string key;      ///< "run", "expect.orphan"; of a header all of it: "[cases.mended]"
    TomlValue value;      ///< of an entry
    std::string comment;  ///< with its #; of a header or an entry the one behind it
};

/// The text must be TOML as `parse` accepts it. Keys are quoted only where they have to be, comments end
/// where their last letter does; all else is as it is written.
[[nodiscard]] std::vector<TomlLine> toml_lines(std::string_view text);

}  // namespace holdfast::scenarios
