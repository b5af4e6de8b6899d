// Random scenarios in which two programs and two profiles are interchangeable by construction.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

#include "model/policy.hpp"
#include "model/system.hpp"
#include "tests/model/random_setup.hpp"
#include "tests/model/stage.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {

/// Rare calls become common ones, flags are those of a plain logon.
inline void make_plain(model::Block& block)
{
    for (model::Item& item : block) {
        if (auto* const call = std::get_if<model::Call>(&item)) {
            if (call->kind > model::CallKind::idle) call->kind = model::CallKind::idle;
            call->named = call->services = true;
            call->shared = false;
            call->flags = {};
        } else if (auto* const repeat = std::get_if<model::Repeat>(&item)) {
            make_plain(repeat->steps);
        } else {
            for (model::Block& branch : std::get<model::Choose>(item).branches) make_plain(branch);
        }
    }
}

/// Calls, events and assumptions under which nobody is taken for interchangeable: see symmetry.cpp.
inline void leave_out_what_tells_apart(model::Setup& setup)
{
    setup.policy.clean_up = model::CleanUp::at_events;
    setup.policy.logoff_purges = model::LogoffPurges::when_last;
    setup.policy.table_tells_hives = model::TableTellsHives::apart;
    setup.world.events.clear();
    setup.fairness.clear();
    setup.own_properties.clear();
    for (model::Program& program : setup.world.programs) {
        program.restarts = 0;
        program.may_create_global = true;
        make_plain(program.run);
    }
}

/// Of a random setup, its policy and what two of its programs do, made symmetric: each chooses a profile, and
/// the first has a copy.
inline model::Setup random_symmetric_setup(std::uint64_t seed)
{
    model::Setup setup = RandomSetup(seed).draw();
    Random random(seed);
    setup.most_instances = {};
    leave_out_what_tells_apart(setup);
    model::World& world = setup.world;
    world.accounts.resize(1);
    world.sessions = {{"console", 0, false}, {"one", 0, true}, {"other", 0, true}};
    const model::Profile outlook = world.profiles.front();
    world.profiles = {outlook, outlook};
    world.profiles.back().name = "Archive";
    world.programs.resize(1 + random.below(std::min<std::size_t>(2, world.programs.size())));
    const bool together = random.one_in(3);
    for (model::Program& program : world.programs) {
        if (program.run.size() > 3) program.run.resize(3);
        program.run = {model::Choose{{about(program.run, 0), about(program.run, 1)}}};
        program.session = 0;
    }
    model::Program copy = world.programs.front();
    copy.name = "the copy";
    copy.session = together ? 0 : 1;
    world.programs.front().session = together ? 0 : 2;
    world.programs.push_back(std::move(copy));
    return setup;
}

}  // namespace holdfast::tests
