// What the clock of a run shows: the minutes of its steps added up, put where a step's answer would stand.
#pragma once

#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "checker/words.hpp"

namespace holdfast::reports {

/// "0:07", "12:30"
[[nodiscard]] inline std::string clock_time(std::uint64_t minutes)
{
    return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
}

class RunningClock {
public:
    /// The step as it is told: one that took time says when it ended.
    [[nodiscard]] checker::StepWords told(checker::StepWords words)
    {
        minutes_ += words.minutes;
        if (words.minutes != 0 && words.answer.empty()) words.answer = "it is " + clock_time(minutes_);
        return words;
    }

private:
    std::uint64_t minutes_ = 0;
};

}  // namespace holdfast::reports
