// Runs a program as a user would and keeps what it said. Output goes through files, so that no amount of it
// blocks.
#pragma once

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" char** environ;

namespace holdfast::tests {

/// A folder that goes away with its owner.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "holdfast-test-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }

    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::string path(const std::string& name = "") const { return (path_ / name).string(); }

    /// Writes a file, with the folders above it, and returns its path.
    std::string write(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }

private:
    std::filesystem::path path_;
};

struct Finished {
    int code = -1;  ///< the exit code; 128 + signal where a signal ended it
    std::string out;
    std::string err;
};

/// Where the outputs of a program go, other than to be kept.
struct Streams {
    std::string out;     ///< a path to write standard output to, such as /dev/full
    std::string folder;  ///< to run in; empty: where the test runs
};

/// A program that runs. Arguments are passed as they are, without a shell.
class Running {
public:
    explicit Running(std::vector<std::string> command, Streams streams = {}) : streams_(std::move(streams))
    {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        const int create = O_WRONLY | O_CREAT | O_TRUNC;
        const std::string out = streams_.out.empty() ? folder_.path("out") : streams_.out;
        const std::string err = folder_.path("err");
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), create, 0600);
        posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), create, 0600);
        if (!streams_.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, streams_.folder.c_str());
        std::vector<char*> argv;
        for (std::string& word : command) argv.push_back(word.data());
        argv.push_back(nullptr);
        const int error = ::posix_spawnp(&process_, argv[0], &actions, nullptr, argv.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        INFO("starting " << command[0]);
        REQUIRE(error == 0);
    }

    [[nodiscard]] pid_t process() const { return process_; }

    /// What it has written to standard output by now.
    [[nodiscard]] std::string output_so_far() const { return read(folder_.path("out")); }

    Finished wait()
    {
        int status = 0;
        REQUIRE(::waitpid(process_, &status, 0) == process_);
        Finished finished;
        finished.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        finished.out = read(folder_.path("out"));
        finished.err = read(folder_.path("err"));
        return finished;
    }

private:
    static std::string read(const std::string& path)
    {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    TemporaryFolder folder_;
    Streams streams_;
    pid_t process_ = -1;
};

inline Finished run(std::vector<std::string> command, Streams streams = {})
{
    return Running(std::move(command), std::move(streams)).wait();
}

/// Holdfast itself.
inline Finished run_holdfast(std::vector<std::string> arguments, Streams streams = {})
{
    arguments.insert(arguments.begin(), HOLDFAST_PROGRAM);
    return run(std::move(arguments), std::move(streams));
}

/// A command as text, taken apart by a shell.
inline Finished run_in_shell(const std::string& command, Streams streams = {})
{
    return run({"bash", "-c", command}, std::move(streams));
}

}  // namespace holdfast::tests
