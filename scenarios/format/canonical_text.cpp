#include "scenarios/format/canonical_text.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "scenarios/format/toml_lines.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {

namespace {

constexpr std::size_t one_step = 4;         ///< that an item is indented
constexpr std::size_t remark_distance = 3;  ///< between a line and the comment behind it

using Kind = TomlLine::Kind;

std::size_t columns(std::string_view text)
{
    std::size_t sum = 0;
    for (const char32_t point : code_points(text)) sum += width_of(point);
    return sum;
}

/// A line as it will be written, its comment still apart.
struct Written {
    std::string code;
    std::string remark;
};

/// Lays out one value. The code that stands before it on its line is already there.
class ValueWriter {
public:
    explicit ValueWriter(std::vector<Written>& lines) : lines_(lines) {}

    /// `behind` is how much will follow on the last line: brackets, a comma.
    void write(const TomlValue& value, std::size_t indent, std::size_t behind)
    {
        if (!must_break(value)) {
            const std::string flat = on_one_line(value);
            if (columns(code()) + columns(flat) + behind <= canonical_width || !can_break(value)) {
                code() += flat;
                return;
            }
        }
        if (value.kind == TomlValue::Kind::table) write_table(value, indent, behind);
        else write_array(value, indent, behind);
    }

private:
    std::string& code() { return lines_.back().code; }

    /// Comments, or an author who wants a line for each item.
    static bool must_break(const TomlValue& value)
    {
        if (value.opened || !value.comments.empty()) return true;
        return std::any_of(value.items.begin(), value.items.end(), [](const TomlItem& item) {
            return !item.comments.empty() || !item.remark.empty() || must_break(item.value);
        });
    }

    /// An inline table must stand on one line but for the arrays in it.
    static bool can_break(const TomlValue& value)
    {
        if (value.kind == TomlValue::Kind::word || value.items.empty()) return false;
        if (value.kind == TomlValue::Kind::array) return true;
        return std::any_of(value.items.begin(), value.items.end(),
                           [](const TomlItem& item) { return can_break(item.value); });
    }

    static std::string on_one_line(const TomlValue& value)
    {
        if (value.kind == TomlValue::Kind::word) return value.word;
        std::string text;
        for (const TomlItem& item : value.items) {
            if (!text.empty()) text += ", ";
            text += item.key.empty() ? on_one_line(item.value) : item.key + " = " + on_one_line(item.value);
        }
        if (value.kind == TomlValue::Kind::array) return "[" + text + "]";
        return text.empty() ? "{}" : "{ " + text + " }";
    }

    /// Whether the array itself has to have a line for each item, whatever is in them.
    static bool is_open(const TomlValue& array)
    {
        if (array.opened || !array.comments.empty() || array.items.size() != 1) return true;
        const TomlItem& only = array.items.front();
        return !only.comments.empty() || !only.remark.empty() || !can_break(only.value);
    }

    void write_array(const TomlValue& array, std::size_t indent, std::size_t behind)
    {
        code() += "[";
        if (!is_open(array)) {
            write(array.items.front().value, indent, behind + 1);
            code() += "]";
            return;
        }
        const std::string margin(indent + one_step, ' ');
        for (const TomlItem& item : array.items) {
            if (item.blank_before) lines_.push_back({});
            for (const std::string& comment : item.comments) lines_.push_back({margin + comment, ""});
            lines_.push_back({margin, ""});
            write(item.value, indent + one_step, 1);
            code() += ",";
            lines_.back().remark = item.remark;
        }
        for (const std::string& comment : array.comments) lines_.push_back({margin + comment, ""});
        lines_.push_back({std::string(indent, ' ') + "]", ""});
    }

    /// Only the arrays in it are broken: those that must be, or where none must be the last one that can be.
    void write_table(const TomlValue& table, std::size_t indent, std::size_t behind)
    {
        const bool some_must = must_break(table);
        std::size_t last = 0;
        for (std::size_t k = 0; k < table.items.size(); ++k) {
            if (can_break(table.items[k].value)) last = k;
        }
        code() += "{ ";
        for (std::size_t k = 0; k < table.items.size(); ++k) {
            const TomlItem& item = table.items[k];
            code() += (k == 0 ? "" : ", ") + item.key + " = ";
            const bool breaks = some_must ? must_break(item.value) : k == last;
            if (!breaks) code() += on_one_line(item.value);
            else if (item.value.kind == TomlValue::Kind::table) write_table(item.value, indent, behind + 2);
            else write_array(item.value, indent, behind + 2);
        }
        code() += " }";
    }

    std::vector<Written>& lines_;
};

bool is_simple(std::string_view key)
{
    return key.find('.') == std::string_view::npos && key.find('"') == std::string_view::npos;
}

/// Tables whose keys are nearly all five or six letters long: the start of the file, [mapi], [cases.NAME].
bool aligns_keys(std::string_view header)
{
    return header.empty() || header == "[mapi]" || header.starts_with("[cases.");
}

/// Whether one of these neighbouring entries has a simple key of that length.
bool has_key_of(std::span<const TomlLine> entries, std::size_t length)
{
    return std::any_of(entries.begin(), entries.end(), [&](const TomlLine& entry) {
        return is_simple(entry.key) && entry.key.size() == length;
    });
}

class Canonical {
public:
    explicit Canonical(std::string_view text) : lines_(toml_lines(text)) {}

    std::string write()
    {
        for (std::size_t at = 0; at < lines_.size();) at = write_from(at);
        while (!written_.empty() && written_.back().code.empty()) written_.pop_back();
        return joined();
    }

private:
    /// Writes the line, or all entries that stand together with it; where to go on.
    std::size_t write_from(std::size_t at)
    {
        const TomlLine& line = lines_[at];
        switch (line.kind) {
        case Kind::blank: blank(); break;
        case Kind::comment:
            if (leads_to_header(at)) separate();
            written_.push_back({line.comment, ""});
            break;
        case Kind::header:
            if (at == 0 || lines_[at - 1].kind != Kind::comment) separate();
            written_.push_back({line.key, line.comment});
            header_ = line.key;
            behind_header_ = written_.size();
            break;
        case Kind::entry: return write_entries(at);
        }
        return at + 1;
    }

    /// As its author has it, but no second one, and none behind the head of a table.
    void blank()
    {
        if (behind_header_ != written_.size()) separate();
    }

    /// One, unless there is one already, or nothing to be apart from.
    void separate()
    {
        if (!written_.empty() && !written_.back().code.empty()) written_.push_back({});
    }

    /// The first of the comments that stand right before a table.
    [[nodiscard]] bool leads_to_header(std::size_t at) const
    {
        if (at > 0 && lines_[at - 1].kind == Kind::comment) return false;
        while (at < lines_.size() && lines_[at].kind == Kind::comment) ++at;
        return at < lines_.size() && lines_[at].kind == Kind::header;
    }

    std::size_t write_entries(std::size_t begin)
    {
        std::size_t end = begin;
        while (end < lines_.size() && lines_[end].kind == Kind::entry) ++end;
        const std::span<const TomlLine> entries(&lines_[begin], end - begin);
        const bool aligned = aligns_keys(header_) && has_key_of(entries, 5) && has_key_of(entries, 6);
        for (const TomlLine& entry : entries) {
            const bool short_one = aligned && is_simple(entry.key) && entry.key.size() == 5;
            written_.push_back({entry.key + (short_one ? "  = " : " = "), ""});
            ValueWriter(written_).write(entry.value, 0, 0);
            written_.back().remark = entry.comment;
        }
        return end;
    }

    /// Where the comments behind these lines stand: in one column, if none becomes too wide by that.
    static std::size_t remark_column(std::span<const Written> lines)
    {
        std::size_t column = 0, widest = 0;
        for (const Written& line : lines) {
            column = std::max(column, columns(line.code) + remark_distance);
            widest = std::max(widest, columns(line.remark));
        }
        return column + widest <= canonical_width ? column : 0;
    }

    [[nodiscard]] std::string joined() const
    {
        std::string text;
        for (std::size_t at = 0; at < written_.size();) {
            std::size_t end = at + 1;
            while (!written_[at].remark.empty() && end < written_.size() && !written_[end].remark.empty())
                ++end;
            const std::size_t column = remark_column(std::span(&written_[at], end - at));
            for (; at < end; ++at) text += with_remark(written_[at], column) + "\n";
        }
        return text;
    }

    static std::string with_remark(const Written& line, std::size_t column)
    {
        if (line.remark.empty()) return line.code;
        const std::size_t width = columns(line.code);
        return line.code + std::string(std::max(column, width + remark_distance) - width, ' ') + line.remark;
    }

    std::vector<TomlLine> lines_;
    std::vector<Written> written_;
    std::string header_;
    std::size_t behind_header_ = 0;  ///< how many lines were written when the last head of a table was
};

}  // namespace

std::string canonical_text(std::string_view text) { return Canonical(text).write(); }

bool says_the_same(std::string_view one, std::string_view other)
{
    // The same strings have the same number of #, so what differs is a comment.
    if (std::count(one.begin(), one.end(), '#') != std::count(other.begin(), other.end(), '#')) return false;
    try {
        return toml::parse(one) == toml::parse(other);
    } catch (const toml::parse_error&) {
        return false;
    }
}

}  // namespace holdfast::scenarios
