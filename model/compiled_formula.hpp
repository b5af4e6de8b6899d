// A formula as it is asked of states: its nodes in a row, each with the fields and numbers that it needs, so
// that a question is a walk and nothing is looked up by name. The state is only read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/formula.hpp"
#include "model/layout.hpp"
#include "model/snapshot.hpp"

namespace holdfast::model {

/// What the variable of a quantifier stands for in turn: indices into the world's programs or profiles.
[[nodiscard]] std::vector<std::uint16_t> range_of(const World& world, const Formula& quantifier);

class CompiledFormula {
public:
    /// The layout must outlive it, and must have been made for a setup that states the formula. `depth`
    /// variables stand around it.
    CompiledFormula(const Layout& layout, const Formula& formula, std::size_t depth = 0);

    /// Of a formula that is true or false.
    [[nodiscard]] bool is_true(const std::uint64_t* words) const { return value(words) != 0; }

    /// What one of the variables stands for: an index into the world's programs or profiles, by depth.
    using Bindings = std::array<std::uint16_t, most_variables>;

    /// The value of a formula: of one that is no number, 0 or 1. `bindings` are those of the variables that
    /// stand around it.
    [[nodiscard]] std::uint64_t value(const std::uint64_t* words, Bindings bindings = {}) const;

private:
    /// Where something stands that is named or bound.
    struct Place {
        bool bound = false;
        std::uint16_t index = 0;
    };

    struct Node {
        Formula::Kind kind{};
        Comparison comparison{};
        std::optional<CallKind> call{};
        std::optional<bool> marked{};
        std::optional<bool> used{};
        bool names_profile = false;
        Place program{};
        Place profile{};
        std::uint16_t variable = 0;  ///< of a quantifier: its depth
        std::uint16_t session = 0;
        std::uint64_t value = 0;             ///< a number, or an answer as it is stored
        std::vector<std::uint16_t> range{};  ///< of a quantifier: what the variable stands for in turn
        std::size_t end = 0;                 ///< the node behind its parts
    };

    /// One state, and what the variables stand for just now.
    class Asking;

    void add(const Formula& formula, std::size_t depth);

    const Layout& layout_;
    std::vector<Node> nodes_;
};

}  // namespace holdfast::model
