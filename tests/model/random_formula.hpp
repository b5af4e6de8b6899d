// Random formulas over a world, from a seed: every kind of statement, number and quantifier, nested a little.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/identity.hpp"
#include "model/own_property.hpp"
#include "model/system.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {

class RandomFormula {
public:
    RandomFormula(Random& random, const model::World& world) : random_(random), world_(world) {}

    /// Inside it stand a program and a profile that it names by variables, and nothing else is named.
    model::Formula draw_naming_nobody(int depth = 3)
    {
        model::Formula programs{.kind = random_.one_in(2) ? Kind::any : Kind::all};
        programs.domain = model::Domain::programs;
        programs.variable = "v1";
        model::Formula profiles{.kind = random_.one_in(2) ? Kind::any : Kind::all};
        profiles.domain = model::Domain::profiles;
        profiles.variable = "v2";
        variables_ = {model::Domain::programs, model::Domain::profiles};
        names_nobody_ = true;
        profiles.parts.push_back(draw(depth));
        programs.parts.push_back(std::move(profiles));
        names_nobody_ = false;
        variables_.clear();
        return programs;
    }

    model::Formula draw(int depth = 3)
    {
        if (depth > 0 && !random_.one_in(4)) return draw_made_of_others(depth - 1);
        return random_.one_in(4) ? draw_of_profile() : draw_of_program();
    }

private:
    using Formula = model::Formula;
    using Kind = Formula::Kind;

    Formula draw_made_of_others(int depth)
    {
        switch (random_.below(8)) {
        case 0: return with_parts(Kind::negation, 1, depth);
        case 1: return with_parts(Kind::conjunction, 2 + random_.below(2), depth);
        case 2: return with_parts(Kind::disjunction, 2 + random_.below(2), depth);
        case 3: return with_parts(Kind::implication, 2, depth);
        case 4:
        case 5: return quantified(random_.one_in(2) ? Kind::any : Kind::all, depth);
        default: return draw_comparison(depth);
        }
    }

    Formula with_parts(Kind kind, std::uint64_t count, int depth)
    {
        Formula formula{.kind = kind};
        for (std::uint64_t k = 0; k < count; ++k) formula.parts.push_back(draw(depth));
        return formula;
    }

    Formula quantified(Kind kind, int depth)
    {
        if (variables_.size() == model::most_variables) return draw_comparison(0);
        Formula formula{.kind = kind};
        formula.domain = random_.one_in(2) ? model::Domain::programs : model::Domain::profiles;
        formula.variable = fmt::format("v{}", variables_.size() + 1);
        if (random_.one_in(4)) formula.account = random_.below(world_.accounts.size());
        variables_.push_back(formula.domain);
        formula.parts.push_back(draw(depth));
        variables_.pop_back();
        return formula;
    }

    Formula draw_comparison(int depth)
    {
        Formula formula{.kind = Kind::comparison};
        formula.comparison = static_cast<model::Comparison>(random_.below(6));
        formula.parts.push_back(draw_number(depth));
        formula.parts.push_back({.kind = Kind::number, .value = random_.below(3)});
        return formula;
    }

    Formula draw_number(int depth)
    {
        if (random_.one_in(3) && variables_.size() < model::most_variables)
            return quantified(Kind::count, depth);
        Formula formula{.kind = random_.one_in(2) ? Kind::users : Kind::instances};
        formula.profile = draw_profile();
        if (formula.kind == Kind::instances && random_.one_in(2)) formula.marked = random_.one_in(2);
        if (formula.kind == Kind::instances && random_.one_in(2)) formula.used = random_.one_in(2);
        return formula;
    }

    Formula draw_of_profile()
    {
        constexpr std::array kinds{Kind::is_absent, Kind::is_live, Kind::is_marked, Kind::is_used};
        Formula formula{.kind = kinds[random_.below(kinds.size())]};
        formula.profile = draw_profile();
        return formula;
    }

    Formula draw_of_program()
    {
        constexpr auto first = static_cast<std::uint64_t>(Kind::uses);
        constexpr auto last = static_cast<std::uint64_t>(Kind::answered);
        Formula formula{.kind = static_cast<Kind>(first + random_.below(last - first + 1))};
        const bool is_refused =
            never_is(formula.kind) || (names_nobody_ && formula.kind == Kind::is_in_session);
        if (is_refused) formula.kind = Kind::is_ended;
        formula.program = draw_term(model::Domain::programs, world_.programs.size());
        const bool needs_profile = formula.kind == Kind::uses || formula.kind == Kind::sees_used;
        if (needs_profile && !has_profile(formula.program)) formula.kind = Kind::is_ended;
        else if (needs_profile) formula.profile = draw_profile_of(formula.program);
        if (formula.kind == Kind::is_before || formula.kind == Kind::is_inside) add_call(formula);
        if (formula.kind == Kind::is_in_session) formula.session = random_.below(world_.sessions.size());
        if (formula.kind == Kind::answered && !random_.one_in(3))
            formula.answer = static_cast<model::Answer>(random_.below(model::answers.size()));
        return formula;
    }

    /// A scenario may not ask for it in this world.
    [[nodiscard]] bool never_is(Kind kind) const
    {
        const bool of_servers = kind == Kind::is_connected || kind == Kind::is_cut ||
                                kind == Kind::is_blocked || kind == Kind::is_listed;
        return (of_servers && world_.servers.empty()) ||
               (kind == Kind::is_waiting && !model::has_time(world_));
    }

    void add_call(Formula& formula)
    {
        using model::CallKind;
        constexpr std::array calls{CallKind::initialize, CallKind::create,         CallKind::logon,
                                   CallKind::access,     CallKind::delete_profile, CallKind::logoff};
        if (formula.kind == Kind::is_inside && random_.one_in(3)) return;
        formula.call = calls[random_.below(calls.size())];
        const bool named = formula.call == CallKind::create || formula.call == CallKind::logon ||
                           formula.call == CallKind::delete_profile;
        if (named && has_profile(formula.program) && random_.one_in(2))
            formula.profile = draw_profile_of(formula.program);
    }

    model::Term draw_profile() { return draw_term(model::Domain::profiles, world_.profiles.size()); }

    /// A named program has to do with the profiles of its own hive only.
    model::Term draw_profile_of(const model::Term& program)
    {
        while (true) {
            const model::Term term = draw_profile();
            if (term.bound || program.bound || is_of(program, world_.profiles[term.index])) return term;
        }
    }

    [[nodiscard]] bool has_profile(const model::Term& program) const
    {
        return program.bound ||
               std::ranges::any_of(world_.profiles, [&](const auto& each) { return is_of(program, each); });
    }

    [[nodiscard]] bool is_of(const model::Term& program, const model::Profile& profile) const
    {
        const model::Program& who = world_.programs[program.index];
        const auto identity =
            model::identity_of(who.run, world_.sessions[who.session].account, world_.accounts);
        return identity && profile.account == identity->hive;
    }

    model::Term draw_term(model::Domain domain, std::size_t named)
    {
        std::vector<std::size_t> bound;
        for (std::size_t k = 0; k < variables_.size(); ++k) {
            if (variables_[k] == domain) bound.push_back(k);
        }
        if (!bound.empty() && (names_nobody_ || !random_.one_in(3)))
            return {true, bound[random_.below(bound.size())]};
        return {false, random_.below(named)};
    }

    Random& random_;
    const model::World& world_;
    std::vector<model::Domain> variables_;
    bool names_nobody_ = false;
};

/// A property of each kind, and one of any.
inline std::vector<model::OwnProperty> random_properties(Random& random, const model::World& world,
                                                         bool names_nobody = false)
{
    const auto draw = [&] {
        RandomFormula formula(random, world);
        return names_nobody ? formula.draw_naming_nobody() : formula.draw();
    };
    using checker::PropertyKind;
    constexpr std::array kinds{PropertyKind::never, PropertyKind::reachable, PropertyKind::at_end,
                               PropertyKind::leads_to};
    std::vector<model::OwnProperty> properties;
    for (std::size_t k = 0; k < 5; ++k) {
        model::OwnProperty property{.name = fmt::format("own {}", k + 1),
                                    .kind = k < kinds.size() ? kinds[k] : kinds[random.below(kinds.size())]};
        property.formula = draw();
        if (property.kind == PropertyKind::leads_to) property.goal = draw();
        properties.push_back(std::move(property));
    }
    return properties;
}

}  // namespace holdfast::tests
