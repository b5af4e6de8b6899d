#include "model/names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/calls/call_words.hpp"

namespace holdfast::model {
namespace {

bool has_several_accounts(const Layout& layout)
{
    return std::ranges::count_if(layout.hives, [](const Hive& hive) { return !hive.programs.empty(); }) > 1;
}

const std::string& account_name(const Layout& layout, const Hive& hive)
{
    return layout.world.accounts[hive.account].name;
}

const Session& session_of(const Layout& layout, std::size_t program)
{
    return layout.world.sessions[layout.world.programs[program].session];
}

/// The sessions that programs live in, each once, in the order of the programs.
std::string sessions_of(const Layout& layout, const std::vector<std::uint16_t>& programs)
{
    std::vector<std::string> names;
    for (const std::uint16_t p : programs) {
        const std::string& name = session_of(layout, p).name;
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return join(names);
}

std::string verb_of(const Vocabulary& vocabulary, Event::Kind kind)
{
    switch (kind) {
    case Event::Kind::disconnect: return vocabulary.word("disconnect");
    case Event::Kind::reconnect: return vocabulary.word("reconnect");
    case Event::Kind::log_off: return vocabulary.word("log off");
    case Event::Kind::log_on: return vocabulary.word("log on");
    case Event::Kind::unload_hive: return vocabulary.word("unload hive");
    case Event::Kind::reboot: return vocabulary.word("reboot");
    }
    return "?";
}

std::string target_of(const World& world, const Event& event)
{
    if (event.kind == Event::Kind::reboot) return {};
    const std::string& name = event.kind == Event::Kind::unload_hive ? world.accounts[event.target].name
                                                                     : world.sessions[event.target].name;
    return " of " + name;
}

/// What differs from a plain logon: " (not NEW_SESSION, USE_DEFAULT)".
std::string flags_in_words(const Call& call)
{
    std::vector<std::string> differences;
    if (!call.flags.new_session) differences.emplace_back("not NEW_SESSION");
    for (const std::string_view name : names_of_flags(call.flags)) {
        if (name != "NEW_SESSION") differences.emplace_back(name);
    }
    return differences.empty() ? "" : fmt::format(" ({})", fmt::join(differences, ", "));
}

}  // namespace

std::string name_of_program(const Layout& layout, std::size_t program)
{
    return layout.world.programs[program].name;
}

std::string program_in_session(const Layout& layout, std::size_t program)
{
    return fmt::format("{} ({})", name_of_program(layout, program), name_of_session(layout, program));
}

std::string name_of_session(const Layout& layout, std::size_t program)
{
    const Session& session = session_of(layout, program);
    if (!has_several_accounts(layout)) return session.name;
    return fmt::format("{} of {}", session.name, layout.world.accounts[session.account].name);
}

std::string name_of_profile(const Layout& layout, const Hive& hive, Name name)
{
    const std::string& profile = layout.world.profiles[hive.profiles[name]].name;
    return has_several_accounts(layout) ? fmt::format("{} of {}", profile, account_name(layout, hive))
                                        : profile;
}

std::string scope_of_table(const Layout& layout, std::size_t table)
{
    const Hive& hive = layout.hives[layout.tables[table].hive];
    if (layout.tables[table].fallen_back) {
        return say(layout, "<session> {}, for want of the global one",
                   sessions_of(layout, layout.tables[table].programs));
    }
    if (layout.policy.use_scope == UseScope::hive)
        return say(layout, "<account> {}", account_name(layout, hive));
    if (layout.policy.use_scope == UseScope::token)
        return say(layout, "<account> {}", layout.world.accounts[layout.tables[table].token].name);
    const std::string sessions = sessions_of(layout, layout.tables[table].programs);
    if (layout.policy.use_scope == UseScope::session_and_token) {
        const std::string& token = layout.world.accounts[layout.tables[table].token].name;
        return say(layout, "<session> {} for {}", sessions, token);
    }
    if (!has_several_accounts(layout) || layout.tables[table].of_several_hives)
        return say(layout, "<session> {}", sessions);
    return say(layout, "<session> {} of {}", sessions, account_name(layout, hive));
}

std::string scope_of_mutex(const Layout& layout, std::size_t mutex)
{
    const std::vector<std::uint16_t>& programs = layout.mutexes[mutex].programs;
    switch (layout.policy.mutex_scope) {
    case MutexScope::session: return say(layout, "<session> {}", sessions_of(layout, programs));
    case MutexScope::hive:
        return say(layout, "<account> {}",
                   account_name(layout, layout.hives[layout.programs[programs.front()].hive]));
    case MutexScope::global: return say(layout, "the <machine>");
    }
    return {};
}

std::string name_of_status(const Layout& layout, Status status)
{
    switch (status) {
    case Status::none: break;
    case Status::live: return say(layout, "<live>");
    case Status::marked:
        return layout.policy.mark == Mark::flag ? say(layout, "<marked for deletion>")
                                                : say(layout, "in <Deleted Profiles>");
    case Status::purged: return say(layout, "<PURGED>");
    }
    return say(layout, "<absent>");
}

std::string name_of_happening(const Layout& layout, const Happening& happening)
{
    switch (happening.kind) {
    case Happening::Kind::restart:
        return say(layout, "<restart> of {}", name_of_program(layout, happening.target));
    case Happening::Kind::leave_when_asked:
        return say(layout, "{} leaves as it was asked", name_of_program(layout, happening.target));
    case Happening::Kind::clean_up:
        return say(layout, "<clean-up> of {}", account_name(layout, layout.hives[happening.target]));
    case Happening::Kind::poll:
        return fmt::format("store of {}", layout.world.servers[happening.target].name);
    case Happening::Kind::event: break;
    }
    const Event& event = layout.world.events[happening.target];
    return verb_of(layout.world.vocabulary, event.kind) + target_of(layout.world, event);
}

std::string name_of_call(const Layout& layout, const Call& call)
{
    const std::string verb = layout.world.vocabulary.word(words_of(call.kind).name);
    const auto profile = [&](std::size_t which) { return layout.world.profiles[which].name; };
    switch (call.kind) {
    case CallKind::logon:
        return fmt::format("{}{}{}", verb, call.named ? " " + profile(call.profile) : "",
                           flags_in_words(call));
    case CallKind::rename:
    case CallKind::copy: return fmt::format("{} {} to {}", verb, profile(call.profile), profile(call.target));
    case CallKind::impersonate: return fmt::format("{} {}", verb, layout.world.accounts[call.account].name);
    case CallKind::logoff: return call.shared ? fmt::format("{} (LOGOFF_SHARED)", verb) : verb;
    case CallKind::connect:
    case CallKind::stop_store:
    case CallKind::start_store:
    case CallKind::restart_store:
        return fmt::format("{} {}", verb, layout.world.servers[call.node.server].name);
    case CallKind::edit:
    case CallKind::fail_over:
        return fmt::format("{} {}", verb, layout.world.servers[call.node.server].nodes[call.node.node].name);
    case CallKind::wait: return fmt::format("{} {}", verb, minutes_in_words(call.minutes));
    default: return names_profile(call.kind) ? fmt::format("{} {}", verb, profile(call.profile)) : verb;
    }
}

std::string name_of_answer(const Layout& layout, Answer answer)
{
    return layout.world.vocabulary.word(to_string(answer));
}

std::string in_words(const RegistryValue& value)
{
    if (value.type == RegistryValue::Type::absent) return "not set";
    if (value.type == RegistryValue::Type::text) return fmt::format("'{}'", value.text);
    return fmt::format("a {}", value.name_of_type());
}

std::string minutes_in_words(std::uint64_t minutes)
{
    return minutes == 1 ? "1 minute" : fmt::format("{} minutes", minutes);
}

std::string join(const std::vector<std::string>& items)
{
    std::string text;
    for (std::size_t k = 0; k < items.size(); ++k) {
        if (k > 0) text += k + 1 == items.size() ? " and " : ", ";
        text += items[k];
    }
    return text;
}

}  // namespace holdfast::model
