// Random runs of a case, in words: one as a story, or many as statistics.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "checker/random_walk.hpp"
#include "checker/system.hpp"
#include "reports/describe.hpp"
#include "reports/report.hpp"
#include "reports/text.hpp"

namespace holdfast::reports {

/// What a random run shows of a property.
struct SimulatedProperty {
    std::string name;
    std::size_t steps = 0;  ///< behind so many of them
    std::string sentence;   ///< what happened
};

struct SimulatedRun {
    CaseHead head;
    std::uint64_t seed = 0;
    checker::WalkEnd end = checker::WalkEnd::ended;
    Trace trace;
    std::vector<SimulatedProperty> violated;
    std::vector<SimulatedProperty> shown;  ///< of kind reachable
    std::vector<std::string> undecided;    ///< names: something is still owed where the run was cut off
};

/// A random run of at most so many steps.
[[nodiscard]] SimulatedRun simulate(const CaseHead& head, const checker::System& system, std::uint64_t seed,
                                    std::size_t most_steps);

[[nodiscard]] std::string to_text(const SimulatedRun& run, const TextOptions& options);

/// Many random runs, added up. Each takes the seed behind that of the one before.
class SimulationStatistics {
public:
    SimulationStatistics(const CaseHead& head, const checker::System& system, std::uint64_t seed,
                         std::size_t most_steps);

    /// Makes one more run.
    void add_run();

    /// Whether some run so far violates a property that is expected to hold.
    [[nodiscard]] bool violates_what_must_hold() const;

    [[nodiscard]] std::string to_text(const TextOptions& options) const;

private:
    struct Count {
        std::uint64_t runs = 0;
        std::uint64_t first_seed = 0;  ///< of a run that is counted here
    };

    [[nodiscard]] std::string ends_text() const;
    [[nodiscard]] std::string lengths_text() const;
    [[nodiscard]] std::string properties_text(const TextOptions& options) const;
    [[nodiscard]] std::string steps_text(const TextOptions& options) const;

    const CaseHead head_;
    const checker::System& system_;
    const std::uint64_t first_seed_;
    const std::size_t most_steps_;
    const std::vector<checker::Property> properties_;
    std::vector<std::size_t> lengths_;
    std::map<checker::WalkEnd, std::uint64_t> ends_;
    std::vector<Count> violated_, shown_, undecided_;          ///< by property
    std::map<std::vector<std::string>, std::uint64_t> steps_;  ///< place, actor, action
};

/// Whether a run that violates this property is not as the case expects.
[[nodiscard]] bool must_hold(const CaseHead& head, std::size_t property);

}  // namespace holdfast::reports
