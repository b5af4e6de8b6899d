// Text to scenario, from the outside in: is it text at all, is it TOML, is it a version that we know, is it a
// scenario. Each question is asked only where the one before was answered well; the last one finds all
// errors.
#include "scenarios/format/parse.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "scenarios/format/cases.hpp"
#include "scenarios/format/complaints.hpp"
#include "scenarios/format/key_depth.hpp"
#include "scenarios/format/own_properties.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/shows.hpp"
#include "scenarios/format/utf8.hpp"
#include "scenarios/format/words.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

constexpr std::int64_t known_format = 1;

void check_bytes(std::string_view text, Complaints& complaints)
{
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        complaints.add(complaints.text().position_of(zero),
                       fmt::format("a binary file, not a scenario: byte {} is zero", zero + 1));
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

/// False where the file is of another version: then it is in a language that we do not know, and nothing else
/// can be said about it.
bool is_known_format(const toml::table& root, Complaints& complaints)
{
    const toml::node* const node = root.get("format");
    const auto version = node == nullptr ? std::nullopt : node->value_exact<std::int64_t>();
    if (!version || *version == known_format) return true;
    complaints.add(position_of(*node),
                   fmt::format("unsupported format {}; expected {}", *version, known_format));
    return false;
}

std::string read_line(const Table& file, std::string_view key, Complaints& complaints)
{
    const auto text = file.text(key);
    if (!text) return {};
    const std::u32string points = code_points(*text);
    const bool empty = text->find_first_not_of(' ') == std::string::npos;
    if (empty && key == "title")
        complaints.add(file.place_of_value(key), "'title' is empty; say in one line what the scenario shows");
    for (const char32_t point : points) {
        if (!is_control(point)) continue;
        complaints.add(file.place_of_value(key),
                       fmt::format("{} must be one line, but contains the control character U+{:04X}",
                                   quoted(key), static_cast<std::uint32_t>(point)));
        break;
    }
    return *text;
}

Scenario read_scenario(const toml::table& root, const std::string& path, Complaints& complaints)
{
    const Table file{root, "file", "the file", {}, complaints};
    Draft draft;
    draft.accounts = read_accounts(file, complaints);
    draft.profiles = read_profiles(file, draft.accounts, complaints);
    draft.exchange = read_servers(file, complaints);
    draft.programs = read_programs(file, draft.accounts, draft.exchange, complaints);
    draft.events = read_environment(file, draft.accounts, complaints);
    draft.vocabulary = read_words(file, complaints);
    draft.whole = complaints.none();
    const std::vector<DraftProperty> own = read_own_properties(file, complaints);
    if (complaints.none() && !has_time(draft)) refuse_bounds_without_time(own, complaints);
    Scenario scenario;
    scenario.path = path;
    static_cast<void>(file.value("format"));  // that it is a number; which one has been looked at
    scenario.title = read_line(file, "title", complaints);
    scenario.source = read_line(file, "source", complaints);
    scenario.shows = read_shows(file, complaints);
    scenario.cases = read_cases(file, draft, own, complaints);
    return scenario;
}

Scenario read_text(std::string_view text, const std::string& path, Complaints& complaints)
{
    check_bytes(text, complaints);
    if (!complaints.none()) return {};
    try {
        const toml::table root = toml::parse(text, std::string_view{path});
        if (root.empty()) {
            complaints.add({}, "the file is empty", "a scenario starts with format = 1 and a title");
            return {};
        }
        if (!is_known_format(root, complaints)) return {};
        return read_scenario(root, path, complaints);
    } catch (const toml::parse_error& error) {
        add_syntax_error(error, complaints);
        return {};
    }
}

}  // namespace

tl::expected<Scenario, Diagnostics> parse(std::string_view text, std::string path)
{
    if (text.size() >= refused_size) {
        const std::string message =
            fmt::format("the file is too large: {} bytes; a scenario has less than 10 MB ({} bytes)",
                        text.size(), refused_size);
        return tl::unexpected(Diagnostics{{std::move(path), {0, 0}, message, {}, {}, 1}});
    }
    const SourceText source{text};
    Complaints complaints{source};
    Scenario scenario = read_text(text, path, complaints);
    if (!complaints.none()) return tl::unexpected(std::move(complaints).in_order(path));
    return scenario;
}

}  // namespace holdfast::scenarios
