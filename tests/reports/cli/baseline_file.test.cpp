#include "reports/cli/baseline_file.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast;
using namespace holdfast::reports::cli;
using tests::contains;

namespace {

const std::string good = R"(# Ours.
format = 1

# Until the mend is out.
[[known]]
scenario = "a.toml"
case = "hoped-for"
property = "in-use-purge"
verdict = "violated"
steps = 4
witness = "0123456789abcdef"
reason = "ticket 12: \"soon\""

[[known]]
scenario = "b/Größe.toml"
case = "default"
count = "states"
found = 27
reason = ""
)";

std::string errors_of(const std::string& text)
{
    const auto file = parse_baseline(text, "known.toml");
    return file ? "" : to_text(file.error());
}

}  // namespace

TEST_CASE("a baseline is written as it was read, reasons and comments included")
{
    const auto file = parse_baseline(good, "known.toml");
    REQUIRE(file);
    REQUIRE(file->known.size() == 2);
    CHECK(file->known[0].reason == "ticket 12: \"soon\"");
    CHECK(file->known[1].found == 27);
    CHECK(to_text(*file) == good);
}

TEST_CASE("what looks like a comment inside a string is none")
{
    const auto file =
        parse_baseline("format = 1\n[[known]]\nscenario = \"a\"\ncase = \"b\"\nproperty = \"p\"\n"
                       "verdict = \"holds\"\nreason = \"\"\"\n# no\n# comment\"\"\"\n# but this\n"
                       "[[known]]\nscenario = \"b\"\ncase = \"b\"\ncount = \"states\"\nfound = 1\n",
                       "known.toml");
    REQUIRE(file);
    REQUIRE(file->known.size() == 2);
    CHECK(file->known[0].reason == "# no\n# comment");
    CHECK(file->known[1].comments == std::vector<std::string>{"# but this"});
}

TEST_CASE("an empty baseline says what it is for")
{
    const std::string text = to_text(BaselineFile{});
    CHECK(text.starts_with("# What is known and accepted"));
    CHECK(errors_of(text).empty());
}

TEST_CASE("a damaged baseline is an error with file, line and column")
{
    CHECK(contains(errors_of("format = 2\n"),
                   "known.toml:1:10: error: a baseline starts with format = 1, not 2"));
    CHECK(contains(errors_of(""), "a baseline starts with format = 1"));
    CHECK(contains(errors_of("format = 1\nknown = [\n"), "known.toml:2:11: error: not valid TOML"));
    CHECK(contains(errors_of("format = 1\nknwn = []\n"), "did you mean 'known'?"));
    CHECK(contains(errors_of("format = 1\nknown = 3\n"), "known.toml:2:9: error: 'known' must be tables"));
    CHECK(contains(errors_of(std::string("\0", 1)), "a binary file, not a baseline"));
    const std::string start = "format = 1\n[[known]]\nscenario = \"a\"\ncase = \"b\"\n";
    CHECK(contains(errors_of(start), "known.toml:2:1: error: [[known]] needs either 'property' or 'count'"));
    CHECK(contains(errors_of(start + "property = \"p\"\nverdict = \"broken\"\n"),
                   "known.toml:6:11: error: unknown verdict 'broken'"));
    CHECK(contains(errors_of(start + "property = \"p\"\n"), "[[known]] has no 'verdict'"));
    CHECK(contains(errors_of(start + "count = \"states\"\nfound = -1\n"), "from 0 on, not -1"));
    CHECK(contains(errors_of(start + "count = \"states\"\nfound = 1\nreson = \"\"\n"),
                   "did you mean 'reason'?"));
    CHECK(contains(errors_of(start + "count = \"states\"\nfound = 1\n" + start.substr(11) +
                             "count = \"states\"\nfound = 2\n"),
                   "known.toml:7:1: error: duplicate"));
}

TEST_CASE("a scenario is named from the folder of the baseline, wherever one stands")
{
    const tests::TemporaryFolder folder;
    const std::string scenario = folder.write("scenarios/a.toml", "");
    CHECK(path_in_baseline(scenario, folder.path("known.toml")) == "scenarios/a.toml");
    CHECK(path_in_baseline(folder.path("scenarios/../scenarios/./a.toml"), folder.path("known.toml")) ==
          "scenarios/a.toml");
    CHECK(path_in_baseline(scenario, folder.path("other/known.toml")) == "../scenarios/a.toml");
}
