// The list of all scenarios in scenarios/README.md: what each says, who says so, and what comes out.
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/coverage/generated.hpp"
#include "tests/coverage/library.hpp"

namespace holdfast::tests {
namespace {

std::string in_a_cell(std::string text)
{
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.insert(at, "\\");
    return text;
}

std::string verdict_of(const std::string& name, const scenarios::PropertyExpectation& expected)
{
    const std::string verdict = fmt::format("{} {}", name, to_string(expected.verdict));
    if (!expected.steps) return verdict;
    return fmt::format("{} in {}", verdict, *expected.steps);
}

/// "in-use-purge violated in 4, failed-access violated; orphan not asked", or "all hold".
std::string verdicts_of(const scenarios::Case& each)
{
    std::vector<std::string> verdicts, not_asked;
    const std::vector<checker::Property> properties = properties_of(each.setup);
    std::size_t inconclusive = 0;
    for (const scenarios::PropertyExpectation& expected : each.properties) {
        const std::string& name = properties[expected.property].name;
        if (expected.any) not_asked.push_back(name);
        else if (expected.verdict != checker::Verdict::holds || expected.steps)
            verdicts.push_back(verdict_of(name, expected));
        if (!expected.any && expected.verdict == checker::Verdict::inconclusive) ++inconclusive;
    }
    if (inconclusive == each.properties.size()) return "all inconclusive";
    if (not_asked.size() == each.properties.size()) return "nothing asked";
    const std::string said =
        verdicts.empty() ? std::string("all hold") : fmt::format("{}", fmt::join(verdicts, ", "));
    return not_asked.empty() ? said : fmt::format("{}; {} not asked", said, fmt::join(not_asked, ", "));
}

std::string row_of(const scenarios::Scenario& scenario)
{
    std::vector<std::string> cases;
    for (const scenarios::Case& each : scenario.cases)
        cases.push_back(fmt::format("{}: {}", in_a_cell(each.name), verdicts_of(each)));
    const std::string file = scenario.path.substr(std::string_view("scenarios/").size());
    const std::string name = file.substr(file.rfind('/') + 1);
    return fmt::format("| [{}]({}) | {} | {} | {} |\n", name.substr(0, name.rfind('.')), file,
                       in_a_cell(scenario.title), in_a_cell(scenario.source), fmt::join(cases, "<br>"));
}

std::string folder_of(const std::string& path)
{
    return std::filesystem::path(path).lexically_relative("scenarios").parent_path().generic_string();
}

std::string catalogue()
{
    std::map<std::string, std::string> folders;
    std::size_t files = 0, cases = 0;
    for (const scenarios::Scenario& scenario : library()) {
        folders[folder_of(scenario.path)] += row_of(scenario);
        ++files;
        cases += scenario.cases.size();
    }
    std::string text = fmt::format("{} scenarios with {} cases.\n", files, cases);
    for (const auto& [folder, rows] : folders)
        text += fmt::format(
            "\n### {}/\n\n| scenario | what it says | source | cases |\n| --- | --- | --- | --- |\n{}",
            folder, rows);
    return text;
}

}  // namespace

TEST_CASE("the catalogue has every scenario of the library, with what its cases expect")
{
    require_generated("scenarios/README.md", "catalogue", catalogue());
}

}  // namespace holdfast::tests
