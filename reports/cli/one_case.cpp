#include "reports/cli/one_case.hpp"

#include <utility>

#include <fmt/format.h>

#include "reports/cli/output.hpp"
#include "reports/cli/scenario_case.hpp"
#include "reports/display_width.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/parse.hpp"

namespace holdfast::reports::cli {

namespace {

/// The case that is meant, or why none is.
tl::expected<const scenarios::Case*, std::string> choose_case(const scenarios::Scenario& scenario,
                                                              const std::optional<std::string>& name)
{
    const std::vector<std::string> names = case_names(scenario);
    if (!name) {
        if (scenario.cases.size() == 1) return &scenario.cases.front();
        return tl::make_unexpected(fmt::format("{} has {} cases; say which one with --case: {}",
                                               printable(scenario.path), names.size(),
                                               printable(scenarios::listed(names))));
    }
    if (const scenarios::Case* found = find_case(scenario, *name)) return found;
    const std::string advice = scenarios::did_you_mean(*name, names);
    return tl::make_unexpected(
        fmt::format("{} has no case '{}'; {}", printable(scenario.path), printable(*name),
                    advice.empty() ? "it has " + printable(scenarios::listed(names)) : printable(advice)));
}

}  // namespace

std::optional<OneCase> open_case(const std::string& file, const std::optional<std::string>& case_name)
{
    auto scenario = read_scenario(file);
    if (!scenario) {
        for (const scenarios::Diagnostic& diagnostic : scenario.error()) print_diagnostic(diagnostic);
        return std::nullopt;
    }
    OneCase opened;
    opened.scenario = std::move(*scenario);
    const auto chosen = choose_case(opened.scenario, case_name);
    if (!chosen) {
        print_error(chosen.error());
        return std::nullopt;
    }
    opened.one = *chosen;
    auto system = system_of(opened.scenario, *opened.one);
    if (!system) {
        print_diagnostic(system.error());
        return std::nullopt;
    }
    opened.system = std::move(*system);
    opened.head = head_of(opened.scenario, *opened.one);
    return opened;
}

std::string schedule_complaint(const std::string& text, const checker::ScheduleError& error)
{
    const std::string before = printable(text.substr(0, error.offset));
    return fmt::format("this is no schedule: {}\n  {}\n  {}^", error.message, printable(text),
                       std::string(display_width(before), ' '));
}

std::string misfit_complaint(const checker::Misfit& misfit)
{
    const std::string place = misfit.step == 0 ? "the start" : fmt::format("step {}", misfit.step);
    return fmt::format("the schedule does not fit: {}: {}", place, printable(misfit.reason));
}

}  // namespace holdfast::reports::cli
