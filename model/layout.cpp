#include "model/layout.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <range/v3/algorithm/any_of.hpp>

#include "model/blocking/server_layout.hpp"
#include "model/identity.hpp"
#include "model/packer.hpp"
#include "model/properties.hpp"
#include "model/script_questions.hpp"

namespace holdfast::model {
namespace {

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

bool same_text(std::string_view one, std::string_view other, NameCompare compare)
{
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (compare == NameCompare::case_sensitive) return one == other;
    return std::ranges::equal(one, other, {}, small, small);
}

class Builder {
public:
    Builder(const World& world, const Policy& policy, Grain grain, std::optional<std::size_t> most_instances,
            const std::vector<OwnProperty>& own_properties)
        : most_instances_(most_instances)
    {
        layout_.world = world;
        layout_.policy = policy;
        layout_.grain = grain;
        layout_.own_properties = own_properties;
    }

    tl::expected<Layout, std::string> build()
    {
        const std::size_t most_own = checker::most_properties - count_of_built_in(layout_.world);
        if (layout_.own_properties.size() > most_own) {
            return tl::make_unexpected(
                fmt::format("this scenario states {} properties of its own; the most is {}",
                            layout_.own_properties.size(), most_own));
        }
        if (layout_.world.programs.size() > most_programs) {
            return tl::make_unexpected(fmt::format("this scenario runs {} programs; the most is {}",
                                                   layout_.world.programs.size(), most_programs));
        }
        for (const Program& program : layout_.world.programs) {
            auto script = make_script(program, layout_.grain);
            if (!script) return tl::make_unexpected(script.error());
            if (script->endless && !most_initialized(*script, initialized_at_start(*script))) {
                return tl::make_unexpected(
                    fmt::format("program '{}' would be initialized more and more often: what it repeats for "
                                "ever has an initialize too many, or an uninitialize too few",
                                program.name));
            }
            layout_.endless = layout_.endless || script->endless;
            layout_.programs.push_back({.script = std::move(*script)});
        }
        if (auto problem = identify(); !problem.empty()) return tl::make_unexpected(std::move(problem));
        find_hives();
        share_tables();
        share_mutexes();
        read_servers(layout_);
        if (has_bound_without_time())
            return tl::make_unexpected(
                std::string{"a property of the kind within needs time, and none passes"});
        if (auto problem = why_too_many_lists(layout_); !problem.empty())
            return tl::make_unexpected(std::move(problem));
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

    std::string identify()
    {
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            const auto found =
                identity_of(layout_.world.programs[p].run, session_of(p).account, layout_.world.accounts);
            if (!found) return fmt::format("program '{}': {}", layout_.world.programs[p].name, found.error());
            identities_.push_back(*found);
            layout_.programs[p].hive = found->hive;
        }
        return {};
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
                if (layout_.programs[p].hive == account)
                    hive.programs.push_back(static_cast<std::uint16_t>(p));
            }
            layout_.hives.push_back(std::move(hive));
        }
        number_texts();
    }

    void number_texts()
    {
        std::vector<std::string_view> known;
        for (Hive& hive : layout_.hives) {
            for (const std::size_t profile : hive.profiles) {
                const std::string& text = layout_.world.profiles[profile].name;
                const auto same = [&](std::string_view other) {
                    return same_text(text, other, layout_.policy.name_compare);
                };
                const auto found = std::ranges::find_if(known, same);
                hive.texts.push_back(static_cast<std::size_t>(found - known.begin()));
                if (found == known.end()) known.push_back(text);
            }
        }
        texts_ = known.size();
    }

    /// The key function kappa of the domain: which programs look into the same in-use table (A3).
    struct TableName {
        std::size_t hive, session, token;
        bool fallen_back;
        auto operator<=>(const TableName&) const = default;
    };

    bool is_global() const
    {
        return layout_.policy.use_scope == UseScope::hive || layout_.policy.use_scope == UseScope::token;
    }

    bool goes_by_token() const
    {
        const UseScope scope = layout_.policy.use_scope;
        return scope == UseScope::token || scope == UseScope::session_and_token;
    }

    /// Where entries name the hive too, programs of different hives never share a table.
    TableName table_name(std::size_t p) const
    {
        return {.hive = tells_hives() ? layout_.programs[p].hive : 0,
                .session = is_global() ? 0 : namespace_of(p),
                .token = goes_by_token() ? identities_[p].token : 0,
                .fallen_back = false};
    }

    void share_tables()
    {
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            layout_.programs[p].table = join_table(table_name(p), p);
            if (layout_.policy.without_privilege != WithoutPrivilege::local || !may_be_on_its_own(p))
                continue;
            TableName own = table_name(p);
            own.session = namespace_of(p);
            own.fallen_back = true;
            layout_.programs[p].own_table = join_table(own, p);
        }
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            if (!may_be_on_its_own(p)) continue;
            layout_.tables[layout_.programs[p].table].has_guests = true;
            if (const auto own = layout_.programs[p].own_table) layout_.tables[*own].has_guests = true;
        }
        find_timer_tables();
    }

    std::size_t join_table(const TableName& name, std::size_t p)
    {
        const auto [place, fresh] = tables_.try_emplace(name, layout_.tables.size());
        if (fresh) {
            layout_.tables.push_back({.hive = layout_.programs[p].hive,
                                      .token = identities_[p].token,
                                      .fallen_back = name.fallen_back});
        }
        Table& table = layout_.tables[place->second];
        table.of_several_hives = table.of_several_hives || table.hive != layout_.programs[p].hive;
        layout_.tables_span_hives = layout_.tables_span_hives || table.of_several_hives;
        table.programs.push_back(static_cast<std::uint16_t>(p));
        return place->second;
    }

    /// A16: who may not create what is global matters only where somebody initializes and the table is.
    bool lacks_privilege(std::size_t p) const
    {
        return !layout_.world.programs[p].may_create_global && is_global() &&
               layout_.policy.table_kept_in == TableKeptIn::memory &&
               makes(layout_.programs[p].script, CallKind::initialize);
    }

    bool may_be_on_its_own(std::size_t p) const
    {
        return lacks_privilege(p) && layout_.policy.without_privilege != WithoutPrivilege::fails;
    }

    /// The timer acts for the account of the hive; where tables go by account, it sees that account's.
    void find_timer_tables()
    {
        if (layout_.policy.clean_up != CleanUp::timer) return;
        for (std::size_t h = 0; h < layout_.hives.size(); ++h) {
            for (const std::uint16_t p : layout_.hives[h].programs) {
                const bool its_account = !goes_by_token() || identities_[p].token == h;
                const bool seen = its_account && (is_global() || namespace_of(p) == 0);
                if (seen && !layout_.hives[h].timer_table)
                    layout_.hives[h].timer_table = layout_.programs[p].table;
            }
        }
    }

    bool tells_hives() const { return layout_.policy.table_tells_hives == TableTellsHives::apart; }

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
            if (has_default(hive)) hive.default_resource = resources.next();
        }
        for (Table& table : layout_.tables) table.resource = resources.next();
        if (micro()) {
            for (Mutex& mutex : layout_.mutexes) mutex.resource = resources.next();
        }
        for (ServerLayout& server : layout_.servers) server.store = resources.next();
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            if (is_done_to(p)) layout_.programs[p].place = resources.next();
        }
    }

    bool has_default(const Hive& hive) const { return any_makes(hive, CallKind::set_default); }

    bool any_makes(const Hive& hive, CallKind kind) const
    {
        return ranges::any_of(hive.programs,
                              [&](std::uint16_t p) { return makes(layout_.programs[p].script, kind); });
    }

    bool any_event(Event::Kind kind) const
    {
        return ranges::any_of(layout_.world.events, [&](const Event& event) { return event.kind == kind; });
    }

    /// Whether the environment can end its process.
    bool can_be_ended(std::size_t p) const
    {
        const auto ends = [&](const Event& event) {
            return event.kind == Event::Kind::reboot ||
                   (event.kind == Event::Kind::log_off && event.target == layout_.world.programs[p].session);
        };
        return layout_.world.programs[p].may_crash || ranges::any_of(layout_.world.events, ends);
    }

    /// Whether something that is not its own step can change what it is.
    bool is_done_to(std::size_t p) const
    {
        return can_be_ended(p) || layout_.world.programs[p].leaves_when_asked || has_time(layout_.world) ||
               any_event(Event::Kind::unload_hive);
    }

    /// Whether its process can end in any way; `crashed` is then a place.
    bool can_end(std::size_t p) const
    {
        return can_be_ended(p) || makes(layout_.programs[p].script, CallKind::exit);
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
            hive.slot_per_name = one_per_name(hive) && slots == hive.profiles.size();
            for (std::size_t slot = 0; slot < slots; ++slot) hive.slots.push_back(slot_fields(hive));
            hive.default_profile = packer_.field(has_default(hive) ? hive.profiles.size() : 0);
        }
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) place_program(p);
        place_servers(layout_, packer_);
        place_happenings();
        layout_.has_clock = has_clock();
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
            births += births_by(p);
        }
        if (copies()) births *= 2;
        const std::size_t names = hive.profiles.size();
        if (one_per_name(hive) && most_instances_.value_or(names) >= names) return births == 0 ? 0 : names;
        if (most_instances_) return std::min(births, *most_instances_);
        return std::min(births, names + hive.programs.size());
    }

    bool copies() const { return layout_.policy.mark == Mark::copy_then_delete && micro(); }

    std::size_t births_by(std::size_t p) const
    {
        const Script& script = layout_.programs[p].script;
        const std::size_t in_a_run = calls_of(script, CallKind::create) + calls_of(script, CallKind::copy) +
                                     (leaves_remnants() ? calls_of(script, CallKind::write) : 0);
        // Who repeats for ever creates as often as it likes.
        if (script.endless && in_a_run > 0) return most_slots;
        return in_a_run * (1 + layout_.world.programs[p].restarts);
    }

    /// Whoever creates finds the name free of live and of marked instances, and none changes its name.
    bool one_per_name(const Hive& hive) const
    {
        return layout_.policy.create_over_marked == CreateOverMarked::no_access && !copies() &&
               !any_makes(hive, CallKind::rename);
    }

    /// Without message services: created so, or robbed of them.
    bool can_be_bare(const Hive& hive) const
    {
        return ranges::any_of(hive.programs,
                              [&](std::uint16_t p) {
                                  return any_call(layout_.programs[p].script, [](const Call& call) {
                                      return call.kind == CallKind::delete_services ||
                                             (call.kind == CallKind::create && !call.services);
                                  });
                              }) ||
               (leaves_remnants() && any_makes(hive, CallKind::write));
    }

    bool leaves_remnants() const { return layout_.policy.access_after_purge == AccessAfterPurge::recreated; }

    /// Whether an entry in the in-use table can be for something else than the session is on, even between
    /// two calls: taken out by somebody else, made under an old name, or for what was purged before a write
    /// brought it back.
    bool entries_stand_apart(const Hive& hive) const
    {
        const Policy& policy = layout_.policy;
        const bool by_instance = policy.table_key == TableKey::instance;
        return micro() || policy.entries == Entries::set ||
               (!by_instance && any_makes(hive, CallKind::rename)) ||
               (by_instance && leaves_remnants() && any_makes(hive, CallKind::write));
    }

    SlotFields slot_fields(const Hive& hive)
    {
        return {.status = packer_.field(2),
                .name = packer_.field(hive.slot_per_name ? 0 : hive.profiles.size() - 1),
                .dynamic = packer_.flag(true),
                .overdue = packer_.flag(true),
                .bare = packer_.flag(can_be_bare(hive)),
                .pending = packer_.field(any_makes(hive, CallKind::rename) ? hive.profiles.size() : 0)};
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
        program.starts_initialized = program.counts_initialize && initializes == 0;
        program.lacks_privilege = lacks_privilege(p);
        ProgramFields& fields = program.fields;
        fields.at = packer_.field(script.points.size() - 1);
        fields.initialized = packer_.field(program.counts_initialize ? most_initializations(script) : 0);
        fields.session = packer_.field(logs_on ? references : 0);
        fields.entry = packer_.field(logs_on && entries_stand_apart(hive) ? references : 0);
        fields.scratch = packer_.field(micro() ? references : 0);
        fields.created = packer_.field(
            creates && policy.counts_as_use == CountsAsUse::session_or_creator ? references : 0);
        fields.stale_handle =
            packer_.flag(logs_on && micro() && policy.handles_after_move == HandlesAfterMove::reopen);
        fields.marked_path = packer_.flag(logs_on && policy.table_key == TableKey::path &&
                                          policy.logon_to_marked == LogonToMarked::joins);
        fields.holds_mutex = packer_.flag(micro());
        fields.answer = packer_.field(is_asked_for_its_answer(p) ? answers.size() : 0);
        place_rarely_used(p, references);
        if (layout_.world.programs[p].may_crash) layout_.crashers.push_back(static_cast<std::uint16_t>(p));
    }

    /// What only some scenarios need.
    void place_rarely_used(std::size_t p, std::uint64_t references)
    {
        const Policy& policy = layout_.policy;
        const Program& program = layout_.world.programs[p];
        const Hive& hive = layout_.hives[layout_.programs[p].hive];
        const Script& script = layout_.programs[p].script;
        const bool logs_on = makes(script, CallKind::logon);
        ProgramFields& fields = layout_.programs[p].fields;
        const bool shares = any_call(script, [](const Call& call) {
            return call.kind == CallKind::logon && (call.flags.allow_others || !call.flags.new_session);
        });
        fields.shared = packer_.flag(shares);
        fields.asked = packer_.flag(shares && program.leaves_when_asked);
        fields.admin = packer_.field(makes(script, CallKind::open_admin) ? references : 0);
        fields.marker = packer_.flag(logs_on && policy.logoff_purges == LogoffPurges::marker_only);
        fields.lost_path = packer_.flag(logs_on && policy.handles_after_move == HandlesAfterMove::reopen &&
                                        any_makes(hive, CallKind::rename));
        fields.lost_hive = packer_.flag(any_event(Event::Kind::unload_hive));
        fields.on_its_own = packer_.flag(may_be_on_its_own(p));
        fields.restarts = packer_.field(can_end(p) ? program.restarts : 0);
        place_time_of(p);
    }

    /// What a client is to servers, and what time is to it.
    void place_time_of(std::size_t p)
    {
        ProgramLayout& program = layout_.programs[p];
        const bool connects = makes(program.script, CallKind::connect);
        program.fields.connection = packer_.field(
            connects ? stored_connection({ConnectionState::open, layout_.servers.size() - 1}) : 0);
        std::uint32_t longest = 0;
        for (const Possibility& each : program.script.possibilities) {
            longest = std::max(longest, each.call.minutes);
            if (each.call.when) program.oldest = std::max(program.oldest, each.call.when->until);
        }
        program.oldest = std::max(program.oldest, first_minute_too_late(program.script));
        program.fields.waiting = packer_.field(longest);
        program.fields.age = packer_.field(program.oldest);
        program.looks_at_its_age = points_before_windows(program.script);
    }

    bool has_bound_without_time() const
    {
        return !has_time(layout_.world) &&
               ranges::any_of(layout_.own_properties, [](const OwnProperty& each) {
                   return each.kind == checker::PropertyKind::within;
               });
    }

    bool has_clock() const { return has_time(layout_.world); }

    void place_happenings()
    {
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            if (layout_.programs[p].fields.restarts.present())
                layout_.happenings.push_back({Happening::Kind::restart, p, static_cast<std::uint16_t>(p)});
        }
        for (std::size_t p = 0; p < layout_.programs.size(); ++p) {
            if (layout_.programs[p].fields.asked.present()) {
                layout_.happenings.push_back(
                    {Happening::Kind::leave_when_asked, p, static_cast<std::uint16_t>(p)});
            }
        }
        for (std::size_t h = 0; h < layout_.hives.size() && layout_.policy.clean_up == CleanUp::timer; ++h) {
            if (layout_.hives[h].slots.empty()) continue;
            layout_.happenings.push_back({Happening::Kind::clean_up, h, layout_.hives[h].programs.front()});
        }
        for (std::size_t session = 0; session < layout_.world.sessions.size(); ++session) {
            const auto has = [&](Event::Kind kind) {
                const auto meant = [&](const Event& event) {
                    return event.kind == kind && event.target == session;
                };
                return ranges::any_of(layout_.world.events, meant);
            };
            layout_.sessions.push_back(
                {packer_.flag(has(Event::Kind::disconnect)), packer_.flag(has(Event::Kind::log_off))});
        }
        for (std::size_t k = 0; k < layout_.world.events.size(); ++k) {
            layout_.happenings.push_back(
                {Happening::Kind::event, k, 0, packer_.field(layout_.world.events[k].times)});
        }
        for (std::size_t s = 0; s < layout_.servers.size(); ++s) {
            if (layout_.servers[s].poll_in.present())
                layout_.happenings.push_back({Happening::Kind::poll, s, 0});
        }
    }

    static std::size_t initialized_at_start(const Script& script)
    {
        return makes(script, CallKind::initialize) ? 0 : 1;
    }

    static std::size_t most_initializations(const Script& script)
    {
        if (!script.endless) return std::max<std::size_t>(1, calls_of(script, CallKind::initialize));
        return std::max<std::size_t>(1, *most_initialized(script, initialized_at_start(script)));
    }

    /// What a program was answered is no part of what can happen next: only a property can ask for it.
    bool is_asked_for_its_answer(std::size_t p) const
    {
        bool asked = false;
        for (const OwnProperty& property : layout_.own_properties) {
            for_each_node(property, [&](const Formula& node) {
                const bool asks = node.kind == Formula::Kind::answered;
                asked = asked || (asks && (node.program.bound || node.program.index == p));
            });
        }
        return asked;
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
            if (table.of_several_hives) continue;  // fields of several widths, which no row can hold
            for (const std::uint16_t p : table.programs) {
                table.entries.add(entry_field(fields_of(p)));
                table.created.add(fields_of(p).created);
                table.admins.add(fields_of(p).admin);
            }
        }
        for (Mutex& mutex : layout_.mutexes) {
            for (const std::uint16_t p : mutex.programs) mutex.holders.add(fields_of(p).holds_mutex);
        }
    }

    /// Whether programs can leave entries behind; see detach in in_use_table.hpp.
    bool can_be_left_behind(const Table& table) const
    {
        if (layout_.policy.entries != Entries::counts && layout_.policy.entries != Entries::set) return false;
        return ranges::any_of(table.programs, [&](std::uint16_t p) {
            return can_end(p) || makes(layout_.programs[p].script, CallKind::uninitialize);
        });
    }

    void place_table(Table& table)
    {
        const Hive& hive = layout_.hives[table.hive];
        const bool by_instance = layout_.policy.table_key == TableKey::instance;
        const std::size_t names = tells_hives() ? hive.profiles.size() : texts_;
        const std::size_t keys = by_instance ? hive.slots.size() : names;
        for (std::size_t key = 0; key < keys; ++key)
            table.stale.push_back(packer_.flag(can_be_left_behind(table)));
    }

    bool can_be_abandoned(const Mutex& mutex) const
    {
        return micro() && layout_.policy.abandoned_mutex != AbandonedMutex::ignore &&
               ranges::any_of(mutex.programs, [&](std::uint16_t p) { return can_be_ended(p); });
    }

    bool micro() const { return layout_.grain == Grain::micro; }

    Layout layout_;
    Packer packer_;
    std::vector<Identity> identities_;
    std::map<TableName, std::size_t> tables_;
    std::size_t texts_ = 0;
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
                                              std::optional<std::size_t> most_instances,
                                              const std::vector<OwnProperty>& own_properties,
                                              const std::vector<Fairness>& fairness)
{
    auto layout = Builder(world, policy, grain, most_instances, own_properties).build();
    if (layout) layout->fairness = fairness;
    return layout;
}

}  // namespace holdfast::model
