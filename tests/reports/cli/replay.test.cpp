// Runs repeated step by step, from what a check prints.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

TEST_CASE("Each replay command that is printed repeats the same violation")
{
    const TemporaryFolder folder;
    for (const std::string& name : {std::string("a.toml"), std::string("it's a \"folder\"/b $x.toml")}) {
        const std::string file = folder.write(name, both_cases);
        const Finished checked = run_holdfast({"check", file});
        const std::vector<std::string> commands = replays_in(checked.out);
        REQUIRE(commands.size() == 2);
        const Finished purge = paste(commands[0]);
        CHECK(purge.code == 0);
        CHECK(purge.err.empty());
        CHECK(contains(purge.out, "!! step 4: "));
        CHECK(contains(purge.out, "4 steps. in-use-purge is violated at step 4."));
        CHECK(contains(paste(commands[1]).out, "failed-access at step 5."));
    }
}

TEST_CASE("A schedule that does not fit is refused with the step and the reason, behind what fitted")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const Finished done = run_holdfast({"replay", file, "1:0,0,0,0,0,0"});
    CHECK(done.code == 2);
    CHECK(contains(done.out, "Only 5 steps fitted."));
    CHECK(contains(done.err, "step 6: mailer has no enabled alternative 0 here"));
    CHECK(run_holdfast({"replay", file, "1:7"}).code == 2);
    CHECK(contains(run_holdfast({"replay", file, "1@9:0"}).err, "initial state 9"));
}

TEST_CASE("What is no schedule is refused with a caret")
{
    const TemporaryFolder folder;
    const Finished done = run_holdfast({"replay", folder.write("a.toml", as_described), "1:0,x"});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "  1:0,x\n      ^"));
}

TEST_CASE("A run that goes on for ever is checked, told, and repeated once around")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", stays_marked);
    const Finished checked = run_holdfast({"check", file});
    CHECK(checked.code == 0);
    CHECK(contains(checked.out, "from here on, for ever:"));
    CHECK(contains(checked.out, "- mailer moves at step 2"));
    const std::vector<std::string> commands = replays_in(checked.out);
    REQUIRE(commands.size() == 1);
    CHECK(contains(commands.front(), " 1:0/0,0"));
    const Finished again = run_holdfast({"replay", file, "1:0/0,0"});
    CHECK(again.code == 0);
    CHECK(contains(again.out, "leads back to the state before step 2"));
    const Finished open = run_holdfast({"replay", file, "1:0/0"});
    CHECK(open.code == 2);
    CHECK(contains(open.err,
                   "the schedule does not fit: step 2: the loop does not end in the state in which it "
                   "begins, before step 2"));
    CHECK(contains(run_holdfast({"replay", file, "1:0/"}).err, "the run cannot stay here: mailer can move"));
    CHECK(contains(run_holdfast({"replay", file, "1:0//"}).err, "this is no schedule"));
}

TEST_CASE("A replay asks for the case where there are several")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", both_cases);
    const Finished done = run_holdfast({"replay", file, "1:0"});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "as-described or mended"));
    CHECK(contains(run_holdfast({"replay", file, "1:0", "--case", "mende"}).err, "did you mean 'mended'?"));
    CHECK(run_holdfast({"replay", file, "1:0", "--case", "mended"}).code == 0);
    CHECK(run_holdfast({"replay", folder.write("b.toml", as_described), "1:0"}).code == 0);
}
