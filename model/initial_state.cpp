#include "model/initial_state.hpp"

#include "checker/assert.hpp"
#include "model/blocking/store.hpp"
#include "model/registry.hpp"
#include "model/renumbering.hpp"

namespace holdfast::model {

namespace {

/// Each store runs on its first node, with what stands in its registry there.
void start_servers(const Layout& layout, std::uint64_t* words)
{
    Turn turn(layout, words, 0);
    for (std::size_t s = 0; s < layout.servers.size(); ++s) {
        const ServerLayout& server = layout.servers[s];
        const Server& stated = layout.world.servers[s];
        const auto number = [&](const BlockLists& lists, std::size_t value) {
            return std::uint64_t{lists.number_of_value(layout.world.values[value])};
        };
        for (std::size_t k = 0; k < stated.nodes.size(); ++k) {
            turn.set(server.nodes[k].processes, number(server.processes, stated.nodes[k].processes));
            turn.set(server.nodes[k].versions, number(server.versions, stated.nodes[k].versions));
        }
        Store(turn, s).start();
        if (server.poll_in.present()) turn.set(server.poll_in, std::uint64_t{stated.first_poll});
    }
}

}  // namespace

void write_initial_state(const Layout& layout, std::uint64_t* words)
{
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        Turn turn(layout, words, p);
        const ProgramLayout& program = layout.programs[p];
        turn.set(program.fields.at, std::uint64_t{program.script.start});
        turn.set(program.fields.initialized, std::uint64_t{program.starts_initialized});
    }
    start_servers(layout, words);
    for (std::size_t h = 0; h < layout.hives.size(); ++h) {
        const Hive& hive = layout.hives[h];
        if (hive.programs.empty()) continue;
        Turn turn(layout, words, hive.programs.front());
        for (Name name = 0; name < hive.profiles.size(); ++name) {
            const Profile& profile = layout.world.profiles[hive.profiles[name]];
            if (profile.state == InitialState::absent) continue;
            const Status status = profile.state == InitialState::live ? Status::live : Status::marked;
            const Reference instance = Registry(turn).create(name, profile.dynamic, status);
            HOLDFAST_ASSERT(!instance.none(), "no slot for the initial instance of {}", profile.name);
        }
        Renumbering(turn, h).apply();
    }
}

}  // namespace holdfast::model
