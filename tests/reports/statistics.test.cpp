#include "reports/statistics.hpp"

#include <cmath>
#include <string>

#include <catch2/catch.hpp>

using namespace holdfast;

TEST_CASE("the bound is that of the number of sets there are")
{
    // log2 of 2^40 choose 2^20, divided by 2^20, is 21.44.
    CHECK(std::abs(reports::least_bits_per_state(1048576, 40) - 21.44) < 0.01);
    CHECK(std::abs(reports::least_bits_per_state(16777216, 64) - 41.44) < 0.01);
    CHECK(reports::least_bits_per_state(1024, 10) < 1.45);
    CHECK(reports::least_bits_per_state(1e12, 10) == 0);
}

TEST_CASE("statistics say what each number means and what each reduction saved")
{
    reports::CaseReport report;
    report.name = "mended";
    report.counts.states = 720'000;
    report.counts.transitions = 4'000'000;
    report.effort.stored = 1000;
    report.effort.enabled = 6000;
    report.effort.explored = 4000;
    report.effort.state_bits = 40;
    report.effort.table_bytes = 5000;
    report.effort.table_slots = 1250;
    report.effort.log_bytes = 750;
    report.effort.sleep_sets = report.effort.symmetry = true;
    report.symmetry = {"programs a 1, a 2"};
    const std::string text = reports::statistics_text(report);
    const auto says = [&](const char* words) { return text.find(words) != text.npos; };
    CHECK(says("sleep sets on, symmetry on"));
    CHECK(says("each stands for 720.0 of them"));
    CHECK(says("symmetry saved 3,994,000, sleep sets 2,000"));
    CHECK(says("40.0 bits a state"));
    CHECK(says("80 % full"));
    CHECK(says("6.0 bits a state"));
    CHECK(says("interchangeable: programs a 1, a 2"));
}

TEST_CASE(
    "statistics say of counts that went no further, and of what follows from them, that they are the least")
{
    reports::CaseReport report;
    report.counts.states = report.counts.transitions = checker::greatest_count;
    report.effort.stored = 1'000'000;
    report.effort.enabled = 615;
    const std::string text = reports::statistics_text(report);
    const auto says = [&](const char* words) { return text.find(words) != text.npos; };
    CHECK(says("at least 18,446,744,073,709,551,615  different states"));
    CHECK(says("each stands for at least 18446744073709.6 of them"));
    CHECK(says("symmetry saved at least 18,446,744,073,709,551,000, sleep sets 615"));
}

TEST_CASE("statistics say of a property of runs how much it took")
{
    reports::CaseReport report;
    report.properties.resize(2);
    report.properties[1].name = "orphan";
    report.properties[1].liveness = reports::LivenessReport{1'000'000, 1200, 34'000'000, true, false};
    const std::string text = reports::statistics_text(report);
    CHECK(
        text.find("orphan                        1,200  states in which something can be owed, of 1,000,000 "
                  "looked at; 34.0 MB charged\n") != std::string::npos);
}

TEST_CASE("statistics of a search that stored nothing divide by nothing")
{
    CHECK(reports::statistics_text({}).find("nan") == std::string::npos);
    CHECK(reports::statistics_text({}).find("inf") == std::string::npos);
}
