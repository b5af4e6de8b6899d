#include "reports/cli/find_scenarios.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/run_program.hpp"

using namespace holdfast::reports::cli;
using holdfast::tests::TemporaryFolder;

TEST_CASE("Folders are walked in byte order of names, for files that end in .toml")
{
    const TemporaryFolder folder;
    for (const char* name : {"b.toml", "a/z.toml", "a/B.toml", "a/notes.md", "C.toml", "\u00e4.toml"})
        folder.write(name, "");
    const FoundScenarios found = find_scenarios({folder.path()});
    CHECK(found.errors.empty());
    CHECK(found.files == std::vector<std::string>{folder.path("C.toml"), folder.path("a/B.toml"),
                                                  folder.path("a/z.toml"), folder.path("b.toml"),
                                                  folder.path("\u00e4.toml")});
}

TEST_CASE("A scenario that is reached twice is found once, under its first name")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a/one.toml", "");
    folder.write("a/two.toml", "");
    const FoundScenarios found =
        find_scenarios({file, folder.path("a/../a/one.toml"), folder.path("a"), folder.path("a")});
    CHECK(found.errors.empty());
    CHECK(found.files == std::vector<std::string>{file, folder.path("a/two.toml")});
}

TEST_CASE("A folder without scenarios is an error")
{
    const TemporaryFolder folder;
    folder.write("notes.md", "");
    const FoundScenarios found = find_scenarios({folder.path()});
    CHECK(found.files.empty());
    REQUIRE(found.errors.size() == 1);
    CHECK(found.errors[0].find("no scenario") != std::string::npos);
}

TEST_CASE("What is named is taken as it is, whatever it is called")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("no ending", "");
    CHECK(find_scenarios({file}).files == std::vector<std::string>{file});
}

TEST_CASE("What does not exist is an error with what was probably meant")
{
    const TemporaryFolder folder;
    folder.write("race.toml", "");
    const auto said = [](const std::string& path) {
        const FoundScenarios found = find_scenarios({path});
        CHECK(found.files.empty());
        REQUIRE(found.errors.size() == 1);
        return found.errors[0];
    };
    const std::string near = folder.path("rase.toml");
    CHECK(said(near) == near + ": there is no such file or folder; did you mean 'race.toml'?");
    CHECK(said(folder.path("elsewhere/")) == folder.path("elsewhere/") + ": there is no such file or folder");
    CHECK(said("nowhere/at all") == "nowhere/at all: there is no such file or folder");
    CHECK(said("w*.toml").ends_with("; scenarios are chosen by a pattern with --name"));
    CHECK(said("-").ends_with("; standard input is /dev/stdin"));
}

TEST_CASE("A link that leads back up ends the walk there")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a/one.toml", "");
    std::filesystem::create_directory_symlink(folder.path(), folder.path("a/up"));
    CHECK(find_scenarios({folder.path()}).files == std::vector<std::string>{file});
}
