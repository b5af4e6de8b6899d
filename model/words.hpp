// States and steps in words. Only reports ask; no verdict depends on a word here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "checker/words.hpp"
#include "model/narrator.hpp"
#include "model/snapshot.hpp"
#include "model/told.hpp"

namespace holdfast::model {

/// Where a program stands: "next: logon Outlook", "has done all its steps".
[[nodiscard]] std::string describe_place(const Layout& layout, const Snapshot& state, std::size_t program);

/// Whether a program is logged on with a profile that is gone, and needs it.
[[nodiscard]] bool has_lost_its_profile(const Layout& layout, const Snapshot& state, std::size_t program);

/// Of a process that has no step here: "has done all its steps", "is blocked: the logon mutex ... is held by
/// mailer".
[[nodiscard]] std::string why_it_cannot_move(const Layout& layout, std::size_t process,
                                             const std::uint64_t* words);

[[nodiscard]] checker::StateWords describe_state(const Layout& layout, const std::uint64_t* words);
[[nodiscard]] checker::StepWords describe_step(const Layout& layout, const Told& told,
                                               const Narrator& narrator);

}  // namespace holdfast::model
