// The in-use table U[k]: who is seen to use what, by those who share the table. The entries of the living
// stand in their own records; the table itself stores only what the dead left behind.
#pragma once

#include "model/registry.hpp"
#include "model/turn.hpp"

namespace holdfast::model {

class InUseTable {
public:
    explicit InUseTable(Turn& turn) : turn_(turn), table_(turn.table()) {}

    /// Whether the table shows any use of the instance. This is MAPI's question, not the truth: see
    /// truth.hpp.
    [[nodiscard]] bool shows_use_of(Reference instance)
    {
        turn_.reads(table_.resource);
        return living_entries_name(instance) || left_behind(instance) != 0;
    }

    /// The same question, asked of the caller's own process only (A3d).
    [[nodiscard]] bool own_process_uses(Reference instance) const
    {
        return entries_name(static_cast<std::uint16_t>(turn_.who()), instance);
    }

    /// What delete and logoff ask.
    [[nodiscard]] bool shows_use_to_delete_and_logoff(Reference instance)
    {
        const bool whole_table = turn_.policy().delete_and_logoff_see == DeleteAndLogoffSee::table;
        return whole_table ? shows_use_of(instance) : own_process_uses(instance);
    }

    /// The caller's MAPI session comes to be: it is `opening` from here on, and has its entry.
    void enter(Reference instance)
    {
        Registry registry(turn_);
        turn_.writes(table_.resource | turn_.hive().uses);
        const ProgramFields& own = turn_.fields();
        turn_.set(own.session, instance);
        if (own.entry.present()) turn_.set(own.entry, instance);
        if (own.marked_path.present()) {
            turn_.set(own.marked_path, std::uint64_t{is_moved(instance)});
        }
        registry.use_again(instance);
        stop_counting_as_creator();
    }

    /// The caller's MAPI session ends; its entry is still there at grain micro.
    void end_session()
    {
        turn_.writes(turn_.hive().uses);
        turn_.set(turn_.fields().session, Reference{});
        turn_.set(turn_.fields().stale_handle, std::uint64_t{0});
        if (!turn_.fields().entry.present()) turn_.writes(table_.resource);
    }

    void leave()
    {
        turn_.writes(table_.resource);
        if (turn_.fields().entry.present()) turn_.set(turn_.fields().entry, Reference{});
        turn_.set(turn_.fields().marked_path, std::uint64_t{0});
    }

    /// A5 (c): the creator counts as a user until it logs on or deletes.
    void count_creator(Reference instance)
    {
        if (!turn_.fields().created.present()) return;
        turn_.writes(table_.resource);
        turn_.set(turn_.fields().created, instance);
    }

    void stop_counting_as_creator()
    {
        if (!turn_.fields().created.present()) return;
        turn_.writes(table_.resource);
        turn_.set(turn_.fields().created, Reference{});
    }

    /// The caller's process goes away, or gives MAPI up. Plain counts stay as they were as long as anybody
    /// else has the table open; with the last one the whole table goes.
    void detach()
    {
        turn_.writes(table_.resource);
        const bool others = others_attached();
        if (others && turn_.policy().entries == Entries::counts) leave_entries_behind();
        if (!others) forget_the_dead();
        end_session();
        leave();
        stop_counting_as_creator();
    }

    /// A17 recovery (ii): whoever finds the mutex abandoned empties the table, the entries of the living
    /// included.
    void reset()
    {
        turn_.writes(table_.resource);
        forget_the_dead();
        for (const std::uint16_t p : table_.programs) {
            const ProgramFields& program = turn_.layout().programs[p].fields;
            for (const Field field : {program.entry, program.created}) {
                if (field.present()) turn_.set(field, Reference{});
            }
        }
    }

    /// A17 recovery (iii): only what the dead left behind is forgotten.
    void forget_the_dead()
    {
        turn_.writes(table_.resource);
        for (std::size_t key = 0; key < table_.stale.size(); ++key) {
            const Field field = table_.stale[key];
            const bool by_instance = turn_.policy().table_key == TableKey::instance;
            // Left-over entries decide how namesakes are numbered, as references do.
            if (by_instance && turn_.get(field) != 0) {
                Registry(turn_).note_reference_change(Registry::in_slot(static_cast<std::uint16_t>(key)));
                turn_.renumber = true;
            }
            turn_.set(field, std::uint64_t{0});
        }
    }

    [[nodiscard]] static Reference entry_of(const Turn& turn, std::uint16_t program)
    {
        return turn.reference(entry_field(turn.layout().programs[program].fields));
    }

private:
    [[nodiscard]] bool living_entries_name(Reference instance) const
    {
        if (entries_are_codes()) return any_entry_is(instance) || any_entry_is(purged_namesake(instance));
        for (const std::uint16_t p : table_.programs) {
            if (entries_name(p, instance)) return true;
        }
        return false;
    }

    /// Whether an entry is for an instance exactly if it refers to that instance, or to a purged one of the
    /// same name where that is the key: then the whole table can be asked at once.
    [[nodiscard]] bool entries_are_codes() const
    {
        switch (turn_.policy().table_key) {
        case TableKey::instance: return true;
        case TableKey::name: return turn_.hive().slot_per_name;
        case TableKey::path: return false;
        }
        return false;
    }

    [[nodiscard]] Reference purged_namesake(Reference instance) const
    {
        if (turn_.policy().table_key == TableKey::instance) return instance;
        const Registry registry(turn_);
        return registry.purged_instance_of(registry.name_of(instance));
    }

    [[nodiscard]] bool any_entry_is(Reference instance) const
    {
        return turn_.any_is(table_.entries, instance.code) || turn_.any_is(table_.created, instance.code);
    }

    [[nodiscard]] bool entries_name(std::uint16_t program, Reference instance) const
    {
        const ProgramFields& fields = turn_.layout().programs[program].fields;
        const Reference entry = entry_of(turn_, program);
        const Reference created = turn_.reference(fields.created);
        return names(entry, turn_.get(fields.marked_path) != 0, instance) || names(created, false, instance);
    }

    /// Whether an entry, made by the path of a marked profile or not, is for the instance (A7).
    [[nodiscard]] bool names(Reference entry, bool by_marked_path, Reference instance) const
    {
        if (entry.none()) return false;
        const Registry registry(turn_);
        switch (turn_.policy().table_key) {
        case TableKey::instance: return entry == instance;
        case TableKey::name: return registry.name_of(entry) == registry.name_of(instance);
        case TableKey::path:
            if (is_moved(instance)) return by_marked_path && entry == instance;
            return !by_marked_path && registry.name_of(entry) == registry.name_of(instance);
        }
        return false;
    }

    /// A marked instance has a path of its own, unless the mark is a flag on a key that stays.
    [[nodiscard]] bool is_moved(Reference instance) const
    {
        return turn_.policy().mark != Mark::flag && Registry(turn_).status_of(instance) == Status::marked;
    }

    [[nodiscard]] std::size_t key_of(Reference instance) const
    {
        if (turn_.policy().table_key == TableKey::instance) return instance.code - 1u;
        return Registry(turn_).name_of(instance);
    }

    [[nodiscard]] std::uint64_t left_behind(Reference instance) const
    {
        const bool by_path = turn_.policy().table_key == TableKey::path;
        if (by_path && is_moved(instance)) return 0;
        return turn_.get(table_.stale[key_of(instance)]);
    }

    void leave_entries_behind()
    {
        const ProgramFields& own = turn_.fields();
        if (turn_.get(own.marked_path) == 0)
            leave_behind(entry_of(turn_, static_cast<std::uint16_t>(turn_.who())));
        leave_behind(turn_.reference(own.created));
    }

    /// An entry for an instance that is gone for good can never be asked for again, unless its name is the
    /// key.
    void leave_behind(Reference entry)
    {
        if (entry.none()) return;
        const bool by_instance = turn_.policy().table_key == TableKey::instance;
        if (by_instance && !Registry(turn_).is_present(entry)) return;
        if (turn_.narrator() != nullptr) turn_.narrator()->left_entries_behind(turn_);
        const Field field = table_.stale[key_of(entry)];
        turn_.set(field, turn_.get(field) + 1);
        turn_.renumber = true;
    }

    [[nodiscard]] bool others_attached() const
    {
        for (const std::uint16_t p : table_.programs) {
            if (p != turn_.who() && is_attached(p)) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_attached(std::uint16_t p) const
    {
        const ProgramLayout& program = turn_.layout().programs[p];
        if (turn_.get(program.fields.at) == program.script.crashed) return false;
        return !program.counts_initialize || turn_.get(program.fields.initialized) > 0;
    }

    Turn& turn_;
    const Table& table_;
};

}  // namespace holdfast::model
