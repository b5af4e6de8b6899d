// For whom a process acts, and which registry hive it is bound to. The mapping of HKEY_CURRENT_USER is made
// once for a process, at its first use of it, from the account that its thread acts for at that moment, and
// stays whatever the thread impersonates later (domain: 3); a program that starts initialized has it from its
// own account. The in-use table is found at initialization, and
// under some policies by that account too (KB 817375). Both follow from the run alone, so they are found when
// a scenario is compiled and cost the state nothing.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "model/world.hpp"

namespace holdfast::model {

struct Identity {
    std::size_t hive = 0;   ///< index into World::accounts: whose hive it is
    std::size_t token = 0;  ///< index into World::accounts: for whom it acts when it initializes
};

/// Fails with a sentence where it would depend on the way that the program takes, or change on it.
[[nodiscard]] tl::expected<Identity, std::string> identity_of(const Block& run, std::size_t own_account,
                                                              const std::vector<Account>& accounts);

}  // namespace holdfast::model
