#include "model/final_state.hpp"

#include "model/snapshot.hpp"

namespace holdfast::model {
namespace {

bool is_orphan(const Snapshot& state, const Hive& hive, std::size_t slot)
{
    const SlotFields& fields = hive.slots[slot];
    return state.get(fields.overdue) != 0 && state.status(fields) == Status::marked &&
           state.users_of(hive, in_slot(slot)).empty();
}

}  // namespace

std::vector<OrphanName> names_of_orphans(const Layout& layout)
{
    std::vector<OrphanName> names;
    for (std::uint16_t hive = 0; hive < layout.hives.size(); ++hive) {
        for (Name name = 0; name < layout.hives[hive].profiles.size(); ++name) names.push_back({hive, name});
    }
    return names;
}

bool has_orphan(const Layout& layout, const std::uint64_t* words)
{
    const Snapshot state(layout, words);
    for (const Hive& hive : layout.hives) {
        for (std::size_t slot = 0; slot < hive.slots.size(); ++slot) {
            if (is_orphan(state, hive, slot)) return true;
        }
    }
    return false;
}

bool has_orphan(const Layout& layout, const std::uint64_t* words, OrphanName which)
{
    const Snapshot state(layout, words);
    const Hive& hive = layout.hives[which.hive];
    if (hive.slots.empty()) return false;
    for (std::size_t slot = hive.first_slot(which.name); slot < hive.end_slot(which.name); ++slot) {
        if (is_orphan(state, hive, slot) && state.name_of(hive, in_slot(slot)) == which.name) return true;
    }
    return false;
}

bool is_stuck(const Layout& layout, const std::uint64_t* words)
{
    const Snapshot state(layout, words);
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        const Point::Kind kind = state.point(p).kind;
        if (kind != Point::Kind::end && kind != Point::Kind::crashed) return true;
    }
    return false;
}

}  // namespace holdfast::model
