// How a report names things: programs with their session, profiles and tables with their account where there
// are several.
#pragma once

#include <string>
#include <vector>

#include "model/layout.hpp"

namespace holdfast::model {

/// The sentence in the words of the scenario.
template <class... Parts>
[[nodiscard]] std::string say(const Layout& layout, SentenceOf<Parts...> sentence, const Parts&... parts)
{
    return layout.world.vocabulary.say(sentence, parts...);
}

[[nodiscard]] std::string name_of_program(const Layout& layout, std::size_t program);
/// "mailer (console)"
[[nodiscard]] std::string program_in_session(const Layout& layout, std::size_t program);
/// "console", or "console of admin" where several accounts are at work.
[[nodiscard]] std::string name_of_session(const Layout& layout, std::size_t program);
/// "Outlook", or "Outlook of admin".
[[nodiscard]] std::string name_of_profile(const Layout& layout, const Hive& hive, Name name);
/// "session remote", or "account admin": whose in-use table a program looks into.
[[nodiscard]] std::string scope_of_table(const Layout& layout, std::size_t table);
[[nodiscard]] std::string scope_of_mutex(const Layout& layout, std::size_t mutex);
/// "restart of mailer", "log off of remote", "clean-up of admin".
[[nodiscard]] std::string name_of_happening(const Layout& layout, const Happening& happening);

/// What has become of a profile: "live", "in Deleted Profiles", "PURGED".
[[nodiscard]] std::string name_of_status(const Layout& layout, Status status);
/// "logon Outlook"
[[nodiscard]] std::string name_of_call(const Layout& layout, const Call& call);
/// "MAPI_E_NOT_FOUND"
[[nodiscard]] std::string name_of_answer(const Layout& layout, Answer answer);
/// "absent", "'outlook.exe; x.exe'", "a REG_DWORD"
[[nodiscard]] std::string in_words(const RegistryValue& value);
/// "7 minutes"
[[nodiscard]] std::string minutes_in_words(std::uint64_t minutes);
/// "a", "a and b", "a, b and c"
[[nodiscard]] std::string join(const std::vector<std::string>& items);

}  // namespace holdfast::model
