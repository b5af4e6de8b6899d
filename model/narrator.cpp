#include "model/narrator.hpp"

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

void Narrator::created(Turn& turn, Name name, const Call& call)
{
    events.push_back(say(layout_, "{} is <created>{}{}", profile(turn, name), call.dynamic ? ", dynamic" : "",
                         call.services ? "" : say(layout_, ", without <message services>")));
}

void Narrator::recreated(Turn& turn, Name name)
{
    alarms.push_back(say(layout_, "a remnant of {} comes to be, with what is written and nothing else",
                         profile(turn, name)));
}

void Narrator::renamed(Turn& turn, Reference instance, Name name)
{
    const std::uint64_t users = users_of(turn, turn.hive(), instance);
    const std::string renamed = say(layout_, "{} is <renamed> to {}",
                                    profile(turn, Registry(turn).name_of(instance)), profile(turn, name));
    if (users == 0) {
        events.push_back(renamed);
    } else {
        alarms.push_back(
            say(layout_, "{} WHILE IN USE by {}", renamed, join(programs_of(layout_, turn.hive(), users))));
    }
}

void Narrator::put_off(Turn& turn, Reference instance, Name name)
{
    events.push_back(say(layout_, "{} is to be <renamed> to {} when it is no longer used",
                         profile(turn, Registry(turn).name_of(instance)), profile(turn, name)));
}

void Narrator::copied_to(Turn& turn, Name name, Name copy)
{
    events.push_back(say(layout_, "{} is <copied> to {}", profile(turn, name), profile(turn, copy)));
}

void Narrator::made_default(Turn& turn, Name name)
{
    events.push_back(say(layout_, "{} is the default <profile> now", profile(turn, name)));
}

void Narrator::gave_services(Turn& turn, Reference instance, bool none)
{
    const std::string name = profile(turn, Registry(turn).name_of(instance));
    if (!none) {
        events.push_back(say(layout_, "{} gets its <message services>", name));
        return;
    }
    const std::uint64_t users = users_of(turn, turn.hive(), instance);
    if (users == 0) {
        events.push_back(say(layout_, "{} loses its <message services>", name));
    } else {
        alarms.push_back(say(layout_, "{} loses its <message services> WHILE IN USE by {}", name,
                             join(programs_of(layout_, turn.hive(), users))));
    }
}

void Narrator::access_failed(Turn& turn, Sentence<0> why)
{
    alarms.push_back(say(layout_, "the <profile> that {} is <logged on with> {}",
                         name_of_program(layout_, turn.who()), say(layout_, why)));
}

void Narrator::joined(Turn& turn, std::size_t sharer, Reference instance)
{
    events.push_back(say(layout_, "it gets the shared <MAPI session> of {}, on {}",
                         program_in_session(layout_, sharer),
                         profile(turn, Registry(turn).name_of(instance))));
}

void Narrator::stays_on_its_own(Turn& turn)
{
    const bool local = turn.program().own_table.has_value();
    events.push_back(
        local ? say(layout_,
                    "it may not <=create> the global <in-use table> and makes do with one of its <session>")
              : say(layout_, "it may not <=create> the global <in-use table> and <purges> nothing"));
}

void Narrator::marked(Turn& turn, Reference instance)
{
    const std::string name = profile(turn, Registry(turn).name_of(instance));
    const bool moved = layout_.policy.mark != Mark::flag;
    events.push_back(say(layout_, "{} is <marked for deletion>{}", name,
                         moved ? say(layout_, ": moved to <Deleted Profiles>") : ""));
    if (layout_.policy.service_delete == ServiceDelete::at_mark) {
        events.push_back(say(layout_, "the <message services> of {} are told of its deletion", name));
    }
}

void Narrator::copied(Turn& turn, Reference instance)
{
    events.push_back(say(layout_, "{} is <=copied> to <Deleted Profiles>",
                         profile(turn, Registry(turn).name_of(instance))));
}

void Narrator::purged(Turn& turn, Reference instance, std::uint64_t users)
{
    Registry registry(turn);
    const std::string name = profile(turn, registry.name_of(instance));
    if (users == 0) {
        events.push_back(say(layout_, "{} is <purged>; nobody used it", name));
    } else {
        alarms.push_back(say(layout_, "{} is <PURGED> WHILE IN USE by {}", name,
                             join(programs_of(layout_, turn.hive(), users))));
        purged_in_use.push_back(instance);
        if (victims == 0) {
            victims = users;
            purger = turn.who();
        }
    }
    const bool owns = !turn.own.none() && layout_.policy.session_reads == SessionReads::registry;
    const bool wrong =
        owns && turn.own != instance && (users != 0 || registry.status_of(instance) == Status::live);
    if (wrong) alarms.push_back(say(layout_, "it is not the instance of {} that this call is for", name));
}

void Narrator::took_abandoned_mutex(Turn& turn)
{
    const std::string scope = scope_of_table(layout_, turn.table_of(turn.who()));
    events.push_back(say(layout_, "the <mutex> was abandoned by a dead <program>"));
    if (layout_.policy.abandoned_mutex == AbandonedMutex::reset) {
        events.push_back(
            say(layout_, "the <in-use table> of {} is emptied, entries of the living included", scope));
    }
    if (layout_.policy.abandoned_mutex == AbandonedMutex::rebuild) {
        events.push_back(say(layout_, "the <in-use table> of {} is rebuilt from the living", scope));
    }
}

void Narrator::left_entries_behind(Turn& turn)
{
    events.push_back(say(layout_, "its entry stays in the <in-use table> of {}",
                         scope_of_table(layout_, turn.table_of(turn.who()))));
}

void Narrator::store_read(Turn&, std::size_t server)
{
    events.push_back(
        say(layout_, "the store of {} reads its <registry>", layout_.world.servers[server].name));
}

void Narrator::store_applied(Turn&, std::size_t server, bool changed)
{
    const std::string& name = layout_.world.servers[server].name;
    events.push_back(changed ? say(layout_, "the store of {} puts what it read into effect", name)
                             : say(layout_, "the store of {} finds nothing changed", name));
}

void Narrator::cut(Turn&, std::size_t server, std::size_t program)
{
    events.push_back(say(layout_, "the connection of {} to {} is CUT: its client is blocked",
                         program_in_session(layout_, program), layout_.world.servers[server].name));
}

void Narrator::edited(Turn&, const Call& call)
{
    const std::string& node = layout_.world.servers[call.node.server].nodes[call.node.node].name;
    const bool everywhere = layout_.policy.blocking.cluster_registry == ClusterRegistry::replicated &&
                            layout_.world.servers[call.node.server].nodes.size() > 1;
    const auto tell = [&](const std::optional<std::size_t>& value, std::string_view name) {
        if (!value) return;
        events.push_back(say(layout_, "\"{}\" is {} on {} now", std::string{name},
                             in_words(layout_.world.values[*value]), everywhere ? "every node" : node));
    };
    tell(call.processes, name_of_process_list);
    tell(call.versions, name_of_version_list);
}

void Narrator::request_failed(Turn& turn, Sentence<0> why)
{
    alarms.push_back(say(layout_, "{} cannot reach the <server>: {}", name_of_program(layout_, turn.who()),
                         say(layout_, why)));
}

void Narrator::obtained_marked(Turn& turn, Reference instance)
{
    alarms.push_back(say(layout_, "the <logon> obtains {}, which is <marked for deletion>",
                         profile(turn, Registry(turn).name_of(instance))));
}

}  // namespace holdfast::model
