// A system by hand: two programs and a counter, with canned words. What describing and telling are tested
// against, without a model or a search.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "checker/system.hpp"

namespace holdfast::reports {

/// Program 0 ("adder") adds one, program 1 ("crash", of the environment) sets the counter to zero. The step
/// to 2 violates the property of steps; a fourth step never fits.
class ToySystem final : public checker::System {
public:
    static constexpr std::size_t longest = 3;

    [[nodiscard]] std::vector<checker::Process> processes() const override
    {
        return {{"adder", 0, false, true}, {"crash", checker::no_lane, true, false}};
    }

    [[nodiscard]] std::vector<checker::Property> properties() const override
    {
        return {{"no-two", checker::PropertyKind::never_step, "no step makes the counter 2"},
                {"never-three", checker::PropertyKind::never, "the counter is never 3"},
                {"can-start", checker::PropertyKind::reachable, "the counter can be 0"}};
    }

    [[nodiscard]] std::size_t state_bits() const override { return 2; }
    [[nodiscard]] std::vector<std::string> symmetry_words() const override { return {"the twins"}; }
    [[nodiscard]] checker::Audit audit(const checker::Options&) const override { return {}; }

    [[nodiscard]] checker::Result check(const checker::Options&) const override { return {}; }

    [[nodiscard]] checker::Story tell(const checker::WrittenRun& run) const override
    {
        checker::Story story;
        int counter = 0;
        story.initial = state(counter, 0);
        for (const checker::Choice choice : run.schedule.choices) {
            const std::size_t number = story.steps.size() + 1;
            if (number > longest) {
                story.misfit = checker::Misfit{number, "adder has no enabled alternative 0 here"};
                break;
            }
            counter = choice.process == 0 ? counter + 1 : 0;
            story.steps.push_back(
                {choice, words(choice, counter), state(counter, number), violated(choice, counter)});
        }
        return story;
    }

    [[nodiscard]] std::string explain(std::size_t property, const checker::Schedule& schedule,
                                      std::size_t) const override
    {
        return properties()[property].name + " is shown by step " + std::to_string(schedule.choices.size());
    }

    [[nodiscard]] std::string why_it_cannot_move(std::size_t, const checker::Schedule&) const override
    {
        return "has run out of numbers";
    }

    [[nodiscard]] checker::ToldGraph graph(const checker::GraphRequest&) const override { return {}; }

    [[nodiscard]] checker::RandomWalk walk(std::uint64_t, std::size_t) const override { return {}; }

private:
    static checker::StateWords state(int counter, std::size_t steps)
    {
        checker::StateWords words{{"counter", std::to_string(counter), true},
                                  {"steps", std::to_string(steps), false}};
        if (counter > 0) words.push_back({"sign", "positive", true});
        return words;
    }

    static checker::StepWords words(checker::Choice choice, int counter)
    {
        if (choice.process == 1) return {"", "adder", "crashes", "", {}, {}};
        checker::StepWords step{"here", "adder", "add 1", "ok", {"adds"}, {}};
        if (counter == 2) step.alarms.push_back("the counter is 2");
        return step;
    }

    static checker::PropertyMask violated(checker::Choice choice, int counter)
    {
        return choice.process == 0 && counter == 2 ? checker::property_bit(0) : 0;
    }
};

}  // namespace holdfast::reports
