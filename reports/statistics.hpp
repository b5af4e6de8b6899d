// What a search took, in lines that say what they mean. Not a result: it depends on which reductions were on.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace holdfast::reports {

/// Bits a state that no exact set of `states` out of 2^`bits` can do without: b - log2 n + log2 e.
[[nodiscard]] double least_bits_per_state(double states, double bits);

[[nodiscard]] std::string statistics_text(const CaseReport& report);

}  // namespace holdfast::reports
