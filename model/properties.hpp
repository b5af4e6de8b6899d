// The properties that every scenario is judged by, under plain names. P1 to P5 are the domain's; those over
// steps are judged where the deed is done (registry.hpp, the calls), those over states in profile_system.hpp.
#pragma once

#include <vector>

#include "checker/property.hpp"

namespace holdfast::model {

enum class PropertyIndex : std::uint8_t {
    in_use_purge,          // P1, the flagship
    failed_access,         // P2
    wrong_instance,        // P4
    visible_after_delete,  // P5
    orphan,                // the safety half of P3
    stuck,
    unexpected_answer,
};

[[nodiscard]] constexpr checker::PropertyMask bit(PropertyIndex property)
{
    return checker::property_bit(static_cast<std::size_t>(property));
}

[[nodiscard]] const std::vector<checker::Property>& properties();

}  // namespace holdfast::model
