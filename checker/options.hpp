// What a caller may ask of a search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace holdfast::checker {

/// Where a search is, for a progress line. Never part of a result.
struct Progress {
    std::size_t level = 0;     ///< the level being expanded
    std::uint64_t states = 0;  ///< distinct states found so far
    std::uint64_t transitions = 0;
    std::uint64_t frontier = 0;    ///< states of the level being expanded
    std::uint64_t expanded = 0;    ///< of them, how many are expanded
    std::uint64_t discovered = 0;  ///< states of the next level so far
    std::uint64_t slots = 0;       ///< room in the table for states
    std::uint64_t bytes = 0;       ///< charged memory, as in Result
};

inline constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

struct Options {
    std::uint64_t most_states = no_limit;  ///< stop when one more state would be stored
    std::uint64_t most_depth = no_limit;   ///< expand no state at this depth or beyond, in steps
    std::uint64_t most_memory = no_limit;  ///< bytes that the search stores, not what the system reports
    bool stop_at_first = false;            ///< stop behind the level in which a first violation was found
    unsigned threads = 0;                  ///< 0: as many as the machine has; no result depends on it
    bool sleep_sets = true;                ///< leave out steps whose end is reached first on another way
    bool symmetry = true;                  ///< where the model has one: of states alike, explore one
    /// The second pass, which finds the trace with the fewest switches, walks the first levels without
    /// symmetry. Where symmetry spared the search more states than these, and than four times those that it
    /// stored, the pass is left out and the trace says so: it might never end.
    std::uint64_t most_retraced = std::uint64_t{1} << 24;
    /// With more fair processes than these the loop of a lasso is put together greedily (fair_loop.hpp).
    std::size_t most_exact_processes = 10;
    bool distrust = false;  ///< verify the model's duties (model.hpp); takes about twice the time

    /// For tests: nothing that is found depends on either.
    std::size_t window_chunks = 0;  ///< chunks that are worked off together; 0: what suits the machine
    unsigned first_lines_log = 0;   ///< each partition of the table starts with 2^this lines

    /// Asked now and then; true stops the search. The checker owns no clock: time and Ctrl-C come from the
    /// caller, and are the two named exceptions to determinism.
    std::function<bool()> out_of_time;
    std::function<bool()> interrupted;

    /// Called now and then, and at each level's end.
    std::function<void(const Progress&)> progress;
};

}  // namespace holdfast::checker
