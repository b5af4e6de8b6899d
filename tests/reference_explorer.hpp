// The judge of every other search: Boost.Graph's breadth-first visit over the model as an implicit graph.
// Slow and obvious; shares no code with checker/ but the words in which models and results are stated.
//
// The canonical counterexample is found as it is defined: going forward, the best of all shortest schedules
// is kept for each state and last lane, as a whole list of choices. Two schedules that meet in a state with
// the same last lane go on alike, so the better one stays the better one.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/pending/queue.hpp>
#include <boost/property_map/property_map.hpp>

#include "checker/model.hpp"
#include "checker/result.hpp"

namespace holdfast::tests {

/// A step as an edge between numbered states.
struct Edge {
    std::size_t source = 0;
    std::size_t target = 0;
    checker::Choice choice;
    checker::PropertyMask triggered = 0;
    checker::PropertyMask violated = 0;

    bool operator==(const Edge&) const = default;
};

/// A model as a directed graph whose states are numbered when they are met, and expanded when their edges are
/// asked for; Boost.Graph takes it as constant meanwhile.
template <checker::Model M>
class ImplicitGraph {
public:
    using State = typename M::State;

    struct traversal_category : virtual boost::incidence_graph_tag {};
    using vertex_descriptor = std::size_t;
    using edge_descriptor = Edge;
    using directed_category = boost::directed_tag;
    using edge_parallel_category = boost::allow_parallel_edge_tag;
    using out_edge_iterator = std::vector<Edge>::const_iterator;
    using degree_size_type = std::size_t;

    struct Vertex {
        State state;
        std::vector<Edge> edges;  ///< without the steps beyond a limit, which lead nowhere
        bool expanded = false;
        bool program_moves = false;
        std::uint64_t beyond_limit = 0;
    };

    explicit ImplicitGraph(const M& model) : model_(model) {}

    std::size_t number_of(const State& state) const
    {
        const std::string bytes(reinterpret_cast<const char*>(&state), sizeof state);
        const auto [place, is_new] = numbers_.emplace(bytes, vertices_.size());
        if (is_new) vertices_.push_back(Vertex{state, {}, false, false, 0});
        return place->second;
    }

    std::size_t size() const { return vertices_.size(); }

    const Vertex& vertex(std::size_t number) const
    {
        if (!vertices_[number].expanded) expand(number);
        return vertices_[number];
    }

private:
    void expand(std::size_t source) const
    {
        Vertex& vertex = vertices_[source];  // a deque: it stays where it is while others are added
        vertex.expanded = true;
        model_.for_each_step(vertex.state, [&](const checker::Step<State>& step) {
            const checker::Process& process = model_.processes()[step.choice.process];
            if (!process.environment && process.counts) vertex.program_moves = true;
            if (step.beyond_limit) ++vertex.beyond_limit;
            else
                vertex.edges.push_back(
                    {source, number_of(step.after), step.choice, step.triggered, step.violated});
        });
    }

    const M& model_;
    mutable std::map<std::string, std::size_t> numbers_;  ///< by the bytes of the state
    mutable std::deque<Vertex> vertices_;
};

template <checker::Model M>
auto out_edges(std::size_t vertex, const ImplicitGraph<M>& graph)
{
    const std::vector<Edge>& edges = graph.vertex(vertex).edges;
    return std::pair(edges.begin(), edges.end());
}

template <checker::Model M>
std::size_t out_degree(std::size_t vertex, const ImplicitGraph<M>& graph)
{
    return graph.vertex(vertex).edges.size();
}

template <checker::Model M>
std::size_t source(const Edge& edge, const ImplicitGraph<M>&)
{
    return edge.source;
}

template <checker::Model M>
std::size_t target(const Edge& edge, const ImplicitGraph<M>&)
{
    return edge.target;
}

/// Colours of the vertices met so far; all others are white.
struct SparseColours {
    using key_type = std::size_t;
    using value_type = boost::default_color_type;
    using reference = boost::default_color_type;
    using category = boost::read_write_property_map_tag;

    std::map<std::size_t, boost::default_color_type>* met;
};

inline boost::default_color_type get(const SparseColours& colours, std::size_t vertex)
{
    const auto found = colours.met->find(vertex);
    return found == colours.met->end() ? boost::white_color : found->second;
}

inline void put(const SparseColours& colours, std::size_t vertex, boost::default_color_type colour)
{
    (*colours.met)[vertex] = colour;
}

struct ReferenceProperty {
    checker::Verdict verdict = checker::Verdict::inconclusive;
    std::optional<checker::Schedule> schedule;  ///< the canonical one
    std::size_t switches = 0;
    std::uint64_t triggers = 0;
    std::size_t part = 0;                     ///< of a property of runs: which is violated
    std::optional<checker::Delays> delays{};  ///< of a property of kind within
};

struct Reference {
    std::uint64_t states = 0, transitions = 0, terminal_states = 0, depth = 0, widest_level = 0,
                  beyond_limit = 0;
    std::vector<ReferenceProperty> properties;
};

template <checker::Model M>
class ReferenceExplorer {
public:
    explicit ReferenceExplorer(const M& model) : model_(model), graph_(model) {}

    /// Explores everything, without any limit.
    Reference explore()
    {
        number_initial_states();
        visit_everything();
        count();
        for (std::size_t property = 0; property < model_.properties().size(); ++property) judge(property);
        find_schedules();
        return found_;
    }

private:
    using Kind = checker::PropertyKind;

    /// A shortest schedule to some state. The least is the best: members are compared in this order.
    struct Candidate {
        std::size_t switches = 0;
        std::uint32_t initial = 0;
        std::vector<checker::Choice> choices;

        auto operator<=>(const Candidate&) const = default;
    };

    /// The best candidate for each last lane; no_lane where no step had one yet.
    using Candidates = std::map<int, Candidate>;

    /// What shows a property first: the states, or the steps from these states, that end its shortest
    /// schedules.
    struct Ends {
        std::size_t length = 0;
        std::vector<std::size_t> states;
        std::vector<Edge> steps;
    };

    struct DepthRecorder : boost::default_bfs_visitor {
        explicit DepthRecorder(std::vector<std::size_t>& depths) : depths_(&depths) {}

        void tree_edge(const Edge& edge, const ImplicitGraph<M>& graph) const
        {
            depths_->resize(graph.size());
            (*depths_)[edge.target] = (*depths_)[edge.source] + 1;
        }

        std::vector<std::size_t>* depths_;
    };

    void number_initial_states()
    {
        const auto initial = model_.initial_states();
        for (std::size_t k = 0; k < initial.size(); ++k) {
            const std::size_t vertex = graph_.number_of(initial[k]);
            if (vertex != initial_.size()) continue;  // the same state again
            initial_.push_back(static_cast<std::uint32_t>(k));
        }
    }

    void visit_everything()
    {
        depths_.assign(graph_.size(), 0);
        std::vector<std::size_t> sources;
        for (std::size_t vertex = 0; vertex < initial_.size(); ++vertex) sources.push_back(vertex);
        std::map<std::size_t, boost::default_color_type> met;
        boost::queue<std::size_t> waiting;
        boost::breadth_first_visit(graph_, sources.begin(), sources.end(), waiting, DepthRecorder(depths_),
                                   SparseColours{&met});
    }

    void count()
    {
        std::map<std::size_t, std::uint64_t> width;
        for (std::size_t vertex = 0; vertex < graph_.size(); ++vertex) {
            const auto& state = graph_.vertex(vertex);
            found_.transitions += state.edges.size() + state.beyond_limit;
            found_.beyond_limit += state.beyond_limit;
            if (!state.program_moves) ++found_.terminal_states;
            ++width[depths_[vertex]];
        }
        found_.states = graph_.size();
        found_.depth = width.rbegin()->first;
        for (const auto& [depth, states] : width) found_.widest_level = std::max(found_.widest_level, states);
    }

    void judge(std::size_t property)
    {
        const Kind kind = model_.properties()[property].kind;
        ReferenceProperty result;
        const std::optional<Ends> ends = kind == Kind::never_step
                                             ? steps_that_show(property, result.triggers)
                                             : states_that_show(property, result.triggers);
        const bool all_known = found_.beyond_limit == 0;
        const auto otherwise = [&](checker::Verdict verdict) {
            return all_known ? verdict : checker::Verdict::inconclusive;
        };
        if (kind == Kind::reachable) {
            result.verdict = ends ? checker::Verdict::holds : otherwise(checker::Verdict::violated);
        } else {
            result.verdict = ends ? checker::Verdict::violated : otherwise(checker::Verdict::holds);
        }
        found_.properties.push_back(result);
        ends_.push_back(ends);
    }

    std::optional<Ends> states_that_show(std::size_t property, std::uint64_t& triggers) const
    {
        const bool at_end = model_.properties()[property].kind == Kind::at_end;
        std::optional<Ends> ends;
        for (std::size_t vertex = 0; vertex < graph_.size(); ++vertex) {
            if (at_end && graph_.vertex(vertex).program_moves) continue;
            ++triggers;
            const auto bit = checker::property_bit(property);
            const bool satisfied = model_.satisfied(graph_.vertex(vertex).state, bit) == bit;
            if (satisfied == at_end) continue;
            if (Ends* shortest = keep_shortest(ends, depths_[vertex])) shortest->states.push_back(vertex);
        }
        return ends;
    }

    std::optional<Ends> steps_that_show(std::size_t property, std::uint64_t& triggers) const
    {
        std::optional<Ends> ends;
        for (std::size_t vertex = 0; vertex < graph_.size(); ++vertex) {
            for (const Edge& edge : graph_.vertex(vertex).edges) {
                if ((edge.triggered & checker::property_bit(property)) != 0) ++triggers;
                if ((edge.violated & checker::property_bit(property)) == 0) continue;
                if (Ends* shortest = keep_shortest(ends, depths_[vertex] + 1))
                    shortest->steps.push_back(edge);
            }
        }
        return ends;
    }

    /// Where one more end belongs that takes so many steps; null if there are shorter ones.
    static Ends* keep_shortest(std::optional<Ends>& ends, std::size_t length)
    {
        if (!ends || length < ends->length) ends = Ends{length, {}, {}};
        return length == ends->length ? &*ends : nullptr;
    }

    /// Goes forward over the levels, no further than the longest schedule that is wanted.
    void find_schedules()
    {
        std::size_t longest = 0;
        for (const auto& ends : ends_) longest = std::max(longest, ends ? ends->length : 0);
        std::map<std::size_t, Candidates> level;
        for (std::size_t vertex = 0; vertex < initial_.size(); ++vertex) {
            level[vertex][checker::no_lane] = Candidate{0, initial_[vertex], {}};
        }
        for (std::size_t length = 0; length <= longest; ++length) {
            end_schedules(level, length);
            if (length < longest) level = next_level(level);
        }
    }

    std::map<std::size_t, Candidates> next_level(const std::map<std::size_t, Candidates>& level) const
    {
        std::map<std::size_t, Candidates> next;
        for (const auto& [vertex, candidates] : level) {
            for (const Edge& edge : graph_.vertex(vertex).edges) {
                if (depths_[edge.target] != depths_[vertex] + 1) continue;
                for (const auto& [lane, candidate] : candidates) {
                    const auto [place, longer] = extended(lane, candidate, edge.choice);
                    const auto [known, is_new] = next[edge.target].emplace(place, longer);
                    if (!is_new) known->second = std::min(known->second, longer);
                }
            }
        }
        return next;
    }

    std::pair<int, Candidate> extended(int last_lane, Candidate candidate, checker::Choice choice) const
    {
        const int lane = model_.processes()[choice.process].lane;
        const bool both = lane != checker::no_lane && last_lane != checker::no_lane;
        if (both && lane != last_lane) ++candidate.switches;
        candidate.choices.push_back(choice);
        return {lane == checker::no_lane ? last_lane : lane, std::move(candidate)};
    }

    /// Ends the schedules of this length, and of those whose last step is judged, one step longer.
    void end_schedules(std::map<std::size_t, Candidates>& level, std::size_t length)
    {
        for (std::size_t property = 0; property < ends_.size(); ++property) {
            if (!ends_[property]) continue;
            std::optional<Candidate> best;
            const auto offer = [&](const Candidate& candidate) {
                if (!best || candidate < *best) best = candidate;
            };
            if (ends_[property]->length == length) {
                for (const std::size_t vertex : ends_[property]->states) {
                    for (const auto& [lane, candidate] : level[vertex]) offer(candidate);
                }
            }
            if (ends_[property]->length == length + 1) {
                for (const Edge& step : ends_[property]->steps) {
                    for (const auto& [lane, candidate] : level[step.source]) {
                        offer(extended(lane, candidate, step.choice).second);
                    }
                }
            }
            if (!best) continue;
            found_.properties[property].schedule = checker::Schedule{best->initial, best->choices};
            found_.properties[property].switches = best->switches;
        }
    }

    const M& model_;
    ImplicitGraph<M> graph_;
    std::vector<std::uint32_t> initial_;  ///< of vertex k, its first index among the initial states
    std::vector<std::size_t> depths_;
    std::vector<std::optional<Ends>> ends_;
    Reference found_;
};

/// Explores the whole model and finds the canonical schedule of every property.
template <checker::Model M>
Reference explore_by_reference(const M& model)
{
    return ReferenceExplorer<M>(model).explore();
}

}  // namespace holdfast::tests
