#include "reports/baseline.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reports/text_hash.hpp"

namespace holdfast::reports {

namespace {

bool sooner(const KnownFinding& one, const KnownFinding& other) { return one.key() < other.key(); }

KnownFinding found_of(const CaseReport& one, const std::string& scenario, const PropertyReport& property)
{
    KnownFinding found{.scenario = scenario, .case_name = one.name, .about = property.name};
    found.verdict = to_string(property.verdict);
    if (!property.trace) return found;
    found.steps = property.trace->steps.size();
    found.witness = fingerprint_of(*property.trace);
    return found;
}

/// The same finding, shown by the same run.
bool same_run(const KnownFinding& one, const KnownFinding& other)
{
    return one.steps == other.steps && one.witness == other.witness;
}

}  // namespace

std::string fingerprint_of(const Trace& trace) { return fmt::format("{:016x}", text_hash({trace.schedule})); }

Baseline::Baseline(std::string file, std::vector<KnownFinding> known, bool take_in)
    : file_(std::move(file)), take_in_(take_in)
{
    std::sort(known.begin(), known.end(), sooner);
    for (KnownFinding& each : known) entries_.push_back({std::move(each)});
}

Baseline::Entry* Baseline::find(const KnownFinding& like)
{
    const auto at = std::lower_bound(
        entries_.begin(), entries_.end(), like,
        [](const Entry& entry, const KnownFinding& sought) { return sooner(entry.known, sought); });
    return at != entries_.end() && at->known.key() == like.key() ? &*at : nullptr;
}

/// Another verdict, or another count, is another finding.
void Baseline::settle(Acceptance& acceptance, KnownFinding found)
{
    Entry* const entry = find(found);
    if (entry == nullptr || entry->known.verdict != found.verdict || entry->known.found != found.found) {
        if (entry != nullptr) {
            entry->fate = Fate::fixed;
            found.reason = entry->known.reason;
            found.comments = entry->known.comments;
        }
        acceptance = {Standing::fresh, take_in_, {}};
        fresh_.push_back(std::move(found));
        return;
    }
    const bool same = same_run(entry->known, found);
    acceptance = {same ? Standing::unchanged : Standing::changed, true, entry->known.reason};
    ++(same ? unchanged_ : changed_);
    entry->fate = Fate::occurs;
    entry->known.steps = found.steps;
    entry->known.witness = found.witness;
}

/// There are more than expected, but where the search was cut off nobody knows how many.
void Baseline::accept_if_known(Acceptance& acceptance, const KnownFinding& found)
{
    Entry* const entry = find(found);
    if (entry == nullptr) return;
    acceptance = {Standing::unchanged, true, entry->known.reason};
    entry->fate = Fate::occurs;
    ++unchanged_;
}

void Baseline::compare(CaseReport& one, const std::string& scenario, bool whole)
{
    std::set<std::pair<bool, std::string>> open, unmet, met;  // counts (true) and properties, by name
    for (PropertyReport& property : one.properties) {
        const std::pair about{false, property.name};
        if (property.verdict == checker::Verdict::inconclusive) open.insert(about);
        else if (property.expectation.met) met.insert(about);
        else settle(property.acceptance, found_of(one, scenario, property));
        if (!property.expectation.met) unmet.insert(about);
    }
    for (CountExpectation& count : one.wrong_counts) {
        const bool definite = one.stop.empty() || count.found > count.expected;
        (definite ? unmet : open).insert({true, count.what});
        if (!definite) continue;
        KnownFinding found{.scenario = scenario, .case_name = one.name, .about = count.what, .count = true};
        found.found = std::min(count.found, greatest_known_count);
        if (one.stop.empty()) settle(count.acceptance, std::move(found));
        else accept_if_known(count.acceptance, found);
    }
    const KnownFinding first{.scenario = scenario, .case_name = one.name, .about = ""};
    const auto begin = std::lower_bound(
        entries_.begin(), entries_.end(), first,
        [](const Entry& entry, const KnownFinding& sought) { return sooner(entry.known, sought); });
    for (auto at = begin; at != entries_.end(); ++at) {
        Entry& entry = *at;
        if (entry.known.scenario != scenario || entry.known.case_name != one.name) break;
        const std::pair about{entry.known.count, entry.known.about};
        if (open.contains(about) || unmet.contains(about)) continue;
        const bool gone = whole && (one.stop.empty() || !entry.known.count);
        if (met.contains(about) || gone) entry.fate = Fate::fixed;
    }
}

void Baseline::has_only(const std::string& scenario, const std::set<std::string>& cases)
{
    for (Entry& entry : entries_) {
        if (entry.known.scenario == scenario && !cases.contains(entry.known.case_name))
            entry.fate = Fate::fixed;
    }
}

BaselineReport Baseline::report() const
{
    BaselineReport report{.file = file_, .updated = take_in_};
    report.fresh = fresh_.size();
    report.unchanged = unchanged_;
    report.changed = changed_;
    for (const Entry& entry : entries_) {
        if (entry.fate == Fate::not_judged) ++report.not_judged;
        if (entry.fate == Fate::fixed) report.fixed.push_back(entry.known);
        else if (entry.known.reason.empty()) ++report.without_reason;
    }
    if (take_in_) {
        report.without_reason += static_cast<std::size_t>(std::count_if(
            fresh_.begin(), fresh_.end(), [](const KnownFinding& each) { return each.reason.empty(); }));
    }
    return report;
}

std::vector<KnownFinding> Baseline::updated() const
{
    std::vector<KnownFinding> known = fresh_;
    for (const Entry& entry : entries_) {
        if (entry.fate != Fate::fixed) known.push_back(entry.known);
    }
    std::sort(known.begin(), known.end(), sooner);
    return known;
}

}  // namespace holdfast::reports
