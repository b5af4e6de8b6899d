// Formulas in words: as a scenario file would write them, and why one is true or false of a state. The list
// of what a formula can say stands here too, for `holdfast list` and for those who write one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/layout.hpp"
#include "model/own_property.hpp"

namespace holdfast::model {

/// A row of the language: how it is written and when it is true, or which number it is.
struct FormulaPhrase {
    std::string_view usage;  ///< "PROGRAM uses PROFILE"
    std::string_view meaning;
};
[[nodiscard]] std::span<const FormulaPhrase> formula_phrases();

/// The words of the language that a name can be taken for; a name that is one of them is quoted.
[[nodiscard]] std::span<const std::string_view> formula_keywords();

[[nodiscard]] std::string_view to_string(Comparison comparison);

/// The formula as a scenario file writes it; read again it is the same formula.
[[nodiscard]] std::string to_text(const Formula& formula, const World& world);

/// What holds when the property holds: what its author says, else its formulas.
[[nodiscard]] std::string meaning_of(const OwnProperty& property, const World& world);

/// What the state shows of an own property: its formula, and what each part of it that is no `and`, `or` and
/// the like is there. Of leads_to the state is one in which the goal is owed.
[[nodiscard]] std::string explain_own_property(const Layout& layout, std::size_t own,
                                               const std::uint64_t* words);

}  // namespace holdfast::model
