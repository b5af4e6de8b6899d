// Small random scenarios from a seed: worlds, programs, switches and grain all drawn at random, so that
// searches and steps meet what nobody thought of.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "model/identity.hpp"
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
        rare_ = random_.one_in(2);
        draw_world();
        draw_policy();
        setup_.grain = random_.one_in(2) ? model::Grain::micro : model::Grain::call;
        if (random_.one_in(8)) setup_.most_instances = 1 + random_.below(2);
        if (random_.one_in(3)) draw_endless();
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
            const bool without_hive = a > 0 && random_.one_in(3);
            world.accounts.push_back({fmt::format("account {}", a + 1), without_hive ? 0 : a});
            world.sessions.push_back({"console", a, false});
            world.sessions.push_back({"remote", a, true});
            if (without_hive) continue;
            const std::size_t names = random_.one_in(4) ? 2 : 1;
            for (std::size_t n = 0; n < names; ++n) draw_profile(a, n);
        }
        const std::size_t programs = random_.one_in(10) ? 1 : 2 + random_.below(2);
        for (std::size_t p = 0; p < programs; ++p) draw_program(p, programs);
        while (random_.one_in(6) && world.events.size() < 2) draw_event();
    }

    void draw_event()
    {
        using Kind = model::Event::Kind;
        static constexpr Kind kinds[] = {Kind::disconnect, Kind::reconnect,   Kind::log_off,
                                         Kind::log_on,     Kind::unload_hive, Kind::reboot};
        model::Event event{.kind = kinds[random_.below(std::size(kinds))]};
        const model::World& world = setup_.world;
        if (event.kind == Kind::unload_hive)
            event.target = world.accounts[random_.below(world.accounts.size())].hive;
        else if (event.kind != Kind::reboot) event.target = random_.below(world.sessions.size());
        if (random_.one_in(4)) event.times = 2;
        add(event);
        // Nobody comes back who cannot leave.
        if (event.kind == Kind::reconnect) add({Kind::disconnect, event.target});
        if (event.kind == Kind::log_on) add({Kind::log_off, event.target});
    }

    void add(const model::Event& event)
    {
        for (const model::Event& known : setup_.world.events) {
            if (known.kind == event.kind && known.target == event.target) return;
        }
        setup_.world.events.push_back(event);
    }

    void draw_endless()
    {
        for (model::Program& program : setup_.world.programs) {
            if (!random_.one_in(3)) repeat_for_ever(program);
            setup_.fairness.push_back(static_cast<model::Fairness>(random_.one_in(3) ? random_.below(3) : 0));
        }
    }

    /// From somewhere in its run on the program begins again for ever; what can be initialized without end is
    /// refused, so a round seldom initializes.
    void repeat_for_ever(model::Program& program)
    {
        const auto begin =
            program.run.begin() + static_cast<std::ptrdiff_t>(random_.below(program.run.size()));
        model::Repeat round{1, model::Block(begin, program.run.end()), true};
        program.run.erase(begin, program.run.end());
        program.run.push_back(std::move(round));
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
        program.restarts = random_.one_in(8) ? 1 : 0;
        program.leaves_when_asked = random_.one_in(4);
        program.may_create_global = !random_.one_in(6);
        const std::size_t most = programs == 3 ? 3 : 5;
        do program.run = draw_block(program, 2 + random_.below(most), 2);
        while (!has_own_hive(program));
        setup_.world.programs.push_back(std::move(program));
    }

    [[nodiscard]] std::size_t account_of(const model::Program& program) const
    {
        return setup_.world.sessions[program.session].account;
    }

    /// Its profiles are drawn from the hive of its account, so it must be bound to that one.
    [[nodiscard]] bool has_own_hive(const model::Program& program) const
    {
        const auto& accounts = setup_.world.accounts;
        const auto identity = model::identity_of(program.run, account_of(program), accounts);
        return identity && identity->hive == accounts[account_of(program)].hive;
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
        // Those that change the nature of a scenario come up together, in some scenarios only.
        static constexpr CallKind rare_kinds[] = {
            CallKind::write,        CallKind::write,
            CallKind::rename,       CallKind::rename,
            CallKind::copy,         CallKind::set_default,
            CallKind::find,         CallKind::open_admin,
            CallKind::add_services, CallKind::delete_services,
            CallKind::close_admin,  CallKind::erase,
            CallKind::erase_all,    CallKind::exit,
            CallKind::impersonate,  CallKind::revert,
        };
        model::Call call;
        call.kind = rare_ && random_.one_in(3) ? rare_kinds[random_.below(std::size(rare_kinds))]
                                               : kinds[random_.below(std::size(kinds))];
        call.profile = draw_profile_of(program);
        if (names_target(call.kind)) call.target = draw_profile_of(program);
        if (call.kind == CallKind::impersonate) call.account = random_.below(setup_.world.accounts.size());
        if (call.kind == CallKind::logon && rare_) draw_flags(call);
        call.services = call.kind != CallKind::create || !rare_ || !random_.one_in(4);
        call.shared = call.kind == CallKind::logoff && rare_ && random_.one_in(2);
        call.dynamic = call.kind != CallKind::create || !random_.one_in(4);
        call.on_failure =
            random_.one_in(4) ? static_cast<model::OnFailure>(random_.below(3)) : model::OnFailure::next;
        if (random_.one_in(6)) call.must = random_.one_in(3) ? model::Answer::not_found : model::Answer::s_ok;
        return call;
    }

    void draw_flags(model::Call& call)
    {
        call.named = !random_.one_in(5);
        if (!call.named) call.profile = 0;
        for (const model::LogonFlagName& each : model::logon_flag_names) {
            if (random_.one_in(3)) call.flags.*each.flag = !(call.flags.*each.flag);
        }
        if (!call.named && call.flags.new_session) call.flags.use_default = true;
        if (call.flags.nt_service) call.flags.service_ui_always = false;
    }

    std::size_t draw_profile_of(const model::Program& program)
    {
        std::vector<std::size_t> own;
        const std::size_t hive = setup_.world.accounts[account_of(program)].hive;
        for (std::size_t k = 0; k < setup_.world.profiles.size(); ++k) {
            if (setup_.world.profiles[k].account == hive) own.push_back(k);
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
    bool rare_ = false;
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
