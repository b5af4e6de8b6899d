// Footprints are trusted by every reduction, so they are tried: two steps of different processes that say
// they are independent are taken in both orders, which must lead to one state with the same judgement on
// the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checker/model.hpp"
#include "checker/replay.hpp"
#include "checker/schedule.hpp"

namespace holdfast::tests {

struct IndependenceReport {
    std::uint64_t tried = 0;          ///< pairs of steps that say they are independent
    std::vector<std::string> broken;  ///< pairs that are not; at most a few
};

template <checker::Model M>
class IndependenceTrial {
public:
    using State = typename M::State;
    using Step = checker::Step<State>;

    explicit IndependenceTrial(const M& model) : model_(model) {}

    /// Tries all pairs of steps in the first `most_states` states, breadth first.
    IndependenceReport run(std::size_t most_states)
    {
        for (const State& state : model_.initial_states()) meet(state);
        for (std::size_t k = 0; k < most_states && !waiting_.empty() && report_.broken.size() < 5; ++k) {
            const State state = waiting_.front();
            waiting_.pop_front();
            try_all_pairs(state);
        }
        return report_;
    }

private:
    void meet(const State& state)
    {
        if (met_.insert(bytes(state)).second) waiting_.push_back(state);
    }

    void try_all_pairs(const State& state)
    {
        std::vector<Step> steps;
        model_.for_each_step(state, [&](const Step& step) {
            if (!step.beyond_limit) steps.push_back(step);
        });
        for (const Step& one : steps) {
            meet(one.after);
            for (const Step& other : steps) {
                const bool apart = one.choice.process < other.choice.process;
                if (apart && one.footprint.independent_of(other.footprint)) try_pair(one, other);
            }
        }
    }

    void try_pair(const Step& one, const Step& other)
    {
        ++report_.tried;
        const auto other_later = checker::find_step(model_, one.after, other.choice);
        const auto one_later = checker::find_step(model_, other.after, one.choice);
        if (!other_later || !one_later) return complain(one, other, "one disables the other");
        if (other_later->beyond_limit != one_later->beyond_limit)
            return complain(one, other, "one limits the other");
        if (other_later->beyond_limit) return;
        if (bytes(other_later->after) != bytes(one_later->after))
            return complain(one, other, "the order matters");
        if (!same_judgement(one, *one_later) || !same_judgement(other, *other_later)) {
            complain(one, other, "a step is judged otherwise after the other");
        }
    }

    static bool same_judgement(const Step& now, const Step& later)
    {
        return now.triggered == later.triggered && now.violated == later.violated;
    }

    void complain(const Step& one, const Step& other, const std::string& what)
    {
        report_.broken.push_back(fmt::format("{} and {}: {}", name(one.choice), name(other.choice), what));
    }

    std::string name(checker::Choice choice) const
    {
        return fmt::format("{}.{}", model_.processes()[choice.process].name, choice.alternative);
    }

    static std::string bytes(const State& state)
    {
        return {reinterpret_cast<const char*>(&state), sizeof state};
    }

    const M& model_;
    std::deque<State> waiting_;
    std::set<std::string> met_;
    IndependenceReport report_;
};

/// Takes independent steps in both orders, in the first `most_states` reachable states.
template <checker::Model M>
IndependenceReport try_independence(const M& model, std::size_t most_states)
{
    return IndependenceTrial<M>(model).run(most_states);
}

}  // namespace holdfast::tests
