#include "scenarios/format/formula_names.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/identity.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/format/utf8.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {
namespace {

using model::Domain;
using model::Term;
using Written = FormulaText::Kind;

const FormulaText* owner_in(const FormulaText& term)
{
    const auto owner = std::ranges::find(term.parts, Written::owner, &FormulaText::kind);
    return owner == term.parts.end() ? nullptr : &*owner;
}

/// The sort that the author says it is.
std::optional<Domain> said_domain(const FormulaText& term)
{
    if (term.parts.front().kind != Written::domain) return std::nullopt;
    return term.parts.front().word == "program" ? Domain::programs : Domain::profiles;
}

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& all)
{
    std::vector<std::string> names;
    for (const Named& each : all) {
        if (std::ranges::find(names, each.name) == names.end()) names.push_back(each.name);
    }
    return names;
}

std::vector<std::string> both(std::vector<std::string> names, const std::vector<std::string>& more)
{
    names.insert(names.end(), more.begin(), more.end());
    return names;
}

/// A name as a formula writes it, whatever is in it.
std::string written(std::string_view name) { return fmt::format("\"{}\"", name); }

}  // namespace

std::string_view word_of(Domain domain) { return domain == Domain::programs ? "program" : "profile"; }

const FormulaText& FormulaNames::name_in(const FormulaText& term)
{
    return *std::ranges::find(term.parts, Written::name, &FormulaText::kind);
}

std::optional<FormulaNames::Found> FormulaNames::variable_named(std::string_view name) const
{
    for (std::size_t depth = 0; depth < variables_.size(); ++depth) {
        if (variables_[depth].name == name)
            return Found{variables_[depth].domain, {.bound = true, .index = depth}};
    }
    return std::nullopt;
}

std::optional<std::size_t> FormulaNames::program_named(std::string_view name) const
{
    const auto found = std::ranges::find(world_.programs, name, &model::Program::name);
    if (found == world_.programs.end()) return std::nullopt;
    return static_cast<std::size_t>(found - world_.programs.begin());
}

bool FormulaNames::is_profile(std::string_view name) const
{
    return std::ranges::any_of(
        world_.profiles, [&](const model::Profile& each) { return same_name(each.name, name, compare_); });
}

std::size_t FormulaNames::account(const FormulaText& name)
{
    const auto found = std::ranges::find(world_.accounts, name.word, &model::Account::name);
    if (found == world_.accounts.end()) refuse_word(name, "account", names_of(world_.accounts));
    return static_cast<std::size_t>(found - world_.accounts.begin());
}

std::vector<std::string> FormulaNames::variables_of(Domain domain) const
{
    std::vector<std::string> names;
    for (const Variable& each : variables_) {
        if (each.domain == domain) names.push_back(each.name);
    }
    return names;
}

FormulaNames::Found FormulaNames::anybody(const FormulaText& term)
{
    const FormulaText& name = name_in(term);
    const auto said = said_domain(term);
    const auto variable = variable_named(name.word);
    const bool is_program =
        variable ? variable->domain == Domain::programs : program_named(name.word).has_value();
    const bool may_be_profile = variable ? !is_program : is_profile(name.word);
    if (said ? *said == Domain::programs : is_program && !may_be_profile)
        return {Domain::programs, program(term)};
    if (said || (may_be_profile && !is_program)) return {Domain::profiles, profile(term)};
    if (is_program) {
        refuse(name, fmt::format("{} is a program and a profile", quoted(name.word)),
               fmt::format("write program {0} or profile {0}", written(name.word)));
    }
    refuse_word(name, "program or profile",
                both(both(names_of(world_.programs), names_of(world_.profiles)),
                     both(variables_of(Domain::programs), variables_of(Domain::profiles))));
}

Term FormulaNames::program(const FormulaText& term)
{
    const FormulaText& name = name_in(term);
    if (const FormulaText* const owner = owner_in(term))
        refuse(*owner, "a program is known by its name alone", "leave out 'of' and the account");
    check_domain(term, Domain::programs);
    if (const auto variable = variable_named(name.word)) return variable->term;
    if (const auto index = program_named(name.word)) return {.index = *index};
    if (is_profile(name.word))
        refuse(name, fmt::format("{} is a profile; expected a program", quoted(name.word)));
    refuse_word(name, "program", both(names_of(world_.programs), variables_of(Domain::programs)));
}

Term FormulaNames::profile(const FormulaText& term, std::optional<Term> of)
{
    const FormulaText& name = name_in(term);
    const FormulaText* const owner = owner_in(term);
    check_domain(term, Domain::profiles);
    if (const auto variable = variable_named(name.word)) {
        if (owner != nullptr)
            refuse(*owner, "a variable has no account",
                   "say it where the variable is named: profile x of ACCOUNT");
        return variable->term;
    }
    std::optional<std::size_t> hive;
    if (of && !of->bound) hive = hive_of(world_.programs[of->index]);
    if (owner != nullptr) hive = account_of_profile(*owner, hive);
    return {.index = profile_in(name, hive)};
}

/// Where its run says none, which is an error of its own, that of its account.
std::size_t FormulaNames::hive_of(const model::Program& program) const
{
    const std::size_t account = world_.sessions[program.session].account;
    const auto identity = model::identity_of(program.run, account, world_.accounts);
    return identity ? identity->hive : world_.accounts[account].hive;
}

/// Nobody has to do with the profiles of another hive.
std::size_t FormulaNames::account_of_profile(const FormulaText& owner, std::optional<std::size_t> only)
{
    const std::size_t said = account(owner);
    if (only && *only != said) {
        refuse(owner, fmt::format("the program uses the profiles of account {} and of no other",
                                  quoted(world_.accounts[*only].name)));
    }
    return said;
}

std::size_t FormulaNames::profile_in(const FormulaText& name, std::optional<std::size_t> hive)
{
    std::vector<std::size_t> found;
    std::vector<std::string> known = variables_of(Domain::profiles);
    for (std::size_t k = 0; k < world_.profiles.size(); ++k) {
        const model::Profile& each = world_.profiles[k];
        if (hive && each.account != *hive) continue;
        known.push_back(each.name);
        if (same_name(each.name, name.word, compare_)) found.push_back(k);
    }
    if (found.size() == 1) return found.front();
    if (found.empty()) {
        if (program_named(name.word))
            refuse(name, fmt::format("{} is a program; expected a profile", quoted(name.word)));
        refuse_word(name, "profile", known,
                    hive ? " of account " + quoted(world_.accounts[*hive].name) : std::string{});
    }
    refuse(name, fmt::format("several accounts have a profile {}", quoted(name.word)),
           fmt::format("say which: {} of {}", written(name.word),
                       written(world_.accounts[world_.profiles[found.front()].account].name)));
}

std::size_t FormulaNames::session(const FormulaText& term)
{
    const FormulaText& name = name_in(term);
    if (term.parts.front().kind == Written::domain)
        refuse(term, fmt::format("expected a session, not a {}", term.parts.front().word));
    const FormulaText* const owner = owner_in(term);
    const std::size_t of = owner == nullptr ? world_.accounts.size() : account(*owner);
    std::vector<std::size_t> found;
    for (std::size_t k = 0; k < world_.sessions.size(); ++k) {
        const model::Session& each = world_.sessions[k];
        if (each.name == name.word && (owner == nullptr || each.account == of)) found.push_back(k);
    }
    if (found.size() == 1) return found.front();
    if (found.empty()) refuse_word(name, "session", names_of(world_.sessions));
    refuse(name, fmt::format("several accounts have a session {}", quoted(name.word)),
           fmt::format("say which: {} of {}", written(name.word),
                       written(world_.accounts[world_.sessions[found.front()].account].name)));
}

/// The author may say the sort of what is named, and then it must be of that sort, as must a variable.
void FormulaNames::check_domain(const FormulaText& term, Domain wanted)
{
    const FormulaText& name = name_in(term);
    const auto said = said_domain(term);
    const auto variable = variable_named(name.word);
    const bool wrong_said = said && *said != wanted;
    if (!wrong_said && (!variable || variable->domain == wanted)) return;
    refuse(wrong_said ? term : name,
           fmt::format("{} is a {}; expected a {}", quoted(name.word),
                       word_of(wrong_said ? *said : variable->domain), word_of(wanted)));
}

void FormulaNames::open_variable(const FormulaText& variable, Domain domain)
{
    if (variables_.size() == model::most_variables) {
        refuse(variable, fmt::format("more than {} variables inside one another", model::most_variables));
    }
    const std::string other = "call the variable otherwise";
    if (std::ranges::find(variables_, variable.word, &Variable::name) != variables_.end())
        refuse(variable, fmt::format("there is a variable {} already", quoted(variable.word)), other);
    if (program_named(variable.word))
        refuse(variable, fmt::format("{} is a program", quoted(variable.word)), other);
    if (is_profile(variable.word))
        refuse(variable, fmt::format("{} is a profile", quoted(variable.word)), other);
    variables_.push_back({variable.word, domain});
}

Position FormulaNames::place_of(const FormulaText& text) const
{
    return complaints_.text().inside(source_.where, source_.text, text.byte);
}

void FormulaNames::refuse(const FormulaText& text, std::string message, std::string advice)
{
    complaints_.add(place_of(text), std::move(message), std::move(advice));
    throw UnknownName{};
}

void FormulaNames::refuse_word(const FormulaText& text, std::string_view what,
                               const std::vector<std::string>& known, std::string_view whose)
{
    if (known.empty()) refuse(text, fmt::format("unknown {} {}{}", what, quoted(text.word), whose));
    unknown_word(complaints_, place_of(text), what, text.word, known, whose);
    throw UnknownName{};
}

}  // namespace holdfast::scenarios
