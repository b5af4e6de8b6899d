// States, steps and violations in words. Only reports ask; no verdict depends on a word here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/model.hpp"
#include "model/calls/outcome.hpp"
#include "model/narrator.hpp"

namespace holdfast::model {

/// A step that was made once more for a report.
struct Told {
    std::size_t program = 0;
    bool crash = false;
    const Happening* happening = nullptr;
    const Call* call = nullptr;
    std::uint8_t step = 0;  ///< the atomic step, at grain micro
    Outcome outcome;
};

[[nodiscard]] std::vector<checker::Process> make_processes(const Layout& layout);
void write_initial_state(const Layout& layout, std::uint64_t* words);

/// A profile name, of which there may be an orphan.
struct OrphanName {
    std::uint16_t hive = 0;
    Name name = 0;
};

/// All names, hive by hive: the parts of the property `orphan` where it is one of runs without end.
[[nodiscard]] std::vector<OrphanName> names_of_orphans(const Layout& layout);

/// Whether some profile is marked, used by nobody, and a MAPI event of its hive has come since.
[[nodiscard]] bool has_orphan(const Layout& layout, const std::uint64_t* words);

/// The same of one name.
[[nodiscard]] bool has_orphan(const Layout& layout, const std::uint64_t* words, OrphanName which);

/// Whether some program has steps left; asked where none can move.
[[nodiscard]] bool is_stuck(const Layout& layout, const std::uint64_t* words);

/// Of a program that has no step here: "has done all its steps", "is blocked: the logon mutex ... is held by
/// mailer".
[[nodiscard]] std::string why_it_cannot_move(const Layout& layout, std::size_t program,
                                             const std::uint64_t* words);

[[nodiscard]] checker::StateWords describe_state(const Layout& layout, const std::uint64_t* words);
[[nodiscard]] checker::StepWords describe_step(const Layout& layout, checker::Choice choice, const Told& told,
                                               const Narrator& narrator);
[[nodiscard]] std::string explain_violation(const Layout& layout, PropertyIndex property,
                                            const std::uint64_t* words, std::optional<checker::Choice> choice,
                                            const Told& told, const Narrator& narrator, std::size_t part);

}  // namespace holdfast::model
