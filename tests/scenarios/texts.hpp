// The smallest whole scenario, in pieces, so that a test replaces the one that it is about. Line by line: the
// head has 2 lines, the accounts 2, the profiles 1, the programs 3.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "scenarios/format/parse.hpp"

namespace holdfast::scenarios::texts {

inline const std::string head = R"(format = 1
title = "t"
)";
inline const std::string accounts = R"([accounts.admin]
sessions = ["console", "remote"]
)";
inline const std::string profiles = "[profiles.Outlook]\n";
inline const std::string programs = R"([programs.mailer]
session = "console"
run = ["logon Outlook"]
)";

/// What a message lists where a step is expected.
inline const std::string known_steps =
    "initialize, uninitialize, create, logon, access, delete, logoff, idle, write, rename, copy, "
    "set-default, find, admin, add-services, delete-services, close-admin, erase, erase-all, impersonate, "
    "revert, exit, connect, disconnect, request, edit, stop-store, start-store, restart-store, fail-over or "
    "wait";

/// All errors of a text as the terminal shows them; empty for a good one.
inline std::string errors_of(std::string_view text)
{
    const auto scenario = parse(text, "bad.toml");
    return scenario ? std::string{} : to_text(scenario.error());
}

/// A scenario that must be good; its errors fail the test by an exception.
inline Scenario good(std::string_view text)
{
    auto scenario = parse(text, "good.toml");
    if (!scenario) throw std::runtime_error(to_text(scenario.error()));
    return *std::move(scenario);
}

}  // namespace holdfast::scenarios::texts
