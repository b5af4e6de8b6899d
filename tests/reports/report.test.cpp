#include "reports/report.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/sample_report.hpp"

using namespace holdfast::reports;
using holdfast::checker::Verdict;

TEST_CASE("A case whose expectations are all met is as expected, violations included")
{
    CHECK(sample::violated_case().outcome() == Outcome::as_expected);
    CHECK(sample::holding_case().outcome() == Outcome::as_expected);
}

TEST_CASE("One definite verdict that was not expected makes the case unexpected")
{
    CHECK(sample::failing_case().outcome() == Outcome::unexpected);
    CaseReport mixed = sample::open_case();
    mixed.properties.front().verdict = Verdict::violated;
    CHECK(mixed.outcome() == Outcome::unexpected);
}

TEST_CASE("A case is inconclusive where something definite was expected and not found out")
{
    CHECK(sample::open_case().outcome() == Outcome::inconclusive);
    CaseReport wanted = sample::open_case();
    for (PropertyReport& property : wanted.properties) property.expectation.met = true;
    CHECK(wanted.outcome() == Outcome::as_expected);
}

TEST_CASE("A wrong count is definite where the search was complete or found too much")
{
    CaseReport report = sample::holding_case();
    report.wrong_counts = {{"states", 60, 57}};
    CHECK(report.outcome() == Outcome::unexpected);
    report.stop = "states";
    CHECK(report.outcome() == Outcome::inconclusive);
    report.wrong_counts = {{"states", 50, 57}};
    CHECK(report.outcome() == Outcome::unexpected);
}

TEST_CASE("A property that holds without ever being triggered is vacuous")
{
    PropertyReport property = sample::property("p", "", Verdict::holds);
    CHECK_FALSE(property.vacuous());
    property.triggers = 0;
    CHECK(property.vacuous());
    property.verdict = Verdict::inconclusive;
    CHECK_FALSE(property.vacuous());
}

TEST_CASE("What ended a search is said in words")
{
    CHECK(stop_in_words("states") == "limit of states");
    CHECK(stop_in_words("instances") == "limit of instances");
    CHECK(stop_in_words("interrupted") == "interrupted");
}
