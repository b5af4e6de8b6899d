// What a program does: an array of steps, nested by repeat and choose, becomes a block of the model. Profiles
// are only mentioned here; which profile a name means is decided when the program's account is known.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "model/world.hpp"
#include "scenarios/format/complaints.hpp"
#include "scenarios/format/servers.hpp"

namespace holdfast::scenarios {

/// A step as it is written.
struct StepName {
    /// What stands behind the name of the step.
    enum class Takes : std::uint8_t {
        nothing,
        profile,
        profile_or_nothing,
        two_profiles,
        account,
        server,
        node,
        minutes,
    };

    std::string_view name;
    model::CallKind kind;
    Takes takes = Takes::nothing;
};

/// In the order of model::CallKind.
[[nodiscard]] std::span<const StepName> step_names();
[[nodiscard]] const StepName& name_of(model::CallKind kind);

/// A profile's name in a step.
struct Mention {
    std::string name;
    Position where;
};

struct Run {
    model::Block steps;             ///< Call::profile and Call::target are indices into `mentions`
    std::vector<Mention> mentions;  ///< in the order of the text
};

/// Complains about everything that is wrong with the steps; what is wrong is left out of the run.
/// `accounts` are those of the file, by index; what is written to registries is added to `exchange`.
[[nodiscard]] Run read_run(const toml::array& steps, model::OnFailure on_failure,
                           const std::vector<std::string>& accounts, DraftExchange& exchange,
                           Complaints& complaints);

/// How many calls a block has when its repeats are unrolled and its branches added up; never more than `cap`.
[[nodiscard]] std::uint64_t places_of(const model::Block& block, std::uint64_t cap);

/// The same steps with each mention replaced by the profile that `profile_of_mention` gives for it.
[[nodiscard]] model::Block resolved(model::Block block, std::span<const std::size_t> profile_of_mention);

}  // namespace holdfast::scenarios
