// Any model behind one plain interface. Models are templates over their state's width; reports and the
// command line should not be. `SystemOf<M>` is the only bridge.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "checker/audit.hpp"
#include "checker/check.hpp"
#include "checker/landmark.hpp"
#include "checker/model.hpp"
#include "checker/options.hpp"
#include "checker/random_walk.hpp"
#include "checker/replay.hpp"
#include "checker/result.hpp"
#include "checker/state_graph.hpp"

namespace holdfast::checker {

class System {
public:
    virtual ~System() = default;

    [[nodiscard]] virtual std::vector<Process> processes() const = 0;
    [[nodiscard]] virtual std::vector<Property> properties() const = 0;
    [[nodiscard]] virtual std::size_t state_bits() const = 0;  ///< bits that the state needs, for statistics

    /// What Result::uses speaks of; none of a model that has no landmarks.
    [[nodiscard]] virtual std::vector<Landmark> landmarks() const { return {}; }

    /// What is interchangeable, or why nothing is, in words.
    [[nodiscard]] virtual std::vector<std::string> symmetry_words() const = 0;

    [[nodiscard]] virtual Result check(const Options& options) const = 0;

    /// Searches the first levels with and without each reduction.
    [[nodiscard]] virtual Audit audit(const Options& options) const = 0;

    /// Repeats a run step by step, in words; one that goes on for ever, once around.
    [[nodiscard]] virtual Story tell(const WrittenRun& run) const = 0;

    /// Why a process cannot move behind a schedule, as the end of a sentence: "has ended".
    [[nodiscard]] virtual std::string why_it_cannot_move(std::size_t process,
                                                         const Schedule& schedule) const = 0;

    /// One sentence on what the trace shows of the property, or of a part of it; see TellingModel::explain.
    [[nodiscard]] virtual std::string explain(std::size_t property, const Schedule& schedule,
                                              std::size_t part) const = 0;
    [[nodiscard]] std::string explain(std::size_t property, const Schedule& schedule) const
    {
        return explain(property, schedule, 0);
    }

    /// Its states and steps, or the part of them that is asked for, nothing reduced.
    [[nodiscard]] virtual ToldGraph graph(const GraphRequest& request) const = 0;

    /// A random run of at most so many steps.
    [[nodiscard]] virtual RandomWalk walk(std::uint64_t seed, std::size_t most_steps) const = 0;
};

template <TellingModel M>
class SystemOf final : public System {
public:
    explicit SystemOf(M model) : model_(std::move(model)) {}

    [[nodiscard]] std::vector<Process> processes() const override
    {
        return copy_of<Process>(model_.processes());
    }
    [[nodiscard]] std::vector<Property> properties() const override
    {
        return copy_of<Property>(model_.properties());
    }

    [[nodiscard]] std::size_t state_bits() const override
    {
        if constexpr (requires {
                          { model_.state_bits() } -> std::convertible_to<std::size_t>;
                      }) {
            return model_.state_bits();
        } else {
            return 8 * sizeof(typename M::State);
        }
    }

    [[nodiscard]] std::vector<Landmark> landmarks() const override
    {
        if constexpr (ModelWithLandmarks<M>) {
            return model_.landmarks();
        } else {
            return {};
        }
    }

    [[nodiscard]] std::vector<std::string> symmetry_words() const override
    {
        if constexpr (requires {
                          { model_.symmetry_words() } -> std::convertible_to<std::vector<std::string>>;
                      }) {
            return model_.symmetry_words();
        } else {
            return {};
        }
    }

    [[nodiscard]] Audit audit(const Options& options) const override
    {
        return checker::audit(model_, options);
    }

    [[nodiscard]] Result check(const Options& options) const override
    {
        return checker::check(model_, options);
    }
    [[nodiscard]] Story tell(const WrittenRun& run) const override
    {
        return checker::tell(model_, run.schedule, run.loop);
    }

    [[nodiscard]] std::string explain(std::size_t property, const Schedule& schedule,
                                      std::size_t part) const override
    {
        return checker::explain(model_, property, schedule, part);
    }

    [[nodiscard]] std::string why_it_cannot_move(std::size_t process, const Schedule& schedule) const override
    {
        return checker::why_it_cannot_move(model_, process, schedule);
    }

    [[nodiscard]] ToldGraph graph(const GraphRequest& request) const override
    {
        return tell_graph(model_, request);
    }

    [[nodiscard]] RandomWalk walk(std::uint64_t seed, std::size_t most_steps) const override
    {
        return random_walk(model_, seed, most_steps);
    }

private:
    template <class T>
    static std::vector<T> copy_of(std::span<const T> items)
    {
        return {items.begin(), items.end()};
    }

    M model_;
};

}  // namespace holdfast::checker
