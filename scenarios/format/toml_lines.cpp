#include "scenarios/format/toml_lines.hpp"

#include <algorithm>
#include <utility>

#include "checker/assert.hpp"

namespace holdfast::scenarios {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

bool is_bare(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
}

/// A key of letters, digits, _ and - needs no quotes; one with an escape keeps them.
std::string without_needless_quotes(std::string_view word)
{
    const bool quoted = word.size() > 2 && (word.front() == '"' || word.front() == '\'');
    if (!quoted) return std::string(word);
    const std::string_view inside = word.substr(1, word.size() - 2);
    return std::string(std::all_of(inside.begin(), inside.end(), is_bare) ? inside : word);
}

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text)
    {
        if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    }

    std::vector<TomlLine> read()
    {
        std::vector<TomlLine> lines;
        while (!at_end()) lines.push_back(line());
        return lines;
    }

private:
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return at_end() ? '\n' : text_[at_]; }

    void skip_blanks()
    {
        while (!at_end() && is_blank(text_[at_])) ++at_;
    }

    void expect(char letter)
    {
        HOLDFAST_ASSERT(!at_end() && text_[at_] == letter, "byte {}: '{}' is missing", at_, letter);
        ++at_;
    }

    TomlLine line()
    {
        TomlLine line;
        skip_blanks();
        if (peek() == '[') {
            line.kind = TomlLine::Kind::header;
            line.key = header();
        } else if (peek() != '#' && peek() != '\n') {
            line.kind = TomlLine::Kind::entry;
            line.key = key();
            skip_blanks();
            expect('=');
            skip_blanks();
            line.value = value();
        }
        skip_blanks();
        if (peek() == '#') {
            if (line.kind == TomlLine::Kind::blank) line.kind = TomlLine::Kind::comment;
            line.comment = comment();
        }
        if (!at_end()) expect('\n');
        return line;
    }

    std::string comment()
    {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        std::string_view words = text_.substr(at_, end - at_);
        while (!words.empty() && is_blank(words.back())) words.remove_suffix(1);
        at_ = end;
        return std::string(words);
    }

    std::string header()
    {
        std::string brackets;
        while (peek() == '[') {
            brackets += '[';
            ++at_;
        }
        skip_blanks();
        std::string result = brackets + key();
        skip_blanks();
        for (std::size_t k = 0; k < brackets.size(); ++k) {
            expect(']');
            result += ']';
        }
        return result;
    }

    /// A key with all its parts.
    std::string key()
    {
        std::string result = key_part();
        skip_blanks();
        while (peek() == '.') {
            ++at_;
            skip_blanks();
            result += "." + key_part();
            skip_blanks();
        }
        return result;
    }

    std::string key_part()
    {
        if (peek() == '"' || peek() == '\'') return without_needless_quotes(string());
        const std::size_t begin = at_;
        while (!at_end() && is_bare(text_[at_])) ++at_;
        HOLDFAST_ASSERT(at_ > begin, "byte {}: a key is missing", at_);
        return std::string(text_.substr(begin, at_ - begin));
    }

    /// A string of any of the four kinds, with its quotes.
    std::string string()
    {
        const char quote = text_[at_];
        const std::string three(3, quote);
        const bool many_lines = text_.substr(at_).starts_with(three);
        const std::size_t begin = at_;
        at_ += many_lines ? 3 : 1;
        while (!(many_lines ? text_.substr(at_).starts_with(three) : text_[at_] == quote)) {
            at_ += quote == '"' && text_[at_] == '\\' ? 2 : 1;
            HOLDFAST_ASSERT(at_ < text_.size(), "byte {}: a string has no end", begin);
        }
        at_ += many_lines ? 3 : 1;
        // Up to two quotes may stand right before the three that end it.
        while (many_lines && !at_end() && text_[at_] == quote) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }

    TomlValue value()
    {
        if (peek() == '[') return array();
        if (peek() == '{') return table();
        TomlValue word;
        word.word = peek() == '"' || peek() == '\'' ? string() : bare_word();
        return word;
    }

    /// A number, a truth, or a time, which may have a blank inside.
    std::string bare_word()
    {
        const std::size_t begin = at_;
        while (!at_end() && std::string_view(",]}#\n").find(text_[at_]) == std::string_view::npos) ++at_;
        std::string_view word = text_.substr(begin, at_ - begin);
        while (!word.empty() && is_blank(word.back())) word.remove_suffix(1);
        HOLDFAST_ASSERT(!word.empty(), "byte {}: a value is missing", begin);
        return std::string(word);
    }

    /// What stands between the items of an array.
    struct Gap {
        std::string remark;                 ///< on the line on which it begins
        std::vector<std::string> comments;  ///< on lines of their own
        bool new_line = false;
        bool blank_line = false;
    };

    Gap gap()
    {
        Gap gap;
        std::size_t line_ends = 0;
        for (skip_blanks(); !at_end(); skip_blanks()) {
            if (peek() == '\n') {
                ++at_;
                gap.new_line = true;
                gap.blank_line = gap.blank_line || (++line_ends > 1 && gap.comments.empty());
            } else if (peek() == '#') {
                if (gap.new_line) gap.comments.push_back(comment());
                else gap.remark = comment();
                line_ends = 0;
            } else {
                break;
            }
        }
        return gap;
    }

    TomlValue array()
    {
        TomlValue array;
        array.kind = TomlValue::Kind::array;
        expect('[');
        Gap before = gap();
        array.opened = before.new_line && peek() != ']';
        // A comment right behind the bracket is one on the first item.
        if (!before.remark.empty()) before.comments.insert(before.comments.begin(), std::move(before.remark));
        before.blank_line = false;
        while (peek() != ']') {
            TomlItem item;
            item.comments = std::move(before.comments);
            item.blank_before = before.blank_line;
            item.value = value();
            before = gap_with_comma(item);
            array.items.push_back(std::move(item));
        }
        array.comments = std::move(before.comments);
        expect(']');
        return array;
    }

    /// Up to the next item or the end, with the comma wherever it stands.
    Gap gap_with_comma(TomlItem& item)
    {
        Gap before_comma = gap();
        item.remark = std::move(before_comma.remark);
        if (peek() != ',') return before_comma;
        ++at_;
        Gap behind = gap();
        // A second remark on the item, behind a comma on a line of its own, is moved below it.
        if (!behind.remark.empty()) {
            if (item.remark.empty() && before_comma.comments.empty()) item.remark = std::move(behind.remark);
            else before_comma.comments.push_back(std::move(behind.remark));
        }
        behind.comments.insert(behind.comments.begin(), before_comma.comments.begin(),
                               before_comma.comments.end());
        return behind;
    }

    TomlValue table()
    {
        TomlValue table;
        table.kind = TomlValue::Kind::table;
        expect('{');
        skip_blanks();
        while (peek() != '}') {
            TomlItem item;
            item.key = key();
            skip_blanks();
            expect('=');
            skip_blanks();
            item.value = value();
            skip_blanks();
            if (peek() == ',') ++at_;
            skip_blanks();
            table.items.push_back(std::move(item));
        }
        expect('}');
        return table;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<TomlLine> toml_lines(std::string_view text) { return Reader(text).read(); }

}  // namespace holdfast::scenarios
