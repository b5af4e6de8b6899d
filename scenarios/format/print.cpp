#include "scenarios/format/print.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/assert.hpp"
#include "model/formula_words.hpp"
#include "scenarios/format/steps.hpp"
#include "scenarios/format/toml_text.hpp"
#include "scenarios/format/utf8.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;  ///< keys and values as TOML

std::string toml_key(std::string_view name)
{
    const auto bare = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !name.empty() && std::ranges::all_of(name, bare) ? std::string{name} : toml_string(name);
}

std::string toml_number(std::uint64_t number)
{
    HOLDFAST_ASSERT(number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()),
                    "TOML has no number {}", number);
    return fmt::format("{}", number);
}

std::string inline_table(const Fields& fields)
{
    std::string text;
    for (const auto& [key, value] : fields)
        text += fmt::format("{}{} = {}", text.empty() ? "{ " : ", ", key, value);
    return text.empty() ? "{}" : text + " }";
}

std::string lines(const Fields& fields)
{
    std::string text;
    for (const auto& [key, value] : fields) text += fmt::format("{} = {}\n", key, value);
    return text;
}

std::string_view word_of(model::OnFailure on_failure)
{
    switch (on_failure) {
    case model::OnFailure::next: return "next";
    case model::OnFailure::leave: return "leave";
    case model::OnFailure::stop: return "stop";
    }
    return "?";
}

class Printer {
public:
    explicit Printer(const model::World& world) : world_(world) {}

    std::string text() const
    {
        std::string text;
        for (std::size_t account = 0; account < world_.accounts.size(); ++account)
            text += account_text(account);
        for (std::size_t profile = 0; profile < world_.profiles.size(); ++profile)
            text += profile_text(profile);
        for (const model::Server& server : world_.servers) text += server_text(server);
        std::map<std::size_t, std::size_t> originals;
        for (std::size_t program = 0; program < world_.programs.size(); ++program) {
            const auto [original, is_first] = originals.emplace(world_.programs[program].copies_of, program);
            text += is_first ? program_text(program) : copy_text(program, original->second);
        }
        text += environment_text() + words_text();
        return text;
    }

private:
    std::string account_text(std::size_t account) const
    {
        std::vector<std::string> sessions;
        for (const model::Session& session : world_.sessions) {
            if (session.account == account) sessions.push_back(session_text(session));
        }
        const std::size_t hive = world_.accounts[account].hive;
        const std::string other =
            hive == account ? "" : fmt::format("hive = {}\n", toml_string(world_.accounts[hive].name));
        return fmt::format("\n[accounts.{}]\nsessions = [{}]\n{}", toml_key(world_.accounts[account].name),
                           fmt::join(sessions, ", "), other);
    }

    static std::string session_text(const model::Session& session)
    {
        const bool usually_remote = session.name != "console" && session.name != "services";
        if (session.remote == usually_remote) return toml_string(session.name);
        const std::string_view space = session.remote ? "own" : "session 0";
        return inline_table({{"name", toml_string(session.name)}, {"namespace", toml_string(space)}});
    }

    std::string profile_text(std::size_t number) const
    {
        const model::Profile& profile = world_.profiles[number];
        Fields fields;
        if (world_.accounts.size() > 1)
            fields.emplace_back("account", toml_string(world_.accounts[profile.account].name));
        if (profile.state == model::InitialState::live) fields.emplace_back("state", "\"live\"");
        if (profile.state == model::InitialState::marked) fields.emplace_back("state", "\"marked\"");
        if (profile.dynamic) fields.emplace_back("dynamic", "true");
        const bool several = std::ranges::count(world_.profiles, profile.name, &model::Profile::name) > 1;
        const std::string header = "profiles." + toml_key(profile.name);
        return fmt::format("\n{}\n{}", several ? "[[" + header + "]]" : "[" + header + "]", lines(fields));
    }

    std::string program_text(std::size_t number) const
    {
        const model::Program& program = world_.programs[number];
        const model::Session& session = world_.sessions[program.session];
        Fields fields{{"session", toml_string(session.name)}};
        if (std::ranges::count(world_.sessions, session.name, &model::Session::name) > 1) {
            fields.emplace_back("account", toml_string(world_.accounts[session.account].name));
        }
        add_fate(program, fields);
        std::string run;
        for (const model::Item& item : program.run) run += fmt::format("    {},\n", step_text(item));
        fields.emplace_back("run", fmt::format("[\n{}]", run));
        return fmt::format("\n[programs.{}]\n{}", toml_key(program.name), lines(fields));
    }

    static void add_fate(const model::Program& program, Fields& fields)
    {
        std::vector<std::string_view> may;
        if (program.may_crash) may.push_back("\"crash\"");
        if (program.restarts > 0) may.push_back("\"restart\"");
        if (program.leaves_when_asked) may.push_back("\"leave when asked\"");
        if (!may.empty()) fields.emplace_back("may", fmt::format("[{}]", fmt::join(may, ", ")));
        if (program.restarts > 1) fields.emplace_back("restarts", toml_number(program.restarts));
        if (!program.may_create_global) fields.emplace_back("global_privilege", "false");
        if (program.urgent) fields.emplace_back("urgent", "true");
        add_client(program.client, fields);
    }

    static void add_client(const model::Client& client, Fields& fields)
    {
        if (!client.file.empty()) fields.emplace_back("executable", toml_string(client.file));
        const auto usual = client.file.empty() ? std::nullopt : std::optional(client.file);
        if (client.declares != usual)
            fields.emplace_back("declares", client.declares ? toml_string(*client.declares) : "false");
        if (client.version != model::outlook_2003)
            fields.emplace_back("client_version", toml_string(client.version.text()));
        if (client.is_part_of_server) fields.emplace_back("part_of_server", "true");
    }

    std::string value_text(std::size_t value) const
    {
        const model::RegistryValue& each = world_.values[value];
        switch (each.type) {
        case model::RegistryValue::Type::absent: return "false";
        case model::RegistryValue::Type::text: return toml_string(each.text);
        case model::RegistryValue::Type::number: return "1";
        case model::RegistryValue::Type::several_texts: return "[]";
        }
        return "false";
    }

    std::string server_text(const model::Server& server) const
    {
        Fields fields;
        const bool alone = server.nodes.size() == 1 && server.nodes.front().name == server.name;
        if (alone) {
            fields.emplace_back("processes", value_text(server.nodes.front().processes));
            fields.emplace_back("versions", value_text(server.nodes.front().versions));
        } else {
            std::vector<std::string> nodes;
            for (const model::Node& node : server.nodes) {
                nodes.push_back(inline_table({{"name", toml_string(node.name)},
                                              {"processes", value_text(node.processes)},
                                              {"versions", value_text(node.versions)}}));
            }
            fields.emplace_back("nodes", fmt::format("[{}]", fmt::join(nodes, ", ")));
        }
        fields.emplace_back("poll", minutes_text(server.poll));
        fields.emplace_back("first_poll", minutes_text(server.first_poll));
        return fmt::format("\n[servers.{}]\n{}", toml_key(server.name), lines(fields));
    }

    static std::string minutes_text(std::uint64_t minutes) { return fmt::format("\"{}m\"", minutes); }

    std::string environment_text() const
    {
        std::vector<std::string> events;
        for (const model::Event& event : world_.events) {
            const std::string text = toml_string(event_text(event));
            Fields detailed{{"event", text}};
            if (event.times != 1) detailed.emplace_back("times", toml_number(event.times));
            if (event.written.never_taken) detailed.emplace_back("never_taken", "true");
            events.push_back(detailed.size() == 1 ? text : inline_table(detailed));
        }
        return events.empty() ? "" : fmt::format("\n[environment]\nmay = [{}]\n", fmt::join(events, ", "));
    }

    std::string words_text() const
    {
        Fields fields;
        for (const auto& [word, said] : world_.vocabulary.renamed())
            fields.emplace_back(toml_key(model::renamable_words[word].name), toml_string(said));
        return fields.empty() ? "" : "\n[words]\n" + lines(fields);
    }

    std::string event_text(const model::Event& event) const
    {
        if (event.kind == model::Event::Kind::reboot) return std::string{verb_of(event.kind)};
        if (event.kind == model::Event::Kind::unload_hive)
            return fmt::format("{} {}", verb_of(event.kind), world_.accounts[event.target].name);
        const model::Session& session = world_.sessions[event.target];
        const bool several = std::ranges::count(world_.sessions, session.name, &model::Session::name) > 1;
        return fmt::format("{} {}{}", verb_of(event.kind), session.name,
                           several ? " of " + world_.accounts[session.account].name : "");
    }

    std::string copy_text(std::size_t number, std::size_t original) const
    {
        const model::Program& program = world_.programs[number];
        const model::Program& first = world_.programs[original];
        HOLDFAST_ASSERT(program.may_crash == first.may_crash &&
                            block_text(program.run) == block_text(first.run),
                        "{} is no copy of {}", program.name, first.name);
        Fields fields{{"copy_of", toml_string(first.name)}};
        if (program.session != first.session) {
            fields.emplace_back("session", toml_string(world_.sessions[program.session].name));
        }
        return fmt::format("\n[programs.{}]\n{}", toml_key(program.name), lines(fields));
    }

    std::string block_text(const model::Block& block) const
    {
        std::vector<std::string> steps;
        for (const model::Item& item : block) steps.push_back(step_text(item));
        return fmt::format("[{}]", fmt::join(steps, ", "));
    }

    std::string step_text(const model::Item& item) const
    {
        if (const auto* const repeat = std::get_if<model::Repeat>(&item)) {
            return inline_table(
                {{"repeat", repeat->forever ? toml_string("forever") : fmt::format("{}", repeat->times)},
                 {"steps", block_text(repeat->steps)}});
        }
        if (const auto* const choose = std::get_if<model::Choose>(&item)) {
            std::vector<std::string> branches;
            for (const model::Block& branch : choose->branches) branches.push_back(block_text(branch));
            return inline_table({{"choose", fmt::format("[{}]", fmt::join(branches, ", "))}});
        }
        return call_text(std::get<model::Call>(item));
    }

    static std::string flags_text(const model::LogonFlags& flags)
    {
        std::vector<std::string> names;
        for (const std::string_view name : names_of_flags(flags)) names.push_back(toml_string(name));
        return fmt::format("[{}]", fmt::join(names, ", "));
    }

    std::string call_text(const model::Call& call) const
    {
        const StepName& name = name_of(call.kind);
        std::string step{name.name};
        if (model::names_profile(call.kind) && call.named) step += " " + world_.profiles[call.profile].name;
        if (model::names_target(call.kind)) step += " to " + world_.profiles[call.target].name;
        if (call.kind == model::CallKind::impersonate) step += " " + world_.accounts[call.account].name;
        if (model::names_server(call.kind)) step += " " + world_.servers[call.node.server].name;
        if (model::names_node(call.kind))
            step += " " + world_.servers[call.node.server].nodes[call.node.node].name;
        if (call.kind == model::CallKind::wait) step += fmt::format(" {}m", call.minutes);
        Fields fields{{"call", toml_string(step)}};
        if (call.processes) fields.emplace_back("processes", value_text(*call.processes));
        if (call.versions) fields.emplace_back("versions", value_text(*call.versions));
        if (call.when) {
            fields.emplace_back("within", fmt::format("[{}, {}]", minutes_text(call.when->from),
                                                      minutes_text(call.when->until)));
        }
        if (call.must) fields.emplace_back("must", toml_string(to_string(*call.must)));
        if (call.on_failure != model::OnFailure::next)
            fields.emplace_back("on_failure", toml_string(word_of(call.on_failure)));
        if (call.kind == model::CallKind::create && !call.dynamic) fields.emplace_back("dynamic", "false");
        if (!call.services) fields.emplace_back("services", "false");
        if (call.shared) fields.emplace_back("shared", "true");
        if (call.written.never_taken) fields.emplace_back("never_taken", "true");
        if (call.flags != model::LogonFlags{}) fields.emplace_back("flags", flags_text(call.flags));
        return fields.size() == 1 ? toml_string(step) : inline_table(fields);
    }

    const model::World& world_;
};

/// A string that shows a formula as it is read, where its quotes allow that.
std::string formula_text(const model::Formula& formula, const model::World& world)
{
    const std::string text = to_text(formula, world);
    return text.find('\'') == std::string::npos ? fmt::format("'{}'", text) : toml_string(text);
}

std::string property_text(const model::OwnProperty& property, const model::World& world)
{
    const std::string formula = formula_text(property.formula, world);
    Fields fields;
    if (property.kind == checker::PropertyKind::within) {
        fields.emplace_back("within", inline_table({{"from", formula},
                                                    {"to", formula_text(property.goal, world)},
                                                    {"at_most", fmt::format("\"{}m\"", property.minutes)}}));
    } else if (property.kind == checker::PropertyKind::leads_to)
        fields.emplace_back("leads_to", fmt::format("[{}, {}]", formula, formula_text(property.goal, world)));
    else fields.emplace_back(to_string(property.kind), formula);
    if (!property.says.empty()) fields.emplace_back("says", toml_string(property.says));
    return fmt::format("\n[properties.{}]\n{}", toml_key(property.name), lines(fields));
}

/// The assumptions that a case names, and those in which its policy differs from its preset.
std::string assume_text(const Case& each, const model::Preset& preset)
{
    Fields fields;
    for (const model::Switch& which : model::switches()) {
        const std::size_t alternative = which.get(each.setup.policy);
        const std::string said = fmt::format("{} = {}", which.name, which.alternatives[alternative].name);
        const bool named = std::ranges::find(each.assumed, said) != each.assumed.end();
        if (!named && which.get(preset.policy) == alternative) continue;
        fields.emplace_back(toml_key(which.name), toml_string(which.alternatives[alternative].name));
    }
    return inline_table(fields);
}

/// Of the first of interchangeable programs, under whose name the others stand.
std::string fairness_text(const Case& each)
{
    Fields fields;
    const std::vector<model::Program>& programs = each.setup.world.programs;
    for (std::size_t p = 0; p < each.setup.fairness.size(); ++p) {
        const bool server = p >= programs.size();
        const bool is_first = server || p == 0 || programs[p].copies_of != programs[p - 1].copies_of;
        if (each.setup.fairness[p] == model::Fairness::weak || !is_first) continue;
        const std::string& name =
            server ? each.setup.world.servers[p - programs.size()].name : programs[p].name;
        fields.emplace_back(toml_key(name), toml_string(to_string(each.setup.fairness[p])));
    }
    return inline_table(fields);
}

std::string limits_text(const Case& each)
{
    Fields fields;
    const Limits& limits = each.limits;
    if (limits.states) fields.emplace_back("states", toml_number(*limits.states));
    if (limits.depth) fields.emplace_back("depth", toml_number(*limits.depth));
    if (limits.memory_bytes) fields.emplace_back("memory", fmt::format("\"{}B\"", *limits.memory_bytes));
    if (limits.time_seconds) fields.emplace_back("time", fmt::format("\"{}s\"", *limits.time_seconds));
    if (each.setup.most_instances) fields.emplace_back("instances", toml_number(*each.setup.most_instances));
    return inline_table(fields);
}

std::string expect_text(const Case& each)
{
    Fields fields;
    const std::vector<checker::Property> properties = properties_of(each.setup);
    for (const PropertyExpectation& wanted : each.properties) {
        const bool plain = !wanted.any && wanted.verdict == checker::Verdict::holds && !wanted.steps;
        if (plain && !wanted.mentioned) continue;
        const std::string verdict = toml_string(wanted.any ? "any" : to_string(wanted.verdict));
        Fields detailed{{"verdict", verdict}};
        if (wanted.steps) detailed.emplace_back("steps", toml_number(*wanted.steps));
        if (wanted.vacuous) detailed.emplace_back("vacuous", "true");
        fields.emplace_back(toml_key(properties[wanted.property].name),
                            detailed.size() == 1 ? verdict : inline_table(detailed));
    }
    if (each.states) fields.emplace_back("states", toml_number(*each.states));
    if (each.transitions) fields.emplace_back("transitions", toml_number(*each.transitions));
    return inline_table(fields);
}

std::string array_text(const std::vector<std::string>& words)
{
    std::vector<std::string> strings;
    for (const std::string& word : words) strings.push_back(toml_string(word));
    return fmt::format("[{}]", fmt::join(strings, ", "));
}

std::string case_text(const Case& each)
{
    const model::Preset* const named = model::find_preset(each.policy_name);
    const model::Preset& preset = named != nullptr ? *named : model::presets().front();
    Fields fields{{"policy", toml_string(preset.name)}};
    if (each.setup.grain == model::Grain::micro) fields.emplace_back("grain", "\"micro\"");
    const Fields tables{{"assume", assume_text(each, preset)},
                        {"fairness", fairness_text(each)},
                        {"limits", limits_text(each)},
                        {"expect", expect_text(each)}};
    std::ranges::copy_if(tables, std::back_inserter(fields),
                         [](const auto& field) { return field.second != "{}"; });
    return fmt::format("\n[cases.{}]\n{}", toml_key(each.name), lines(fields));
}

}  // namespace

std::string print(const Scenario& scenario)
{
    HOLDFAST_ASSERT(!scenario.cases.empty(), "scenario {} has no case", scenario.title);
    Fields head{{"format", "1"}, {"title", toml_string(scenario.title)}};
    if (!scenario.source.empty()) head.emplace_back("source", toml_string(scenario.source));
    if (!scenario.shows.empty()) head.emplace_back("shows", array_text(scenario.shows));
    if (!scenario.tags.empty()) head.emplace_back("tags", array_text(scenario.tags));
    const std::string world = Printer{scenario.cases.front().setup.world}.text();
    std::string text = lines(head) + world;
    const model::Setup& first = scenario.cases.front().setup;
    for (const model::OwnProperty& each : first.own_properties) text += property_text(each, first.world);
    for (const Case& each : scenario.cases) {
        HOLDFAST_ASSERT(Printer{each.setup.world}.text() == world, "case {} has a world of its own",
                        each.name);
        HOLDFAST_ASSERT(each.setup.own_properties == first.own_properties,
                        "case {} has properties of its own", each.name);
        text += case_text(each);
    }
    return text;
}

}  // namespace holdfast::scenarios
