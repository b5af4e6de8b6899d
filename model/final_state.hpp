// What a state must not be in the end: one with a profile that nobody will ever purge, or with a program that
// is stuck. Properties of the kind at_end ask it, and `orphan` of runs without end (properties.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "model/layout.hpp"

namespace holdfast::model {

/// A profile name, of which there may be an orphan.
struct OrphanName {
    std::uint16_t hive = 0;
    Name name = 0;
};

/// All names, hive by hive: the parts of the property `orphan` where it is one of runs without end.
[[nodiscard]] std::vector<OrphanName> names_of_orphans(const Layout& layout);

/// Whether some profile is marked, used by nobody, and a MAPI event of its hive has come since.
[[nodiscard]] bool has_orphan(const Layout& layout, const std::uint64_t* words);

/// The same of one name.
[[nodiscard]] bool has_orphan(const Layout& layout, const std::uint64_t* words, OrphanName which);

/// Whether some program has steps left; asked where none can move.
[[nodiscard]] bool is_stuck(const Layout& layout, const std::uint64_t* words);

}  // namespace holdfast::model
