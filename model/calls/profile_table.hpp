// Calls about names that change no profile: a look for a name in the profile table
// (IProfAdmin::GetProfileTable), and the choice of the default (IProfAdmin::SetDefaultProfile).
#pragma once

#include "model/calls/outcome.hpp"
#include "model/registry.hpp"

namespace holdfast::model {

/// The table is a snapshot without marked profiles: "profiles that have been deleted, or that are in use but
/// have been marked for deletion, are not included". What it said may be old when the program acts on it.
[[nodiscard]] inline Outcome find_in_profile_table(Turn& turn, const Call& call)
{
    Registry registry(turn);
    const auto name = static_cast<Name>(turn.layout().name_of_profile[call.profile]);
    if (registry.has_marked(name)) turn.triggers(PropertyIndex::visible_after_delete);
    return answered(registry.live(name).none() ? Answer::not_found : Answer::s_ok);
}

[[nodiscard]] inline Outcome set_default_profile(Turn& turn, const Call& call)
{
    Registry registry(turn);
    const auto name = static_cast<Name>(turn.layout().name_of_profile[call.profile]);
    if (registry.live(name).none()) return answered(Answer::not_found);
    if (turn.narrator() != nullptr) turn.narrator()->made_default(turn, name);
    registry.set_default(name);
    return answered(Answer::s_ok);
}

}  // namespace holdfast::model
