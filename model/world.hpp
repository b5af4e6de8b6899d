// What a scenario says of the world before anything moves: accounts, Terminal Services sessions, profiles,
// and the programs with what they will do. Plain data; nothing here explores or decides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/answer.hpp"

namespace holdfast::model {

/// A Windows account; it has one registry hive, and in it its MAPI profiles (domain: 3).
struct Account {
    std::string name;
};

/// A Terminal Services session. Kernel objects live in a namespace: services and the console share that of
/// session 0 (Windows 2000 and 2003), each remote session has its own (domain: 4.2).
struct Session {
    std::string name;
    std::size_t account = 0;  ///< index into World::accounts: who is logged on there
    bool remote = true;       ///< false: the namespace of session 0
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
    idle
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
    std::size_t profile = 0;     ///< index into World::profiles, for create, logon, delete_profile
    bool dynamic = true;         ///< for create: whether the new profile counts as dynamically created
    std::optional<Answer> must;  ///< the answer that this call must get, if the scenario says one
    OnFailure on_failure = OnFailure::next;
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

/// The same steps several times.
struct Repeat {
    std::uint32_t times = 1;  ///< at least 1
    Block steps;              ///< not empty
};

/// One running process. Copies that a scenario asks for are programs of their own here, in a row.
struct Program {
    std::string name;
    std::size_t session = 0;    ///< index into World::sessions
    std::size_t copies_of = 0;  ///< programs with the same value are interchangeable copies of one another
    bool may_crash = false;     ///< its process may end at any point, once
    Block run;
};

struct World {
    std::vector<Account> accounts;
    std::vector<Session> sessions;
    std::vector<Profile> profiles;
    std::vector<Program> programs;  ///< in the order of the scenario: the order of processes
};

/// How much of a call is one step.
enum class Grain : std::uint8_t {
    call,   ///< a whole call
    micro,  ///< each atomic step of a call, so that check-then-act races show
};

}  // namespace holdfast::model
