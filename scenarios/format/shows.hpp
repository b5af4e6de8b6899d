// What a scenario may say that it shows: the sentences of KB 303221, the ways in which a profile in use is
// purged, what must hold, the races of client blocking, where two sources disagree, and the same fault
// elsewhere. The letters are those of the list of coverage in model/README.md, which is made from what the
// scenarios say.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/reader.hpp"

namespace holdfast::scenarios {

struct Showable {
    std::string_view letter;   ///< "W1"
    std::string_view meaning;  ///< one clause, or a sentence of the article in its own words
};

/// All of them, T, W, P, B, R, C and S in this order.
[[nodiscard]] std::span<const Showable> showables();

/// The letters under `shows`, in the order of the file.
[[nodiscard]] std::vector<std::string> read_shows(const Table& file, Complaints& complaints);

}  // namespace holdfast::scenarios
