// Judges a scenario's own properties in a state.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/property.hpp"
#include "model/compiled_formula.hpp"

namespace holdfast::model {

class OwnJudge {
public:
    /// The layout must outlive it.
    explicit OwnJudge(const Layout& layout);

    /// Those among `asked` whose formula is true of the state: for leads_to, their P.
    [[nodiscard]] checker::PropertyMask satisfied(const std::uint64_t* words,
                                                  checker::PropertyMask asked) const;

    /// Those among `asked` of kind leads_to whose Q is true of the state.
    [[nodiscard]] checker::PropertyMask goals(const std::uint64_t* words, checker::PropertyMask asked) const;

private:
    struct Own {
        checker::PropertyMask bit;
        CompiledFormula formula;
        std::optional<CompiledFormula> goal;
    };
    std::vector<Own> own_;
};

}  // namespace holdfast::model
