// The formula of a property as it is written: its words in a tree, with the place of each. What they name is
// found later (formula.hpp), because only a case says when two names are the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace holdfast::scenarios {

/// A piece of a formula and the pieces that it is made of.
struct FormulaText {
    enum class Kind : std::uint8_t {
        none,
        implication,  ///< two parts or more, as are those that follow
        disjunction,
        conjunction,
        negation,  ///< its last part, once for each `denial` before it
        denial,    ///< a `not`
        any,       ///< domain, variable, perhaps owner, formula
        all,       ///< likewise
        count,     ///< likewise
        domain,    ///< `program` or `profile`
        variable,
        comparison,  ///< number, sign, number
        sign,
        number,
        users,      ///< term
        instances,  ///< perhaps adjectives, term
        adjective,
        answer,  ///< term, perhaps denial, answer_word
        answer_word,
        statement,  ///< term, and what it does: one of those that follow
        is,         ///< perhaps denial, and a state: one of those behind `holds`
        uses,       ///< term
        sees,       ///< term
        holds,
        plain_state,  ///< one word
        logged_on,
        on_purged,
        between_calls,
        before,  ///< call, perhaps term
        inside,  ///< call, perhaps term; nothing for any call
        call,
        in_session,  ///< term
        term,        ///< perhaps domain, name, perhaps owner
        name,
        owner,  ///< the account behind `of`
    };

    Kind kind = Kind::none;
    std::string word;      ///< of those that are one word: without quotes
    std::size_t byte = 0;  ///< where it begins in the text
    std::vector<FormulaText> parts{};
};

/// Why a text is no formula, at the place where it stops being one.
struct FormulaError {
    std::size_t byte = 0;
    std::string message;  ///< what was expected, and what stands there
    std::string advice;   ///< may be empty
};

/// A formula has fewer bytes than this, and fewer parentheses inside one another than the second number:
/// nobody reads a longer one.
inline constexpr std::size_t longest_formula = 4'000;
inline constexpr std::size_t deepest_formula = 50;

[[nodiscard]] tl::expected<FormulaText, FormulaError> parse_formula(std::string_view text);

}  // namespace holdfast::scenarios
