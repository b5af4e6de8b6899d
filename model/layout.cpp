#include "model/layout.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <range/v3/algorithm/any_of.hpp>

namespace holdfast::model {
namespace {

/// Hands out bits, first come first served; a field never crosses a word.
class Packer {
public:
    Field field(std::uint64_t greatest)
    {
        const auto width = static_cast<std::size_t>(std::bit_width(greatest));
        if (width == 0) return {};
        if (used_ % 64 + width > 64) used_ += 64 - used_ % 64;
        const Field result{.mask = (std::uint64_t{1} << width) - 1,
                           .word = static_cast<std::uint8_t>(used_ / 64),
                           .shift = static_cast<std::uint8_t>(used_ % 64)};
        used_ += width;
        return result;
    }

    /// A yes or no, if it can ever be yes.
    Field flag(bool possible) { return field(possible ? 1 : 0); }

    [[nodiscard]] std::size_t bits() const { return used_; }

private:
    std::size_t used_ = 0;
};

/// Hands out the bits of footprints.
class Resources {
public:
    Resource next()
    {
        const Resource result = Resource{1} << used_;
        if (used_ < 63) ++used_;
        return result;
    }

private:
    unsigned used_ = 0;
};

std::size_t calls_of(const Script& script, CallKind kind)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        script.possibilities, [&](const Possibility& each) { return each.call.kind == kind; }));
}

bool makes(const Script& script, CallKind kind) { return calls_of(script, kind) > 0; }

class Builder {
public:
    Builder(const World& world, const Policy& policy, Grain grain, std::optional<std::size_t> most_instances)
        : most_instances_(most_instances)
    {
        layout_.world = world;
        layout_.policy = policy;
        layout_.grain = grain;
    }

    tl::expected<Layout, std::string> build()
    {
        if (layout_.world.programs.size() > most_programs) {
            return tl::make_unexpected(fmt::format("this scenario runs {} programs; the most is {}",
                                                   layout_.world.programs.size(), most_programs));
        }
        for (const Program& program : layout_.world.programs) {
            auto script = make_script(program, layout_.grain);
            if (!script) return tl::make_unexpected(script.error());
            layout_.programs.push_back({.script = std::move(*script)});
        }
        find_hives();
        share_tables();
        share_mutexes();
        hand_out_resources();
        if (auto problem = place_fields(); !problem.empty()) return tl::make_unexpected(std::move(problem));
        return std::move(layout_);
    }

private:
    const Session& session_of(std::size_t program) const
    {
        return layout_.world.sessions[layout_.world.programs[program].session];
    }

    /// The kernel object namespace of a session: remote ones have their own, all others share that of session
    /// 0.
    std::size_t namespace_of(std::size_t program) const
    {
        return session_of(program).remote ? layout_.world.programs[program].session + 1 : 0;
    }

    void find_hives()
    {
        const World& world = layout_.world;
        layout_.name_of_profile.resize(world.profiles.size());
        for (std::size_t account = 0; account < world.accounts.size(); ++account) {
            Hive hive{.account = account};
            for (std::size_t k = 0; k < world.profiles.size(); ++k) {
                if (world.profiles[k].account != account) continue;
                layout_.name_of_profile[k] = hive.profiles.size();
                hive.profiles.push_back(k);
            }
            for (std::size_t p = 0; p < world.programs.size(); ++p) {
                if (session_of(p).account == account) hive.programs.push_back(static_cast<std::uint16_t>(p));
            }
            layout_.hives.push_back(std::move(hive));
        }
        for (std::size_t p = 0; p < world.programs.size(); ++p)
            layout_.programs[p].hive = session_of(p).account;
    }

    /// The key function kappa of the domain: which programs look into the same in-use table (A3). Entries
    /// always name the hive too, so programs of different accounts never share one.
    void share_tables()
    {
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> known;
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            const std::size_t hive = layout_.programs[p].hive;
            const std::size_t scope = layout_.policy.use_scope == UseScope::hive ? 0 : namespace_of(p);
            const auto [place, fresh] = known.try_emplace({hive, scope}, layout_.tables.size());
            if (fresh) layout_.tables.push_back({.hive = hive});
            layout_.programs[p].table = place->second;
            layout_.tables[place->second].programs.push_back(static_cast<std::uint16_t>(p));
        }
    }

    std::size_t mutex_key(std::size_t program) const
    {
        switch (layout_.policy.mutex_scope) {
        case MutexScope::session: return namespace_of(program);
        case MutexScope::hive: return layout_.programs[program].hive;
        case MutexScope::global: return 0;
        }
        return 0;
    }

    void share_mutexes()
    {
        std::map<std::size_t, std::size_t> known;
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            const auto [place, fresh] = known.try_emplace(mutex_key(p), layout_.mutexes.size());
            if (fresh) layout_.mutexes.emplace_back();
            layout_.programs[p].mutex = place->second;
            layout_.mutexes[place->second].programs.push_back(static_cast<std::uint16_t>(p));
        }
    }

    void hand_out_resources()
    {
        Resources resources;
        for (Hive& hive : layout_.hives) {
            for (std::size_t name = 0; name < hive.profiles.size(); ++name)
                hive.registry.push_back(resources.next());
            hive.uses = resources.next();
        }
        for (Table& table : layout_.tables) table.resource = resources.next();
        if (micro()) {
            for (Mutex& mutex : layout_.mutexes) mutex.resource = resources.next();
        }
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            if (layout_.world.programs[p].may_crash) layout_.programs[p].place = resources.next();
        }
    }

    std::string place_fields()
    {
        for (Hive& hive : layout_.hives) {
            const std::size_t slots = slots_of(hive);
            if (slots > most_slots) {
                return fmt::format(
                    "account '{}' would need room for {} profile instances at a time; the most is {} "
                    "(limits.instances)",
                    layout_.world.accounts[hive.account].name, slots, most_slots);
            }
            if (slots < initial_instances(hive)) {
                return fmt::format(
                    "account '{}' has {} profile instances at the start, more than limits.instances = {}",
                    layout_.world.accounts[hive.account].name, initial_instances(hive), slots);
            }
            hive.slot_per_name = one_per_name() && slots == hive.profiles.size();
            for (std::size_t slot = 0; slot < slots; ++slot) hive.slots.push_back(slot_fields(hive));
        }
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) place_program(p);
        for (Table& table : layout_.tables) place_table(table);
        for (Mutex& mutex : layout_.mutexes) mutex.abandoned = packer_.flag(can_be_abandoned(mutex));
        line_up_rows();
        layout_.bits = packer_.bits();
        layout_.words = std::bit_ceil(std::max<std::size_t>(1, (layout_.bits + 63) / 64));
        if (layout_.words > 8) layout_.words = std::max(layout_.words, most_words);
        if (layout_.words > most_words) {
            return fmt::format(
                "a state of this scenario would take {} bits; the most is {}: fewer programs, profiles or "
                "instances (limits.instances) make it smaller",
                layout_.bits, most_words * 64);
        }
        return {};
    }

    static constexpr std::size_t most_programs = 64;  // sets of programs are masks of 64 bits
    static constexpr std::size_t most_slots = 60;

    /// A hive that no program uses has none to keep.
    std::size_t initial_instances(const Hive& hive) const
    {
        if (hive.programs.empty()) return 0;
        return static_cast<std::size_t>(std::ranges::count_if(hive.profiles, [&](std::size_t profile) {
            return layout_.world.profiles[profile].state != InitialState::absent;
        }));
    }

    /// Present at a time: one live instance per name, and marked ones, each of which some program uses or
    /// left behind. More than that can only be orphans; a scenario that makes many says so by its limit.
    std::size_t slots_of(const Hive& hive) const
    {
        std::size_t births = initial_instances(hive);
        for (const std::uint16_t p : hive.programs) {
            births += calls_of(layout_.programs[p].script, CallKind::create);
        }
        if (copies()) births *= 2;
        const std::size_t names = hive.profiles.size();
        if (one_per_name() && most_instances_.value_or(names) >= names) return births == 0 ? 0 : names;
        if (most_instances_) return std::min(births, *most_instances_);
        return std::min(births, names + hive.programs.size());
    }

    bool copies() const { return layout_.policy.mark == Mark::copy_then_delete && micro(); }

    /// Whoever creates finds the name free of live and of marked instances.
    bool one_per_name() const
    {
        return layout_.policy.create_over_marked == CreateOverMarked::no_access && !copies();
    }

    SlotFields slot_fields(const Hive& hive)
    {
        return {.status = packer_.field(2),
                .name = packer_.field(hive.slot_per_name ? 0 : hive.profiles.size() - 1),
                .dynamic = packer_.flag(true),
                .overdue = packer_.flag(true)};
    }

    void place_program(std::size_t p)
    {
        ProgramLayout& program = layout_.programs[p];
        const Script& script = program.script;
        const Hive& hive = layout_.hives[program.hive];
        const std::uint64_t references = hive.slots.size() + hive.profiles.size();
        const bool logs_on = makes(script, CallKind::logon);
        const bool creates = makes(script, CallKind::create);
        const Policy& policy = layout_.policy;
        const std::size_t initializes = calls_of(script, CallKind::initialize);
        program.counts_initialize = initializes > 0 || makes(script, CallKind::uninitialize);
        ProgramFields& fields = program.fields;
        fields.at = packer_.field(script.points.size() - 1);
        fields.initialized =
            packer_.field(program.counts_initialize ? std::max<std::size_t>(1, initializes) : 0);
        fields.session = packer_.field(logs_on ? references : 0);
        fields.entry = packer_.field(logs_on && micro() ? references : 0);
        fields.scratch = packer_.field(micro() ? references : 0);
        fields.created = packer_.field(
            creates && policy.counts_as_use == CountsAsUse::session_or_creator ? references : 0);
        fields.stale_handle =
            packer_.flag(logs_on && micro() && policy.handles_after_move == HandlesAfterMove::reopen);
        fields.marked_path = packer_.flag(logs_on && policy.table_key == TableKey::path &&
                                          policy.logon_to_marked == LogonToMarked::joins);
        fields.holds_mutex = packer_.flag(micro());
        if (layout_.world.programs[p].may_crash) layout_.crashers.push_back(static_cast<std::uint16_t>(p));
    }

    void line_up_rows()
    {
        const auto fields_of = [&](std::uint16_t p) -> const ProgramFields& {
            return layout_.programs[p].fields;
        };
        for (Hive& hive : layout_.hives) {
            for (const std::uint16_t p : hive.programs) {
                const ProgramFields& fields = fields_of(p);
                hive.sessions.add(fields.session);
                for (const RecordField& each : record_fields) {
                    const Field field = fields.*each.field;
                    if (each.kind != FieldKind::reference || !field.present()) continue;
                    hive.references.add(field);
                    hive.reference_fields.push_back(field);
                }
            }
        }
        for (Table& table : layout_.tables) {
            for (const std::uint16_t p : table.programs) {
                table.entries.add(entry_field(fields_of(p)));
                table.created.add(fields_of(p).created);
            }
        }
        for (Mutex& mutex : layout_.mutexes) {
            for (const std::uint16_t p : mutex.programs) mutex.holders.add(fields_of(p).holds_mutex);
        }
    }

    /// How many entries programs can leave behind at most; see leave_table in in_use_table.hpp.
    std::uint64_t most_left_behind(const Table& table) const
    {
        if (layout_.policy.entries != Entries::counts) return 0;
        std::uint64_t most = 0;
        for (const std::uint16_t p : table.programs) {
            const std::uint64_t ends = calls_of(layout_.programs[p].script, CallKind::uninitialize) +
                                       (layout_.world.programs[p].may_crash ? 1 : 0);
            const std::uint64_t entries =
                layout_.policy.counts_as_use == CountsAsUse::session_or_creator ? 2 : 1;
            most += ends * entries;
        }
        return most;
    }

    void place_table(Table& table)
    {
        const Hive& hive = layout_.hives[table.hive];
        const std::uint64_t most = most_left_behind(table);
        const std::size_t keys =
            layout_.policy.table_key == TableKey::instance ? hive.slots.size() : hive.profiles.size();
        for (std::size_t key = 0; key < keys; ++key) table.stale.push_back(packer_.field(most));
    }

    bool can_be_abandoned(const Mutex& mutex) const
    {
        const auto may_crash = [&](std::uint16_t p) { return layout_.world.programs[p].may_crash; };
        return micro() && layout_.policy.abandoned_mutex != AbandonedMutex::ignore &&
               ranges::any_of(mutex.programs, may_crash);
    }

    bool micro() const { return layout_.grain == Grain::micro; }

    Layout layout_;
    Packer packer_;
    std::optional<std::size_t> most_instances_;
};

}  // namespace

void Row::add(Field field)
{
    if (!field.present()) return;
    mask = field.mask;
    if (ones.size() <= field.word) ones.resize(field.word + 1u);
    ones[field.word] |= std::uint64_t{1} << field.shift;
}

tl::expected<Layout, std::string> make_layout(const World& world, const Policy& policy, Grain grain,
                                              std::optional<std::size_t> most_instances)
{
    return Builder(world, policy, grain, most_instances).build();
}

}  // namespace holdfast::model
