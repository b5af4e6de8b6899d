// Scenario back to text: one canonical form, so that a scenario made by a program (a shrunk random system)
// becomes a file like any other, and what was read can be written and read again.
#pragma once

#include <string>

#include "scenarios/format/scenario.hpp"

namespace holdfast::scenarios {

/// TOML text from which `parse` makes the same cases. Nothing that decides a verdict is lost; what changes is
/// how it is said: every case has its settings in full, copies are programs of their own with `copy_of`,
/// repeats of a default are left out. Path and positions are those of the new text.
///
/// What a file cannot say must not be asked for: all cases have the same world; the sessions of an account
/// stand together, in the order of the accounts; interchangeable copies stand in a row; names are good names.
[[nodiscard]] std::string print(const Scenario& scenario);

}  // namespace holdfast::scenarios
