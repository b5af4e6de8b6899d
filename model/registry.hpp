// The profile store of one hive: which instances are live, which are marked for deletion (moved to the
// Deleted Profiles place), and what becomes of them. Everything that purges, purges here, so P1 and P4 are
// judged in one place.
#pragma once

#include <bit>

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
    [[nodiscard]] Reference create(Name name, bool dynamic, Status status = Status::live)
    {
        for (std::uint16_t slot = hive_.first_slot(name); slot < hive_.end_slot(name); ++slot) {
            const Reference fresh = in_slot(slot);
            if (stored_status(fresh) != Status::none) continue;
            turn_.writes(hive_.registry[name]);
            turn_.set(fields(fresh).status, static_cast<std::uint64_t>(status));
            if (!hive_.slot_per_name) turn_.set(fields(fresh).name, std::uint64_t{name});
            turn_.set(fields(fresh).dynamic, std::uint64_t{dynamic});
            turn_.renumber = true;
            return fresh;
        }
        return {};
    }

    /// Live to marked: still there for those who use it, out of sight for others.
    void mark(Reference instance)
    {
        if (turn_.narrator() != nullptr) turn_.narrator()->marked(turn_, instance);
        turn_.writes(hive_.registry[name_of(instance)]);
        turn_.set(fields(instance).status, static_cast<std::uint64_t>(Status::marked));
        turn_.renumber = true;
        lose_handles(instance);
    }

    /// The instance is gone for good. Whoever still refers to it keeps its name and nothing else.
    void purge(Reference instance)
    {
        const Name name = name_of(instance);
        turn_.writes(hive_.registry[name]);
        judge_purge(instance);
        redirect(instance, purged_instance_of(name));
        free(instance);
    }

    /// The second half of a move by copy and delete: who used the original goes on with the copy.
    void replace(Reference original, Reference copy)
    {
        turn_.writes(hive_.registry[name_of(original)]);
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
        if (!turn_.own.none()) {
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

    /// A2 (ii): handles opened by the old path die with the move.
    void lose_handles(Reference instance)
    {
        if (turn_.policy().handles_after_move != HandlesAfterMove::reopen || !turn_.micro()) return;
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
