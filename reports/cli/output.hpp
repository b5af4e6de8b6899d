// Everything that leaves the program, written so that nothing is lost silently: a full disk is an error, a
// reader that has gone away (`holdfast check ... | head`) is the end of the work, without a word.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reports/cli/exit_code.hpp"

namespace holdfast::reports::cli {

/// Standard output.
class Output {
public:
    /// Writes all of the text at once. After a failure nothing more is written.
    void write(std::string_view text);

    [[nodiscard]] bool failed() const { return error_ != 0; }
    [[nodiscard]] bool reader_gone() const;

    /// Why writing failed; empty where it did not, or where only the reader has gone.
    [[nodiscard]] std::string complaint() const;

private:
    int error_ = 0;  ///< errno of the first failure
};

/// The exit code at the end of a verb: `code`, or wrong_input, with the reason on standard error, where
/// standard output could not take everything.
[[nodiscard]] ExitCode finished(const Output& output, ExitCode code);

/// "holdfast: error: ...", on standard error.
void print_error(std::string_view message);

/// Any text, on standard error. What cannot be written there is lost: there is nowhere left to say so.
void print_to_stderr(std::string_view text);

/// Replaces the content of a file; `-` is standard output. Nothing where it went well, else the reason.
[[nodiscard]] std::optional<std::string> write_file(const std::string& path, std::string_view text);

/// Why a file could not be written, found out without changing it, so that nobody searches for an hour in
/// vain.
[[nodiscard]] std::optional<std::string> why_not_writable(const std::string& path);

}  // namespace holdfast::reports::cli
