// From a world and its assumptions to something that can be checked. This is all that scenarios, reports and
// the command line see of the model.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "checker/property.hpp"
#include "checker/system.hpp"
#include "model/fairness.hpp"
#include "model/own_property.hpp"
#include "model/policy.hpp"
#include "model/world.hpp"

namespace holdfast::model {

/// Everything that decides a verdict.
struct Setup {
    World world;
    Policy policy;
    Grain grain = Grain::call;
    /// The most instances of profiles that may exist at a time in one hive; chosen from the world where it is
    /// empty.
    std::optional<std::size_t> most_instances;
    std::vector<OwnProperty> own_properties{};  ///< judged beside those that are built in
    std::vector<Fairness> fairness{};  ///< by program, then by server; empty where it is weak for all
};

/// Why a setup cannot be checked though its scenario is well formed: too wide a state, a program too long.
struct SetupError {
    std::string message;  ///< a whole sentence with the numbers in it
};

/// Builds the checkable system; picks the width of its state.
[[nodiscard]] tl::expected<std::unique_ptr<checker::System>, SetupError> make_system(const Setup& setup);

/// The properties that every scenario is judged by.
[[nodiscard]] const std::vector<checker::Property>& built_in_properties();

/// Those behind them by which a scenario is judged that has servers of Exchange, or in which time passes.
[[nodiscard]] const std::vector<checker::Property>& properties_of_time();

/// Whether a world is such a one.
[[nodiscard]] bool has_time(const World& world);

/// All that a setup is judged by, in the order of all results: those built in, then its own.
[[nodiscard]] std::vector<checker::Property> properties_of(const Setup& setup);

/// Likewise where programs may go on for ever and there are so many profile names: see properties.hpp.
[[nodiscard]] std::vector<checker::Property>
properties_without_end(std::vector<checker::Property> all, std::size_t names, const Vocabulary& vocabulary);

/// For `holdfast list`: what each call is and does, atomic step by atomic step.
struct CallWords {
    std::string name;                       ///< as written in a scenario: "logon"
    std::string usage;                      ///< "logon PROFILE"
    std::string meaning;                    ///< one sentence
    std::vector<std::string> atomic_steps;  ///< in order, each a clause with the domain's letter
};
[[nodiscard]] const std::vector<CallWords>& call_words();

}  // namespace holdfast::model
