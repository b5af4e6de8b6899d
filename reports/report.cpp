#include "reports/report.hpp"

#include <algorithm>

namespace holdfast::reports {

namespace {

bool definitely_unmet(const PropertyReport& property)
{
    return !property.expectation.met && property.verdict != checker::Verdict::inconclusive;
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
        std::any_of(wrong_counts.begin(), wrong_counts.end(),
                    [&](const CountExpectation& count) { return definitely_wrong(count, complete); });
    if (wrong_verdict || wrong_count) return Outcome::unexpected;
    const bool unsure = !wrong_counts.empty() || std::any_of(properties.begin(), properties.end(), undecided);
    return unsure ? Outcome::inconclusive : Outcome::as_expected;
}

bool CaseReport::as_expected() const { return outcome() == Outcome::as_expected; }

bool CaseReport::inconclusive() const { return outcome() == Outcome::inconclusive; }

}  // namespace holdfast::reports
