// A state as a reader looks at it: no turn, no footprint, nothing changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/layout.hpp"

namespace holdfast::model {

/// What refers to the instance that stands in a slot.
[[nodiscard]] constexpr Reference in_slot(std::size_t slot) { return {static_cast<std::uint16_t>(slot + 1)}; }

class Snapshot {
public:
    Snapshot(const Layout& layout, const std::uint64_t* words) : layout_(layout), words_(words) {}

    [[nodiscard]] std::uint64_t get(Field field) const
    {
        return (words_[field.word] >> field.shift) & field.mask;
    }

    [[nodiscard]] Status status(const SlotFields& slot) const
    {
        return static_cast<Status>(get(slot.status));
    }

    [[nodiscard]] Reference session(std::size_t program) const
    {
        return {static_cast<std::uint16_t>(get(layout_.programs[program].fields.session))};
    }

    /// What its service administration is open on.
    [[nodiscard]] Reference admin(std::size_t program) const
    {
        return {static_cast<std::uint16_t>(get(layout_.programs[program].fields.admin))};
    }

    /// As Turn::table_of.
    [[nodiscard]] std::size_t table_of(std::size_t program) const
    {
        const ProgramLayout& layout = layout_.programs[program];
        return layout.own_table && get(layout.fields.on_its_own) != 0 ? *layout.own_table : layout.table;
    }

    /// What the program's entry in its in-use table is for.
    [[nodiscard]] Reference entry(std::size_t program) const
    {
        return {static_cast<std::uint16_t>(get(entry_field(layout_.programs[program].fields)))};
    }

    /// Programs whose session is on the instance, by index into Layout::programs.
    [[nodiscard]] std::vector<std::size_t> users_of(const Hive& hive, Reference instance) const
    {
        std::vector<std::size_t> users;
        for (const std::uint16_t p : hive.programs) {
            if (session(p) == instance) users.push_back(p);
        }
        return users;
    }

    [[nodiscard]] const Point& point(std::size_t program) const
    {
        const ProgramLayout& layout = layout_.programs[program];
        return layout.script.points[get(layout.fields.at)];
    }

    [[nodiscard]] Name name_of(const Hive& hive, Reference instance) const
    {
        if (instance.code > hive.slots.size())
            return static_cast<Name>(instance.code - hive.slots.size() - 1);
        if (hive.slot_per_name) return static_cast<Name>(instance.code - 1);
        return static_cast<Name>(get(hive.slots[instance.code - 1u].name));
    }

    [[nodiscard]] bool is_marked(const Hive& hive, Reference instance) const
    {
        return !is_purged(hive, instance) && status(hive.slots[instance.code - 1u]) == Status::marked;
    }

    [[nodiscard]] bool is_purged(const Hive& hive, Reference instance) const
    {
        return instance.code > hive.slots.size();
    }

private:
    const Layout& layout_;
    const std::uint64_t* words_;
};

}  // namespace holdfast::model
