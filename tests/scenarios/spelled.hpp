// A scenario's cases spelled out field by field, so that two can be compared without trusting either the
// parser or the printer. Positions and the path are left out: they belong to a text, not to what it says.
#pragma once

#include <string>

#include <fmt/format.h>

#include "scenarios/format/scenario.hpp"

namespace holdfast::scenarios::texts {

inline std::string spelled(const model::Block& block)
{
    std::string text = "[";
    for (const model::Item& item : block) {
        if (const auto* const call = std::get_if<model::Call>(&item)) {
            using Kind = model::CallKind;
            const bool named =
                call->kind == Kind::create || call->kind == Kind::logon || call->kind == Kind::delete_profile;
            text += fmt::format(" call {}", static_cast<int>(call->kind));
            if (named) text += fmt::format(" profile {}", call->profile);
            if (call->kind == Kind::create) text += call->dynamic ? " dynamic" : " static";
            if (call->must) text += fmt::format(" must {}", to_string(*call->must));
            text += fmt::format(" failure {};", static_cast<int>(call->on_failure));
        } else if (const auto* const repeat = std::get_if<model::Repeat>(&item)) {
            text += fmt::format(" repeat {} {};", repeat->times, spelled(repeat->steps));
        } else {
            text += " choose";
            for (const model::Block& branch : std::get<model::Choose>(item).branches)
                text += " " + spelled(branch);
            text += ";";
        }
    }
    return text + "]";
}

inline std::string spelled(const model::World& world)
{
    std::string text;
    for (const model::Account& each : world.accounts) text += fmt::format("account {}\n", each.name);
    for (const model::Session& each : world.sessions) {
        text +=
            fmt::format("session {} of {} {}\n", each.name, each.account, each.remote ? "remote" : "local");
    }
    for (const model::Profile& each : world.profiles) {
        text += fmt::format("profile {} of {} state {} {}\n", each.name, each.account,
                            static_cast<int>(each.state), each.dynamic ? "dynamic" : "static");
    }
    for (const model::Program& each : world.programs) {
        text += fmt::format("program {} in {} copies {} {} {}\n", each.name, each.session, each.copies_of,
                            each.may_crash ? "crashes" : "lives", spelled(each.run));
    }
    return text;
}

template <class Number>
std::string spelled(const std::optional<Number>& number)
{
    return number ? fmt::format("{}", *number) : "-";
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
    return text + fmt::format("states {} transitions {}\n", spelled(each.states), spelled(each.transitions)) +
           spelled(each.setup.world);
}

inline std::string spelled(const Scenario& scenario)
{
    std::string text = fmt::format("{} from {}\n", scenario.title, scenario.source);
    for (const Case& each : scenario.cases) text += spelled(each);
    return text;
}

}  // namespace holdfast::scenarios::texts
