// The things the program does, a file each.
#pragma once

#include <span>
#include <string_view>

#include "reports/cli/command_line.hpp"
#include "reports/cli/exit_code.hpp"

namespace holdfast::reports::cli {

/// Checks scenario files and reports on them.
[[nodiscard]] ExitCode check(const CheckRequest& request);

/// Repeats a run step by step.
[[nodiscard]] ExitCode replay(const ReplayRequest& request);

/// Writes the states and steps of a case.
[[nodiscard]] ExitCode graph(const GraphRequest& request);

/// Tells random runs of a case.
[[nodiscard]] ExitCode simulate(const SimulateRequest& request);

/// Writes a scenario to start from.
[[nodiscard]] ExitCode make_new(const NewRequest& request);

/// Lays scenario files out in their canonical form.
[[nodiscard]] ExitCode format(const FormatRequest& request);

/// Prints a script of completions for a shell.
[[nodiscard]] ExitCode completion(const CompletionRequest& request);

/// Prints the manual.
[[nodiscard]] ExitCode man(const ManRequest& request);

/// Measures searches, and signs all that they count.
[[nodiscard]] ExitCode bench(const BenchRequest& request);

/// Names what scenarios and command lines may name.
[[nodiscard]] ExitCode list(const ListRequest& request);

/// What `list` can be asked for, in its order.
[[nodiscard]] std::span<const std::string_view> list_topics();

}  // namespace holdfast::reports::cli
