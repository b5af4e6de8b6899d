#include "checker/fair_components.hpp"

#include <algorithm>
#include <numeric>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

namespace holdfast::checker {

namespace {

/// The places and the edges between those that are kept, as Boost.Graph knows graphs.
using Skeleton = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                    boost::no_property, Place, EdgeNumber>;

/// What `boost::strong_components` needs for a vertex: its root, its time of discovery, its colour, its place
/// on Tarjan's stack, and where the walk stands in its edges. It does not call itself.
constexpr std::uint64_t tarjan_bytes = 2 * sizeof(Place) + 1 + sizeof(Place) + 72;

}  // namespace

std::uint64_t FairComponents::bytes_to_find() const
{
    const std::uint64_t skeleton =
        graph_.size() * sizeof(EdgeNumber) + graph_.edge_count() * 2 * sizeof(Place);
    return bytes() + skeleton + graph_.size() * tarjan_bytes;
}

std::uint64_t FairComponents::bytes() const { return graph_.size() * (sizeof(Component) + 2); }

bool FairComponents::find(const Budget& budget)
{
    if (bytes_to_find() > budget.bytes) return false;
    kept_.assign(graph_.size(), 1);
    for (Place place = 0; place < graph_.size(); ++place)
        may_stay_.push_back(fairness_.may_stay(graph_, place));
    for (bool again = true; again;) {
        split();
        again = false;
        const std::vector<Place> places = by_component();
        for (auto begin = places.begin(); begin != places.end();) {
            const auto end = std::find_if(
                begin, places.end(), [&](Place place) { return components_[place] != components_[*begin]; });
            again |= thin_out({begin, end});
            begin = end;
            if (budget.asked_to_stop()) return false;
        }
    }
    return true;
}

void FairComponents::split()
{
    std::vector<Place> sources, targets;
    sources.reserve(graph_.edge_count());
    targets.reserve(graph_.edge_count());
    for (Place place = 0; place < graph_.size(); ++place) {
        for (const Edge& edge : graph_.edges(place)) {
            if (edge.leaves() || kept_[place] == 0 || kept_[edge.target()] == 0) continue;
            sources.push_back(place);
            targets.push_back(edge.target());
        }
    }
    const Skeleton skeleton(boost::construct_inplace_from_sources_and_targets, sources, targets,
                            graph_.size());
    components_.assign(graph_.size(), 0);
    boost::strong_components(
        skeleton, boost::make_iterator_property_map(components_.begin(), get(boost::vertex_index, skeleton)));
}

/// All places, those of a component in a row and in ascending order.
std::vector<Place> FairComponents::by_component() const
{
    std::vector<Place> begins(std::size_t{graph_.size()} + 1), places(graph_.size());
    for (const Component component : components_) ++begins[component + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    for (Place place = 0; place < graph_.size(); ++place) places[begins[components_[place]]++] = place;
    return places;
}

/// True where only a part was dropped, so that the rest has to be split again.
bool FairComponents::thin_out(std::span<const Place> members)
{
    if (kept_[members.front()] == 0) return false;  // what was dropped is a component each
    if (members.size() == 1 && !has_inner_edge(members.front())) {
        drop(members);
        return false;
    }
    const std::vector<Sight> sights = observe(members);
    const bool weakly_fair = std::all_of(sights.begin(), sights.end(),
                                         [](const Sight& sight) { return sight.moves || sight.rests; });
    if (!weakly_fair) {
        drop(members);
        return false;
    }
    bool thinned = false;
    for (const Place& place : members) {
        if (!is_passed_over(place, sights)) continue;
        drop({&place, 1});
        thinned = true;
    }
    return thinned;
}

bool FairComponents::has_inner_edge(Place place) const
{
    for (const Edge& edge : graph_.edges(place)) {
        if (edge.target() == place) return true;
    }
    return false;
}

std::vector<FairComponents::Sight> FairComponents::observe(std::span<const Place> members) const
{
    std::vector<Sight> sights(fairness_.count());
    std::vector<Ability> abilities;
    for (const Place place : members) {
        fairness_.look(graph_, place, abilities);
        for (std::size_t k = 0; k < sights.size(); ++k) sights[k].rests |= abilities[k] == Ability::none;
        for (const Edge& edge : graph_.edges(place)) {
            const auto fair = fairness_.number_of(edge.choice());
            if (fair && !edge.leaves() && together(place, edge.target())) sights[*fair].moves = true;
        }
    }
    return sights;
}

/// By a process that never moves in the component of which `sights` were seen.
bool FairComponents::is_passed_over(Place place, const std::vector<Sight>& sights) const
{
    std::vector<Ability> abilities;
    fairness_.look(graph_, place, abilities);
    for (std::size_t k = 0; k < sights.size(); ++k) {
        if (!sights[k].moves && abilities[k] == Ability::served) return true;
    }
    return false;
}

void FairComponents::drop(std::span<const Place> members)
{
    for (const Place place : members) kept_[place] = 0;
}

}  // namespace holdfast::checker
