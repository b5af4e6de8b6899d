// What is asked of a script when a scenario is compiled: which calls it makes, and what may still follow a
// point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "model/script.hpp"

namespace holdfast::model {

using CallTest = std::function<bool(const Call&)>;

[[nodiscard]] bool any_call(const Script& script, const CallTest& is_meant);

/// How many calls of that kind stand in the script.
[[nodiscard]] std::size_t calls_of(const Script& script, CallKind kind);

[[nodiscard]] bool makes(const Script& script, CallKind kind);

/// Whether a call is meant, and whether it has begun already.
using StepTest = std::function<bool(const Call&, bool inside)>;

/// By point: whether some step like that may follow.
[[nodiscard]] std::vector<bool> points_before(const Script& script, const StepTest& is_meant);

/// By point: whether a step with a time may follow. Empty where none has one.
[[nodiscard]] std::vector<bool> points_before_windows(const Script& script);

/// The first in which the time of all steps is over that stand beside one without a time; 0 if none does.
[[nodiscard]] std::uint32_t first_minute_too_late(const Script& script);

}  // namespace holdfast::model
