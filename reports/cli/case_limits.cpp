#include "reports/cli/case_limits.hpp"

#include <algorithm>

namespace holdfast::reports::cli {

namespace {

std::uint64_t smaller(std::optional<std::uint64_t> one, std::optional<std::uint64_t> other)
{
    return std::min(one.value_or(checker::no_limit), other.value_or(checker::no_limit));
}

/// The promise is about the process. What is not stored by the search itself fits into a constant: the
/// program, its libraries, the steps it remembers, reports.
std::uint64_t left_for_search(std::uint64_t limit)
{
    constexpr std::uint64_t reserve = std::uint64_t{32} << 20;
    if (limit == checker::no_limit) return limit;
    return limit - std::min(limit, reserve);
}

}  // namespace

std::uint64_t memory_for_search(std::optional<std::uint64_t> own, std::optional<std::uint64_t> asked,
                                unsigned side_by_side)
{
    if (asked) asked = *asked / std::max(1U, side_by_side);
    return left_for_search(smaller(own, asked));
}

void set_limits(checker::Options& options, const scenarios::Limits& own, const scenarios::Limits& asked,
                unsigned side_by_side)
{
    options.most_states = smaller(own.states, asked.states);
    options.most_depth = smaller(own.depth, asked.depth);
    options.most_memory = memory_for_search(own.memory_bytes, asked.memory_bytes, side_by_side);
}

}  // namespace holdfast::reports::cli
