#include "reports/cli/github_runner.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "reports/cli/output.hpp"
#include "reports/display_width.hpp"
#include "reports/github_actions.hpp"

namespace holdfast::reports::cli {

namespace {

std::string variable(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// A summary that cannot be written is no reason to fail a job whose checks went well.
void append_summary(const Report& report, const std::string& path)
{
    const std::string text = job_summary(report, bytes_in_file(path));
    if (const auto reason = append_to_file(path, text)) {
        print_to_stderr(fmt::format("holdfast: the summary of the job is not written, {}: {}\n",
                                    printable(path), *reason));
    }
}

}  // namespace

bool on_github_runner() { return variable("GITHUB_ACTIONS") == "true"; }

std::string safe_for_runner(std::string_view text)
{
    return on_github_runner() ? without_commands(text) : std::string(text);
}

void tell_runner(const Report& report)
{
    if (!on_github_runner()) return;
    write_commands_to_stderr(to_annotations(report));
    const std::string summary = variable("GITHUB_STEP_SUMMARY");
    if (!summary.empty()) append_summary(report, summary);
}

}  // namespace holdfast::reports::cli
