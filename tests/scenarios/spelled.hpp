// A scenario's cases spelled out field by field, so that two can be compared without trusting either the
// parser or the printer. Positions and the path are left out: they belong to a text, not to what it says.
#pragma once

#include <optional>
#include <string>

#include <fmt/format.h>

#include "scenarios/format/scenario.hpp"

namespace holdfast::scenarios::texts {

/// A value of a registry by what it is, not by its number: two texts may name the same ones in another order.
inline std::string spelled_value(const model::World& world, std::size_t number)
{
    const model::RegistryValue& value = world.values.at(number);
    return fmt::format("{} <{}>", value.name_of_type(), value.text);
}

inline std::string spelled(const model::Block& block, const model::World& world)
{
    std::string text = "[";
    for (const model::Item& item : block) {
        if (const auto* const call = std::get_if<model::Call>(&item)) {
            using Kind = model::CallKind;
            const bool named = names_profile(call->kind) && call->named;
            text += fmt::format(" call {}", static_cast<int>(call->kind));
            if (named) text += fmt::format(" profile {}", call->profile);
            if (names_target(call->kind)) text += fmt::format(" target {}", call->target);
            if (call->kind == Kind::impersonate) text += fmt::format(" account {}", call->account);
            if (call->kind == Kind::create) text += call->dynamic ? " dynamic" : " static";
            if (!call->services) text += " bare";
            if (call->shared) text += " shared";
            if (call->flags != model::LogonFlags{})
                text += fmt::format(" flags {}", fmt::join(names_of_flags(call->flags), "|"));
            if (names_server(call->kind) || names_node(call->kind))
                text += fmt::format(" node {} of {}", call->node.node, call->node.server);
            if (call->processes) text += " processes " + spelled_value(world, *call->processes);
            if (call->versions) text += " versions " + spelled_value(world, *call->versions);
            if (call->minutes != 0) text += fmt::format(" minutes {}", call->minutes);
            if (call->when) text += fmt::format(" from {} until {}", call->when->from, call->when->until);
            if (call->must) text += fmt::format(" must {}", to_string(*call->must));
            text += fmt::format(" failure {};", static_cast<int>(call->on_failure));
        } else if (const auto* const repeat = std::get_if<model::Repeat>(&item)) {
            text += fmt::format(" repeat {} {};", repeat->forever ? "forever" : std::to_string(repeat->times),
                                spelled(repeat->steps, world));
        } else {
            text += " choose";
            for (const model::Block& branch : std::get<model::Choose>(item).branches)
                text += " " + spelled(branch, world);
            text += ";";
        }
    }
    return text + "]";
}

/// A run that writes no values to registries.
inline std::string spelled(const model::Block& block) { return spelled(block, model::World{}); }

inline std::string spelled(const model::Client& client)
{
    const std::string name = client.declares ? "<" + *client.declares + ">" : "nothing";
    return fmt::format("client <{}> declares {} version {}{}", client.file, name, client.version.text(),
                       client.is_part_of_server ? " of the server" : "");
}

inline std::string spelled(const model::Server& server, const model::World& world)
{
    std::string text =
        fmt::format("server {} polls {} first {}", server.name, server.poll, server.first_poll);
    for (const model::Node& node : server.nodes) {
        text += fmt::format(" node {} processes {} versions {}", node.name,
                            spelled_value(world, node.processes), spelled_value(world, node.versions));
    }
    return text + "\n";
}

inline std::string spelled(const model::World& world)
{
    std::string text;
    for (std::size_t k = 0; k < world.accounts.size(); ++k) {
        text += fmt::format("account {}", world.accounts[k].name);
        text += world.accounts[k].hive == k ? "\n" : fmt::format(" hive {}\n", world.accounts[k].hive);
    }
    for (const model::Session& each : world.sessions) {
        text +=
            fmt::format("session {} of {} {}\n", each.name, each.account, each.remote ? "remote" : "local");
    }
    for (const model::Profile& each : world.profiles) {
        text += fmt::format("profile {} of {} state {} {}\n", each.name, each.account,
                            static_cast<int>(each.state), each.dynamic ? "dynamic" : "static");
    }
    for (const model::Program& each : world.programs) {
        text += fmt::format("program {} in {} copies {} {}", each.name, each.session, each.copies_of,
                            each.may_crash ? "crashes" : "lives");
        if (each.restarts > 0) text += fmt::format(" restarts {}", each.restarts);
        if (each.leaves_when_asked) text += " leaves";
        if (!each.may_create_global) text += " unprivileged";
        if (each.urgent) text += " urgent";
        if (each.client != model::Client{}) text += " " + spelled(each.client);
        text += fmt::format(" {}\n", spelled(each.run, world));
    }
    for (const model::Event& each : world.events) {
        text +=
            fmt::format("event {} of {} times {}\n", static_cast<int>(each.kind), each.target, each.times);
    }
    for (const model::Server& each : world.servers) text += spelled(each, world);
    for (const auto& [word, said] : world.vocabulary.renamed())
        text += fmt::format("word {} {}\n", word, said);
    return text;
}

template <class Number>
std::string spelled(const std::optional<Number>& number)
{
    return number ? fmt::format("{}", *number) : "-";
}

inline std::string spelled_fairness(const model::Setup& setup)
{
    std::string text = "fairness";
    for (std::size_t p = 0; p < setup.world.programs.size() + setup.world.servers.size(); ++p) {
        const auto fairness = setup.fairness.empty() ? model::Fairness::weak : setup.fairness[p];
        text += fmt::format(" {}", to_string(fairness));
    }
    return text + "\n";
}

inline std::string spelled(const model::Term& term)
{
    return fmt::format("{}{}", term.bound ? "bound " : "", term.index);
}

inline std::string spelled(const model::Formula& formula)
{
    std::string text =
        fmt::format("({} program {} profile {} domain {} account {} variable {} comparison {} call {} "
                    "session {} answer {} "
                    "value {} marked {} used {}",
                    static_cast<int>(formula.kind), spelled(formula.program),
                    formula.profile ? spelled(*formula.profile) : "-", static_cast<int>(formula.domain),
                    spelled(formula.account), formula.variable, static_cast<int>(formula.comparison),
                    formula.call ? static_cast<int>(*formula.call) : -1, formula.session,
                    formula.answer ? to_string(*formula.answer) : "-", formula.value, spelled(formula.marked),
                    spelled(formula.used));
    for (const model::Formula& part : formula.parts) text += " " + spelled(part);
    return text + ")";
}

inline std::string spelled(const Case& each)
{
    std::string text = fmt::format("case {} policy {} assumes {} grain {}\n", each.name, each.policy_name,
                                   fmt::join(each.assumed, ", "), static_cast<int>(each.setup.grain));
    for (const model::Switch& which : model::switches()) {
        text += fmt::format("{} {}\n", which.name, which.get(each.setup.policy));
    }
    text += fmt::format("limits {} {} {} {} {}\n", spelled(each.limits.states), spelled(each.limits.depth),
                        spelled(each.limits.memory_bytes), spelled(each.limits.time_seconds),
                        spelled(each.setup.most_instances));
    for (const PropertyExpectation& wanted : each.properties) {
        text += fmt::format("expects of {} {} {} steps {}\n", wanted.property, wanted.any ? "any" : "only",
                            to_string(wanted.verdict), spelled(wanted.steps));
    }
    for (const model::OwnProperty& own : each.setup.own_properties) {
        text += fmt::format("property {} {} says {} of {} and {} minutes {}\n", own.name, to_string(own.kind),
                            own.says, spelled(own.formula), spelled(own.goal), own.minutes);
    }
    return text + fmt::format("states {} transitions {}\n", spelled(each.states), spelled(each.transitions)) +
           spelled_fairness(each.setup) + spelled(each.setup.world);
}

inline std::string spelled(const Scenario& scenario)
{
    std::string text = fmt::format("{} from {} shows {}\n", scenario.title, scenario.source,
                                   fmt::join(scenario.shows, ", "));
    for (const Case& each : scenario.cases) text += spelled(each);
    return text;
}

}  // namespace holdfast::scenarios::texts
