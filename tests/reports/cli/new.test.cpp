// Scenarios to start from.
#include <string>

#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

TEST_CASE("A new scenario is as expected right away")
{
    const TemporaryFolder folder;
    for (const std::string option : {"--", "--blocking"}) {
        const std::string name = folder.path("mine" + option.substr(2));
        const Finished done =
            option == "--" ? run_holdfast({"new", name}) : run_holdfast({"new", name, option});
        CHECK(done.code == 0);
        CHECK(contains(done.out, ".toml is written. Check it with: ./holdfast check "));
        const Finished checked = run_holdfast({"check", name + ".toml", "--strict"});
        CHECK(checked.code == 0);
        CHECK_FALSE(contains(checked.out, "warning"));
    }
}

TEST_CASE("A new scenario replaces nothing, and can be printed")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("mine.toml", "mine");
    const Finished done = run_holdfast({"new", folder.path("mine")});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "mine.toml is there already; nothing was written"));
    CHECK(content_of(file) == "mine");
    const Finished printed = run_holdfast({"new", "-"});
    CHECK(printed.code == 0);
    CHECK(run_holdfast({"new", folder.path("other.toml")}).code == 0);
    CHECK(content_of(folder.path("other.toml")) == printed.out);
}

TEST_CASE("A bad name is refused, and so is a folder that is not there")
{
    const TemporaryFolder folder;
    for (const std::string name : {"a b", "", ".hidden", "x/", "a\nb", "ä"}) {
        const Finished done = run_holdfast({"new", folder.path(name)});
        CHECK(done.code == 2);
        CHECK(contains(done.err, "is no good name for a scenario"));
    }
    CHECK(contains(run_holdfast({"new", folder.path("none/x")}).err, "cannot be written: No such file"));
    CHECK(run_holdfast({"new"}).code == 2);
    CHECK(run_holdfast({"new", "-"}, {.out = "/dev/full", .folder = {}}).code == 2);
}
