// What every picture and file of a state graph receives: words and numbers, nothing of any model. Made once
// from a system; a renderer is a function from it to text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/state_graph.hpp"
#include "checker/system.hpp"
#include "checker/words.hpp"
#include "reports/describe.hpp"
#include "reports/report.hpp"

namespace holdfast::reports {

struct GraphNode {
    checker::StateWords rows;     ///< the whole state
    std::vector<Change> changes;  ///< against the state that it was first reached from
    bool initial = false;
    bool terminal = false;              ///< no program can move
    std::vector<std::string> violates;  ///< names of the properties that the state itself violates
    std::vector<std::string> shows;     ///< of those of kind reachable that it shows
    std::vector<std::size_t> places;    ///< behind how many steps of the run it is met; empty off the run
    std::uint64_t steps_left_out = 0;   ///< to states that are not in the graph
    std::uint64_t beyond_limit = 0;     ///< steps that the model cannot represent
};

struct GraphEdge {
    std::size_t from = 0;  ///< index into the nodes
    std::size_t to = 0;
    std::string process;  ///< who can be chosen to move: "mailer", "crash of mailer"
    checker::StepWords words;
    std::string choice;                 ///< as in a schedule: "0", "2.1"
    bool environment = false;           ///< not a program's own step
    std::vector<std::string> violates;  ///< names of the properties of steps that it violates
    std::vector<std::size_t> places;    ///< which steps of the run it is, from 1; empty off the run
};

/// Nodes in the order of `checker::StateGraph`: it depends on the system alone.
struct StateGraph {
    std::string path;
    std::string case_name;
    std::string title;
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
    std::string around;      ///< the schedule of the run that it is drawn around; empty where it is of all
    std::size_t within = 0;  ///< then: how many steps from the run it goes
    bool cut_off = false;    ///< there were more states than were asked for
    std::optional<checker::Misfit> misfit;  ///< why that run does not fit

    [[nodiscard]] std::uint64_t steps_left_out() const;
    [[nodiscard]] std::uint64_t beyond_limit() const;

    /// Every reachable state and every step is in it.
    [[nodiscard]] bool whole() const { return steps_left_out() == 0 && beyond_limit() == 0; }
};

/// The graph of a case, as far as it is asked for.
[[nodiscard]] StateGraph describe_graph(const CaseHead& head, const checker::System& system,
                                        const checker::GraphRequest& request);

/// Gives each trace of the report the graph around it: whole where it is small, else what is one step away,
/// and of a long run its first states only.
void add_graphs(const CaseHead& head, const checker::System& system, const checker::Result& result,
                CaseReport& report);

/// How much there is and what is missing: "27 states and 45 steps, all that there are".
[[nodiscard]] std::string extent_in_words(const StateGraph& graph);

/// "mailer: logon Outlook", printable. The answer stands apart.
[[nodiscard]] std::string step_name(const GraphEdge& edge);

}  // namespace holdfast::reports
