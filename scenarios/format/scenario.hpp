// A scenario as read from a file: the world, and the cases in which it is checked, each with what is
// expected. Nothing is decided here; every name has been resolved and every value is in range.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/options.hpp"
#include "checker/result.hpp"
#include "model/system.hpp"

namespace holdfast::scenarios {

struct Position {
    std::size_t line = 1;    ///< from 1; 0 where a file as a whole is meant, because it could not be read
    std::size_t column = 1;  ///< from 1, in code points

    constexpr auto operator<=>(const Position&) const = default;
};

/// The same for the model, which knows nothing of files.
[[nodiscard]] constexpr model::Written in_source(Position where)
{
    return {static_cast<std::uint32_t>(where.line), static_cast<std::uint32_t>(where.column)};
}

/// What a case expects of one property.
struct PropertyExpectation {
    std::size_t property = 0;  ///< index into the model's properties_of(setup)
    bool any = false;          ///< whatever comes is right
    checker::Verdict verdict = checker::Verdict::holds;
    std::optional<std::uint64_t> steps;  ///< the length of the canonical trace, where a trace is expected
    Position where;                      ///< for messages: where it is written, or the case itself
    bool mentioned = false;              ///< by its name, here or among the scenario's own properties
    bool vacuous = false;                ///< it has nothing to judge in any case, and that is meant
};

struct Limits {
    std::optional<std::uint64_t> states, depth, memory_bytes;
    std::optional<std::uint64_t> time_seconds;
};

struct Case {
    std::string name;  ///< "default" where the file has no [cases]
    Position where;
    std::string policy_name;  ///< the preset
    /// Single assumptions set on top of it, each as "switch = alternative", in the order of switches().
    std::vector<std::string> assumed;
    /// Whose fairness is not weak, each as "program = strong", in the order of the programs.
    std::vector<std::string> fairness;
    model::Setup setup;  ///< the world as this case sees it (names compared as its policy says)
    Limits limits;
    std::vector<PropertyExpectation> properties;  ///< one for every property, in their order
    std::optional<std::uint64_t> states;          ///< expected number of states
    std::optional<std::uint64_t> transitions;     ///< expected number of transitions
};

struct Scenario {
    std::string path;  ///< as given
    std::string title;
    std::string source;
    std::vector<std::string> shows;  ///< letters of shows.hpp
    std::vector<std::string> tags;   ///< of the author's choosing
    std::vector<Case> cases;
};

}  // namespace holdfast::scenarios
