// The program as a whole, run as a user runs it.
#include <cctype>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>

#include <boost/regex.hpp>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "reports/display_width.hpp"
#include "tests/approved.hpp"
#include "tests/reports/json_schema.hpp"
#include "tests/run_program.hpp"

using namespace holdfast::tests;
using Json = nlohmann::json;

namespace {

const std::string world = R"(
format = 1
title  = "A remote logon purges the profile that the console still uses"
source = "KB 303221"

[accounts.admin]
sessions = ["console", "remote"]

[profiles.Outlook]

[programs.mailer]
session = "console"
run = ["create Outlook", "logon Outlook", "delete Outlook", "access", "logoff"]

[programs.visitor]
session = "remote"
run = ["logon Outlook", "logoff"]
)";

const std::string as_described = world + R"(
[cases.as-described]
policy = "fault-303221"
[cases.as-described.expect]
in-use-purge = { verdict = "violated", steps = 4 }
failed-access = { verdict = "violated", steps = 5 }
)";

const std::string both_cases = as_described + R"(
[cases.mended]
policy = "fixed"
)";

/// The fault is there, and the scenario says that everything holds.
const std::string hoped_for = world + R"(
[cases.hoped-for]
policy = "fault-303221"
)";

const std::string cut_short = world + R"(
[cases.cut-short]
policy = "fixed"
limits = { states = 3 }
)";

/// More than anyone waits for.
const std::string endless = R"(
format = 1
title  = "Nine sessions"

[accounts.admin]
sessions = ["remote"]

[profiles.Outlook]

[profiles.Archive]

[programs.user]
session = "remote"
count = 9
each_in_own_session = true
run = [{ choose = [
    ["create Outlook", "logon Outlook", "delete Outlook", "access", "logoff"],
    ["create Archive", "logon Archive", "delete Archive", "access", "logoff"],
] }]

[cases.fixed]
policy = "fixed"
expect = { others = "any" }
)";

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// The text without its line breaks: paths of temporary folders make lines wrap here or there.
std::string unwrapped(const std::string& text)
{
    return boost::regex_replace(text, boost::regex("\n *"), " ");
}

/// The arguments of every replay command in a text, as they are to be pasted.
std::vector<std::string> replays_in(const std::string& text)
{
    std::vector<std::string> commands;
    const boost::regex pattern("\n +replay: \\./holdfast ([^\n]*)\n");
    for (boost::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        commands.push_back((*at)[1]);
    return commands;
}

Finished paste(const std::string& arguments, Streams streams = {})
{
    return run_in_shell(std::string(HOLDFAST_PROGRAM) + " " + arguments, std::move(streams));
}

Json json_of(const std::string& path) { return Json::parse(content_of(path)); }

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

const std::string stays_marked = R"(
format = 1
title  = "Nobody asks for it"
[accounts.admin]
sessions = ["console"]
[profiles.old]
state = "marked"
[profiles.Outlook]
state = "live"
[programs.mailer]
session = "console"
run = [{ repeat = "forever", steps = ["logon Outlook", "logoff"] }]
[mapi]
policy = "fixed"
[expect]
orphan = "violated"
)";

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
    CHECK(replays_in(run_holdfast({"check", folder.path()}).out).size() == 2);
    CHECK(replays_in(run_holdfast({"check", folder.path(), "--traces", "all"}).out).size() == 4);
    CHECK(replays_in(run_holdfast({"check", folder.path(), "--traces", "none"}).out).empty());
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

TEST_CASE("A bench searches within the limits of a scenario, as a check does")
{
    const TemporaryFolder folder;
    const std::string limited = folder.write("limited.toml", cut_short);
    const std::string free = folder.write("free.toml", world + "[cases.cut-short]\npolicy = \"fixed\"\n");
    const auto signature = [](const std::string& file) {
        return run_holdfast({"bench", "--signature", file}).out;
    };
    CHECK(boost::regex_search(run_holdfast({"bench", limited}).out, boost::regex("\n +3 +3 .*limited")));
    CHECK_FALSE(boost::regex_search(run_holdfast({"bench", free}).out, boost::regex("\n +3 +3 ")));
    CHECK(signature(limited) != signature(free));
    for (const char* limit : {"depth = 1", "memory = \"1KB\""}) {
        const std::string other = folder.write(
            "other.toml", world + "[cases.cut-short]\npolicy = \"fixed\"\nlimits = { " + limit + " }\n");
        CAPTURE(limit);
        CHECK(signature(other) != signature(free));
        CHECK(signature(other) != signature(limited));
    }
}

TEST_CASE("A bench tells what is not as expected, and measures all the same")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("hoped-for.toml", hoped_for);
    const Finished unmet = run_holdfast({"bench", file});
    CHECK(unmet.code == 1);
    CHECK(contains(unmet.err,
                   "hoped-for.toml:19: in-use-purge: expected to hold, but it is violated in 4 steps\n"));
    CHECK(contains(unmet.err, "failed-access: expected to hold"));
    CHECK(contains(unmet.out, "hoped-for.toml [hoped-for]\n"));
    CHECK(contains(unmet.out, "\nsignature "));

    const Finished signed_only = run_holdfast({"bench", "--signature", file});
    CHECK(signed_only.code == 1);
    CHECK(signed_only.err == unmet.err);
    CHECK(boost::regex_match(signed_only.out, boost::regex("[0-9a-f]{16}\n")));

    const Finished met = run_holdfast({"bench", folder.write("as-described.toml", as_described)});
    CHECK(met.code == 0);
    CHECK(met.err.empty());

    const Finished open = run_holdfast({"bench", folder.write("cut-short.toml", cut_short)});
    CHECK(open.code == 3);
    CHECK(contains(open.err, "the search ended too early to tell (limit of states)"));
}

TEST_CASE("A bench asks nothing of a case that has a limit of time, for it has none itself")
{
    const TemporaryFolder folder;
    const Finished bench =
        run_holdfast({"bench", folder.write("timed.toml", hoped_for + "limits = { time = \"1h\" }\n")});
    CHECK(bench.code == 0);
    CHECK(bench.err.empty());
}

TEST_CASE("A bench holds the search with the largest table against what memory allows")
{
    const TemporaryFolder folder;
    folder.write("a.toml", world + "[cases.small]\npolicy = \"fixed\"\n");
    std::string nine = endless;
    nine.replace(nine.find("policy"), 0, "limits = { states = 20000 }\n");
    folder.write("b.toml", nine);
    folder.write("c.toml", world + "[cases.another]\npolicy = \"fixed\"\n");
    const std::string text = run_holdfast({"bench", "--memory-limit", folder.path()}).out;
    boost::smatch row, limit;
    REQUIRE(boost::regex_search(text, row, boost::regex("([0-9.]+) M  [^ \n]*b\\.toml \\[fixed\\]\n")));
    REQUIRE(boost::regex_search(
        text, limit, boost::regex("followed ([0-9.]+) M steps a CPU second, [0-9]+ % of it:\n([^\n]*)\n")));
    CHECK(limit[1] == row[1]);
    CHECK(contains(limit[2], "b.toml [fixed]"));
}

TEST_CASE("The lists name what scenarios may name")
{
    const Finished policies = run_holdfast({"list", "policies"});
    CHECK(policies.code == 0);
    for (const char* word : {"fault-303221", "unpatched", "fixed", "use-scope", "A3", "*  session"}) {
        CAPTURE(word);
        CHECK(contains(policies.out, word));
    }
    const std::string steps = run_holdfast({"list", "steps"}).out;
    for (const char* word :
         {"logon PROFILE", "connect SERVER", "wait MINUTES", "\n    within ", "\n    must "})
        CHECK(contains(steps, word));
    const std::string properties = run_holdfast({"list", "properties"}).out;
    for (const char* word :
         {"in-use-purge", "blocked-connected", "leads_to", "within = {", "[fairness]", "a server"})
        CHECK(contains(properties, word));
    const std::string formulas = run_holdfast({"list", "formulas"}).out;
    for (const char* word : {"PROGRAM sees PROFILE used", "PROGRAM is listed", "PROGRAM is blocked",
                             "PROGRAM is connected", "PROGRAM is cut", "PROGRAM is waiting"})
        CHECK(contains(formulas, word));
    CHECK(contains(run_holdfast({"list", "formats"}).out, "json"));
    CHECK_FALSE(contains(run_holdfast({"list", "formats"}).out, "in-use-purge"));
}

TEST_CASE("No line of a list is wider than a page, nor ends in a blank")
{
    for (const char* topic : {"steps", "policies", "properties", "formulas", "words", "formats"}) {
        std::istringstream lines(run_holdfast({"list", topic}).out);
        std::size_t count = 0;
        for (std::string line; std::getline(lines, line); ++count) {
            CAPTURE(topic, line);
            CHECK(holdfast::reports::display_width(line) <= 100);
            CHECK_FALSE(line.ends_with(' '));
        }
        CHECK(count > 3);
    }
}

TEST_CASE("What a scenario with servers has nothing for is said in one line")
{
    const TemporaryFolder folder;
    const std::string servers = R"(
format = 1
title  = "Nobody is blocked"
accounts = { admin = { sessions = ["desk"] } }
[servers.exchange]
)";
    const auto told = [&](const std::string& text) {
        const Finished run = run_holdfast({"check", folder.write("a.toml", text), "--no-times"});
        CHECK(run.code == 0);
        return boost::regex_replace(run.out, boost::regex("\n +"), " ");  // where lines end is no matter here
    };
    const std::string client = "[programs.reader]\nsession = \"desk\"\nexecutable = \"a.exe\"\n";
    const std::string named = told(servers + client + "run = [\"connect exchange\"]\n");
    CHECK(contains(named, "blocked-connected is judged on all runs"));
    CHECK(contains(named, "poll-starved and zeno are judged on fair runs"));
    CHECK(contains(named,
                   "5 properties do not apply here: there is no profile, no call says what it must answer"));
    CHECK(contains(named, "no client is without a name"));
    CHECK_FALSE(contains(named, "in-use-purge"));

    const std::string nameless = told(
        servers + client + "declares = false\nrun = [{ call = \"connect exchange\", must = \"S_OK\" }]\n");
    CHECK(contains(nameless, "3 properties do not apply here: there is no profile "));

    const std::string renamed =
        told(servers + client + "run = [\"wait 5m\"]\n[words]\nprofile = \"image\"\nserver = \"host\"\n");
    CHECK(contains(renamed,
                   "there is no image, no call says what it must answer and nobody connects to a host"));
    CHECK(contains(renamed, "11 properties do not apply here"));
    CHECK_FALSE(contains(renamed, "blocked-connected"));
}
