// The part of a system in which something is owed: P was seen, and Q not yet. A leads_to property is violated
// exactly where a fair run never leaves this part. Its states are numbered anew, since it is often a small
// one; all their steps are kept, those that leave it too, because they tell who could have moved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <ranges>

#include "checker/assert.hpp"
#include "checker/block_array.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// A state in which something is owed, by its number from 0 in the order of discovery.
using Place = std::uint32_t;

/// Where a step leads that pays what is owed, or that the model cannot represent.
inline constexpr Place no_place = (Place{1} << 31) - 1;

using EdgeNumber = std::uint64_t;

class Edge {
public:
    Edge(Place target, Choice choice, bool strongly_fair)
        : target_(target << 1 | (strongly_fair ? 1u : 0u)), choice_(choice)
    {
    }

    [[nodiscard]] bool leaves() const { return target() == no_place; }
    [[nodiscard]] Place target() const { return target_ >> 1; }
    [[nodiscard]] Choice choice() const { return choice_; }
    [[nodiscard]] bool is_strongly_fair() const { return (target_ & 1) != 0; }

private:
    std::uint32_t target_;  ///< and in the lowest bit, whether the step is strongly fair
    Choice choice_;
};

/// Filled place by place; the edges of a place in ascending order of choice.
class OwingGraph {
public:
    OwingGraph() { first_edges_.push_back(0); }

    void add_edge(Edge edge) { edges_.push_back(edge); }

    /// All edges of the next place were added.
    void end_place()
    {
        HOLDFAST_ASSERT(size() < no_place, "a place must not have the number {}", no_place);
        first_edges_.push_back(edges_.size());
    }

    [[nodiscard]] Place size() const { return static_cast<Place>(first_edges_.size() - 1); }
    [[nodiscard]] EdgeNumber edge_count() const { return edges_.size(); }

    /// In ascending order of choice.
    [[nodiscard]] auto edges(Place place) const
    {
        return std::views::iota(first_edges_[place], first_edges_[std::size_t{place} + 1]) |
               std::views::transform([this](EdgeNumber number) -> const Edge& { return edges_[number]; });
    }

    /// By content.
    [[nodiscard]] std::uint64_t bytes() const
    {
        return first_edges_.size() * sizeof(EdgeNumber) + edges_.size() * sizeof(Edge);
    }

private:
    BlockArray<EdgeNumber> first_edges_;
    BlockArray<Edge> edges_;
};

/// What a pass over the graph may still take.
struct Budget {
    std::uint64_t bytes = 0;
    std::function<bool()> asked_to_stop;  ///< time and Ctrl-C, asked now and then
};

}  // namespace holdfast::checker
