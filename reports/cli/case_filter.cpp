#include "reports/cli/case_filter.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fnmatch.h>

#include "reports/cli/scenario_case.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "scenarios/format/nearest.hpp"

namespace holdfast::reports::cli {

namespace {

using Names = std::vector<std::string>;

constexpr std::size_t most_named = 10;  // of what there is instead

bool any_fits(const Names& patterns, const Names& names)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
        return std::any_of(names.begin(), names.end(),
                           [&](const std::string& name) { return fits(pattern, name); });
    });
}

/// One way to choose: its option, what it looks at, and the patterns.
struct Sieve {
    const char* option;
    const char* what;
    const Names& patterns;
    std::function<Names(const CaseOfScenario&)> names;

    [[nodiscard]] bool keeps(const CaseOfScenario& job) const
    {
        return patterns.empty() || any_fits(patterns, names(job));
    }
};

std::vector<Sieve> sieves_of(const CaseChoice& choice)
{
    return {{"--name", "scenario", choice.names,
             [](const CaseOfScenario& job) { return names_of(*job.scenario); }},
            {"--case", "case", choice.cases, [](const CaseOfScenario& job) { return Names{job.one->name}; }},
            {"--tag", "tag", choice.tags, [](const CaseOfScenario& job) { return job.scenario->tags; }},
            {"--property", "property", choice.properties,
             [](const CaseOfScenario& job) { return property_names(*job.one); }}};
}

/// What there is instead of a pattern that fits nothing. Of a scenario's names the shortest says enough.
Names known_to(const Sieve& sieve, const std::vector<CaseOfScenario>& all)
{
    Names known;
    std::set<std::string> seen;
    for (const CaseOfScenario& job : all) {
        const Names names = sieve.names(job);
        for (const std::string& name : names) {
            const bool shortest = sieve.what != std::string_view("scenario") || name == names.back();
            if (shortest && seen.insert(name).second) known.push_back(name);
        }
    }
    return known;
}

std::string complaint_about(const std::string& pattern, const Sieve& sieve,
                            const std::vector<CaseOfScenario>& all)
{
    const std::string message = fmt::format("there is no {} '{}' here", sieve.what, printable(pattern));
    const Names known = known_to(sieve, all);
    if (known.empty()) return message + ", nor any other";
    if (const std::string advice = scenarios::did_you_mean(pattern, known); !advice.empty())
        return fmt::format("{}; {}", message, printable(advice));
    if (known.size() > most_named)
        return fmt::format("{}; there are {}, such as {}", message, grouped(known.size()),
                           printable(known.front()));
    return fmt::format("{}; there is {}", message, printable(scenarios::listed(known)));
}

}  // namespace

bool fits(const std::string& pattern, const std::string& name)
{
    return pattern == name || ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

Names names_of(const scenarios::Scenario& scenario)
{
    const std::string& path = scenario.path;
    const std::string file = path.substr(path.rfind('/') + 1);
    const std::size_t ending = file.rfind(".toml");
    return {path, file, ending == std::string::npos ? file : file.substr(0, ending)};
}

tl::expected<std::vector<CaseOfScenario>, std::vector<std::string>>
chosen_cases(const std::vector<scenarios::Scenario>& scenarios, const CaseChoice& choice)
{
    std::vector<CaseOfScenario> all;
    for (const scenarios::Scenario& scenario : scenarios) {
        for (const scenarios::Case& one : scenario.cases) all.push_back({&scenario, &one});
    }
    const std::vector<Sieve> sieves = sieves_of(choice);
    Names complaints, used;
    for (const Sieve& sieve : sieves) {
        if (!sieve.patterns.empty()) used.emplace_back(sieve.option);
        for (const std::string& pattern : sieve.patterns) {
            const bool found = std::any_of(all.begin(), all.end(), [&](const auto& job) {
                return any_fits({pattern}, sieve.names(job));
            });
            if (!found && !all.empty()) complaints.push_back(complaint_about(pattern, sieve, all));
        }
    }
    std::vector<CaseOfScenario> chosen;
    std::copy_if(all.begin(), all.end(), std::back_inserter(chosen), [&](const CaseOfScenario& job) {
        return std::all_of(sieves.begin(), sieves.end(),
                           [&](const Sieve& sieve) { return sieve.keeps(job); });
    });
    if (complaints.empty() && chosen.empty() && !all.empty())
        complaints.push_back(fmt::format("no case is what {} ask for together", listed(used)));
    if (!complaints.empty()) return tl::make_unexpected(std::move(complaints));
    return chosen;
}

void keep_chosen(CaseReport& report, const CaseChoice& choice)
{
    if (choice.properties.empty()) return;
    std::erase_if(report.properties, [&](const PropertyReport& property) {
        return !any_fits(choice.properties, {property.name});
    });
    report.wrong_counts.clear();
}

}  // namespace holdfast::reports::cli
