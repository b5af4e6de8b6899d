#include "reports/markdown.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::contains;
using sample::report_of;

TEST_CASE("The Markdown of a report is as approved")
{
    tests::require_approved(to_markdown(sample::whole_report()), "report.md");
}

TEST_CASE("What nobody expected stands open and before what the scenario expects")
{
    const std::string text = to_markdown(sample::whole_report());
    const std::size_t unexpected = text.find("<details open>"), expected = text.find("<details>");
    REQUIRE(expected != std::string::npos);
    CHECK(unexpected < expected);
    CHECK(contains(text, "## ❌ Holdfast: 5 cases: 3 as expected, 1 not, 1 inconclusive"));
}

TEST_CASE("A loop is marked at its steps, with the ledger behind it and the replay command at the end")
{
    const std::string text = to_markdown(report_of(sample::endless_case()));
    CHECK(contains(text, "| 2 | console"));
    CHECK(contains(text, "| 3 ↻ | console"));
    CHECK(contains(text, "Steps 3 to 4 are repeated for ever."));
    CHECK(contains(text, "- janitor is not fair: it may stop anywhere\n"));
    CHECK(contains(text,
                   "```sh\n./holdfast replay scenarios/race/kb303221.toml 1:0,0/0,1 --case for-ever\n```"));
}

TEST_CASE("The decisive step is bold, and a clock is shown where time passes")
{
    CaseReport one = sample::violated_case();
    CHECK(contains(to_markdown(report_of(one)), "| **‼ 4** | remote"));
    CHECK_FALSE(contains(to_markdown(report_of(one)), "| clock |"));
    one.properties.front().trace->steps[1].words.minutes = 15;
    CHECK(contains(to_markdown(report_of(one)), "| 2 | 0:15 | console"));
}

TEST_CASE("Names do nothing on the page: no tag, no cell, no mention, no link")
{
    CaseReport one = sample::holding_case();
    one.name = "<b>|*@team* #12 [x](y) `z` ]]> &amp;";
    const std::string text = to_markdown(report_of(one));
    CHECK(contains(text,
                   "&lt;b&gt;\\|\\*@&#8203;team\\* #&#8203;12 \\[x\\]\\(y\\) \\`z\\` \\]\\]&gt; &amp;amp;"));
}

TEST_CASE("A page never exceeds its limit and says what it leaves out")
{
    Report report = sample::whole_report();
    for (int k = 0; k < 200; ++k) report.cases.push_back(sample::violated_case());
    for (const std::size_t limit : {std::size_t{0}, std::size_t{5000}, longest_comment}) {
        const std::string text = markdown(report, limit);
        CHECK(text.size() <= std::max<std::size_t>(limit, 1024));
        CHECK(contains(text, "Left out, because there is a limit to what fits here: "));
    }
    CHECK_FALSE(contains(to_markdown(sample::whole_report()), "Left out"));
}
