// The model as wide as small setups need it. Each width is an instance of the whole model to compile, so a
// test that makes its own setups takes three of the five.
#pragma once

#include <stdexcept>
#include <utility>

#include "model/profile_stepper.hpp"

namespace holdfast::tests {

/// As model::with_system; the state of the layout must fit into four words.
template <class Use>
decltype(auto) with_narrow_system(model::Layout layout, Use&& use)
{
    if (layout.words > 4) throw std::logic_error("this setup needs with_system.hpp: its state is too wide");
    switch (layout.words) {
    case 1: return use(model::ProfileSystem<1>(std::move(layout)));
    case 2: return use(model::ProfileSystem<2>(std::move(layout)));
    default: return use(model::ProfileSystem<4>(std::move(layout)));
    }
}

}  // namespace holdfast::tests
