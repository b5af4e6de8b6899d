#include "reports/svg.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;

namespace {

Report with(CaseReport one)
{
    Report report;
    report.cases = {std::move(one)};
    return report;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("The picture has a bar for each tenure, and the purge tears it")
{
    const std::string svg = to_svg(with(sample::violated_case()));
    CHECK(contains(svg, "class=\"bar sound\"><title>holds profile Outlook</title>"));
    CHECK(contains(svg, "class=\"bar doomed\"><title>profile Outlook: in Deleted Profiles</title>"));
    CHECK(contains(svg, "class=\"bar broken\"><title>profile Outlook: purged</title>"));
    CHECK(count(svg, "class=\"tear\"") == 1);
    CHECK(count(svg, "class=\"strike broken\"") == 1);  // from the visitor to the mailer
    CHECK(count(svg, "class=\"strike doomed\"") == 0);  // its own delete
    CHECK(count(svg, "class=\"dot decisive\"") == 1);
}

TEST_CASE("All violations of a report stand below each other")
{
    const std::string svg = to_svg(sample::whole_report());
    CHECK(count(svg, "in-use-purge is violated") == 2);
    CHECK(count(svg, "orphan is violated") == 1);
    CHECK(contains(svg, "from here on, for ever:"));
}

TEST_CASE("Without a run there is a picture that says so")
{
    const std::string svg = to_svg(with(sample::holding_case()));
    CHECK(svg.starts_with("<svg "));
    CHECK(contains(svg, "There is no run to draw"));
}

TEST_CASE("A run that shows that something holds is drawn where nothing is violated")
{
    CaseReport one = sample::holding_case();
    one.properties.front().trace = sample::purge_trace();
    CHECK(contains(to_svg(with(one)), "in-use-purge holds"));
}

TEST_CASE("A very long run says what is left out")
{
    CaseReport one = sample::violated_case();
    Trace& trace = *one.properties.front().trace;
    while (trace.steps.size() < 1003) {
        trace.steps.push_back(trace.steps.front());
        trace.steps.back().number = trace.steps.size();
    }
    CHECK(contains(to_svg(with(one)), "3 more steps not drawn"));
}

TEST_CASE("No name can break the picture")
{
    CaseReport one = sample::hostile_case();
    one.name = "<&>\"]]>\uffff";
    const std::string svg = to_svg(with(one));
    CHECK(contains(svg, "[&lt;&amp;&gt;&quot;]]&gt;\\u{FFFF}]"));
    CHECK(contains(svg, "\\x1B"));
    CHECK(contains(svg, "\\u{202E}"));
    CHECK_FALSE(contains(svg, "\x1b"));
    CHECK_FALSE(contains(svg, "\u202e"));
}
