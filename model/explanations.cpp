#include "model/explanations.hpp"

#include <fmt/format.h>

#include "model/blocking/blocking_words.hpp"
#include "model/calls/call_words.hpp"
#include "model/final_state.hpp"
#include "model/mutex.hpp"
#include "model/names.hpp"
#include "model/snapshot.hpp"
#include "model/words.hpp"

namespace holdfast::model {
namespace {

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

/// Whether it fails though the session can use its profile, or without one: then it is the server's fault.
bool fails_by_server(const Layout& layout, const Snapshot& before, const Told& told)
{
    const Reference session = before.session(told.program);
    return session.none() || !has_lost_its_profile(layout, before, told.program);
}

std::string explain_failed_access(const Layout& layout, const Snapshot& before, const Told& told,
                                  const Narrator& narrator)
{
    const bool asks_server = told.call->kind == CallKind::connect || told.call->kind == CallKind::request;
    if (asks_server && fails_by_server(layout, before, told) && !narrator.alarms.empty()) {
        return fmt::format("The {} of {} gets {}: {}.", name_of_call(layout, *told.call),
                           program_in_session(layout, told.program),
                           name_of_answer(layout, told.outcome.answer), narrator.alarms.back());
    }
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

}  // namespace

std::string explain_violation(const Layout& layout, PropertyIndex property, const std::uint64_t* words,
                              std::optional<checker::Choice>, const Told& told, const Narrator& narrator,
                              std::size_t part)
{
    const Snapshot state(layout, words);
    switch (property) {
    case PropertyIndex::in_use_purge: return explain_in_use_purge(layout, state, told, narrator);
    case PropertyIndex::failed_access: return explain_failed_access(layout, state, told, narrator);
    case PropertyIndex::wrong_instance: return explain_wrong_instance(layout, told);
    case PropertyIndex::visible_after_delete:
        return say(layout, "The {} of {} obtained <a profile> that was already <marked for deletion>.",
                   name_of_call(layout, *told.call), program_in_session(layout, told.program));
    case PropertyIndex::orphan:
        if (layout.endless) return explain_endless_orphan(layout, names_of_orphans(layout)[part]);
        return explain_orphan(layout, state);
    case PropertyIndex::stuck: return explain_stuck(layout, state);
    case PropertyIndex::blocked_connected:
    case PropertyIndex::blocked_admitted:
    case PropertyIndex::unblocked_refused:
    case PropertyIndex::unlisted_cut:
    case PropertyIndex::nameless_differently:
    case PropertyIndex::failed_access_unblocked:
    case PropertyIndex::poll_starved:
    case PropertyIndex::zeno: return explain_blocking(layout, property, state, told, narrator, part);
    case PropertyIndex::unexpected_answer:
        return fmt::format("The {} of {} got {}, where the scenario says it must get {}.",
                           name_of_call(layout, *told.call), program_in_session(layout, told.program),
                           name_of_answer(layout, told.outcome.answer),
                           told.call->must ? name_of_answer(layout, *told.call->must) : "something else");
    }
    return {};
}

}  // namespace holdfast::model
