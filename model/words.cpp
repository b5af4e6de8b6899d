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
    const std::string place = live ? "live" : flagged ? "marked for deletion" : "in Deleted Profiles";
    const auto users = state.users_of(hive, in_slot(slot));
    return fmt::format("{}, {}", place,
                       users.empty() ? "unused" : "used by " + names_of_programs(layout, users));
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
    if (const auto users = state.users_of(hive, purged); !users.empty()) {
        parts.push_back(fmt::format("PURGED, still open in {}", names_of_programs(layout, users)));
    }
    return parts.empty() ? "absent" : fmt::format("{}", fmt::join(parts, "; "));
}

void describe_profiles(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    for (const Hive& hive : layout.hives) {
        if (hive.programs.empty()) continue;
        for (Name name = 0; name < hive.profiles.size(); ++name) {
            rows.push_back({"profile " + name_of_profile(layout, hive, name),
                            describe_profile(layout, state, hive, name)});
        }
    }
}

std::string describe_table(const Layout& layout, const Snapshot& state, const Table& table)
{
    const Hive& hive = layout.hives[table.hive];
    std::vector<std::string> entries;
    for (const std::uint16_t p : table.programs) {
        const Reference created{static_cast<std::uint16_t>(state.get(layout.programs[p].fields.created))};
        for (const auto& [reference, how] :
             {std::pair{state.entry(p), ""}, std::pair{created, ", as its creator"}}) {
            if (reference.none()) continue;
            entries.push_back(fmt::format("{} by {}{}",
                                          name_of_profile(layout, hive, state.name_of(hive, reference)),
                                          name_of_program(layout, p), how));
        }
    }
    for (std::size_t key = 0; key < table.stale.size(); ++key) {
        const std::uint64_t count = state.get(table.stale[key]);
        if (count == 0) continue;
        const Name name = layout.policy.table_key == TableKey::instance ? state.name_of(hive, in_slot(key))
                                                                        : static_cast<Name>(key);
        entries.push_back(fmt::format("{} by {} no longer alive", name_of_profile(layout, hive, name),
                                      count == 1 ? "one" : std::to_string(count)));
    }
    return entries.empty() ? "empty" : fmt::format("{}", fmt::join(entries, "; "));
}

void describe_tables(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    for (std::size_t k = 0; k < layout.tables.size(); ++k) {
        rows.push_back({"in-use table of " + scope_of_table(layout, k),
                        describe_table(layout, state, layout.tables[k])});
    }
}

std::string describe_mutex(const Layout& layout, const Snapshot& state, const Mutex& mutex)
{
    for (const std::uint16_t p : mutex.programs) {
        if (state.get(layout.programs[p].fields.holds_mutex) != 0)
            return "held by " + name_of_program(layout, p);
    }
    return state.get(mutex.abandoned) != 0 ? "abandoned" : "free";
}

void describe_mutexes(const Layout& layout, const Snapshot& state, checker::StateWords& rows)
{
    if (layout.grain != Grain::micro) return;
    for (std::size_t k = 0; k < layout.mutexes.size(); ++k) {
        rows.push_back({"logon mutex of " + scope_of_mutex(layout, k),
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

std::string describe_place(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const Script& script = layout.programs[p].script;
    const Point& point = state.point(p);
    switch (point.kind) {
    case Point::Kind::end: return "has done all its steps";
    case Point::Kind::crashed: return "crashed";
    case Point::Kind::between: return what_comes_next(layout, script, point);
    case Point::Kind::inside: break;
    }
    const Call& call = script.possibilities[point.first].call;
    return fmt::format("inside {}; next: {}", name_of_call(layout, call),
                       words_of(call.kind).steps[point.step].deed);
}

/// What an atomic step does. A delete that takes no mutex begins with looking the profile up.
std::string_view deed_of(const Layout& layout, CallKind kind, std::size_t step)
{
    const auto mutex = static_cast<std::size_t>(DeleteStep::take_mutex);
    const bool passed =
        kind == CallKind::delete_profile && step == mutex && !LogonMutex::is_taken_by(kind, layout.policy);
    return words_of(kind).steps[passed ? static_cast<std::size_t>(DeleteStep::look_up) : step].deed;
}

std::string describe_program(const Layout& layout, const Snapshot& state, std::size_t p)
{
    const ProgramLayout& program = layout.programs[p];
    const Hive& hive = layout.hives[program.hive];
    std::string text = describe_place(layout, state, p);
    if (program.counts_initialize && state.get(program.fields.initialized) == 0) text += "; not initialized";
    const Reference session = state.session(p);
    if (!session.none()) {
        text +=
            fmt::format("; logged on with {}{}", name_of_profile(layout, hive, state.name_of(hive, session)),
                        state.is_purged(hive, session) ? ", which is gone" : "");
    }
    return text;
}

/// Why nobody was asked, where the policy has a purge that asks nobody or only its own process; or nothing.
std::string why_nobody_was_asked(const Layout& layout, const Snapshot& before, const Told& told,
                                 const Narrator& narrator)
{
    const Policy& policy = layout.policy;
    const CallKind kind = told.call->kind;
    const Hive& hive = layout.hives[layout.programs[told.program].hive];
    const bool deletes = kind == CallKind::delete_profile;
    const bool was_marked = before.is_marked(hive, narrator.purged_in_use.front());
    if (deletes && was_marked && policy.second_mark == SecondMark::overwrites) {
        return "a second marked profile of that name took its place, and nobody asks who uses the first";
    }
    if ((deletes || kind == CallKind::logoff) &&
        policy.delete_and_logoff_see == DeleteAndLogoffSee::own_process) {
        return "a delete or logoff asks for the sessions of its own process only";
    }
    return {};
}

bool some_victim_has_another_table(const Layout& layout, const Told& told, const Narrator& narrator)
{
    const ProgramLayout& purger = layout.programs[told.program];
    const Hive& hive = layout.hives[purger.hive];
    for (std::size_t k = 0; k < hive.programs.size(); ++k) {
        const bool victim = (narrator.victims >> k & 1) != 0;
        if (victim && layout.programs[hive.programs[k]].table != purger.table) return true;
    }
    return false;
}

/// "the in-use table of session remote shows no logon of any other session", or why else the use went unseen.
std::string why_unseen(const Layout& layout, const Snapshot& before, const Told& told,
                       const Narrator& narrator)
{
    const std::string unasked = why_nobody_was_asked(layout, before, told, narrator);
    if (!unasked.empty()) return unasked;
    const std::string scope = scope_of_table(layout, layout.programs[told.program].table);
    if (some_victim_has_another_table(layout, told, narrator)) {
        return fmt::format("the in-use table of {} shows no logon of any other session", scope);
    }
    if (told.call->kind == CallKind::logon && layout.policy.logon_to_marked == LogonToMarked::purges) {
        return "a logon purges what is marked under its name, whoever uses it";
    }
    if (layout.grain == Grain::micro) {
        return fmt::format(
            "{} acted on what the in-use table of {} had shown some steps before, or no longer shows",
            name_of_program(layout, told.program), scope);
    }
    return fmt::format("the in-use table of {} did not show that use", scope);
}

std::vector<std::size_t> victims_of(const Layout& layout, const Told& told, const Narrator& narrator)
{
    const Hive& hive = layout.hives[layout.programs[told.program].hive];
    std::vector<std::size_t> victims;
    for (std::size_t k = 0; k < hive.programs.size(); ++k) {
        if ((narrator.victims >> k & 1) != 0) victims.push_back(hive.programs[k]);
    }
    return victims;
}

/// The name of the profile that a purge in use took away: that of what the first victim was on.
std::string purged_profile(const Layout& layout, const Snapshot& before, const Told& told,
                           const Narrator& narrator)
{
    const Hive& hive = layout.hives[layout.programs[told.program].hive];
    const std::size_t victim = victims_of(layout, told, narrator).front();
    return name_of_profile(layout, hive, before.name_of(hive, before.session(victim)));
}

std::string explain_in_use_purge(const Layout& layout, const Snapshot& before, const Told& told,
                                 const Narrator& narrator)
{
    std::vector<std::string> victims;
    for (const std::size_t p : victims_of(layout, told, narrator))
        victims.push_back(program_in_session(layout, p));
    return fmt::format("The {} of {} purged {} while {} {} still logged on with it: {}.",
                       words_of(told.call->kind).name, program_in_session(layout, told.program),
                       purged_profile(layout, before, told, narrator), join(victims),
                       victims.size() == 1 ? "was" : "were", why_unseen(layout, before, told, narrator));
}

std::string explain_failed_access(const Layout& layout, const Snapshot& before, const Told& told)
{
    const Hive& hive = layout.hives[layout.programs[told.program].hive];
    return fmt::format(
        "{} is still logged on with {}, but the profile was purged under it: its access gets {}.",
        program_in_session(layout, told.program),
        name_of_profile(layout, hive, before.name_of(hive, before.session(told.program))),
        to_string(told.outcome.answer));
}

std::string explain_wrong_instance(const Layout& layout, const Told& told)
{
    return fmt::format(
        "The {} of {} purged an instance of the profile that is not the one it is for: a profile that was "
        "deleted and created again has the same name, and the name is all that was compared.",
        words_of(told.call->kind).name, program_in_session(layout, told.program));
}

std::string explain_orphan(const Layout& layout, const Snapshot& state)
{
    for (const Hive& hive : layout.hives) {
        for (std::size_t slot = 0; slot < hive.slots.size(); ++slot) {
            if (state.get(hive.slots[slot].overdue) == 0) continue;
            return fmt::format(
                "{} stays in the registry for good: it is marked, nobody uses it, and a MAPI event of its "
                "account has passed it over.",
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
    return fmt::format("No program can move, yet steps are left ({}).", fmt::join(stuck, "; "));
}

}  // namespace

std::vector<checker::Process> make_processes(const Layout& layout)
{
    std::vector<checker::Process> processes;
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        processes.push_back({.name = name_of_program(layout, p), .lane = static_cast<int>(p)});
    }
    for (const std::uint16_t p : layout.crashers) {
        processes.push_back({.name = "crash of " + name_of_program(layout, p),
                             .lane = p,
                             .environment = true,
                             .fair = false});
    }
    return processes;
}

void write_initial_state(const Layout& layout, std::uint64_t* words)
{
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        Turn turn(layout, words, p);
        const ProgramLayout& program = layout.programs[p];
        turn.set(program.fields.at, std::uint64_t{program.script.start});
        const bool initializes =
            std::ranges::any_of(program.script.possibilities, [](const Possibility& each) {
                return each.call.kind == CallKind::initialize;
            });
        if (program.counts_initialize && !initializes) turn.set(program.fields.initialized, std::uint64_t{1});
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

bool has_orphan(const Layout& layout, const std::uint64_t* words)
{
    const Snapshot state(layout, words);
    for (const Hive& hive : layout.hives) {
        for (std::size_t slot = 0; slot < hive.slots.size(); ++slot) {
            const bool waits =
                state.status(hive.slots[slot]) == Status::marked && state.get(hive.slots[slot].overdue) != 0;
            if (waits && state.users_of(hive, in_slot(slot)).empty()) return true;
        }
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

checker::StateWords describe_state(const Layout& layout, const std::uint64_t* words)
{
    const Snapshot state(layout, words);
    checker::StateWords rows;
    describe_profiles(layout, state, rows);
    describe_tables(layout, state, rows);
    describe_mutexes(layout, state, rows);
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        rows.push_back(
            {"program " + program_in_session(layout, p), describe_program(layout, state, p), false});
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
    if (told.crash) {
        words.action = "crash";
        words.events.insert(words.events.begin(), "the process ends without cleaning up");
        return words;
    }
    words.action = name_of_call(layout, *told.call);
    if (layout.grain == Grain::micro && words_of(told.call->kind).steps.size() > 1) {
        words.action += fmt::format(": {}", deed_of(layout, told.call->kind, told.step));
    }
    if (told.outcome.kind != Outcome::Kind::answered) return words;
    words.answer = to_string(told.outcome.answer);
    const bool fails = told.outcome.answer == Answer::call_failed || told.outcome.answer == Answer::not_found;
    if (told.call->kind == CallKind::access && fails) {
        words.alarms.push_back(fmt::format("the profile that {} is logged on with is gone", words.actor));
    }
    if (told.call->must && *told.call->must != told.outcome.answer) {
        words.alarms.push_back(fmt::format("the scenario says it must get {}", to_string(*told.call->must)));
    }
    return words;
}

std::string explain_violation(const Layout& layout, PropertyIndex property, const std::uint64_t* words,
                              std::optional<checker::Choice>, const Told& told, const Narrator& narrator)
{
    const Snapshot state(layout, words);
    switch (property) {
    case PropertyIndex::in_use_purge: return explain_in_use_purge(layout, state, told, narrator);
    case PropertyIndex::failed_access: return explain_failed_access(layout, state, told);
    case PropertyIndex::wrong_instance: return explain_wrong_instance(layout, told);
    case PropertyIndex::visible_after_delete:
        return fmt::format("The {} of {} obtained a profile that was already marked for deletion.",
                           name_of_call(layout, *told.call), program_in_session(layout, told.program));
    case PropertyIndex::orphan: return explain_orphan(layout, state);
    case PropertyIndex::stuck: return explain_stuck(layout, state);
    case PropertyIndex::unexpected_answer:
        return fmt::format("The {} of {} got {}, where the scenario says it must get {}.",
                           name_of_call(layout, *told.call), program_in_session(layout, told.program),
                           to_string(told.outcome.answer),
                           told.call->must ? to_string(*told.call->must) : "something else");
    }
    return {};
}

}  // namespace holdfast::model
