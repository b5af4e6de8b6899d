// The atomic steps of every call, under the domain's letters (8.3). Step 0 is where a call begins. Which of
// them a call really takes depends on the policy: a step that decides nothing is passed over and costs
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/world.hpp"

namespace holdfast::model {

enum class InitializeStep : std::uint8_t {
    attach,
    take_mutex,
    find_candidate,
    purge_candidate,
    release,
    count
};
enum class UninitializeStep : std::uint8_t { detach, count };
enum class CreateStep : std::uint8_t { look_up, insert, count };
enum class LogonStep : std::uint8_t {
    take_mutex,
    find_marked,
    purge_marked,
    look_up,
    enter,
    open,
    release_opened,
    release_missing,
    release_unopened,
    look_for_shared,
    show_dialogs,
    count,
};
enum class AccessStep : std::uint8_t { use_handle, reopen, count };
enum class DeleteStep : std::uint8_t {
    take_mutex,
    look_up,
    ask_use,
    mark,
    delete_original,
    purge,
    release_ok,
    release_not_found,
    release_refused,
    count,
};
enum class LogoffStep : std::uint8_t { close, take_mutex, leave, ask_use, purge, release, rename, count };
enum class IdleStep : std::uint8_t { pass, count };
enum class RenameStep : std::uint8_t { look_up, ask_use, defer, rename, count };
enum class CopyStep : std::uint8_t { look_up, insert, count };
enum class DeleteServicesStep : std::uint8_t { look_up, remove, count };
enum class ConnectStep : std::uint8_t { check, insert, count };
enum class WaitStep : std::uint8_t { begin, end, count };
enum class OneStep : std::uint8_t { only, count };

[[nodiscard]] constexpr std::size_t atomic_step_count(CallKind kind)
{
    switch (kind) {
    case CallKind::initialize: return static_cast<std::size_t>(InitializeStep::count);
    case CallKind::uninitialize: return static_cast<std::size_t>(UninitializeStep::count);
    case CallKind::create: return static_cast<std::size_t>(CreateStep::count);
    case CallKind::logon: return static_cast<std::size_t>(LogonStep::count);
    case CallKind::access: return static_cast<std::size_t>(AccessStep::count);
    case CallKind::delete_profile: return static_cast<std::size_t>(DeleteStep::count);
    case CallKind::logoff: return static_cast<std::size_t>(LogoffStep::count);
    case CallKind::idle: return static_cast<std::size_t>(IdleStep::count);
    case CallKind::write: return static_cast<std::size_t>(AccessStep::count);
    case CallKind::rename: return static_cast<std::size_t>(RenameStep::count);
    case CallKind::copy: return static_cast<std::size_t>(CopyStep::count);
    case CallKind::delete_services: return static_cast<std::size_t>(DeleteServicesStep::count);
    case CallKind::connect: return static_cast<std::size_t>(ConnectStep::count);
    case CallKind::wait: return static_cast<std::size_t>(WaitStep::count);
    case CallKind::set_default:
    case CallKind::find:
    case CallKind::open_admin:
    case CallKind::add_services:
    case CallKind::close_admin:
    case CallKind::erase:
    case CallKind::erase_all:
    case CallKind::impersonate:
    case CallKind::revert:
    case CallKind::exit:
    case CallKind::disconnect:
    case CallKind::request:
    case CallKind::edit:
    case CallKind::stop_store:
    case CallKind::start_store:
    case CallKind::restart_store:
    case CallKind::fail_over: return static_cast<std::size_t>(OneStep::count);
    }
    return 0;
}

/// Of this very call: a logon takes the last of its steps only where its flags ask for them.
[[nodiscard]] constexpr std::size_t atomic_step_count(const Call& call)
{
    const bool plain =
        call.kind == CallKind::logon && call.flags.new_session && !call.flags.service_ui_always;
    return plain ? static_cast<std::size_t>(LogonStep::look_for_shared) : atomic_step_count(call.kind);
}

}  // namespace holdfast::model
