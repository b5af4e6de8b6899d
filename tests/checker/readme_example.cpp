#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checker/check.hpp"
#include "checker/replay.hpp"

using namespace holdfast::checker;

/// Two programs each read a shared counter and write back one more. Is an increment ever lost?
class CounterRace {
public:
    struct State {
        std::uint8_t counter = 0;
        std::array<std::uint8_t, 2> done{};  // steps of each program: it reads, then it writes
        std::array<std::uint8_t, 2> read{};  // what it read, until it is written
        bool operator==(const State&) const = default;
    };

    std::vector<State> initial_states() const { return {State{}}; }

    template <class Visit>
    void for_each_step(const State& before, Visit&& visit) const
    {
        for (std::uint16_t program = 0; program < 2; ++program) {  // in ascending order of Choice
            if (before.done[program] == 2) continue;               // not enabled, so not visited
            Step<State> step{Choice{program, 0}, before, Footprint{.reads = 1, .writes = 0}};
            if (before.done[program] == 0) {
                step.after.read[program] = before.counter;
            } else {
                step.after.counter = static_cast<std::uint8_t>(before.read[program] + 1);
                step.after.read[program] = 0;
                step.footprint.writes = 1;
            }
            ++step.after.done[program];
            visit(step);
        }
    }

    std::span<const Process> processes() const { return processes_; }
    std::span<const Property> properties() const { return properties_; }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.counter == 2 ? asked & property_bit(0) : 0;
    }

    // Words, for those who want to read a trace.
    StateWords describe(const State& state) const { return {{"counter", fmt::to_string(state.counter)}}; }

    StepWords describe(Choice choice, const State& before, const State&) const
    {
        StepWords words;
        words.actor = processes_[choice.process].name;
        words.action = before.done[choice.process] == 0 ? "read" : "write";
        return words;
    }

    std::string explain(std::size_t, const State& state, std::optional<Choice>) const
    {
        return fmt::format("in the end the counter is {}, not 2", state.counter);
    }

private:
    std::vector<Process> processes_{{"anne", 0}, {"bert", 1}};  // name and lane
    std::vector<Property> properties_{
        {"all-counted", PropertyKind::at_end, "in the end both increments count"}};
};

int main()
{
    const CounterRace model;
    const Result result = check(model);
    const PropertyResult& counted = result.properties[0];
    fmt::print("all-counted: {}, {} states\n", to_string(counted.verdict), result.counts.states);
    if (!counted.trace) return 0;
    const Story story = tell(model, counted.trace->schedule);
    for (const StoryStep& step : story.steps) {
        fmt::print("  {} {}: counter {}\n", step.words.actor, step.words.action, step.after[0].value);
    }
    fmt::print("{} ({})\n", explain(model, 0, counted.trace->schedule), to_text(counted.trace->schedule));
}
