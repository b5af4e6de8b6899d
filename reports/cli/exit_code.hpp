// What the program tells the shell.
#pragma once

#include <algorithm>
#include <array>

#include "reports/report.hpp"

namespace holdfast::reports::cli {

enum class ExitCode : int {
    met = 0,           ///< every expectation is met, or what is not is known and accepted
    unmet = 1,         ///< some other expectation is definitely not met
    wrong_input = 2,   ///< the command line or a scenario is wrong, or what was asked for cannot be written
    inconclusive = 3,  ///< something definite was expected and not found out
    our_fault = 4,     ///< an error of the program itself
    interrupted = 130,
};

/// The code that says more, where two apply: interrupted, our fault, wrong input, unmet, inconclusive, met.
[[nodiscard]] constexpr ExitCode graver(ExitCode one, ExitCode other)
{
    constexpr std::array order{ExitCode::interrupted, ExitCode::our_fault,    ExitCode::wrong_input,
                               ExitCode::unmet,       ExitCode::inconclusive, ExitCode::met};
    return std::min(one, other, [&](ExitCode left, ExitCode right) {
        return std::find(order.begin(), order.end(), left) < std::find(order.begin(), order.end(), right);
    });
}

/// What a case adds to it.
[[nodiscard]] constexpr ExitCode code_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::as_expected:
    case Outcome::known: return ExitCode::met;
    case Outcome::unexpected: return ExitCode::unmet;
    case Outcome::inconclusive: break;
    }
    return ExitCode::inconclusive;
}

}  // namespace holdfast::reports::cli
