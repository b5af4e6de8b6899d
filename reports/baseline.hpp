// What was found, held against what is known and accepted. Only what is definite is compared: a search that
// was cut off neither finds anything new nor shows that anything is fixed.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "reports/known_finding.hpp"
#include "reports/report.hpp"

namespace holdfast::reports {

class Baseline {
public:
    /// `known` in any order, each key once. `take_in`: what is new is accepted, too.
    Baseline(std::string file, std::vector<KnownFinding> known, bool take_in);

    /// Marks each finding of the case as new, known or changed. `scenario` is its path as the baseline has
    /// it. `whole`: the report has every property that the case has.
    void compare(CaseReport& one, const std::string& scenario, bool whole);

    /// A scenario that was run has these cases and no others: entries of others are fixed.
    void has_only(const std::string& scenario, const std::set<std::string>& cases);

    [[nodiscard]] BaselineReport report() const;

    /// What is to be known from now on: what occurs, as it was found, and what was not judged, as it was.
    /// Sorted by key.
    [[nodiscard]] std::vector<KnownFinding> updated() const;

private:
    enum class Fate { not_judged, occurs, fixed };

    struct Entry {
        KnownFinding known;
        Fate fate = Fate::not_judged;
    };

    [[nodiscard]] Entry* find(const KnownFinding& like);
    void settle(Acceptance& acceptance, KnownFinding found);
    void accept_if_known(Acceptance& acceptance, const KnownFinding& found);

    std::string file_;
    bool take_in_;
    std::vector<Entry> entries_;
    std::vector<KnownFinding> fresh_;
    std::size_t unchanged_ = 0, changed_ = 0;
};

/// What a run is recognised by: 16 digits of the same run for ever.
[[nodiscard]] std::string fingerprint_of(const Trace& trace);

}  // namespace holdfast::reports
