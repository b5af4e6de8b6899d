// How long it takes from P to Q where something is late, over all runs: the least and the greatest time that
// occurs. As long as nothing is late the watch of the states tells it (elapsing.hpp). Where something is late
// the watch stands still, and the times are those of the shortest and the longest way through the late
// states. The longest is without end where such a way has a loop in which time passes, or may come to where
// no Q ever follows; otherwise it is followed component by component, in the order in which Tarjan's
// algorithm finds them, last ones first (Boost.Graph).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include "checker/assert.hpp"
#include "checker/result.hpp"

namespace holdfast::checker {

/// The late states, numbered from 0, and the steps between them. Each of them is reached from an arrival.
class LateStates {
public:
    using Number = std::uint32_t;

    explicit LateStates(Number count) : arrivals_(count) {}

    /// A step of that duration between two late states.
    void add_step(Number from, Number to, std::uint32_t minutes) { steps_.push_back({from, to, minutes}); }

    /// It is reached when something has been owed for so long.
    void add_arrival(Number at, std::uint64_t elapsed)
    {
        Arrival& known = arrivals_[at];
        known.first = std::min(known.first, elapsed);
        known.last = std::max(known.last, elapsed);
    }

    /// A step of that duration that pays.
    void add_payment(Number from, std::uint32_t minutes) { payments_.push_back({from, minutes}); }

    /// Of what is paid when it is late.
    [[nodiscard]] Delays delays() const
    {
        if (arrivals_.empty()) return {};
        const std::optional<std::uint64_t> last = greatest();
        return {.least = least(), .greatest = last, .without_end = !last};
    }

    /// Memory by content, with what `delays` needs.
    [[nodiscard]] std::uint64_t bytes() const
    {
        return bytes_for(arrivals_.size()) + steps_.size() * bytes_of_step +
               payments_.size() * sizeof(Payment);
    }

    /// The same for so many states without a step.
    [[nodiscard]] static std::uint64_t bytes_for(std::uint64_t states) { return states * bytes_of_state; }

private:
    static constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

    struct Arrival {
        std::uint64_t first = never;  ///< where it is not reached from what is not late
        std::uint64_t last = 0;
    };

    struct Way {
        Number from, to;
        std::uint32_t minutes;
    };

    struct Payment {
        Number from;
        std::uint32_t minutes;
    };

    /// With its times, its place in both graphs and on the stack of Tarjan's algorithm.
    static constexpr std::uint64_t bytes_of_state = 160;
    /// With its copy in one order or the other, and where it waits for its turn on the shortest ways.
    static constexpr std::uint64_t bytes_of_step = 2 * sizeof(Way) + sizeof(std::pair<std::uint64_t, Number>);

    /// None where there is no greatest.
    [[nodiscard]] std::optional<std::uint64_t> greatest() const
    {
        const std::vector<Number> components = find_components();
        if (!all_are_left(components)) return std::nullopt;
        for (const Way& step : steps_) {
            if (components[step.from] == components[step.to] && step.minutes > 0) return std::nullopt;
        }
        return longest(components);
    }

    /// By state; the component of whatever a step leads to has no greater number.
    [[nodiscard]] std::vector<Number> find_components() const
    {
        using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                                         boost::no_property, boost::no_property, Number>;
        std::vector<std::pair<Number, Number>> edges;
        edges.reserve(steps_.size());
        for (const Way& step : steps_) edges.push_back({step.from, step.to});
        const Graph graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
                          static_cast<Number>(arrivals_.size()));
        std::vector<Number> components(arrivals_.size());
        boost::strong_components(graph, boost::make_iterator_property_map(
                                            components.begin(), boost::get(boost::vertex_index, graph)));
        return components;
    }

    /// Whether each component has a step that leaves it or pays, so that each state may come to a payment.
    [[nodiscard]] bool all_are_left(const std::vector<Number>& components) const
    {
        std::vector<bool> is_left(components.size(), false);
        for (const Payment& payment : payments_) is_left[components[payment.from]] = true;
        for (const Way& step : steps_) {
            if (components[step.from] != components[step.to]) is_left[components[step.from]] = true;
        }
        return std::ranges::all_of(components, [&](Number component) { return is_left[component]; });
    }

    /// No step inside a component takes time, so all of its states have the longest of their ways.
    [[nodiscard]] std::uint64_t longest(const std::vector<Number>& components) const
    {
        std::vector<std::uint64_t> reached(arrivals_.size(), 0);
        for (Number state = 0; state < arrivals_.size(); ++state) {
            std::uint64_t& best = reached[components[state]];
            best = std::max(best, arrivals_[state].last);
        }
        std::vector<Way> steps = steps_;
        std::ranges::sort(steps, std::greater{}, [&](const Way& step) { return components[step.from]; });
        for (const Way& step : steps) {
            std::uint64_t& best = reached[components[step.to]];
            best = std::max(best, reached[components[step.from]] + step.minutes);
        }
        std::uint64_t greatest = 0;
        for (const Payment& payment : payments_)
            greatest = std::max(greatest, reached[components[payment.from]] + payment.minutes);
        return greatest;
    }

    /// None where nothing that is late is ever paid.
    [[nodiscard]] std::optional<std::uint64_t> least() const
    {
        const std::vector<std::uint64_t> reached = shortest();
        std::optional<std::uint64_t> least;
        for (const Payment& payment : payments_) {
            const std::uint64_t delay = reached[payment.from] + payment.minutes;
            least = std::min(least.value_or(delay), delay);
        }
        return least;
    }

    /// By state: the least time at which it is reached (Dijkstra, 1959).
    [[nodiscard]] std::vector<std::uint64_t> shortest() const
    {
        using Reached = std::pair<std::uint64_t, Number>;
        std::vector<Way> steps = steps_;
        std::ranges::sort(steps, std::less{}, &Way::from);
        std::vector<std::uint64_t> reached(arrivals_.size(), never);
        std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
        const auto reach = [&](Number state, std::uint64_t at) {
            if (at >= reached[state]) return;
            reached[state] = at;
            open.push({at, state});
        };
        for (Number state = 0; state < arrivals_.size(); ++state) reach(state, arrivals_[state].first);
        while (!open.empty()) {
            const auto [at, state] = open.top();
            open.pop();
            if (at > reached[state]) continue;  // it was reached earlier, too
            for (const Way& step : std::ranges::equal_range(steps, state, std::less{}, &Way::from))
                reach(step.to, at + step.minutes);
        }
        HOLDFAST_ASSERT(std::ranges::find(reached, never) == reached.end(), "nothing leads to a late state");
        return reached;
    }

    std::vector<Arrival> arrivals_;  ///< by state
    std::vector<Way> steps_;
    std::vector<Payment> payments_;
};

}  // namespace holdfast::checker
