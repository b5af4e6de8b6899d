// What every format of report receives: words and numbers, nothing of any model. Made once by describe.hpp
// from results; a renderer is a function from Report to text and asks nobody anything.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/landmark.hpp"
#include "checker/property.hpp"
#include "checker/replay.hpp"
#include "checker/result.hpp"
#include "reports/known_finding.hpp"
#include "reports/tenure.hpp"
#include "reports/warning.hpp"

namespace holdfast::reports {

struct StateGraph;

/// One row of a state that differs from the state before.
struct Change {
    std::string key;
    std::string before;  ///< empty where the row is new
    std::string after;   ///< empty where the row is gone
};

struct TraceStep {
    std::size_t number = 0;  ///< from 1
    checker::StepWords words;
    std::vector<Change> changes;      ///< only what changed
    bool decisive = false;            ///< the step that violates the property
    bool environment = false;         ///< not a program's own step: a crash, an administrator, a clock
    std::vector<Change> asides = {};  ///< of rows that change at every step, for whoever shows whole states
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
    std::vector<Tenure> tenures = {};  ///< who holds what, from which step to which
    /// What lies around it, where a format is asked for that draws it (state_graph.hpp); else none.
    std::shared_ptr<const StateGraph> graph = nullptr;
};

/// Where in the scenario's file something is written.
struct TextPlace {
    std::size_t line = 0;    ///< from 1; 0 where it is nowhere
    std::size_t column = 0;  ///< from 1; 0 where there is none

    bool operator==(const TextPlace&) const = default;
};

struct Expectation {
    bool any = false;
    checker::Verdict verdict = checker::Verdict::holds;
    std::optional<std::uint64_t> steps;
    bool met = true;
    std::string failure;     ///< one sentence where it is not met
    bool mentioned = false;  ///< the scenario speaks of the property by its name
    bool vacuous = false;    ///< it says that the property has nothing to judge
    TextPlace where{};       ///< with `mentioned`
};

/// A part of the scenario, and how far the runs of a case came with it.
struct LandmarkReport {
    checker::Landmark landmark;
    checker::Use use = checker::Use::unreached;
};

/// How a property of runs was decided.
struct LivenessReport {
    std::uint64_t states = 0;    ///< looked at, each as it is
    std::uint64_t owing = 0;     ///< in how many something can be owed
    std::uint64_t bytes = 0;     ///< charged memory, by content
    bool no_sleep_sets = false;  ///< the search had them in use, this had not
    bool no_symmetry = false;    ///< likewise
    bool ran_out_of_memory =
        false;  ///< which a violation that was found before outlives, and its delays do not
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
    Acceptance acceptance = {};  ///< where the expectation is definitely not met

    /// Not as expected, and nobody has accepted it.
    [[nodiscard]] bool unaccepted() const { return !expectation.met && !acceptance.accepted; }

    /// It holds, but never had anything to judge: the scenario says nothing about it.
    [[nodiscard]] bool vacuous() const { return verdict == checker::Verdict::holds && triggers == 0; }
};

/// A count that a scenario states, beside what was found.
struct CountExpectation {
    std::string what;  ///< "states"
    std::uint64_t expected = 0;
    std::uint64_t found = 0;
    Acceptance acceptance = {};
};

/// The words of CaseReport::stop as the end of a sentence: "limit of states", "interrupted".
[[nodiscard]] std::string stop_in_words(const std::string& stop);

/// What a case comes to, all its expectations together.
enum class Outcome {
    as_expected,
    known,         ///< something is not met, and all of it is known and accepted
    unexpected,    ///< some expectation is definitely not met
    inconclusive,  ///< nothing is definitely wrong, but something definite was expected and not found out
};

[[nodiscard]] constexpr std::string_view to_string(Outcome outcome)
{
    switch (outcome) {
    case Outcome::as_expected: return "as_expected";
    case Outcome::known: return "known";
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
    std::vector<std::string> tags = {};  ///< those of its scenario
    std::string policy;
    std::vector<std::string> assumed;
    std::string grain;
    std::vector<std::string> fairness;  ///< where it is not the usual one, as "program = none"
    std::vector<PropertyReport> properties;
    std::vector<CountExpectation> wrong_counts;
    bool expects_counts = false;            ///< of states or transitions, right or wrong
    std::vector<LandmarkReport> landmarks;  ///< none where the search is not complete
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
    [[nodiscard]] bool acceptable() const;  ///< as expected, or known
    [[nodiscard]] bool
    inconclusive() const;  ///< some property came out inconclusive though a verdict was expected
};

struct Report {
    std::string version;  ///< of the program
    std::vector<CaseReport> cases;
    std::optional<BaselineReport> baseline{};  ///< where the cases were compared with what is known
    std::vector<std::string> errors{};         ///< why something could not be checked, each in one line
    std::vector<Warning> warnings{};           ///< file by file
    bool strict = false;                       ///< a warning is a failure
    std::size_t cases_not_run = 0;             ///< cut off by an interruption, which is no result, or ...
    bool stopped_early = false;  ///< ... because nobody wants more than the first that is unexpected
    double seconds = 0;          ///< not a result
};

/// The number of cases of that outcome.
[[nodiscard]] std::size_t cases_with(const Report& report, Outcome outcome);

}  // namespace holdfast::reports
