// From the words of a formula to what they mean in a world: every name is found, or complained about with the
// nearest one.
#pragma once

#include <optional>
#include <string>

#include "model/formula.hpp"
#include "model/policy.hpp"
#include "scenarios/format/complaints.hpp"
#include "scenarios/format/formula_text.hpp"

namespace holdfast::scenarios {

/// A string of the file that holds a formula.
struct FormulaSource {
    std::string text;
    Position where;  ///< of the string
};

/// The pieces of a formula, or a complaint at the place where it stops being one.
[[nodiscard]] std::optional<FormulaText> read_formula(const FormulaSource& source, Complaints& complaints);

/// The formula in this world, with profile names compared in this way; nothing where something in it is
/// unknown or means nothing, which has then been complained about.
[[nodiscard]] std::optional<model::Formula> resolved(const FormulaText& formula, const FormulaSource& source,
                                                     const model::World& world, model::NameCompare compare,
                                                     Complaints& complaints);

}  // namespace holdfast::scenarios
