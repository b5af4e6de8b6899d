#include "reports/page_data.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "reports/state_graph.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using Json = nlohmann::json;

namespace {

Report with(CaseReport one)
{
    Report report;
    report.version = "0.0.0";
    report.cases = {std::move(one)};
    return report;
}

std::string text_in(const Json& document, const Json& number)
{
    return document.at("texts").at(number.get<std::size_t>()).get<std::string>();
}

}  // namespace

TEST_CASE("The page gets each text once")
{
    const Json document = Json::parse(page_data(sample::whole_report()));
    std::vector<std::string> texts = document.at("texts");
    CHECK(texts.front().empty());
    std::sort(texts.begin(), texts.end());
    CHECK(std::adjacent_find(texts.begin(), texts.end()) == texts.end());
}

TEST_CASE("The page gets the whole trace: steps, asides, tenures")
{
    CaseReport one = sample::violated_case();
    Trace& trace = *one.properties.front().trace;
    trace.steps[0].asides = {{"steps of mailer", "0 of 5", "1 of 5"}};
    trace.steps[1].words.minutes = 7;
    trace.tenures = {{{"remote", "visitor", "profile Outlook", checker::Hold::broken, "PURGED"}, 4, {}},
                     {{"", "visitor", "mutex", checker::Hold::sound, ""}, 1, 3}};
    const Json document = Json::parse(page_data(with(one)));
    const Json& found = document.at("cases").at(0).at("properties").at(0).at("trace");
    REQUIRE(found.at("steps").size() == 4);
    CHECK(text_in(document, found.at("steps").at(0).at("does")) == "create Outlook");
    CHECK(text_in(document, found.at("steps").at(0).at("asides").at(0).at(2)) == "1 of 5");
    CHECK(found.at("steps").at(1).at("minutes") == 7);
    CHECK(found.at("steps").at(3).at("decisive") == true);
    CHECK(found.at("start").at(2).at(2) == 1);
    const Json& broken = found.at("tenures").at(0);
    CHECK(text_in(document, broken.at("hold")) == "broken");
    CHECK(text_in(document, broken.at("words")) == "PURGED");
    CHECK_FALSE(broken.contains("to"));
    CHECK(found.at("tenures").at(1).at("to") == 3);
    CHECK_FALSE(found.at("tenures").at(1).contains("hold"));
}

TEST_CASE("The page gets the graph around a trace, with the run in it, and what is left out")
{
    StateGraph graph;
    graph.around = "1:0";
    graph.nodes.resize(3);
    graph.nodes[0].places = {0, 2};
    graph.nodes[1].places = {1};
    graph.nodes[1].violates = {"in-use-purge"};
    graph.nodes[2].terminal = true;
    graph.nodes[2].steps_left_out = 7;
    graph.edges.resize(3);
    graph.edges[0].to = 2;
    graph.edges[0].words.action = "logoff";
    graph.edges[1].to = 1;
    graph.edges[1].places = {1};
    graph.edges[2].from = 1;
    graph.edges[2].violates = {"in-use-purge"};
    graph.edges[2].places = {2};
    CaseReport one = sample::violated_case();
    one.properties.front().trace->graph = std::make_shared<StateGraph>(graph);
    const Json document = Json::parse(page_data(with(one)));
    const Json& found = document.at("cases").at(0).at("properties").at(0).at("trace").at("graph");
    CHECK(found.at("states") == Json::parse("[[0],[2],[1,7]]"));
    CHECK(found.at("run_states") == Json::parse("[0,1,0]"));
    CHECK(found.at("run_steps") == Json::parse("[1,2]"));
    CHECK(text_in(document, found.at("steps").at(0).at(3)) == "logoff");
    CHECK(found.at("steps").at(2).at(5) == 2);
    CHECK_FALSE(found.contains("whole"));
}

TEST_CASE("Nothing in the data can end the element that it stands in")
{
    CaseReport one = sample::holding_case();
    one.name = "</script><!-- ]]> & \"quoted\" \u2028 \U0001f600";
    const std::string data = page_data(with(one));
    CHECK(data.find_first_of("<>&") == std::string::npos);
    const Json document = Json::parse(data);
    CHECK(text_in(document, document.at("cases").at(0).at("name")) == one.name);
}

TEST_CASE("Names of any kind arrive, and bytes that are no UTF-8 as a sign of their own")
{
    const Json document = Json::parse(page_data(with(sample::hostile_case())));
    const std::string name = text_in(document, document.at("cases").at(0).at("name"));
    CHECK(name.substr(0, name.size() - 3) == sample::hostile_name.substr(0, sample::hostile_name.size() - 1));
    CHECK(name.ends_with("\ufffd"));
}

TEST_CASE("Two runs give the same page, however long they took")
{
    Report other = sample::whole_report();
    other.seconds *= 3;
    for (CaseReport& one : other.cases) one.seconds *= 3;
    CHECK(page_data(other) == page_data(sample::whole_report()));
}

TEST_CASE("Counts of the page are exact up to the last bit")
{
    CaseReport one = sample::holding_case();
    one.counts.states = checker::greatest_count;
    const Json document = Json::parse(page_data(with(one)));
    CHECK(document.at("cases").at(0).at("counts").at("states") == "18446744073709551615");
}
