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
enum class LogoffStep : std::uint8_t { close, take_mutex, leave, ask_use, purge, release, count };
enum class IdleStep : std::uint8_t { pass, count };

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
    }
    return 0;
}

}  // namespace holdfast::model
