#include "model/calls/call_words.hpp"

#include <array>

#include "model/calls/atomic_steps.hpp"

namespace holdfast::model {
namespace {

using W = AtomicStepWords;

constexpr std::array initialize{
    W{"I1, I2, I4", "attaches to the <in-use table>"},
    W{"", "takes the <mutex>"},
    W{"I3a", "looks for <a profile> that its <table> does not show in use"},
    W{"I3b", "<purges> what it took for unused"},
    W{"", "releases the <mutex>"},
};
constexpr std::array uninitialize{
    W{"", "gives <MAPI> up; the last one detaches from the <in-use table>"},
};
constexpr std::array create{
    W{"C1", "looks whether the name is taken"},
    W{"C2", "inserts the <profile>"},
};
constexpr std::array logon{
    W{"G1", "takes the <logon mutex>"},
    W{"G3", "looks for <a marked> <profile> of that name that its <table> does not show in use"},
    W{"G3", "<purges> what it took for unused"},
    W{"G4", "looks the <profile> up"},
    W{"G5", "adds its entry to the <in-use table>: the <MAPI session> is opening"},
    W{"G6", "opens the <keys> and logs on the <providers>"},
    W{"G7", "releases the <mutex>: <logged on>"},
    W{"G7", "releases the <mutex>: there is no such <profile>"},
    W{"G7", "releases the <mutex>: the <profile> could not be opened"},
    W{"G2", "looks for a shared <MAPI session>, without NEW_SESSION"},
    W{"G6", "shows dialogs, with SERVICE_UI_ALWAYS"},
};
constexpr std::array access{
    W{"R1", "uses the <profile> through its <MAPI session>"},
    W{"R1", "opens the <profile> again by its path"},
};
constexpr std::array delete_profile{
    W{"", "takes the <mutex>"},
    W{"D1", "looks the <profile> up"},
    W{"D2", "asks the <in-use table>"},
    W{"D3a", "<marks> the <profile> for deletion"},
    W{"D3a", "deletes the original behind the <=copy>"},
    W{"D3b", "<purges> the <profile>"},
    W{"", "releases the <mutex>: done"},
    W{"", "releases the <mutex>: there is no such <profile>"},
    W{"", "releases the <mutex>: refused"},
};
constexpr std::array logoff{
    W{"O1", "closes its <MAPI session> and handles"},
    W{"", "takes the <mutex>"},
    W{"O2", "removes its entry from the <in-use table>"},
    W{"O3", "asks whether its <marked> <profile> is still shown in use"},
    W{"O3", "<purges> the <marked> <profile>"},
    W{"", "releases the <mutex>"},
    W{"O3", "<renames> the <profile> that waited for it"},
};
constexpr std::array idle{
    W{"", "does nothing that <MAPI> sees"},
};
constexpr std::array rename_profile{
    W{"", "looks the <profile> up"},
    W{"", "asks the <in-use table>"},
    W{"", "puts the new name off"},
    W{"", "gives it the new name"},
};
constexpr std::array copy{
    W{"", "looks whether the source is there and the name is free"},
    W{"", "inserts the <copy>"},
};
constexpr std::array delete_services{
    W{"", "lists the <message services>"},
    W{"", "deletes them"},
};
constexpr std::array set_default{W{"", "makes <a profile> the default"}};
constexpr std::array find{W{"", "looks for the name in the <profile table>"}};
constexpr std::array open_admin{W{"", "opens the administration of the <profile>'s services"}};
constexpr std::array add_services{W{"", "adds the <message services> and configures them"}};
constexpr std::array close_admin{W{"", "closes the administration"}};
constexpr std::array erase{W{"", "deletes the <key> of the <profile>"}};
constexpr std::array erase_all{W{"", "deletes the <key> of all <profiles>"}};
constexpr std::array impersonate{W{"", "acts for another <account> from here on"}};
constexpr std::array revert{W{"", "acts for its own <account> again"}};
constexpr std::array exit_words{W{"", "the <process> exits"}};
constexpr std::array connect{
    W{"K1", "asks whether the lists in force keep it out"},
    W{"K2", "is let in"},
};
constexpr std::array wait_words{
    W{"", "begins to <wait>"},
    W{"", "has waited"},
};
constexpr std::array disconnect{W{"", "closes its connection"}};
constexpr std::array request{W{"", "asks the <server> for something"}};
constexpr std::array edit{W{"Edit", "writes to the <server>'s <registry>"}};
constexpr std::array stop_store{W{"", "stops the store"}};
constexpr std::array start_store{W{"", "starts the store, which reads the <registry>"}};
constexpr std::array restart_store{W{"StoreRestart", "stops the store and starts it"}};
constexpr std::array fail_over{W{"Failover", "moves the store to another node"}};

static_assert(initialize.size() == atomic_step_count(CallKind::initialize));
static_assert(uninitialize.size() == atomic_step_count(CallKind::uninitialize));
static_assert(create.size() == atomic_step_count(CallKind::create));
static_assert(logon.size() == atomic_step_count(CallKind::logon));
static_assert(access.size() == atomic_step_count(CallKind::access));
static_assert(delete_profile.size() == atomic_step_count(CallKind::delete_profile));
static_assert(logoff.size() == atomic_step_count(CallKind::logoff));
static_assert(idle.size() == atomic_step_count(CallKind::idle));
static_assert(rename_profile.size() == atomic_step_count(CallKind::rename));
static_assert(copy.size() == atomic_step_count(CallKind::copy));
static_assert(connect.size() == atomic_step_count(CallKind::connect));
static_assert(wait_words.size() == atomic_step_count(CallKind::wait));
static_assert(delete_services.size() == atomic_step_count(CallKind::delete_services));

constexpr std::array<CallKindWords, call_kinds> all{{
    {CallKind::initialize, "initialize", "initialize",
     "MAPIInitialize: attaches to MAPI and, as the policy says, sweeps unused profiles", initialize},
    {CallKind::uninitialize, "uninitialize", "uninitialize", "MAPIUninitialize: balances one initialize",
     uninitialize},
    {CallKind::create, "create", "create PROFILE",
     "CreateProfile: makes a profile, dynamic and with its services unless the step says otherwise", create},
    {CallKind::logon, "logon", "logon PROFILE",
     "MAPILogonEx on the named profile, with a new session unless its flags say otherwise", logon},
    {CallKind::access, "access", "access",
     "reads the profile through the open session, as opening a message store does", access},
    {CallKind::delete_profile, "delete", "delete PROFILE",
     "DeleteProfile: marks a profile in use, purges any other", delete_profile},
    {CallKind::logoff, "logoff", "logoff",
     "Logoff: ends the session and purges its profile if that is marked and not shown in use", logoff},
    {CallKind::idle, "idle", "idle", "a step that MAPI does not see", idle},
    {CallKind::write, "write", "write", "writes to the profile through the open session", access},
    {CallKind::rename, "rename", "rename PROFILE to NEW",
     "RenameProfile: puts the new name off where the profile is in use", rename_profile},
    {CallKind::copy, "copy", "copy PROFILE to NEW", "CopyProfile: a second profile with the same contents",
     copy},
    {CallKind::set_default, "set-default", "set-default PROFILE",
     "SetDefaultProfile: the profile for logons that name none", set_default},
    {CallKind::find, "find", "find PROFILE",
     "GetProfileTable: looks whether the name is in it; marked profiles are not", find},
    {CallKind::open_admin, "admin", "admin PROFILE",
     "AdminServices: opens the administration of the profile's message services", open_admin},
    {CallKind::add_services, "add-services", "add-services",
     "CreateMsgService and ConfigureMsgService, through the open administration", add_services},
    {CallKind::delete_services, "delete-services", "delete-services",
     "DeleteMsgService for every service, through the open administration; nobody is asked who uses them",
     delete_services},
    {CallKind::close_admin, "close-admin", "close-admin", "releases the administration", close_admin},
    {CallKind::erase, "erase", "erase PROFILE", "somebody deletes the profile's registry key by hand", erase},
    {CallKind::erase_all, "erase-all", "erase-all",
     "somebody deletes the registry key of all profiles by hand", erase_all},
    {CallKind::impersonate, "impersonate", "impersonate ACCOUNT",
     "the thread acts for another account from here on", impersonate},
    {CallKind::revert, "revert", "revert", "the thread acts for its own account again", revert},
    {CallKind::exit, "exit", "exit", "the process exits with whatever it has open", exit_words},
    {CallKind::connect, "connect", "connect SERVER",
     "opens a connection to a server of Exchange, with the profile of the open session if there is one",
     connect},
    {CallKind::disconnect, "disconnect", "disconnect", "closes the connection", disconnect},
    {CallKind::request, "request", "request",
     "asks the server for something through the connection, as reading mail does", request},
    {CallKind::edit, "edit", "edit NODE",
     "an administrator writes to the registry of a server; the store is not told", edit},
    {CallKind::stop_store, "stop-store", "stop-store SERVER", "stops the store: every connection is lost",
     stop_store},
    {CallKind::start_store, "start-store", "start-store SERVER",
     "starts the store, if it does not run; it reads its registry", start_store},
    {CallKind::restart_store, "restart-store", "restart-store SERVER", "stops and starts the store",
     restart_store},
    {CallKind::fail_over, "fail-over", "fail-over NODE",
     "the store stops, and starts on that node of its cluster with what stands in that node's registry",
     fail_over},
    {CallKind::wait, "wait", "wait MINUTES", "lets time pass, such as 5m or 1h30m", wait_words},
}};

}  // namespace

std::span<const CallKindWords> all_call_words() { return all; }

const CallKindWords& words_of(CallKind kind) { return all[static_cast<std::size_t>(kind)]; }

}  // namespace holdfast::model
