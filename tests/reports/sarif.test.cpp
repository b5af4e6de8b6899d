#include "reports/sarif.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::contains;
using sample::report_of;
using Json = nlohmann::json;

namespace {

Json run_of(const Report& report) { return Json::parse(to_sarif(report)).at("runs").at(0); }

}  // namespace

TEST_CASE("The SARIF of a report is as approved")
{
    tests::require_approved(to_sarif(sample::whole_report()), "report.sarif");
}

TEST_CASE("Each property is one rule, and every result has one")
{
    const Json run = run_of(sample::whole_report());
    const Json& rules = run.at("tool").at("driver").at("rules");
    CHECK(rules.size() == 4);  // three properties and a count
    for (const Json& result : run.at("results")) {
        CHECK(std::any_of(rules.begin(), rules.end(),
                          [&](const Json& rule) { return rule.at("id") == result.at("ruleId"); }));
    }
}

TEST_CASE("A verdict has its kind, and only what fails has a level")
{
    const auto kind = [](CaseReport one, std::size_t at) {
        const Json result = run_of(report_of(std::move(one))).at("results").at(at);
        const bool fails = result.at("kind") == "fail";
        CHECK((result.at("level") == "error") == fails);
        return result.at("kind").get<std::string>();
    };
    CHECK(kind(sample::failing_case(), 0) == "fail");
    CHECK(kind(sample::holding_case(), 0) == "pass");
    CHECK(kind(sample::open_case(), 0) == "open");
    CHECK(kind(sample::violated_case(), 2) == "notApplicable");
    CaseReport against = sample::holding_case();
    against.properties[0].expectation = {
        false, checker::Verdict::violated, {}, false, "expected to be violated"};
    CHECK(kind(against, 0) == "fail");
}

TEST_CASE("What the scenario expects is suppressed, and no alert")
{
    CHECK(run_of(report_of(sample::violated_case())).at("results").at(0).contains("suppressions"));
    CHECK_FALSE(run_of(report_of(sample::failing_case())).at("results").at(0).contains("suppressions"));
    const Json alerts = Json::parse(to_sarif_alerts(sample::whole_report())).at("runs").at(0).at("results");
    CHECK(alerts.size() == 4);
    for (const Json& alert : alerts) CHECK_FALSE(alert.contains("suppressions"));
}

TEST_CASE("A trace has a thread flow for each place, and its steps are numbered over all of them")
{
    const Json result = run_of(report_of(sample::failing_case())).at("results").at(0);
    const Json& flows = result.at("codeFlows").at(0).at("threadFlows");
    REQUIRE(flows.size() == 2);
    CHECK(flows[0].at("id") == "console (admin)");
    CHECK(flows[0].at("initialState").at("profile Outlook").at("text") == "absent");
    REQUIRE(flows[0].at("locations").size() == 3);
    CHECK(flows[0].at("locations")[2].at("executionOrder") == 3);
    const Json& decisive = flows[1].at("locations")[0];
    CHECK(decisive.at("executionOrder") == 4);
    CHECK(decisive.at("importance") == "essential");
    CHECK(decisive.at("properties").at("decisive") == true);
    CHECK(contains(decisive.at("state").at("profile Outlook").at("text").get<std::string>(), "purged"));
}

TEST_CASE("A result is at the line of its case, with a path that is a reference")
{
    CaseReport one = sample::failing_case();
    one.path = "./a b/ü%.toml";
    const auto uri = [](const CaseReport& of) {
        const Json result = run_of(report_of(of)).at("results").at(0);
        const Json place = result.at("locations").at(0).at("physicalLocation");
        CHECK(place.at("region").at("startLine") == 21);
        return place.at("artifactLocation").at("uri").get<std::string>();
    };
    CHECK(uri(one) == "a%20b/%C3%BC%25.toml");
    one.path = "/abs/x.toml";
    CHECK(uri(one) == "file:///abs/x.toml");
}

TEST_CASE("An alert is recognised wherever its case has moved to, whatever its trace has become")
{
    const auto fingerprints = [](const CaseReport& one) {
        return run_of(report_of(one)).at("results").at(0).at("partialFingerprints");
    };
    CaseReport moved = sample::failing_case();
    moved.line = 99;
    CHECK(fingerprints(moved) == fingerprints(sample::failing_case()));
    moved.properties.front().trace->schedule = "1:0,1";
    CHECK(fingerprints(moved).at("primaryLocationLineHash") ==
          fingerprints(sample::failing_case()).at("primaryLocationLineHash"));
    CHECK(fingerprints(moved).at("witness/v1") != fingerprints(sample::failing_case()).at("witness/v1"));
    moved.name = "other";
    CHECK(fingerprints(moved).at("primaryLocationLineHash") !=
          fingerprints(sample::failing_case()).at("primaryLocationLineHash"));
}

TEST_CASE("A loop, the fairness and the replay command are properties of the result")
{
    const Json result = run_of(report_of(sample::endless_case())).at("results").at(1);
    CHECK(result.at("properties").at("loopBegin") == 2);
    CHECK(result.at("properties").at("loopLength") == 2);
    CHECK(result.at("properties").at("fairness").size() == 3);
    CHECK(contains(result.at("properties").at("replay").get<std::string>(), "1:0,0/0,1"));
    const Json& flows = result.at("codeFlows").at(0).at("threadFlows");
    CHECK(flows[0].at("locations")[2].at("properties").at("inLoop") == true);
    CHECK(flows[0].at("locations")[1].at("properties").at("inLoop") == false);
}

TEST_CASE("Brackets and braces in a name are no links and no places to fill in")
{
    CaseReport one = sample::failing_case();
    one.properties.front().trace->sentence = "[x](y) {0} \\";
    const Json result = run_of(report_of(one)).at("results").at(0);
    CHECK(contains(result.at("message").at("text").get<std::string>(), "\\[x\\](y) {{0}} \\\\"));
}
