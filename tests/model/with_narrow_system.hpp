// The model as wide as small setups need it. Each width is an instance of the whole model to compile, so a
// test that makes its own setups takes three of the five.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <utility>

#include "model/profile_stepper.hpp"

namespace holdfast::tests {

/// As model::with_system; the state of the layout must fit into `most` words, which are 2 or 4.
template <std::size_t most = 4, class Use>
decltype(auto) with_narrow_system(model::Layout layout, Use&& use)
{
    static_assert(most == 2 || most == 4);
    if (layout.words > most) throw std::logic_error("this setup needs a wider system than its test compiles");
    if constexpr (most == 4) {
        if (layout.words > 2) return use(model::ProfileSystem<4>(std::move(layout)));
    }
    if (layout.words == 2) return use(model::ProfileSystem<2>(std::move(layout)));
    return use(model::ProfileSystem<1>(std::move(layout)));
}

}  // namespace holdfast::tests
