#include "reports/cli/replace_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reports/cli/output.hpp"

namespace holdfast::reports::cli {

namespace {

std::string reason(int error) { return std::strerror(error); }

/// Where a link leads to, be it there or not; the path itself where it is none.
std::string target_of(const std::string& path)
{
    constexpr int most_links = 40;  // as many as the system follows; links can go in a circle
    std::error_code error;
    std::filesystem::path target = path;
    for (int k = 0; k < most_links && std::filesystem::is_symlink(target, error); ++k) {
        const std::filesystem::path next = std::filesystem::read_symlink(target, error);
        if (error) break;
        target = next.is_absolute() ? next : target.parent_path() / next;
    }
    return target.string();
}

/// The rights and, where that is allowed, the owner of the file that there is; else what a new one gets.
std::optional<std::string> make_like(int descriptor, const std::string& target)
{
    struct stat old{};
    const bool is_there = ::stat(target.c_str(), &old) == 0;
    if (is_there && ::fchown(descriptor, old.st_uid, old.st_gid) != 0 && errno != EPERM) return reason(errno);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    if (::fchmod(descriptor, is_there ? old.st_mode & 07777 : 0666 & ~mask) != 0) return reason(errno);
    return std::nullopt;
}

/// The new content beside the file.
std::optional<std::string> write_beside(const std::string& beside, int descriptor, const std::string& target,
                                        std::string_view text)
{
    if (auto failed = write_file(beside, text)) return failed;
    if (auto failed = make_like(descriptor, target)) return failed;
    if (::fsync(descriptor) != 0) return reason(errno);
    return std::nullopt;
}

}  // namespace

std::optional<std::string> replace_file(const std::string& path, std::string_view text)
{
    if (auto failed = why_not_replaceable(path)) return failed;
    const std::string target = target_of(path);
    std::string beside = target + ".XXXXXX";
    const int descriptor = ::mkostemp(beside.data(), O_CLOEXEC);
    if (descriptor < 0) return reason(errno);
    std::optional<std::string> failed = write_beside(beside, descriptor, target, text);
    if (::close(descriptor) != 0 && !failed) failed = reason(errno);
    if (!failed && ::rename(beside.c_str(), target.c_str()) != 0) failed = reason(errno);
    if (failed) ::unlink(beside.c_str());
    return failed;
}

std::optional<std::string> why_not_replaceable(const std::string& path)
{
    const std::string target = target_of(path);
    struct stat found{};
    if (::stat(target.c_str(), &found) == 0 && !S_ISREG(found.st_mode)) return "it is no regular file";
    if (::access(target.c_str(), F_OK) == 0 && ::access(target.c_str(), W_OK) != 0) return reason(errno);
    std::string beside = target + ".XXXXXX";
    const int descriptor = ::mkostemp(beside.data(), O_CLOEXEC);
    if (descriptor < 0) return reason(errno);
    ::close(descriptor);
    ::unlink(beside.c_str());
    return std::nullopt;
}

}  // namespace holdfast::reports::cli
