// Reports as files, written by the program: all of one search, into folders, and for the runner of GitHub
// Actions.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "reports/formats.hpp"
#include "tests/approved.hpp"
#include "tests/run_program.hpp"

using namespace holdfast::tests;

namespace {

const std::string root = HOLDFAST_SOURCE_DIR;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> names_in(const std::string& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// Asks for every format but JSON, which has measurements, in one run.
std::vector<std::string> all_formats_of(const std::string& scenario, const TemporaryFolder& folder,
                                        const std::string& threads)
{
    std::vector<std::string> command{"check", scenario, "--threads", threads};
    for (const auto& format : holdfast::reports::formats()) {
        if (format.name == "json") continue;
        command.emplace_back("--report");
        command.push_back(std::string(format.name) + "=" + folder.path(std::string(format.name)));
    }
    return command;
}

/// A scenario whose violation nobody expects.
const std::string unexpected = R"(
format = 1
title = "A delete from another session ::add-mask::x ##[error]"
accounts = { admin = { sessions = ["console", "remote"] } }
profiles = { Outlook = { state = "live" } }
programs.reader = { session = "console", run = ["logon Outlook", "access"] }
programs.cleaner = { session = "remote", run = ["delete Outlook"] }
)";

/// The program as the runner starts it.
Finished run_in_actions(const std::string& arguments, const std::string& summary)
{
    return run_in_shell("GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY='" + summary + "' '" HOLDFAST_PROGRAM "' " +
                        arguments);
}

}  // namespace

TEST_CASE("One search writes every format, the same bytes for any number of threads and in every run")
{
    for (const std::string scenario : {"ways/w1-kb303221", "endless/orphan-met-again"}) {
        const TemporaryFolder one, two;
        const std::string path = "scenarios/" + scenario + ".toml";
        REQUIRE(run_holdfast(all_formats_of(path, one, "1"), {.out = "", .folder = root}).code == 0);
        REQUIRE(run_holdfast(all_formats_of(path, two, "3"), {.out = "", .folder = root}).code == 0);
        REQUIRE(names_in(one.path()).size() == holdfast::reports::formats().size() - 1);
        for (const std::string& name : names_in(one.path())) {
            CAPTURE(scenario, name);
            CHECK(content_of(one.path(name)) == content_of(two.path(name)));
        }
    }
}

TEST_CASE("The reports of two scenarios are as approved")
{
    for (const std::string name : {"ways/w1-kb303221", "endless/orphan-met-again"}) {
        const TemporaryFolder folder;
        const std::string path = "scenarios/" + name + ".toml";
        REQUIRE(run_holdfast(all_formats_of(path, folder, "1"), {.out = "", .folder = root}).code == 0);
        const std::string stem = name.substr(name.find('/') + 1);
        for (const char* format : {"itf", "junit", "markdown", "mermaid", "plantuml", "sarif"}) {
            CAPTURE(name, format);
            require_approved(content_of(folder.path(format)), "formats/" + stem + "." + format);
        }
    }
}

TEST_CASE("Two reports in one file would leave one of them, so that is an error")
{
    const TemporaryFolder folder;
    const std::string scenario = root + "/scenarios/ways/w1-kb303221.toml";
    for (const std::string& file : {folder.path("a"), std::string("-")}) {
        const Finished done =
            run_holdfast({"check", scenario, "--report", "json=" + file, "--report", "text=" + file});
        CHECK(done.code == 2);
        CHECK(done.out.empty());
        CHECK(has(done.err, file + ": two reports would go there"));
    }
}

TEST_CASE("A folder takes a file for each trace, a file the first with a word about the others")
{
    const TemporaryFolder folder;
    const std::string scenario = root + "/scenarios/ways/w1-kb303221.toml";
    const Finished done =
        run_holdfast({"check", scenario, "--case", "as-described", "--report",
                      "itf=" + folder.path("traces/"), "--report", "mermaid=" + folder.path("one.mmd")});
    CHECK(done.code == 0);
    const std::string stem = "-w1-kb303221-as-described-";
    CHECK(names_in(folder.path("traces")) ==
          std::vector<std::string>{"001" + stem + "in-use-purge.itf.json",
                                   "002" + stem + "failed-access.itf.json"});
    CHECK(has(done.err, "one.mmd has the first of 2 traces; mermaid=FOLDER/ writes a file for each"));
    CHECK_FALSE(has(done.err, "itf"));
    const Finished wrong = run_holdfast({"check", scenario, "--report", "itf=" + folder.path("no/such/")});
    CHECK(wrong.code == 2);
    CHECK(wrong.out.empty());
    CHECK(has(wrong.err, "no/such/: cannot be written: "));
}

TEST_CASE("In GitHub Actions what nobody expected is annotated, and the summary of the job is appended to")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("mine.toml", unexpected);
    const std::string summary = folder.write("summary.md", "before\n");
    const Finished done = run_in_actions("check '" + file + "' --no-times", summary);
    CHECK(done.code == 1);
    CHECK(has(done.err, "::error file=" + file + ",line="));
    CHECK(content_of(summary).starts_with("before\n## ❌ Holdfast: 1 case: 0 as expected, 1 not"));
    // The title is a command: it is told between two lines that keep the runner from following it.
    CHECK(done.out.starts_with("::stop-commands::holdfast-0\n"));
    CHECK(has(done.out, "\n::holdfast-0::\n"));
    CHECK(run_in_shell("env -u GITHUB_ACTIONS '" HOLDFAST_PROGRAM "' check '" + file + "'").err.empty());
}

TEST_CASE(
    "In GitHub Actions an error of a scenario is annotated, and a report on standard output stays as it is")
{
    const TemporaryFolder folder;
    const std::string wrong = folder.write("wrong.toml", "format = 1\ntitle = 7\n");
    CHECK(has(run_in_actions("check '" + wrong + "'", "").err, "::error file=" + wrong + ",line=2,col="));
    const std::string file = folder.write("mine.toml", unexpected);
    const Finished json = run_in_actions("check '" + file + "' --report json=-", "");
    CHECK(json.out.starts_with("{\n"));
}
