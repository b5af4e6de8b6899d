#include "reports/text.hpp"

#include <sstream>

#include <catch2/catch.hpp>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "tests/approved.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;

namespace {

Lines lines_of(const std::string& text)
{
    std::istringstream stream(text);
    Lines lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::string without_colour(std::string text)
{
    for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
        text.erase(at, text.find('m', at) - at + 1);
    }
    return text;
}

Report hostile_report()
{
    Report report;
    report.cases = {sample::hostile_case()};
    return report;
}

}  // namespace

TEST_CASE("The text of a report is as approved")
{
    tests::require_approved(to_text(sample::whole_report(), {}), "report.txt");
}

TEST_CASE("Without traces each case has its line and what is wrong with it")
{
    tests::require_approved(to_text(sample::whole_report(), {.traces = TracesShown::none, .times = false}),
                            "report_without_traces.txt");
}

TEST_CASE("Colour adds nothing but colour")
{
    const std::string plain = to_text(sample::whole_report(), {});
    const std::string coloured = to_text(sample::whole_report(), {.colour = true});
    CHECK(coloured != plain);
    CHECK(without_colour(coloured) == plain);
    CHECK(plain.find('\x1b') == std::string::npos);
}

TEST_CASE("Every line fits the width, whatever the names are")
{
    for (const Report& report : {sample::whole_report(), hostile_report()}) {
        for (const std::size_t width : {60U, 100U}) {
            for (const std::string& line : lines_of(to_text(report, {.width = width}))) {
                if (line.find("replay: ") != std::string::npos) continue;  // a command must stay on one line
                CAPTURE(line);
                CHECK(display_width(line) <= width);
            }
        }
    }
}

TEST_CASE("Names cannot reach the terminal raw")
{
    const std::string text = to_text(hostile_report(), {});
    for (const std::string& line : lines_of(text)) CHECK(printable(line) == line);
}

TEST_CASE("The decisive step and its alarm stand out without colour")
{
    const std::string text = case_text(sample::violated_case(), {});
    CHECK(text.find("\n!!  4  ") != std::string::npos);
    CHECK(text.find("\n!!       Outlook is purged while mailer uses it\n") != std::string::npos);
    CHECK(text.find("\n    3  ") != std::string::npos);
}

TEST_CASE("Only times differ between two runs, and they can be left out")
{
    Report slow = sample::whole_report();
    slow.seconds *= 7;
    for (CaseReport& one : slow.cases) one.seconds *= 7;
    CHECK(to_text(slow, {}) != to_text(sample::whole_report(), {}));
    CHECK(to_text(slow, {.times = false}) == to_text(sample::whole_report(), {.times = false}));
}

TEST_CASE("Traces of expected violations are left out on request, those of others stay")
{
    const TextOptions options{.traces = TracesShown::unexpected};
    CHECK(case_text(sample::violated_case(), options).find("replay:") == std::string::npos);
    CHECK(case_text(sample::failing_case(), options).find("replay:") != std::string::npos);
    CHECK(case_text(sample::failing_case(), {.traces = TracesShown::none}).find("replay:") ==
          std::string::npos);
}

TEST_CASE("A trace that may not have the fewest switches says so")
{
    CaseReport report = sample::violated_case();
    report.properties.front().trace->switch_minimal = false;
    CHECK(case_text(report, {.width = 1000}).find("may not be the simplest") != std::string::npos);
}

TEST_CASE("A run that goes on for ever has its way and its loop apart, and says why it is fair")
{
    const std::string text = case_text(sample::endless_case(), {.width = 1000});
    const auto says = [&](const std::string& words) { return text.find(words) != std::string::npos; };
    CHECK(says("orphan violated by a loop of 2 steps behind 2"));
    CHECK(
        says("orphan is judged on fair runs (fairness: janitor = none), over all states as they are, without "
             "sleep sets and symmetry"));
    CHECK(
        says("No way to the loop is shorter: 2 steps; with the loop it makes 2 switches from one program to "
             "another. The loop: 2 steps; no fair loop from there is shorter."));
    CHECK(text.find("logon Outlook   S_OK") < text.find("from here on, for ever:"));
    CHECK(text.find("from here on, for ever:") < text.find("delete Outlook"));
    CHECK(says("  - mailer moves at step 3\n"));
    CHECK(says("  - janitor is not fair: it may stop anywhere\n"));
}

TEST_CASE("Properties of runs that were decided alike are told in one line")
{
    CaseReport report = sample::endless_case();
    PropertyReport other = report.properties.back();
    other.name = "poll-starved";
    PropertyReport bounded = other;
    bounded.name = "out-in-time";
    bounded.kind = checker::PropertyKind::within;
    report.properties.push_back(bounded);
    report.properties.push_back(other);
    const std::string text = case_text(report, {.width = 1000});
    const auto says = [&](const std::string& words) { return text.find(words) != std::string::npos; };
    CHECK(says(
        "      orphan and poll-starved are judged on fair runs (fairness: janitor = none), over all states "
        "as they are, without sleep sets and symmetry\n      out-in-time is judged on all runs, over all"));
}

TEST_CASE("Of what cannot apply to a scenario the reasons are told, each once, and no list of names")
{
    CaseReport report = sample::holding_case();
    const auto text = [&] { return case_text(report, {.width = 1000}); };
    const auto says = [&](const std::string& words) { return text().find(words) != std::string::npos; };
    REQUIRE(report.properties.size() >= 2);
    for (PropertyReport& property : report.properties) {
        property.verdict = checker::Verdict::holds;
        property.triggers = 0;
    }
    REQUIRE(says("never had anything to judge here"));
    report.properties.front().does_not_apply = "there is no server";
    CHECK(says(report.properties.front().name + " does not apply here: there is no server\n"));
    CHECK(says(report.properties.back().name + " never had anything to judge here"));
    for (PropertyReport& property : report.properties) property.does_not_apply = "there is no server";
    CHECK(says(" properties do not apply here: there is no server\n"));
    CHECK_FALSE(says("never had anything"));
    report.properties.front().does_not_apply = "there is no profile";
    CHECK(says("do not apply here: there is no profile and there is no server\n"));
    report.properties.front().triggers = 1;  // then it was judged, whatever anybody thought
    CHECK_FALSE(says("there is no profile"));
}

TEST_CASE("A loop that is not the shortest says so, and so does a run that stays")
{
    CaseReport report = sample::endless_case();
    Trace& trace = *report.properties.back().trace;
    trace.loop->shortest = false;
    CHECK(case_text(report, {.width = 1000}).find("a fair loop from there may be shorter") !=
          std::string::npos);
    trace.loop->begin = trace.steps.size();
    const std::string text = case_text(report, {.width = 1000});
    CHECK(text.find("orphan violated for ever behind 4 steps") != std::string::npos);
    CHECK(text.find("There the run stays for ever.") != std::string::npos);
    CHECK(text.find("MAPI_E_LOGON_FAILED") < text.find("from here on nothing happens, for ever"));
    trace.steps.clear();
    trace.loop->begin = 0;
    CHECK(case_text(report, {.width = 1000}).find("(No step is needed to come there.)") != std::string::npos);
}

TEST_CASE("A property of runs that its own pass left open says what ended that")
{
    CaseReport report = sample::endless_case();
    PropertyReport& orphan = report.properties.back();
    orphan.verdict = checker::Verdict::inconclusive;
    orphan.trace.reset();
    orphan.reason = "memory";
    orphan.expectation.met = false;
    CHECK(case_text(report, {.width = 1000}).find("orphan inconclusive (limit of memory); 1 other holds") !=
          std::string::npos);
}

TEST_CASE("A violation of the start needs no step")
{
    CaseReport report = sample::violated_case();
    report.properties.front().trace->steps.clear();
    const std::string text = case_text(report, {});
    CHECK(text.find("in 0 steps") != std::string::npos);
    CHECK(text.find("the start itself shows it") != std::string::npos);
    CHECK(text.find("profile Private") != std::string::npos);  // then the whole start matters
}

TEST_CASE("Of a large start only the rows that change are shown, and the others are counted")
{
    CaseReport report = sample::violated_case();
    checker::StateWords& start = report.properties.front().trace->initial;
    for (int k = 0; k < 20; ++k) start.push_back({"row " + std::to_string(k), "same", true});
    const std::string text = case_text(report, {});
    CHECK(text.find("row 7") == std::string::npos);
    CHECK(text.find("profile Outlook  absent") != std::string::npos);
    CHECK(text.find("(21 more rows do not change here)") != std::string::npos);
    CHECK(text.find("steps of mailer") == std::string::npos);
}

TEST_CASE("A model without places has no line for them")
{
    CaseReport report = sample::violated_case();
    Trace& trace = *report.properties.front().trace;
    CHECK(case_text(report, {}).find("       console (admin)") != std::string::npos);
    for (TraceStep& step : trace.steps) step.words.place.clear();
    trace.tenures.clear();
    const std::string text = case_text(report, {});
    CHECK(text.find("       console (admin)") == std::string::npos);
    CHECK(text.find("       mailer") != std::string::npos);
}

TEST_CASE("Sums of counts do not begin again at 0, and where they end it is said")
{
    Report report;
    report.cases = {sample::holding_case(), sample::holding_case()};
    report.cases[0].counts.states = checker::greatest_count;
    CHECK(case_text(report.cases[0], {.width = 1000}).find("; at least 18,446,744,073,709,551,615 states") !=
          std::string::npos);
    report.cases[0].counts.states -= 50;
    CHECK(summary_text(report, {.width = 1000}).find("; at least 18,446,744,073,709,551,615 states") !=
          std::string::npos);
}

TEST_CASE("A large search that had to do without symmetry says why, unless nobody asked for it")
{
    const char* const reason = "nothing, since the hive of admin can have several instances of one name";
    CaseReport report = sample::holding_case();
    report.effort.stored = 100'001;
    report.effort.symmetry = false;
    report.symmetry = {reason};
    const auto says = [&] { return case_text(report, {}).find(reason) != std::string::npos; };
    CHECK(case_text(report, {}).find(std::string("\n      interchangeable: ") + reason + "\n") !=
          std::string::npos);
    report.symmetry_wanted = false;
    CHECK_FALSE(says());
    report.symmetry_wanted = true;
    report.effort.symmetry = true;
    CHECK_FALSE(says());
    report.effort.symmetry = false;
    report.effort.stored = 100'000;
    CHECK_FALSE(says());
    report.effort.stored = 100'001;
    report.symmetry.clear();
    CHECK(case_text(report, {}).find("interchangeable") == std::string::npos);
}

TEST_CASE("An interruption is told with what it cut off")
{
    Report report = sample::whole_report();
    report.cases_not_run = 3;
    CHECK(summary_text(report, {.width = 1000}).find("interrupted, 3 cases not run") != std::string::npos);
}
