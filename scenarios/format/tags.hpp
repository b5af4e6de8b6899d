// The tags of a scenario: words of the author's choosing by which a run picks some of many. Nothing that is
// found depends on them.
#pragma once

#include <string>
#include <vector>

#include "scenarios/format/reader.hpp"

namespace holdfast::scenarios {

/// The words under `tags`, in the order of the file.
[[nodiscard]] std::vector<std::string> read_tags(const Table& file, Complaints& complaints);

}  // namespace holdfast::scenarios
