#include "scenarios/format/reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/format/nearest.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

constexpr std::size_t most_advised = 10 * most_printed_diagnostics;

Position position_of(const toml::source_region& region) { return {region.begin.line, region.begin.column}; }

std::uint8_t kind_of(const toml::node& node)
{
    switch (node.type()) {
    case toml::node_type::string: return static_cast<std::uint8_t>(Kind::text);
    case toml::node_type::integer: return static_cast<std::uint8_t>(Kind::number);
    case toml::node_type::boolean: return static_cast<std::uint8_t>(Kind::truth);
    case toml::node_type::array: return static_cast<std::uint8_t>(Kind::array);
    case toml::node_type::table: return static_cast<std::uint8_t>(Kind::table);
    default: return 0;
    }
}

/// Beside values of other kinds false stands for none; true would say nothing.
bool is_a_lone_true(const toml::node& node, const Key& key)
{
    constexpr auto truth = static_cast<std::uint8_t>(Kind::truth);
    return (key.kinds & truth) != 0 && key.kinds != truth && node.value_exact<bool>() == true;
}

}  // namespace

std::string missing_in_words(const Key& key, std::string_view label)
{
    return fmt::format("missing {} in {} ({})", quoted(key.name), label,
                       key.meaning.substr(0, key.meaning.find(';')));
}

Position position_of(const toml::node& node) { return position_of(node.source()); }

std::vector<Entry> in_file_order(const toml::table& table)
{
    std::vector<Entry> entries;
    for (const auto& [key, node] : table) {
        entries.push_back({std::string{key.str()}, position_of(key.source()), &node});
    }
    std::ranges::sort(entries, {}, &Entry::where);
    return entries;
}

std::string_view kind_in_words(const toml::node& node)
{
    switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "an array";
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number with a fraction";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::date: return "a date";
    case toml::node_type::time: return "a time of day";
    case toml::node_type::date_time: return "a date with a time";
    default: return "nothing";
    }
}

void unknown_word(Complaints& complaints, Position where, std::string_view what, std::string_view word,
                  const std::vector<std::string>& known, std::string_view whose)
{
    const std::string unknown = fmt::format("unknown {} {}{}", what, quoted(word), whose);
    // Beyond any number of errors that will be read, advice is not worth the search for it.
    if (complaints.count() > most_advised) return complaints.add(where, unknown);
    complaints.add(where, fmt::format("{}; expected {}", unknown, listed(known)), did_you_mean(word, known));
}

bool is_right_kind(const toml::node& node, const Key& key, std::string_view name, Complaints& complaints)
{
    const bool says_nothing = is_a_lone_true(node, key);
    if ((kind_of(node) & key.kinds) != 0 && !says_nothing) return true;
    complaints.add(position_of(node), fmt::format("{} must be {}, not {}", quoted(name), key.type,
                                                  says_nothing ? "true" : kind_in_words(node)));
    return false;
}

bool is_good_name(std::string_view name, std::string_view what, Position where, Complaints& complaints)
{
    if (name.empty()) {
        complaints.add(where, fmt::format("the name of {} is empty", what));
        return false;
    }
    const std::u32string points = code_points(name.substr(0, 4 * (most_name_length + 1)));
    if (points.size() > most_name_length) {
        complaints.add(where, fmt::format("the name of {} is too long; a name has at most {} characters",
                                          what, most_name_length));
        return false;
    }
    const auto control = std::ranges::find_if(points, is_control);
    if (control != points.end()) {
        complaints.add(where, fmt::format("the name of {} contains the control character U+{:04X}", what,
                                          static_cast<std::uint32_t>(*control)));
        return false;
    }
    return true;
}

std::optional<std::size_t> word_in(const toml::node& text, const Key& key, std::string_view what,
                                   Complaints& complaints)
{
    const std::string written = text.value_exact<std::string>().value_or("");
    const auto found = std::ranges::find(key.words, written);
    if (found != key.words.end()) return static_cast<std::size_t>(found - key.words.begin());
    unknown_word(complaints, position_of(text), what, written, {key.words.begin(), key.words.end()});
    return std::nullopt;
}

Table::Table(const toml::table& node, std::string_view shape, std::string label, Position where,
             Complaints& complaints)
    : node_(node), shape_(shape), label_(std::move(label)), where_(where), complaints_(complaints)
{
    check_keys();
}

void Table::check_keys() const
{
    const std::vector<std::string> known = key_names(shape_);
    const bool free_names =
        std::ranges::any_of(keys(), [&](const Key& key) { return key.shape == shape_ && key.name == "*"; });
    if (!free_names) {
        for (const auto& [key, child] : node_) {
            if (std::ranges::find(known, key.str()) != known.end()) continue;
            const std::string name{key.str()};
            complaints_.add(
                position_of(key.source()),
                fmt::format("unknown key {} in {}; expected {}", quoted(name), label_, listed(known)),
                did_you_mean(name, known));
        }
    }
    for (const Key& key : keys()) {
        if (key.shape != shape_ || !key.required || node_.contains(key.name)) continue;
        complaints_.add(where_, missing_in_words(key, label_));
    }
}

Position Table::place_of_key(std::string_view key) const
{
    const auto found = node_.find(key);
    return found == node_.end() ? where_ : position_of(found->first.source());
}

Position Table::place_of_value(std::string_view key) const
{
    const toml::node* const node = node_.get(key);
    return node == nullptr ? where_ : position_of(*node);
}

const toml::node* Table::value(std::string_view key) const
{
    const toml::node* const node = node_.get(key);
    if (node == nullptr || !is_right_kind(*node, key_of(shape_, key), key, complaints_)) return nullptr;
    return node;
}

std::optional<std::string> Table::text(std::string_view key) const
{
    const toml::node* const node = value(key);
    return node == nullptr ? std::nullopt : node->value_exact<std::string>();
}

std::optional<std::int64_t> Table::number(std::string_view key) const
{
    const toml::node* const node = value(key);
    if (node == nullptr) return std::nullopt;
    const Key& row = key_of(shape_, key);
    const auto number = node->value_exact<std::int64_t>();
    if (number && (*number < row.least || *number > row.most)) {
        complaints_.add(position_of(*node),
                        fmt::format("{} must be {}, not {}", quoted(key), row.type, *number));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> Table::truth(std::string_view key) const
{
    const toml::node* const node = value(key);
    return node == nullptr ? std::nullopt : node->value_exact<bool>();
}

const toml::array* Table::array(std::string_view key) const
{
    const toml::node* const node = value(key);
    return node == nullptr ? nullptr : node->as_array();
}

const toml::table* Table::table(std::string_view key) const
{
    const toml::node* const node = value(key);
    return node == nullptr ? nullptr : node->as_table();
}

std::optional<std::size_t> Table::word(std::string_view key) const
{
    const toml::node* const node = value(key);
    return node == nullptr ? std::nullopt : word_in(*node, key_of(shape_, key), key, complaints_);
}

std::optional<Table> Table::child(std::string_view key, std::string_view shape, std::string label) const
{
    const toml::table* const node = table(key);
    if (node == nullptr) return std::nullopt;
    return Table{*node, shape, std::move(label), place_of_key(key), complaints_};
}

}  // namespace holdfast::scenarios
