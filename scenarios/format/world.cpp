#include "scenarios/format/world.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "model/identity.hpp"
#include "model/system.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/utf8.hpp"

namespace holdfast::scenarios {
namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Only the letters A to Z have case here: what Windows does beyond them depends on its version.
bool same_but_for_case(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, [](char a, char b) { return small(a) == small(b); });
}

std::string place_in_words(std::string_view what, Position where)
{
    return fmt::format("{} is in line {}, column {}", what, where.line, where.column);
}

class Assembly {
public:
    Assembly(const Draft& draft, model::NameCompare compare, const std::string& case_name,
             Complaints& complaints)
        : draft_(draft), compare_(compare), case_name_(case_name), complaints_(complaints)
    {
    }

    model::World world() &&
    {
        for (std::size_t account = 0; account < draft_.accounts.size(); ++account) place_sessions(account);
        for (const DraftProfile& profile : draft_.profiles) place_profile(profile);
        for (std::size_t program = 0; program < draft_.programs.size(); ++program) place_program(program);
        for (std::size_t program = 0; program < draft_.programs.size(); ++program) check_copies(program);
        for (const DraftEvent& event : draft_.events) place_event(event);
        check_sizes();
        world_.servers = draft_.exchange.servers;
        world_.values = draft_.exchange.values;
        world_.vocabulary = draft_.vocabulary;
        return std::move(world_);
    }

private:
    /// A session that serves as the pattern for copies gives way to one for each copy, unless somebody lives
    /// there too.
    void place_sessions(std::size_t account)
    {
        world_.accounts.push_back({draft_.accounts[account].name, draft_.accounts[account].hive});
        const auto& sessions = draft_.accounts[account].sessions;
        for (std::size_t k = 0; k < sessions.size(); ++k) {
            const SessionOf here{account, k};
            const auto lives = [&](const DraftProgram& p) {
                return p.session == here && !p.each_in_own_session;
            };
            const auto copied = [&](const DraftProgram& p) {
                return p.session == here && p.each_in_own_session;
            };
            const auto& programs = draft_.programs;
            if (std::ranges::any_of(programs, lives) || std::ranges::none_of(programs, copied)) {
                session_index_[here] = world_.sessions.size();
                world_.sessions.push_back({sessions[k].name, account, sessions[k].remote});
            }
            for (std::size_t program = 0; program < programs.size(); ++program) {
                if (copied(programs[program])) place_own_sessions(program, account, sessions[k].name);
            }
        }
    }

    void place_own_sessions(std::size_t program, std::size_t account, const std::string& name)
    {
        const DraftProgram& draft = draft_.programs[program];
        own_sessions_[program] = world_.sessions.size();
        for (std::size_t copy = 1; copy <= draft.count; ++copy) {
            const std::string own = fmt::format("{} {}", name, copy);
            if (is_session_name(own, account)) {
                complaints_.add(draft.where,
                                fmt::format("duplicate session {}: a copy of {} would live there alone, but "
                                            "account {} has one of that name",
                                            quoted(own), quoted(draft.name),
                                            quoted(draft_.accounts[account].name)),
                                "give the copies a session of another name");
                return;
            }
            world_.sessions.push_back({own, account, true});
        }
    }

    bool is_session_name(const std::string& name, std::size_t account) const
    {
        const bool declared =
            std::ranges::find(draft_.accounts[account].sessions, name, &DraftSession::name) !=
            draft_.accounts[account].sessions.end();
        const auto same = [&](const model::Session& s) { return s.account == account && s.name == name; };
        return declared || std::ranges::any_of(world_.sessions, same);
    }

    void place_profile(const DraftProfile& profile)
    {
        const std::size_t hive = draft_.accounts[profile.account].hive;
        for (std::size_t k = 0; k < world_.profiles.size(); ++k) {
            const model::Profile& other = world_.profiles[k];
            if (profile.broken || draft_.profiles[k].broken || other.account != hive ||
                !same_name(other.name, profile.name, compare_))
                continue;
            const std::string account = quoted(draft_.accounts[profile.account].name);
            const std::string first = place_in_words("the first one", draft_.profiles[k].where);
            if (other.name == profile.name) {
                complaints_.add(
                    profile.where,
                    fmt::format("duplicate profile {} in account {}", quoted(profile.name), account), first);
            } else {
                complaints_.add(
                    profile.where,
                    fmt::format("duplicate profile {} in account {}: case {} does not tell it from {}",
                                quoted(profile.name), account, quoted(case_name_), quoted(other.name)),
                    first + "; name-compare = \"case-sensitive\" makes them two");
            }
            break;
        }
        world_.profiles.push_back({profile.name, hive, profile.state, profile.dynamic});
    }

    void place_program(std::size_t number)
    {
        const DraftProgram& draft = draft_.programs[number];
        const std::size_t first = world_.programs.size();
        if (world_.programs.size() > most_programs) return;
        first_copy_.push_back(first);
        const model::Block run =
            draft.session ? resolved(draft.run.steps, profiles_of(draft)) : model::Block{};
        for (std::size_t copy = 0; copy < draft.count; ++copy) {
            model::Program program;
            program.name = draft.count > 1 ? fmt::format("{} {}", draft.name, copy + 1) : draft.name;
            program.session = session_of(number, copy);
            program.copies_of = draft.copy_of ? first_copy_[*draft.copy_of] : first;
            program.may_crash = draft.may_crash;
            program.restarts = draft.restarts;
            program.leaves_when_asked = draft.leaves_when_asked;
            program.may_create_global = draft.may_create_global;
            program.urgent = draft.urgent;
            program.client = draft.client;
            program.run = run;
            program.written = in_source(draft.where);
            check_program_name(program.name, draft);
            world_.programs.push_back(std::move(program));
        }
        places_ += draft.count * places_of(draft.run.steps, most_places);
    }

    std::size_t session_of(std::size_t program, std::size_t copy) const
    {
        const DraftProgram& draft = draft_.programs[program];
        if (!draft.session) return 0;
        return draft.each_in_own_session ? own_sessions_.at(program) + copy
                                         : session_index_.at(*draft.session);
    }

    void check_program_name(const std::string& name, const DraftProgram& draft)
    {
        const auto [other, is_new] = names_.emplace(name, draft.where);
        if (is_new) return;
        complaints_.add(
            draft.where,
            fmt::format("duplicate program {}: a copy of one program has the name of another", quoted(name)),
            place_in_words("the other one", other->second));
    }

    /// The profile that each mention of a program means, in its account's hive.
    std::vector<std::size_t> profiles_of(const DraftProgram& program)
    {
        const auto identity =
            model::identity_of(program.run.steps, program.session->account, world_.accounts);
        if (!identity) {
            complaints_.add(program.where, fmt::format("{}: {}", quoted(program.name), identity.error()),
                            "make two programs of it");
            return std::vector<std::size_t>(program.run.mentions.size(), 0);
        }
        std::vector<std::size_t> profiles;
        for (const Mention& mention : program.run.mentions)
            profiles.push_back(profile_of(mention, identity->hive));
        return profiles;
    }

    void place_event(const DraftEvent& draft)
    {
        model::Event event = draft.event;
        event.written.line = in_source(draft.where).line;
        event.written.column = in_source(draft.where).column;
        if (draft.session) {
            const auto session = session_index_.find(*draft.session);
            if (session == session_index_.end()) {
                complaints_.add(draft.where, "the copies that live there have sessions of their own",
                                "write a program for each of them instead");
                return;
            }
            event.target = session->second;
        }
        world_.events.push_back(event);
    }

    std::size_t profile_of(const Mention& mention, std::size_t account)
    {
        const auto meant = [&](const model::Profile& p) {
            return p.account == account && same_name(p.name, mention.name, compare_);
        };
        const auto found = std::ranges::find_if(world_.profiles, meant);
        if (found != world_.profiles.end()) return static_cast<std::size_t>(found - world_.profiles.begin());
        unknown_profile(mention, account);
        return 0;
    }

    void unknown_profile(const Mention& mention, std::size_t account)
    {
        std::vector<std::string> known;
        for (const model::Profile& profile : world_.profiles) {
            if (profile.account == account) known.push_back(profile.name);
        }
        const std::string whose = " of account " + quoted(draft_.accounts[account].name);
        const std::string advice = advice_on(mention.name, account);
        if (advice.empty() && !known.empty()) {
            return unknown_word(complaints_, mention.where, "profile", mention.name, known, whose);
        }
        const std::string expected =
            known.empty() ? ", which has no profiles" : "; expected " + listed(known);
        complaints_.add(mention.where,
                        fmt::format("unknown profile {}{}{}", quoted(mention.name), whose, expected), advice);
    }

    /// The name in other letters, or in another hive, explains more than a near word would.
    std::string advice_on(const std::string& name, std::size_t account) const
    {
        for (const model::Profile& profile : world_.profiles) {
            if (profile.account == account && same_but_for_case(profile.name, name)) {
                return fmt::format("case {} tells it from {}, because name-compare is case-sensitive",
                                   quoted(case_name_), quoted(profile.name));
            }
        }
        for (const model::Profile& profile : world_.profiles) {
            if (profile.account != account && same_name(profile.name, name, compare_)) {
                return fmt::format("account {} has a profile of that name",
                                   quoted(draft_.accounts[profile.account].name));
            }
        }
        return {};
    }

    /// Copies are interchangeable only if they share a session, or each is alone in a remote session.
    void check_copies(std::size_t original)
    {
        std::vector<SessionOf> sessions;
        bool any_copy = false;
        for (std::size_t k = 0; k < draft_.programs.size(); ++k) {
            const DraftProgram& program = draft_.programs[k];
            if ((k != original && program.copy_of != original) || !program.session) continue;
            sessions.push_back(*program.session);
            any_copy = any_copy || k != original;
        }
        if (!any_copy) return;
        const std::set<SessionOf> distinct(sessions.begin(), sessions.end());
        if (distinct.size() == 1) return;
        const auto is_foreign = [&](std::size_t k) {
            const DraftProgram& program = draft_.programs[k];
            return k != original && program.copy_of != original && program.session &&
                   !program.each_in_own_session && distinct.contains(*program.session);
        };
        bool alone = distinct.size() == sessions.size();
        for (const SessionOf& each : distinct)
            alone = alone && draft_.accounts[each.account].sessions[each.session].remote;
        for (std::size_t k = 0; k < draft_.programs.size(); ++k) alone = alone && !is_foreign(k);
        if (alone) return;
        complaints_.add(
            draft_.programs[original].where,
            fmt::format("the copies of {} are not interchangeable", quoted(draft_.programs[original].name)),
            "copies live all in one session, or each alone in a remote session");
    }

    void check_sizes()
    {
        const Position where = draft_.programs.empty() ? Position{} : draft_.programs.back().where;
        if (world_.programs.size() > most_programs) {
            complaints_.add(
                where, fmt::format("too many programs; there can be {}, copies included", most_programs));
        }
        if (world_.sessions.size() > most_sessions) {
            complaints_.add(where, fmt::format("too many sessions; there can be {}, those of copies included",
                                               most_sessions));
        }
        if (places_ > most_places_of_all) {
            complaints_.add(where, fmt::format("the runs of all programs are too long: unrolled they have {} "
                                               "calls, at most {} are possible",
                                               places_, most_places_of_all));
        }
    }

    const Draft& draft_;
    model::NameCompare compare_;
    const std::string& case_name_;
    Complaints& complaints_;
    model::World world_;
    std::map<SessionOf, std::size_t> session_index_;
    std::map<std::size_t, std::size_t> own_sessions_;  ///< program to the session of its first copy
    std::vector<std::size_t> first_copy_;              ///< draft program to its first program in the world
    std::map<std::string, Position> names_;
    std::uint64_t places_ = 0;
};

}  // namespace

bool has_time(const Draft& draft)
{
    model::World world;
    world.servers = draft.exchange.servers;
    for (const DraftProgram& program : draft.programs) {
        world.programs.emplace_back();
        world.programs.back().urgent = program.urgent;
        world.programs.back().run = program.run.steps;
    }
    return model::has_time(world);
}

bool same_name(std::string_view one, std::string_view other, model::NameCompare compare)
{
    return compare == model::NameCompare::case_sensitive ? one == other : same_but_for_case(one, other);
}

model::World assemble(const Draft& draft, model::NameCompare compare, const std::string& case_name,
                      Complaints& complaints)
{
    return Assembly{draft, compare, case_name, complaints}.world();
}

}  // namespace holdfast::scenarios
