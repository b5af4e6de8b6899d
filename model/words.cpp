#include "model/words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/calls/atomic_steps.hpp"
#include "model/calls/call_words.hpp"
#include "model/mutex.hpp"
#include "model/names.hpp"
#include "model/registry.hpp"
#include "model/renumbering.hpp"
#include "model/snapshot.hpp"

namespace holdfast::model {
namespace {

Reference in_slot(std::size_t slot) { return {static_cast<std::uint16_t>(slot + 1)}; }

std::string names_of_programs(const Layout& layout, const std::vector<std::size_t>& programs)
{
    std::vector<std::string> names;
    for (const std::size_t p : programs) names.push_back(name_of_program(layout, p));
    return join(names);
}

/// What a reader is told of one present instance: "live, used by mailer".
std::string describe_instance(const Layout& layout, const Snapshot& state, const Hive& hive, std::size_t slot)
{
    const bool live = state.status(hive.slots[slot]) == Status::live;
    const bool flagged = layout.policy.mark == Mark::flag;
    const std::string place = live      ? say(layout, "<live>")
                              : flagged ? say(layout, "<marked for deletion>")
                                        : say(layout, "in <Deleted Profiles>");
    const auto users = state.users_of(hive, in_slot(slot));
    std::string text = fmt::format("{}, {}", place,
                                   users.empty() ? "unused" : "used by " + names_of_programs(layout, users));
    if (state.get(hive.slots[slot].bare) != 0) text += say(layout, ", without <message services>");
    if (const std::uint64_t pending = state.get(hive.slots[slot].pending); pending != 0) {
        text += say(layout, ", to be <renamed> to {}",
                    name_of_profile(layout, hive, static_cast<Name>(pending - 1)));
    }
    return text;
}

/// All there is under one name of one hive.
std::string describe_profile(const Layout& layout, const Snapshot& state, const Hive& hive, Name name)
{
    std::vector<std::string> parts;
    for (const Status wanted : {Status::live, Status::marked}) {
        for (std::size_t slot = 0; slot < hive.slots.size(); ++slot) {
            if (state.status(hive.slots[slot]) != wanted || state.name_of(hive, in_slot(slot)) != name)
                continue;
            parts.push_back(describe_instance(layout, state, hive, slot));
        }
    }
    const Reference purged{static_cast<std::uint16_t>(hive.slots.size() + 1 + name)};
    const auto users = state.users_of(hive, purged);
    // Who does not read the registry has lost nothing.
    if (!users.empty() && layout.policy.session_reads == SessionReads::registry) {
        parts.push_back(say(layout, "<PURGED>, still open in {}", names_of_programs(layout, users)));
    }
    return parts.empty() ? say(layout, "<absent>") : fmt::format("{}", fmt::join(parts, "; "));
}

void describe_profiles(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    for (const Hive& hive : layout.hives) {
        if (hive.programs.empty()) continue;
        for (Name name = 0; name < hive.profiles.size(); ++name) {
            rows.push_back({say(layout, "<profile> {}", name_of_profile(layout, hive, name)),
                            describe_profile(layout, state, hive, name)});
        }
        if (!hive.default_profile.present()) continue;
        const std::uint64_t stored = state.get(hive.default_profile);
        rows.push_back({say(layout, "default <profile> of {}", layout.world.accounts[hive.account].name),
                        stored == 0 ? "none" : name_of_profile(layout, hive, static_cast<Name>(stored - 1))});
    }
}

void describe_sessions(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    for (std::size_t k = 0; k < layout.sessions.size(); ++k) {
        const SessionFields& fields = layout.sessions[k];
        if (!fields.disconnected.present() && !fields.logged_off.present()) continue;
        const bool off = state.get(fields.logged_off) != 0;
        const std::string now = off                                   ? say(layout, "<logged off>")
                                : state.get(fields.disconnected) != 0 ? say(layout, "<disconnected>")
                                                                      : "on";
        rows.push_back({say(layout, "<session> {}", layout.world.sessions[k].name), now});
    }
}

/// Whether one of those that the table is meant for has it: see A16.
bool has_table(const Layout& layout, const Snapshot& state, std::uint16_t p, const Table& table)
{
    const ProgramLayout& program = layout.programs[p];
    const bool has_none = !program.own_table && state.get(program.fields.on_its_own) != 0;
    return !has_none && &layout.tables[state.table_of(p)] == &table;
}

/// What a left-over entry in the table was for.
std::string name_of_key(const Layout& layout, const Snapshot& state, const Table& table, std::size_t key)
{
    const Hive& hive = layout.hives[table.hive];
    if (layout.policy.table_key == TableKey::instance)
        return name_of_profile(layout, hive, state.name_of(hive, in_slot(key)));
    if (layout.policy.table_tells_hives == TableTellsHives::apart)
        return name_of_profile(layout, hive, static_cast<Name>(key));
    for (const Hive& each : layout.hives) {
        const auto found = std::ranges::find(each.texts, key);
        if (found == each.texts.end()) continue;
        return layout.world.profiles[each.profiles[static_cast<std::size_t>(found - each.texts.begin())]]
            .name;
    }
    return {};
}

std::string describe_table(const Layout& layout, const Snapshot& state, const Table& table)
{
    std::vector<std::string> entries;
    for (const std::uint16_t p : table.programs) {
        if (!has_table(layout, state, p, table)) continue;
        const Hive& hive = layout.hives[layout.programs[p].hive];
        const Reference created{static_cast<std::uint16_t>(state.get(layout.programs[p].fields.created))};
        const bool admins_count = layout.policy.counts_as_use == CountsAsUse::session_or_admin;
        const Reference admin = admins_count ? state.admin(p) : Reference{};
        for (const auto& [reference, how] :
             {std::pair{state.entry(p), ""}, std::pair{created, ", as its creator"},
              std::pair{admin, ", administering it"}}) {
            if (reference.none()) continue;
            entries.push_back(fmt::format("{} by {}{}",
                                          name_of_profile(layout, hive, state.name_of(hive, reference)),
                                          name_of_program(layout, p), how));
        }
    }
    for (std::size_t key = 0; key < table.stale.size(); ++key) {
        if (state.get(table.stale[key]) == 0) continue;
        entries.push_back(
            say(layout, "{} by somebody no longer alive", name_of_key(layout, state, table, key)));
    }
    return entries.empty() ? "empty" : fmt::format("{}", fmt::join(entries, "; "));
}

void describe_tables(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    for (std::size_t k = 0; k < layout.tables.size(); ++k) {
        rows.push_back({say(layout, "<in-use table> of {}", scope_of_table(layout, k)),
                        describe_table(layout, state, layout.tables[k])});
    }
}

std::string describe_mutex(const Layout& layout, const Snapshot& state, const Mutex& mutex)
{
    for (const std::uint16_t p : mutex.programs) {
        if (state.get(layout.programs[p].fields.holds_mutex) != 0)
            return say(layout, "held by {}", name_of_program(layout, p));
    }
    return state.get(mutex.abandoned) != 0 ? "abandoned" : "free";
}

void describe_mutexes(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    if (layout.grain != Grain::micro) return;
    for (std::size_t k = 0; k < layout.mutexes.size(); ++k) {
        rows.push_back({say(layout, "<logon mutex> of {}", scope_of_mutex(layout, k)),
                        describe_mutex(layout, state, layout.mutexes[k])});
    }
}

std::string what_comes_next(const Layout& layout, const Script& script, const Point& point)
{
    std::vector<std::string> next;
    for (std::size_t k = point.first; k < std::size_t{point.first} + point.count; ++k) {
        next.push_back(name_of_call(layout, script.possibilities[k].call));
    }
    return fmt::format("next: {}", fmt::join(next, " or "));
}

/// The state does not say how a process came to its end, so it is told only where there is one way.
std::string ended(const Layout& layout, std::size_t p)
{
    const auto exits = [](const Possibility& each) { return each.call.kind == CallKind::exit; };
    const auto ends = [](const Event& event) {
        return event.kind == Event::Kind::log_off || event.kind == Event::Kind::reboot;
    };
    const bool otherwise = std::ranges::any_of(layout.programs[p].script.possibilities, exits) ||
                           std::ranges::any_of(layout.world.events, ends);
    return otherwise ? say(layout, "its <process> has ended") : say(layout, "<crashed>");
}

std::string describe_place(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const Script& script = layout.programs[p].script;
    const Point& point = state.point(p);
    switch (point.kind) {
    case Point::Kind::end: return "has done all its steps";
    case Point::Kind::crashed: return ended(layout, p);
    case Point::Kind::between: return what_comes_next(layout, script, point);
    case Point::Kind::inside: break;
    }
    const Call& call = script.possibilities[point.first].call;
    return say(layout, "inside {}; next: {}", name_of_call(layout, call),
               say(layout, words_of(call.kind).steps[point.step].deed));
}

/// What an atomic step does. A delete that takes no mutex begins with looking the profile up.
std::string deed_of(const Layout& layout, CallKind kind, std::size_t step)
{
    const auto mutex = static_cast<std::size_t>(DeleteStep::take_mutex);
    const bool passed =
        kind == CallKind::delete_profile && step == mutex && !LogonMutex::is_taken_by(kind, layout.policy);
    return say(layout,
               words_of(kind).steps[passed ? static_cast<std::size_t>(DeleteStep::look_up) : step].deed);
}

/// Whether the session's profile is gone and the session needs it.
bool is_gone(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const Hive& hive = layout.hives[layout.programs[p].hive];
    return layout.policy.session_reads == SessionReads::registry && state.is_purged(hive, state.session(p));
}

std::string describe_program(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const ProgramLayout& program = layout.programs[p];
    const Hive& hive = layout.hives[program.hive];
    std::string text = describe_place(layout, state, p);
    if (program.counts_initialize && state.get(program.fields.initialized) == 0)
        text += say(layout, "; not <initialized>");
    const Reference session = state.session(p);
    if (!session.none()) {
        text += say(layout, "; <logged on with> {}{}",
                    name_of_profile(layout, hive, state.name_of(hive, session)),
                    is_gone(layout, state, p) ? ", which is gone" : "");
        if (state.get(program.fields.shared) != 0) text += say(layout, ", in a shared <MAPI session>");
        if (state.get(program.fields.asked) != 0) text += say(layout, ", asked to <to log off>");
        if (state.get(program.fields.lost_path) != 0) text += ", under a name it no longer has";
    }
    if (const Reference admin = state.admin(p); !admin.none())
        text += "; administers " + name_of_profile(layout, hive, state.name_of(hive, admin));
    if (state.get(program.fields.lost_hive) != 0) text += say(layout, "; its <registry> <hive> is gone");
    if (state.get(program.fields.on_its_own) != 0) text += say(layout, "; without the global <in-use table>");
    return text;
}

/// Why nobody was asked, where the policy has a purge that asks nobody or only its own process; or nothing.
std::string why_nobody_was_asked(const Layout& layout, const Snapshot& before, const Told& told,
                                 const Narrator& narrator)
{
    const Policy& policy = layout.policy;
    const bool cleans_up = told.happening != nullptr && told.happening->kind == Happening::Kind::clean_up;
    if (cleans_up) return {};
    // What happens to a program purges by the logoff that belongs to it, as its exit does.
    const CallKind made = told.call == nullptr ? CallKind::logoff : told.call->kind;
    const CallKind kind = made == CallKind::exit ? CallKind::logoff : made;
    if (kind == CallKind::erase || kind == CallKind::erase_all)
        return say(layout, "whoever edits the <registry> by hand asks nobody");
    if (kind == CallKind::rename) return "the new name was taken, and nobody asks who uses what has it";
    const Hive& hive = layout.hives[layout.programs[narrator.purger].hive];
    const bool deletes = kind == CallKind::delete_profile;
    const bool was_marked = before.is_marked(hive, narrator.purged_in_use.front());
    if (deletes && was_marked && policy.second_mark == SecondMark::overwrites) {
        return say(
            layout,
            "a second <marked> <profile> of that name took its place, and nobody asks who uses the first");
    }
    if ((deletes || kind == CallKind::logoff) &&
        policy.delete_and_logoff_see == DeleteAndLogoffSee::own_process) {
        return say(layout, "<a delete> or <logoff> asks for the <MAPI sessions> of its own <process> only");
    }
    if (deletes && policy.delete_and_logoff_see == DeleteAndLogoffSee::nobody)
        return say(layout, "<a delete> asks nobody");
    return {};
}

bool some_victim_has_another_table(const Layout& layout, const Snapshot& before, const Narrator& narrator)
{
    const Hive& hive = layout.hives[layout.programs[narrator.purger].hive];
    const std::size_t table = before.table_of(narrator.purger);
    for (std::size_t k = 0; k < hive.programs.size(); ++k) {
        const bool victim = (narrator.victims >> k & 1) != 0;
        if (victim && before.table_of(hive.programs[k]) != table) return true;
    }
    return false;
}

/// "the in-use table of session remote shows no logon of any other session", or why else the use went unseen.
std::string why_unseen(const Layout& layout, const Snapshot& before, const Told& told,
                       const Narrator& narrator)
{
    const std::string unasked = why_nobody_was_asked(layout, before, told, narrator);
    if (!unasked.empty()) return unasked;
    if (told.happening != nullptr && told.happening->kind == Happening::Kind::clean_up)
        return say(layout, "the <clean-up> timer looks into the <in-use table> of <session> 0 only");
    const std::string scope = scope_of_table(layout, before.table_of(narrator.purger));
    const bool by_token =
        layout.policy.use_scope == UseScope::token || layout.policy.use_scope == UseScope::session_and_token;
    if (by_token && some_victim_has_another_table(layout, before, narrator)) {
        return say(layout,
                   "the <in-use table> of {} shows no <logon> of <programs> that act for another <account>",
                   scope);
    }
    if (some_victim_has_another_table(layout, before, narrator)) {
        return say(layout, "the <in-use table> of {} shows no <logon> of any other <session>", scope);
    }
    if (told.call != nullptr && told.call->kind == CallKind::logon &&
        layout.policy.logon_to_marked == LogonToMarked::purges) {
        return say(layout, "<a logon> <purges> what is <marked> under its name, whoever uses it");
    }
    if (layout.grain == Grain::micro) {
        return say(
            layout,
            "{} acted on what the <in-use table> of {} had shown some steps before, or no longer shows",
            name_of_program(layout, narrator.purger), scope);
    }
    return say(layout, "the <in-use table> of {} did not show that use", scope);
}

std::vector<std::size_t> victims_of(const Layout& layout, const Narrator& narrator)
{
    const Hive& hive = layout.hives[layout.programs[narrator.purger].hive];
    std::vector<std::size_t> victims;
    for (std::size_t k = 0; k < hive.programs.size(); ++k) {
        if ((narrator.victims >> k & 1) != 0) victims.push_back(hive.programs[k]);
    }
    return victims;
}

/// The name of the profile that a purge in use took away: that of what the first victim was on.
std::string purged_profile(const Layout& layout, const Snapshot& before, const Narrator& narrator)
{
    const Hive& hive = layout.hives[layout.programs[narrator.purger].hive];
    const std::size_t victim = victims_of(layout, narrator).front();
    return name_of_profile(layout, hive, before.name_of(hive, before.session(victim)));
}

/// "logon of visitor (remote)".
std::string doer(const Layout& layout, const Told& told)
{
    if (told.happening != nullptr) return name_of_happening(layout, *told.happening);
    return say(layout, "{} of {}", layout.world.vocabulary.word(words_of(told.call->kind).name),
               program_in_session(layout, told.program));
}

std::string explain_in_use_purge(const Layout& layout, const Snapshot& before, const Told& told,
                                 const Narrator& narrator)
{
    std::vector<std::string> victims;
    for (const std::size_t p : victims_of(layout, narrator)) victims.push_back(program_in_session(layout, p));
    return say(layout, "The {} <purged> {} while {} {} still <logged on with> it: {}.", doer(layout, told),
               purged_profile(layout, before, narrator), join(victims), victims.size() == 1 ? "was" : "were",
               why_unseen(layout, before, told, narrator));
}

std::string why_access_fails(const Layout& layout, const Snapshot& before, std::size_t p)
{
    const Hive& hive = layout.hives[layout.programs[p].hive];
    const ProgramFields& fields = layout.programs[p].fields;
    const Reference session = before.session(p);
    if (layout.policy.session_reads == SessionReads::copy)
        return say(layout, "no <profile> has that name now to <write> to");
    if (before.get(fields.lost_hive) != 0)
        return say(layout, "the <registry> <hive> was unloaded under its <process>");
    if (before.is_purged(hive, session)) return say(layout, "the <profile> was <purged> under it");
    if (before.get(fields.lost_path) != 0) return say(layout, "the <profile> was <renamed> under it");
    return say(layout, "the <profile> has no <message services> any more");
}

std::string explain_failed_access(const Layout& layout, const Snapshot& before, const Told& told)
{
    const Hive& hive = layout.hives[layout.programs[told.program].hive];
    return say(layout, "{} is still <logged on with> {}, but {}: its {} gets {}.",
               program_in_session(layout, told.program),
               name_of_profile(layout, hive, before.name_of(hive, before.session(told.program))),
               why_access_fails(layout, before, told.program),
               layout.world.vocabulary.word(words_of(told.call->kind).name),
               name_of_answer(layout, told.outcome.answer));
}

std::string explain_wrong_instance(const Layout& layout, const Told& told)
{
    return say(
        layout,
        "The {} <purged> an instance of the <profile> that is not the one it is for: <a profile> that was "
        "<deleted> and <created> again has the same name, and the name is all that was compared.",
        doer(layout, told));
}

bool is_orphan(const Snapshot& state, const Hive& hive, std::size_t slot)
{
    const SlotFields& fields = hive.slots[slot];
    return state.get(fields.overdue) != 0 && state.status(fields) == Status::marked &&
           state.users_of(hive, in_slot(slot)).empty();
}

std::string explain_endless_orphan(const Layout& layout, OrphanName which)
{
    return say(layout,
               "{} is never <purged>: it is <marked>, nobody uses it, <MAPI> events of its <account> have "
               "passed it over, and "
               "so it can go on for ever.",
               name_of_profile(layout, layout.hives[which.hive], which.name));
}

std::string explain_orphan(const Layout& layout, const Snapshot& state)
{
    for (const Hive& hive : layout.hives) {
        for (std::size_t slot = 0; slot < hive.slots.size(); ++slot) {
            if (state.get(hive.slots[slot].overdue) == 0) continue;
            return say(layout,
                       "{} stays in the <registry> for good: it is <marked>, nobody uses it, and <a MAPI> "
                       "event of its "
                       "<account> has passed it over.",
                       name_of_profile(layout, hive, state.name_of(hive, in_slot(slot))));
        }
    }
    return {};
}

std::string explain_stuck(const Layout& layout, const Snapshot& state)
{
    std::vector<std::string> stuck;
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        const Point::Kind kind = state.point(p).kind;
        if (kind == Point::Kind::end || kind == Point::Kind::crashed) continue;
        stuck.push_back(
            fmt::format("{}: {}", program_in_session(layout, p), describe_place(layout, state, p)));
    }
    return say(layout, "No <program> can move, yet steps are left ({}).",
               fmt::format("{}", fmt::join(stuck, "; ")));
}

void describe_happening(const Layout& layout, const Happening& happening, checker::StepWords& words)
{
    words.action = name_of_happening(layout, happening);
    switch (happening.kind) {
    case Happening::Kind::restart:
        words.action = say(layout, "<restart>");
        words.events.insert(words.events.begin(), say(layout, "the <program> is started anew"));
        return;
    case Happening::Kind::leave_when_asked:
        words.action = say(layout, "<logoff>, as it was asked to");
        return;
    case Happening::Kind::clean_up:
    case Happening::Kind::event: break;
    }
    words.actor = say(layout, "<environment>");
    words.place.clear();
}

}  // namespace

std::vector<checker::Process> make_processes(const Layout& layout)
{
    std::vector<checker::Process> processes;
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        processes.push_back({.name = name_of_program(layout, p),
                             .lane = static_cast<int>(p),
                             .fair = fairness_of(layout, p) != Fairness::none});
    }
    for (const std::uint16_t p : layout.crashers) {
        processes.push_back({.name = say(layout, "<crash> of {}", name_of_program(layout, p)),
                             .lane = p,
                             .environment = true,
                             .fair = false});
    }
    for (const Happening& happening : layout.happenings) {
        const bool timer = happening.kind == Happening::Kind::clean_up;
        checker::Process process{.name = name_of_happening(layout, happening)};
        if (happening.kind != Happening::Kind::event && !timer) process.lane = happening.who;
        process.fair = timer;  // it is sure to come; nothing of the rest is
        process.environment = !timer;
        processes.push_back(std::move(process));
    }
    return processes;
}

void write_initial_state(const Layout& layout, std::uint64_t* words)
{
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        Turn turn(layout, words, p);
        const ProgramLayout& program = layout.programs[p];
        turn.set(program.fields.at, std::uint64_t{program.script.start});
        turn.set(program.fields.initialized, std::uint64_t{program.starts_initialized});
    }
    for (std::size_t h = 0; h < layout.hives.size(); ++h) {
        const Hive& hive = layout.hives[h];
        if (hive.programs.empty()) continue;
        Turn turn(layout, words, hive.programs.front());
        for (Name name = 0; name < hive.profiles.size(); ++name) {
            const Profile& profile = layout.world.profiles[hive.profiles[name]];
            if (profile.state == InitialState::absent) continue;
            const Status status = profile.state == InitialState::live ? Status::live : Status::marked;
            const Reference instance = Registry(turn).create(name, profile.dynamic, status);
            HOLDFAST_ASSERT(!instance.none(), "no slot for the initial instance of {}", profile.name);
        }
        Renumbering(turn, h).apply();
    }
}

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

std::string why_it_cannot_move(const Layout& layout, std::size_t program, const std::uint64_t* words)
{
    // Of what is no program only the clean-up timer is owed anything.
    if (program >= layout.programs.size()) return "finds nothing that it could take away";
    const Snapshot state(layout, words);
    switch (state.point(program).kind) {
    case Point::Kind::end: return "has done all its steps";
    case Point::Kind::crashed: return say(layout, "has <crashed>");
    case Point::Kind::between:
    case Point::Kind::inside: break;
    }
    const std::size_t mutex = layout.programs[program].mutex;
    return say(layout, "is blocked: the <logon mutex> of {} is {}", scope_of_mutex(layout, mutex),
               describe_mutex(layout, state, layout.mutexes[mutex]));
}

checker::StateWords describe_state(const Layout& layout, const std::uint64_t* words)
{
    const Snapshot state(layout, words);
    checker::StateWords rows;
    describe_profiles(layout, state, rows);
    describe_tables(layout, state, rows);
    describe_mutexes(layout, state, rows);
    describe_sessions(layout, state, rows);
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        rows.push_back({say(layout, "<program> {}", program_in_session(layout, p)),
                        describe_program(layout, state, p), false});
    }
    return rows;
}

checker::StepWords describe_step(const Layout& layout, checker::Choice, const Told& told,
                                 const Narrator& narrator)
{
    checker::StepWords words;
    words.place = name_of_session(layout, told.program);
    words.actor = name_of_program(layout, told.program);
    words.events = narrator.events;
    words.alarms = narrator.alarms;
    if (told.happening != nullptr) {
        describe_happening(layout, *told.happening, words);
        return words;
    }
    if (told.crash) {
        words.action = say(layout, "<crash>");
        words.events.insert(words.events.begin(), say(layout, "the <process> ends without cleaning up"));
        return words;
    }
    words.action = name_of_call(layout, *told.call);
    if (layout.grain == Grain::micro && words_of(told.call->kind).steps.size() > 1) {
        words.action += fmt::format(": {}", deed_of(layout, told.call->kind, told.step));
    }
    if (told.outcome.kind != Outcome::Kind::answered) return words;
    words.answer = name_of_answer(layout, told.outcome.answer);
    if (told.call->must && *told.call->must != told.outcome.answer) {
        words.alarms.push_back(
            fmt::format("the scenario says it must get {}", name_of_answer(layout, *told.call->must)));
    }
    return words;
}

std::string explain_violation(const Layout& layout, PropertyIndex property, const std::uint64_t* words,
                              std::optional<checker::Choice>, const Told& told, const Narrator& narrator,
                              std::size_t part)
{
    const Snapshot state(layout, words);
    switch (property) {
    case PropertyIndex::in_use_purge: return explain_in_use_purge(layout, state, told, narrator);
    case PropertyIndex::failed_access: return explain_failed_access(layout, state, told);
    case PropertyIndex::wrong_instance: return explain_wrong_instance(layout, told);
    case PropertyIndex::visible_after_delete:
        return say(layout, "The {} of {} obtained <a profile> that was already <marked for deletion>.",
                   name_of_call(layout, *told.call), program_in_session(layout, told.program));
    case PropertyIndex::orphan:
        if (layout.endless) return explain_endless_orphan(layout, names_of_orphans(layout)[part]);
        return explain_orphan(layout, state);
    case PropertyIndex::stuck: return explain_stuck(layout, state);
    case PropertyIndex::unexpected_answer:
        return fmt::format("The {} of {} got {}, where the scenario says it must get {}.",
                           name_of_call(layout, *told.call), program_in_session(layout, told.program),
                           name_of_answer(layout, told.outcome.answer),
                           told.call->must ? name_of_answer(layout, *told.call->must) : "something else");
    }
    return {};
}

}  // namespace holdfast::model
