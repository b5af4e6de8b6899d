#include "scenarios/format/toml_text.hpp"

#include <fmt/format.h>

#include "scenarios/format/key_depth.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

void check_bytes(std::string_view text, std::string_view what, Complaints& complaints)
{
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        complaints.add(complaints.text().position_of(zero),
                       fmt::format("a binary file, not {}: byte {} is zero", what, zero + 1));
    } else if (const auto invalid = first_invalid_byte(text)) {
        complaints.add(complaints.text().position_of(*invalid),
                       fmt::format("not valid UTF-8: byte {} is 0x{:02X}", *invalid + 1,
                                   static_cast<unsigned>(static_cast<unsigned char>(text[*invalid]))),
                       "save the file as UTF-8");
    } else if (const auto deep = too_deep_key(text)) {
        complaints.add(complaints.text().position_of(*deep),
                       fmt::format("a key of more than {} parts", most_key_parts));
    }
}

/// The parts of a message of toml++: "Error while parsing WHAT: WHY".
struct SyntaxError {
    std::string what;
    std::string why;
};

SyntaxError parts_of(std::string_view description)
{
    constexpr std::string_view prefix = "Error while parsing ";
    constexpr std::string_view name_of_its_limit = " (TOML_MAX_NESTED_VALUES)";
    SyntaxError parts{{}, std::string{description}};
    const std::size_t colon = description.find(": ");
    if (description.starts_with(prefix) && colon != std::string_view::npos) {
        parts.what = description.substr(prefix.size(), colon - prefix.size());
        parts.why = description.substr(colon + 2);
    }
    if (parts.why.ends_with(name_of_its_limit)) parts.why.resize(parts.why.size() - name_of_its_limit.size());
    return parts;
}

/// toml++ points at the value of a key that is given twice; the key itself stands before it.
Position place_of_duplicate(std::string_view existing, Position where, const SourceText& text)
{
    const std::size_t quote = existing.find('\'');
    if (quote == std::string_view::npos || !existing.ends_with('\'')) return where;
    std::string_view name = existing.substr(quote + 1, existing.size() - quote - 2);
    name = name.substr(name.rfind('.') + 1);
    const std::string_view line = text.line(where.line);
    const std::string_view before = line.substr(0, bytes_of(line, where.column - 1));
    const std::size_t found = name.empty() ? std::string_view::npos : before.rfind(name);
    if (found == std::string_view::npos) return where;
    return {where.line, code_points(before.substr(0, found)).size() + 1};
}

/// What authors of scenarios get wrong about TOML.
std::string advice_on(const SyntaxError& error, bool at_line_end)
{
    if (error.what == "string" && at_line_end) return "is the quote missing that ends the string?";
    if (error.what == "inline table" && at_line_end)
        return "a table in braces stays on one line; write [a header] instead";
    if (error.why == "could not determine value type") return "text is quoted: \"logon Outlook\"";
    const bool odd_name =
        error.why.starts_with("expected ']', saw") || error.why.starts_with("expected '=', saw");
    if (odd_name && !at_line_end)
        return "a name with blanks or other letters than A to Z is quoted: \"My Profile\"";
    return {};
}

void add_syntax_error(const toml::parse_error& error, Complaints& complaints)
{
    const SyntaxError parts = parts_of(error.description());
    const Position where{error.source().begin.line, error.source().begin.column};
    constexpr std::string_view twice = "cannot redefine existing ";
    if (parts.why.starts_with(twice)) {
        const std::string existing = parts.why.substr(twice.size());
        complaints.add(place_of_duplicate(existing, where, complaints.text()),
                       fmt::format("duplicate: there is already the {}", harmless(existing, 200)),
                       "a key or table can be given only once; keep one, or merge them");
        return;
    }
    const bool at_line_end = where.column > code_points(complaints.text().line(where.line)).size();
    const bool vowel =
        !parts.what.empty() && std::string_view("aeiou").find(parts.what.front()) != std::string_view::npos;
    const std::string while_reading =
        parts.what.empty() ? "" : fmt::format(", while reading {} {}", vowel ? "an" : "a", parts.what);
    complaints.add(where, fmt::format("not valid TOML: {}{}", harmless(parts.why, 200), while_reading),
                   advice_on(parts, at_line_end));
}

}  // namespace

std::optional<toml::table> toml_of(std::string_view text, const std::string& path, std::string_view what,
                                   Complaints& complaints)
{
    check_bytes(text, what, complaints);
    if (!complaints.none()) return std::nullopt;
    try {
        return toml::parse(text, std::string_view{path});
    } catch (const toml::parse_error& error) {
        add_syntax_error(error, complaints);
        return std::nullopt;
    }
}

std::string toml_string(std::string_view text)
{
    std::string result = "\"";
    for (const char32_t point : code_points(text)) {
        if (point == U'"' || point == U'\\') {
            result += '\\';
            result += static_cast<char>(point);
        } else if (is_control(point)) {
            result += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(point));
        } else {
            result += to_utf8({&point, 1});
        }
    }
    return result + "\"";
}

}  // namespace holdfast::scenarios
