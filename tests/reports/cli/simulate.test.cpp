// Random runs, told and counted by the program as a whole.
#include <string>

#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

TEST_CASE("A random run is the same for the same seed, and its replay command repeats it")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const Finished one = run_holdfast({"simulate", file, "--seed", "7"});
    CHECK(one.code == 0);
    CHECK(one.err.empty());
    CHECK(one.out == run_holdfast({"simulate", file, "--seed", "7"}).out);
    CHECK(contains(one.out, "A random run with seed 7: "));
    CHECK(contains(one.out, "then no program can move."));
    const std::vector<std::string> commands = replays_in(one.out);
    REQUIRE(commands.size() == 1);
    CHECK(paste(commands.front()).code == 0);
    bool differs = false;
    for (const std::string seed : {"1", "2", "3", "4"})
        differs = differs ||
                  run_holdfast({"simulate", file, "--seed", seed}).out.substr(200) != one.out.substr(200);
    CHECK(differs);
    CHECK(run_holdfast({"simulate", file}).out == run_holdfast({"simulate", file, "--seed", "1"}).out);
}

TEST_CASE("A random run that is cut off says so")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", stays_marked);
    const Finished done = run_holdfast({"simulate", file, "--steps", "6"});
    CHECK(contains(done.out, "with seed 1: 6 steps, then it was stopped."));
    CHECK(contains(done.out, "orphan is undecided: something is still owed"));
    CHECK(contains(run_holdfast({"simulate", file, "--steps", "0"}).out, "0 steps, then it was stopped."));
}

TEST_CASE("Statistics name the first run that violates a property, and that run does")
{
    const TemporaryFolder folder;
    const std::string expected = folder.write("a.toml", as_described);
    const Finished done = run_holdfast({"simulate", expected, "--runs", "200"});
    CHECK(done.code == 0);
    CHECK(contains(done.out, "200 random runs of at most 100 steps, with seeds 1 to 200"));
    CHECK(contains(done.out, "      200  came to where no program can move"));
    CHECK(contains(done.out, "in-use-purge is violated in "));
    CHECK(contains(done.out, " of 200 runs, as the case allows"));
    const boost::regex command("the first: \\./holdfast ([^\n]*)\n");
    boost::smatch found;
    REQUIRE(boost::regex_search(done.out, found, command));
    CHECK(contains(paste(found[1]).out, "is violated at step"));
    const std::string hoped = folder.write("b.toml", hoped_for);
    const Finished unmet = run_holdfast({"simulate", hoped, "--runs", "200"});
    CHECK(unmet.code == 1);
    CHECK(contains(unmet.out, ", and must hold"));
}

TEST_CASE("A mended case is violated on no random run")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", both_cases);
    const Finished done = run_holdfast({"simulate", file, "--case", "mended", "--runs", "100"});
    CHECK(done.code == 0);
    CHECK(contains(done.out, "No property is violated on these runs."));
    CHECK(contains(run_holdfast({"simulate", file, "--case", "mended"}).out,
                   "No property is violated on this run."));
}

TEST_CASE("What is asked wrongly of a simulation is an error")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", both_cases);
    CHECK(run_holdfast({"simulate", file}).code == 2);
    CHECK(run_holdfast({"simulate", file, "--case", "mended", "--seed", "x"}).code == 2);
    CHECK(run_holdfast({"simulate", file, "--case", "mended", "--runs", "0"}).code == 2);
    CHECK(run_holdfast({"simulate", file, "--case", "mended"}, {.out = "/dev/full", .folder = {}}).code == 2);
}
