// `holdfast list`, and what a scenario has nothing for.
#include <cctype>
#include <sstream>
#include <string>

#include <boost/regex.hpp>
#include <catch2/catch.hpp>

#include "reports/display_width.hpp"
#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

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
