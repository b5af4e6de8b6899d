// What can be wrong with a file before anything in it is.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "scenarios/format/parse.hpp"
#include "tests/scenarios/spelled.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

/// A folder for the files of one test, gone with it.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("holdfast-read-" + std::to_string(::getpid())))
    {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string with(const std::string& name, const std::string& content) const
    {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return (path_ / name).string();
    }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

std::string errors_of_file(const std::string& path)
{
    const auto scenario = read(path);
    return scenario ? std::string{} : to_text(scenario.error());
}

}  // namespace

TEST_CASE("a good file is read like its text")
{
    const Folder folder;
    const std::string text = head + accounts + profiles + programs;
    const std::string path = folder.with("good.toml", text);
    const auto scenario = read(path);
    REQUIRE(scenario.has_value());
    CHECK(scenario->path == path);
    CHECK(spelled(*scenario) == spelled(good(text)));
}

TEST_CASE("a missing file is an error")
{
    CHECK(errors_of_file("no/such/file.toml") == "no/such/file.toml: error: there is no such file\n");
    CHECK(errors_of_file("") == ": error: there is no such file\n");
}

TEST_CASE("a folder is an error")
{
    const Folder folder;
    CHECK(errors_of_file(folder.path()) == folder.path() + ": error: a folder, not the file of a scenario\n");
}

TEST_CASE("a file that may not be opened is an error")
{
    if (::geteuid() == 0) return;  // nothing is forbidden to root
    const Folder folder;
    const std::string path = folder.with("secret.toml", head);
    std::filesystem::permissions(path, std::filesystem::perms::none);
    CHECK(errors_of_file(path) == path + ": error: cannot be opened: Permission denied\n");
}

TEST_CASE("a path that leads through a file is an error")
{
    const Folder folder;
    const std::string path = folder.with("file", "x") + "/inner.toml";
    CHECK(errors_of_file(path) == path + ": error: there is no such file\n");
}

TEST_CASE("a file that opens but cannot be read is an error")
{
    // Its own memory at address 0 is what no process can read.
    CHECK(errors_of_file("/proc/self/mem") == "/proc/self/mem: error: cannot be read: Input/output error\n");
}

TEST_CASE("an empty file is an error")
{
    const Folder folder;
    const std::string path = folder.with("empty.toml", "");
    CHECK(errors_of_file(path) == path + ":1:1: error: the file is empty\n"
                                         "    a scenario starts with format = 1 and a title\n");
}

TEST_CASE("a binary file is an error")
{
    const Folder folder;
    const std::string path = folder.with("program", std::string("\x7F"
                                                                "ELF\x02\x01\x01\0\0",
                                                                9));
    CHECK(errors_of_file(path).starts_with(path +
                                           ":1:8: error: a binary file, not a scenario: byte 8 is zero\n"));
}

TEST_CASE("a file of 10 MB is refused with its size, one byte less is read")
{
    const Folder folder;
    const std::string good_text = head + accounts + profiles + programs;
    const std::string comment = good_text + "#" + std::string(refused_size - good_text.size() - 2, 'x');
    CHECK(errors_of_file(folder.with("fits.toml", comment)).empty());
    const std::string path = folder.with("large.toml", comment + "x");
    CHECK(errors_of_file(path) == path + ": error: the file is too large: 10000000 bytes; a scenario has "
                                         "less than 10 MB (10000000 bytes)\n");
}

TEST_CASE("a source without an end is refused too")
{
    CHECK(errors_of_file("/dev/zero") ==
          "/dev/zero: error: the file is too large: a scenario has less than 10 MB (10000000 bytes)\n");
}

TEST_CASE("a text of 10 MB is refused unread")
{
    CHECK(errors_of(std::string(12'345'678, ' ')) ==
          "bad.toml: error: the file is too large: 12345678 bytes; a scenario has less than 10 MB (10000000 "
          "bytes)\n");
}
