// Diagnostics as a terminal shows them. A line is shown as a window of about 100 columns round the caret;
// tabs become blanks and wide characters count twice, so that the caret stands below what it means.
#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/parse.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

constexpr std::size_t window = 100;  // columns of a line that are shown
constexpr std::size_t tab_columns = 4;
constexpr std::string_view indent = "    ";
constexpr std::string_view more = "...";

struct Shown {
    std::string line;
    std::string caret;
};

std::size_t columns_of(char32_t point)
{
    if (point == U'\t') return tab_columns;
    return is_shown_as_it_is(point) ? width_of(point) : 1;
}

std::size_t columns_of(std::u32string_view points)
{
    std::size_t columns = 0;
    for (const char32_t point : points) columns += columns_of(point);
    return columns;
}

std::string shown(std::u32string_view points)
{
    std::u32string plain;
    for (const char32_t point : points) {
        if (point == U'\t') {
            plain.append(tab_columns, U' ');
        } else {
            plain.push_back(is_shown_as_it_is(point) ? point : U'\uFFFD');
        }
    }
    return to_utf8(plain);
}

/// As many code points from the end as fit into `columns`.
std::u32string_view last_columns(std::u32string_view points, std::size_t columns)
{
    std::size_t start = points.size();
    std::size_t used = 0;
    while (start > 0 && used + columns_of(points[start - 1]) <= columns) used += columns_of(points[--start]);
    return points.substr(start);
}

std::u32string_view first_columns(std::u32string_view points, std::size_t columns)
{
    std::size_t end = 0;
    std::size_t used = 0;
    while (end < points.size() && used + columns_of(points[end]) <= columns)
        used += columns_of(points[end++]);
    return points.substr(0, end);
}

Shown show(const Diagnostic& diagnostic)
{
    const std::u32string line = code_points(diagnostic.line_text);
    const std::size_t offset =
        diagnostic.where.column - std::min(diagnostic.where.column, diagnostic.line_text_from);
    const std::u32string_view all = line;
    std::u32string_view before = all.substr(0, std::min(offset, all.size()));
    std::u32string_view behind = all.substr(before.size());
    const bool fits = columns_of(all) <= window && diagnostic.line_text_from == 1;
    const bool cut_before = diagnostic.line_text_from > 1 || (!fits && columns_of(before) > window / 2);
    if (cut_before) before = last_columns(before, window / 2);
    const std::size_t room = window - std::min(window, columns_of(before));
    const bool cut_behind = !fits && columns_of(behind) > room;
    if (cut_behind) behind = first_columns(behind, room);

    const std::string_view left = cut_before ? more : "";
    const std::string_view right = cut_behind ? more : "";
    return {fmt::format("{}{}{}{}", left, shown(before), shown(behind), right),
            std::string(left.size() + columns_of(before), ' ') + "^"};
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic)
{
    std::string text = harmless(diagnostic.path, 4'096);
    if (diagnostic.where.line > 0)
        text += fmt::format(":{}:{}", diagnostic.where.line, diagnostic.where.column);
    text += fmt::format(": error: {}\n", diagnostic.message);
    if (!diagnostic.line_text.empty()) {
        const Shown lines = show(diagnostic);
        text += fmt::format("{0}{1}\n{0}{2}\n", indent, lines.line, lines.caret);
    }
    if (!diagnostic.advice.empty()) text += fmt::format("{}{}\n", indent, diagnostic.advice);
    return text;
}

std::string to_text(const Diagnostics& diagnostics)
{
    std::string text;
    const std::size_t printed = std::min(diagnostics.size(), most_printed_diagnostics);
    for (std::size_t k = 0; k < printed; ++k) text += to_text(diagnostics[k]);
    const std::size_t left = diagnostics.size() - printed;
    if (left > 0) text += fmt::format("and {} more {}\n", left, left == 1 ? "error" : "errors");
    return text;
}

}  // namespace holdfast::scenarios
