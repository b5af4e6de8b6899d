#include "model/calls/call_words.hpp"

#include <array>

#include "model/calls/atomic_steps.hpp"

namespace holdfast::model {
namespace {

using W = AtomicStepWords;

constexpr std::array initialize{
    W{"I1, I2, I4", "attaches to the in-use table"},
    W{"", "takes the mutex"},
    W{"I3a", "looks for a profile that its table does not show in use"},
    W{"I3b", "purges what it took for unused"},
    W{"", "releases the mutex"},
};
constexpr std::array uninitialize{
    W{"", "gives MAPI up; the last one detaches from the in-use table"},
};
constexpr std::array create{
    W{"C1", "looks whether the name is taken"},
    W{"C2", "inserts the profile"},
};
constexpr std::array logon{
    W{"G1", "takes the logon mutex"},
    W{"G3", "looks for a marked profile of that name that its table does not show in use"},
    W{"G3", "purges what it took for unused"},
    W{"G4", "looks the profile up"},
    W{"G5", "adds its entry to the in-use table: the session is opening"},
    W{"G6", "opens the keys and logs on the providers"},
    W{"G7", "releases the mutex: logged on"},
    W{"G7", "releases the mutex: there is no such profile"},
    W{"G7", "releases the mutex: the profile could not be opened"},
};
constexpr std::array access{
    W{"R1", "uses the profile through its session"},
    W{"R1", "opens the profile again by its path"},
};
constexpr std::array delete_profile{
    W{"", "takes the mutex"},
    W{"D1", "looks the profile up"},
    W{"D2", "asks the in-use table"},
    W{"D3a", "marks the profile for deletion"},
    W{"D3a", "deletes the original behind the copy"},
    W{"D3b", "purges the profile"},
    W{"", "releases the mutex: done"},
    W{"", "releases the mutex: there is no such profile"},
    W{"", "releases the mutex: refused"},
};
constexpr std::array logoff{
    W{"O1", "closes its session and handles"},
    W{"", "takes the mutex"},
    W{"O2", "removes its entry from the in-use table"},
    W{"O3", "asks whether its marked profile is still shown in use"},
    W{"O3", "purges the marked profile"},
    W{"", "releases the mutex"},
};
constexpr std::array idle{
    W{"", "does nothing that MAPI sees"},
};

static_assert(initialize.size() == atomic_step_count(CallKind::initialize));
static_assert(uninitialize.size() == atomic_step_count(CallKind::uninitialize));
static_assert(create.size() == atomic_step_count(CallKind::create));
static_assert(logon.size() == atomic_step_count(CallKind::logon));
static_assert(access.size() == atomic_step_count(CallKind::access));
static_assert(delete_profile.size() == atomic_step_count(CallKind::delete_profile));
static_assert(logoff.size() == atomic_step_count(CallKind::logoff));
static_assert(idle.size() == atomic_step_count(CallKind::idle));

constexpr std::array<CallKindWords, 8> all{{
    {CallKind::initialize, "initialize", "initialize",
     "MAPIInitialize: attaches to MAPI and, as the policy says, sweeps unused profiles", initialize},
    {CallKind::uninitialize, "uninitialize", "uninitialize", "MAPIUninitialize: balances one initialize",
     uninitialize},
    {CallKind::create, "create", "create PROFILE",
     "CreateProfile: makes a profile, dynamic unless the step says otherwise", create},
    {CallKind::logon, "logon", "logon PROFILE", "MAPILogonEx with a new session on the named profile", logon},
    {CallKind::access, "access", "access",
     "reads the profile through the open session, as opening a message store does", access},
    {CallKind::delete_profile, "delete", "delete PROFILE",
     "DeleteProfile: marks a profile in use, purges any other", delete_profile},
    {CallKind::logoff, "logoff", "logoff",
     "Logoff: ends the session and purges its profile if that is marked and not shown in use", logoff},
    {CallKind::idle, "idle", "idle", "a step that MAPI does not see", idle},
}};

}  // namespace

std::span<const CallKindWords> all_call_words() { return all; }

const CallKindWords& words_of(CallKind kind) { return all[static_cast<std::size_t>(kind)]; }

}  // namespace holdfast::model
