#include "reports/itf.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/approved.hpp"
#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using sample::report_of;
using Json = nlohmann::json;

TEST_CASE("The ITF of a trace is as approved")
{
    tests::require_approved(to_itf(sample::whole_report()), "report.itf.json");
}

TEST_CASE("Every state has every variable, and each is typed")
{
    const Json document = Json::parse(to_itf(sample::whole_report()));
    REQUIRE(document.at("states").size() == 5);
    for (const Json& state : document.at("states")) {
        CHECK(state.size() == document.at("vars").size() + 1);  // and #meta
        for (const Json& name : document.at("vars")) CHECK(state.contains(name));
    }
    CHECK(document.at("#meta").at("varTypes").size() == document.at("vars").size());
}

TEST_CASE("Rows keep their value until a step changes them, and integers are big ones")
{
    const Json states = Json::parse(to_itf(sample::whole_report())).at("states");
    CHECK(states[0].at("profile Outlook") == "absent");
    CHECK(states[1].at("profile Outlook") == "live");
    CHECK(states[4].at("profile Private") == "live");
    CHECK(states[4].at("step").at("number") == Json{{"#bigint", "4"}});
    CHECK(states[4].at("step").at("decisive") == true);
    CHECK(states[3].at("mbt::actionTaken") == "delete Outlook");
}

TEST_CASE("A loop begins at a state, and the clock adds up")
{
    CaseReport one = sample::endless_case();
    one.properties.back().trace->steps[0].words.minutes = 10;
    one.properties.back().trace->steps[2].words.minutes = 55;
    const Json document = Json::parse(to_itf(report_of(one)));
    CHECK(document.at("loop") == 2);
    CHECK(document.at("states")[3].at("step").at("clock") == "1:05");
    CHECK(document.at("#meta").at("fairness").size() == 3);
    CHECK_FALSE(Json::parse(to_itf(report_of(sample::violated_case()))).contains("loop"));
}

TEST_CASE("A row that is not there is the empty text, and no row takes a name of the format")
{
    CaseReport one = sample::violated_case();
    Trace& trace = *one.properties.front().trace;
    trace.steps[1].changes = {{"#meta", "", "new"}, {"step", "", "new"}};
    const Json states = Json::parse(to_itf(report_of(one))).at("states");
    CHECK(states[0].at("row #meta") == "");
    CHECK(states[2].at("row #meta") == "new");
    CHECK(states[2].at("row step") == "new");
}

TEST_CASE("Names survive, and without a trace there are no states")
{
    const Json hostile = Json::parse(to_itf(report_of(sample::hostile_case())));
    CHECK(hostile.at("#meta").at("case").get<std::string>().starts_with("a\"b\\c'\n\x1b[31m\u202e"));
    CHECK(Json::parse(to_itf(report_of(sample::holding_case()))).at("states").empty());
}
