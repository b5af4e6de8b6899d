// Who really uses what, read off the open MAPI sessions and never stored a second time. MAPI itself cannot
// see this; only properties may look.
#pragma once

#include <cstdint>

#include "model/turn.hpp"

namespace holdfast::model {

/// The programs whose MAPI session, opening or open, is on the instance: the domain's Using(i), a bit each in
/// the order of Hive::programs.
[[nodiscard]] inline std::uint64_t users_of(Turn& turn, const Hive& hive, Reference instance)
{
    turn.reads(hive.uses);
    std::uint64_t users = 0;
    for (std::size_t k = 0; k < hive.programs.size(); ++k) {
        const Field session = turn.layout().programs[hive.programs[k]].fields.session;
        if (turn.reference(session) == instance) users |= std::uint64_t{1} << k;
    }
    return users;
}

/// Whether anybody's MAPI session, opening or open, is on the instance.
[[nodiscard]] inline bool is_used(Turn& turn, const Hive& hive, Reference instance)
{
    turn.reads(hive.uses);
    return turn.any_is(hive.sessions, instance.code);
}

}  // namespace holdfast::model
