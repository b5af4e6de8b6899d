#include "checker/judge.hpp"

#include <bit>

#include "checker/symmetry.hpp"

namespace holdfast::checker {

namespace {

PropertyMask of_kind(std::span<const Property> properties, PropertyKind kind)
{
    PropertyMask mask = 0;
    for (std::size_t k = 0; k < properties.size(); ++k) {
        if (properties[k].kind == kind) mask |= property_bit(k);
    }
    return mask;
}

template <class Visit>
void for_each_property(PropertyMask mask, Visit&& visit)
{
    for (; mask != 0; mask &= mask - 1) visit(static_cast<std::size_t>(std::countr_zero(mask)));
}

}  // namespace

Judge::Judge(std::span<const Property> properties)
    : over_steps_(of_kind(properties, PropertyKind::never_step)),
      at_end_(of_kind(properties, PropertyKind::at_end)),
      reachable_(of_kind(properties, PropertyKind::reachable)), discoveries_(properties.size()),
      triggers_(properties.size())
{
    over_states_ = of_kind(properties, PropertyKind::never) | reachable_;
    all_ = over_states_ | over_steps_ | at_end_;
    open_ = all_;
}

void Judge::count_triggers(std::size_t property, std::uint64_t steps)
{
    if ((over_steps_ & property_bit(property)) != 0) add_up(triggers_[property], steps);
}

void Judge::show(PropertyMask properties, const Discovery& discovery)
{
    for_each_property(properties & open_, [&](std::size_t property) { discoveries_[property] = discovery; });
    open_ &= ~properties;
}

}  // namespace holdfast::checker
