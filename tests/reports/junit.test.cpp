#include "reports/junit.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::contains;
using sample::report_of;

namespace {

pugi::xml_document parsed(const Report& report)
{
    pugi::xml_document document;
    REQUIRE(document.load_string(to_junit(report).c_str()));
    return document;
}

}  // namespace

TEST_CASE("The JUnit XML of a report is as approved")
{
    tests::require_approved(to_junit(sample::whole_report()), "report.junit.xml");
}

TEST_CASE("A suite is a scenario, and its counts are those of its test cases")
{
    const auto document = parsed(sample::whole_report());
    const auto suites = document.child("testsuites");
    const auto suite = suites.child("testsuite");
    CHECK(suite.next_sibling("testsuite").empty());
    for (const auto& node : {suites, suite}) {
        CHECK(node.attribute("tests").as_int() == 13);
        CHECK(node.attribute("failures").as_int() == 2);
        CHECK(node.attribute("errors").as_int() == 2);
        CHECK(node.attribute("skipped").as_int() == 2);
    }
}

TEST_CASE("A violation that nobody expected fails with its trace, one that is expected passes with it")
{
    const auto document = parsed(report_of(sample::failing_case()));
    const auto failure = document.select_node("//testcase[@name='in-use-purge']/failure").node();
    REQUIRE_FALSE(failure.empty());
    CHECK(contains(failure.attribute("message").value(), "expected to hold"));
    CHECK(contains(failure.text().get(), "replay: ./holdfast replay"));
    const auto expected = parsed(report_of(sample::violated_case()));
    const auto out = expected.select_node("//testcase[@name='in-use-purge']/system-out").node();
    CHECK(contains(out.text().get(), "replay: ./holdfast replay"));
    CHECK(expected.select_node("//failure").node().empty());
}

TEST_CASE("What was not found out is an error, what had nothing to judge is skipped")
{
    CHECK(parsed(report_of(sample::open_case())).select_nodes("//error[@type='inconclusive']").size() == 2);
    const auto document = parsed(report_of(sample::violated_case()));
    CHECK_FALSE(document.select_node("//testcase[@name='orphan']/skipped").node().empty());
}

TEST_CASE("The text of a loop and of its fairness is in it")
{
    const auto document = parsed(report_of(sample::endless_case()));
    const std::string out = document.select_node("//testcase[@name='orphan']/system-out").node().text().get();
    CHECK(contains(out, "from here on, for ever:"));
    CHECK(contains(out, "janitor is not fair"));
}

TEST_CASE("No name breaks the XML, not even with what XML cannot hold")
{
    CaseReport one = sample::hostile_case();
    one.path = "]]> <x> & \x01 \ufffe \u202e \U0001f600";
    const auto document = parsed(report_of(one));
    CHECK(std::string(document.select_node("//testsuite").node().attribute("name").value()) ==
          "]]> <x> & \\x01 \\u{FFFE} \\u{202E} \U0001f600");
}
