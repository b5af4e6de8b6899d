// Which programs a run may pass over for ever, as a file or a case says it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "model/fairness.hpp"
#include "scenarios/format/world.hpp"

namespace holdfast::scenarios {

/// By index into Draft::programs, of those that are named; none of them is a copy.
using FairnessOfPrograms = std::map<std::size_t, model::Fairness>;

[[nodiscard]] FairnessOfPrograms read_fairness(const Table& table, const Draft& draft,
                                               Complaints& complaints);

/// For each program of the world, copies included; empty where it is weak for all.
[[nodiscard]] std::vector<model::Fairness> fairness_of_world(const FairnessOfPrograms& fairness,
                                                             const Draft& draft);

/// What is not weak, each as "program = strong".
[[nodiscard]] std::vector<std::string> fairness_in_words(const FairnessOfPrograms& fairness,
                                                         const Draft& draft);

}  // namespace holdfast::scenarios
