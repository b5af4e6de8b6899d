#include "checker/fair_loop.hpp"

#include <algorithm>

#include "checker/assert.hpp"
#include "checker/seen_states.hpp"

namespace holdfast::checker {

namespace {

constexpr std::uint32_t has_begun = 1;

constexpr std::uint32_t shift_of(std::size_t number) { return 1 + 2 * static_cast<std::uint32_t>(number); }

}  // namespace

FairLoop::FairLoop(const OwingGraph& graph, const Fairness& fairness, const FairComponents& components,
                   Place entry)
    : graph_(graph), fairness_(fairness), components_(components), entry_(entry), queues_(fairness.count())
{
    HOLDFAST_ASSERT(components.together(entry, entry), "place {} lies on no fair loop", entry);
    for (Place place = 0; place < graph.size(); ++place) {
        if (!components.together(entry, place)) continue;
        fairness.look(graph, place, abilities_);
        for (std::size_t k = 0; k < queues_.size(); ++k) {
            if (abilities_[k] == Ability::served) queues_[k] = true;
        }
    }
}

std::optional<FairLoop::Found> FairLoop::find(const Budget& budget, std::size_t most_exact)
{
    if (fairness_.count() <= std::min(most_exact, most_noted_processes)) {
        if (auto shortest = find_shortest(budget)) return shortest;
    }
    return find_greedily(budget);
}

/// Breadth first from `start` within the component, steps in ascending order, until `is_end`: the shortest
/// walk, among these the one with the least list of choices. None where the budget does not suffice.
template <class Next, class IsEnd>
std::optional<FairLoop::Walk> FairLoop::shortest_walk(Pair start, const Budget& budget, Next&& next,
                                                      IsEnd&& is_end)
{
    SeenStates<Pair> seen;
    seen.begin_level();
    seen.add_initial(seen.find(start), start, 0);
    for (Rank rank = 0; rank < seen.size(); ++rank) {
        const Pair at = seen.state(rank);
        for (const Edge& edge : graph_.edges(at.place)) {
            if (edge.leaves() || !components_.together(entry_, edge.target())) continue;
            const Pair to{edge.target(), next(at, edge)};
            const auto slot = seen.find(to);
            if (slot.known()) continue;
            if (seen.size() == most_pairs || seen.bytes_with_one_more() > budget.bytes) return std::nullopt;
            const Rank added = seen.add(slot, to, rank, edge.choice());
            bytes_ = std::max(bytes_, seen.bytes());
            if (is_end(to)) return Walk{seen.schedule_to(added).choices, to};
        }
        if (budget.asked_to_stop()) return std::nullopt;
    }
    HOLDFAST_ASSERT(false, "no walk from place {} ends as it should", start.place);
    return std::nullopt;
}

std::optional<FairLoop::Found> FairLoop::find_shortest(const Budget& budget)
{
    const auto next = [&](const Pair& at, const Edge& edge) {
        const auto mover = fairness_.number_of(edge.choice());
        const std::uint32_t moved = mover ? std::uint32_t{done} << shift_of(*mover) : 0;
        return past_at(edge.target(), at.past | has_begun | moved);
    };
    const auto is_end = [&](const Pair& at) { return at.place == entry_ && is_fair(at.past); };
    auto walk = shortest_walk({entry_, past_at(entry_, 0)}, budget, next, is_end);
    if (!walk) return std::nullopt;
    return Found{std::move(walk->choices), true};
}

/// What is known of each process once the loop has also come through this place.
std::uint32_t FairLoop::past_at(Place place, std::uint32_t past)
{
    fairness_.look(graph_, place, abilities_);
    for (std::size_t k = 0; k < abilities_.size(); ++k) {
        const std::uint32_t known = past >> shift_of(k) & done;
        std::uint32_t now = known;
        if (known == done) continue;
        if (abilities_[k] == Ability::served) now = owed;
        else if (abilities_[k] == Ability::none && known == nothing) now = queues_[k] ? rested : done;
        past = (past & ~(std::uint32_t{done} << shift_of(k))) | now << shift_of(k);
    }
    return past;
}

bool FairLoop::is_fair(std::uint32_t past) const
{
    for (std::size_t k = 0; k < fairness_.count(); ++k) {
        if ((past >> shift_of(k) & rested) == 0) return false;  // neither rested nor done
    }
    return true;
}

std::optional<FairLoop::Found> FairLoop::find_greedily(const Budget& budget)
{
    Found found{{}, false};
    Pair at{entry_, 0};
    open_.assign(fairness_.count(), true);
    do_justice(entry_, std::nullopt);
    const auto begun = [](const Pair&, const Edge&) { return has_begun; };
    const auto with_justice = [&](const Pair&, const Edge& edge) {
        return has_begun | (does_justice(edge) ? 2u : 0u);
    };
    const auto extend = [&](std::optional<Walk> walk) {
        if (!walk) return false;
        at = {walk->end.place, has_begun};
        found.choices.insert(found.choices.end(), walk->choices.begin(), walk->choices.end());
        do_justice(at.place, walk->choices.back());
        return true;
    };
    while (std::ranges::count(open_, true) != 0) {
        const auto does = [](const Pair& to) { return (to.past & 2u) != 0; };
        if (!extend(shortest_walk(at, budget, with_justice, does))) return std::nullopt;
    }
    const auto is_back = [&](const Pair& to) { return to.place == entry_; };
    if (at == Pair{entry_, has_begun}) return found;
    if (!extend(shortest_walk(at, budget, begun, is_back))) return std::nullopt;
    return found;
}

/// Rightly served is who moves, and who cannot move somewhere; but the latter is not enough for one that
/// stands in a queue somewhere in the component, because the way back may come by there.
bool FairLoop::rests_for_good(std::size_t number) const
{
    return abilities_[number] == Ability::none && !queues_[number];
}

void FairLoop::do_justice(Place place, std::optional<Choice> step)
{
    fairness_.look(graph_, place, abilities_);
    const auto mover = step ? fairness_.number_of(*step) : std::nullopt;
    for (std::size_t k = 0; k < open_.size(); ++k) {
        if (mover == k || rests_for_good(k)) open_[k] = false;
    }
}

/// To somebody to whom it was not done yet.
bool FairLoop::does_justice(const Edge& edge)
{
    fairness_.look(graph_, edge.target(), abilities_);
    const auto mover = fairness_.number_of(edge.choice());
    for (std::size_t k = 0; k < open_.size(); ++k) {
        if (open_[k] && (mover == k || rests_for_good(k))) return true;
    }
    return false;
}

}  // namespace holdfast::checker
