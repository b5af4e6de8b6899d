// Words into lines, and cells into rows, measured in columns of a terminal. Everything here takes printable
// text without colour: colour is put on finished lines, so that it never counts as width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::reports {

using Lines = std::vector<std::string>;

/// Breaks at spaces; a word wider than a line is broken where the line ends. Never empty: "" gives one empty
/// line.
[[nodiscard]] Lines wrap(std::string_view text, std::size_t width);

/// `first` and then the text; further lines start with as many spaces as `first` is wide. No line is wider
/// than `width` as long as `first` leaves some room.
[[nodiscard]] Lines hanging(std::string_view first, std::string_view text, std::size_t width);

/// The text filled up with spaces to a width.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// The widths that the columns of a table get: as wide as their widest cell, the widest ones cut down until
/// all fit into `available` with two spaces between neighbours.
[[nodiscard]] std::vector<std::size_t> fit_columns(const std::vector<std::vector<std::string>>& rows,
                                                   std::size_t available);

/// One row of a table: each cell wrapped inside its column, two spaces between columns, no spaces at the end.
[[nodiscard]] Lines table_row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths);

/// Lines to text, each with its newline.
[[nodiscard]] std::string joined(const Lines& lines);

/// "1 step", "2 steps", "12,345 steps".
[[nodiscard]] std::string counted(unsigned long long number, std::string_view thing);

/// 12345 as "12,345". Where counts end (checker::greatest_count) "at least" stands before it.
[[nodiscard]] std::string grouped(unsigned long long number);

/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

}  // namespace holdfast::reports
