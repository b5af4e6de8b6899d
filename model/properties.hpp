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
    // Where there are servers of Exchange:
    blocked_connected,        // B1
    blocked_admitted,         // B2
    unblocked_refused,        // B3
    unlisted_cut,             // B4
    nameless_differently,     // B5
    failed_access_unblocked,  // P2, but for clients that are blocked
    poll_starved,
    zeno,
};

inline constexpr std::size_t properties_of_profiles = 7;  ///< the first, which every scenario has

[[nodiscard]] constexpr checker::PropertyMask bit(PropertyIndex property)
{
    return checker::property_bit(static_cast<std::size_t>(property));
}

/// In the order of PropertyIndex, as they are where every run comes to an end: those that every scenario is
/// judged by.
[[nodiscard]] const std::vector<checker::Property>& built_in_properties();

/// Those behind them, where there is time.
[[nodiscard]] const std::vector<checker::Property>& properties_of_time();

/// Whether time is something in it: there are servers, or somebody waits, is urgent or has times for his
/// steps.
[[nodiscard]] bool has_time(const World& world);

/// How many of them a world is judged by: all where there is time.
[[nodiscard]] std::size_t count_of_built_in(const World& world);

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
[[nodiscard]] std::vector<checker::Property> properties_in(const World& world);

}  // namespace holdfast::model
