// The properties that are built in: every scenario is judged by them, under plain names. P1 to P5 are the
// domain's; those over steps are judged where the deed is done, those over states in profile_system.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/property.hpp"
#include "model/own_property.hpp"
#include "model/vocabulary.hpp"

namespace holdfast::model {

enum class PropertyIndex : std::uint8_t {
    in_use_purge,          // P1, the flagship
    failed_access,         // P2
    wrong_instance,        // P4
    visible_after_delete,  // P5
    orphan,                // P3
    stuck,
    unexpected_answer,
};

[[nodiscard]] constexpr checker::PropertyMask bit(PropertyIndex property)
{
    return checker::property_bit(static_cast<std::size_t>(property));
}

/// In the order of PropertyIndex, as they are where every run comes to an end.
[[nodiscard]] const std::vector<checker::Property>& built_in_properties();

/// Those built in, then the scenario's own, in its order. The index of an own one is that in this list.
[[nodiscard]] std::vector<checker::Property> properties_of(const std::vector<OwnProperty>& own,
                                                           const World& world);

/// As they are where programs may go on for ever and there are so many profile names: whether something is
/// *eventually* purged is then a question to runs, asked of each name for itself. "Some profile is overdue"
/// leading to "none is" would blame a run in which each is purged in its turn but never all are at once.
/// Where every run ends the two readings are the same: no run of a graph without circles is without end, and
/// one that has ended stays as it is.
[[nodiscard]] std::vector<checker::Property>
properties_without_end(std::vector<checker::Property> all, std::size_t names, const Vocabulary& vocabulary);

/// Those built in, with their meanings in the words of a scenario; names are never renamed.
[[nodiscard]] std::vector<checker::Property> properties_in(const Vocabulary& vocabulary);

}  // namespace holdfast::model
