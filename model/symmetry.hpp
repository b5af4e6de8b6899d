// Which programs and which profile names are interchangeable, found from the layout itself: whoever could be
// exchanged without anybody seeing a difference in what can happen. All states that differ by such an
// exchange only are represented by the least of them (checker/symmetry.hpp).
//
// Programs are interchangeable if they run the same script in the same surroundings: they share their in-use
// table and mutex, or each has its own alone. Their records are then sorted. Names are if exchanging them in
// every script leaves each script as it is, up to the numbers of its points; all orders of such names are
// tried, so the representative is exact. No property names a program or a profile, so none tells the like
// apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/layout.hpp"

namespace holdfast::model {

/// Programs that can be exchanged. What a program is and owns, its own table and mutex included, is its
/// record.
struct ProgramClass {
    std::vector<std::uint16_t> programs;      ///< ascending, at least two
    std::vector<std::vector<Field>> records;  ///< of each program, its fields: equally many, of equal widths
    std::size_t bits = 0;                     ///< of a record
};

/// One order of the names, other than the one they have.
struct NameOrder {
    struct OfHive {
        std::vector<std::uint16_t> slots;       ///< by Name, which is its slot: where what it says goes
        std::vector<std::uint16_t> references;  ///< by Reference: what it becomes
    };
    std::vector<OfHive> hives;
    std::vector<std::vector<PointIndex>> points;  ///< by program, by point: what it becomes
};

struct Symmetries {
    std::vector<ProgramClass> classes;
    std::vector<NameOrder> orders;
    std::vector<std::uint16_t> class_of;  ///< by program: index into `classes`, or none
    std::uint64_t order = 1;         ///< how many exchanges there are in all; stays at the greatest number
    std::vector<std::string> words;  ///< for reports: what is interchangeable, or why nothing is

    [[nodiscard]] bool trivial() const { return classes.empty() && orders.empty(); }
};

[[nodiscard]] Symmetries find_symmetries(const Layout& layout);

}  // namespace holdfast::model
