#include "model/initial_state.hpp"

#include "checker/assert.hpp"
#include "model/registry.hpp"
#include "model/renumbering.hpp"

namespace holdfast::model {

void write_initial_state(const Layout& layout, std::uint64_t* words)
{
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        Turn turn(layout, words, p);
        const ProgramLayout& program = layout.programs[p];
        turn.set(program.fields.at, std::uint64_t{program.script.start});
        turn.set(program.fields.initialized, std::uint64_t{program.starts_initialized});
    }
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
