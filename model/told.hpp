// A step that was made once more for a report, with all that is to be told of it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/calls/outcome.hpp"
#include "model/layout.hpp"

namespace holdfast::model {

struct Told {
    std::size_t program = 0;
    bool crash = false;
    const Happening* happening = nullptr;
    const Call* call = nullptr;
    std::uint8_t step = 0;  ///< the atomic step, at grain micro
    Outcome outcome;
    PollStage poll_stage = PollStage::none;  ///< before the step, where it is one of a poll
    std::uint32_t minutes = 0;               ///< that passed, where it was the clock
};

}  // namespace holdfast::model
