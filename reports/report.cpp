#include "reports/report.hpp"

#include <algorithm>

namespace holdfast::reports {

namespace {

bool definitely_unmet(const PropertyReport& property)
{
    return property.unaccepted() && property.verdict != checker::Verdict::inconclusive;
}

bool undecided(const PropertyReport& property)
{
    return !property.expectation.met && property.verdict == checker::Verdict::inconclusive;
}

/// A search that was cut off may have found less than there is, never more.
bool definitely_wrong(const CountExpectation& count, bool complete)
{
    return complete || count.found > count.expected;
}

bool is_known(const Acceptance& acceptance) { return acceptance.accepted; }

}  // namespace

std::string stop_in_words(const std::string& stop)
{
    if (stop == to_string(checker::Stop::interrupted) || stop == to_string(checker::Stop::first_violation))
        return stop;
    return "limit of " + stop;
}

Outcome CaseReport::outcome() const
{
    const bool complete = stop.empty();
    const bool wrong_verdict = std::any_of(properties.begin(), properties.end(), definitely_unmet);
    const bool wrong_count =
        std::any_of(wrong_counts.begin(), wrong_counts.end(), [&](const CountExpectation& count) {
            return !is_known(count.acceptance) && definitely_wrong(count, complete);
        });
    if (wrong_verdict || wrong_count) return Outcome::unexpected;
    const auto open = std::any_of(wrong_counts.begin(), wrong_counts.end(),
                                  [](const CountExpectation& count) { return !is_known(count.acceptance); });
    if (open || std::any_of(properties.begin(), properties.end(), undecided)) return Outcome::inconclusive;
    const bool known = !wrong_counts.empty() ||
                       std::any_of(properties.begin(), properties.end(),
                                   [](const PropertyReport& one) { return is_known(one.acceptance); });
    return known ? Outcome::known : Outcome::as_expected;
}

bool CaseReport::as_expected() const { return outcome() == Outcome::as_expected; }

bool CaseReport::acceptable() const { return as_expected() || outcome() == Outcome::known; }

bool CaseReport::inconclusive() const { return outcome() == Outcome::inconclusive; }

std::size_t cases_with(const Report& report, Outcome outcome)
{
    return static_cast<std::size_t>(
        std::count_if(report.cases.begin(), report.cases.end(),
                      [&](const CaseReport& one) { return one.outcome() == outcome; }));
}

}  // namespace holdfast::reports
