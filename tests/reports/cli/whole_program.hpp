// The program as a whole, run as a user runs it: small scenarios to give it, and questions to what it prints.
#pragma once

#include <string>
#include <vector>

#include <boost/regex.hpp>
#include <nlohmann/json.hpp>

#include "tests/approved.hpp"
#include "tests/run_program.hpp"

namespace holdfast::tests {

using Json = nlohmann::json;

inline const std::string world = R"(
format = 1
title  = "A remote logon purges the profile that the console still uses"
source = "KB 303221"

[accounts.admin]
sessions = ["console", "remote"]

[profiles.Outlook]

[programs.mailer]
session = "console"
run = ["create Outlook", "logon Outlook", "delete Outlook", "access", "logoff"]

[programs.visitor]
session = "remote"
run = ["logon Outlook", "logoff"]
)";

inline const std::string as_described = world + R"(
[cases.as-described]
policy = "fault-303221"
[cases.as-described.expect]
in-use-purge = { verdict = "violated", steps = 4 }
failed-access = { verdict = "violated", steps = 5 }
)";

inline const std::string both_cases = as_described + R"(
[cases.mended]
policy = "fixed"
)";

/// The fault is there, and the scenario says that everything holds.
inline const std::string hoped_for = world + R"(
[cases.hoped-for]
policy = "fault-303221"
)";

inline const std::string cut_short = world + R"(
[cases.cut-short]
policy = "fixed"
limits = { states = 3 }
)";

/// More than anyone waits for.
inline const std::string endless = R"(
format = 1
title  = "Nine sessions"

[accounts.admin]
sessions = ["remote"]

[profiles.Outlook]

[profiles.Archive]

[programs.user]
session = "remote"
count = 9
each_in_own_session = true
run = [{ choose = [
    ["create Outlook", "logon Outlook", "delete Outlook", "access", "logoff"],
    ["create Archive", "logon Archive", "delete Archive", "access", "logoff"],
] }]

[cases.fixed]
policy = "fixed"
expect = { others = "any" }
)";

/// A run of it goes on for ever, and leaves what is marked where it is.
inline const std::string stays_marked = R"(
format = 1
title  = "Nobody asks for it"
[accounts.admin]
sessions = ["console"]
[profiles.old]
state = "marked"
[profiles.Outlook]
state = "live"
[programs.mailer]
session = "console"
run = [{ repeat = "forever", steps = ["logon Outlook", "logoff"] }]
[mapi]
policy = "fixed"
[expect]
orphan = "violated"
)";

inline bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// The text without its line breaks: paths of temporary folders make lines wrap here or there.
inline std::string unwrapped(const std::string& text)
{
    return boost::regex_replace(text, boost::regex("\n *"), " ");
}

/// The arguments of every replay command in a text, as they are to be pasted.
inline std::vector<std::string> replays_in(const std::string& text)
{
    std::vector<std::string> commands;
    const boost::regex pattern("\n +replay: \\./holdfast ([^\n]*)\n");
    for (boost::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        commands.push_back((*at)[1]);
    return commands;
}

inline Finished paste(const std::string& arguments, Streams streams = {})
{
    return run_in_shell(std::string(HOLDFAST_PROGRAM) + " " + arguments, std::move(streams));
}

inline Json json_of(const std::string& path) { return Json::parse(content_of(path)); }

}  // namespace holdfast::tests
