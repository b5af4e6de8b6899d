// What servers of Exchange need of a state, found when a scenario is compiled: the values that can come to
// stand in their registries, whom these block, and the fields of each server.
#pragma once

#include <string>

#include "model/layout.hpp"
#include "model/packer.hpp"

namespace holdfast::model {

/// Makes `layout.servers`, still without fields, and says of each program when it may still connect.
void read_servers(Layout& layout);

/// One sentence where the lists that can be in force are too many to be numbered; empty otherwise.
[[nodiscard]] std::string why_too_many_lists(const Layout& layout);

void place_servers(Layout& layout, Packer& packer);

}  // namespace holdfast::model
