// Where a check writes to, and what may come between: reports, pipes, full disks, terminals, Ctrl-C.
#include <csignal>
#include <string>
#include <vector>

#include <sys/stat.h>

#include <boost/regex.hpp>
#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"
#include "tests/reports/json_schema.hpp"

using namespace holdfast::tests;

namespace {

/// Waits until the process catches SIGINT; sanitizers start slowly.
void wait_for_handler(pid_t process)
{
    const boost::regex pattern("SigCgt:\\s*([0-9a-f]+)");
    for (int k = 0; k < 1000; ++k) {
        const std::string status = content_of("/proc/" + std::to_string(process) + "/status");
        boost::smatch found;
        if (boost::regex_search(status, found, pattern)) {
            const auto caught = std::stoull(found[1], nullptr, 16);
            if ((caught >> (SIGINT - 1) & 1U) != 0) return;
        }
        ::usleep(10000);
    }
    FAIL("the program never caught SIGINT");
}

}  // namespace

TEST_CASE("The JSON report of a real run keeps to its schema and names what was found")
{
    const TemporaryFolder folder;
    const std::string report = folder.path("report.json");
    REQUIRE(run_holdfast({"check", folder.write("a.toml", both_cases), "--report", "json=" + report}).code ==
            0);
    const Json document = json_of(report);
    JsonSchema schema(json_of(HOLDFAST_SOURCE_DIR "/reports/report.schema.json"));
    CHECK(schema.errors_in(document).empty());
    const Json& purge = document.at("results").at("cases").at(0).at("properties").at(0);
    CHECK(purge.at("name") == "in-use-purge");
    CHECK(purge.at("trace").at("length") == 4);
    CHECK(purge.at("trace").at("steps").at(3).at("decisive") == true);
}

TEST_CASE("Two runs give the same text without times, and the same results in JSON")
{
    const TemporaryFolder folder;
    folder.write("a.toml", both_cases);
    folder.write("b.toml", hoped_for);
    const auto check = [&](const std::string& report) {
        return run_holdfast(
            {"check", folder.path(), "--no-times", "--report", "json=" + folder.path(report)});
    };
    const Finished one = check("one.json");
    const Finished two = check("two.json");
    CHECK(one.out == two.out);
    CHECK_FALSE(contains(one.out, "time:"));
    CHECK(json_of(folder.path("one.json")).at("results").dump() ==
          json_of(folder.path("two.json")).at("results").dump());
}

TEST_CASE("A report on standard output has it to itself; the text format is the text")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const Finished done =
        run_holdfast({"check", file, "--report", "json=-", "--report", "text=" + folder.path("report.txt")});
    CHECK(done.code == 0);
    CHECK(Json::parse(done.out).at("format") == "holdfast-report");
    CHECK(content_of(folder.path("report.txt")) == run_holdfast({"check", file, "--no-times"}).out);
}

TEST_CASE("The whole text of a check and of its replay is as approved")
{
    const TemporaryFolder folder;
    folder.write("kb303221.toml", both_cases);
    const Streams there{"", folder.path()};
    require_approved(run_holdfast({"check", "kb303221.toml", "--no-times"}, there).out, "check.txt");
    require_approved(
        run_holdfast({"replay", "kb303221.toml", "1:0,0,0,1,0", "--case", "as-described"}, there).out,
        "replay.txt");
    folder.write("for-ever.toml", stays_marked);
    require_approved(run_holdfast({"check", "for-ever.toml", "--no-times"}, there).out, "check_for_ever.txt");
    require_approved(run_holdfast({"replay", "for-ever.toml", "1:0/0,0"}, there).out, "replay_for_ever.txt");
    const Finished json = run_holdfast({"check", "kb303221.toml", "--report", "json=-"}, there);
    require_approved(Json::parse(json.out).at("results").dump(2) + "\n", "check_results.json");
}

TEST_CASE("Traces of a folder are those that nobody expected, unless all are asked for")
{
    const TemporaryFolder folder;
    folder.write("a.toml", as_described);
    folder.write("b.toml", hoped_for);
    // One more is in the summary, where each scenario has a line.
    CHECK(replays_in(run_holdfast({"check", folder.path()}).out).size() == 2 + 1);
    CHECK(replays_in(run_holdfast({"check", folder.path(), "--traces", "all"}).out).size() == 4);
    CHECK(replays_in(run_holdfast({"check", folder.path(), "--traces", "none"}).out).size() == 1);
    CHECK(replays_in(run_holdfast({"check", folder.path("a.toml")}).out).size() == 2);
}

TEST_CASE("A report that cannot be written is an error before anything is searched")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", endless);
    for (const std::string& report : {folder.path("no/such/folder/r.json"), folder.path()}) {
        const Finished done = run_holdfast({"check", file, "--report", "json=" + report});
        CHECK(done.code == 2);
        CHECK(contains(done.err, report + ": cannot be written: "));
        CHECK(done.out.empty());
    }
}

TEST_CASE("A full disk is never silent")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const Finished report = run_holdfast({"check", file, "--report", "json=/dev/full"});
    CHECK(report.code == 2);
    CHECK(contains(report.err, "/dev/full: cannot be written: No space left on device"));
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"check", file},
                                                      {"replay", file, "1:0"},
                                                      {"list"},
                                                      {"--help"},
                                                      {"check", file, "--report", "json=-"}}) {
        const Finished done = run_holdfast(arguments, {"/dev/full", ""});
        CAPTURE(arguments);
        CHECK(done.code == 2);
        CHECK(contains(done.err, "standard output cannot be written: No space left on device"));
    }
}

TEST_CASE("A reader that goes away is the quiet end of the work")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", both_cases);
    for (const std::string& arguments :
         {"check '" + file + "'", std::string("list"), "replay '" + file + "' 1:0 --case mended"}) {
        const Finished done =
            run_in_shell(std::string(HOLDFAST_PROGRAM) + " " + arguments + " | true; echo ${PIPESTATUS[0]}");
        CAPTURE(arguments);
        CHECK((done.out == "2\n" || done.out == "0\n"));  // 0 where all was written before the reader went
        CHECK(done.err.empty());
    }
}

TEST_CASE("Without a terminal there is no colour unless it is asked for")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    CHECK_FALSE(contains(run_holdfast({"check", file}).out, "\x1b"));
    CHECK_FALSE(contains(run_holdfast({"list"}).out, "\x1b"));
    CHECK(contains(run_holdfast({"check", file, "--colour", "always"}).out, "\x1b[1;31m"));
    CHECK(contains(run_holdfast({"replay", file, "1:0", "--color=always"}).out, "\x1b[1m"));
}

TEST_CASE("On a terminal there is colour, unless NO_COLOR is set")
{
    const TemporaryFolder folder;
    const std::string check =
        std::string(HOLDFAST_PROGRAM) + " check '" + folder.write("a.toml", as_described) + "'";
    CHECK(contains(run({"env", "TERM=xterm", "script", "-qec", check, "/dev/null"}).out, "\x1b[1;31m"));
    CHECK_FALSE(contains(run({"env", "TERM=xterm", "NO_COLOR=1", "script", "-qec", check, "/dev/null"}).out,
                         "\x1b["));
}

TEST_CASE("A long run shows its progress on a terminal, on one line that is written anew")
{
    const TemporaryFolder folder;
    const std::string check =
        std::string(HOLDFAST_PROGRAM) + " check '" + folder.write("a.toml", endless) + "'";
    Running running({"script", "-qec", "exec " + check, "/dev/null"});
    std::string seen;
    for (int k = 0; k < 6000 && !contains(seen, "new a second"); ++k) {
        ::usleep(10000);
        seen = running.output_so_far();
    }
    REQUIRE(::kill(running.process(), SIGTERM) == 0);
    running.wait();
    CHECK(contains(seen, "\r\x1b[Klevel "));
    CHECK(contains(seen, "new a second"));
}

TEST_CASE("Ctrl-C ends a search with exit code 130 and reports what was found so far")
{
    const TemporaryFolder folder;
    const std::string report = folder.path("report.json");
    Running running(
        {HOLDFAST_PROGRAM, "check", folder.write("a.toml", endless), "--report", "json=" + report});
    wait_for_handler(running.process());
    REQUIRE(::kill(running.process(), SIGINT) == 0);
    const Finished done = running.wait();
    CHECK(done.code == 130);
    CHECK(contains(done.out, "interrupted"));
    const Json document = json_of(report);
    const bool cut = document.at("measurements").at("cases_not_run") == 1;
    CHECK((cut || document.at("results").at("cases").at(0).at("stopped_by") == "interrupted"));
}

TEST_CASE("Ctrl-C ends the wait for somebody who writes into a pipe")
{
    const TemporaryFolder folder;
    const std::string pipe = folder.path("pipe.toml");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"check", pipe}, {"format", pipe}, {"simulate", pipe}}) {
        CAPTURE(words.front());
        std::vector<std::string> command{HOLDFAST_PROGRAM};
        command.insert(command.end(), words.begin(), words.end());
        Running running(command);
        wait_for_handler(running.process());
        ::usleep(300'000);  // into its wait
        REQUIRE(::kill(running.process(), SIGINT) == 0);
        CHECK(running.wait().code == 130);
    }
}

TEST_CASE("Ctrl-C during an audit is no fault of the program")
{
    const TemporaryFolder folder;
    Running running({HOLDFAST_PROGRAM, "check", "--audit", folder.write("a.toml", endless)});
    wait_for_handler(running.process());
    ::usleep(300'000);  // into its searches
    REQUIRE(::kill(running.process(), SIGINT) == 0);
    const Finished done = running.wait();
    CHECK(done.code == 130);
    CHECK(done.err.empty());
    CHECK(contains(done.out, "interrupted"));
}

TEST_CASE("A second Ctrl-C ends the program at once")
{
    const TemporaryFolder folder;
    Running running({HOLDFAST_PROGRAM, "check", folder.write("a.toml", endless)});
    wait_for_handler(running.process());
    ::usleep(1'500'000);  // into levels that take long
    REQUIRE(::kill(running.process(), SIGINT) == 0);
    ::usleep(20'000);  // or both come as one
    REQUIRE(::kill(running.process(), SIGINT) == 0);
    const Finished done = running.wait();
    CHECK(done.code == 130);
    // Only a level that ends in just this moment leaves time for a report.
    CHECK((done.out.empty() || contains(done.out, "interrupted")));
}
