// What fairness asks of a loop, process by process. A fair process is not passed over for ever: where it can
// move in every state of a loop, it moves in it (weak fairness). Where it can take a step of a queue that is
// served in one state of the loop, it also moves in it (strong fairness, `Step::strongly_fair`). Staying for
// ever in one state is a loop, too: fair if no fair process can move there, as where all have ended. Nothing
// is asked for the environment and for programs that are not fair: they may stop anywhere, and no crash need
// come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "checker/model.hpp"
#include "checker/owing_graph.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// What a process can do in a state.
enum class Ability : std::uint8_t {
    none,    ///< it cannot move
    able,    ///< it can move
    served,  ///< it can take a strongly fair step
};

class Fairness {
public:
    explicit Fairness(std::span<const Process> processes);

    /// Fair processes are numbered from 0 in their order.
    [[nodiscard]] std::size_t count() const { return fair_.size(); }
    [[nodiscard]] std::uint16_t process(std::size_t number) const { return fair_[number]; }
    [[nodiscard]] std::optional<std::size_t> number_of(Choice choice) const
    {
        return numbers_[choice.process];
    }

    /// What each fair process can do in a state of the graph.
    void look(const OwingGraph& graph, Place place, std::vector<Ability>& abilities) const;

    /// True where no fair process can move, so that a fair run may stay here for ever.
    [[nodiscard]] bool may_stay(const OwingGraph& graph, Place place) const;

private:
    std::vector<std::uint16_t> fair_;
    std::vector<std::optional<std::size_t>> numbers_;
};

}  // namespace holdfast::checker
