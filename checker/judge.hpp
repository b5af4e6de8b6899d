// What is known of each property while a search runs: which are still open, how often each had something to
// judge, and where each was first shown. The search tells what it sees; the judge never asks the model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "checker/property.hpp"
#include "checker/schedule.hpp"
#include "checker/winner_log.hpp"

namespace holdfast::checker {

/// Where a property was shown for the first time: violated, or for `reachable` witnessed.
struct Discovery {
    std::size_t length = 0;      ///< steps of the shortest schedule that shows it
    StateNumber state = 0;       ///< that shows it, or in which the step that shows it is taken
    std::optional<Choice> step;  ///< with never_step
};

class Judge {
public:
    explicit Judge(std::span<const Property> properties);

    /// Of kinds never and reachable.
    [[nodiscard]] PropertyMask open_over_states() const { return open_ & over_states_; }
    [[nodiscard]] PropertyMask open_over_steps() const { return open_ & over_steps_; }
    [[nodiscard]] PropertyMask open_at_end() const { return open_ & at_end_; }
    [[nodiscard]] bool any_violated() const { return (~open_ & all_ & ~reachable_) != 0; }

    /// So many more steps were judged by the property, if it is of kind never_step.
    void count_triggers(std::size_t property, std::uint64_t steps);

    /// The open properties among `properties` are shown now.
    void show(PropertyMask properties, const Discovery& discovery);

    [[nodiscard]] const std::optional<Discovery>& discovery(std::size_t property) const
    {
        return discoveries_[property];
    }
    [[nodiscard]] std::uint64_t triggers(std::size_t property) const { return triggers_[property]; }

private:
    PropertyMask all_ = 0, over_states_ = 0, over_steps_ = 0, at_end_ = 0, reachable_ = 0;
    PropertyMask open_ = 0;  ///< neither violated nor witnessed so far
    std::vector<std::optional<Discovery>> discoveries_;
    std::vector<std::uint64_t> triggers_;
};

}  // namespace holdfast::checker
