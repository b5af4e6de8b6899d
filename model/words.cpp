#include "model/words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/blocking/blocking_words.hpp"
#include "model/calls/atomic_steps.hpp"
#include "model/calls/call_words.hpp"
#include "model/holdings.hpp"
#include "model/mutex.hpp"
#include "model/names.hpp"
#include "model/snapshot.hpp"

namespace holdfast::model {
namespace {

std::string names_of_programs(const Layout& layout, const std::vector<std::size_t>& programs)
{
    std::vector<std::string> names;
    for (const std::size_t p : programs) names.push_back(name_of_program(layout, p));
    return join(names);
}

/// What a reader is told of one present instance: "live, used by mailer".
std::string describe_instance(const Layout& layout, const Snapshot& state, const Hive& hive, std::size_t slot)
{
    const std::string place = name_of_status(layout, state.status(hive.slots[slot]));
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

/// What an atomic step does. A delete that takes no mutex begins with looking the profile up.
std::string deed_of(const Layout& layout, CallKind kind, std::size_t step)
{
    const auto mutex = static_cast<std::size_t>(DeleteStep::take_mutex);
    const bool passed =
        kind == CallKind::delete_profile && step == mutex && !LogonMutex::is_taken_by(kind, layout.policy);
    return say(layout,
               words_of(kind).steps[passed ? static_cast<std::size_t>(DeleteStep::look_up) : step].deed);
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
                    has_lost_its_profile(layout, state, p) ? ", which is gone" : "");
        if (state.get(program.fields.shared) != 0) text += say(layout, ", in a shared <MAPI session>");
        if (state.get(program.fields.asked) != 0) text += say(layout, ", asked to <to log off>");
        if (state.get(program.fields.lost_path) != 0) text += ", under a name it no longer has";
    }
    if (const Reference admin = state.admin(p); !admin.none())
        text += "; administers " + name_of_profile(layout, hive, state.name_of(hive, admin));
    if (const std::string connection = describe_connection(layout, state, p); !connection.empty())
        text += "; " + connection;
    if (const std::uint64_t left = state.get(program.fields.waiting); left != 0)
        text += fmt::format("; waits {} more", minutes_in_words(left));
    if (state.get(program.fields.lost_hive) != 0) text += say(layout, "; its <registry> <hive> is gone");
    if (state.get(program.fields.on_its_own) != 0) text += say(layout, "; without the global <in-use table>");
    return text;
}

/// It waits, or stands before a step whose time is to come.
bool waits_for_time(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const ProgramLayout& program = layout.programs[p];
    if (state.get(program.fields.waiting) != 0) return true;
    const Point& point = state.point(p);
    if (point.kind != Point::Kind::between) return false;
    const std::uint64_t age = state.get(program.fields.age);
    const auto first = program.script.possibilities.begin() + point.first;
    return std::any_of(first, first + point.count,
                       [&](const Possibility& each) { return each.call.when && age < each.call.when->from; });
}

/// A wait is one call with two ends, whatever the grain.
bool is_told_by_steps(const Layout& layout, CallKind kind)
{
    return (layout.grain == Grain::micro || kind == CallKind::wait) && words_of(kind).steps.size() > 1;
}

void describe_happening(const Layout& layout, const Told& told, checker::StepWords& words)
{
    const Happening& happening = *told.happening;
    words.action = name_of_happening(layout, happening);
    switch (happening.kind) {
    case Happening::Kind::restart:
        words.action = say(layout, "<restart>");
        words.events.insert(words.events.begin(), say(layout, "the <program> is started anew"));
        return;
    case Happening::Kind::leave_when_asked:
        words.action = say(layout, "<logoff>, as it was asked to");
        return;
    case Happening::Kind::poll:
        words.place.clear();
        words.actor = words.action;
        words.action = describe_poll(layout, told.poll_stage);
        return;
    case Happening::Kind::clean_up:
    case Happening::Kind::event: break;
    }
    words.actor = say(layout, "<environment>");
    words.place.clear();
}

}  // namespace

bool has_lost_its_profile(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const Hive& hive = layout.hives[layout.programs[p].hive];
    return layout.policy.session_reads == SessionReads::registry && state.is_purged(hive, state.session(p));
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

std::string why_it_cannot_move(const Layout& layout, std::size_t program, const std::uint64_t* words)
{
    if (program >= layout.programs.size()) return why_without_a_step(layout, program);
    const Snapshot state(layout, words);
    if (waits_for_time(layout, state, program)) return "waits for time to pass";
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
    describe_servers(layout, state, rows);
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        rows.push_back({say(layout, "<program> {}", program_in_session(layout, p)),
                        describe_program(layout, state, p), false, holdings_of(layout, state, p)});
    }
    return rows;
}

checker::StepWords describe_step(const Layout& layout, const Told& told, const Narrator& narrator)
{
    checker::StepWords words;
    words.place = name_of_session(layout, told.program);
    words.actor = name_of_program(layout, told.program);
    words.events = narrator.events;
    words.alarms = narrator.alarms;
    if (told.minutes != 0) {
        words = {};
        words.actor = "clock";
        words.action =
            fmt::format("{} {}", minutes_in_words(told.minutes), told.minutes == 1 ? "passes" : "pass");
        words.minutes = told.minutes;
        return words;
    }
    if (told.happening != nullptr) {
        describe_happening(layout, told, words);
        return words;
    }
    if (told.crash) {
        words.action = say(layout, "<crash>");
        words.events.insert(words.events.begin(), say(layout, "the <process> ends without cleaning up"));
        return words;
    }
    words.action = name_of_call(layout, *told.call);
    if (is_told_by_steps(layout, told.call->kind)) {
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

}  // namespace holdfast::model
