#include "reports/cli/scenario_case.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/system.hpp"
#include "reports/cli/applicability.hpp"
#include "reports/cli/interrupt.hpp"
#include "reports/cli/output.hpp"

namespace holdfast::reports::cli {

namespace {

Expectation expectation_of(const scenarios::PropertyExpectation& stated)
{
    Expectation expectation;
    expectation.any = stated.any;
    expectation.verdict = stated.verdict;
    expectation.steps = stated.steps;
    expectation.mentioned = stated.mentioned;
    expectation.vacuous = stated.vacuous;
    expectation.where = {stated.where.line, stated.where.column};
    return expectation;
}

}  // namespace

tl::expected<scenarios::Scenario, scenarios::Diagnostics> read_scenario(const std::string& file)
{
    const ImpatientlyWaiting for_writer(file);
    return scenarios::read(file);
}

CaseHead head_of(const scenarios::Scenario& scenario, const scenarios::Case& one)
{
    CaseHead head;
    head.path = scenario.path;
    head.line = one.where.line;
    head.name = one.name;
    head.title = scenario.title;
    head.source = scenario.source;
    head.tags = scenario.tags;
    head.policy = one.policy_name;
    head.assumed = one.assumed;
    head.grain = one.setup.grain == model::Grain::call ? "call" : "micro";
    head.fairness = one.fairness;
    head.only_case = scenario.cases.size() == 1;
    for (const scenarios::PropertyExpectation& stated : one.properties) {
        head.expectations.push_back(expectation_of(stated));
    }
    head.does_not_apply = reasons_not_to_apply(one.setup);
    head.states = one.states;
    head.transitions = one.transitions;
    return head;
}

tl::expected<std::unique_ptr<checker::System>, scenarios::Diagnostic>
system_of(const scenarios::Scenario& scenario, const scenarios::Case& one)
{
    auto system = model::make_system(one.setup);
    if (system) return std::move(*system);
    scenarios::Diagnostic diagnostic;
    diagnostic.path = scenario.path;
    diagnostic.where = one.where;
    diagnostic.message = fmt::format("case '{}' cannot be checked: {}", one.name, system.error().message);
    return tl::make_unexpected(std::move(diagnostic));
}

void print_diagnostic(const scenarios::Diagnostic& diagnostic)
{
    std::string text = scenarios::to_text(diagnostic);
    if (!text.ends_with('\n')) text += '\n';
    print_to_stderr(text);
}

const scenarios::Case* find_case(const scenarios::Scenario& scenario, const std::string& name)
{
    const auto found = std::find_if(scenario.cases.begin(), scenario.cases.end(),
                                    [&](const scenarios::Case& one) { return one.name == name; });
    return found == scenario.cases.end() ? nullptr : &*found;
}

std::vector<std::string> case_names(const scenarios::Scenario& scenario)
{
    std::vector<std::string> names;
    for (const scenarios::Case& one : scenario.cases) names.push_back(one.name);
    return names;
}

std::vector<std::string> property_names(const scenarios::Case& one)
{
    std::vector<std::string> names;
    for (const checker::Property& property : model::properties_of(one.setup)) names.push_back(property.name);
    return names;
}

}  // namespace holdfast::reports::cli
