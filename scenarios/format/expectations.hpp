// What must come out of a case: a verdict for each property, and counts. A file may give a default for all
// cases.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/format/reader.hpp"

namespace holdfast::scenarios {

/// A verdict as a scenario asks for it.
struct Wanted {
    bool any = false;  ///< whatever comes is right
    checker::Verdict verdict = checker::Verdict::holds;
    std::optional<std::uint64_t> steps;
    Position where;
    bool vacuous = false;  ///< the property has nothing to judge, and that is meant
};

struct Expectations {
    std::vector<std::optional<Wanted>>
        properties;  ///< in the order of the list they were read by; empty: none mentioned
    std::optional<Wanted> others;
    std::optional<std::uint64_t> states;
    std::optional<std::uint64_t> transitions;
};

/// `properties` are those that the file can speak of.
[[nodiscard]] Expectations
read_expectations(const Table& table, std::span<const checker::Property> properties, Complaints& complaints);

/// What `over` mentions replaces what `base` says of the same.
[[nodiscard]] Expectations merged(Expectations base, const Expectations& over);

/// One for each of `count` properties: as mentioned, else as the others, else it must hold. `where` is the
/// place of the case.
[[nodiscard]] std::vector<PropertyExpectation> for_every_property(const Expectations& expectations,
                                                                  std::size_t count, Position where);

}  // namespace holdfast::scenarios
