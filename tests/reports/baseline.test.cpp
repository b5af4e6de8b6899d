#include "reports/baseline.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/report_of.hpp"
#include "tests/reports/sample_report.hpp"

using namespace holdfast::reports;
using holdfast::checker::Verdict;

namespace {

PropertyReport property(const char* name, Verdict verdict, bool met)
{
    PropertyReport one;
    one.name = name;
    one.verdict = verdict;
    one.expectation.met = met;
    if (verdict == Verdict::violated) one.trace = sample::purge_trace();
    return one;
}

CaseReport case_with(std::vector<PropertyReport> properties)
{
    CaseReport one;
    one.path = "folder/a.toml";
    one.name = "hoped-for";
    one.properties = std::move(properties);
    return one;
}

KnownFinding known(const char* about, const char* verdict)
{
    KnownFinding one{.scenario = "a.toml", .case_name = "hoped-for", .about = about};
    one.verdict = verdict;
    one.steps = 4;
    one.witness = fingerprint_of(sample::purge_trace());
    one.reason = "ticket 12";
    return one;
}

}  // namespace

TEST_CASE("what is in the baseline is known, and what is not is new")
{
    Baseline baseline("known.toml", {known("purge", "violated")}, false);
    CaseReport one = case_with(
        {property("purge", Verdict::violated, false), property("access", Verdict::violated, false)});
    baseline.compare(one, "a.toml", true);
    CHECK(one.properties[0].acceptance.standing == Standing::unchanged);
    CHECK(one.properties[0].acceptance.accepted);
    CHECK(one.properties[0].acceptance.reason == "ticket 12");
    CHECK(one.properties[1].acceptance.standing == Standing::fresh);
    CHECK(one.outcome() == Outcome::unexpected);
    CHECK(baseline.report().fresh == 1);
    CHECK(baseline.report().unchanged == 1);
    CHECK(baseline.report().fixed.empty());
}

TEST_CASE("a case of which everything is known is known itself")
{
    Baseline baseline("known.toml", {known("purge", "violated")}, false);
    CaseReport one =
        case_with({property("purge", Verdict::violated, false), property("other", Verdict::holds, true)});
    CHECK(one.outcome() == Outcome::unexpected);
    baseline.compare(one, "a.toml", true);
    CHECK(one.outcome() == Outcome::known);
    CHECK(one.acceptable());
    CHECK_FALSE(one.as_expected());
}

TEST_CASE("another run that shows the same is a change, and still known")
{
    KnownFinding before = known("purge", "violated");
    before.witness = "0000000000000000";
    Baseline baseline("known.toml", {before}, false);
    CaseReport one = case_with({property("purge", Verdict::violated, false)});
    baseline.compare(one, "a.toml", true);
    CHECK(one.properties[0].acceptance.standing == Standing::changed);
    CHECK(one.outcome() == Outcome::known);
    CHECK(baseline.updated().at(0).witness == known("purge", "violated").witness);
    CHECK(baseline.updated().at(0).reason == "ticket 12");
}

TEST_CASE("another verdict is another finding")
{
    Baseline baseline("known.toml", {known("purge", "holds")}, false);
    CaseReport one = case_with({property("purge", Verdict::violated, false)});
    baseline.compare(one, "a.toml", true);
    CHECK(one.properties[0].acceptance.standing == Standing::fresh);
    CHECK(baseline.report().fixed.size() == 1);
    REQUIRE(baseline.updated().size() == 1);
    CHECK(baseline.updated()[0].verdict == "violated");
}

TEST_CASE("what does not occur any more is fixed, and what was not judged is not")
{
    const std::vector<KnownFinding> entries{known("gone", "violated"), known("met", "violated"),
                                            known("open", "violated")};
    Baseline baseline("known.toml", entries, true);
    CaseReport one =
        case_with({property("met", Verdict::holds, true), property("open", Verdict::inconclusive, false)});
    SECTION("of a whole report also what the case has no more")
    {
        baseline.compare(one, "a.toml", true);
        CHECK(baseline.report().fixed.size() == 2);
        CHECK(baseline.updated().size() == 1);
    }
    SECTION("of some properties only those")
    {
        baseline.compare(one, "a.toml", false);
        CHECK(baseline.report().fixed.size() == 1);
        CHECK(baseline.updated().size() == 2);
    }
    SECTION("of another scenario none")
    {
        baseline.compare(one, "b.toml", true);
        CHECK(baseline.report().fixed.empty());
        CHECK(baseline.report().not_judged == 3);
        CHECK(baseline.updated().size() == 3);
    }
    CHECK(one.outcome() == Outcome::inconclusive);
}

TEST_CASE("entries of a case that its scenario does not have any more are fixed")
{
    Baseline baseline("known.toml", {known("purge", "violated")}, false);
    baseline.has_only("b.toml", {"other"});
    CHECK(baseline.report().fixed.empty());
    baseline.has_only("a.toml", {"other"});
    CHECK(baseline.report().fixed.size() == 1);
}

TEST_CASE("a wrong count is known by the number that was found")
{
    KnownFinding count{.scenario = "a.toml", .case_name = "hoped-for", .about = "states", .count = true};
    count.found = 27;
    const auto compared = [&](std::uint64_t found, const char* stop) {
        Baseline baseline("known.toml", {count}, false);
        CaseReport one = case_with({});
        one.wrong_counts = {{"states", 30, found}};
        one.stop = stop;
        baseline.compare(one, "a.toml", true);
        return std::pair(one.outcome(), baseline.report());
    };
    CHECK(compared(27, "").first == Outcome::known);
    CHECK(compared(28, "").first == Outcome::unexpected);
    CHECK(compared(28, "").second.fresh == 1);
    CHECK(compared(26, "states").first == Outcome::inconclusive);
    CHECK(compared(26, "states").second.not_judged == 1);
}

TEST_CASE("a baseline that is written anew accepts what is new")
{
    Baseline baseline("known.toml", {}, true);
    CaseReport one = case_with({property("purge", Verdict::violated, false)});
    baseline.compare(one, "a.toml", true);
    CHECK(one.outcome() == Outcome::known);
    REQUIRE(baseline.updated().size() == 1);
    CHECK(baseline.updated()[0].steps == 4);
}

TEST_CASE("findings come in the order of scenario, case and name")
{
    KnownFinding later = known("a", "violated");
    later.scenario = "b.toml";
    Baseline baseline("known.toml", {later, known("z", "violated"), known("m", "violated")}, true);
    const std::vector<KnownFinding> all = baseline.updated();
    REQUIRE(all.size() == 3);
    CHECK(all[0].about == "m");
    CHECK(all[1].about == "z");
    CHECK(all[2].scenario == "b.toml");
}
