#include "scenarios/format/cases.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "scenarios/format/expectations.hpp"
#include "scenarios/format/fairness.hpp"
#include "scenarios/format/quantities.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

/// All that the cases can speak of.
using Properties = std::span<const checker::Property>;

/// Policy, grain and assumptions, as [mapi] or a case says them.
struct Behaviour {
    const model::Preset* preset = nullptr;
    std::optional<model::Grain> grain;
    std::map<std::size_t, std::size_t> assumed;  ///< index of the switch to that of the alternative
    std::optional<Position> policy_where;        ///< of what is said here, for a contradiction
    std::optional<Position> assume_where;
};

struct LimitsOfCase {
    Limits limits;
    std::optional<std::size_t> instances;
};

struct CaseText {
    std::string name;
    Position where;
    Behaviour behaviour;
    FairnessOfPrograms fairness;
    LimitsOfCase limits;
    Expectations expectations;
};

template <class Named>
std::vector<std::string> names_of(std::span<const Named> all)
{
    std::vector<std::string> names;
    for (const Named& each : all) names.emplace_back(each.name);
    return names;
}

template <class Named>
std::optional<std::size_t> index_of(std::span<const Named> all, std::string_view name)
{
    const auto found = std::ranges::find(all, name, &Named::name);
    if (found == all.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

std::map<std::size_t, std::size_t> read_assumptions(const Table& table, Complaints& complaints)
{
    std::map<std::size_t, std::size_t> assumed;
    for (const Entry& entry : table.entries()) {
        const auto which = index_of(model::switches(), entry.name);
        if (!which) {
            unknown_word(complaints, entry.where, "switch", entry.name, names_of(model::switches()));
            continue;
        }
        if (!is_right_kind(*entry.node, key_of("assume", "*"), entry.name, complaints)) continue;
        const auto alternatives = model::switches()[*which].alternatives;
        const std::string written = *entry.node->value_exact<std::string>();
        if (const auto alternative = index_of(alternatives, written)) {
            assumed[*which] = *alternative;
        } else {
            unknown_word(complaints, position_of(*entry.node), "alternative", written, names_of(alternatives),
                         " of " + entry.name);
        }
    }
    return assumed;
}

Behaviour read_behaviour(const Table& table, Complaints& complaints)
{
    Behaviour behaviour;
    if (const auto policy = table.text("policy")) {
        behaviour.preset = model::find_preset(*policy);
        behaviour.policy_where = table.place_of_value("policy");
        if (behaviour.preset == nullptr) {
            unknown_word(complaints, *behaviour.policy_where, "policy", *policy, names_of(model::presets()));
        }
    }
    if (const auto grain = table.word("grain")) behaviour.grain = static_cast<model::Grain>(*grain);
    if (const auto assume = table.child("assume", "assume", "assume")) {
        behaviour.assumed = read_assumptions(*assume, complaints);
        behaviour.assume_where = table.place_of_key("assume");
    }
    return behaviour;
}

Behaviour merged(Behaviour base, const Behaviour& over)
{
    if (over.preset != nullptr) base.preset = over.preset;
    if (over.grain) base.grain = over.grain;
    for (const auto& [which, alternative] : over.assumed) base.assumed[which] = alternative;
    // A contradiction is blamed on the last one who had a say.
    if (over.policy_where || over.assume_where) {
        base.policy_where = over.policy_where;
        base.assume_where = over.assume_where;
    }
    return base;
}

std::optional<std::uint64_t> positive(const Table& table, std::string_view key)
{
    const auto number = table.number(key);
    return number ? std::optional{static_cast<std::uint64_t>(*number)} : std::nullopt;
}

LimitsOfCase read_limits(const Table& table, Complaints& complaints)
{
    LimitsOfCase result;
    result.limits.states = positive(table, "states");
    result.limits.depth = positive(table, "depth");
    if (const auto memory = table.text("memory")) {
        result.limits.memory_bytes = read_memory(*memory, table.place_of_value("memory"), complaints);
    }
    if (const auto time = table.text("time")) {
        result.limits.time_seconds = read_time(*time, table.place_of_value("time"), complaints);
    }
    if (const auto instances = table.number("instances"))
        result.instances = static_cast<std::size_t>(*instances);
    return result;
}

LimitsOfCase merged(LimitsOfCase base, const LimitsOfCase& over)
{
    if (over.limits.states) base.limits.states = over.limits.states;
    if (over.limits.depth) base.limits.depth = over.limits.depth;
    if (over.limits.memory_bytes) base.limits.memory_bytes = over.limits.memory_bytes;
    if (over.limits.time_seconds) base.limits.time_seconds = over.limits.time_seconds;
    if (over.instances) base.instances = over.instances;
    return base;
}

FairnessOfPrograms merged(const FairnessOfPrograms& base, FairnessOfPrograms over)
{
    over.insert(base.begin(), base.end());  // what is there stays
    return over;
}

/// What the file says for all its cases.
CaseText defaults(const Table& file, const Draft& draft, Properties properties, Complaints& complaints)
{
    CaseText text{"default", file.has("expect") ? file.place_of_key("expect") : Position{}, {}, {}, {}, {}};
    if (const auto mapi = file.child("mapi", "mapi", "[mapi]"))
        text.behaviour = read_behaviour(*mapi, complaints);
    if (const auto fairness = file.child("fairness", "fairness", "[fairness]"))
        text.fairness = read_fairness(*fairness, draft, complaints);
    if (const auto limits = file.child("limits", "limits", "[limits]"))
        text.limits = read_limits(*limits, complaints);
    if (const auto expect = file.child("expect", "expect", "[expect]")) {
        text.expectations = read_expectations(*expect, properties, complaints);
    }
    return text;
}

CaseText read_case(const Table& table, const std::string& name, const CaseText& base, const Draft& draft,
                   Properties properties, Complaints& complaints)
{
    CaseText text = base;
    text.name = name;
    text.where = table.where();
    text.behaviour = merged(base.behaviour, read_behaviour(table, complaints));
    if (const auto fairness = table.child("fairness", "fairness", "fairness")) {
        text.fairness = merged(base.fairness, read_fairness(*fairness, draft, complaints));
    }
    if (const auto limits = table.child("limits", "limits", "limits")) {
        text.limits = merged(base.limits, read_limits(*limits, complaints));
    }
    if (const auto expect = table.child("expect", "expect", "expect")) {
        text.expectations = merged(base.expectations, read_expectations(*expect, properties, complaints));
    }
    return text;
}

std::vector<CaseText> read_case_texts(const Table& file, const Draft& draft, Properties properties,
                                      Complaints& complaints)
{
    const CaseText base = defaults(file, draft, properties, complaints);
    if (!file.has("cases")) return {base};
    std::vector<CaseText> texts;
    const auto table = file.child("cases", "cases", "[cases]");
    if (!table) return texts;
    if (table->entries().empty())
        complaints.add(table->where(),
                       "[cases] is empty; without the table there is one case, called default");
    for (const Entry& entry : table->entries()) {
        const std::string label = fmt::format("[cases.{}]", harmless(entry.name, most_name_length));
        if (!is_good_name(entry.name, "a case", entry.where, complaints)) continue;
        if (!is_right_kind(*entry.node, key_of("cases", "*"), label, complaints)) continue;
        if (texts.size() == most_cases) {
            complaints.add(entry.where, fmt::format("too many cases; there can be {}", most_cases));
            break;
        }
        texts.push_back(read_case(Table{*entry.node->as_table(), "case", label, entry.where, complaints},
                                  entry.name, base, draft, properties, complaints));
    }
    return texts;
}

/// The policy of a case in full, and in `result` how it came about.
model::Policy policy_of(const CaseText& text, Case& result, Complaints& complaints)
{
    const model::Preset* const preset =
        text.behaviour.preset != nullptr ? text.behaviour.preset : &model::presets().front();
    result.policy_name = preset->name;
    model::Policy policy = preset->policy;
    for (const auto& [which, alternative] : text.behaviour.assumed) {
        const model::Switch& chosen = model::switches()[which];
        chosen.set(policy, alternative);
        result.assumed.push_back(fmt::format("{} = {}", chosen.name, chosen.alternatives[alternative].name));
    }
    if (const auto reason = model::contradiction(policy)) {
        const Position where =
            text.behaviour.assume_where.value_or(text.behaviour.policy_where.value_or(text.where));
        complaints.add(where, fmt::format("the assumptions contradict each other: {}", *reason),
                       fmt::format("case {} has the policy {}{}{}", quoted(text.name), preset->name,
                                   result.assumed.empty() ? "" : " with ", fmt::join(result.assumed, ", ")));
    }
    return policy;
}

/// A scenario speaks of a property by stating it.
void mention_own(std::vector<PropertyExpectation>& all, const std::vector<DraftProperty>& own)
{
    const std::size_t first = all.size() - own.size();
    for (std::size_t k = 0; k < own.size(); ++k) {
        PropertyExpectation& expectation = all[first + k];
        if (!expectation.mentioned) expectation.where = own[k].name_where;
        expectation.mentioned = true;
    }
}

/// A world with its names compared in one way, and what the scenario asks in it.
struct NamedWorld {
    model::World world;
    std::vector<model::OwnProperty> own_properties;
};

/// In a world that is not whole a name that is not found is nobody's mistake.
NamedWorld named_world(const Draft& draft, const std::vector<DraftProperty>& own, model::NameCompare compare,
                       const std::string& case_name, Complaints& complaints)
{
    const std::size_t before = complaints.count();
    NamedWorld result{assemble(draft, compare, case_name, complaints), {}};
    if (draft.whole && complaints.count() == before)
        result.own_properties = resolved(own, result.world, compare, complaints);
    return result;
}

}  // namespace

std::vector<Case> read_cases(const Table& file, const Draft& draft, const std::vector<DraftProperty>& own,
                             Complaints& complaints)
{
    std::vector<Case> cases;
    std::map<model::NameCompare, NamedWorld> worlds;
    const std::vector<checker::Property> properties = all_properties(own, has_time(draft));
    for (const CaseText& text : read_case_texts(file, draft, properties, complaints)) {
        Case result;
        result.name = text.name;
        result.where = text.where;
        result.setup.policy = policy_of(text, result, complaints);
        result.setup.grain = text.behaviour.grain.value_or(model::Grain::call);
        result.setup.most_instances = text.limits.instances;
        result.setup.fairness = fairness_of_world(text.fairness, draft);
        result.fairness = fairness_in_words(text.fairness, draft);
        result.limits = text.limits.limits;
        result.properties = for_every_property(text.expectations, properties.size(), text.where);
        mention_own(result.properties, own);
        result.states = text.expectations.states;
        result.transitions = text.expectations.transitions;
        const model::NameCompare compare = result.setup.policy.name_compare;
        auto world = worlds.find(compare);
        if (world == worlds.end()) {
            world = worlds.emplace(compare, named_world(draft, own, compare, text.name, complaints)).first;
        }
        result.setup.world = world->second.world;
        result.setup.own_properties = world->second.own_properties;
        cases.push_back(std::move(result));
    }
    // Without a single good case the world must still be looked at, so that all errors come at once.
    if (cases.empty())
        static_cast<void>(named_world(draft, own, model::Policy{}.name_compare, "default", complaints));
    return cases;
}

}  // namespace holdfast::scenarios
