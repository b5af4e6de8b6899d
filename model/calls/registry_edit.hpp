// An administrator deletes registry keys by hand (KB 183904): nobody is asked who uses what is in them.
#pragma once

#include "model/calls/outcome.hpp"
#include "model/registry.hpp"

namespace holdfast::model {

/// The key of one profile. A marked one that was moved is no longer under its name.
[[nodiscard]] inline Outcome erase_profile(Turn& turn, const Call& call)
{
    Registry registry(turn);
    const auto name = static_cast<Name>(turn.layout().name_of_profile[call.profile]);
    const Reference live = registry.live(name);
    const bool flagged = turn.policy().mark == Mark::flag && registry.has_marked(name);
    if (live.none() && !flagged) return answered(Answer::not_found);
    if (!live.none()) registry.purge(live);
    if (flagged) registry.for_each_marked(name, [&](Reference instance) { registry.purge(instance); });
    return answered(Answer::s_ok);
}

/// The key of all profiles, Profiles. Whether Deleted Profiles lies in it is not known; it is read as lying
/// beside it.
[[nodiscard]] inline Outcome erase_all_profiles(Turn& turn)
{
    Registry registry(turn);
    registry.for_each_present([&](Reference instance) {
        const bool there = registry.status_of(instance) == Status::live || turn.policy().mark == Mark::flag;
        if (there) registry.purge(instance);
    });
    return answered(Answer::s_ok);
}

}  // namespace holdfast::model
