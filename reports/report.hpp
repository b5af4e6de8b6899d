// What every format of report receives: words and numbers, nothing of any model. Made once by describe.hpp
// from results; a renderer is a function from Report to text and asks nobody anything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/property.hpp"
#include "checker/replay.hpp"
#include "checker/result.hpp"

namespace holdfast::reports {

/// One row of a state that differs from the state before.
struct Change {
    std::string key;
    std::string before;  ///< empty where the row is new
    std::string after;   ///< empty where the row is gone
};

struct TraceStep {
    std::size_t number = 0;  ///< from 1
    checker::StepWords words;
    std::vector<Change> changes;  ///< only what changed
    bool decisive = false;        ///< the step that violates the property
    bool environment = false;     ///< not a program's own step: a crash, an administrator, a clock
};

/// Why a run that goes on for ever is fair to a program.
struct FairTurn {
    enum class Reason { moves, cannot_move, not_fair };

    std::string program;
    Reason reason = Reason::moves;
    std::size_t step = 0;  ///< that it takes, or before which it cannot move; 0 with `not_fair`
    std::string words;     ///< the end of a sentence about it: "moves at step 5"
};

[[nodiscard]] constexpr std::string_view to_string(FairTurn::Reason reason)
{
    switch (reason) {
    case FairTurn::Reason::moves: return "moves";
    case FairTurn::Reason::cannot_move: return "cannot_move";
    case FairTurn::Reason::not_fair: return "not_fair";
    }
    return "?";
}

/// The part of a run that is repeated for ever: its steps from `begin` on, or none where the run stays.
struct TraceLoop {
    std::size_t begin = 0;       ///< how many steps are before it
    bool shortest = true;        ///< no fair loop from there is shorter
    std::vector<FairTurn> fair;  ///< each program
};

struct Trace {
    checker::StateWords initial;
    std::vector<TraceStep> steps;
    std::size_t switches = 0;
    bool switch_minimal = true;
    std::string sentence;  ///< what happened
    std::optional<TraceLoop>
        loop;              ///< of a run that goes on for ever; then the switches are not those of the
                           ///< shortest runs but of the shortest ways to the loop
    std::string schedule;  ///< its text form
    std::string replay;    ///< the command that repeats it
};

struct Expectation {
    bool any = false;
    checker::Verdict verdict = checker::Verdict::holds;
    std::optional<std::uint64_t> steps;
    bool met = true;
    std::string failure;  ///< one sentence where it is not met
};

/// How a property of runs was decided.
struct LivenessReport {
    std::uint64_t states = 0;    ///< looked at, each as it is
    std::uint64_t owing = 0;     ///< in how many something can be owed
    std::uint64_t bytes = 0;     ///< charged memory, by content
    bool no_sleep_sets = false;  ///< the search had them in use, this had not
    bool no_symmetry = false;    ///< likewise
};

struct PropertyReport {
    std::string name;
    checker::PropertyKind kind = checker::PropertyKind::never;
    std::string meaning;
    checker::Verdict verdict = checker::Verdict::inconclusive;
    std::string reason;                      ///< with inconclusive: the limit that ended the search
    std::uint64_t triggers = 0;              ///< how often it had something to judge
    std::optional<LivenessReport> liveness;  ///< of a property on runs
    std::optional<checker::Delays> delays;   ///< of kind within, in minutes
    std::uint64_t bound = 0;                 ///< of kind within: how many it may take
    std::optional<Trace> trace;
    std::string does_not_apply;  ///< why nothing in the scenario can put it to the test; empty where it can
    Expectation expectation;

    /// It holds, but never had anything to judge: the scenario says nothing about it.
    [[nodiscard]] bool vacuous() const { return verdict == checker::Verdict::holds && triggers == 0; }
};

/// A count that a scenario states, beside what was found.
struct CountExpectation {
    std::string what;  ///< "states"
    std::uint64_t expected = 0;
    std::uint64_t found = 0;
};

/// The words of CaseReport::stop as the end of a sentence: "limit of states", "interrupted".
[[nodiscard]] std::string stop_in_words(const std::string& stop);

/// What a case comes to, all its expectations together.
enum class Outcome {
    as_expected,
    unexpected,    ///< some expectation is definitely not met
    inconclusive,  ///< nothing is definitely wrong, but something definite was expected and not found out
};

[[nodiscard]] constexpr std::string_view to_string(Outcome outcome)
{
    switch (outcome) {
    case Outcome::as_expected: return "as_expected";
    case Outcome::unexpected: return "unexpected";
    case Outcome::inconclusive: return "inconclusive";
    }
    return "?";
}

struct CaseReport {
    std::string path;
    std::size_t line = 1;
    std::string name;
    std::string title;
    std::string source;
    std::string policy;
    std::vector<std::string> assumed;
    std::string grain;
    std::vector<std::string> fairness;  ///< where it is not the usual one, as "program = none"
    std::vector<PropertyReport> properties;
    std::vector<CountExpectation> wrong_counts;
    std::string stop;  ///< what ended the search ("states", "interrupted", ...); empty where it is complete
    checker::Counts counts;
    std::size_t state_bits = 0;
    std::uint64_t bytes = 0;            ///< charged memory, by content
    checker::Effort effort;             ///< not a result: it depends on the reductions in use
    std::vector<std::string> symmetry;  ///< what is interchangeable, or why nothing is
    bool symmetry_wanted = true;        ///< asked for; `effort` says whether it was in use

    double seconds = 0;  ///< not a result: kept apart in every format

    [[nodiscard]] Outcome outcome() const;
    [[nodiscard]] bool as_expected() const;
    [[nodiscard]] bool
    inconclusive() const;  ///< some property came out inconclusive though a verdict was expected
};

struct Report {
    std::string version;  ///< of the program
    std::vector<CaseReport> cases;
    std::vector<std::string> errors{};  ///< why something could not be checked, each in one line
    std::size_t cases_not_run = 0;      ///< cut off by an interruption; not a result
    double seconds = 0;                 ///< not a result
};

}  // namespace holdfast::reports
