// All that a check returns: a verdict per property and the counts. Times and rates are the caller's.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/landmark.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

enum class Verdict : std::uint8_t {
    holds,         ///< and every reachable state was explored (reachable: a witness was found)
    violated,      ///< a counterexample is given (reachable: every state was explored, none satisfies P)
    inconclusive,  ///< neither was shown before the search had to stop
};

[[nodiscard]] constexpr std::string_view to_string(Verdict verdict)
{
    switch (verdict) {
    case Verdict::holds: return "holds";
    case Verdict::violated: return "violated";
    case Verdict::inconclusive: return "inconclusive";
    }
    return "?";
}

/// What ended the search.
enum class Stop : std::uint8_t {
    complete,  ///< every reachable state was expanded
    state_limit,
    depth_limit,
    memory_limit,
    time_limit,
    interrupted,
    first_violation,  ///< asked for by Options::stop_at_first
    model_limit,      ///< some step led beyond a limit of the model itself (Result::limit_name)
};

/// Short words for a verdict's reason: "inconclusive (state limit)". `complete` is empty.
[[nodiscard]] constexpr std::string_view to_string(Stop stop)
{
    switch (stop) {
    case Stop::complete: return "";
    case Stop::state_limit: return "states";
    case Stop::depth_limit: return "depth";
    case Stop::memory_limit: return "memory";
    case Stop::time_limit: return "time";
    case Stop::interrupted: return "interrupted";
    case Stop::first_violation: return "stopped at the first violation";
    case Stop::model_limit: return "limit of the model";
    }
    return "?";
}

/// Why a loop is fair to one process: it gets its turn, or there is a place where it could not have moved.
struct FairnessEntry {
    enum class Reason : std::uint8_t {
        moves,        ///< in step `at` of the loop
        cannot_move,  ///< in the state before step `at`; nor does it pass by a strongly fair step in the loop
    };

    std::uint16_t process = 0;
    Reason reason = Reason::moves;
    std::size_t at = 1;  ///< from 1; the state in which a run stays is 1, too

    bool operator==(const FairnessEntry&) const = default;
};

[[nodiscard]] constexpr std::string_view to_string(FairnessEntry::Reason reason)
{
    switch (reason) {
    case FairnessEntry::Reason::moves: return "moves";
    case FairnessEntry::Reason::cannot_move: return "cannot move";
    }
    return "?";
}

/// How a run goes on for ever: the last part of its schedule is repeated. Or, where no fair process can move,
/// it stays: so does a run that has ended, and one whose unfair programs have stopped.
struct Loop {
    std::size_t begin = 0;  ///< steps of the schedule before the loop; all of them where the run has ended
    bool stays = false;     ///< the loop has no step: no fair process can move, and no other one does
    bool shortest = true;   ///< false where it is one of the short fair loops: see fair_loop.hpp
    std::vector<FairnessEntry> ledger{};  ///< an entry for each fair process, in order

    bool operator==(const Loop&) const = default;
};

/// A run that shows something: a counterexample, or the witness of a `reachable` property.
struct Trace {
    Schedule schedule;
    std::size_t switches = 0;    ///< changes of lane between consecutive steps that have a lane
    bool switch_minimal = true;  ///< false where the second pass was not possible: not canonical
    /// Of a leads_to property; `switch_minimal` then speaks of what is before it.
    std::optional<Loop> loop{};
    std::size_t part = 0;  ///< of a property on runs: the first in order that is violated (Property::parts)

    bool operator==(const Trace&) const = default;
};

/// How long it takes from P to Q, over all runs and all parts of a within property, in the unit of the
/// model's clock: from the first P behind which no Q came. A P at which Q is true at once is no delay.
struct Delays {
    std::optional<std::uint64_t> least{};     ///< none where no Q ever follows
    std::optional<std::uint64_t> greatest{};  ///< none where no Q ever follows, or where it is without end
    /// Something that is late is never paid, or may be paid as late as one likes. Where the run lets no time
    /// pass before anything is late, nothing is.
    bool without_end = false;

    void add(const Delays& more)
    {
        if (more.least) least = std::min(least.value_or(*more.least), *more.least);
        if (more.greatest) greatest = std::max(greatest.value_or(*more.greatest), *more.greatest);
        without_end = without_end || more.without_end;
        if (without_end) greatest.reset();
    }

    bool operator==(const Delays&) const = default;
};

/// How a property on runs was decided: on every state and every step. Sleep sets keep all states but not all
/// runs, and symmetry forgets who it is that is passed over; so neither is used here, whatever the search
/// did.
struct LivenessPass {
    Stop stop = Stop::complete;  ///< what ended it; the search's own stop where it never began
    std::uint64_t states = 0;    ///< of the system, all of which are looked at
    std::uint64_t owing = 0;     ///< in how many something can be owed, for all parts together
    std::uint64_t bytes = 0;     ///< greatest memory charged, by content
    bool no_sleep_sets = false;  ///< the search had them in use, this had not
    bool no_symmetry = false;    ///< likewise

    bool operator==(const LivenessPass&) const = default;
};

struct PropertyResult {
    Verdict verdict = Verdict::inconclusive;
    std::optional<Trace> trace;  ///< with `violated` (not for reachable), and with `holds` of reachable
    /// How often it had something to judge: transitions for never_step, terminal states for at_end, states
    /// in which P is true for leads_to, added up over its parts until one is violated (0 where the pass
    /// could not see them all), states in which something begins to be owed for within, added up over all
    /// parts (0 likewise), states otherwise.
    std::uint64_t triggers = 0;
    std::optional<LivenessPass> liveness{};  ///< of a property on runs
    std::optional<Delays> delays{};          ///< of a within property, where all of it was seen
};

/// No count is greater. One that would be stays here, so here it means "at least so many".
inline constexpr std::uint64_t greatest_count = std::numeric_limits<std::uint64_t>::max();

/// Counts depend on the model and the limits alone: the same for every machine, compiler and run.
struct Counts {
    std::uint64_t states = 0;           ///< distinct reachable states found
    std::uint64_t expanded = 0;         ///< of them, how many had their steps enumerated
    std::uint64_t transitions = 0;      ///< steps enumerated, those to known states included
    std::uint64_t terminal_states = 0;  ///< states in which no program can move
    std::uint64_t depth = 0;            ///< the greatest depth of a found state, in steps
    std::uint64_t widest_level = 0;     ///< states of the largest level
    std::uint64_t whole_depth = 0;      ///< every state up to this depth was found and judged
    std::uint64_t beyond_limit = 0;     ///< steps that the model could not represent

    bool operator==(const Counts&) const = default;
};

/// What the search took, reductions and storage included. What was found does not depend on it.
struct Effort {
    std::uint64_t stored = 0;      ///< states that stand for all states found
    std::uint64_t enabled = 0;     ///< steps that the stored states have
    std::uint64_t explored = 0;    ///< of them, how many were followed to their end
    std::uint64_t state_bits = 0;  ///< of a state as it is stored
    std::uint64_t table_bytes = 0;
    std::uint64_t table_slots = 0;     ///< states that the table has room for
    std::uint64_t log_bytes = 0;       ///< how each state was found
    std::uint64_t frontier_bytes = 0;  ///< at its greatest, with what sleeps there
    std::uint64_t bytes = 0;           ///< greatest memory charged to the search, by content
    bool sleep_sets = false;           ///< in use
    bool symmetry = false;             ///< in use
};

struct Result {
    std::vector<PropertyResult> properties;  ///< in the order of the model's `properties()`
    Stop stop = Stop::complete;
    std::string limit_name;  ///< with Stop::model_limit: the model's word for it
    Counts counts;
    Effort effort;
    std::uint64_t bytes = 0;  ///< greatest memory charged to the search and its second pass, by content
    /// Of each landmark of the model, in their order; empty where the search is not complete, since what it
    /// has not come by it might still have come by.
    std::vector<Use> uses;
};

}  // namespace holdfast::checker
