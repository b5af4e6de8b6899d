// What the memory of this machine allows: how many times a second one thread can look at a line of a large
// table at random and change it, with the next lines on their way already. No search that stores its states
// can be faster than that, divided by the states it looks up for each one that it finds.
#pragma once

#include <cstddef>

namespace holdfast::reports::cli {

/// Lines a CPU second, in a table of so many bytes. Takes about a second.
[[nodiscard]] double random_lines_a_second(std::size_t table_bytes);

}  // namespace holdfast::reports::cli
