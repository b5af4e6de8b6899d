// Whoever remembers steps makes the same steps: over the scenarios of the library, and over random ones.
#include "model/profile_stepper.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "scenarios/format/parse.hpp"
#include "tests/model/random_setup.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/with_narrow_system.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

template <class State>
bool are_same(const checker::Step<State>& one, const checker::Step<State>& other)
{
    if (one.choice != other.choice || one.beyond_limit != other.beyond_limit) return false;
    if (one.triggered != other.triggered || one.violated != other.violated) return false;
    if (one.footprint != other.footprint || one.strongly_fair != other.strongly_fair) return false;
    return one.beyond_limit || one.after == other.after;
}

/// Compares the stepper's steps with the system's, over the first states, breadth first.
template <class System>
class Comparison {
public:
    using State = typename System::State;
    using Step = checker::Step<State>;

    explicit Comparison(const System& system) : system_(system), stepper_(system.stepper()) {}

    /// What differs first; empty where nothing does.
    std::string over_first_states(std::size_t most)
    {
        for (const State& state : system_.initial_states()) meet(state);
        for (std::size_t k = 0; k < states_.size() && k < most; ++k) {
            const std::string difference = difference_at(states_[k]);
            if (!difference.empty()) return fmt::format("state {}: {}", k, difference);
            for (const Step& step : plain_) {
                if (!step.beyond_limit && states_.size() < most) meet(step.after);
            }
        }
        return {};
    }

    /// The same once more, of a stepper that has seen all of it, backwards.
    std::string over_them_again()
    {
        for (std::size_t k = states_.size(); k-- > 0;) {
            const std::string difference = difference_at(states_[k]);
            if (!difference.empty()) return fmt::format("state {}, again: {}", k, difference);
        }
        return {};
    }

    [[nodiscard]] std::size_t states() const { return states_.size(); }

private:
    void meet(const State& state)
    {
        if (met_.insert(state).second) states_.push_back(state);
    }

    std::string difference_at(const State& state)
    {
        plain_.clear();
        system_.for_each_step(state, [this](const Step& step) { plain_.push_back(step); });
        std::size_t count = 0;
        std::string difference;
        stepper_.for_each_step(state, [&](const Step& step) {
            if (difference.empty() && (count >= plain_.size() || !are_same(step, plain_[count])))
                difference =
                    fmt::format("step {}, {}.{}", count, step.choice.process, step.choice.alternative);
            ++count;
        });
        if (difference.empty() && count != plain_.size())
            difference = fmt::format("{} steps, not {}", count, plain_.size());
        return difference;
    }

    const System& system_;
    checker::StepperOf<System> stepper_;
    std::set<State> met_;
    std::deque<State> states_;
    std::vector<Step> plain_;
};

/// What differs between the stepper and the system of this setup; `states` counts those that were compared.
std::string difference_in(const Setup& setup, std::size_t most, std::size_t& states)
{
    auto layout = make_layout(setup.world, setup.policy, setup.grain, setup.most_instances,
                              setup.own_properties, setup.fairness);
    if (!layout) return {};  // refused with reason
    return with_narrow_system(std::move(*layout), [&](const auto& system) {
        Comparison comparison(system);
        std::string difference = comparison.over_first_states(most);
        if (difference.empty()) difference = comparison.over_them_again();
        states += comparison.states();
        return difference;
    });
}

/// All scenario files of the library, in the order of their paths.
std::vector<std::string> scenario_files()
{
    std::vector<std::string> paths;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(HOLDFAST_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() == ".toml") paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

TEST_CASE("a stepper that remembers visits the steps of every scenario of the library")
{
    std::size_t states = 0;
    for (const std::string& path : scenario_files()) {
        const auto scenario = scenarios::read(path);
        REQUIRE(scenario);
        for (const scenarios::Case& each : scenario->cases) {
            INFO(path << " [" << each.name << "]");
            CHECK(difference_in(each.setup, 20'000, states) == "");
        }
    }
    CHECK(states > 1000);
}

TEST_CASE("a stepper that remembers visits the steps of random scenarios")
{
    std::size_t states = 0;
    for (std::uint64_t seed = 1; seed <= 250; ++seed) {
        const Setup setup = RandomSetup(seed).draw();
        INFO("seed " << seed << ", " << describe(setup.policy));
        CHECK(difference_in(setup, 200, states) == "");
    }
    CHECK(states > 1000);
}

}  // namespace
}  // namespace holdfast::tests
