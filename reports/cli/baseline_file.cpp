#include "reports/cli/baseline_file.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/toml_text.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::reports::cli {

namespace {

using scenarios::Complaints;
using scenarios::kind_in_words;
using scenarios::position_of;

constexpr std::int64_t known_format = 1;

const std::vector<std::string> file_keys{"format", "known"};
const std::vector<std::string> entry_keys{"scenario", "case",  "property", "verdict", "steps",
                                          "witness",  "count", "found",    "reason"};

void check_keys(const toml::table& table, const std::vector<std::string>& known, Complaints& complaints)
{
    for (const scenarios::Entry& entry : scenarios::in_file_order(table)) {
        if (std::find(known.begin(), known.end(), entry.name) == known.end())
            scenarios::unknown_word(complaints, entry.where, "key", entry.name, known);
    }
}

/// One `[[known]]`, from its table.
class EntryReader {
public:
    EntryReader(const toml::table& table, Complaints& complaints) : table_(table), complaints_(complaints) {}

    [[nodiscard]] KnownFinding read()
    {
        check_keys(table_, entry_keys, complaints_);
        KnownFinding known;
        known.scenario = text("scenario", true);
        known.case_name = text("case", true);
        known.reason = text("reason", false);
        known.count = table_.contains("count");
        if (known.count == table_.contains("property")) {
            complaints_.add(position_of(table_), "[[known]] needs either 'property' or 'count'");
        } else if (known.count) {
            known.about = text("count", true);
            known.found = number("found", true).value_or(0);
        } else {
            known.about = text("property", true);
            known.verdict = verdict();
            known.steps = number("steps", false);
            known.witness = text("witness", false);
        }
        return known;
    }

private:
    [[nodiscard]] std::string text(const char* key, bool required)
    {
        const toml::node* const node = table_.get(key);
        if (node == nullptr) {
            if (required) complaints_.add(position_of(table_), fmt::format("[[known]] has no '{}'", key));
            return {};
        }
        const auto value = node->value_exact<std::string>();
        if (!value || (required && value->empty())) {
            complaints_.add(position_of(*node), fmt::format("'{}' must be a string{}, not {}", key,
                                                            required ? " that is not empty" : "",
                                                            value ? "\"\"" : kind_in_words(*node)));
            return {};
        }
        return *value;
    }

    [[nodiscard]] std::optional<std::uint64_t> number(const char* key, bool required)
    {
        const toml::node* const node = table_.get(key);
        if (node == nullptr) {
            if (required) complaints_.add(position_of(table_), fmt::format("[[known]] has no '{}'", key));
            return std::nullopt;
        }
        const auto value = node->value_exact<std::int64_t>();
        if (value && *value >= 0) return static_cast<std::uint64_t>(*value);
        complaints_.add(position_of(*node),
                        fmt::format("'{}' must be a whole number from 0 on, not {}", key,
                                    value ? fmt::format("{}", *value) : std::string(kind_in_words(*node))));
        return std::nullopt;
    }

    [[nodiscard]] std::string verdict()
    {
        const std::vector<std::string> words{"holds", "violated"};
        std::string word = text("verdict", true);
        if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
            scenarios::unknown_word(complaints_, position_of(*table_.get("verdict")), "verdict", word, words);
        return word;
    }

    const toml::table& table_;
    Complaints& complaints_;
};

bool is_comment(std::string_view line)
{
    const std::size_t first = line.find_first_not_of(" \t");
    return first != std::string_view::npos && line[first] == '#';
}

std::string trimmed(std::string_view line)
{
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t")));
    while (line.ends_with(' ') || line.ends_with('\t') || line.ends_with('\r')) line.remove_suffix(1);
    return std::string(line);
}

/// The last line of what a table says; a string may take several.
std::size_t last_line_of(const toml::table& table)
{
    std::size_t last = table.source().end.line;
    for (const auto& [key, node] : table) last = std::max<std::size_t>(last, node.source().end.line);
    return last;
}

/// The comments right above a line, none of them at or before line `end`.
std::vector<std::string> comments_above(std::size_t line, std::size_t end, const scenarios::SourceText& text)
{
    std::vector<std::string> comments;
    while (line > end + 1 && is_comment(text.line(line - 1))) comments.push_back(trimmed(text.line(--line)));
    std::reverse(comments.begin(), comments.end());
    return comments;
}

std::vector<std::string> comments_at_start(const scenarios::SourceText& text)
{
    std::vector<std::string> comments;
    for (std::size_t line = 1; line <= text.lines() && is_comment(text.line(line)); ++line)
        comments.push_back(trimmed(text.line(line)));
    return comments;
}

bool is_known_format(const toml::table& root, Complaints& complaints)
{
    const toml::node* const node = root.get("format");
    const auto version = node == nullptr ? std::nullopt : node->value_exact<std::int64_t>();
    if (version == known_format) return true;
    const std::string found = version ? fmt::format(", not {}", *version) : "";
    complaints.add(node == nullptr ? scenarios::Position{} : position_of(*node),
                   fmt::format("a baseline starts with format = {}{}", known_format, found));
    return false;
}

BaselineFile read_tables(const toml::table& root, Complaints& complaints)
{
    BaselineFile file{comments_at_start(complaints.text()), {}};
    if (!is_known_format(root, complaints)) return file;
    check_keys(root, file_keys, complaints);
    const toml::node* const list = root.get("known");
    if (list == nullptr) return file;
    if (!list->is_array() || !list->as_array()->is_homogeneous(toml::node_type::table)) {
        const bool empty = list->is_array() && list->as_array()->empty();
        if (!empty) complaints.add(position_of(*list), "'known' must be tables: [[known]]");
        return file;
    }
    std::set<std::tuple<std::string, std::string, bool, std::string>> seen;
    std::size_t said = 0;  // up to this line
    for (const toml::node& node : *list->as_array()) {
        KnownFinding known = EntryReader(*node.as_table(), complaints).read();
        known.comments = comments_above(position_of(node).line, said, complaints.text());
        said = last_line_of(*node.as_table());
        if (!seen.insert(known.key()).second)
            complaints.add(position_of(node), "duplicate: there is a [[known]] for the same already");
        file.known.push_back(std::move(known));
    }
    return file;
}

std::string lines(const std::vector<std::string>& comments)
{
    std::string text;
    for (const std::string& comment : comments) text += comment + "\n";
    return text;
}

std::string to_text(const KnownFinding& known)
{
    using scenarios::toml_string;
    std::string text = "\n" + lines(known.comments) + "[[known]]\n";
    text +=
        fmt::format("scenario = {}\ncase = {}\n", toml_string(known.scenario), toml_string(known.case_name));
    if (known.count) {
        text += fmt::format("count = {}\nfound = {}\n", toml_string(known.about), known.found);
    } else {
        text += fmt::format("property = {}\nverdict = {}\n", toml_string(known.about),
                            toml_string(known.verdict));
        if (known.steps) text += fmt::format("steps = {}\n", *known.steps);
        if (!known.witness.empty()) text += fmt::format("witness = {}\n", toml_string(known.witness));
    }
    return text + fmt::format("reason = {}\n", toml_string(known.reason));
}

}  // namespace

tl::expected<BaselineFile, scenarios::Diagnostics> parse_baseline(std::string_view text,
                                                                  const std::string& path)
{
    const scenarios::SourceText source{text};
    Complaints complaints{source};
    BaselineFile file;
    if (const auto root = scenarios::toml_of(text, path, "a baseline", complaints))
        file = read_tables(*root, complaints);
    if (!complaints.none()) return tl::make_unexpected(std::move(complaints).in_order(path));
    return file;
}

tl::expected<BaselineFile, scenarios::Diagnostics> read_baseline(const std::string& path)
{
    const auto text = scenarios::text_of_file(path, "a baseline");
    if (!text) return tl::make_unexpected(text.error());
    return parse_baseline(*text, path);
}

std::string to_text(const BaselineFile& file)
{
    const std::vector<std::string> head{
        "# What is known and accepted: `holdfast check --baseline` does not fail because of it. Written by",
        "# --update-baseline, which keeps each reason, these lines, and comments above a block."};
    std::string text =
        lines(file.comments.empty() ? head : file.comments) + fmt::format("format = {}\n", known_format);
    for (const KnownFinding& known : file.known) text += to_text(known);
    return text;
}

std::string path_in_baseline(const std::string& scenario, const std::string& baseline)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path file = fs::weakly_canonical(scenario, error);
    if (error) return printable(scenario);
    const fs::path folder = fs::weakly_canonical(fs::absolute(baseline, error), error).parent_path();
    const fs::path relative = error ? fs::path() : file.lexically_relative(folder);
    return printable((relative.empty() ? file : relative).generic_string());
}

}  // namespace holdfast::reports::cli
