// Judges one scenario file, every case of it: what was expected, what the reference explorer says of the same
// system, what the search says when it trusts nobody, and whether steps that say they are independent are.
// Every file of the library is a test of its own.
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checker/check.hpp"
#include "model/with_system.hpp"
#include "scenarios/format/parse.hpp"
#include "tests/independence.hpp"
#include "tests/second_opinion.hpp"

namespace holdfast::tests {
namespace {

/// Larger systems are compared with the counts that their files record.
constexpr std::uint64_t most_states_for_reference = 100'000;
/// Where time passes, what is owed is played plainly from every state for each client of each server.
constexpr std::uint64_t most_states_for_reference_of_time = 1'000;
constexpr std::size_t most_states_for_independence = 300;

class CaseJudge {
public:
    explicit CaseJudge(const scenarios::Case& the_case) : case_(the_case)
    {
        options_.most_states = case_.limits.states.value_or(checker::no_limit);
        options_.most_depth = case_.limits.depth.value_or(checker::no_limit);
        options_.most_memory = case_.limits.memory_bytes.value_or(checker::no_limit);
    }

    std::vector<std::string> judge()
    {
        auto layout =
            model::make_layout(case_.setup.world, case_.setup.policy, case_.setup.grain,
                               case_.setup.most_instances, case_.setup.own_properties, case_.setup.fairness);
        if (!layout) return {layout.error()};
        model::with_system(std::move(*layout), [this](const auto& system) { judge(system); });
        return complaints_;
    }

private:
    template <checker::Model M>
    void judge(const M& system)
    {
        const checker::Result result = checker::check(system, options_);
        compare_with_expectations(result);
        if (result.counts.states > most_states_for_reference) {
            if (!case_.states)
                complain("more than {} states, and the file records no count", most_states_for_reference);
            return;
        }
        if (has_time(case_.setup.world) && result.counts.states > most_states_for_reference_of_time) return;
        complain_of(compare(system, result));
        complain_of(try_independence(system, most_states_for_independence).broken);
        checker::Options wary = options_;
        wary.distrust = true;
        if (checker::check(system, wary).counts != result.counts)
            complain("without trust the counts are different");
    }

    void compare_with_expectations(const checker::Result& result)
    {
        const std::vector<checker::Property> properties = properties_of(case_.setup);
        for (const scenarios::PropertyExpectation& expected : case_.properties) {
            const checker::PropertyResult& found = result.properties[expected.property];
            const std::string& name = properties[expected.property].name;
            if (expected.any) continue;
            if (found.verdict != expected.verdict) {
                complain("{}: {}, not {}", name, to_string(found.verdict), to_string(expected.verdict));
            } else if (expected.steps && found.trace->schedule.choices.size() != *expected.steps) {
                complain("{}: {} steps, not {}", name, found.trace->schedule.choices.size(), *expected.steps);
            }
        }
        compare_count("states", case_.states, result.counts.states);
        compare_count("transitions", case_.transitions, result.counts.transitions);
    }

    void compare_count(const char* what, std::optional<std::uint64_t> expected, std::uint64_t found)
    {
        if (expected && *expected != found) complain("{} {}, not {}", found, what, *expected);
    }

    template <class... Values>
    void complain(fmt::format_string<Values...> format, Values&&... values)
    {
        complaints_.push_back(fmt::format(format, std::forward<Values>(values)...));
    }

    void complain_of(const std::vector<std::string>& more)
    {
        complaints_.insert(complaints_.end(), more.begin(), more.end());
    }

    const scenarios::Case& case_;
    checker::Options options_;
    std::vector<std::string> complaints_;
};

int judge_file(const std::string& path)
{
    const auto scenario = scenarios::read(path);
    if (!scenario) {
        for (const auto& diagnostic : scenario.error()) fmt::print("{}\n", to_text(diagnostic));
        return 1;
    }
    int status = 0;
    for (const scenarios::Case& each : scenario->cases) {
        const auto complaints = CaseJudge(each).judge();
        for (const std::string& complaint : complaints)
            fmt::print("{} [{}]: {}\n", path, each.name, complaint);
        if (!complaints.empty()) status = 1;
    }
    return status;
}

}  // namespace
}  // namespace holdfast::tests

int main(int count, char** arguments)
{
    if (count != 2) {
        fmt::print(stderr, "usage: every_scenario FILE\n");
        return 2;
    }
    return holdfast::tests::judge_file(arguments[1]);
}
