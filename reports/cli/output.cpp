#include "reports/cli/output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reports/cli/github_runner.hpp"

namespace holdfast::reports::cli {

namespace {

/// Writes everything to a file descriptor; 0, or the errno of what went wrong.
int write_all(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

std::optional<std::string> reason(int error)
{
    if (error == 0) return std::nullopt;
    return std::strerror(error);
}

/// `how`: O_TRUNC or O_APPEND.
std::optional<std::string> write_opened(const std::string& path, int how, std::string_view text)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, 0666);
    if (descriptor < 0) return reason(errno);
    const int error = write_all(descriptor, text);
    const int close_error = ::close(descriptor) == 0 ? 0 : errno;
    return reason(error != 0 ? error : close_error);
}

}  // namespace

void Output::write(std::string_view text)
{
    if (error_ == 0) error_ = write_all(STDOUT_FILENO, safe_for_runner(text));
}

void Output::write_report(std::string_view text)
{
    if (error_ == 0) error_ = write_all(STDOUT_FILENO, text);
}

bool Output::reader_gone() const { return error_ == EPIPE; }

std::string Output::complaint() const
{
    if (error_ == 0 || reader_gone()) return "";
    return std::string("standard output cannot be written: ") + std::strerror(error_);
}

ExitCode finished(const Output& output, ExitCode code)
{
    if (!output.failed()) return code;
    if (!output.reader_gone()) print_error(output.complaint());
    return graver(code, ExitCode::wrong_input);
}

void print_error(std::string_view message)
{
    print_to_stderr("holdfast: error: " + std::string(message) + "\n");
}

void print_to_stderr(std::string_view text) { write_commands_to_stderr(safe_for_runner(text)); }

void write_commands_to_stderr(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

std::optional<std::string> write_file(const std::string& path, std::string_view text)
{
    if (path == "-") return reason(write_all(STDOUT_FILENO, text));
    return write_opened(path, O_TRUNC, text);
}

std::optional<std::string> append_to_file(const std::string& path, std::string_view text)
{
    return write_opened(path, O_APPEND, text);
}

std::size_t bytes_in_file(const std::string& path)
{
    struct stat found{};
    return ::stat(path.c_str(), &found) == 0 ? static_cast<std::size_t>(found.st_size) : 0;
}

bool is_folder(const std::string& path)
{
    struct stat found{};
    if (::stat(path.c_str(), &found) == 0) return S_ISDIR(found.st_mode);
    return path.ends_with('/');
}

std::optional<std::string> make_folder(const std::string& path)
{
    if (::mkdir(path.c_str(), 0777) == 0 || errno == EEXIST) return std::nullopt;
    return reason(errno);
}

std::optional<std::string> why_folder_not_writable(const std::string& path)
{
    if (::mkdir(path.c_str(), 0777) == 0) {
        ::rmdir(path.c_str());
        return std::nullopt;
    }
    if (errno != EEXIST) return reason(errno);
    return ::access(path.c_str(), W_OK | X_OK) == 0 ? std::nullopt : reason(errno);
}

std::optional<std::string> why_not_writable(const std::string& path)
{
    if (path == "-") return std::nullopt;
    const bool existed = ::access(path.c_str(), F_OK) == 0;
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) return reason(errno);
    ::close(descriptor);
    if (!existed) ::unlink(path.c_str());
    return std::nullopt;
}

}  // namespace holdfast::reports::cli
