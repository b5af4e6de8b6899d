#include "scenarios/format/starter.hpp"

namespace holdfast::scenarios {

namespace {

constexpr std::string_view profiles =
    R"(# What this scenario is about, in a few sentences. `holdfast check` runs every interleaving of the programs below
# and compares what it finds with what the cases expect. scenarios/format/format.md has every key.
format = 1
title  = "A delete from another session"

# Who is logged on where. Each account has profiles of its own.
[accounts.admin]
sessions = ["console", "remote"]

# Profiles that may come to exist: "absent" (the default), "live" or "marked" for deletion at the start.
[profiles.Outlook]
state = "live"

# Programs take their steps in order, and those of others may come between any two of them.
# `holdfast list steps` names the steps.
[programs.reader]
session = "console"
run = ["logon Outlook", "access", "logoff"]

[programs.cleaner]
session = "remote"
run = ["delete Outlook"]

# Properties of your own, in formulas: `holdfast list formulas`.
[properties.reader-is-never-cut-off]
never = "reader is on a purged profile"
says = "the reader's profile stays while the reader is logged on"

# One world under several policies: `holdfast list policies`. A property that is not mentioned must hold.
[cases.as-it-was]
policy = "unpatched"
expect.in-use-purge = "violated"
expect.failed-access = "violated"
expect.reader-is-never-cut-off = "violated"

[cases.mended]
policy = "fixed"
)";

constexpr std::string_view blocking =
    R"(# What this scenario is about, in a few sentences. `holdfast check` runs every interleaving of the programs below,
# with time in whole minutes, and compares what it finds with what is expected. scenarios/format/format.md has
# every key.
format = 1
title  = "A listed program is cut within 15 minutes"
source = "KB 920185"

[accounts.user]
sessions = ["desk"]

# A server of Exchange. It looks every 15 minutes at "Disable MAPI Client Processes", which is not set at the start.
[servers.exchange]

# A client is known by the name of its executable.
[programs.reader]
session = "desk"
executable = "reader.exe"
run = ["connect exchange", "request"]

[programs.administrator]
session = "desk"
run = [{ call = "edit exchange", processes = "reader.exe" }]

# Properties of your own, in formulas: `holdfast list formulas`.
[properties.reader-can-be-cut]
reachable = "reader is cut"

[properties.known-in-time]
within = { from = "reader is listed", to = "reader is blocked", at_most = "15m" }

# A property that is not mentioned must hold.
[expect]
failed-access = "violated"
)";

}  // namespace

std::string_view starter_text(Starter which) { return which == Starter::blocking ? blocking : profiles; }

}  // namespace holdfast::scenarios
