// The one place where the width of a state is chosen. Everything else about a scenario is decided at run
// time, so that builds stay short: five instances of the model, not one per scenario.
#pragma once

#include <utility>

#include "model/profile_stepper.hpp"

namespace holdfast::model {

/// Calls `use` with a ProfileSystem as wide as the layout needs and returns what it returns.
template <class Use>
decltype(auto) with_system(Layout layout, Use&& use)
{
    switch (layout.words) {
    case 1: return use(ProfileSystem<1>(std::move(layout)));
    case 2: return use(ProfileSystem<2>(std::move(layout)));
    case 4: return use(ProfileSystem<4>(std::move(layout)));
    case 8: return use(ProfileSystem<8>(std::move(layout)));
    default: return use(ProfileSystem<most_words>(std::move(layout)));
    }
}

}  // namespace holdfast::model
