// From a setup that shows a fault to a smaller one that still does: what can be left out is left out, one
// thing at a time, until nothing can. A random scenario that fails is read by nobody; a shrunk one explains
// itself.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "model/policy.hpp"
#include "model/system.hpp"

namespace holdfast::tests {

class Shrinking {
public:
    using Fails = std::function<bool(const model::Setup&)>;

    explicit Shrinking(Fails fails) : fails_(std::move(fails)) {}

    /// `setup` must fail; what is returned fails too.
    [[nodiscard]] model::Setup shrunk(model::Setup setup)
    {
        while (const auto smaller = first_that_fails(setup)) setup = *smaller;
        return setup;
    }

private:
    using Setup = model::Setup;
    using Block = model::Block;

    [[nodiscard]] std::optional<Setup> first_that_fails(const Setup& setup)
    {
        found_.reset();
        leave_out_properties(setup);
        leave_out_programs(setup);
        for (std::size_t p = 0; p < setup.world.programs.size(); ++p) {
            try_blocks(setup.world.programs[p].run, [&](Block run) {
                Setup smaller = setup;
                smaller.world.programs[p].run = std::move(run);
                offer(smaller);
            });
        }
        simplify_the_rest(setup);
        return found_;
    }

    void offer(const Setup& setup)
    {
        if (!found_ && fails_(setup)) found_ = setup;
    }

    void leave_out_properties(const Setup& setup)
    {
        for (std::size_t k = 0; k < setup.own_properties.size(); ++k) {
            Setup smaller = setup;
            smaller.own_properties.erase(smaller.own_properties.begin() + static_cast<std::ptrdiff_t>(k));
            offer(smaller);
        }
    }

    /// Whether formulas still speak of whom they spoke, once that program is gone.
    static bool forget(model::Formula& formula, std::size_t program)
    {
        model::Term& term = formula.program;
        const bool names = speaks_of_program(formula.kind) && !term.bound;
        if (names && term.index == program) return false;
        if (names && term.index > program) --term.index;
        return std::ranges::all_of(formula.parts, [&](auto& part) { return forget(part, program); });
    }

    void leave_out_programs(const Setup& setup)
    {
        for (std::size_t p = 0; p < setup.world.programs.size() && setup.world.programs.size() > 1; ++p) {
            Setup smaller = setup;
            auto& programs = smaller.world.programs;
            programs.erase(programs.begin() + static_cast<std::ptrdiff_t>(p));
            for (std::size_t k = 0; k < programs.size(); ++k) programs[k].copies_of = k;
            if (!smaller.fairness.empty())
                smaller.fairness.erase(smaller.fairness.begin() + static_cast<std::ptrdiff_t>(p));
            const bool is_named = std::ranges::any_of(smaller.own_properties, [&](auto& own) {
                return !forget(own.formula, p) || !forget(own.goal, p);
            });
            if (!is_named) offer(smaller);
        }
    }

    /// Calls `use` with every block that has one thing less than this one.
    template <class Use>
    void try_blocks(const Block& block, const Use& use)
    {
        for (std::size_t k = 0; k < block.size(); ++k) {
            const auto with = [&](const Block& instead) {
                Block smaller(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(k));
                smaller.insert(smaller.end(), instead.begin(), instead.end());
                smaller.insert(smaller.end(), block.begin() + static_cast<std::ptrdiff_t>(k) + 1,
                               block.end());
                if (!smaller.empty()) use(std::move(smaller));
            };
            with({});
            std::visit([&](const auto& item) { try_inside(item, with); }, block[k]);
        }
    }

    template <class With>
    void try_inside(const model::Call& call, const With& with)
    {
        model::Call plain;
        plain.kind = call.kind;
        plain.profile = call.profile;
        plain.target = call.target;
        plain.account = call.account;
        plain.node = call.node;
        plain.processes = call.processes;
        plain.versions = call.versions;
        plain.minutes = std::min<std::uint32_t>(call.minutes, 1);
        if (plain != call) with({plain});
        if (plain.when == call.when) return;
        plain = call;
        plain.when.reset();
        with({plain});
    }

    template <class With>
    void try_inside(const model::Repeat& repeat, const With& with)
    {
        with(repeat.steps);
        const auto inside = [&](Block steps) {
            with({model::Repeat{repeat.times, std::move(steps), repeat.forever}});
        };
        try_blocks_erased(repeat.steps, inside);
    }

    template <class With>
    void try_inside(const model::Choose& choose, const With& with)
    {
        for (const Block& branch : choose.branches) with(branch);
        for (std::size_t k = 0; k < choose.branches.size(); ++k) {
            const auto inside = [&](Block steps) {
                model::Choose smaller = choose;
                smaller.branches[k] = std::move(steps);
                with({smaller});
            };
            try_blocks_erased(choose.branches[k], inside);
        }
    }

    /// Blocks in blocks: without this the compiler would never come to an end with `Use`.
    void try_blocks_erased(const Block& block, const std::function<void(Block)>& use)
    {
        try_blocks(block, use);
    }

    void simplify_the_rest(const Setup& setup)
    {
        for (std::size_t p = 0; p < setup.world.programs.size(); ++p) {
            Setup simpler = setup;
            simpler.world.programs[p].may_crash = false;
            if (setup.world.programs[p].may_crash) offer(simpler);
            simplify_fate(setup, p);
        }
        for (std::size_t s = 0; s < setup.world.servers.size(); ++s) simplify_server(setup, s);
        for (std::size_t k = 0; k < setup.world.events.size(); ++k) {
            Setup simpler = setup;
            simpler.world.events.erase(simpler.world.events.begin() + static_cast<std::ptrdiff_t>(k));
            offer(simpler);
            if (setup.world.events[k].times == 1) continue;
            simpler = setup;
            simpler.world.events[k].times = 1;
            offer(simpler);
        }
        for (std::size_t k = 0; k < setup.world.profiles.size(); ++k) {
            Setup simpler = setup;
            simpler.world.profiles[k].state = model::InitialState::absent;
            simpler.world.profiles[k].dynamic = false;
            if (setup.world.profiles[k].state != model::InitialState::absent) offer(simpler);
        }
        for (const model::Switch& each : model::switches()) {
            const auto usual = each.get(model::Policy{});
            if (each.get(setup.policy) == usual) continue;
            Setup simpler = setup;
            each.set(simpler.policy, usual);
            offer(simpler);
        }
        if (setup.grain != model::Grain::call) {
            Setup simpler = setup;
            simpler.grain = model::Grain::call;
            offer(simpler);
        }
        if (!setup.fairness.empty()) {
            Setup simpler = setup;
            simpler.fairness.clear();
            offer(simpler);
        }
        if (setup.most_instances) {
            Setup simpler = setup;
            simpler.most_instances.reset();
            offer(simpler);
        }
    }

    void simplify_fate(const Setup& setup, std::size_t p)
    {
        const model::Program& program = setup.world.programs[p];
        Setup simpler = setup;
        simpler.world.programs[p].restarts = 0;
        if (program.restarts > 0) offer(simpler);
        simpler = setup;
        simpler.world.programs[p].leaves_when_asked = false;
        if (program.leaves_when_asked) offer(simpler);
        simpler = setup;
        simpler.world.programs[p].may_create_global = true;
        if (!program.may_create_global) offer(simpler);
        simpler = setup;
        simpler.world.programs[p].urgent = false;
        if (program.urgent) offer(simpler);
    }

    void simplify_server(const Setup& setup, std::size_t s)
    {
        const model::Server& server = setup.world.servers[s];
        Setup simpler = setup;
        simpler.world.servers[s].first_poll = server.poll;
        if (server.first_poll != server.poll) offer(simpler);
        simpler = setup;
        simpler.world.servers[s].poll = simpler.world.servers[s].first_poll = 1;
        if (server.poll != 1) offer(simpler);
    }

    Fails fails_;
    std::optional<Setup> found_;
};

}  // namespace holdfast::tests
