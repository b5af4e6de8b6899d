// The fairness ledger of a loop: for each fair process, why it is not passed over. A reader who doubts that a
// counterexample can really happen looks here first.
#pragma once

#include <span>
#include <vector>

#include "checker/fairness.hpp"
#include "checker/owing_graph.hpp"
#include "checker/result.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// Of the loop of these steps from `entry`, which is fair; without steps, of the run that stays there. Each
/// process with the first step in which it moves, or else the first place where it cannot.
[[nodiscard]] std::vector<FairnessEntry> fairness_ledger(const OwingGraph& graph, const Fairness& fairness,
                                                         Place entry, std::span<const Choice> steps);

}  // namespace holdfast::checker
