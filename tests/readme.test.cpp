// The README is always true: what it shows is what the program prints, what it tells people to write is
// accepted, and every file it points to is there.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

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

namespace {

/// The shell lines of a workflow: what stands behind `run:`, and the items under `script:`.
std::vector<std::string> shell_lines(const std::string& workflow)
{
    std::vector<std::string> lines;
    const std::regex line(R"(\n *- (?:run: )?((?:mkdir|\./holdfast) [^\n]*))");
    for (std::sregex_iterator each(workflow.begin(), workflow.end(), line), end; each != end; ++each)
        lines.push_back((*each)[1]);
    return lines;
}

}  // namespace

TEST_CASE("the shell lines of the workflows in the README do what they say")
{
    for (const std::string server : {"github", "gitlab"}) {
        std::size_t from = 0;
        const std::vector<std::string> lines =
            shell_lines(block_behind("<!-- workflow: " + server + " -->", from));
        REQUIRE(lines.size() == 2);
        const TemporaryFolder clone;
        std::filesystem::create_symlink(HOLDFAST_PROGRAM, clone.path("holdfast"));
        std::filesystem::create_symlink(HOLDFAST_SOURCE_DIR "/scenarios/ways", clone.path("scenarios"));
        for (const std::string& line : lines) {
            const Finished run = run_in_shell(line, {"", clone.path()});
            CAPTURE(server, line, run.out, run.err);
            CHECK(run.code == 0);
        }
        CHECK(std::filesystem::file_size(clone.path("out/junit.xml")) > 1000);
        CHECK(std::filesystem::file_size(clone.path("out/report.html")) > 1000);
        CHECK(std::filesystem::exists(clone.path("out/holdfast.sarif")) == (server == "github"));
    }
}

TEST_CASE("the hook for pre-commit checks what it is given")
{
    std::ifstream file(HOLDFAST_SOURCE_DIR "/.pre-commit-hooks.yaml");
    const std::string hook{std::istreambuf_iterator<char>(file), {}};
    std::smatch entry;
    REQUIRE(std::regex_search(hook, entry, std::regex(R"(\n  entry: holdfast ([^\n]*)\n)")));
    CHECK(std::filesystem::exists(HOLDFAST_SOURCE_DIR "/holdfast"));
    const Finished run =
        run_in_shell("cd '" HOLDFAST_SOURCE_DIR "' && " HOLDFAST_PROGRAM " " + entry[1].str() +
                     " scenarios/ways/w1-kb303221.toml scenarios/canary/stuck.toml");
    CHECK(run.code == 0);
    CHECK(run.out.empty());
}

TEST_CASE("every file that the README points to is there")
{
    const std::string text = readme();
    const std::regex link(R"(\]\(([^)]+)\))");
    std::size_t links = 0;
    for (std::sregex_iterator each(text.begin(), text.end(), link), end; each != end; ++each, ++links) {
        INFO((*each)[1].str());
        const std::string to = (*each)[1].str();
        const std::string file = to.substr(0, to.find('#'));
        if (!to.starts_with("https://"))
            CHECK(std::filesystem::exists(std::filesystem::path(HOLDFAST_SOURCE_DIR) / file));
    }
    CHECK(links > 5);
}

}  // namespace holdfast::tests
