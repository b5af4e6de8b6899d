#include "scenarios/format/source_text.hpp"

#include <algorithm>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t columns_kept = 200;      // on either side of the column in question
constexpr std::size_t deepest_column = 4'000;  // a string further out is pointed at as a whole, see inside()

}  // namespace

SourceText::SourceText(std::string_view text) : text_(text)
{
    starts_.push_back(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
        starts_.push_back(end + 1);
    }
}

std::string_view SourceText::line(std::size_t number) const
{
    if (number == 0 || number > starts_.size()) return {};
    const std::size_t start = starts_[number - 1];
    const std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
    std::string_view text = text_.substr(start, end - start);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

Excerpt SourceText::excerpt(Position where) const
{
    const std::string_view whole = line(where.line);
    const std::size_t before = where.column > columns_kept ? where.column - columns_kept - 1 : 0;
    const std::string_view tail = whole.substr(bytes_of(whole, before));
    return {std::string{tail.substr(0, bytes_of(tail, 2 * columns_kept))}, before + 1};
}

Position SourceText::position_of(std::size_t byte) const
{
    byte = std::clamp(byte, starts_.front(), text_.size());
    const auto behind = std::upper_bound(starts_.begin(), starts_.end(), byte);
    const auto number = static_cast<std::size_t>(behind - starts_.begin());
    const std::size_t start = starts_[number - 1];
    return {number, code_points(text_.substr(start, byte - start)).size() + 1};
}

Position SourceText::inside(Position where, std::string_view value, std::size_t byte_offset) const
{
    if (where.column > deepest_column || value.size() > deepest_column) return where;
    std::string_view rest = line(where.line);
    rest = rest.substr(bytes_of(rest, where.column - 1));
    const bool quote = rest.starts_with('"') || rest.starts_with('\'');
    const bool as_written =
        quote && rest.substr(1).starts_with(value) && value.find('\\') == std::string_view::npos;
    if (!as_written) return where;
    return {where.line, where.column + 1 + code_points(value.substr(0, byte_offset)).size()};
}

}  // namespace holdfast::scenarios
