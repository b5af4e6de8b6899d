// `holdfast new`: a scenario to start from.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/display_width.hpp"
#include "reports/shell_quote.hpp"
#include "scenarios/format/starter.hpp"

namespace holdfast::reports::cli {

namespace {

constexpr std::string_view ending = ".toml";

bool is_plain(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
}

ExitCode refuse(const std::string& message)
{
    print_error(message);
    return ExitCode::wrong_input;
}

/// What is wrong with a name, the folders before it left out; empty where nothing is.
std::string complaint_of_name(const std::string& name)
{
    const std::string last = name.substr(name.rfind('/') + 1);
    const bool good = !last.empty() && last.front() != '-' && last.front() != '.' &&
                      std::all_of(last.begin(), last.end(), is_plain);
    if (good) return "";
    return fmt::format("'{}' is no good name for a scenario: take letters, digits, - and _, such as "
                       "delete-from-another-session",
                       printable(name));
}

/// Writes a file that is not there yet; 0, or the errno of what went wrong.
int write_new_file(const std::string& path, std::string_view text)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) return errno;
    ::close(descriptor);
    if (write_file(path, text)) {
        const int error = errno;
        ::unlink(path.c_str());
        return error;
    }
    return 0;
}

}  // namespace

ExitCode make_new(const NewRequest& request)
{
    const std::string_view text = scenarios::starter_text(request.blocking ? scenarios::Starter::blocking
                                                                           : scenarios::Starter::profiles);
    Output output;
    if (request.name == "-") {
        output.write_report(text);
        return finished(output, ExitCode::met);
    }
    if (const std::string complaint = complaint_of_name(request.name); !complaint.empty())
        return refuse(complaint);
    const std::string path =
        request.name.ends_with(ending) ? request.name : request.name + std::string(ending);
    const int error = write_new_file(path, text);
    if (error == EEXIST)
        return refuse(fmt::format("{} is there already; nothing was written", printable(path)));
    if (error != 0)
        return refuse(fmt::format("{}: cannot be written: {}", printable(path), std::strerror(error)));
    output.write(fmt::format("{} is written. Check it with: ./holdfast check {}\n", printable(path),
                             shell_quote(path)));
    return finished(output, ExitCode::met);
}

}  // namespace holdfast::reports::cli
