// What must come out of a case: a verdict for each property, and counts. A file may give a default for all
// cases.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenarios/format/reader.hpp"

namespace holdfast::scenarios {

/// A verdict as a scenario asks for it.
struct Wanted {
    bool any = false;  ///< whatever comes is right
    checker::Verdict verdict = checker::Verdict::holds;
    std::optional<std::uint64_t> steps;
    Position where;
};

struct Expectations {
    std::vector<std::optional<Wanted>>
        properties;  ///< by the order of model::properties(); empty: none mentioned
    std::optional<Wanted> others;
    std::optional<std::uint64_t> states;
    std::optional<std::uint64_t> transitions;
};

[[nodiscard]] Expectations read_expectations(const Table& table, Complaints& complaints);

/// What `over` mentions replaces what `base` says of the same.
[[nodiscard]] Expectations merged(Expectations base, const Expectations& over);

/// One for every property: as mentioned, else as the others, else it must hold. `where` is the place of the
/// case.
[[nodiscard]] std::vector<PropertyExpectation> for_every_property(const Expectations& expectations,
                                                                  Position where);

}  // namespace holdfast::scenarios
