// The states and steps of a case, written by the program as a whole.
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

namespace {

std::size_t lines_with(const std::string& text, const std::string& part)
{
    std::size_t lines = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++lines;
    return lines;
}

}  // namespace

TEST_CASE("A graph has as many states and steps as a check counts that reduces nothing")
{
    const std::string library = std::string(HOLDFAST_SOURCE_DIR) + "/scenarios/";
    for (const std::string name : {"ways/w1-kb303221.toml", "endless/orphan-met-again.toml",
                                   "blocking/restart-at-a-late-minute.toml"}) {
        const Finished checked =
            run_holdfast({"check", library + name, "--no-symmetry", "--no-sleep-sets", "--report", "json=-"});
        const Json report = Json::parse(checked.out);
        for (const Json& one : report.at("results").at("cases")) {
            const Finished done = run_holdfast(
                {"graph", library + name, "--case", one.at("case").get<std::string>(), "--format", "aut"});
            CHECK(done.code == 0);
            CHECK(done.err.empty());
            const Json& counts = one.at("counts");
            CHECK(done.out.starts_with(
                fmt::format("des (0,{},{})\n", counts.at("transitions").dump(), counts.at("states").dump())));
            CHECK(lines_with(done.out, "\n") == counts.at("transitions").get<std::size_t>() + 1);
        }
    }
}

TEST_CASE("A graph is drawn whole, around a schedule, or around the trace of a property")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const Finished whole = run_holdfast({"graph", file});
    CHECK(whole.code == 0);
    CHECK(contains(whole.out, "27 states and 42 steps, all that there are"));
    CHECK(contains(whole.out, "!! violates in-use-purge"));
    const Finished property = run_holdfast({"graph", file, "--around", "in-use-purge", "--within", "0"});
    CHECK(
        contains(property.out, "4. visitor: logon Outlook\\nMAPI_E_LOGON_FAILED\\n!! violates in-use-purge"));
    CHECK(property.out == run_holdfast({"graph", file, "--around", "1:0,0,0,1", "--within", "0"}).out);
    CHECK(lines_with(property.out, " -> s") == 4);
    CHECK(property.err.empty());
}

TEST_CASE("A graph goes into a file; what cannot be written is an error")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const Finished done = run_holdfast({"graph", file, "--output", folder.path("graph.dot")});
    CHECK(done.code == 0);
    CHECK(done.out.empty());
    CHECK(content_of(folder.path("graph.dot")) == run_holdfast({"graph", file}).out);
    CHECK(run_holdfast({"graph", file, "--output", folder.path("no/such/folder")}).code == 2);
    CHECK(run_holdfast({"graph", file, "--output", "/dev/full"}).code == 2);
    const Finished full = run_holdfast({"graph", file}, {.out = "/dev/full", .folder = {}});
    CHECK(full.code == 2);
    CHECK(contains(full.err, "standard output cannot be written"));
}

TEST_CASE("A graph that is cut off says so, and a file for programs is inconclusive then")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const Finished drawn = run_holdfast({"graph", file, "--states", "5"});
    CHECK(drawn.code == 0);
    CHECK(contains(drawn.out, "the first 5 states and "));
    CHECK(contains(drawn.err, "the graph is cut off: the first 5 states"));
    CHECK(contains(drawn.err, "--states N takes more"));
    CHECK(run_holdfast({"graph", file, "--states", "5", "--format", "aut"}).code == 3);
    CHECK(run_holdfast({"graph", file, "--format", "aut", "--around", "1:0"}).code == 0);
}

TEST_CASE("What no graph can be drawn around is an error with advice")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", as_described);
    const auto complaint = [&](const std::string& run) {
        const Finished done = run_holdfast({"graph", file, "--around", run});
        CHECK(done.code == 2);
        CHECK(done.out.empty());
        return done.err;
    };
    CHECK(contains(complaint("in-use-purg"), "did you mean 'in-use-purge'?"));
    CHECK(contains(complaint("nonsense at all"), "neither a schedule, such as 1:0,0,1, nor a property"));
    CHECK(contains(complaint("stuck"), "stuck holds, so there is no run of it"));
    CHECK(contains(complaint("1:0,x"), "  1:0,x\n      ^"));
    CHECK(contains(complaint("1:0,0,0,0,0,0"), "step 6: mailer has no enabled alternative 0 here"));
    CHECK(run_holdfast({"graph", file, "--format", "svg"}).code == 2);
    CHECK(run_holdfast({"graph", file, "--states", "0"}).code == 2);
    CHECK(run_holdfast({"graph", folder.path("none.toml")}).code == 2);
    CHECK(contains(run_holdfast({"graph", folder.write("b.toml", both_cases)}).err,
                   "say which one with --case"));
}
