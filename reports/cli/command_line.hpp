// From argv to what is asked for. The only place that knows the option library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "reports/cli/exit_code.hpp"
#include "reports/formats.hpp"
#include "reports/text.hpp"

namespace holdfast::reports::cli {

enum class Colour { automatic, always, never };

/// A report to be written.
struct Wish {
    const Format* format = nullptr;
    std::string file;  ///< "-" is standard output
};

/// Which cases of all that are found; of each kind any of several patterns, all where there is none.
struct CaseChoice {
    std::vector<std::string> names, cases, tags, properties;
};

struct CheckRequest {
    std::vector<std::string> paths;
    CaseChoice choice;
    std::optional<std::string> baseline;  ///< the file of what is known
    bool update_baseline = false;
    std::vector<Wish> reports;
    std::optional<std::uint64_t> states, depth,
        memory_bytes;                     ///< limits; the smaller of these and a scenario's wins
    std::optional<double> seconds;        ///< per case
    std::optional<double> whole_seconds;  ///< of all cases together
    unsigned jobs = 1;                    ///< cases that are searched side by side
    bool fail_fast = false;               ///< nothing behind the first case that is not as expected
    bool stop_at_first = false;
    bool distrust = false;
    unsigned threads = 0;  ///< of each search; 0: as many as the machine has, shared out among the jobs
    bool sleep_sets = true;
    bool symmetry = true;
    bool audit = false;
    bool strict = false;  ///< a warning is a failure
    bool statistics = false;
    std::optional<checker::Verdict> only;  ///< print cases that have a property of this verdict
    std::optional<Detail> detail;          ///< by what there is, where it is not said
    std::optional<TracesShown> traces;     ///< all for a single file, else unexpected, where it is not said
    bool times = true;
    Colour colour = Colour::automatic;
};

struct ReplayRequest {
    std::string file;
    std::string schedule;
    std::optional<std::string> case_name;
    Colour colour = Colour::automatic;
};

struct BenchRequest {
    std::vector<std::string> paths;
    unsigned threads = 0;
    bool sleep_sets = true;
    bool symmetry = true;
    bool memory_limit = false;  ///< measure what the memory of this machine allows
    bool signature_only = false;
};

struct ListRequest {
    std::vector<std::string> topics;  ///< all, in their order, where none is named
    Colour colour = Colour::automatic;
};

enum class GraphFormat { dot, aut };

struct GraphRequest {
    std::string file;
    std::optional<std::string> case_name;
    GraphFormat format = GraphFormat::dot;
    std::optional<std::size_t> states;  ///< at most so many; what the format can bear where it is not said
    std::optional<std::string> around;  ///< a schedule, or the name of a property that has a trace
    std::size_t within = 1;             ///< then: steps from that run
    std::string output = "-";           ///< "-" is standard output
};

struct SimulateRequest {
    std::string file;
    std::optional<std::string> case_name;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> runs;  ///< statistics of so many instead of the story of one
    std::size_t steps = 100;            ///< of a run, at most
    Colour colour = Colour::automatic;
};

struct NewRequest {
    std::string name;  ///< "-" is standard output
    bool blocking = false;
};

struct FormatRequest {
    std::vector<std::string> paths;  ///< "-" is standard input
    bool check = false;              ///< say what would change, and change nothing
};

struct CompletionRequest {
    std::string shell;
};

struct ManRequest {};

using Request = std::variant<CheckRequest, ReplayRequest, GraphRequest, SimulateRequest, NewRequest,
                             FormatRequest, ListRequest, BenchRequest, CompletionRequest, ManRequest>;

/// Where nothing is left to do: help or version was asked for, or the command line is wrong.
struct Farewell {
    ExitCode code = ExitCode::met;
    std::string text;
};

[[nodiscard]] tl::expected<Request, Farewell> read_command_line(int argc, const char* const* argv);

/// True where standard output is to be coloured.
[[nodiscard]] bool wants_colour(Colour colour);

}  // namespace holdfast::reports::cli
