// Whom the names in a formula mean: programs, profiles, sessions and accounts of a world, and the variables
// that are at hand. A name that nobody has is complained about, with the nearest one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/formula.hpp"
#include "model/policy.hpp"
#include "scenarios/format/complaints.hpp"
#include "scenarios/format/formula.hpp"
#include "scenarios/format/formula_text.hpp"

namespace holdfast::scenarios {

/// Thrown where something has been complained about and nothing can be said of what it is part of.
struct UnknownName {};

[[nodiscard]] std::string_view word_of(model::Domain domain);

class FormulaNames {
public:
    FormulaNames(const FormulaSource& source, const model::World& world, model::NameCompare compare,
                 Complaints& complaints)
        : source_(source), world_(world), compare_(compare), complaints_(complaints)
    {
    }

    /// What a term turned out to be.
    struct Found {
        model::Domain domain;
        model::Term term;
    };

    /// A subject of which only its name says whether it is a program or a profile.
    [[nodiscard]] Found anybody(const FormulaText& term);

    [[nodiscard]] model::Term program(const FormulaText& term);

    /// `of` is the program that has to do with it: a profile of its account is meant.
    [[nodiscard]] model::Term profile(const FormulaText& term, std::optional<model::Term> of = std::nullopt);

    [[nodiscard]] std::size_t session(const FormulaText& term);
    [[nodiscard]] std::size_t account(const FormulaText& name);

    /// A variable is at hand from here on, until it is closed; the last one first.
    void open_variable(const FormulaText& variable, model::Domain domain);
    void close_variable() { variables_.pop_back(); }

    /// The name in a term, without what else stands there.
    [[nodiscard]] static const FormulaText& name_in(const FormulaText& term);

    [[noreturn]] void refuse(const FormulaText& text, std::string message, std::string advice = {});
    [[noreturn]] void refuse_word(const FormulaText& text, std::string_view what,
                                  const std::vector<std::string>& known, std::string_view whose = {});

private:
    struct Variable {
        std::string name;
        model::Domain domain;
    };

    [[nodiscard]] Position place_of(const FormulaText& text) const;
    [[nodiscard]] std::optional<Found> variable_named(std::string_view name) const;
    [[nodiscard]] std::optional<std::size_t> program_named(std::string_view name) const;
    [[nodiscard]] bool is_profile(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> variables_of(model::Domain domain) const;
    [[nodiscard]] std::size_t hive_of(const model::Program& program) const;
    [[nodiscard]] std::size_t account_of_profile(const FormulaText& owner, std::optional<std::size_t> only);
    [[nodiscard]] std::size_t profile_in(const FormulaText& name, std::optional<std::size_t> hive);
    void check_domain(const FormulaText& term, model::Domain wanted);

    const FormulaSource& source_;
    const model::World& world_;
    const model::NameCompare compare_;
    Complaints& complaints_;
    std::vector<Variable> variables_;
};

}  // namespace holdfast::scenarios
