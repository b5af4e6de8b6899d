// The in-use table U[k]: who is seen to use what, by those who share the table. The entries of the living
// stand in their own records; the table itself stores only what the dead left behind.
#pragma once

#include "model/registry.hpp"
#include "model/turn.hpp"

namespace holdfast::model {

class InUseTable {
public:
    explicit InUseTable(Turn& turn) : InUseTable(turn, turn.table()) {}
    InUseTable(Turn& turn, const Table& table) : turn_(turn), table_(table) {}

    /// Whether the table shows any use of the instance. This is MAPI's question, not the truth: see
    /// truth.hpp. Who could not have a table takes everything for used (A16 c).
    [[nodiscard]] bool shows_use_of(Reference instance)
    {
        if (turn_.has_no_table()) return true;
        if (turn_.policy().use_scope != UseScope::all_sessions) return this_one_shows_use_of(instance);
        for (const Table& table : turn_.layout().tables) {
            const bool same_hive = table.hive == table_.hive;
            if (same_hive && InUseTable(turn_, table).this_one_shows_use_of(instance)) return true;
        }
        return false;
    }

    [[nodiscard]] bool this_one_shows_use_of(Reference instance)
    {
        turn_.reads(table_.resource);
        return living_entries_name(instance) || left_behind(instance) != 0;
    }

    /// The same question, asked of the caller's own process only (A3d).
    [[nodiscard]] bool own_process_uses(Reference instance)
    {
        turn_.reads(table_.resource);
        return entries_name(static_cast<std::uint16_t>(turn_.who()), instance);
    }

    /// What delete and logoff ask. Without a table, whoever asks at all is shown use.
    [[nodiscard]] bool shows_use_to_delete_and_logoff(Reference instance)
    {
        if (turn_.has_no_table() && turn_.policy().delete_and_logoff_see != DeleteAndLogoffSee::nobody)
            return true;
        switch (turn_.policy().delete_and_logoff_see) {
        case DeleteAndLogoffSee::table: return shows_use_of(instance);
        case DeleteAndLogoffSee::own_process: return own_process_uses(instance);
        case DeleteAndLogoffSee::nobody: return false;
        }
        return false;
    }

    /// Whether anybody has the table open, so that it exists (A16). Not asked of the caller, which is about
    /// to.
    [[nodiscard]] bool exists()
    {
        turn_.reads(table_.resource);
        return others_attached();
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
        turn_.set(own.marker, std::uint64_t{0});
        registry.use_again(instance);
        stop_counting_as_creator();
    }

    /// The caller's MAPI session ends; its entry is still there at grain micro.
    void end_session()
    {
        turn_.writes(turn_.hive().uses);
        turn_.set(turn_.fields().session, Reference{});
        for (const Field field : {turn_.fields().stale_handle, turn_.fields().lost_path,
                                  turn_.fields().shared, turn_.fields().asked})
            turn_.set(field, std::uint64_t{0});
        if (!turn_.fields().entry.present()) turn_.writes(table_.resource);
    }

    /// `instance` is what the session was on.
    void leave(Reference instance)
    {
        turn_.writes(table_.resource);
        if (turn_.policy().entries == Entries::set && !turn_.has_no_table()) take_out_for_all(instance);
        if (turn_.fields().entry.present()) turn_.set(turn_.fields().entry, Reference{});
        turn_.set(turn_.fields().marked_path, std::uint64_t{0});
    }

    /// A5 (b): service administration is open on the instance; with none, it is closed.
    void administer(Reference instance)
    {
        turn_.writes(table_.resource);
        turn_.set(turn_.fields().admin, instance);
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
        const bool stays = turn_.policy().table_kept_in == TableKeptIn::registry || others_attached();
        const bool undone = turn_.policy().entries == Entries::records ||
                            turn_.policy().entries == Entries::handles || turn_.has_no_table();
        if (stays && !undone) leave_entries_behind();
        if (!stays) forget_the_dead();
        end_session();
        if (turn_.fields().entry.present()) turn_.set(turn_.fields().entry, Reference{});
        turn_.set(turn_.fields().marked_path, std::uint64_t{0});
        stop_counting_as_creator();
        if (turn_.fields().admin.present()) administer({});
        turn_.set(turn_.fields().marker, std::uint64_t{0});
        turn_.set(turn_.fields().on_its_own, std::uint64_t{0});
    }

    /// A17 recovery (ii): whoever finds the mutex abandoned empties the table, the entries of the living
    /// included.
    void reset()
    {
        turn_.writes(table_.resource);
        forget_the_dead();
        for (const std::uint16_t p : table_.programs) {
            if (!is_here(p)) continue;
            const ProgramFields& program = turn_.layout().programs[p].fields;
            for (const Field field : {program.entry, program.created}) clear_entry(p, field);
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
            if (is_here(p) && entries_name(p, instance)) return true;
        }
        return false;
    }

    /// Whether a program that this table is meant for really has it: see A16.
    [[nodiscard]] bool is_here(std::uint16_t p) const
    {
        if (!table_.has_guests) return true;
        const ProgramLayout& program = turn_.layout().programs[p];
        const bool on_its_own = turn_.get(program.fields.on_its_own) != 0;
        if (on_its_own && !program.own_table) return false;
        return &turn_.layout().tables[turn_.table_of(p)] == &table_;
    }

    /// Whether an entry is for an instance exactly if it refers to that instance, or to a purged one of the
    /// same name where that is the key: then the whole table can be asked at once.
    [[nodiscard]] bool entries_are_codes() const
    {
        if (table_.has_guests || table_.of_several_hives) return false;
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
        return turn_.any_is(table_.entries, instance.code) || turn_.any_is(table_.created, instance.code) ||
               (admins_count() && turn_.any_is(table_.admins, instance.code));
    }

    [[nodiscard]] bool admins_count() const
    {
        return turn_.policy().counts_as_use == CountsAsUse::session_or_admin;
    }

    [[nodiscard]] bool entries_name(std::uint16_t program, Reference instance) const
    {
        const ProgramFields& fields = turn_.layout().programs[program].fields;
        const auto also_names = [&](Field field) {
            const Reference entry = turn_.reference(field);
            return is_of_this_hive(program) ? names(entry, false, instance)
                                            : names_text(program, entry, instance);
        };
        return entry_names(program, instance) || also_names(fields.created) ||
               (admins_count() && also_names(fields.admin));
    }

    /// Where hives are not told apart, a profile of that name in another hive is as good (KB 817375).
    [[nodiscard]] bool names_text(std::uint16_t program, Reference entry, Reference instance) const
    {
        const Hive& hive = turn_.layout().hives[turn_.layout().programs[program].hive];
        return !entry.none() && hive.texts[name_in(hive, entry)] == text_of(instance);
    }

    [[nodiscard]] Name name_in(const Hive& hive, Reference instance) const
    {
        if (instance.code > hive.slots.size())
            return static_cast<Name>(instance.code - hive.slots.size() - 1);
        if (hive.slot_per_name) return static_cast<Name>(instance.code - 1);
        return static_cast<Name>(turn_.get(hive.slots[instance.code - 1u].name));
    }

    [[nodiscard]] std::size_t text_of(Reference instance) const
    {
        return turn_.hive().texts[Registry(turn_).name_of(instance)];
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
        if (turn_.policy().table_tells_hives == TableTellsHives::together) return text_of(instance);
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
        if (admins_count()) leave_behind(turn_.reference(own.admin));
    }

    /// A set of names has no count: who leaves takes the name out, whoever else is in, and even where
    /// somebody had taken it out before and a third had put it in again.
    void take_out_for_all(Reference instance)
    {
        const Reference entry = entry_of(turn_, static_cast<std::uint16_t>(turn_.who()));
        const Reference mine = entry.none() ? instance : entry;
        const bool by_instance = turn_.policy().table_key == TableKey::instance;
        if (mine.none()) return;
        // By instance, what is purged is in no set any more.
        if (by_instance && Registry(turn_).status_of(mine) == Status::purged) return;
        const Field stale = table_.stale[key_of(mine)];
        if (by_instance && turn_.get(stale) != 0) {
            Registry(turn_).note_reference_change(mine);
            turn_.renumber = true;
        }
        turn_.set(stale, std::uint64_t{0});
        for (const std::uint16_t p : table_.programs) {
            const bool others = p != turn_.who() && is_here(p);
            if (others && entry_names(p, mine)) clear_entry(p, turn_.layout().programs[p].fields.entry);
        }
    }

    /// Where hives are not told apart it may be an entry for another hive's instance; then its numbers change
    /// there.
    void clear_entry(std::uint16_t p, Field entry)
    {
        if (!entry.present() || turn_.reference(entry).none()) return;
        if (!table_.of_several_hives) return turn_.set(entry, Reference{});
        Turn other = turn_.turn_of(p);
        Registry(other).note_reference_change(other.reference(entry));
        other.set(entry, Reference{});
        turn_.take_over(other);
    }

    /// Whether the program's entry for its session names the instance.
    [[nodiscard]] bool entry_names(std::uint16_t p, Reference instance) const
    {
        const Reference entry = entry_of(turn_, p);
        if (!is_of_this_hive(p)) return names_text(p, entry, instance);
        return names(entry, turn_.get(turn_.layout().programs[p].fields.marked_path) != 0, instance);
    }

    [[nodiscard]] bool is_of_this_hive(std::uint16_t p) const
    {
        return &turn_.layout().hives[turn_.layout().programs[p].hive] == &turn_.hive();
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
        turn_.set(field, std::uint64_t{1});
        turn_.renumber = true;
    }

    [[nodiscard]] bool others_attached() const
    {
        for (const std::uint16_t p : table_.programs) {
            if (p != turn_.who() && is_here(p) && is_attached(p)) return true;
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
