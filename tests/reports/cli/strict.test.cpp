// A scenario that lost a part, as the program tells it: warnings, and failures with --strict.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

namespace {

/// Two cases; what the first never comes by the second one does.
const std::string whole = R"(
format = 1
title  = "Both are needed"
[accounts.admin]
sessions = ["console", "remote"]
[profiles.Outlook]
[programs.mailer]
session = "console"
run = ["create Outlook", { call = "logon Outlook", on_failure = "stop" }, "delete Outlook", "access", "logoff"]
[programs.visitor]
session = "remote"
run = ["logon Outlook", "logoff"]
[properties.goes-away]
leads_to = ['Outlook is marked', 'Outlook is not marked']
[cases.as-described]
policy = "fault-303221"
expect = { in-use-purge = "violated", failed-access = "violated" }
[cases.mended]
policy = "fixed"
)";

std::string with(std::string text, const std::string& part, const std::string& other)
{
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), other);
}

/// The profile is never created, so that nobody gets beyond the logon.
std::string lost() { return with(whole, "\"create Outlook\", ", ""); }

std::string line_with(const std::string& text, const std::string& part)
{
    const auto at = text.find(part);
    if (at == std::string::npos) return "";
    const auto begin = text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
}

}  // namespace

TEST_CASE("a scenario of which every part is taken has no warning, strict or not")
{
    const TemporaryFolder folder;
    const std::string path = folder.write("whole.toml", whole);
    for (const char* strict : {"", "--strict"}) {
        std::vector<std::string> command{"check", path, "--no-times"};
        if (*strict != '\0') command.emplace_back(strict);
        const Finished finished = run_holdfast(command);
        CHECK(finished.code == 0);
        CHECK(!contains(finished.out, "warning"));
    }
}

TEST_CASE("a planted loss of coverage is a warning, and a failure with --strict")
{
    const TemporaryFolder folder;
    const std::string path =
        folder.write("lost.toml", with(lost(), "in-use-purge = \"violated\", failed-access = \"violated\"",
                                       "others = \"holds\""));
    const Finished lenient = run_holdfast({"check", path, "--no-times", "--traces", "none"});
    CHECK(lenient.code == 0);
    const std::string text = unwrapped(lenient.out);
    CHECK(contains(
        text, "lost.toml:9:57: mailer never takes 'delete Outlook', nor what stands behind it (2 steps)"));
    CHECK(contains(text, "lost.toml:13:13: goes-away never has anything to judge, so it cannot fail"));
    CHECK(contains(text, "2 as expected, 0 not, 0 inconclusive"));
    CHECK(contains(text, "; 2 warnings"));
    CHECK(line_with(lenient.out, "never takes").empty() == false);

    const Finished strict = run_holdfast({"check", path, "--no-times", "--traces", "none", "--strict"});
    CHECK(strict.code == 1);
    CHECK(contains(unwrapped(strict.out), "2 warnings, and --strict takes them for failures"));
}

TEST_CASE("warnings are the same for any number of threads and without reductions")
{
    const TemporaryFolder folder;
    const std::string path = folder.write("lost.toml", lost());
    const auto warnings = [&](const std::vector<std::string>& more) {
        std::vector<std::string> command{"check",
                                         path,
                                         "--no-times",
                                         "--traces",
                                         "none",
                                         "--report",
                                         "json=" + folder.path("report.json")};
        command.insert(command.end(), more.begin(), more.end());
        run_holdfast(command);
        const Json results = json_of(folder.path("report.json")).at("results");
        Json all = results.at("warnings");
        for (const Json& one : results.at("cases")) all.push_back(one.at("coverage"));
        return all;
    };
    const Json plain = warnings({});
    CHECK(plain.size() == 6);  // four warnings, and of each case what it does not come by
    CHECK(warnings({"--threads", "1"}) == plain);
    CHECK(warnings({"--threads", "3"}) == plain);
    CHECK(warnings({"--no-symmetry", "--no-sleep-sets"}) == plain);
    CHECK(warnings({"--distrust"}) == plain);
}

TEST_CASE("nothing is said to be missed where not every case was searched")
{
    const TemporaryFolder folder;
    const std::string path = folder.write("lost.toml", lost());
    CHECK(!contains(run_holdfast({"check", path, "--case", "mended", "--strict"}).out, "never takes"));
    CHECK(!contains(run_holdfast({"check", path, "--states", "2", "--strict"}).out, "never takes"));
}

TEST_CASE("nothing is said of what a case expects where only some properties are judged")
{
    const TemporaryFolder folder;
    const std::string path =
        folder.write("some.toml", with(whole, "in-use-purge = \"violated\"", "in-use-purge = \"any\""));
    const Finished done = run_holdfast({"check", path, "--property", "in-use-purge", "--strict"});
    CHECK(done.code == 0);
    CHECK(!contains(done.out, "cannot fail"));
}

TEST_CASE("what is meant is said in the scenario, and what is said must be true")
{
    const TemporaryFolder folder;
    std::string meant = with(lost(), "in-use-purge = \"violated\", failed-access = \"violated\"",
                             "goes-away = { verdict = \"holds\", vacuous = true }");
    meant = with(meant, "\"delete Outlook\"", "{ call = \"delete Outlook\", never_taken = true }");
    const Finished quiet = run_holdfast({"check", folder.write("meant.toml", meant), "--strict"});
    CHECK(quiet.code == 0);
    CHECK(!contains(quiet.out, "warning"));

    const std::string stale =
        with(whole, "\"delete Outlook\"", "{ call = \"delete Outlook\", never_taken = true }");
    const Finished told =
        run_holdfast({"check", folder.write("stale.toml", stale), "--strict", "--traces", "none"});
    CHECK(told.code == 1);
    CHECK(contains(unwrapped(told.out), "this is said never to be taken, and it is"));
}

TEST_CASE("every format tells warnings")
{
    const TemporaryFolder folder;
    const std::string path = folder.write("lost.toml", lost());
    const std::string sentence = "mailer never takes 'delete Outlook'";
    std::vector<std::string> command{"check", path, "--traces", "none", "--strict"};
    const std::vector<std::string> formats{"json",     "junit",       "sarif", "sarif-alerts",
                                           "markdown", "annotations", "html"};
    for (const std::string& format : formats) {
        command.emplace_back("--report");
        command.push_back(format + "=" + folder.path(format));
    }
    CHECK(run_holdfast(command).code == 1);
    for (const std::string& format : formats) {
        INFO(format);
        CHECK(contains(content_of(folder.path(format)),
                       format == "markdown" ? "mailer never takes" : sentence));
    }
    CHECK(contains(content_of(folder.path("annotations")), ",line=9,col=57,title=never-taken::"));
}
