// From a call of a scenario to the code that makes it.
#pragma once

#include <optional>

#include "model/blocking/administration.hpp"
#include "model/blocking/connection.hpp"
#include "model/calls/access.hpp"
#include "model/calls/copy.hpp"
#include "model/calls/create.hpp"
#include "model/calls/delete_profile.hpp"
#include "model/calls/exit.hpp"
#include "model/calls/initialize.hpp"
#include "model/calls/logoff.hpp"
#include "model/calls/logon.hpp"
#include "model/calls/profile_table.hpp"
#include "model/calls/registry_edit.hpp"
#include "model/calls/rename.hpp"
#include "model/calls/service_admin.hpp"
#include "model/calls/uninitialize.hpp"
#include "model/calls/wait.hpp"

namespace holdfast::model {

/// A call of MAPI other than the two that bring it in and out.
[[nodiscard]] constexpr bool needs_initialization(CallKind kind)
{
    switch (kind) {
    case CallKind::initialize:
    case CallKind::uninitialize:
    case CallKind::idle:
    case CallKind::erase:
    case CallKind::erase_all:
    case CallKind::impersonate:
    case CallKind::revert:
    case CallKind::exit:
    case CallKind::connect:
    case CallKind::disconnect:
    case CallKind::request:
    case CallKind::edit:
    case CallKind::stop_store:
    case CallKind::start_store:
    case CallKind::restart_store:
    case CallKind::fail_over:
    case CallKind::wait: return false;
    default: return true;
    }
}

/// A call of MAPI on an open session.
[[nodiscard]] constexpr bool is_on_session(CallKind kind)
{
    return kind == CallKind::access || kind == CallKind::write || kind == CallKind::logoff;
}

/// Why a call fails before it begins, or nothing.
[[nodiscard]] inline std::optional<Answer> refusal(const Turn& turn, CallKind kind)
{
    if (!needs_initialization(kind)) return std::nullopt;
    if (turn.program().counts_initialize && turn.get(turn.fields().initialized) == 0)
        return Answer::not_initialized;
    if (is_on_session(kind)) return std::nullopt;
    if (turn.get(turn.fields().lost_hive) != 0) return Answer::call_failed;
    const bool administers = kind != CallKind::logon;
    if (administers && turn.policy().session_reads == SessionReads::nothing) return Answer::no_support;
    return std::nullopt;
}

/// Makes one atomic step of a call. Where a step can go on in several ways it says so in `turn.picks`; `pick`
/// says which of them to take, from 0.
[[nodiscard]] inline Outcome run_atomic_step(Turn& turn, const Call& call, std::uint8_t step, unsigned pick)
{
    if (const auto refused = step == 0 ? refusal(turn, call.kind) : std::nullopt) return answered(*refused);
    switch (call.kind) {
    case CallKind::initialize: return Initialize(turn, call).run(static_cast<InitializeStep>(step), pick);
    case CallKind::uninitialize:
        return Uninitialize(turn, call).run(static_cast<UninitializeStep>(step), pick);
    case CallKind::create: return Create(turn, call).run(static_cast<CreateStep>(step), pick);
    case CallKind::logon: return Logon(turn, call).run(static_cast<LogonStep>(step), pick);
    case CallKind::access:
    case CallKind::write: return Access(turn, call).run(static_cast<AccessStep>(step), pick);
    case CallKind::delete_profile: return DeleteProfile(turn, call).run(static_cast<DeleteStep>(step), pick);
    case CallKind::logoff: return Logoff(turn, call).run(static_cast<LogoffStep>(step), pick);
    case CallKind::idle:
    case CallKind::impersonate:
    case CallKind::revert: return answered(Answer::s_ok);
    case CallKind::rename: return Rename(turn, call).run(static_cast<RenameStep>(step), pick);
    case CallKind::copy: return Copy(turn, call).run(static_cast<CopyStep>(step), pick);
    case CallKind::set_default: return set_default_profile(turn, call);
    case CallKind::find: return find_in_profile_table(turn, call);
    case CallKind::open_admin: return ServiceAdmin(turn).open(call);
    case CallKind::add_services: return ServiceAdmin(turn).add_services();
    case CallKind::delete_services:
        return ServiceAdmin(turn).delete_services(static_cast<DeleteServicesStep>(step));
    case CallKind::close_admin: return ServiceAdmin(turn).close();
    case CallKind::erase: return erase_profile(turn, call);
    case CallKind::erase_all: return erase_all_profiles(turn);
    case CallKind::exit: return exit_process(turn);
    case CallKind::connect: return Connection(turn, call).connect(static_cast<ConnectStep>(step), pick);
    case CallKind::disconnect: return Connection(turn, call).disconnect();
    case CallKind::request: return Connection(turn, call).request();
    case CallKind::edit: return Administration(turn, call).edit();
    case CallKind::stop_store: return Administration(turn, call).stop();
    case CallKind::start_store: return Administration(turn, call).start();
    case CallKind::restart_store: return Administration(turn, call).restart();
    case CallKind::fail_over: return Administration(turn, call).fail_over();
    case CallKind::wait: return wait(turn, call, static_cast<WaitStep>(step));
    }
    return answered(Answer::call_failed);
}

}  // namespace holdfast::model
