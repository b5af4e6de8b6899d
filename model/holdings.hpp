// What a program has in use, for pictures: the profile of its MAPI session, its logon mutex, its connection.
// Only reports ask; no verdict depends on it.
#pragma once

#include <cstddef>
#include <vector>

#include "checker/words.hpp"
#include "model/snapshot.hpp"

namespace holdfast::model {

[[nodiscard]] std::vector<checker::Holding> holdings_of(const Layout& layout, const Snapshot& state,
                                                        std::size_t program);

}  // namespace holdfast::model
