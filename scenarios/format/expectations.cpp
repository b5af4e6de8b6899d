#include "scenarios/format/expectations.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "checker/assert.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

using checker::Property;
using checker::PropertyKind;
using checker::Verdict;

constexpr std::size_t any_verdict =
    3;  // the last of the words; those before are in the order of checker::Verdict

Wanted wanted(std::size_t word, Position where)
{
    HOLDFAST_ASSERT(word <= any_verdict, "no verdict {}", word);
    if (word == any_verdict) return {true, Verdict::holds, std::nullopt, where, false};
    return {false, static_cast<Verdict>(word), std::nullopt, where, false};
}

/// A counterexample, or the witness of what can be reached.
bool has_trace(PropertyKind kind, const Wanted& wanted)
{
    const Verdict shown = kind == PropertyKind::reachable ? Verdict::holds : Verdict::violated;
    return !wanted.any && wanted.verdict == shown;
}

std::string verdict_in_words(const Wanted& wanted)
{
    return wanted.any ? "any" : std::string{to_string(wanted.verdict)};
}

std::optional<Wanted> read_detailed(const toml::table& node, const Property& property, Position where,
                                    Complaints& complaints)
{
    const Table table{node, "expectation", fmt::format("the expectation of {}", property.name), where,
                      complaints};
    const auto word = table.word("verdict");
    const auto steps = table.number("steps");
    const auto vacuous = table.truth("vacuous");
    if (!word) return std::nullopt;
    Wanted result = wanted(*word, where);
    result.vacuous = vacuous.value_or(false);
    if (result.vacuous && (result.any || result.verdict != Verdict::holds)) {
        complaints.add(table.place_of_key("vacuous"),
                       fmt::format("a property that has nothing to judge holds, but {} is expected of {}",
                                   verdict_in_words(result), property.name));
    }
    if (steps) result.steps = static_cast<std::uint64_t>(*steps);
    if (table.has("steps") && !has_trace(property.kind, result)) {
        complaints.add(table.place_of_key("steps"),
                       fmt::format("'steps' is the length of a trace, but with the verdict {} {} has none",
                                   verdict_in_words(result), property.name));
    }
    return result;
}

std::optional<Wanted> read_short(const toml::node& text, Position where, Complaints& complaints)
{
    const auto word = word_in(text, key_of("expect", "*"), "verdict", complaints);
    return word ? std::optional{wanted(*word, where)} : std::nullopt;
}

std::vector<std::string> known_names(std::span<const Property> properties)
{
    std::vector<std::string> names;
    for (const Property& property : properties) names.push_back(property.name);
    for (std::string& name : key_names("expect")) names.push_back(std::move(name));
    return names;
}

void read_property(const Entry& entry, std::span<const Property> properties, Expectations& result,
                   Complaints& complaints)
{
    const auto property = std::ranges::find(properties, entry.name, &Property::name);
    if (property == properties.end())
        return unknown_word(complaints, entry.where, "property", entry.name, known_names(properties));
    if (!is_right_kind(*entry.node, key_of("expect", "*"), entry.name, complaints)) return;
    const toml::table* const detailed = entry.node->as_table();
    result.properties[static_cast<std::size_t>(property - properties.begin())] =
        detailed != nullptr ? read_detailed(*detailed, *property, entry.where, complaints)
                            : read_short(*entry.node, entry.where, complaints);
}

std::optional<std::uint64_t> count(const Table& table, std::string_view key)
{
    const auto number = table.number(key);
    return number ? std::optional{static_cast<std::uint64_t>(*number)} : std::nullopt;
}

}  // namespace

Expectations read_expectations(const Table& table, std::span<const Property> properties,
                               Complaints& complaints)
{
    Expectations result;
    result.properties.resize(properties.size());
    const std::vector<std::string> reserved = key_names("expect");
    for (const Entry& entry : table.entries()) {
        if (std::ranges::find(reserved, entry.name) == reserved.end())
            read_property(entry, properties, result, complaints);
    }
    if (const toml::node* const others = table.value("others")) {
        result.others = read_short(*others, table.place_of_key("others"), complaints);
    }
    result.states = count(table, "states");
    result.transitions = count(table, "transitions");
    return result;
}

Expectations merged(Expectations base, const Expectations& over)
{
    base.properties.resize(std::max(base.properties.size(), over.properties.size()));
    for (std::size_t k = 0; k < over.properties.size(); ++k) {
        if (over.properties[k]) base.properties[k] = over.properties[k];
    }
    if (over.others) base.others = over.others;
    if (over.states) base.states = over.states;
    if (over.transitions) base.transitions = over.transitions;
    return base;
}

std::vector<PropertyExpectation> for_every_property(const Expectations& expectations, std::size_t count,
                                                    Position where)
{
    const Wanted others =
        expectations.others.value_or(Wanted{false, Verdict::holds, std::nullopt, where, false});
    std::vector<PropertyExpectation> result;
    for (std::size_t k = 0; k < count; ++k) {
        const bool mentioned = k < expectations.properties.size() && expectations.properties[k].has_value();
        const Wanted& each = mentioned ? *expectations.properties[k] : others;
        result.push_back({k, each.any, each.verdict, each.steps, each.where, mentioned, each.vacuous});
    }
    return result;
}

}  // namespace holdfast::scenarios
