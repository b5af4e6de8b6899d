#include "scenarios/format/endless.hpp"

#include <algorithm>

namespace holdfast::scenarios {

bool can_end(const model::Block& block)
{
    for (const model::Item& item : block) {
        const auto* const call = std::get_if<model::Call>(&item);
        if (call != nullptr && call->on_failure == model::OnFailure::leave) return true;
        if (!can_pass(item)) return false;
    }
    return true;
}

bool can_pass(const model::Item& item)
{
    if (const auto* const repeat = std::get_if<model::Repeat>(&item))
        return !repeat->forever && can_end(repeat->steps);
    if (const auto* const choose = std::get_if<model::Choose>(&item))
        return choose->branches.empty() || std::ranges::any_of(choose->branches, can_end);
    return true;
}

}  // namespace holdfast::scenarios
