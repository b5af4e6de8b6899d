#include "model/own_judge.hpp"

#include "model/properties.hpp"

namespace holdfast::model {

OwnJudge::OwnJudge(const Layout& layout)
{
    std::size_t index = count_of_built_in(layout.world);
    for (const OwnProperty& property : layout.own_properties) {
        Own own{checker::property_bit(index++), CompiledFormula(layout, property.formula), std::nullopt};
        if (checker::is_on_runs(property.kind)) own.goal.emplace(layout, property.goal);
        own_.push_back(std::move(own));
    }
}

checker::PropertyMask OwnJudge::satisfied(const std::uint64_t* words, checker::PropertyMask asked) const
{
    checker::PropertyMask found = 0;
    for (const Own& own : own_) {
        if ((asked & own.bit) != 0 && own.formula.is_true(words)) found |= own.bit;
    }
    return found;
}

checker::PropertyMask OwnJudge::goals(const std::uint64_t* words, checker::PropertyMask asked) const
{
    checker::PropertyMask found = 0;
    for (const Own& own : own_) {
        if ((asked & own.bit) != 0 && own.goal && own.goal->is_true(words)) found |= own.bit;
    }
    return found;
}

}  // namespace holdfast::model
