// The README is always true: what it shows is what the program prints, what it tells people to write is
// accepted, and every file it points to is there.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include <catch2/catch.hpp>

#include "tests/run_program.hpp"

namespace holdfast::tests {
namespace {

std::string readme()
{
    std::ifstream file(std::string(HOLDFAST_SOURCE_DIR) + "/README.md");
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The fenced block behind a comment of the README.
std::string block_behind(const std::string& comment, std::size_t& from)
{
    const std::string text = readme();
    const std::size_t marker = text.find(comment, from);
    REQUIRE(marker != std::string::npos);
    const std::size_t begin = text.find('\n', text.find("\n```", marker) + 1) + 1;
    const std::size_t end = text.find("\n```", begin - 1) + 1;
    from = end;
    return text.substr(begin, end - begin);
}

}  // namespace

TEST_CASE("the counterexample in the README is what the program prints")
{
    const std::string comment = "<!-- output of: ./holdfast ";
    const std::string text = readme();
    const std::size_t at = text.find(comment);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + comment.size();
    const std::string arguments = text.substr(begin, text.find(" -->", begin) - begin);
    std::size_t from = 0;
    const std::string shown = block_behind(comment, from);
    const Finished run = run_in_shell("cd '" HOLDFAST_SOURCE_DIR "' && " HOLDFAST_PROGRAM " " + arguments);
    CHECK(run.code == 0);
    CHECK(run.out == shown);
}

TEST_CASE("the scenario in the README shows what breaks, and holds what it is told to expect")
{
    std::size_t from = 0;
    const std::string scenario = block_behind("<!-- scenario -->", from);
    CHECK(std::count(scenario.begin(), scenario.end(), '\n') == 5);
    const TemporaryFolder folder;
    const std::string plain = folder.write("mine.toml", scenario);
    const Finished broken = run_in_shell(std::string(HOLDFAST_PROGRAM) + " check " + plain);
    CHECK(broken.code == 1);
    CHECK(broken.out.find("PURGED WHILE IN USE") != std::string::npos);
    const std::string expecting = folder.write(
        "expecting.toml",
        scenario +
            "[cases.broken]\nexpect = { in-use-purge = \"violated\", failed-access = \"violated\" }\n");
    CHECK(run_in_shell(std::string(HOLDFAST_PROGRAM) + " check " + expecting).code == 0);
}

TEST_CASE("every file that the README points to is there")
{
    const std::string text = readme();
    const std::regex link(R"(\]\(([^)]+)\))");
    std::size_t links = 0;
    for (std::sregex_iterator each(text.begin(), text.end(), link), end; each != end; ++each, ++links) {
        INFO((*each)[1].str());
        CHECK(std::filesystem::exists(std::filesystem::path(HOLDFAST_SOURCE_DIR) / (*each)[1].str()));
    }
    CHECK(links > 5);
}

}  // namespace holdfast::tests
