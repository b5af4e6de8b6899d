#include "model/narrator.hpp"

#include <fmt/format.h>

#include "model/names.hpp"
#include "model/registry.hpp"

namespace holdfast::model {
namespace {

std::vector<std::string> programs_of(const Layout& layout, const Hive& hive, std::uint64_t users)
{
    std::vector<std::string> names;
    for (std::size_t k = 0; k < hive.programs.size(); ++k) {
        if ((users >> k & 1) != 0) names.push_back(program_in_session(layout, hive.programs[k]));
    }
    return names;
}

}  // namespace

std::string Narrator::profile(const Turn& turn, Name name) const
{
    return name_of_profile(layout_, turn.hive(), name);
}

void Narrator::created(Turn& turn, Name name, bool dynamic)
{
    events.push_back(fmt::format("{} is created{}", profile(turn, name), dynamic ? ", dynamic" : ""));
}

void Narrator::marked(Turn& turn, Reference instance)
{
    const std::string name = profile(turn, Registry(turn).name_of(instance));
    const bool moved = layout_.policy.mark != Mark::flag;
    events.push_back(
        fmt::format("{} is marked for deletion{}", name, moved ? ": moved to Deleted Profiles" : ""));
    if (layout_.policy.service_delete == ServiceDelete::at_mark) {
        events.push_back(fmt::format("the message services of {} are told of its deletion", name));
    }
}

void Narrator::copied(Turn& turn, Reference instance)
{
    events.push_back(
        fmt::format("{} is copied to Deleted Profiles", profile(turn, Registry(turn).name_of(instance))));
}

void Narrator::purged(Turn& turn, Reference instance, std::uint64_t users)
{
    Registry registry(turn);
    const std::string name = profile(turn, registry.name_of(instance));
    if (users == 0) {
        events.push_back(fmt::format("{} is purged; nobody used it", name));
    } else {
        alarms.push_back(fmt::format("{} is PURGED WHILE IN USE by {}", name,
                                     join(programs_of(layout_, turn.hive(), users))));
        purged_in_use.push_back(instance);
        if (victims == 0) victims = users;
    }
    const bool wrong = !turn.own.none() && turn.own != instance &&
                       (users != 0 || registry.status_of(instance) == Status::live);
    if (wrong) alarms.push_back(fmt::format("it is not the instance of {} that this call is for", name));
}

void Narrator::took_abandoned_mutex(Turn& turn)
{
    const std::string scope = scope_of_table(layout_, turn.program().table);
    events.push_back("the mutex was abandoned by a dead program");
    if (layout_.policy.abandoned_mutex == AbandonedMutex::reset) {
        events.push_back(
            fmt::format("the in-use table of {} is emptied, entries of the living included", scope));
    }
    if (layout_.policy.abandoned_mutex == AbandonedMutex::rebuild) {
        events.push_back(fmt::format("the in-use table of {} is rebuilt from the living", scope));
    }
}

void Narrator::left_entries_behind(Turn& turn)
{
    events.push_back(fmt::format("its entry stays in the in-use table of {}",
                                 scope_of_table(layout_, turn.program().table)));
}

void Narrator::obtained_marked(Turn& turn, Reference instance)
{
    alarms.push_back(fmt::format("the logon obtains {}, which is marked for deletion",
                                 profile(turn, Registry(turn).name_of(instance))));
}

}  // namespace holdfast::model
