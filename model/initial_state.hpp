// The state in which every run begins.
#pragma once

#include <cstdint>

#include "model/layout.hpp"

namespace holdfast::model {

/// `words` are as many as the layout has, all of them 0.
void write_initial_state(const Layout& layout, std::uint64_t* words);

}  // namespace holdfast::model
