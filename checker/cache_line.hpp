// What different threads write at the same time stands in cache lines of its own: else the line goes to and
// fro between their cores with every word that one of them writes.
#pragma once

#include <cstddef>

namespace holdfast::checker {

/// Bytes. std::hardware_destructive_interference_size says the same, with a warning that it may not.
inline constexpr std::size_t cache_line = 64;

}  // namespace holdfast::checker
