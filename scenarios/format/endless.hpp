// Which steps a run can come to, where some of it is repeated for ever: nothing behind that is ever reached.
#pragma once

#include "model/world.hpp"

namespace holdfast::scenarios {

/// Whether a program can come to the end of the block: by its last step, or by a call that leaves the block.
[[nodiscard]] bool can_end(const model::Block& block);

/// Whether a program can come to what stands behind the item.
[[nodiscard]] bool can_pass(const model::Item& item);

}  // namespace holdfast::scenarios
