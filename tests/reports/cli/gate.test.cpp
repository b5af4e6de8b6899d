// `holdfast check` as the gate of a team: what is known and accepted, many cases at a time, some of them, and
// what is left to read when something breaks.
#include <filesystem>
#include <string>
#include <vector>

#include <boost/regex.hpp>
#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"
#include "tests/reports/json_schema.hpp"

using namespace holdfast::tests;

namespace {

std::size_t times(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    REQUIRE(contains(text, from));
    return text.replace(text.find(from), from.size(), to);
}

/// A folder with two violations that nobody expects, both of one case, and a baseline of them.
struct Known {
    Known()
    {
        scenario = folder.write("scenarios/a.toml", hoped_for);
        folder.write("scenarios/b.toml", both_cases);
        baseline = folder.path("known.toml");
        const Finished done = check({"--update-baseline"});
        CAPTURE(done.out, done.err);
        REQUIRE(done.code == 0);
    }

    [[nodiscard]] Finished check(std::vector<std::string> more = {}) const
    {
        std::vector<std::string> arguments{"check", folder.path("scenarios"), "--baseline", baseline,
                                           "--no-times"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_holdfast(arguments);
    }

    TemporaryFolder folder;
    std::string scenario, baseline;
};

}  // namespace

TEST_CASE("What is in the baseline is told and does not fail the gate")
{
    const Known known;
    CHECK(run_holdfast({"check", known.folder.path("scenarios")}).code == 1);
    const Finished done = known.check();
    CHECK(done.code == 0);
    CHECK(contains(done.out, "known "));
    CHECK(contains(unwrapped(done.out), "0 new, 2 known, 0 fixed"));
    CHECK(contains(unwrapped(done.out), "2 as expected, 0 not, 0 inconclusive, 1 known"));
}

TEST_CASE("A baseline is written for review, and the same bytes again; a reason and comments survive")
{
    const Known known;
    const std::string first = content_of(known.baseline);
    CHECK(contains(first,
                   "scenario = \"scenarios/a.toml\"\ncase = \"hoped-for\"\nproperty = \"failed-access\"\n"
                   "verdict = \"violated\"\nsteps = 5\nwitness = \""));
    CHECK(known.check({"--update-baseline"}).code == 0);
    CHECK(content_of(known.baseline) == first);
    const std::string ours = replaced(replaced(first, "reason = \"\"", "reason = \"ticket 12\""), "[[known]]",
                                      "# see there\n[[known]]");
    known.folder.write("known.toml", ours);
    CHECK(contains(unwrapped(known.check().out), "(known: ticket 12)"));
    CHECK(known.check({"--update-baseline", "--jobs", "3"}).code == 0);
    CHECK(content_of(known.baseline) == ours);
}

TEST_CASE("A baseline behind a link is written where the link leads to, also if nothing is there yet")
{
    const TemporaryFolder folder;
    const std::string scenario = folder.write("a.toml", hoped_for);
    std::filesystem::create_directory(folder.path("links"));
    std::filesystem::create_symlink("../known.toml", folder.path("links/known.toml"));
    const Finished done =
        run_holdfast({"check", scenario, "--baseline", folder.path("links/known.toml"), "--update-baseline"});
    CHECK(done.code == 0);
    CHECK(std::filesystem::is_symlink(folder.path("links/known.toml")));
    CHECK(contains(content_of(folder.path("known.toml")), "[[known]]"));
}

TEST_CASE("A count of a search that was cut off is neither written down nor new")
{
    const TemporaryFolder folder;
    const std::string scenario = folder.write("a.toml", world + "[expect]\nothers = \"any\"\nstates = 2\n");
    const std::string baseline = folder.path("known.toml");
    const auto check = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"check", scenario, "--baseline", baseline};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_holdfast(arguments).code;
    };
    CHECK(check({"--states", "5", "--update-baseline"}) == 1);
    CHECK_FALSE(contains(content_of(baseline), "[[known]]"));
    CHECK(check({"--update-baseline"}) == 0);
    CHECK(check({"--states", "5"}) == 0);
    CHECK(check({}) == 0);
}

TEST_CASE("The same baseline holds from wherever it is used")
{
    const Known known;
    const Streams there{"", known.folder.path("scenarios")};
    const Finished done = run_holdfast({"check", ".", "--baseline", "../known.toml"}, there);
    CAPTURE(done.out);
    CHECK(done.code == 0);
}

TEST_CASE("A baseline among the scenarios is not taken for one")
{
    const TemporaryFolder folder;
    folder.write("a.toml", hoped_for);
    const std::string baseline = folder.path("known.toml");
    for (const char* again : {"--update-baseline", "--update-baseline", "--no-times"}) {
        const Finished done = run_holdfast({"check", folder.path(), "--baseline", baseline, again});
        CHECK(done.code == 0);
        CHECK(done.err.empty());
    }
}

TEST_CASE("What is not in the baseline is new and fails the gate")
{
    const Known known;
    known.folder.write("scenarios/c.toml", hoped_for);
    const Finished done = known.check();
    CHECK(done.code == 1);
    CHECK(contains(unwrapped(done.out), "2 new, 2 known, 0 fixed"));
    CHECK(contains(unwrapped(done.out), "it is violated in 4 steps (new)"));
    CHECK(known.check({"--update-baseline"}).code == 0);
    CHECK(known.check().code == 0);
}

TEST_CASE("What does not occur any more is fixed, and leaves the baseline when that is written anew")
{
    const Known known;
    known.folder.write("scenarios/a.toml", replaced(hoped_for, "fault-303221", "fixed"));
    const Finished done = known.check();
    CHECK(done.code == 0);
    CHECK(contains(unwrapped(done.out),
                   "fixed scenarios/a.toml [hoped-for]: in-use-purge was violated in 4 steps"));
    CHECK(contains(unwrapped(done.out), "0 new, 0 known, 2 fixed"));
    CHECK(known.check({"--update-baseline"}).code == 0);
    CHECK_FALSE(contains(content_of(known.baseline), "[[known]]"));
}

TEST_CASE("Of an entry that no scenario can have it is said what was probably meant")
{
    const Known known;
    known.folder.write("known.toml", replaced(content_of(known.baseline), "in-use-purge", "in-use-purg"));
    CHECK(contains(unwrapped(known.check().out),
                   "in 4 steps; there is no property 'in-use-purg', did you mean 'in-use-purge'?"));
    known.folder.write("known.toml", replaced(content_of(known.baseline), "hoped-for", "hope-for"));
    CHECK(contains(unwrapped(known.check().out), "there is no case 'hope-for', did you mean 'hoped-for'?"));
}

TEST_CASE("A finding that is known without a reason is counted")
{
    const Known known;
    CHECK(contains(unwrapped(known.check().out), "2 known, 0 fixed; 2 without a reason"));
    known.folder.write("known.toml",
                       replaced(content_of(known.baseline), "reason = \"\"", "reason = \"until the mend\""));
    CHECK(contains(unwrapped(known.check().out), "2 known, 0 fixed; 1 without a reason"));
}

TEST_CASE("A baseline among the scenarios is told apart from them")
{
    const Known known;
    const std::string lost = known.folder.write("scenarios/lost.toml", content_of(known.baseline));
    const Finished done = known.check();
    CHECK(done.code == 2);
    CHECK(contains(unwrapped(done.err), lost + ": a baseline, not a scenario"));
}

TEST_CASE("What was not run, or not to its end, is not called fixed and stays")
{
    const Known known;
    const std::string before = content_of(known.baseline);
    std::vector<std::vector<std::string>> ways{{"--name", "b"}, {"--case", "mended"}, {"--states", "3"}};
    for (std::vector<std::string>& way : ways) {
        way.emplace_back("--update-baseline");
        const Finished done = known.check(way);
        CAPTURE(way, done.out);
        CHECK(contains(unwrapped(done.out), "0 fixed, 2 not looked at"));
        CHECK(content_of(known.baseline) == before);
    }
    std::filesystem::remove(known.scenario);
    CHECK(contains(unwrapped(known.check().out), "0 fixed, 2 not looked at"));
}

TEST_CASE("A known violation that another run shows is still known")
{
    const Known known;
    known.folder.write("scenarios/a.toml",
                       replaced(hoped_for, "[\"create Outlook\"", "[\"idle\", \"create Outlook\""));
    const Finished done = known.check();
    CAPTURE(done.out);
    CHECK(done.code == 0);
    CHECK(contains(unwrapped(done.out), "0 new, 2 known (2 by another run)"));
}

TEST_CASE("A baseline that is missing or damaged is an error, and nothing is searched")
{
    const TemporaryFolder folder;
    const std::string scenario = folder.write("a.toml", hoped_for);
    const Finished missing = run_holdfast({"check", scenario, "--baseline", folder.path("none.toml")});
    CHECK(missing.code == 2);
    CHECK(contains(missing.err, "there is no such file"));
    CHECK(contains(missing.err, "--update-baseline writes it"));
    const std::string damaged = folder.write("known.toml", "format = 1\n[[known]]\nscenario = 3\n");
    for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--update-baseline"}}) {
        std::vector<std::string> arguments{"check", scenario, "--baseline", damaged};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Finished done = run_holdfast(arguments);
        CHECK(done.code == 2);
        CHECK(done.out.empty());
        CHECK(contains(done.err, "known.toml:3:12: error: 'scenario' must be a string"));
    }
    CHECK(content_of(damaged) == "format = 1\n[[known]]\nscenario = 3\n");
    CHECK(run_holdfast({"check", scenario, "--update-baseline"}).code == 2);
    const Finished full = run_holdfast({"check", scenario, "--baseline", "/dev/full", "--update-baseline"});
    CHECK(full.code == 2);
}

TEST_CASE("A baseline that cannot be written is told before anything is searched")
{
    const TemporaryFolder folder;
    const Finished done = run_holdfast({"check", folder.write("a.toml", endless), "--baseline",
                                        folder.path("no/such/folder/known.toml"), "--update-baseline"});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "cannot be written"));
    CHECK(done.out.empty());
}

TEST_CASE("Every report says what is known, new and fixed, and keeps to its schema")
{
    const Known known;
    known.folder.write("scenarios/c.toml", hoped_for);
    known.folder.write("scenarios/a.toml", replaced(hoped_for, "policy = \"fault-303221\"",
                                                    "policy = \"fault-303221\"\nexpect = { failed-access = "
                                                    "{ verdict = \"violated\", steps = 5 } }"));
    std::vector<std::string> arguments;
    for (const char* format : {"json", "sarif", "sarif-alerts", "junit", "markdown", "annotations", "html"}) {
        arguments.emplace_back("--report");
        arguments.push_back(std::string(format) + "=" + known.folder.path(format));
    }
    const Finished done = known.check(arguments);
    CHECK(done.code == 1);

    const Json json = json_of(known.folder.path("json"));
    JsonSchema schema(json_of(HOLDFAST_SOURCE_DIR "/reports/report.schema.json"));
    CHECK(schema.errors_in(json).empty());
    const Json& baseline = json.at("results").at("baseline");
    CHECK(baseline.at("new") == 2);
    CHECK(baseline.at("unchanged") == 1);
    CHECK(baseline.at("fixed").size() == 1);
    CHECK(json.at("results").at("summary").at("known") == 1);

    const std::string sarif = content_of(known.folder.path("sarif"));
    CHECK(times(sarif, "\"baselineState\": \"new\"") == 2);
    CHECK(times(sarif, "\"baselineState\": \"unchanged\"") == 1);
    CHECK(times(sarif, "\"baselineState\": \"absent\"") == 1);
    CHECK(times(sarif, "\"kind\": \"external\"") == 1);
    const std::string alerts = content_of(known.folder.path("sarif-alerts"));
    CHECK(times(alerts, "\"baselineState\"") == 2);
    CHECK(times(alerts, "\"baselineState\": \"new\"") == 2);
    CHECK(times(content_of(known.folder.path("junit")), "<failure") == 2);
    CHECK(contains(content_of(known.folder.path("junit")), "(known)"));
    CHECK(contains(content_of(known.folder.path("markdown")), "2 new, 1 known, 1 fixed"));
    CHECK(times(content_of(known.folder.path("annotations")), "::error") == 2);
    CHECK(contains(content_of(known.folder.path("html")), "\"known\""));
}

TEST_CASE("All reports are the same for any number of jobs")
{
    const TemporaryFolder folder;
    for (const char* name : {"a", "b", "c", "d"}) {
        folder.write(std::string("in/") + name + "1.toml", both_cases);
        folder.write(std::string("in/") + name + "2.toml", hoped_for);
        folder.write(std::string("in/") + name + "3.toml", cut_short);
        folder.write(std::string("in/") + name + "4.toml", stays_marked);
    }
    folder.write("in/e.toml", "format = 1\n");
    const std::vector<std::string> formats{"html", "sarif", "junit", "markdown", "text", "annotations"};
    const auto reports = [&](std::vector<std::string> arguments) {
        const std::string to = folder.path("out");
        arguments.insert(arguments.begin(),
                         {"check", folder.path("in"), "--no-times", "--report", "json=" + to});
        for (const std::string& format : formats) {
            arguments.emplace_back("--report");
            arguments.push_back(format + "=" + to + "." + format);
        }
        const Finished done = run_holdfast(arguments);
        std::string all = done.out + done.err + json_of(to).at("results").dump();
        for (const std::string& format : formats) all += content_of(to + "." + format);
        return all;
    };
    const std::string one = reports({"--jobs", "1"});
    CHECK(reports({"--jobs", "2"}) == one);
    CHECK(reports({"-j", "7"}) == one);
    const std::string fast = reports({"--fail-fast"});
    CHECK(reports({"--fail-fast", "--jobs", "2"}) == fast);
    CHECK(reports({"--fail-fast", "--jobs", "7"}) == fast);
}

TEST_CASE("A promise of memory is one of the whole process, and what is found does not depend on the jobs")
{
    const TemporaryFolder folder;
    folder.write("a.toml", replaced(endless, "count = 9", "count = 5"));
    folder.write("b.toml", both_cases);
    folder.write("c.toml", replaced(endless, "count = 9", "count = 5"));
    const auto out = [&](const char* jobs) {
        return run_holdfast({"check", folder.path(), "--no-times", "--memory", "40MB", "--jobs", jobs}).out;
    };
    const std::string one = out("1");
    CHECK(out("2") == one);
    CHECK(out("3") == one);
}

TEST_CASE("A limit of time for all ends all of them, each with its part")
{
    const TemporaryFolder folder;
    for (const char* name : {"a.toml", "b.toml", "c.toml"}) folder.write(name, endless);
    for (const char* jobs : {"1", "2"}) {
        const Finished done =
            run_holdfast({"check", folder.path(), "--time-limit", "0.6", "--verbose", "-j", jobs});
        CAPTURE(done.out);
        CHECK(done.code == 0);  // these scenarios take whatever comes
        CHECK(contains(done.out, "3 scenarios, 3 cases"));
        CHECK(times(done.out, "(limit of time)") >= 3);
    }
}

TEST_CASE("With --fail-fast the first case that is not as expected is told and nothing behind it")
{
    const TemporaryFolder folder;
    folder.write("a.toml", both_cases);
    folder.write("b.toml", hoped_for);
    folder.write("c.toml", hoped_for);
    folder.write("d.toml", endless);
    for (const char* jobs : {"1", "4"}) {
        const Finished done = run_holdfast({"check", folder.path(), "--fail-fast", "--jobs", jobs});
        CAPTURE(done.out);
        CHECK(done.code == 1);
        CHECK_FALSE(contains(done.out, "c.toml"));
        CHECK(contains(unwrapped(done.out), "stopped at the first that is not, 2 cases not run"));
    }
}

TEST_CASE("Ctrl-C ends cases that run side by side, and what is known is told")
{
    const TemporaryFolder folder;
    folder.write("a.toml", both_cases);
    folder.write("b.toml", endless);
    folder.write("c.toml", endless);
    Running running({HOLDFAST_PROGRAM, "check", folder.path(), "--jobs", "2"});
    for (int k = 0; k < 1000 && !contains(running.output_so_far(), "a.toml"); ++k) ::usleep(10000);
    REQUIRE(::kill(running.process(), SIGINT) == 0);
    const Finished done = running.wait();
    CHECK(done.code == 130);
    CHECK(contains(done.out, "a.toml"));
    CHECK(contains(done.out, "interrupted"));
}

TEST_CASE("Of a folder each scenario has one line, and the summary fits on a screen")
{
    const TemporaryFolder folder;
    folder.write("a.toml", both_cases);
    for (int k = 10; k < 40; ++k) folder.write("b" + std::to_string(k) + ".toml", hoped_for);
    const Finished done = run_holdfast({"check", ".", "--traces", "none", "--no-times"}, {"", folder.path()});
    CHECK(done.code == 1);
    CHECK(contains(done.out, "ok    ./a.toml  2 cases as expected; 50 states\n"));
    CHECK(contains(done.out, "FAIL  ./b10.toml  1 case not as expected; 27 states\n"));
    const std::string summary = done.out.substr(done.out.find("Not as expected"));
    CHECK(times(summary, "\n") < 40);
    CHECK(times(summary, "replay: ./holdfast replay ./b1") == 5);
    CHECK(contains(summary, "and 25 more cases"));
    const Finished verbose =
        run_holdfast({"check", ".", "--verbose", "--traces", "none"}, {"", folder.path()});
    CHECK(contains(verbose.out, "      in-use-purge is violated in 4 steps, as expected\n"));
}

TEST_CASE("With --quiet nothing is said where all is well, but how to see again what is not")
{
    const TemporaryFolder folder;
    const std::string well = folder.write("well.toml", both_cases);
    const Finished nothing = run_holdfast({"check", well, "--quiet"});
    CHECK(nothing.code == 0);
    CHECK(nothing.out.empty());
    folder.write("wrong.toml", hoped_for);
    const Finished done = run_holdfast({"check", folder.path(), "-q"});
    CHECK(done.code == 1);
    CHECK_FALSE(contains(done.out, "well.toml"));
    REQUIRE(replays_in(done.out).size() == 1);
    CHECK(paste(replays_in(done.out).front()).code == 0);
}

TEST_CASE("Scenarios, cases, tags and properties are chosen by patterns")
{
    const TemporaryFolder folder;
    folder.write("a.toml", replaced(both_cases, "format = 1", "format = 1\ntags = [\"nightly\"]"));
    folder.write("race/b.toml", hoped_for);
    const auto cases = [&](const std::vector<std::string>& choice) {
        std::vector<std::string> arguments{"check", folder.path(), "--report", "json=-"};
        arguments.insert(arguments.end(), choice.begin(), choice.end());
        const Finished done = run_holdfast(arguments);
        CAPTURE(choice, done.err);
        return Json::parse(done.out).at("results").at("cases");
    };
    CHECK(cases({}).size() == 3);
    CHECK(cases({"--name", "b"}).size() == 1);
    CHECK(cases({"--name", "*/race/*"}).size() == 1);
    CHECK(cases({"--name", "[ab]"}).size() == 3);
    CHECK(cases({"--name", "a", "--name", "b.toml"}).size() == 3);
    CHECK(cases({"--tag", "night*"}).size() == 2);
    CHECK(cases({"--case", "*d"}).size() == 2);
    CHECK(cases({"--tag", "nightly", "--case", "mended"}).size() == 1);
    const Json judged = cases({"--property", "in-use-*"});
    CHECK(judged.size() == 3);
    CHECK(judged.at(0).at("properties").size() == 1);
    CHECK(judged.at(0).at("tags").at(0) == "nightly");
}

TEST_CASE("A choice that fits nothing is an error that says what there is")
{
    const TemporaryFolder folder;
    folder.write("alpha.toml", replaced(both_cases, "format = 1", "format = 1\ntags = [\"nightly\"]"));
    folder.write("beta.toml", hoped_for);
    const struct {
        std::vector<std::string> choice;
        const char* message;
    } wrong[] = {
        {{"--name", "alhpa"}, "there is no scenario 'alhpa' here; did you mean 'alpha'?"},
        {{"--name", "*zzz*"}, "there is alpha or beta"},
        {{"--case", "mendd"}, "did you mean 'mended'?"},
        {{"--tag", "nigthly"}, "did you mean 'nightly'?"},
        {{"--property", "in-use"}, "did you mean 'in-use-purge'?"},
        {{"--name", "beta", "--tag", "nightly"}, "no case is what --name and --tag ask for together"},
        {{"--verdict", "violatd"}, "did you mean 'violated'?"},
        {{"--quiet", "--verbose"}, "--quiet"},
        {{"--jobs", "0"}, "--jobs"},
        {{"--time-limit", "soon"}, "'soon' is no number of seconds above 0"},
    };
    for (const auto& one : wrong) {
        std::vector<std::string> arguments{"check", folder.path()};
        arguments.insert(arguments.end(), one.choice.begin(), one.choice.end());
        const Finished done = run_holdfast(arguments);
        CAPTURE(one.choice, done.err);
        CHECK(done.code == 2);
        CHECK(done.out.empty());
        CHECK(contains(done.err, one.message));
    }
}

TEST_CASE("Results are chosen by their verdict, and all are checked")
{
    const TemporaryFolder folder;
    folder.write("a.toml", both_cases);
    folder.write("b.toml", cut_short);
    const Finished done = run_holdfast({"check", folder.path(), "--verdict", "inconclusive"});
    CHECK(done.code == 3);
    CHECK_FALSE(contains(done.out, "[mended]"));
    CHECK(contains(done.out, "[cut-short]"));
    CHECK(contains(unwrapped(done.out), "2 scenarios, 3 cases: 2 as expected"));
}

TEST_CASE("A regression that is planted in a policy fails the gate with scenario, property, line and cause")
{
    const TemporaryFolder folder;
    const std::string healthy = world + "\n[cases.shipped]\npolicy = \"fixed\"\n";
    folder.write("scenarios/shipped.toml", healthy);
    folder.write("scenarios/other.toml", both_cases);
    REQUIRE(run_holdfast({"check", folder.path("scenarios"), "--jobs", "2"}).code == 0);

    folder.write("scenarios/shipped.toml", replaced(healthy, "\"fixed\"", "\"fault-303221\""));
    const Finished done =
        run_holdfast({"check", "scenarios", "--jobs", "2", "--traces", "none"}, {"", folder.path()});
    CHECK(done.code == 1);
    std::size_t line = 1;
    for (const char letter : healthy.substr(0, healthy.find("[cases.shipped]")))
        line += letter == '\n' ? 1 : 0;
    const std::string text = unwrapped(done.out);
    CHECK(contains(text, "scenarios/shipped.toml:" + std::to_string(line) +
                             ": in-use-purge: expected to hold, but it is violated in 4 steps"));
    CHECK(contains(
        text, "The logon of visitor (remote) purged Outlook while mailer (console) was still logged on"));
    CHECK(contains(done.out, "replay: ./holdfast replay scenarios/shipped.toml 1:0,0,0,1\n"));
    CHECK_FALSE(contains(text, "scenarios/other.toml:"));
}
