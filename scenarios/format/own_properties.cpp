#include "scenarios/format/own_properties.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "model/system.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantities.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

using checker::PropertyKind;

constexpr std::array kinds{PropertyKind::never, PropertyKind::reachable, PropertyKind::at_end,
                           PropertyKind::leads_to, PropertyKind::within};

std::vector<std::string> kind_names()
{
    std::vector<std::string> names;
    for (const PropertyKind kind : kinds) names.emplace_back(to_string(kind));
    return names;
}

DraftProperty::Part read_part(const toml::node& node, Complaints& complaints)
{
    DraftProperty::Part part{{node.value_exact<std::string>().value_or(""), position_of(node)}, std::nullopt};
    part.formula = read_formula(part.source, complaints);
    return part;
}

/// The two formulas of leads_to.
std::vector<DraftProperty::Part> read_pair(const toml::array& array, Complaints& complaints)
{
    std::vector<DraftProperty::Part> parts;
    const bool good = array.size() == 2 && array.is_homogeneous(toml::node_type::string);
    if (!good) {
        complaints.add(position_of(array), "'leads_to' must be an array of two formulas",
                       "whenever the first is true, then eventually the second: leads_to = ['P', 'Q']");
        return parts;
    }
    for (const toml::node& node : array) parts.push_back(read_part(node, complaints));
    return parts;
}

/// The two formulas of within, and the time between them.
void read_bound(const Table& table, DraftProperty& property, Complaints& complaints)
{
    for (const std::string_view key : {"from", "to"}) {
        if (const toml::node* const node = table.value(key))
            property.parts.push_back(read_part(*node, complaints));
    }
    const auto text = table.text("at_most");
    if (!text) return;
    property.where = table.place_of_value("at_most");
    property.minutes = read_minutes_or_none(*text, table.place_of_value("at_most"), complaints).value_or(0);
}

/// Which kind it is: the one key of the five that is there.
std::optional<PropertyKind> read_kind(const Table& table, Complaints& complaints)
{
    std::optional<PropertyKind> found;
    for (const Entry& entry : table.entries()) {
        const auto kind =
            std::ranges::find(kinds, entry.name, [](PropertyKind each) { return to_string(each); });
        if (kind == kinds.end()) continue;
        if (found) {
            complaints.add(entry.where, fmt::format("{} says {} already", table.label(), to_string(*found)),
                           "a property is of one kind; state a second one under a name of its own");
            return found;
        }
        found = *kind;
    }
    if (!found)
        complaints.add(table.where(), fmt::format("missing {} in {}", listed(kind_names()), table.label()));
    return found;
}

std::string read_says(const Table& table, Complaints& complaints)
{
    const auto says = table.text("says");
    if (!says) return {};
    const std::u32string points = code_points(*says);
    if (says->find_first_not_of(' ') == std::string::npos)
        complaints.add(table.place_of_value("says"), "'says' is empty; without it the formula is shown");
    else if (std::ranges::any_of(points, is_control))
        complaints.add(table.place_of_value("says"), "'says' must be one line without control characters");
    return *says;
}

DraftProperty read_own_property(const Table& table, const std::string& name, Complaints& complaints)
{
    DraftProperty property{.name = name, .says = read_says(table, complaints), .name_where = table.where()};
    const auto kind = read_kind(table, complaints);
    if (!kind) return property;
    property.kind = *kind;
    if (*kind == PropertyKind::within) {
        const auto bound = table.child("within", "within", table.label() + " within");
        if (bound) read_bound(*bound, property, complaints);
        return property;
    }
    const toml::node* const value = table.value(to_string(*kind));
    if (value == nullptr) return property;
    if (const toml::array* const pair = value->as_array()) property.parts = read_pair(*pair, complaints);
    else property.parts.push_back(read_part(*value, complaints));
    return property;
}

/// A name that expectations can speak of without doubt.
bool is_free_name(const Entry& entry, Complaints& complaints)
{
    if (!is_good_name(entry.name, "a property", entry.where, complaints)) return false;
    const std::vector<checker::Property> built_in = all_properties({}, true);
    if (std::ranges::find(built_in, entry.name, &checker::Property::name) != built_in.end()) {
        complaints.add(entry.where, fmt::format("there is a property {} already", quoted(entry.name)),
                       "it is built in; 'holdfast list properties' names them all");
        return false;
    }
    const std::vector<std::string> reserved = key_names("expect");
    if (std::ranges::find(reserved, entry.name) != reserved.end()) {
        complaints.add(entry.where,
                       fmt::format("a property cannot be called {}, a key of expect", quoted(entry.name)),
                       "call it otherwise");
        return false;
    }
    return true;
}

}  // namespace

std::vector<DraftProperty> read_own_properties(const Table& file, Complaints& complaints)
{
    std::vector<DraftProperty> own;
    const auto table = file.child("properties", "properties", "[properties]");
    if (!table) return own;
    const std::size_t built_in = all_properties({}, true).size();
    const std::size_t most = checker::most_properties - built_in;
    for (const Entry& entry : table->entries()) {
        if (own.size() == most) {
            complaints.add(entry.where,
                           fmt::format("too many properties; there can be {} beside the {} that are "
                                       "built in",
                                       most, built_in));
            break;
        }
        if (!is_free_name(entry, complaints)) continue;
        const std::string label = fmt::format("[properties.{}]", harmless(entry.name, most_name_length));
        if (!is_right_kind(*entry.node, key_of("properties", "*"), label, complaints)) continue;
        own.push_back(read_own_property({*entry.node->as_table(), "property", label, entry.where, complaints},
                                        entry.name, complaints));
    }
    return own;
}

void refuse_bounds_without_time(const std::vector<DraftProperty>& own, Complaints& complaints)
{
    for (const DraftProperty& property : own) {
        if (property.kind != PropertyKind::within) continue;
        complaints.add(
            property.where,
            fmt::format("no time passes here, so that property {} cannot be late", quoted(property.name)),
            "time passes where there is a server, a wait, a step with a time or an urgent program");
    }
}

std::vector<checker::Property> all_properties(const std::vector<DraftProperty>& own, bool has_time)
{
    std::vector<checker::Property> all = model::built_in_properties();
    const auto& of_time = model::properties_of_time();
    if (has_time) all.insert(all.end(), of_time.begin(), of_time.end());
    for (const DraftProperty& each : own) all.push_back({each.name, each.kind, each.says});
    return all;
}

std::vector<model::OwnProperty> resolved(const std::vector<DraftProperty>& own, const model::World& world,
                                         model::NameCompare compare, Complaints& complaints)
{
    std::vector<model::OwnProperty> result;
    for (const DraftProperty& each : own) {
        std::vector<model::Formula> formulas;
        for (const DraftProperty::Part& part : each.parts) {
            if (!part.formula) continue;
            if (auto formula = resolved(*part.formula, part.source, world, compare, complaints))
                formulas.push_back(std::move(*formula));
        }
        const std::size_t wanted = checker::is_on_runs(each.kind) ? 2 : 1;
        if (formulas.size() != wanted) continue;
        model::OwnProperty property{.name = each.name, .kind = each.kind, .says = each.says};
        property.minutes = each.minutes;
        property.formula = std::move(formulas.front());
        if (wanted == 2) property.goal = std::move(formulas.back());
        result.push_back(std::move(property));
    }
    return result;
}

}  // namespace holdfast::scenarios
