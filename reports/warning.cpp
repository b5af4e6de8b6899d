#include "reports/warning.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "reports/report.hpp"

namespace holdfast::reports {

namespace {

using checker::Landmark;
using checker::Use;
using checker::Verdict;

Warning::Kind kind_of(Landmark::Kind kind)
{
    switch (kind) {
    case Landmark::Kind::process: return Warning::Kind::never_runs;
    case Landmark::Kind::deed: return Warning::Kind::never_happens;
    case Landmark::Kind::branch:
    case Landmark::Kind::step: break;
    }
    return Warning::Kind::never_taken;
}

/// The landmarks of a file, each as far as any of its cases came with it.
std::vector<LandmarkReport> landmarks_of_all(std::span<const CaseReport> cases)
{
    std::vector<LandmarkReport> all = cases.front().landmarks;
    for (const CaseReport& one : cases) {
        for (std::size_t k = 0; k < all.size(); ++k) all[k].use = std::max(all[k].use, one.landmarks[k].use);
    }
    return all;
}

class Writer {
public:
    Writer(std::span<const CaseReport> cases, bool all) : cases_(cases)
    {
        const auto complete = [](const CaseReport& one) { return one.stop.empty(); };
        all_is_known_ = all && std::ranges::all_of(cases, complete);
    }

    std::vector<Warning> write() &&
    {
        if (all_is_known_) {
            landmarks_ = landmarks_of_all(cases_);
            for (std::size_t k = 0; k < landmarks_.size();) k = look_at_landmark(k);
            for (std::size_t k = 0; k < cases_.front().properties.size(); ++k) look_at_property(k);
        }
        for (const CaseReport& one : cases_) look_at_case(one);
        return std::move(warnings_);
    }

private:
    /// The number of the next one to look at.
    std::size_t look_at_landmark(std::size_t k)
    {
        const LandmarkReport& one = landmarks_[k];
        if (one.use == Use::taken) {
            if (one.landmark.meant_never)
                add(Warning::Kind::taken_after_all, one, "this is said never to be taken, and it is");
            return k + 1;
        }
        std::size_t next = behind(k), more = 0;
        if (one.landmark.kind == Landmark::Kind::step) {
            while (is_missed_behind(one, next)) {
                more += steps_between(next, behind(next));
                next = behind(next);
            }
        }
        if (is_meant(k, next)) return next;
        std::string sentence = one.landmark.words;
        if (more > 0) sentence += fmt::format(", nor what stands behind it ({})", counted(more, "step"));
        if (one.use == Use::blocked && one.landmark.kind != Landmark::Kind::deed)
            sentence += "; runs come to it, but it is possible in none";
        add(kind_of(one.landmark.kind), one, std::move(sentence));
        return next;
    }

    /// Behind all parts of it.
    [[nodiscard]] std::size_t behind(std::size_t k) const
    {
        std::size_t next = k + 1;
        while (next < landmarks_.size() && is_within(next, k)) ++next;
        return next;
    }

    [[nodiscard]] bool is_within(std::size_t part, std::size_t whole) const
    {
        std::optional<std::size_t> of = landmarks_[part].landmark.part_of;
        while (of && *of > whole) of = landmarks_[*of].landmark.part_of;
        return of == whole;
    }

    /// It belongs to the same part and is missed as well, so that one sentence does for both. What is missed
    /// for a reason of its own has its own.
    [[nodiscard]] bool is_missed_behind(const LandmarkReport& one, std::size_t next) const
    {
        return next < landmarks_.size() && landmarks_[next].landmark.part_of == one.landmark.part_of &&
               landmarks_[next].use == Use::unreached;
    }

    [[nodiscard]] std::size_t steps_between(std::size_t first, std::size_t end) const
    {
        std::size_t steps = 0;
        for (std::size_t k = first; k < end; ++k) {
            if (landmarks_[k].landmark.kind == Landmark::Kind::step) ++steps;
        }
        return steps;
    }

    /// Whoever says it of the first that is missed says it of what stands behind.
    [[nodiscard]] bool is_meant(std::size_t first, std::size_t end) const
    {
        for (std::size_t k = first; k < end; ++k) {
            if (landmarks_[k].landmark.kind == Landmark::Kind::step || end == first + 1)
                return landmarks_[k].landmark.meant_never;
        }
        return false;
    }

    void look_at_property(std::size_t k)
    {
        const auto property = [k](const CaseReport& one) -> const PropertyReport& {
            return one.properties[k];
        };
        const auto mentions = [](const PropertyReport& one) { return one.expectation.mentioned; };
        const auto is_vacuous = [](const PropertyReport& one) { return one.vacuous(); };
        const auto mention = std::ranges::find_if(cases_, mentions, property);
        if (mention == cases_.end()) return;
        const PropertyReport& first = property(*mention);
        const bool vacuous = std::ranges::all_of(cases_, is_vacuous, property);
        const bool meant = std::ranges::any_of(
            cases_, [&](const CaseReport& one) { return property(one).expectation.vacuous; });
        if (vacuous == meant) return;
        add(vacuous ? Warning::Kind::vacuous : Warning::Kind::judged_after_all, mention->path,
            first.expectation.where, vacuous ? vacuous_in_words(first) : judged_in_words(first));
    }

    static std::string vacuous_in_words(const PropertyReport& property)
    {
        if (!property.does_not_apply.empty())
            return fmt::format("{} cannot fail: {}", property.name, property.does_not_apply);
        return fmt::format("{} never has anything to judge, so it cannot fail", property.name);
    }

    static std::string judged_in_words(const PropertyReport& property)
    {
        return fmt::format("{} is said to have nothing to judge, and it has", property.name);
    }

    /// Whatever comes out of it, it is as expected.
    void look_at_case(const CaseReport& one)
    {
        const auto accepts_all = [](const PropertyReport& each) {
            const bool cannot_fail = each.vacuous() && each.expectation.verdict == Verdict::holds;
            return each.expectation.any || cannot_fail;
        };
        if (one.expects_counts || !one.stop.empty() || !std::ranges::all_of(one.properties, accepts_all))
            return;
        add(Warning::Kind::expects_nothing, one.path, {one.line, 0},
            fmt::format("case '{}' cannot fail: whatever comes of it is expected", one.name));
    }

    void add(Warning::Kind kind, const LandmarkReport& one, std::string sentence)
    {
        add(kind, cases_.front().path, {one.landmark.line, one.landmark.column}, std::move(sentence));
    }

    void add(Warning::Kind kind, const std::string& path, TextPlace where, std::string sentence)
    {
        warnings_.push_back({kind, path, where.line, where.column, std::move(sentence)});
    }

    std::span<const CaseReport> cases_;
    bool all_is_known_ = false;
    std::vector<LandmarkReport> landmarks_;
    std::vector<Warning> warnings_;
};

}  // namespace

std::string_view to_string(Warning::Kind kind)
{
    switch (kind) {
    case Warning::Kind::never_runs: return "never-runs";
    case Warning::Kind::never_taken: return "never-taken";
    case Warning::Kind::never_happens: return "never-happens";
    case Warning::Kind::vacuous: return "vacuous";
    case Warning::Kind::expects_nothing: return "expects-nothing";
    case Warning::Kind::taken_after_all: return "taken-after-all";
    case Warning::Kind::judged_after_all: return "judged-after-all";
    }
    return "?";
}

std::vector<Warning> warnings_of(std::span<const CaseReport> cases, bool all)
{
    if (cases.empty()) return {};
    return Writer(cases, all).write();
}

std::string in_words(const Warning& warning)
{
    const std::string column = warning.column == 0 ? "" : fmt::format(":{}", warning.column);
    return fmt::format("{}:{}{}: {}", printable(warning.path), warning.line, column,
                       printable(warning.sentence));
}

std::string warnings_in_words(const Report& report)
{
    if (report.warnings.empty()) return "";
    const std::string count = counted(report.warnings.size(), "warning");
    if (!report.strict) return count;
    return fmt::format("{}, and --strict takes {} for {}", count, report.warnings.size() == 1 ? "it" : "them",
                       report.warnings.size() == 1 ? "a failure" : "failures");
}

}  // namespace holdfast::reports
