#include "model/holdings.hpp"

#include <string>
#include <utility>

#include "model/names.hpp"
#include "model/words.hpp"

namespace holdfast::model {
namespace {

using checker::Hold;

struct Condition {
    Hold hold = Hold::sound;
    std::string words{};
};

/// Whoever lost its way to the profile is as badly off as where the profile is purged.
Condition condition_of_session(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const ProgramFields& fields = layout.programs[p].fields;
    const Hive& hive = layout.hives[layout.programs[p].hive];
    if (has_lost_its_profile(layout, state, p)) return {Hold::broken, name_of_status(layout, Status::purged)};
    if (state.get(fields.lost_hive) != 0) return {Hold::broken, say(layout, "its <registry> <hive> is gone")};
    if (state.get(fields.lost_path) != 0) return {Hold::broken, "under a name it no longer has"};
    if (state.is_purged(hive, state.session(p))) return {};  // it does not read the registry
    if (state.is_marked(hive, state.session(p)))
        return {Hold::doomed, name_of_status(layout, Status::marked)};
    return {};
}

Condition condition_of_connection(const Layout& layout, ConnectionState state)
{
    switch (state) {
    case ConnectionState::cut: return {Hold::broken, "cut, its client is blocked"};
    case ConnectionState::lost: return {Hold::broken, say(layout, "lost, the <server> was down")};
    case ConnectionState::open:
    case ConnectionState::none: break;
    }
    return {};
}

}  // namespace

std::vector<checker::Holding> holdings_of(const Layout& layout, const Snapshot& state, std::size_t p)
{
    std::vector<checker::Holding> holdings;
    const ProgramLayout& program = layout.programs[p];
    const auto add = [&](std::string thing, Condition condition) {
        holdings.push_back({name_of_session(layout, p), name_of_program(layout, p), std::move(thing),
                            condition.hold, std::move(condition.words)});
    };
    if (state.get(program.fields.holds_mutex) != 0)
        add(say(layout, "<logon mutex> of {}", scope_of_mutex(layout, program.mutex)), {});
    if (const Reference session = state.session(p); !session.none()) {
        const Hive& hive = layout.hives[program.hive];
        add(say(layout, "<profile> {}", name_of_profile(layout, hive, state.name_of(hive, session))),
            condition_of_session(layout, state, p));
    }
    const ConnectionOf connection = connection_of(state.get(program.fields.connection));
    if (connection.state != ConnectionState::none)
        add("connection to " + layout.world.servers[connection.server].name,
            condition_of_connection(layout, connection.state));
    return holdings;
}

}  // namespace holdfast::model
