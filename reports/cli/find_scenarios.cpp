#include "reports/cli/find_scenarios.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "scenarios/format/nearest.hpp"

namespace holdfast::reports::cli {

namespace {

namespace fs = std::filesystem;

/// The names in a folder; none where it cannot be read.
std::vector<std::string> names_in(const fs::path& folder)
{
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        names.push_back(at->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// That nothing is there, and what was probably meant: a neighbour, a pattern, or standard input.
std::string why_missing(const std::string& path)
{
    const std::string message = fmt::format("{}: there is no such file or folder", printable(path));
    if (path == "-") return message + "; standard input is /dev/stdin";
    if (path.find_first_of("*?[") != std::string::npos)
        return message + "; scenarios are chosen by a pattern with --name";
    fs::path wanted = path;
    if (!wanted.has_filename()) wanted = wanted.parent_path();  // a slash at the end
    const fs::path folder = wanted.has_parent_path() ? wanted.parent_path() : fs::path(".");
    const std::string advice = scenarios::did_you_mean(wanted.filename().string(), names_in(folder));
    return advice.empty() ? message : fmt::format("{}; {}", message, printable(advice));
}

class Finder {
public:
    void take(const std::string& path)
    {
        std::error_code ignored;  // what cannot be looked at is reported by whoever reads it
        if (fs::status(path, ignored).type() == fs::file_type::not_found) {
            found_.errors.push_back(why_missing(path));
            return;
        }
        if (!fs::is_directory(path, ignored)) {
            take_file(path);
            return;
        }
        const std::size_t before = scenarios_seen_;
        walk(path);
        if (scenarios_seen_ == before) {
            found_.errors.push_back(
                fmt::format("{}: there is no scenario (*.toml) in this folder", printable(path)));
        }
    }

    FoundScenarios finish() { return std::move(found_); }

private:
    void take_file(const fs::path& file)
    {
        ++scenarios_seen_;
        if (seen_.insert(identity(file)).second) found_.files.push_back(file.string());
    }

    void walk(const fs::path& folder)
    {
        const std::string self = identity(folder);
        if (!around_.insert(self).second) return;  // a link that leads back up
        std::error_code error;
        std::vector<fs::path> entries;
        for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
            entries.push_back(at->path());
        }
        if (error)
            found_.errors.push_back(fmt::format("{}: {}", printable(folder.string()), error.message()));
        std::sort(entries.begin(), entries.end(),
                  [](const fs::path& one, const fs::path& other) { return one.native() < other.native(); });
        for (const fs::path& entry : entries) {
            std::error_code ignored;
            if (fs::is_directory(entry, ignored)) {
                walk(entry);
            } else if (entry.extension() == ".toml") {
                take_file(entry);
            }
        }
        around_.erase(self);
    }

    /// The same for every name of one file.
    static std::string identity(const fs::path& path)
    {
        std::error_code error;
        const fs::path canonical = fs::weakly_canonical(path, error);
        return error ? path.string() : canonical.string();
    }

    FoundScenarios found_;
    std::set<std::string> seen_;      ///< files
    std::set<std::string> around_;    ///< the folders on the way to the present one
    std::size_t scenarios_seen_ = 0;  ///< also those known already
};

}  // namespace

FoundScenarios find_scenarios(const std::vector<std::string>& paths)
{
    Finder finder;
    for (const std::string& path : paths) finder.take(path);
    return finder.finish();
}

}  // namespace holdfast::reports::cli
