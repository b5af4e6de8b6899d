// Small random scenarios from a seed: worlds, programs, switches and grain all drawn at random, so that
// searches and steps meet what nobody thought of.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "model/system.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {

/// The same steps, all about one profile.
inline model::Block about(const model::Block& block, std::size_t profile)
{
    model::Block result = block;
    for (model::Item& item : result) {
        if (auto* const call = std::get_if<model::Call>(&item)) call->profile = profile;
        if (auto* const repeat = std::get_if<model::Repeat>(&item)) {
            repeat->steps = about(repeat->steps, profile);
        }
        if (auto* const choose = std::get_if<model::Choose>(&item)) {
            for (model::Block& each : choose->branches) each = about(each, profile);
        }
    }
    return result;
}

class RandomSetup {
public:
    explicit RandomSetup(std::uint64_t seed) : random_(seed) {}

    model::Setup draw()
    {
        setup_ = {};
        draw_world();
        draw_policy();
        setup_.grain = random_.one_in(2) ? model::Grain::micro : model::Grain::call;
        if (random_.one_in(8)) setup_.most_instances = 1 + random_.below(2);
        return setup_;
    }

    /// A setup in which programs, whole sessions and sometimes names are alike, beside one program that may
    /// be like none. Small: what is alike multiplies.
    model::Setup draw_alike()
    {
        setup_ = {};
        draw_policy();
        setup_.grain = random_.one_in(3) ? model::Grain::micro : model::Grain::call;
        if (random_.one_in(8)) setup_.most_instances = 2 + random_.below(2);
        draw_alike_world();
        return setup_;
    }

private:
    void draw_alike_world()
    {
        model::World& world = setup_.world;
        world.accounts = {{"account"}};
        world.sessions = {{"console", 0, false}};
        draw_profile(0, 0);
        const bool like_names = random_.one_in(3);
        if (like_names) {
            world.profiles.push_back(world.profiles.front());
            world.profiles.back().name = "Archive";
        }
        // Programs of how many kinds in each session, how many of each kind, in how many sessions.
        static constexpr std::size_t shapes[][3] = {{1, 2, 1}, {1, 3, 1}, {1, 1, 2}, {1, 1, 3}, {1, 2, 2},
                                                    {2, 1, 2}, {2, 1, 2}, {2, 2, 1}, {1, 4, 1}, {2, 1, 3}};
        const auto& [kinds, copies, sessions] = shapes[random_.below(std::size(shapes))];
        const std::size_t all = kinds * copies * sessions;
        for (std::size_t s = 0; s < sessions; ++s)
            world.sessions.push_back({fmt::format("remote {}", s + 1), 0, true});
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            const model::Program program = draw_like_program(kind, all, like_names);
            for (std::size_t k = 0; k < copies * sessions; ++k) {
                add_program(program, 1 + k % sessions);
                world.programs.back().name += fmt::format(" {}", k + 1);
            }
        }
        if (all > 3 || !random_.one_in(3)) return;
        add_program(draw_like_program(kinds, 4, like_names), random_.below(world.sessions.size()));
    }

    void add_program(const model::Program& program, std::size_t session)
    {
        setup_.world.programs.push_back(program);
        setup_.world.programs.back().session = session;
        setup_.world.programs.back().copies_of = setup_.world.programs.size() - 1;
    }

    model::Program draw_like_program(std::size_t number, std::size_t all, bool like_names)
    {
        model::Program program;
        program.name = fmt::format("program {}", number + 1);
        program.may_crash = random_.one_in(4);
        const std::size_t most = all > 3 ? 2 : all == 3 ? 3 : 5;
        program.run = draw_block(program, 1 + random_.below(most), 1);
        // What makes several instances of a name, more often than chance would.
        if (random_.one_in(2)) {
            program.run.insert(program.run.begin(), call_on_first(model::CallKind::create));
            program.run.push_back(call_on_first(model::CallKind::delete_profile));
            if (all < 4) program.run.insert(program.run.begin() + 1, call_on_first(model::CallKind::logon));
        }
        if (like_names) program.run = {model::Choose{{about(program.run, 0), about(program.run, 1)}}};
        return program;
    }

    [[nodiscard]] static model::Call call_on_first(model::CallKind kind)
    {
        model::Call call;
        call.kind = kind;
        return call;
    }

    void draw_world()
    {
        model::World& world = setup_.world;
        const std::size_t accounts = random_.one_in(8) ? 2 : 1;
        for (std::size_t a = 0; a < accounts; ++a) {
            world.accounts.push_back({fmt::format("account {}", a + 1)});
            world.sessions.push_back({"console", a, false});
            world.sessions.push_back({"remote", a, true});
            const std::size_t names = random_.one_in(4) ? 2 : 1;
            for (std::size_t n = 0; n < names; ++n) draw_profile(a, n);
        }
        const std::size_t programs = random_.one_in(10) ? 1 : 2 + random_.below(2);
        for (std::size_t p = 0; p < programs; ++p) draw_program(p, programs);
    }

    void draw_profile(std::size_t account, std::size_t number)
    {
        const auto state = random_.one_in(2) ? model::InitialState::live
                                             : static_cast<model::InitialState>(random_.below(3));
        setup_.world.profiles.push_back(
            {number == 0 ? "Outlook" : "Archive", account, state, random_.one_in(2)});
    }

    void draw_program(std::size_t number, std::size_t programs)
    {
        model::Program program;
        program.name = fmt::format("program {}", number + 1);
        program.session = random_.below(setup_.world.sessions.size());
        program.copies_of = number;
        program.may_crash = random_.one_in(4);
        const std::size_t most = programs == 3 ? 3 : 5;
        program.run = draw_block(program, 2 + random_.below(most), 2);
        setup_.world.programs.push_back(std::move(program));
    }

    model::Block draw_block(const model::Program& program, std::size_t length, int depth)
    {
        model::Block block;
        for (std::size_t k = 0; k < length; ++k) block.push_back(draw_item(program, depth));
        return block;
    }

    model::Item draw_item(const model::Program& program, int depth)
    {
        if (depth > 0 && random_.one_in(10)) {
            return model::Choose{
                {draw_block(program, 1 + random_.below(2), depth - 1), draw_block(program, 1, depth - 1)}};
        }
        if (depth > 0 && random_.one_in(14))
            return model::Repeat{2, draw_block(program, 1 + random_.below(2), depth - 1)};
        return draw_call(program);
    }

    model::Call draw_call(const model::Program& program)
    {
        using model::CallKind;
        // What makes things happen comes up more often than what does not.
        static constexpr CallKind kinds[] = {
            CallKind::create,     CallKind::create,         CallKind::logon,          CallKind::logon,
            CallKind::logon,      CallKind::logoff,         CallKind::access,         CallKind::logoff,
            CallKind::initialize, CallKind::delete_profile, CallKind::delete_profile, CallKind::uninitialize,
            CallKind::idle,
        };
        model::Call call;
        call.kind = kinds[random_.below(std::size(kinds))];
        call.profile = draw_profile_of(program);
        call.dynamic = call.kind != CallKind::create || !random_.one_in(4);
        call.on_failure =
            random_.one_in(4) ? static_cast<model::OnFailure>(random_.below(3)) : model::OnFailure::next;
        if (random_.one_in(6)) call.must = random_.one_in(3) ? model::Answer::not_found : model::Answer::s_ok;
        return call;
    }

    std::size_t draw_profile_of(const model::Program& program)
    {
        std::vector<std::size_t> own;
        const std::size_t account = setup_.world.sessions[program.session].account;
        for (std::size_t k = 0; k < setup_.world.profiles.size(); ++k) {
            if (setup_.world.profiles[k].account == account) own.push_back(k);
        }
        return own[random_.below(own.size())];
    }

    /// A preset, with a few switches turned: all at random would seldom let anything interesting live.
    void draw_policy()
    {
        const auto presets = model::presets();
        do {
            setup_.policy = presets[random_.below(presets.size())].policy;
            const std::uint64_t turned = random_.below(5);
            for (std::uint64_t k = 0; k < turned; ++k) {
                const model::Switch& each = model::switches()[random_.below(model::switches().size())];
                each.set(setup_.policy, random_.below(each.alternatives.size()));
            }
        } while (model::contradiction(setup_.policy));
    }

    Random random_;
    model::Setup setup_;
};

/// The switches of a policy that differ from the preset `unpatched`, for messages.
inline std::string describe(const model::Policy& policy)
{
    std::string text;
    for (const model::Switch& each : model::switches()) {
        if (each.get(policy) == each.get(model::Policy{})) continue;
        text += fmt::format("{} = {}; ", each.name, each.alternatives[each.get(policy)].name);
    }
    return text;
}

}  // namespace holdfast::tests
