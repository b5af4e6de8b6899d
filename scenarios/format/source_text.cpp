#include "scenarios/format/source_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t columns_kept = 200;      // on either side of the column in question
constexpr std::size_t deepest_column = 4'000;  // a string further out is pointed at as a whole, see inside()

/// Reads a TOML string as it is written, side by side with its value.
class WrittenString {
public:
    explicit WrittenString(std::string_view text) : text_(text)
    {
        if (text.starts_with("\"\"\"") || text.starts_with("'''")) delimiter_ = text.substr(0, 3);
        else if (text.starts_with('"') || text.starts_with('\'')) delimiter_ = text.substr(0, 1);
        at_ = delimiter_.size();
        if (delimiter_.size() == 3) skip_line_end();
    }

    /// The byte at which the value's byte of that number is written; nothing where this is not how the value
    /// is written.
    [[nodiscard]] std::optional<std::size_t> place_of(std::string_view value, std::size_t byte)
    {
        if (delimiter_.empty()) return std::nullopt;
        std::size_t read = 0;
        skip_what_is_nothing();
        while (read < byte) {
            const std::string piece = next();
            if (piece.empty() || !value.substr(read).starts_with(piece)) return std::nullopt;
            read += piece.size();
            skip_what_is_nothing();
        }
        return read == byte ? std::optional{at_} : std::nullopt;
    }

private:
    [[nodiscard]] bool has_escapes() const { return delimiter_.front() == '"'; }

    void skip_line_end()
    {
        if (text_.substr(at_).starts_with("\r\n")) at_ += 2;
        else if (text_.substr(at_).starts_with('\n')) at_ += 1;
    }

    /// A backslash at the end of a line, and the blanks behind it.
    void skip_what_is_nothing()
    {
        const std::string_view rest = text_.substr(at_);
        if (!has_escapes() || !rest.starts_with('\\')) return;
        const std::size_t word = std::min(rest.find_first_not_of(" \t\r\n", 1), rest.size());
        if (rest.substr(1, word - 1).find('\n') != std::string_view::npos) at_ += word;
    }

    /// What the next character of the text stands for; empty where the string ends or nobody knows.
    [[nodiscard]] std::string next()
    {
        const std::string_view rest = text_.substr(at_);
        if (rest.empty() || rest.starts_with(delimiter_)) return {};
        if (has_escapes() && rest.front() == '\\') return escaped(rest);
        // toml++ turns every line end into a line feed.
        const std::size_t length = rest.starts_with("\r\n") ? 2 : 1;
        at_ += length;
        return std::string{length == 2 ? '\n' : rest.front()};
    }

    [[nodiscard]] std::string escaped(std::string_view rest)
    {
        constexpr std::string_view letters = "btnfre\"\\";
        constexpr std::string_view meanings = "\b\t\n\f\r\x1B\"\\";
        const char letter = rest.size() > 1 ? rest[1] : '\0';
        if (letter == 'u' || letter == 'U') return code_point(rest, letter == 'u' ? 4 : 8);
        const std::size_t known = letters.find(letter);
        if (known == std::string_view::npos) return {};
        at_ += 2;
        return std::string{meanings[known]};
    }

    [[nodiscard]] std::string code_point(std::string_view rest, std::size_t digits)
    {
        const std::string_view hex = rest.substr(2, digits);
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
        if (error != std::errc{} || end != hex.data() + digits) return {};
        at_ += 2 + digits;
        const char32_t point = number;
        return to_utf8({&point, 1});
    }

    std::string_view text_;
    std::string_view delimiter_{};  ///< empty where no string begins there
    std::size_t at_ = 0;
};

std::optional<std::size_t> place_in_string(std::string_view text, std::string_view value, std::size_t byte)
{
    return WrittenString{text}.place_of(value, byte);
}

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
    if (where.column > deepest_column || value.size() > deepest_column || where.line == 0) return where;
    if (where.line > starts_.size()) return where;
    const std::size_t start = starts_[where.line - 1] + bytes_of(line(where.line), where.column - 1);
    const auto place = place_in_string(text_.substr(std::min(start, text_.size())), value, byte_offset);
    return place ? position_of(start + *place) : where;
}

}  // namespace holdfast::scenarios
