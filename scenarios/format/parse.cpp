// Text to scenario, from the outside in: is it TOML at all, is it a version that we know, is it a scenario.
// Each question is asked only where the one before was answered well; the last one finds all errors.
#include "scenarios/format/parse.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "scenarios/format/cases.hpp"
#include "scenarios/format/complaints.hpp"
#include "scenarios/format/own_properties.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/shows.hpp"
#include "scenarios/format/tags.hpp"
#include "scenarios/format/toml_text.hpp"
#include "scenarios/format/utf8.hpp"
#include "scenarios/format/words.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

constexpr std::int64_t known_format = 1;

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
    scenario.tags = read_tags(file, complaints);
    scenario.cases = read_cases(file, draft, own, complaints);
    return scenario;
}

Scenario read_text(std::string_view text, const std::string& path, Complaints& complaints)
{
    const auto root = toml_of(text, path, "a scenario", complaints);
    if (!root) return {};
    if (root->empty()) {
        complaints.add({}, "the file is empty", "a scenario starts with format = 1 and a title");
        return {};
    }
    if (!is_known_format(*root, complaints)) return {};
    return read_scenario(*root, path, complaints);
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
