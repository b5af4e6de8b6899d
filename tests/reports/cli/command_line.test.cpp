// What a user may type, right and wrong, and what it ends with.
#include <cctype>
#include <sstream>
#include <string>
#include <vector>

#include <boost/regex.hpp>
#include <catch2/catch.hpp>

#include "reports/display_width.hpp"
#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

TEST_CASE("Exit code 0 where every expectation is met, violations included")
{
    const TemporaryFolder folder;
    const Finished done = run_holdfast({"check", folder.write("a.toml", both_cases)});
    CHECK(done.code == 0);
    CHECK(done.err.empty());
    CHECK(contains(done.out, "in-use-purge violated in 4 steps, failed-access in 5"));
    CHECK(contains(done.out, "1 scenario, 2 cases: 2 as expected, 0 not, 0 inconclusive"));
}

TEST_CASE("Exit code 1 where an expectation is not met, with the place of the case")
{
    const TemporaryFolder folder;
    const Finished done = run_holdfast({"check", folder.write("a.toml", hoped_for)});
    CHECK(done.code == 1);
    CHECK(contains(done.out, "FAIL  "));
    CHECK(contains(unwrapped(done.out), "in-use-purge: expected to hold, but it is violated in 4 steps"));
}

TEST_CASE("Exit code 3 where a limit hid what was expected")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", cut_short);
    const Finished done = run_holdfast({"check", file});
    CHECK(done.code == 3);
    CHECK(contains(done.out, "OPEN  "));
    CHECK(contains(done.out, "limit of states"));
    CHECK(contains(done.out, "covered: every run of up to"));
}

TEST_CASE("Limits of the command line and of the scenario: the smaller wins")
{
    const TemporaryFolder folder;
    const std::string free = folder.write("free.toml", both_cases);
    const std::string limited = folder.write("limited.toml", cut_short);
    CHECK(run_holdfast({"check", free, "--depth", "2"}).code == 3);
    CHECK(contains(run_holdfast({"check", free, "--states", "2"}).out, "limit of states"));
    CHECK(contains(run_holdfast({"check", limited, "--states", "1000"}).out, "; 3 states"));
    CHECK(contains(run_holdfast({"check", limited, "--states", "2"}).out, "; 2 states"));
    CHECK(
        run_holdfast({"check", free, "--states", "1000", "--depth", "99", "--memory", "1GB", "--time", "600"})
            .code == 0);
    CHECK(contains(run_holdfast({"check", free, "--memory", "1B"}).out, "limit of memory"));
}

TEST_CASE("A time limit ends a search that nobody would wait for")
{
    const TemporaryFolder folder;
    const Finished done = run_holdfast({"check", folder.write("a.toml", endless), "--time", "0.1"});
    CHECK(contains(done.out, "(limit of time)"));
    CHECK(done.code == 0);  // this scenario takes whatever comes
}

TEST_CASE("A wrong command line is told with advice, exit code 2")
{
    const struct {
        std::vector<std::string> arguments;
        const char* message;
    } wrong[] = {
        {{"chek", "x"}, "did you mean 'check'?"},
        {{"check"}, "PATH"},
        {{"check", "x", "--stat", "3"}, "--stat"},
        {{"check", "x", "--no-time"}, "did you mean '--no-times'?"},
        {{"check", "x", "--states", "many"}, "many"},
        {{"check", "x", "--states", "0"}, "0"},
        {{"check", "x", "--states", "-1"}, "'-1' is no whole number from 1 on"},
        {{"check", "x", "--states", "99999999999999999999999"}, "is too large"},
        {{"check", "x", "--depth", "-1"}, "'-1' is no whole number from 0 on"},
        {{"check", "x", "--memory", "lots"}, "'lots' is not a whole number with a unit"},
        {{"check", "x", "--memory", "4XB"}, "XB"},
        {{"check", "x", "--time", "0"}, "'0' is no number of seconds above 0"},
        {{"check", "x", "--time", "nan"}, "'nan' is no number of seconds above 0"},
        {{"check", "x", "--traces", "al"}, "did you mean 'all'?"},
        {{"check", "x", "--report", "jsn=f"}, "did you mean 'json'?"},
        {{"check", "x", "--report", "json"}, "json=FILE"},
        {{"check", "x", "--report", "json="}, "json=FILE"},
        {{"replay", "x"}, "SCHEDULE"},
        {{"replay", "x", "1:", "surplus"}, "surplus"},
        {{"list", "polices"}, "did you mean 'policies'?"},
        {{"list", "a\x1b[31m\nb"}, "a\\x1B[31m\\nb"},
    };
    for (const auto& one : wrong) {
        const Finished done = run_holdfast(one.arguments);
        CAPTURE(one.arguments, done.err);
        CHECK(done.code == 2);
        CHECK(done.out.empty());
        CHECK(contains(done.err, "holdfast: error: "));
        CHECK(contains(done.err, one.message));
    }
}

TEST_CASE("A report does not replace the scenario that it is about")
{
    const TemporaryFolder folder;
    const std::string scenario = folder.write("a.toml", both_cases);
    const Finished done = run_holdfast({"check", scenario, "--report", "json=" + scenario});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "a report would replace the scenario"));
    CHECK(content_of(scenario) == both_cases);
}

TEST_CASE("A report tells what could not be checked, and a wrong case leaves an old report alone")
{
    const TemporaryFolder folder;
    const std::string report = folder.path("r.json");
    const std::string wrong = folder.write("wrong.toml", "format = 1\ntitel = \"t\"\n");
    CHECK(run_holdfast({"check", wrong, "--report", "json=" + report}).code == 2);
    const Json errors = Json::parse(content_of(report)).at("results").at("errors");
    CHECK(contains(errors.dump(), "wrong.toml:2:1: unknown key 'titel'"));

    const std::string before = content_of(report);
    const std::string scenario = folder.write("a.toml", both_cases);
    CHECK(run_holdfast({"check", scenario, "--case", "nope", "--report", "json=" + report}).code == 2);
    CHECK(content_of(report) == before);
}

TEST_CASE("Without arguments the help is shown as an error")
{
    const Finished done = run_holdfast({});
    CHECK(done.code == 2);
    CHECK(done.out.empty());
    CHECK(contains(done.err, "Examples:"));
}

TEST_CASE("Help and version go to standard output and fit 100 columns")
{
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                      {"check", "--help"},
                                                      {"replay", "--help"},
                                                      {"list", "--help"},
                                                      {"list"}}) {
        const Finished done = run_holdfast(arguments);
        CAPTURE(arguments);
        CHECK(done.code == 0);
        CHECK(done.err.empty());
        std::istringstream lines(done.out);
        for (std::string line; std::getline(lines, line);) {
            CAPTURE(line);
            CHECK(holdfast::reports::display_width(line) <= 100);
        }
        if (arguments.back() == "--help") CHECK(contains(done.out, "Examples:"));
    }
    CHECK(contains(run_holdfast({"check", "--help"}).out, "a second one ends the program at once"));
    const Finished version = run_holdfast({"--version"});
    CHECK(version.code == 0);
    CHECK(boost::regex_match(version.out, boost::regex("holdfast [0-9]+\\.[0-9]+\\.[0-9]+\n")));
}

TEST_CASE("Files that are no scenarios are told as such, exit code 2")
{
    const TemporaryFolder folder;
    folder.write("none/notes.md", "");
    for (const std::string& path :
         {folder.path("missing.toml"), folder.write("empty.toml", ""),
          folder.write("binary.toml", std::string("\0\xff\x01", 3)), folder.path("none")}) {
        const Finished done = run_holdfast({"check", path});
        CAPTURE(path, done.err);
        CHECK(done.code == 2);
        CHECK(done.out.empty());
        CHECK(contains(done.err, path));
    }
}

TEST_CASE("A scenario with errors does not keep the others from being checked")
{
    const TemporaryFolder folder;
    folder.write("a.toml", "format = 1\ntitle = 3\n");
    folder.write("b.toml", both_cases);
    folder.write("c.toml", "nonsense");
    const Finished done = run_holdfast({"check", folder.path()});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "a.toml:"));
    CHECK(contains(done.err, "c.toml:"));
    CHECK(contains(done.out, "2 as expected"));
}

TEST_CASE("One case can be chosen, and a wrong name gets advice")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", both_cases);
    const Finished done = run_holdfast({"check", file, "--case", "mended"});
    CHECK(done.code == 0);
    CHECK(contains(done.out, "1 case: 1 as expected"));
    const Finished wrong = run_holdfast({"check", file, "--case", "mendd"});
    CHECK(wrong.code == 2);
    CHECK(contains(wrong.err, "did you mean 'mended'?"));
}
