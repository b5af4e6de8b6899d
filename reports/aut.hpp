// A state graph in the format of Aldebaran, for the tools of mCRL2, CADP and LTSmin: they compare, reduce and
// draw such graphs. The format has steps and no states, so it is made of what the steps are called.
#pragma once

#include <string>

#include "reports/state_graph.hpp"

namespace holdfast::reports {

/// `des (first,transitions,states)` and a line for each step. A label ends at its first quotation mark,
/// without any escape, so `"` and `%` are written `%22` and `%25`. The format has one first state: where a
/// system has several, one more is added behind the others, with a step `start` to each of them.
[[nodiscard]] std::string to_aut(const StateGraph& graph);

}  // namespace holdfast::reports
