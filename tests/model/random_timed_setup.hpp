// Small random scenarios in which time passes, from a seed: servers with their polls, clients with and
// without names, administrators who edit and restart, waits, times of steps and promises, and the switches
// of blocking.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "model/blocking/blocking_switches.hpp"
#include "model/system.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {

class RandomTimedSetup {
public:
    explicit RandomTimedSetup(std::uint64_t seed) : random_(seed) {}

    /// All that there is.
    model::Setup draw()
    {
        setup_ = {};
        draw_policy(model::blocking_switches());
        setup_.grain = random_.one_in(3) ? model::Grain::micro : model::Grain::call;
        draw_place(random_.one_in(3));
        draw_servers(random_.one_in(8) ? 0 : random_.one_in(5) ? 2 : 1);
        const std::uint64_t programs = random_.one_in(8) ? 1 : 2 + (random_.one_in(3) ? 1 : 0);
        for (std::uint64_t p = 0; p < programs; ++p) draw_program(p);
        if (!has_time(setup_.world)) setup_.world.programs.front().urgent = true;
        draw_fairness();
        draw_properties(false);
        return setup_;
    }

    /// Copies of one program beside an administrator; what is asked of them tells none from the other.
    model::Setup draw_alike()
    {
        setup_ = {};
        draw_policy(model::blocking_switches());
        if (random_.one_in(2)) setup_.policy.blocking.value_read = model::ValueRead::at_start;
        setup_.grain = random_.one_in(3) ? model::Grain::micro : model::Grain::call;
        draw_place(random_.one_in(4));
        draw_servers(random_.one_in(4) ? 0 : 1);
        model::Program like = draw_client("like", 1 + random_.below(2));
        like.restarts = 0;
        const std::uint64_t copies = 2 + random_.below(2);
        const bool apart = random_.one_in(3);
        for (std::uint64_t k = 0; k < copies; ++k) {
            model::Program copy = like;
            copy.name += fmt::format(" {}", k + 1);
            if (apart) {
                setup_.world.sessions.push_back({fmt::format("desk {}", k + 1), 0, true});
                copy.session = setup_.world.sessions.size() - 1;
            }
            setup_.world.programs.push_back(std::move(copy));
        }
        if (!setup_.world.servers.empty() && random_.one_in(2))
            setup_.world.programs.push_back(draw_administrator("admin", 1 + random_.below(2)));
        if (!has_time(setup_.world)) {
            for (model::Program& program : setup_.world.programs) program.urgent = true;
        }
        draw_properties(true);
        return setup_;
    }

    /// What the plain reference knows: servers and clients without profiles, lists of processes alone, and
    /// the switches of this list.
    model::Setup draw_plain()
    {
        setup_ = {};
        plain_ = true;
        draw_policy(plain_switches());
        setup_.grain = random_.one_in(2) ? model::Grain::micro : model::Grain::call;
        draw_place(false);
        draw_servers(random_.one_in(6) ? 2 : 1);
        const std::uint64_t programs = 2 + (random_.one_in(4) ? 1 : 0);
        for (std::uint64_t p = 0; p < programs; ++p) draw_program(p);
        draw_properties(false);
        return setup_;
    }

private:
    using CallKind = model::CallKind;

    static constexpr std::array programs_of_clients{"a.exe", "a.exe", "a.exe", "b.exe", "A.EXE", ""};
    static constexpr std::array lists{"a.exe", "a.exe", "a.exe", "b.exe", "a.exe; b.exe", "A.exe;", "", ";"};
    static constexpr std::array ranges{"11.0", "-10.0", "10.0-", "9.0-10.0, 12.0-", "rubbish"};

    static std::vector<model::Switch> plain_switches()
    {
        static constexpr std::array names{"open-connections", "cuts-at",         "admission",
                                          "poll-phase",       "change-seen-by",  "cluster-registry",
                                          "value-read",       "nameless-clients"};
        std::vector<model::Switch> chosen;
        for (const auto name : names) chosen.push_back(*model::find_switch(name));
        return chosen;
    }

    /// The defaults, with a few of these switches turned.
    void draw_policy(const std::vector<model::Switch>& switches)
    {
        do {
            setup_.policy = {};
            for (std::uint64_t turned = random_.below(4); turned > 0; --turned) {
                const model::Switch& each = switches[random_.below(switches.size())];
                each.set(setup_.policy, random_.below(each.alternatives.size()));
            }
        } while (model::contradiction(setup_.policy));
    }

    void draw_place(bool with_profile)
    {
        setup_.world.accounts = {{"account"}};
        setup_.world.sessions = {{"console", 0, false}, {"remote", 0, true}};
        if (with_profile) setup_.world.profiles = {{"Outlook", 0, model::InitialState::live}};
    }

    void draw_servers(std::uint64_t count)
    {
        for (std::uint64_t s = 0; s < count; ++s) {
            model::Server server{.name = fmt::format("server {}", s + 1), .nodes = {}};
            const std::uint64_t nodes = random_.one_in(5) ? 2 : 1;
            for (std::uint64_t n = 0; n < nodes; ++n) {
                // Whoever is on the list from the start is soon done with.
                const std::size_t processes = draw_value(random_.one_in(2));
                server.nodes.push_back({nodes == 1 ? server.name : fmt::format("node {}.{}", s + 1, n + 1),
                                        processes, draw_value(false)});
            }
            server.poll = static_cast<std::uint32_t>(1 + random_.below(4));
            server.first_poll = static_cast<std::uint32_t>(1 + random_.below(server.poll));
            setup_.world.servers.push_back(std::move(server));
        }
    }

    /// Index into World::values; most values are lists of processes, or nothing.
    std::size_t draw_value(bool processes)
    {
        model::RegistryValue value;
        if (processes && !random_.one_in(4)) value = model::RegistryValue::of_text(draw_one(lists));
        else if (!processes && !plain_ && random_.one_in(4))
            value = model::RegistryValue::of_text(draw_one(ranges));
        else if ((processes || !plain_) && random_.one_in(10)) value = model::RegistryValue::of_number();
        auto& values = setup_.world.values;
        const auto place = std::ranges::find(values, value) - values.begin();
        if (place == std::ssize(values)) values.push_back(value);
        return static_cast<std::size_t>(place);
    }

    template <class Texts>
    std::string draw_one(const Texts& texts)
    {
        return std::string(texts[random_.below(texts.size())]);
    }

    void draw_program(std::uint64_t number)
    {
        const bool has_servers = !setup_.world.servers.empty();
        const std::uint64_t length = 1 + random_.below(plain_ || setup_.grain == model::Grain::micro ? 2 : 3);
        const std::string name = fmt::format("program {}", number + 1);
        const bool administers =
            has_servers && (number == 1 ? !random_.one_in(4) : number > 1 && random_.one_in(2));
        setup_.world.programs.push_back(administers ? draw_administrator(name, length)
                                                    : draw_client(name, length));
        setup_.world.programs.back().copies_of = number;
    }

    model::Program draw_client(const std::string& name, std::uint64_t length)
    {
        model::Program program = draw_plain_program(name);
        program.client.file = draw_one(programs_of_clients);
        if (!program.client.file.empty() && !random_.one_in(5)) program.client.declares = program.client.file;
        if (!plain_ && random_.one_in(6)) program.client.version = {{10, 0, 0, 0}};
        program.client.is_part_of_server = !plain_ && random_.one_in(8);
        for (std::uint64_t k = 0; k < length; ++k) program.run.push_back(draw_item(k == 0));
        if (random_.one_in(3)) repeat_for_ever(program.run);
        return program;
    }

    model::Program draw_administrator(const std::string& name, std::uint64_t length)
    {
        model::Program program = draw_plain_program(name);
        for (std::uint64_t k = 0; k < length; ++k) program.run.push_back(draw_deed_of_administrator(k == 0));
        if (random_.one_in(6)) repeat_for_ever(program.run);
        return program;
    }

    model::Program draw_plain_program(const std::string& name)
    {
        model::Program program;
        program.name = name;
        program.session = random_.below(setup_.world.sessions.size());
        program.copies_of = setup_.world.programs.size();
        program.may_crash = random_.one_in(6);
        program.restarts = random_.one_in(8) ? 1 : 0;
        program.urgent = random_.one_in(7);
        return program;
    }

    void repeat_for_ever(model::Block& run)
    {
        const auto begin = run.begin() + static_cast<std::ptrdiff_t>(random_.below(run.size()));
        model::Repeat round{1, model::Block(begin, run.end()), true};
        run.erase(begin, run.end());
        run.push_back(std::move(round));
    }

    model::Item draw_item(bool is_first)
    {
        if (random_.one_in(10))
            return model::Choose{{{draw_step_of_client(is_first)}, {draw_step_of_client(false)}}};
        if (random_.one_in(12)) return model::Repeat{2, {draw_step_of_client(is_first)}};
        return draw_step_of_client(is_first);
    }

    model::Call draw_step_of_client(bool is_first)
    {
        static constexpr std::array kinds{CallKind::connect, CallKind::connect,    CallKind::request,
                                          CallKind::request, CallKind::disconnect, CallKind::wait,
                                          CallKind::idle,    CallKind::exit};
        static constexpr std::array with_profile{CallKind::logon, CallKind::logoff, CallKind::delete_profile,
                                                 CallKind::access};
        static constexpr std::array without_servers{CallKind::idle, CallKind::wait, CallKind::wait};
        model::Call call;
        if (!setup_.world.profiles.empty() && random_.one_in(3)) call.kind = draw_one_of(with_profile);
        else if (setup_.world.servers.empty()) call.kind = draw_one_of(without_servers);
        else if (is_first && !random_.one_in(3)) call.kind = CallKind::connect;
        else call.kind = draw_one_of(kinds);
        finish(call);
        return call;
    }

    model::Call draw_deed_of_administrator(bool is_first)
    {
        static constexpr std::array kinds{
            CallKind::edit,          CallKind::edit,       CallKind::edit,        CallKind::wait,
            CallKind::restart_store, CallKind::stop_store, CallKind::start_store, CallKind::fail_over};
        model::Call call;
        call.kind = is_first && random_.one_in(2) ? CallKind::edit : draw_one_of(kinds);
        finish(call);
        return call;
    }

    template <class Kinds>
    CallKind draw_one_of(const Kinds& kinds)
    {
        return kinds[random_.below(kinds.size())];
    }

    void finish(model::Call& call)
    {
        if (names_server(call.kind) || names_node(call.kind)) {
            call.node.server = static_cast<std::uint16_t>(random_.below(setup_.world.servers.size()));
            if (names_node(call.kind)) {
                const auto& nodes = setup_.world.servers[call.node.server].nodes;
                call.node.node = static_cast<std::uint16_t>(random_.below(nodes.size()));
            }
        }
        if (call.kind == CallKind::edit) {
            if (plain_ || random_.one_in(3)) call.processes = draw_value(true);
            else if (random_.one_in(3)) call.versions = draw_value(false);
            else call.processes = draw_value(true);
        }
        if (call.kind == CallKind::wait) call.minutes = static_cast<std::uint32_t>(1 + random_.below(4));
        if (random_.one_in(4)) {
            const auto from = static_cast<std::uint32_t>(random_.below(4));
            call.when = model::Window{from, from + static_cast<std::uint32_t>(random_.below(3))};
        }
        if (random_.one_in(4)) call.on_failure = static_cast<model::OnFailure>(random_.below(3));
        if (random_.one_in(6)) call.must = random_.one_in(3) ? model::Answer::version : model::Answer::s_ok;
    }

    void draw_fairness()
    {
        if (!random_.one_in(4)) return;
        const std::size_t owed = setup_.world.programs.size() + setup_.world.servers.size();
        for (std::size_t k = 0; k < owed; ++k)
            setup_.fairness.push_back(static_cast<model::Fairness>(random_.below(3)));
    }

    // Properties

    void draw_properties(bool naming_nobody)
    {
        using checker::PropertyKind;
        constexpr std::array kinds{PropertyKind::within, PropertyKind::within,   PropertyKind::never,
                                   PropertyKind::at_end, PropertyKind::leads_to, PropertyKind::reachable};
        const std::uint64_t count = 1 + random_.below(3);
        for (std::uint64_t k = 0; k < count; ++k) {
            model::OwnProperty property{.name = fmt::format("own {}", k + 1),
                                        .kind = kinds[random_.below(kinds.size())]};
            property.formula = draw_formula(naming_nobody);
            if (checker::is_on_runs(property.kind)) property.goal = draw_formula(naming_nobody);
            if (checker::is_on_runs(property.kind) && random_.one_in(2))
                draw_promise(property, naming_nobody);
            if (property.kind == PropertyKind::within) property.minutes = random_.below(6);
            setup_.own_properties.push_back(std::move(property));
        }
    }

    /// One that is often kept: somebody waits until he waits no more, or is listed until he is blocked.
    void draw_promise(model::OwnProperty& property, bool naming_nobody)
    {
        using Kind = model::Formula::Kind;
        constexpr std::array promises{
            std::pair{Kind::is_waiting, Kind::is_ended}, std::pair{Kind::is_listed, Kind::is_blocked},
            std::pair{Kind::is_connected, Kind::is_cut}, std::pair{Kind::is_blocked, Kind::is_connected}};
        const auto& [from, to] = promises[setup_.world.servers.empty() ? 0 : random_.below(promises.size())];
        const model::Term program{false, random_.below(setup_.world.programs.size())};
        const auto of = [&](Kind kind) {
            if (!naming_nobody) return model::Formula{.kind = kind, .program = program};
            model::Formula any{.kind = Kind::any, .domain = model::Domain::programs, .variable = "p"};
            any.parts.push_back({.kind = kind, .program = {true, 0}});
            return any;
        };
        property.formula = of(from);
        property.goal = of(to);
        if (!random_.one_in(3)) return;
        model::Formula no_more{.kind = Kind::negation};
        no_more.parts.push_back(of(from));
        property.goal = std::move(no_more);
    }

    model::Formula draw_formula(bool naming_nobody)
    {
        using Kind = model::Formula::Kind;
        if (naming_nobody) {
            model::Formula any{.kind = random_.one_in(2) ? Kind::any : Kind::all};
            any.domain = model::Domain::programs;
            any.variable = "p";
            any.parts.push_back(draw_statement({true, 0}));
            return any;
        }
        const auto statement = [&] {
            model::Formula one = draw_statement({false, random_.below(setup_.world.programs.size())});
            if (!random_.one_in(3)) return one;
            model::Formula negation{.kind = Kind::negation};
            negation.parts.push_back(std::move(one));
            return negation;
        };
        if (!random_.one_in(3)) return statement();
        model::Formula both{.kind = random_.one_in(2) ? Kind::conjunction : Kind::disjunction};
        both.parts = {statement(), statement()};
        return both;
    }

    model::Formula draw_statement(model::Term program)
    {
        using Kind = model::Formula::Kind;
        constexpr std::array kinds{Kind::is_connected, Kind::is_blocked, Kind::is_listed,  Kind::is_cut,
                                   Kind::is_waiting,   Kind::is_ended,   Kind::is_crashed, Kind::answered};
        const bool servers = !setup_.world.servers.empty();
        model::Formula formula{.kind = kinds[servers ? random_.below(kinds.size()) : 4 + random_.below(4)]};
        formula.program = program;
        constexpr std::array answers{model::Answer::s_ok, model::Answer::version,
                                     model::Answer::network_error};
        if (formula.kind == Kind::answered) formula.answer = answers[random_.below(answers.size())];
        return formula;
    }

    Random random_;
    model::Setup setup_;
    bool plain_ = false;
};

}  // namespace holdfast::tests
