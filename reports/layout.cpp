#include "reports/layout.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "checker/result.hpp"
#include "reports/display_width.hpp"

namespace holdfast::reports {

namespace {

constexpr std::size_t gap = 2;  // spaces between columns
constexpr std::size_t narrowest_column = 8;

/// The bytes at the start of `text` that fit into `width` columns; at least one character, so that a loop
/// ends.
std::size_t bytes_that_fit(std::string_view text, std::size_t width)
{
    std::size_t used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const Character character = character_at(text, at);
        used += display_width(character);
        if (used > width && at > 0) break;
        at += character.bytes;
    }
    return at;
}

/// Lines under construction: words are added until the next one does not fit.
class Filler {
public:
    explicit Filler(std::size_t width) : width_(std::max<std::size_t>(width, 1)) {}

    void add(std::string_view word)
    {
        const std::size_t wanted = display_width(word);
        if (!line_.empty() && used_ + 1 + wanted > width_) flush();
        if (!line_.empty()) append(" ", 1);
        while (display_width(word) > width_ - used_) {
            const std::size_t bytes = bytes_that_fit(word, width_ - used_);
            append(word.substr(0, bytes), 0);
            word.remove_prefix(bytes);
            flush();
        }
        append(word, display_width(word));
    }

    Lines finish()
    {
        if (!line_.empty() || lines_.empty()) flush();
        return std::move(lines_);
    }

private:
    void append(std::string_view text, std::size_t width)
    {
        line_ += text;
        used_ += width;
    }

    void flush()
    {
        lines_.push_back(std::move(line_));
        line_.clear();
        used_ = 0;
    }

    std::size_t width_;
    std::size_t used_ = 0;
    std::string line_;
    Lines lines_;
};

}  // namespace

Lines wrap(std::string_view text, std::size_t width)
{
    Filler filler(width);
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) filler.add(text.substr(at, end - at));
        at = end + 1;
    }
    return filler.finish();
}

Lines hanging(std::string_view first, std::string_view text, std::size_t width)
{
    const std::size_t indent = display_width(first);
    Lines lines = wrap(text, width > indent ? width - indent : 1);
    const std::string spaces(indent, ' ');
    for (std::size_t k = 0; k < lines.size(); ++k) {
        lines[k].insert(0, k == 0 ? std::string(first) : spaces);
    }
    return lines;
}

std::string padded(std::string_view text, std::size_t width)
{
    const std::size_t used = display_width(text);
    std::string result(text);
    if (used < width) result.append(width - used, ' ');
    return result;
}

std::vector<std::size_t> fit_columns(const std::vector<std::vector<std::string>>& rows, std::size_t available)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], display_width(row[k]));
    }
    if (widths.empty()) return widths;
    const std::size_t gaps = gap * (widths.size() - 1);
    while (std::accumulate(widths.begin(), widths.end(), gaps) > available) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= narrowest_column) break;
        --*widest;
    }
    return widths;
}

Lines table_row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths)
{
    std::vector<Lines> wrapped;
    std::size_t height = 1;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        wrapped.push_back(wrap(cells[k], widths[k]));
        height = std::max(height, wrapped.back().size());
    }
    Lines lines(height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t k = 0; k < cells.size(); ++k) {
            if (k > 0) lines[y].append(gap, ' ');
            lines[y] += padded(y < wrapped[k].size() ? wrapped[k][y] : "", widths[k]);
        }
        lines[y].erase(lines[y].find_last_not_of(' ') + 1);
    }
    return lines;
}

std::string joined(const Lines& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        text += line;
        text += '\n';
    }
    return text;
}

std::string grouped(unsigned long long number)
{
    std::string digits = std::to_string(number);
    for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4) {
        digits.insert(digits.size() - from_end, ",");
    }
    return number == checker::greatest_count ? "at least " + digits : digits;
}

std::string counted(unsigned long long number, std::string_view thing)
{
    if (number == 1) return fmt::format("1 {}", thing);
    return fmt::format("{} {}{}", grouped(number), thing, thing.ends_with("switch") ? "es" : "s");
}

std::string listed(const std::vector<std::string>& items)
{
    std::string text;
    for (std::size_t k = 0; k < items.size(); ++k) {
        if (k > 0) text += k + 1 == items.size() ? " and " : ", ";
        text += items[k];
    }
    return text;
}

}  // namespace holdfast::reports
