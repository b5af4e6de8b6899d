#include "reports/cli/case_printer.hpp"

#include <algorithm>
#include <span>

#include "reports/statistics.hpp"

namespace holdfast::reports::cli {

void CasePrinter::one_more()
{
    if (printing_.silent) return;
    const CaseReport& last = report_.cases.back();
    if (printing_.text.detail != Detail::scenarios) {
        print(last);
        return;
    }
    if (report_.cases[told_].path != last.path) print_scenario();
}

void CasePrinter::print(const CaseReport& one)
{
    const auto is_asked_for = [&](const PropertyReport& property) {
        return property.verdict == *printing_.only;
    };
    if (printing_.only && std::none_of(one.properties.begin(), one.properties.end(), is_asked_for)) return;
    const bool quiet = printing_.text.detail == Detail::quiet;
    output_.write(quiet ? brief_text(one, printing_.text) : case_text(one, printing_.text));
    if (printing_.statistics) output_.write(statistics_text(one));
}

/// The cases of one path, from the first that had no line yet.
void CasePrinter::print_scenario()
{
    const auto begin = report_.cases.begin() + static_cast<std::ptrdiff_t>(told_);
    const auto end = std::find_if(begin, report_.cases.end(),
                                  [&](const CaseReport& one) { return one.path != begin->path; });
    output_.write(scenario_text(std::span(begin, end), printing_.text));
    told_ = static_cast<std::size_t>(end - report_.cases.begin());
}

void CasePrinter::warn(const std::vector<Warning>& warnings)
{
    const bool says_failures_only = printing_.text.detail == Detail::quiet && !report_.strict;
    if (printing_.silent || warnings.empty() || says_failures_only) return;
    if (printing_.text.detail == Detail::scenarios && told_ < report_.cases.size()) print_scenario();
    output_.write(warnings_text(warnings, report_.strict, printing_.text));
}

void CasePrinter::finish()
{
    if (printing_.silent) return;
    if (printing_.text.detail == Detail::scenarios && told_ < report_.cases.size()) print_scenario();
    const bool all_well = std::all_of(report_.cases.begin(), report_.cases.end(),
                                      [](const CaseReport& one) { return one.acceptable(); });
    const bool fails = !all_well || (report_.strict && !report_.warnings.empty());
    if (printing_.text.detail == Detail::quiet && !fails && report_.cases_not_run == 0) return;
    output_.write(summary_text(report_, printing_.text));
}

}  // namespace holdfast::reports::cli
