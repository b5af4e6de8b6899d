// The text of a scenario file by lines and columns, so that every message can show the place it speaks of.
// Lines end at a line feed, columns are code points, a byte order mark has no column: as toml++ counts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/scenario.hpp"

namespace holdfast::scenarios {

/// A piece of one line round a column; the whole line unless it is very long.
struct Excerpt {
    std::string text;
    std::size_t from = 1;  ///< the column of its first code point
};

class SourceText {
public:
    /// Keeps a view only: the text must outlive this.
    explicit SourceText(std::string_view text);

    [[nodiscard]] std::size_t lines() const { return starts_.size(); }

    /// Without its line end; empty for a line that the text does not have.
    [[nodiscard]] std::string_view line(std::size_t number) const;

    [[nodiscard]] Excerpt excerpt(Position where) const;

    /// The place of a byte, counted from the start of the text as given (a byte order mark included).
    [[nodiscard]] Position position_of(std::size_t byte) const;

    /// Where a byte of a string's value is written, if the string stands at `where`; else `where` itself. The
    /// byte behind the value is where its closing quote stands.
    [[nodiscard]] Position inside(Position where, std::string_view value, std::size_t byte_offset) const;

private:
    std::string_view text_;
    std::vector<std::size_t> starts_;  ///< the byte at which each line starts
};

}  // namespace holdfast::scenarios
