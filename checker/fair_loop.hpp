// The loop of a lasso: from a state back to itself within a component that is fair, so that every fair
// process has its turn or a place where it could not move. The shortest one is found breadth first over pairs
// of a place and what has been seen of each process; the first found is also the least list of choices. Pairs
// are many (the problem is NP-hard: Clarke, Grumberg, McMillan and Zhao, 1995), so with too many processes or
// pairs the loop is put together greedily: always the shortest way, among these the least, to a step that
// does justice to at least one more process, and in the end the shortest way back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "checker/fair_components.hpp"
#include "checker/fairness.hpp"
#include "checker/owing_graph.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// Of a process the exact search notes two bits, and it has 31.
inline constexpr std::size_t most_noted_processes = 15;
inline constexpr std::uint64_t most_pairs = std::uint64_t{1} << 24;

class FairLoop {
public:
    /// `entry` lies in one of the components.
    FairLoop(const OwingGraph& graph, const Fairness& fairness, const FairComponents& components,
             Place entry);

    struct Found {
        std::vector<Choice> choices;
        bool shortest = true;
    };

    /// The shortest one, if there are not more than `most_exact` fair processes and it fits; otherwise the
    /// greedy one. None where the budget did not suffice.
    [[nodiscard]] std::optional<Found> find(const Budget& budget, std::size_t most_exact);

    /// Greatest memory that was taken, by content.
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    /// Where the loop has come to, and what of its past matters: bit 0 says that it has begun, the others are
    /// the business of the search.
    struct Pair {
        Place place = 0;
        std::uint32_t past = 0;
        bool operator==(const Pair&) const = default;
    };

    struct Walk {
        std::vector<Choice> choices;
        Pair end;
    };

    /// What the exact search knows of a fair process, in two bits of `Pair::past`.
    enum Past : std::uint32_t {
        nothing = 0,
        rested = 1,  ///< it could not move, and took part in no queue so far
        owed = 2,    ///< it could take a strongly fair step, so now it has to move
        done = 3,    ///< nothing that may still come makes the loop unfair to it
    };

    template <class Next, class IsEnd>
    std::optional<Walk> shortest_walk(Pair start, const Budget& budget, Next&& next, IsEnd&& is_end);

    [[nodiscard]] std::optional<Found> find_shortest(const Budget& budget);
    [[nodiscard]] std::optional<Found> find_greedily(const Budget& budget);
    [[nodiscard]] std::uint32_t past_at(Place place, std::uint32_t past);
    [[nodiscard]] bool is_fair(std::uint32_t past) const;

    void do_justice(Place place, std::optional<Choice> step);
    [[nodiscard]] bool does_justice(const Edge& edge);
    [[nodiscard]] bool rests_for_good(std::size_t number) const;

    const OwingGraph& graph_;
    const Fairness& fairness_;
    const FairComponents& components_;
    const Place entry_;
    std::vector<bool> queues_;  ///< of each fair process: it can take a strongly fair step in the component
    std::vector<bool> open_;    ///< the greedy search has not done justice to it yet
    std::vector<Ability> abilities_;  ///< at the place that was looked at last
    std::uint64_t bytes_ = 0;
};

}  // namespace holdfast::checker
