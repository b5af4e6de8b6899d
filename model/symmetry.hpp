// Which programs, whole sessions and profile names are interchangeable, found from the layout itself: whoever
// could be exchanged without anybody seeing a difference in what can happen. All states that differ by such
// an exchange only are represented by one of them (checker/symmetry.hpp).
//
// Programs that share both their in-use table and their mutex are a cell. Within a cell, programs that run
// the same script are interchangeable. Cells are, all their programs at once, if their programs correspond
// and they share their table and mutex too, or each has its own alone. So a program alone with its table and
// mutex is exchanged with others like it, a session with other sessions, and in each session the programs
// among themselves. Names are interchangeable if exchanging them in every script leaves each script as it is,
// up to the numbers of its points; all orders of such names are tried. No property that is built in names a
// program or a profile. Whom an own property of the scenario names stays where it is, and so does who runs in
// a session that one names unless all that could take its place run there too; then no property tells the
// like apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/layout.hpp"

namespace holdfast::model {

/// What a member of a class is and owns, the table and the mutex that are its alone included. Only fields
/// that take bits; like members have as many, of equal widths, in the same order.
struct MemberRecord {
    std::vector<Field> fields{};                    ///< all but the following
    std::vector<Field> references{};                ///< where the numbers of instances mean nothing
    std::vector<std::vector<Field>> by_instance{};  ///< lists of its table that go by such numbers
};

/// Members that can be exchanged: programs, or cells of several programs each.
struct ProgramClass {
    std::vector<std::uint16_t> programs{};  ///< member by member; those at one place of each correspond
    std::size_t width = 1;                  ///< how many programs a member has
    std::vector<MemberRecord> records{};    ///< of each member
    std::size_t bits = 0;                   ///< of a record
    std::size_t hive = 0;

    [[nodiscard]] std::size_t members() const { return records.size(); }
    [[nodiscard]] std::uint16_t program(std::size_t member, std::size_t place) const
    {
        return programs[member * width + place];
    }
    /// Its records are single programs' and fit a word as they are: sorting them is most of all there is.
    [[nodiscard]] bool is_simple() const
    {
        return width == 1 && bits <= 64 && records.front().references.empty() &&
               records.front().by_instance.empty();
    }
};

/// A hive that numbers its instances, as somebody sees it who must not tell apart what can be exchanged.
struct InstanceHive {
    static constexpr std::uint16_t nobody = 0xffff;

    struct Program {
        std::uint16_t kind = 0;        ///< the same for programs that can take one another's place
        std::uint16_t group = nobody;  ///< index into `groups`
        std::vector<Field> plain{};    ///< its fields that are no references, of equal widths where alike
        std::vector<Field> references{};
    };
    /// A member of a class that has something of its own beside its programs.
    struct Group {
        std::uint16_t kind = 0;
        std::vector<std::uint16_t> programs{};  ///< indices into `programs` of the hive
        std::vector<Field> plain{};
        std::vector<std::vector<Field>> by_instance{};
    };

    std::size_t hive = 0;
    std::vector<Program> programs{};
    std::vector<Group> groups{};
    std::vector<std::vector<Field>> by_instance{};  ///< lists of tables that stay where they are
    std::vector<std::size_t> classes{};  ///< indices into Symmetries::classes, in the order of sorting
};

/// What an order of names does to a field.
struct FieldChange {
    Field from{}, to{};
    Field unless_none{};                   ///< if present: nothing while this is 0
    std::vector<std::uint16_t> becomes{};  ///< by value; empty where values stay what they are
};

/// One order of the names, other than the one they have.
struct NameOrder {
    struct OfHive {
        std::vector<std::uint16_t> names;       ///< by Name: what it becomes
        std::vector<std::uint16_t> references;  ///< by Reference: what it becomes
    };
    std::vector<OfHive> hives;
    std::vector<std::vector<PointIndex>> points;  ///< by program, by point: what it becomes
    std::vector<FieldChange> changes;             ///< all that comes of it in a state
};

struct Symmetries {
    std::vector<ProgramClass> classes;    ///< those within a cell before those of cells
    std::vector<InstanceHive> instances;  ///< hives whose instances are numbered anew behind an exchange
    std::vector<NameOrder> orders;
    std::vector<std::uint16_t> class_of;  ///< by program: index into `classes` of its first class, or none
    std::uint64_t order = 1;         ///< how many exchanges there are in all; stays at the greatest number
    std::vector<std::string> words;  ///< for reports: what is interchangeable, or why nothing is

    [[nodiscard]] bool trivial() const { return classes.empty() && orders.empty(); }
};

[[nodiscard]] Symmetries find_symmetries(const Layout& layout);

}  // namespace holdfast::model
