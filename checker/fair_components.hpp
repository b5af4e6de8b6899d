// Where a fair run can stay for ever while something is owed: the strongly connected components of the owing
// graph that are fair to every process. One in which a process could always move and never does is dropped
// whole. From one in which a process never moves but could take a strongly fair step, the states with such
// steps are dropped, and what is left is split again (Emerson and Lei, 1987). Whatever the order of work,
// what remains is the same: the union of all fair loops.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/fairness.hpp"
#include "checker/owing_graph.hpp"

namespace holdfast::checker {

class FairComponents {
public:
    FairComponents(const OwingGraph& graph, const Fairness& fairness) : graph_(graph), fairness_(fairness) {}

    /// Memory by content that `find` needs at its greatest.
    [[nodiscard]] std::uint64_t bytes_to_find() const;

    /// False where the budget did not suffice.
    [[nodiscard]] bool find(const Budget& budget);

    /// Memory by content that is kept behind `find`.
    [[nodiscard]] std::uint64_t bytes() const;

    /// Some fair run that has come here stays here for ever, or comes here again and again.
    [[nodiscard]] bool contains(Place place) const { return may_stay(place) || kept_[place] != 0; }
    [[nodiscard]] bool may_stay(Place place) const { return may_stay_[place] != 0; }

    /// Both lie on one fair loop.
    [[nodiscard]] bool together(Place one, Place other) const
    {
        return kept_[one] != 0 && kept_[other] != 0 && components_[one] == components_[other];
    }

private:
    using Component = std::uint32_t;

    /// What was seen of a fair process in a component.
    struct Sight {
        bool moves = false;  ///< by a step that stays in it
        bool rests = false;  ///< there is a state in which it cannot move
    };

    void split();
    [[nodiscard]] std::vector<Place> by_component() const;
    [[nodiscard]] bool thin_out(std::span<const Place> members);
    [[nodiscard]] bool has_inner_edge(Place place) const;
    [[nodiscard]] std::vector<Sight> observe(std::span<const Place> members) const;
    [[nodiscard]] bool is_passed_over(Place place, const std::vector<Sight>& sights) const;
    void drop(std::span<const Place> members);

    const OwingGraph& graph_;
    const Fairness& fairness_;
    std::vector<std::uint8_t> may_stay_;
    std::vector<std::uint8_t> kept_;  ///< not yet dropped
    std::vector<Component> components_;
};

}  // namespace holdfast::checker
