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
    if (layout.policy.use_scope == UseScope::hive)
        return fmt::format("account {}", account_name(layout, hive));
    const std::string sessions = sessions_of(layout, layout.tables[table].programs);
    if (!has_several_accounts(layout)) return fmt::format("session {}", sessions);
    return fmt::format("session {} of {}", sessions, account_name(layout, hive));
}

std::string scope_of_mutex(const Layout& layout, std::size_t mutex)
{
    const std::vector<std::uint16_t>& programs = layout.mutexes[mutex].programs;
    switch (layout.policy.mutex_scope) {
    case MutexScope::session: return fmt::format("session {}", sessions_of(layout, programs));
    case MutexScope::hive:
        return fmt::format("account {}",
                           account_name(layout, layout.hives[layout.programs[programs.front()].hive]));
    case MutexScope::global: return "the machine";
    }
    return {};
}

std::string name_of_call(const Layout& layout, const Call& call)
{
    const bool names_profile = call.kind == CallKind::create || call.kind == CallKind::logon ||
                               call.kind == CallKind::delete_profile;
    const std::string_view verb = words_of(call.kind).name;
    return names_profile ? fmt::format("{} {}", verb, layout.world.profiles[call.profile].name)
                         : std::string{verb};
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
