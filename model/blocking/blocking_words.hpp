// Servers, connections and time in words. Only reports ask; no verdict depends on a word here.
#pragma once

#include <cstddef>
#include <string>

#include "checker/words.hpp"
#include "model/narrator.hpp"
#include "model/properties.hpp"
#include "model/snapshot.hpp"
#include "model/told.hpp"

namespace holdfast::model {

/// What stands in the registry of each node, and what the store makes of it.
void describe_servers(const Layout& layout, const Snapshot& state, checker::StateWords& rows);

/// A step of a poll: "polls: reads the registry".
[[nodiscard]] std::string describe_poll(const Layout& layout, PollStage stage);

/// "connected to mail", or nothing where a program has no connection.
[[nodiscard]] std::string describe_connection(const Layout& layout, const Snapshot& state,
                                              std::size_t program);

/// Of a timer, a store or the clock, which alone of all that is no program are owed anything.
[[nodiscard]] std::string why_without_a_step(const Layout& layout, std::size_t process);

/// How a step or a state violates a property of servers and time.
[[nodiscard]] std::string explain_blocking(const Layout& layout, PropertyIndex property,
                                           const Snapshot& state, const Told& told, const Narrator& narrator,
                                           std::size_t part);

}  // namespace holdfast::model
