// A stage for the model: a small world from a few lines of TOML, moves by the names of programs, and a look
// at what was answered, what happened and what the state says. A test reads like the story it tells.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/system.hpp"
#include "model/layout.hpp"
#include "model/properties.hpp"
#include "model/system.hpp"

namespace holdfast::tests {

using Words = std::vector<std::string>;

inline constexpr model::Grain micro = model::Grain::micro;

/// How MAPI behaves on a stage: a preset, and single switches set on top of it by their names.
struct Mapi {
    std::string_view preset = "unpatched";
    std::vector<std::pair<std::string_view, std::string_view>> assume = {};
    model::Grain grain = model::Grain::call;
    std::optional<std::size_t> most_instances = {};
};

/// Sets one switch; throws where there is no such switch or alternative.
void assume(model::Policy& policy, std::string_view name, std::string_view alternative);

[[nodiscard]] model::Policy policy_of(const Mapi& mapi);

/// What a scenario says whose text begins behind the title. Without accounts of its own it has one, `admin`,
/// with the sessions console, services, remote and another.
[[nodiscard]] model::Setup setup_of(std::string_view text, const Mapi& mapi = {});

class Stage {
public:
    explicit Stage(std::string_view text, const Mapi& mapi = {}) : Stage(setup_of(text, mapi)) {}
    explicit Stage(model::Setup setup);

    /// Each move is a program's name, "crash of" one, "store of" a server for a step of its poll, "clock", or
    /// "NAME.2" for the alternative 2 of any of them. Answers what each got; an empty word stands for a call
    /// that goes on. Throws where a move is not possible.
    Words play(const Words& moves);

    /// Plays the program's whole call, step by step at grain micro, to its answer.
    std::string finish(const std::string& program);

    /// Plays the program up to the point where its next atomic step is the one whose deed begins with these
    /// words.
    void reach(const std::string& program, std::string_view deed);

    /// Lets so many minutes pass, and nothing else happen in them. Throws where something urgent comes
    /// before.
    void pass(std::uint32_t minutes);

    /// Plays the poll of a server that is due, at grain micro step by step to its end.
    void poll(const std::string& server);

    [[nodiscard]] bool can(const std::string& move) const;

    /// Of the state as it stands: the value of a row, of "profile NAME", of the row of a program.
    [[nodiscard]] std::string row(const std::string& key) const;
    [[nodiscard]] std::string profile(const std::string& name) const { return row("profile " + name); }
    [[nodiscard]] std::string program_row(const std::string& name) const;
    [[nodiscard]] const checker::StateWords& state() const;

    /// Of the last move.
    [[nodiscard]] const checker::StoryStep& last() const { return story_.steps.back(); }
    [[nodiscard]] const Words& events() const { return last().words.events; }
    [[nodiscard]] const Words& alarms() const { return last().words.alarms; }
    [[nodiscard]] Words violated() const;  ///< names of the step properties that it violates

    /// The state as it stands, packed as the layout says.
    [[nodiscard]] std::vector<std::uint64_t> packed() const;

    /// Whether the state as it stands is one that a property over ends complains about.
    [[nodiscard]] bool is_bad_end(model::PropertyIndex property) const;

    [[nodiscard]] std::string explain(model::PropertyIndex property) const;

    /// Over all runs.
    [[nodiscard]] checker::Verdict verdict(model::PropertyIndex property) const;

    [[nodiscard]] const checker::Schedule& schedule() const { return schedule_; }
    [[nodiscard]] const checker::System& system() const { return *system_; }
    [[nodiscard]] const model::Setup& setup() const { return setup_; }
    [[nodiscard]] model::Layout layout() const;

private:
    [[nodiscard]] checker::Choice choice_of(const std::string& move) const;

    model::Setup setup_;
    std::unique_ptr<checker::System> system_;
    checker::Schedule schedule_;
    checker::Story story_;
};

}  // namespace holdfast::tests
