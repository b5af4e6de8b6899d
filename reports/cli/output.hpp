// Everything that leaves the program, written so that nothing is lost silently: a full disk is an error, a
// reader that has gone away (`holdfast check ... | head`) is the end of the work, without a word.
#pragma once

#include <cstddef>
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

    /// The same of a report, which is for a program: nothing is put round it for a runner's sake.
    void write_report(std::string_view text);

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

/// The same of commands to a runner, which must reach it as they are.
void write_commands_to_stderr(std::string_view text);

/// Replaces the content of a file; `-` is standard output. Nothing where it went well, else the reason.
[[nodiscard]] std::optional<std::string> write_file(const std::string& path, std::string_view text);

/// Adds to the end of a file.
[[nodiscard]] std::optional<std::string> append_to_file(const std::string& path, std::string_view text);

/// The size of a file; 0 where there is none.
[[nodiscard]] std::size_t bytes_in_file(const std::string& path);

/// Whether a path means a folder: it is one, or it ends with a slash.
[[nodiscard]] bool is_folder(const std::string& path);

/// Makes a folder where there is none yet; the one above it must be there.
[[nodiscard]] std::optional<std::string> make_folder(const std::string& path);

/// Why nothing could be written into a folder, found out without leaving anything behind.
[[nodiscard]] std::optional<std::string> why_folder_not_writable(const std::string& path);

/// Why a file could not be written, found out without changing it, so that nobody searches for an hour in
/// vain.
[[nodiscard]] std::optional<std::string> why_not_writable(const std::string& path);

}  // namespace holdfast::reports::cli
