// What a good file says of policies, limits and expectations, and how cases take over what is said for all.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/spelled.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

const std::string world = head + accounts + profiles + programs;

Case only_case(const std::string& more)
{
    Scenario scenario = good(world + more);
    if (scenario.cases.size() != 1) throw std::runtime_error("not one case");
    return scenario.cases.front();
}

std::string expected_of(const Case& each, const std::string& property)
{
    const auto properties = properties_of(each.setup);
    for (const PropertyExpectation& wanted : each.properties) {
        if (properties[wanted.property].name != property) continue;
        const std::string verdict = wanted.any ? "any" : std::string(to_string(wanted.verdict));
        return wanted.steps ? verdict + " in " + std::to_string(*wanted.steps) : verdict;
    }
    return "no such property";
}

}  // namespace

TEST_CASE("a file without cases is one case of the policy unpatched, in which everything must hold")
{
    const Case each = only_case("");
    CHECK(each.name == "default");
    CHECK(each.where == Position{1, 1});
    CHECK(each.policy_name == "unpatched");
    CHECK(each.assumed.empty());
    CHECK(each.setup.policy == model::Policy{});
    CHECK(each.setup.grain == model::Grain::call);
    CHECK_FALSE(each.setup.most_instances.has_value());
    CHECK_FALSE(each.limits.states.has_value());
    CHECK_FALSE(each.limits.depth.has_value());
    CHECK_FALSE(each.limits.memory_bytes.has_value());
    CHECK_FALSE(each.limits.time_seconds.has_value());
    REQUIRE(each.properties.size() == properties_of(each.setup).size());
    for (std::size_t k = 0; k < each.properties.size(); ++k) {
        CHECK(each.properties[k].property == k);
        CHECK_FALSE(each.properties[k].any);
        CHECK(each.properties[k].verdict == checker::Verdict::holds);
        CHECK_FALSE(each.properties[k].steps.has_value());
        CHECK(each.properties[k].where == each.where);
    }
    CHECK_FALSE(each.states.has_value());
    CHECK_FALSE(each.transitions.has_value());
}

TEST_CASE("title and source are read as they are")
{
    const Scenario scenario = good("format = 1\ntitle = \"Größe \\\"x\\\"\"\nsource = 'KB 303221'\n" +
                                   accounts + profiles + programs);
    CHECK(scenario.title == "Größe \"x\"");
    CHECK(scenario.source == "KB 303221");
    CHECK(scenario.path == "good.toml");
}

TEST_CASE("every policy can be named, with every alternative of every switch")
{
    for (const model::Preset& preset : model::presets()) {
        const Case each = only_case("[mapi]\npolicy = \"" + std::string(preset.name) + "\"\n");
        CHECK(each.policy_name == preset.name);
        CHECK(each.setup.policy == preset.policy);
    }
    for (const model::Switch& which : model::switches()) {
        for (std::size_t k = 0; k < which.alternatives.size(); ++k) {
            model::Policy policy;
            which.set(policy, k);
            if (model::contradiction(policy)) continue;
            const std::string name{which.name};
            const std::string alternative{which.alternatives[k].name};
            const Case each = only_case("[mapi]\nassume = { " + name + " = \"" + alternative + "\" }\n");
            CHECK(each.setup.policy == policy);
            CHECK(each.assumed == std::vector<std::string>{name + " = " + alternative});
        }
    }
}

TEST_CASE("assumptions are listed in the order of the switches, not of the file")
{
    const Case each = only_case(
        "[mapi]\nassume = { table-key = \"path\", use-scope = \"hive\", mark = \"copy-then-delete\" }\n");
    CHECK(each.assumed ==
          std::vector<std::string>{"mark = copy-then-delete", "use-scope = hive", "table-key = path"});
}

TEST_CASE("limits have units")
{
    const auto memory = [](const std::string& text) {
        return only_case("[limits]\nmemory = \"" + text + "\"\n").limits.memory_bytes;
    };
    CHECK(memory("1B") == 1u);
    CHECK(memory("2kB") == 2'000u);
    CHECK(memory("3MB") == 3'000'000u);
    CHECK(memory("4GB") == 4'000'000'000u);
    CHECK(memory("5KiB") == 5u * 1024);
    CHECK(memory("512MiB") == 512u * 1024 * 1024);
    CHECK(memory("6 GiB") == std::uint64_t{6} << 30);
    CHECK(memory("9223372036854775807B") == 9'223'372'036'854'775'807u);
    const auto time = [](const std::string& text) {
        return only_case("[limits]\ntime = \"" + text + "\"\n").limits.time_seconds;
    };
    CHECK(time("60s") == 60u);
    CHECK(time("2min") == 120u);
    CHECK(time("1 h") == 3'600u);
}

TEST_CASE("limits that are numbers are taken as they are")
{
    const Case each = only_case("[limits]\nstates = 1_000_000\ndepth = 100\ninstances = 4\n");
    CHECK(each.limits.states == 1'000'000u);
    CHECK(each.limits.depth == 100u);
    CHECK(each.setup.most_instances == 4u);
}

TEST_CASE("an expectation is a verdict, or a verdict with the length of its trace")
{
    const Case each = only_case(R"([expect]
in-use-purge = { verdict = "violated", steps = 4 }
failed-access = "violated"
orphan = "inconclusive"
stuck = "any"
states = 120
transitions = 0
)");
    CHECK(expected_of(each, "in-use-purge") == "violated in 4");
    CHECK(expected_of(each, "failed-access") == "violated");
    CHECK(expected_of(each, "orphan") == "inconclusive");
    CHECK(expected_of(each, "stuck") == "any");
    CHECK(expected_of(each, "wrong-instance") == "holds");
    CHECK(each.states == 120u);
    CHECK(each.transitions == 0u);
    CHECK(each.properties[0].where == Position{10, 1});
}

TEST_CASE("others speaks for what is not mentioned")
{
    const Case each = only_case("[expect]\nothers = \"any\"\nstuck = \"holds\"\n");
    CHECK(expected_of(each, "in-use-purge") == "any");
    CHECK(expected_of(each, "stuck") == "holds");
    CHECK(each.properties[0].where == Position{10, 1});
}

TEST_CASE("cases come in the order of the file, each with its own place")
{
    const Scenario scenario =
        good(world + "[cases.zeta]\n[cases.alpha]\npolicy = \"fixed\"\n[cases.\"in between\"]\n");
    REQUIRE(scenario.cases.size() == 3);
    CHECK(scenario.cases[0].name == "zeta");
    CHECK(scenario.cases[0].where == Position{9, 8});
    CHECK(scenario.cases[1].name == "alpha");
    CHECK(scenario.cases[1].policy_name == "fixed");
    CHECK(scenario.cases[2].name == "in between");
    CHECK(scenario.cases[2].where == Position{12, 8});
}

TEST_CASE("a case takes over what is said for all and replaces what it says itself")
{
    const Scenario scenario = good(world + R"([mapi]
policy = "fault-303221"
grain = "micro"
assume = { use-scope = "hive", table-key = "path" }
[limits]
states = 10
depth = 20
instances = 3
[expect]
others = "any"
stuck = "violated"
orphan = { verdict = "violated", steps = 7 }
states = 5
[cases.plain]
[cases.special]
policy = "fixed"
grain = "call"
assume = { table-key = "name", entries = "records" }
limits = { depth = 30, time = "5s" }
expect = { stuck = "holds", others = "inconclusive", transitions = 9 }
)");
    REQUIRE(scenario.cases.size() == 2);
    const Case& plain = scenario.cases[0];
    CHECK(plain.policy_name == "fault-303221");
    CHECK(plain.setup.grain == model::Grain::micro);
    CHECK(plain.assumed == std::vector<std::string>{"use-scope = hive", "table-key = path"});
    CHECK(plain.limits.states == 10u);
    CHECK(plain.limits.depth == 20u);
    CHECK(plain.setup.most_instances == 3u);
    CHECK(expected_of(plain, "in-use-purge") == "any");
    CHECK(expected_of(plain, "stuck") == "violated");
    CHECK(expected_of(plain, "orphan") == "violated in 7");
    CHECK(plain.states == 5u);
    CHECK_FALSE(plain.transitions.has_value());

    const Case& special = scenario.cases[1];
    CHECK(special.policy_name == "fixed");
    CHECK(special.setup.grain == model::Grain::call);
    CHECK(special.assumed ==
          std::vector<std::string>{"use-scope = hive", "table-key = name", "entries = records"});
    CHECK(special.setup.policy.mutex_taken_by == model::MutexTakenBy::all);
    CHECK(special.setup.policy.table_key == model::TableKey::name);
    CHECK(special.limits.states == 10u);
    CHECK(special.limits.depth == 30u);
    CHECK(special.limits.time_seconds == 5u);
    CHECK(special.setup.most_instances == 3u);
    CHECK(expected_of(special, "in-use-purge") == "inconclusive");
    CHECK(expected_of(special, "stuck") == "holds");
    CHECK(expected_of(special, "orphan") == "violated in 7");
    CHECK(special.states == 5u);
    CHECK(special.transitions == 9u);
}

TEST_CASE("all cases see the same world")
{
    const Scenario scenario =
        good(world + "[cases.one]\n[cases.two]\nassume = { name-compare = \"case-sensitive\" }\n");
    CHECK(spelled(scenario.cases[0].setup.world) == spelled(scenario.cases[1].setup.world));
}

TEST_CASE("a contradiction that a case resolves is none")
{
    const std::string mapi = "[mapi]\nassume = { mark = \"flag\", handles-after-move = \"reopen\" }\n";
    CHECK(errors_of(world + mapi + "[cases.one]\nassume = { mark = \"move\" }\n").empty());
    CHECK_FALSE(errors_of(world + mapi).empty());
}

TEST_CASE("fairness is weak unless the file or the case says otherwise, and copies are as their original")
{
    using model::Fairness;
    const Scenario scenario = good(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["idle"]
[programs.second]
copy_of = "mailer"
[programs.visitor]
session = "console"
count = 2
run = ["logon Outlook"]
[fairness]
mailer = "strong"
visitor = "none"
[cases.as-the-file-says]
[cases.otherwise]
fairness = { visitor = "weak" }
[cases.weak]
fairness = { visitor = "weak", mailer = "weak" }
)");
    CHECK(scenario.cases[0].setup.fairness ==
          std::vector{Fairness::strong, Fairness::strong, Fairness::none, Fairness::none});
    CHECK(scenario.cases[0].fairness == std::vector<std::string>{"mailer = strong", "visitor = none"});
    CHECK(scenario.cases[1].setup.fairness ==
          std::vector{Fairness::strong, Fairness::strong, Fairness::weak, Fairness::weak});
    CHECK(scenario.cases[1].fairness == std::vector<std::string>{"mailer = strong"});
    CHECK(scenario.cases[2].setup.fairness.empty());
    CHECK(scenario.cases[2].fairness.empty());
    CHECK(only_case("").setup.fairness.empty());
}
