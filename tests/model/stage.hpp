// A stage for the model: a small world from a few lines of TOML, moves by the names of programs, and a look at what was
// answered, what happened and what the state says. A test reads like the story it tells.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/system.hpp"
#include "model/properties.hpp"
#include "model/system.hpp"
#include "model/with_system.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::tests {

using Words = std::vector<std::string>;

/// How MAPI behaves on a stage: a preset, and single switches set on top of it by their names.
struct Mapi {
    std::string_view preset = "unpatched";
    std::vector<std::pair<std::string_view, std::string_view>> assume = {};
    model::Grain grain = model::Grain::call;
    std::optional<std::size_t> most_instances = {};
};

inline void assume(model::Policy& policy, std::string_view name, std::string_view alternative)
{
    const model::Switch* const found = model::find_switch(name);
    if (found == nullptr) throw std::invalid_argument(fmt::format("no switch {}", name));
    for (std::size_t k = 0; k < found->alternatives.size(); ++k) {
        if (found->alternatives[k].name == alternative) return found->set(policy, k);
    }
    throw std::invalid_argument(fmt::format("{} has no alternative {}", name, alternative));
}

inline model::Policy policy_of(const Mapi& mapi)
{
    model::Policy policy = model::find_preset(mapi.preset)->policy;
    for (const auto& [name, alternative] : mapi.assume) assume(policy, name, alternative);
    return policy;
}

/// The part of a scenario that says how MAPI behaves.
inline std::string to_toml(const Mapi& mapi)
{
    std::string text = fmt::format("[mapi]\npolicy = \"{}\"\ngrain = \"{}\"\n", mapi.preset,
                                   mapi.grain == model::Grain::micro ? "micro" : "call");
    if (!mapi.assume.empty()) text += "[mapi.assume]\n";
    for (const auto& [name, alternative] : mapi.assume) text += fmt::format("{} = \"{}\"\n", name, alternative);
    if (mapi.most_instances) text += fmt::format("[limits]\ninstances = {}\n", *mapi.most_instances);
    return text;
}

/// What a scenario says whose text begins behind the title. Without accounts of its own it has one, `admin`, with the
/// sessions console, services, remote and another.
inline model::Setup setup_of(std::string_view text, const Mapi& mapi = {})
{
    std::string file = "format = 1\ntitle = \"on stage\"\n";
    if (text.find("[accounts") == text.npos) {
        file += "[accounts.admin]\nsessions = [\"console\", \"services\", \"remote\", \"another\"]\n";
    }
    file += text;
    file += to_toml(mapi);
    const auto scenario = scenarios::parse(file, "stage.toml");
    if (!scenario) throw std::invalid_argument(scenarios::to_text(scenario.error()));
    return scenario->cases.front().setup;
}

class Stage {
public:
    explicit Stage(std::string_view text, const Mapi& mapi = {}) : Stage(setup_of(text, mapi)) {}

    explicit Stage(model::Setup setup) : setup_(std::move(setup))
    {
        auto system = model::make_system(setup_);
        if (!system) throw std::invalid_argument(system.error().message);
        system_ = std::move(*system);
        story_ = system_->tell(schedule_);
    }

    /// Each move is a program's name, "crash of" one, or "NAME.2" for its alternative 2. Answers what each got; an empty
    /// word stands for a call that goes on.
    Words play(const Words& moves)
    {
        Words answers;
        for (const std::string& move : moves) {
            schedule_.choices.push_back(choice_of(move));
            story_ = system_->tell(schedule_);
            if (story_.misfit) throw std::runtime_error(fmt::format("{}: {}", move, story_.misfit->reason));
            answers.push_back(last().words.answer);
        }
        return answers;
    }

    /// Plays the program's whole call at grain micro, to its answer.
    std::string finish(const std::string& program)
    {
        while (true) {
            const std::string answer = play({program}).front();
            if (!answer.empty()) return answer;
        }
    }

    /// Plays the program up to the point where its next atomic step is the one whose deed begins with these words.
    void reach(const std::string& program, std::string_view deed)
    {
        while (program_row(program).find(fmt::format("next: {}", deed)) == std::string::npos) play({program});
    }

    [[nodiscard]] bool can(const std::string& move) const
    {
        checker::Schedule further = schedule_;
        further.choices.push_back(choice_of(move));
        return !system_->tell(further).misfit;
    }

    [[nodiscard]] std::string row(const std::string& key) const
    {
        for (const checker::StateRow& each : state()) {
            if (each.key == key) return each.value;
        }
        throw std::invalid_argument("no row " + key);
    }

    [[nodiscard]] std::string profile(const std::string& name) const { return row("profile " + name); }

    [[nodiscard]] std::string program_row(const std::string& name) const
    {
        for (const checker::StateRow& each : state()) {
            if (each.key.starts_with("program " + name + " (")) return each.value;
        }
        throw std::invalid_argument("no program " + name);
    }

    [[nodiscard]] const checker::StateWords& state() const
    {
        return story_.steps.empty() ? story_.initial : story_.steps.back().after;
    }

    [[nodiscard]] const checker::StoryStep& last() const { return story_.steps.back(); }
    [[nodiscard]] const Words& events() const { return last().words.events; }
    [[nodiscard]] const Words& alarms() const { return last().words.alarms; }
    [[nodiscard]] const checker::Schedule& schedule() const { return schedule_; }
    [[nodiscard]] const checker::System& system() const { return *system_; }
    [[nodiscard]] const model::Setup& setup() const { return setup_; }

    /// Names of the step properties that the last move violates.
    [[nodiscard]] Words violated() const
    {
        Words names;
        for (std::size_t k = 0; k < model::properties().size(); ++k) {
            if ((last().violated >> k & 1) != 0) names.push_back(model::properties()[k].name);
        }
        return names;
    }

    /// Whether the state as it stands is one that a property over ends complains about.
    [[nodiscard]] bool is_bad_end(model::PropertyIndex property) const
    {
        return model::with_system(layout(), [&](const auto& system) {
            const auto run = checker::replay(system, schedule_);
            return (system.satisfied(run.states.back(), model::bit(property)) & model::bit(property)) == 0;
        });
    }

    [[nodiscard]] std::string explain(model::PropertyIndex property) const
    {
        return system_->explain(static_cast<std::size_t>(property), schedule_);
    }

    [[nodiscard]] model::Layout layout() const
    {
        return *model::make_layout(setup_.world, setup_.policy, setup_.grain, setup_.most_instances);
    }

    [[nodiscard]] checker::Verdict verdict(model::PropertyIndex property) const
    {
        return system_->check({}).properties[static_cast<std::size_t>(property)].verdict;
    }

private:
    [[nodiscard]] checker::Choice choice_of(const std::string& move) const
    {
        const std::size_t dot = move.rfind('.');
        const std::string name = move.substr(0, dot);
        const int alternative = dot == std::string::npos ? 0 : std::stoi(move.substr(dot + 1));
        const std::vector<checker::Process> processes = system_->processes();
        for (std::size_t k = 0; k < processes.size(); ++k) {
            if (processes[k].name != name) continue;
            return {static_cast<std::uint16_t>(k), static_cast<std::uint16_t>(alternative)};
        }
        throw std::invalid_argument("no process " + name);
    }

    model::Setup setup_;
    std::unique_ptr<checker::System> system_;
    checker::Schedule schedule_;
    checker::Story story_;
};

inline constexpr model::Grain micro = model::Grain::micro;

}  // namespace holdfast::tests
