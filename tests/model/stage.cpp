#include "tests/model/stage.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "model/with_system.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::tests {
namespace {

/// The part of a scenario that says how MAPI behaves.
std::string to_toml(const Mapi& mapi)
{
    std::string text = fmt::format("[mapi]\npolicy = \"{}\"\ngrain = \"{}\"\n", mapi.preset,
                                   mapi.grain == micro ? "micro" : "call");
    if (!mapi.assume.empty()) text += "[mapi.assume]\n";
    for (const auto& [name, alternative] : mapi.assume)
        text += fmt::format("{} = \"{}\"\n", name, alternative);
    if (mapi.most_instances) text += fmt::format("[limits]\ninstances = {}\n", *mapi.most_instances);
    return text;
}

}  // namespace

void assume(model::Policy& policy, std::string_view name, std::string_view alternative)
{
    const model::Switch* const found = model::find_switch(name);
    if (found == nullptr) throw std::invalid_argument(fmt::format("no switch {}", name));
    for (std::size_t k = 0; k < found->alternatives.size(); ++k) {
        if (found->alternatives[k].name == alternative) return found->set(policy, k);
    }
    throw std::invalid_argument(fmt::format("{} has no alternative {}", name, alternative));
}

model::Policy policy_of(const Mapi& mapi)
{
    model::Policy policy = model::find_preset(mapi.preset)->policy;
    for (const auto& [name, alternative] : mapi.assume) assume(policy, name, alternative);
    return policy;
}

model::Setup setup_of(std::string_view text, const Mapi& mapi)
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

Stage::Stage(model::Setup setup) : setup_(std::move(setup))
{
    auto system = model::make_system(setup_);
    if (!system) throw std::invalid_argument(system.error().message);
    system_ = std::move(*system);
    story_ = system_->tell(schedule_);
}

Words Stage::play(const Words& moves)
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

std::string Stage::finish(const std::string& program)
{
    while (true) {
        const std::string answer = play({program}).front();
        if (!answer.empty()) return answer;
    }
}

void Stage::reach(const std::string& program, std::string_view deed)
{
    while (program_row(program).find(fmt::format("next: {}", deed)) == std::string::npos) play({program});
}

void Stage::pass(std::uint32_t minutes)
{
    while (minutes > 0) {
        play({"clock"});
        if (last().words.minutes > minutes) {
            schedule_.choices.pop_back();
            play({"clock.1"});
        }
        minutes -= last().words.minutes;
    }
}

void Stage::poll(const std::string& server)
{
    const std::string store = "store of " + server;
    do play({store});
    while (can(store));
}

bool Stage::can(const std::string& move) const
{
    checker::Schedule further = schedule_;
    further.choices.push_back(choice_of(move));
    return !system_->tell(further).misfit;
}

std::string Stage::row(const std::string& key) const
{
    for (const checker::StateRow& each : state()) {
        if (each.key == key) return each.value;
    }
    throw std::invalid_argument("no row " + key);
}

std::string Stage::program_row(const std::string& name) const
{
    for (const checker::StateRow& each : state()) {
        if (each.key.starts_with("program " + name + " (")) return each.value;
    }
    throw std::invalid_argument("no program " + name);
}

const checker::StateWords& Stage::state() const
{
    return story_.steps.empty() ? story_.initial : story_.steps.back().after;
}

Words Stage::violated() const
{
    Words names;
    const std::vector<checker::Property> properties = model::properties_in(setup_.world);
    for (std::size_t k = 0; k < properties.size(); ++k) {
        if ((last().violated >> k & 1) != 0) names.push_back(properties[k].name);
    }
    return names;
}

std::vector<std::uint64_t> Stage::packed() const
{
    return model::with_system(layout(), [&](const auto& system) {
        const auto state = checker::replay(system, schedule_).states.back();
        return std::vector<std::uint64_t>(state.words.begin(), state.words.end());
    });
}

bool Stage::is_bad_end(model::PropertyIndex property) const
{
    return model::with_system(layout(), [&](const auto& system) {
        const auto run = checker::replay(system, schedule_);
        return (system.satisfied(run.states.back(), model::bit(property)) & model::bit(property)) == 0;
    });
}

std::string Stage::explain(model::PropertyIndex property) const
{
    return system_->explain(static_cast<std::size_t>(property), schedule_);
}

checker::Verdict Stage::verdict(model::PropertyIndex property) const
{
    return system_->check({}).properties[static_cast<std::size_t>(property)].verdict;
}

model::Layout Stage::layout() const
{
    return *model::make_layout(setup_.world, setup_.policy, setup_.grain, setup_.most_instances,
                               setup_.own_properties, setup_.fairness);
}

checker::Choice Stage::choice_of(const std::string& move) const
{
    const std::size_t behind_digits = move.find_last_not_of("0123456789");
    const bool numbered = behind_digits + 1 < move.size() && move[behind_digits] == '.';
    const std::string name = numbered ? move.substr(0, behind_digits) : move;
    const int alternative = numbered ? std::stoi(move.substr(behind_digits + 1)) : 0;
    const std::vector<checker::Process> processes = system_->processes();
    for (std::size_t k = 0; k < processes.size(); ++k) {
        if (processes[k].name != name) continue;
        return {static_cast<std::uint16_t>(k), static_cast<std::uint16_t>(alternative)};
    }
    throw std::invalid_argument("no process " + name);
}

}  // namespace holdfast::tests
