#include "model/system.hpp"

#include <fmt/format.h>

#include "model/calls/call_words.hpp"
#include "model/properties.hpp"
#include "model/wide_system.hpp"

namespace holdfast::model {

tl::expected<std::unique_ptr<checker::System>, SetupError> make_system(const Setup& setup)
{
    auto layout = make_layout(setup.world, setup.policy, setup.grain, setup.most_instances,
                              setup.own_properties, setup.fairness);
    if (!layout) return tl::make_unexpected(SetupError{layout.error()});
    switch (layout->words) {
    case 1: return wide_system<1>(std::move(*layout));
    case 2: return wide_system<2>(std::move(*layout));
    case 4: return wide_system<4>(std::move(*layout));
    case 8: return wide_system<8>(std::move(*layout));
    default: return wide_system<most_words>(std::move(*layout));
    }
}

std::vector<checker::Property> properties_of(const Setup& setup)
{
    return properties_of(setup.own_properties, setup.world);
}

const std::vector<CallWords>& call_words()
{
    static const std::vector<CallWords> all = [] {
        std::vector<CallWords> calls;
        for (const CallKindWords& each : all_call_words()) {
            CallWords words{std::string{each.name}, std::string{each.usage}, std::string{each.meaning}, {}};
            for (const AtomicStepWords& step : each.steps) {
                const std::string deed = Vocabulary{}.say(step.deed);
                words.atomic_steps.push_back(step.letter.empty() ? deed
                                                                 : fmt::format("{} ({})", deed, step.letter));
            }
            calls.push_back(std::move(words));
        }
        return calls;
    }();
    return all;
}

}  // namespace holdfast::model
