// The system behind its plain interface, for one width of state. Each width is compiled in a file of its own,
// side by side: together they are most of what there is to compile.
#pragma once

#include <cstddef>
#include <memory>

#include "checker/system.hpp"
#include "model/layout.hpp"

namespace holdfast::model {

/// `Words` is 1, 2, 4, 8 or 64, and as wide as the layout needs.
template <std::size_t Words>
[[nodiscard]] std::unique_ptr<checker::System> wide_system(Layout layout);

}  // namespace holdfast::model
