// A state graph for Graphviz. A state shows what is new in it, a step who does what; what violates a property
// says so in words and in red, the run that the graph is drawn around is heavy and numbered. The whole state
// is in the tooltip of what Graphviz makes of it.
#pragma once

#include <string>

#include "reports/state_graph.hpp"

namespace holdfast::reports {

[[nodiscard]] std::string to_dot(const StateGraph& graph);

}  // namespace holdfast::reports
