// The profile store of one hive: which instances are live, which are marked for deletion (moved to the
// Deleted Profiles place), and what becomes of them. Everything that purges, purges here, so P1 and P4 are
// judged in one place.
#pragma once

#include <bit>
#include <optional>

#include "model/narrator.hpp"
#include "model/truth.hpp"
#include "model/turn.hpp"

namespace holdfast::model {

class Registry {
public:
    explicit Registry(Turn& turn) : turn_(turn), hive_(turn.hive()) {}

    [[nodiscard]] std::uint16_t slots() const { return hive_.slot_count(); }
    [[nodiscard]] static Reference in_slot(std::uint16_t slot)
    {
        return {static_cast<std::uint16_t>(slot + 1)};
    }
    [[nodiscard]] Reference purged_instance_of(Name name) const
    {
        return {static_cast<std::uint16_t>(hive_.slots.size() + 1 + name)};
    }
    [[nodiscard]] bool is_present(Reference instance) const
    {
        return !instance.none() && instance.code <= hive_.slots.size();
    }

    /// Known even after the purge.
    [[nodiscard]] Name name_of(Reference instance) const
    {
        if (!is_present(instance)) return static_cast<Name>(instance.code - hive_.slots.size() - 1);
        if (hive_.slot_per_name) return static_cast<Name>(instance.code - 1);
        return static_cast<Name>(turn_.get(fields(instance).name));
    }

    [[nodiscard]] Status status_of(Reference instance)
    {
        turn_.reads(hive_.registry[name_of(instance)]);
        return is_present(instance) ? stored_status(instance) : Status::purged;
    }

    [[nodiscard]] bool is_dynamic(Reference instance) const
    {
        return turn_.get(fields(instance).dynamic) != 0;
    }
    /// Without message services.
    [[nodiscard]] bool is_bare(Reference instance) const { return turn_.get(fields(instance).bare) != 0; }
    [[nodiscard]] bool is_overdue(Reference instance) const
    {
        return turn_.get(fields(instance).overdue) != 0;
    }

    /// Live[n], or none.
    [[nodiscard]] Reference live(Name name)
    {
        turn_.reads(hive_.registry[name]);
        for (std::uint16_t slot = hive_.first_slot(name); slot < hive_.end_slot(name); ++slot) {
            const Reference instance = in_slot(slot);
            if (stored_status(instance) == Status::live && name_of(instance) == name) return instance;
        }
        return {};
    }

    /// Calls `visit` with every marked instance of the name.
    template <class Visit>
    void for_each_marked(Name name, Visit visit)
    {
        turn_.reads(hive_.registry[name]);
        for (std::uint16_t slot = hive_.first_slot(name); slot < hive_.end_slot(name); ++slot) {
            const Reference instance = in_slot(slot);
            if (stored_status(instance) == Status::marked && name_of(instance) == name) visit(instance);
        }
    }

    [[nodiscard]] bool has_marked(Name name)
    {
        bool found = false;
        for_each_marked(name, [&](Reference) { found = true; });
        return found;
    }

    /// Whether a new profile cannot have the name (A6).
    [[nodiscard]] bool is_taken(Name name)
    {
        if (!live(name).none()) return true;
        return turn_.policy().create_over_marked == CreateOverMarked::no_access && has_marked(name);
    }

    /// Calls `visit` with every present instance of the hive, name by name: in what order those of one name
    /// stand is a matter of references (renumbering.hpp), but other names must have no part in it.
    template <class Visit>
    void for_each_present(Visit visit)
    {
        for (Name name = 0; name < hive_.registry.size(); ++name) {
            turn_.reads(hive_.registry[name]);
            for (std::uint16_t slot = hive_.first_slot(name); slot < hive_.end_slot(name); ++slot) {
                const Reference instance = in_slot(slot);
                if (stored_status(instance) != Status::none && name_of(instance) == name) visit(instance);
            }
        }
    }

    /// Somebody's reference to the instance came or went. Where several instances share a name, that decides
    /// in which order they are numbered, and so which of them a pick takes: whoever picks must know.
    void note_reference_change(Reference instance)
    {
        if (hive_.slot_per_name) return;  // no namesakes, no picks
        if (!is_present(instance) || stored_status(instance) == Status::none) return;
        const Name name = name_of(instance);
        unsigned namesakes = 0;
        for (std::uint16_t slot = 0; slot < slots(); ++slot) {
            if (stored_status(in_slot(slot)) != Status::none && name_of(in_slot(slot)) == name) ++namesakes;
        }
        turn_.reads(hive_.registry[name]);
        if (namesakes > 1) turn_.writes(hive_.registry[name]);
    }

    /// A new instance, or none where the limit on instances is reached.
    [[nodiscard]] Reference create(Name name, bool dynamic, Status status = Status::live, bool bare = false)
    {
        for (std::uint16_t slot = hive_.first_slot(name); slot < hive_.end_slot(name); ++slot) {
            const Reference fresh = in_slot(slot);
            if (stored_status(fresh) != Status::none) continue;
            turn_.writes(hive_.registry[name]);
            turn_.set(fields(fresh).status, static_cast<std::uint64_t>(status));
            if (!hive_.slot_per_name) turn_.set(fields(fresh).name, std::uint64_t{name});
            turn_.set(fields(fresh).dynamic, std::uint64_t{dynamic});
            turn_.set(fields(fresh).bare, std::uint64_t{bare});
            turn_.renumber = true;
            return fresh;
        }
        return {};
    }

    void set_bare(Reference instance, bool bare)
    {
        turn_.writes(hive_.registry[name_of(instance)]);
        turn_.set(fields(instance).bare, std::uint64_t{bare});
        turn_.renumber = true;
    }

    /// The default profile's name, or nothing.
    [[nodiscard]] std::optional<Name> default_name()
    {
        turn_.reads(hive_.default_resource);
        const std::uint64_t stored = turn_.get(hive_.default_profile);
        if (stored == 0) return std::nullopt;
        return static_cast<Name>(stored - 1);
    }

    void set_default(Name name)
    {
        turn_.writes(hive_.default_resource);
        turn_.set(hive_.default_profile, std::uint64_t{name} + 1);
    }

    /// Waits for the end of its use with another name.
    void rename_later(Reference instance, Name name)
    {
        turn_.writes(hive_.registry[name_of(instance)]);
        turn_.set(fields(instance).pending, std::uint64_t{name} + 1);
        turn_.renumber = true;
    }

    [[nodiscard]] std::optional<Name> pending_name(Reference instance) const
    {
        const std::uint64_t stored = turn_.get(fields(instance).pending);
        if (stored == 0) return std::nullopt;
        return static_cast<Name>(stored - 1);
    }

    /// A10. False where the name is taken and stays so; nothing waits any more then.
    bool rename(Reference instance, Name name)
    {
        const Name old = name_of(instance);
        turn_.writes(hive_.registry[old] | hive_.registry[name]);
        turn_.set(fields(instance).pending, std::uint64_t{0});
        turn_.renumber = true;
        if (name == old) return true;
        if (is_taken(name)) {
            if (turn_.policy().rename_over_existing == RenameOverExisting::refused) return false;
            purge_what_is_under(name);
        }
        if (turn_.narrator() != nullptr) turn_.narrator()->renamed(turn_, instance, name);
        leave_old_name_in_tables(instance);
        // To be the default is a property of the profile, which takes it along (PR_DEFAULT_PROFILE).
        if (hive_.default_profile.present() && default_name() == old) set_default(name);
        turn_.set(fields(instance).name, std::uint64_t{name});
        lose_paths(instance);
        return true;
    }

    /// Whatever has its key under the name: one that is marked by a flag has it there too.
    void purge_what_is_under(Name name)
    {
        if (const Reference other = live(name); !other.none()) purge(other);
        if (turn_.policy().mark != Mark::flag) return;
        for_each_marked(name, [&](Reference other) { purge(other); });
    }

    /// Live to marked: still there for those who use it, out of sight for others.
    void mark(Reference instance)
    {
        if (turn_.narrator() != nullptr) turn_.narrator()->marked(turn_, instance);
        turn_.writes(hive_.registry[name_of(instance)]);
        turn_.set(fields(instance).status, static_cast<std::uint64_t>(Status::marked));
        turn_.set(fields(instance).pending, std::uint64_t{0});  // what is to go needs no other name
        turn_.renumber = true;
        if (turn_.policy().default_deleted == DefaultDeleted::cleared_at_mark)
            clear_default(name_of(instance));
        lose_handles(instance);
    }

    /// The instance is gone for good. Whoever still refers to it keeps its name and nothing else.
    void purge(Reference instance)
    {
        const Name name = name_of(instance);
        turn_.writes(hive_.registry[name]);
        judge_purge(instance);
        const bool was_live = stored_status(instance) == Status::live;
        redirect(instance, purged_instance_of(name));
        free(instance);
        const bool clears = turn_.policy().default_deleted == DefaultDeleted::cleared_at_purge ||
                            (was_live && turn_.policy().default_deleted == DefaultDeleted::cleared_at_mark);
        if (clears && live(name).none()) clear_default(name);
    }

    /// The second half of a move by copy and delete: who used the original goes on with the copy.
    void replace(Reference original, Reference copy)
    {
        turn_.writes(hive_.registry[name_of(original)]);
        if (turn_.policy().default_deleted == DefaultDeleted::cleared_at_mark)
            clear_default(name_of(original));
        redirect(original, copy);
        if (is_used(turn_, hive_, copy)) use_again(copy);
        free(original);
        lose_handles(copy);
    }

    /// A MAPI event of this hive has taken its look: what is marked, unused and still here should be gone by
    /// now. `except` is the instance whose last use this very event ends; for that one it does not count as
    /// "after".
    void pass_over_unused(Reference except = {})
    {
        for (const Resource resource : hive_.registry) turn_.reads(resource);
        for (std::uint16_t slot = 0; slot < slots(); ++slot) {
            const Reference instance = in_slot(slot);
            if (stored_status(instance) != Status::marked) continue;
            if (instance == except || is_overdue(instance) || is_used(turn_, hive_, instance)) continue;
            turn_.writes(hive_.registry[name_of(instance)]);
            turn_.set(fields(instance).overdue, std::uint64_t{1});
            turn_.renumber = true;
        }
    }

    /// A marked instance that found a new user is waited for again.
    void use_again(Reference instance)
    {
        if (!is_present(instance) || !is_overdue(instance)) return;
        turn_.writes(hive_.registry[name_of(instance)]);
        turn_.set(fields(instance).overdue, std::uint64_t{0});
    }

private:
    [[nodiscard]] const SlotFields& fields(Reference instance) const
    {
        return hive_.slots[instance.code - 1u];
    }

    [[nodiscard]] Status stored_status(Reference instance) const
    {
        return static_cast<Status>(turn_.get(fields(instance).status));
    }

    void judge_purge(Reference instance)
    {
        const bool used = is_used(turn_, hive_, instance);
        turn_.triggers(PropertyIndex::in_use_purge);
        if (used) turn_.violates(PropertyIndex::in_use_purge);
        // A session that needs nothing of the registry owns no instance there.
        if (!turn_.own.none() && turn_.policy().session_reads == SessionReads::registry) {
            turn_.triggers(PropertyIndex::wrong_instance);
            const bool still_wanted = used || stored_status(instance) == Status::live;
            if (instance != turn_.own && still_wanted) turn_.violates(PropertyIndex::wrong_instance);
        }
        if (turn_.narrator() != nullptr) {
            turn_.narrator()->purged(turn_, instance, users_of(turn_, hive_, instance));
        }
    }

    /// Everyone who refers to one instance refers to another from now on.
    void redirect(Reference from, Reference to)
    {
        if (turn_.scratch == from) turn_.scratch = to;
        if (turn_.own == from) turn_.own = to;
        if (!turn_.any_is(hive_.references, from.code)) return;
        for (const Field field : hive_.reference_fields) {
            if (turn_.reference(field) == from) turn_.set(field, to);
        }
    }

    void free(Reference instance)
    {
        const SlotFields& slot = fields(instance);
        for (const SlotField& each : slot_fields) turn_.set(slot.*each.field, std::uint64_t{0});
        if (lists_go_by_instance(turn_.policy())) {
            for (const Table& table : turn_.layout().tables) {
                if (&turn_.layout().hives[table.hive] != &hive_) continue;
                for (const auto list : table_lists)
                    turn_.set((table.*list)[instance.code - 1u], std::uint64_t{0});
            }
        }
        turn_.renumber = true;
    }

    /// A11.
    void clear_default(Name name)
    {
        if (!hive_.default_profile.present() || default_name() != name) return;
        turn_.writes(hive_.default_resource);
        turn_.set(hive_.default_profile, std::uint64_t{0});
    }

    /// A7: an entry that was made by name or path does not follow what it names to another.
    void leave_old_name_in_tables(Reference instance)
    {
        if (turn_.policy().table_key == TableKey::instance) return;
        const Reference old = purged_instance_of(name_of(instance));
        for (const std::uint16_t p : hive_.programs) {
            const ProgramFields& program = turn_.layout().programs[p].fields;
            const Resource table = turn_.layout().tables[turn_.table_of(p)].resource;
            turn_.reads(table);
            for (const Field field : {program.entry, program.created}) {
                if (!field.present() || turn_.reference(field) != instance) continue;
                turn_.writes(table);
                turn_.set(field, old);
            }
        }
    }

    /// A2 (ii), for a new name: who opened the profile by its old path finds nothing there any more.
    void lose_paths(Reference instance)
    {
        for (const std::uint16_t p : hive_.programs) {
            const ProgramFields& program = turn_.layout().programs[p].fields;
            if (!program.lost_path.present()) continue;
            turn_.reads(hive_.uses);
            if (turn_.reference(program.session) == instance) turn_.set(program.lost_path, std::uint64_t{1});
        }
    }

    /// A2 (ii): handles opened by the old path die with the move.
    void lose_handles(Reference instance)
    {
        if (turn_.policy().handles_after_move != HandlesAfterMove::reopen || !turn_.micro()) return;
        turn_.reads(hive_.uses);
        for (const std::uint16_t p : hive_.programs) {
            const ProgramFields& program = turn_.layout().programs[p].fields;
            if (program.stale_handle.present() && turn_.reference(program.session) == instance) {
                turn_.set(program.stale_handle, std::uint64_t{1});
            }
        }
    }

    Turn& turn_;
    const Hive& hive_;
};

}  // namespace holdfast::model
