// What there is to see of a small system: how many states and transitions, what each property says, what
// every call answers, and which atomic steps are really taken. Two systems that give the same observation are
// not told apart by it.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "checker/property.hpp"
#include "checker/result.hpp"
#include "model/system.hpp"

namespace holdfast::tests {

struct Counts {
    std::uint64_t states = 0;
    std::uint64_t transitions = 0;
    std::uint64_t beyond_limit = 0;
    std::array<std::uint64_t, checker::most_properties> triggered{};
    std::array<std::uint64_t, checker::most_properties> violated{};  ///< steps, or ends

    bool operator==(const Counts&) const = default;
};

/// What a call of a program answered: the program, which of its calls, the answer.
using Answered = std::tuple<std::size_t, std::size_t, model::Answer>;

/// An atomic step of a call.
using Taken = std::pair<model::CallKind, std::uint8_t>;

/// Something that is no program's own step. Events of the environment are told apart by their kind.
struct Happened {
    enum class Kind : std::uint8_t { crash, restart, leave_when_asked, clean_up, poll, clock, event };
    Kind kind = Kind::crash;
    model::Event::Kind event{};

    auto operator<=>(const Happened&) const = default;
};

/// All that answers and steps are read off.
struct Deeds {
    std::set<Answered> answers;
    std::set<Taken> steps;
    std::set<Happened> happened;
};

struct Observation {
    Counts counts;
    Deeds deeds;
    std::vector<checker::Verdict> on_runs;  ///< of the properties on runs, which no count tells
};

/// Nothing where the setup cannot be checked, or has more states than that.
[[nodiscard]] std::optional<Observation> observe(const model::Setup& setup, std::uint64_t most_states);

/// Whether the setup, which may be of any size, gives the same counts, answers and verdicts.
[[nodiscard]] bool looks_like(const model::Setup& setup, const Observation& other);

}  // namespace holdfast::tests
