// Systems of few bits, all in states of one width: for random tests, whose scenarios are small and which
// would take long to compile for every width (with_narrow_system.hpp).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/profile_stepper.hpp"

namespace holdfast::tests {

/// What `use` says of a ProfileSystem; nothing where 128 bits are not enough for its states.
template <class Use>
std::vector<std::string> with_two_words(model::Layout layout, Use&& use)
{
    if (layout.words > 2) return {};
    return use(model::ProfileSystem<2>(std::move(layout)));
}

}  // namespace holdfast::tests
