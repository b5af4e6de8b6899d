#include "reports/json.hpp"

#include <limits>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/approved.hpp"
#include "tests/reports/json_schema.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using Json = nlohmann::json;

namespace {

tests::JsonSchema report_schema()
{
    return tests::JsonSchema(
        Json::parse(tests::content_of(HOLDFAST_SOURCE_DIR "/reports/report.schema.json")));
}

Report with(CaseReport one)
{
    Report report;
    report.version = "0.0.0";
    report.cases = {std::move(one)};
    return report;
}

}  // namespace

TEST_CASE("The JSON of a report is as approved")
{
    tests::require_approved(to_json(sample::whole_report()), "report.json");
}

TEST_CASE("Every report keeps to the schema")
{
    tests::JsonSchema schema = report_schema();
    for (const Report& report : {sample::whole_report(), Report{}, with(sample::hostile_case())}) {
        CHECK(schema.errors_in(Json::parse(to_json(report))).empty());
    }
}

TEST_CASE("The schema notices what does not belong")
{
    tests::JsonSchema schema = report_schema();
    const Json good = Json::parse(to_json(sample::whole_report()));
    const auto spoilt = [&](const std::string& pointer, const Json& value) {
        Json document = good;
        document[Json::json_pointer(pointer)] = value;
        return schema.errors_in(document).size();
    };
    CHECK(spoilt("/version", 2) == 1);
    CHECK(spoilt("/surplus", 1) == 1);
    CHECK(spoilt("/results/cases/0/outcome", "fine") == 1);
    CHECK(spoilt("/results/cases/0/line", 0) == 1);
    CHECK(spoilt("/results/cases/0/counts/states", -1) == 1);
    CHECK(spoilt("/results/cases/0/counts/states", "many") == 1);
    CHECK(spoilt("/results/cases/0/properties/0/trace/schedule", "no schedule") == 1);
    CHECK(spoilt("/results/cases/0/properties/0/trace", 7) == 1);
    Json lacking = good;
    lacking["results"]["cases"][0].erase("stopped_by");
    CHECK(schema.errors_in(lacking).size() == 1);
}

TEST_CASE("Names survive whatever they are made of")
{
    CaseReport report = sample::holding_case();
    for (const std::string name :
         {"quotes \" and ' and \\", "\n\t\x1b\x01", "\u202e\u65e5 \U0001f600", "</script>"}) {
        report.name = name;
        const Json document = Json::parse(to_json(with(report)));
        CHECK(document.at("results").at("cases").at(0).at("case") == name);
    }
    report.name = "not \xff UTF-8";
    CHECK(Json::parse(to_json(with(report))).at("results").at("cases").at(0).at("case") ==
          "not \ufffd UTF-8");
}

TEST_CASE("Counts are exact up to the last bit")
{
    CaseReport report = sample::holding_case();
    constexpr std::uint64_t exact = (std::uint64_t{1} << 53) - 1;
    report.counts.states = exact;
    report.counts.transitions = exact + 1;
    report.counts.expanded = std::numeric_limits<std::uint64_t>::max();
    const Json document = Json::parse(to_json(with(report)));
    const Json& counts = document.at("results").at("cases").at(0).at("counts");
    CHECK(counts.at("states") == exact);
    CHECK(counts.at("transitions") == "9007199254740992");
    CHECK(counts.at("expanded") == "18446744073709551615");
    CHECK(report_schema().errors_in(document).empty());
}

TEST_CASE("The sum over all cases stays at the greatest count instead of beginning again at 0")
{
    Report report = with(sample::holding_case());
    report.cases.push_back(report.cases.front());
    report.cases[0].counts.states = checker::greatest_count - 50;
    const Json document = Json::parse(to_json(report));
    CHECK(document.at("results").at("summary").at("states") == "18446744073709551615");
    CHECK(report_schema().errors_in(document).empty());
}

TEST_CASE("Times and memory stand apart from results")
{
    Report other = sample::whole_report();
    other.seconds *= 3;
    for (CaseReport& one : other.cases) {
        one.seconds *= 3;
        one.bytes *= 3;
    }
    const Json one = Json::parse(to_json(sample::whole_report()));
    const Json two = Json::parse(to_json(other));
    CHECK(one.at("results") == two.at("results"));
    CHECK(one.at("measurements") != two.at("measurements"));
}

TEST_CASE("The keys come in the order of the schema")
{
    const std::string text = to_json(sample::whole_report());
    std::size_t last = 0;
    for (const char* key : {"\"format\"", "\"version\"", "\"program\"", "\"results\"", "\"summary\"",
                            "\"cases\"", "\"measurements\""}) {
        const std::size_t at = text.find(key, last);
        CAPTURE(key);
        REQUIRE(at != std::string::npos);
        last = at;
    }
}
