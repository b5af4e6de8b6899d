// [properties]: what a scenario asks of its runs beside the properties that are built in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "checker/property.hpp"
#include "model/own_property.hpp"
#include "model/policy.hpp"
#include "model/world.hpp"
#include "scenarios/format/formula.hpp"
#include "scenarios/format/reader.hpp"

namespace holdfast::scenarios {

/// A property before names are compared.
struct DraftProperty {
    struct Part {
        FormulaSource source;
        std::optional<FormulaText> formula;  ///< nothing where it is none, which has been complained about
    };
    std::string name;
    checker::PropertyKind kind = checker::PropertyKind::never;
    std::string says;
    std::vector<Part> parts{};  ///< P, and for leads_to and within Q; fewer where something is wrong
    std::uint64_t minutes = 0;  ///< of within
    Position where{};           ///< of its minutes
    Position name_where{};
};

/// In the order of the file. One that is wrong is there too, so that nobody who expects something of it is
/// blamed.
[[nodiscard]] std::vector<DraftProperty> read_own_properties(const Table& file, Complaints& complaints);

/// Where no time passes, nothing is ever late.
void refuse_bounds_without_time(const std::vector<DraftProperty>& own, Complaints& complaints);

/// All that the cases of a file can speak of: the properties built in, then these.
[[nodiscard]] std::vector<checker::Property> all_properties(const std::vector<DraftProperty>& own,
                                                            bool has_time);

/// The properties in this world; those in which something is unknown are complained about and left out.
[[nodiscard]] std::vector<model::OwnProperty> resolved(const std::vector<DraftProperty>& own,
                                                       const model::World& world, model::NameCompare compare,
                                                       Complaints& complaints);

}  // namespace holdfast::scenarios
