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

struct CheckRequest {
    std::vector<std::string> paths;
    std::optional<std::string> case_name;
    std::vector<Wish> reports;
    std::optional<std::uint64_t> states, depth,
        memory_bytes;               ///< limits; the smaller of these and a scenario's wins
    std::optional<double> seconds;  ///< per case
    bool stop_at_first = false;
    bool distrust = false;
    unsigned threads = 0;  ///< 0: as many as the machine has
    bool sleep_sets = true;
    bool symmetry = true;
    bool audit = false;
    bool statistics = false;
    std::optional<TracesShown> traces;  ///< all for a single file, else unexpected, where it is not said
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

using Request = std::variant<CheckRequest, ReplayRequest, ListRequest, BenchRequest>;

/// Where nothing is left to do: help or version was asked for, or the command line is wrong.
struct Farewell {
    ExitCode code = ExitCode::met;
    std::string text;
};

[[nodiscard]] tl::expected<Request, Farewell> read_command_line(int argc, const char* const* argv);

/// True where standard output is to be coloured.
[[nodiscard]] bool wants_colour(Colour colour);

}  // namespace holdfast::reports::cli
