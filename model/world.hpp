// What a scenario says of the world before anything moves: accounts, Terminal Services sessions, profiles,
// and the programs with what they will do. Plain data; nothing here explores or decides.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/answer.hpp"
#include "model/blocking/server.hpp"
#include "model/vocabulary.hpp"

namespace holdfast::model {

/// A Windows account; it has one registry hive, and in it its MAPI profiles (domain: 3).
struct Account {
    std::string name;
    /// Index of the account whose hive is its HKEY_CURRENT_USER: its own, or that of `.DEFAULT` where it is
    /// never logged on with a hive of its own, as LocalSystem is.
    std::size_t hive = 0;
};

/// A Terminal Services session. Kernel objects live in a namespace: services and the console share that of
/// session 0 (Windows 2000 and 2003), each remote session has its own (domain: 4.2).
struct Session {
    std::string name;
    std::size_t account = 0;  ///< index into World::accounts: who is logged on there
    bool remote = true;       ///< false: the namespace of session 0
};

/// Where something is written and what its author says about it, for reports alone: no two things that happen
/// differ by it.
struct Written {
    std::uint32_t line = 0;  ///< from 1; 0 where it was not read from a file
    std::uint32_t column = 0;
    bool never_taken = false;  ///< and that is meant

    constexpr bool operator==(const Written& /*other*/) const { return true; }
};

enum class InitialState : std::uint8_t { absent, live, marked };

/// A profile name in one account's hive. Instances of it come and go.
struct Profile {
    std::string name;
    std::size_t account = 0;
    InitialState state = InitialState::absent;
    bool dynamic =
        false;  ///< of the initial instance: created by a program rather than by a person (KB 818861)
};

enum class CallKind : std::uint8_t {
    initialize,
    uninitialize,
    create,
    logon,
    access,
    delete_profile,
    logoff,
    idle,
    write,
    rename,
    copy,
    set_default,
    find,
    open_admin,
    add_services,
    delete_services,
    close_admin,
    erase,
    erase_all,
    impersonate,
    revert,
    exit,
    connect,
    disconnect,
    request,
    edit,
    stop_store,
    start_store,
    restart_store,
    fail_over,
    wait,
};

inline constexpr std::size_t call_kinds = static_cast<std::size_t>(CallKind::wait) + 1;

/// The flags of MAPILogonEx that matter for concurrency (domain: 2.2).
struct LogonFlags {
    bool new_session = true;         ///< without it a shared session is taken, whatever profile is named
    bool allow_others = false;       ///< the session becomes the shared one
    bool use_default = false;        ///< the default profile stands for a name that is not given
    bool explicit_profile = false;   ///< it does not
    bool timeout_short = false;      ///< MAPI_E_TIMEOUT instead of waiting for the mutex
    bool nt_service = false;         ///< a service: no dialog is ever shown
    bool service_ui_always = false;  ///< dialogs between the choice of the profile and its opening

    bool operator==(const LogonFlags&) const = default;
};

struct LogonFlagName {
    std::string_view name;  ///< as in MAPIX.h, without MAPI_
    bool LogonFlags::* flag;
};

inline constexpr std::array<LogonFlagName, 7> logon_flag_names{{
    {"NEW_SESSION", &LogonFlags::new_session},
    {"ALLOW_OTHERS", &LogonFlags::allow_others},
    {"USE_DEFAULT", &LogonFlags::use_default},
    {"EXPLICIT_PROFILE", &LogonFlags::explicit_profile},
    {"TIMEOUT_SHORT", &LogonFlags::timeout_short},
    {"NT_SERVICE", &LogonFlags::nt_service},
    {"SERVICE_UI_ALWAYS", &LogonFlags::service_ui_always},
}};

[[nodiscard]] inline std::vector<std::string_view> names_of_flags(const LogonFlags& flags)
{
    std::vector<std::string_view> names;
    for (const LogonFlagName& each : logon_flag_names) {
        if (flags.*each.flag) names.push_back(each.name);
    }
    return names;
}

/// Whether a call is about a profile that it names. A logon may leave its name out.
[[nodiscard]] constexpr bool names_profile(CallKind kind)
{
    switch (kind) {
    case CallKind::create:
    case CallKind::logon:
    case CallKind::delete_profile:
    case CallKind::rename:
    case CallKind::copy:
    case CallKind::set_default:
    case CallKind::find:
    case CallKind::open_admin:
    case CallKind::erase: return true;
    default: return false;
    }
}

/// Whether a call names a second profile, which it makes of the first.
[[nodiscard]] constexpr bool names_target(CallKind kind)
{
    return kind == CallKind::rename || kind == CallKind::copy;
}

/// Whether a call is about a server of Exchange that it names, or about one of its nodes.
[[nodiscard]] constexpr bool names_server(CallKind kind)
{
    return kind == CallKind::connect || kind == CallKind::stop_store || kind == CallKind::start_store ||
           kind == CallKind::restart_store;
}
[[nodiscard]] constexpr bool names_node(CallKind kind)
{
    return kind == CallKind::edit || kind == CallKind::fail_over;
}

/// When a step is taken, in minutes since the program's start: not before the one, and no time passes the
/// other while it could be.
struct Window {
    std::uint32_t from = 0;
    std::uint32_t until = 0;

    bool operator==(const Window&) const = default;
};

/// What a program does when a call does not answer S_OK.
enum class OnFailure : std::uint8_t {
    next,   ///< goes on with the next step
    leave,  ///< goes on behind the innermost block: this round of a repeat, this branch of a choose, or the
            ///< run
    stop,   ///< does nothing any more; its process stays, with whatever it has open
};

struct Call {
    CallKind kind = CallKind::idle;
    std::size_t profile = 0;  ///< index into World::profiles, for the calls that name one
    std::size_t target = 0;   ///< the same, for rename and copy: the new name
    bool named = true;        ///< for logon: whether it names a profile
    LogonFlags flags{};       ///< for logon
    std::size_t account = 0;  ///< index into World::accounts, for impersonate
    bool dynamic = true;      ///< for create: whether the new profile counts as dynamically created
    bool services = true;     ///< for create: with its message services (MAPI_DEFAULT_SERVICES)
    bool shared = false;      ///< for logoff: MAPI_LOGOFF_SHARED
    NodeName node{};          ///< for the calls that name a server, or a node of one
    std::optional<std::size_t>
        processes{};  ///< for edit: index into World::values, the new value of the process list
    std::optional<std::size_t> versions{};  ///< for edit: the same of the list of versions
    std::uint32_t minutes = 0;              ///< for wait
    std::optional<Window> when{};           ///< at any time, if the scenario says nothing
    std::optional<Answer> must;             ///< the answer that this call must get, if the scenario says one
    OnFailure on_failure = OnFailure::next;
    Written written{};

    bool operator==(const Call&) const = default;
};

struct Choose;
struct Repeat;
using Item = std::variant<Call, Choose, Repeat>;

/// A list of steps, in order.
using Block = std::vector<Item>;

/// One of several branches; which one is decided by its first step, at no cost. At least one branch, none
/// empty.
struct Choose {
    std::vector<Block> branches;
};

/// The same steps several times, or without end: then what stands behind it is never reached.
struct Repeat {
    std::uint32_t times = 1;  ///< at least 1
    Block steps;              ///< not empty
    bool forever = false;     ///< then `times` says nothing
};

/// One running process. Copies that a scenario asks for are programs of their own here, in a row.
struct Program {
    std::string name;
    std::size_t session = 0;     ///< index into World::sessions
    std::size_t copies_of = 0;   ///< programs with the same value are interchangeable copies of one another
    bool may_crash = false;      ///< its process may end at any point, until it has no restart left
    std::uint32_t restarts = 0;  ///< how often it may be started anew after its process has ended
    bool leaves_when_asked = false;  ///< may log off when MAPI_LOGOFF_SHARED asks those who share its session
    bool may_create_global = true;   ///< has SeCreateGlobalPrivilege
    bool urgent = false;             ///< no time passes while it can move
    Client client{};                 ///< what a server of Exchange sees of it
    Block run;
    Written written{};
};

/// Something that the environment may do, at any point.
struct Event {
    enum class Kind : std::uint8_t {
        disconnect,   ///< a user leaves a Terminal Services session running
        reconnect,    ///< and comes back
        log_off,      ///< all processes of a session end
        log_on,       ///< the session is there again
        unload_hive,  ///< the registry hive of an account goes while processes have it open (KB 2287297)
        reboot,       ///< the machine starts anew
    };
    Kind kind = Kind::reboot;
    std::size_t target = 0;   ///< index into World::sessions, or World::accounts for unload_hive
    std::uint32_t times = 1;  ///< how often at most; at least 1
    Written written{};

    bool operator==(const Event&) const = default;
};

struct World {
    std::vector<Account> accounts;
    std::vector<Session> sessions;
    std::vector<Profile> profiles;
    std::vector<Program> programs;  ///< in the order of the scenario: the order of processes
    std::vector<Event> events;      ///< what the environment may do besides crashes and restarts
    std::vector<Server> servers{};  ///< those of Exchange
    std::vector<RegistryValue>
        values{};             ///< all that stand in their registries or are written there, each once
    Vocabulary vocabulary{};  ///< how reports say it
};

/// How much of a call is one step.
enum class Grain : std::uint8_t {
    call,   ///< a whole call
    micro,  ///< each atomic step of a call, so that check-then-act races show
};

}  // namespace holdfast::model
