// What a scenario's own properties say of a state: a small tree over what a reader sees. Plain data, and
// whatever it names has been found in the world; compiled_formula.hpp asks it of states, formula_words.hpp
// puts it into words, scenarios/format/ reads it from a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/answer.hpp"
#include "model/world.hpp"

namespace holdfast::model {

/// Somebody or something that a formula speaks of.
struct Term {
    bool bound = false;     ///< whatever a variable stands for just now; else what is named
    std::size_t index = 0;  ///< bound: quantifiers around the one that is meant; else into the world's list

    bool operator==(const Term&) const = default;
};

/// What a variable can stand for.
enum class Domain : std::uint8_t { programs, profiles };

enum class Comparison : std::uint8_t { less, at_most, equal, unequal, at_least, more };

/// One node, and below it its parts. Each kind uses the fields that are named beside it.
struct Formula {
    enum class Kind : std::uint8_t {
        // Of other formulas: `parts`.
        negation,     ///< one part
        conjunction,  ///< two parts or more
        disjunction,  ///< two parts or more
        implication,  ///< two parts
        any,          ///< `domain`, `account`, `variable`; one part, asked of each
        all,          ///< likewise
        comparison,   ///< `comparison`; two parts, both numbers

        // Of a profile: `profile`.
        is_absent,  ///< no instance of it is there
        is_live,    ///< a live instance of it is there
        is_marked,  ///< an instance of it is there that is marked for deletion
        is_used,    ///< some program uses it

        // Of a program: `program`.
        uses,              ///< its MAPI session, opening or open, is on an instance of `profile`, even purged
        sees_used,         ///< its in-use table shows some instance of `profile` that is there as used
        is_logged_on,      ///< it has a MAPI session, opening or open
        is_on_purged,      ///< that session is on a profile that was purged
        is_initialized,    ///< it may make MAPI calls
        is_ended,          ///< it has no steps left
        is_crashed,        ///< its process is gone
        is_connected,      ///< to some server of Exchange
        is_cut,            ///< its connection was cut, and it has not connected again
        is_blocked,        ///< by the lists in force of some server that it connects to
        is_listed,         ///< by what stands in the registry of such a server
        is_waiting,        ///< for time to pass
        is_between_calls,  ///< and has steps left
        is_before,         ///< between calls, and `call`, of `profile` if there is one, may be the next
        is_inside,         ///< inside `call`, of `profile`; inside any where there is none
        is_in_session,     ///< it runs in `session`
        holds_mutex,       ///< its logon mutex
        answered,          ///< its last call that was answered got `answer`; none: no call was yet

        // Numbers.
        number,     ///< `value`
        count,      ///< as `any`: of how many the part is true
        users,      ///< programs that use `profile`
        instances,  ///< of `profile`, those that are there: `marked` and `used` where they say so
    };

    Kind kind = Kind::number;
    Term program{};
    std::optional<Term> profile{};
    Domain domain = Domain::programs;
    std::optional<std::size_t> account{};  ///< index into World::accounts: only those of this account
    std::string variable{};                ///< for words; what it means is said by Term::index
    Comparison comparison = Comparison::equal;
    std::optional<CallKind> call{};
    std::size_t session = 0;  ///< index into World::sessions
    std::optional<Answer> answer{};
    std::uint64_t value = 0;
    std::optional<bool> marked{};  ///< only marked instances, or only live ones
    std::optional<bool> used{};    ///< only used instances, or only unused ones
    std::vector<Formula> parts{};

    bool operator==(const Formula&) const = default;
};

/// So many variables can be at hand at a time; each multiplies what a state costs.
inline constexpr std::size_t most_variables = 4;

[[nodiscard]] constexpr bool is_quantifier(Formula::Kind kind)
{
    return kind == Formula::Kind::any || kind == Formula::Kind::all || kind == Formula::Kind::count;
}

/// Whether the node is a number rather than something true or false.
[[nodiscard]] constexpr bool is_number(Formula::Kind kind) { return kind >= Formula::Kind::number; }

/// Whether the node speaks of a program of its own, other than by its parts.
[[nodiscard]] constexpr bool speaks_of_program(Formula::Kind kind)
{
    return kind >= Formula::Kind::uses && kind <= Formula::Kind::answered;
}

/// Calls `use` with every node, each before its parts.
template <class Use>
void for_each_node(const Formula& formula, const Use& use)
{
    use(formula);
    for (const Formula& part : formula.parts) for_each_node(part, use);
}

}  // namespace holdfast::model
