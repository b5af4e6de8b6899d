// A scenario's own properties among those that are built in: which bits are theirs, and what they cost.
#include "model/own_judge.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/model/stage.hpp"
#include "tests/model/with_narrow_system.hpp"

namespace holdfast::tests {
namespace {

const std::string world = R"(
[profiles]
p = { state = "live" }
[programs.user]
session = "console"
run = ["logon p", "logoff"]
[programs.cleaner]
session = "console"
run = ["delete p"]
)";

TEST_CASE("each own property has the bit behind the one before, and is judged only where it is asked")
{
    const Stage stage(world + R"(
[properties.a]
never = 'p is absent'
[properties.b]
leads_to = ['p is live', 'p is absent']
[properties.c]
at_end = 'p is live'
)");
    with_narrow_system(stage.layout(), [](const auto& system) {
        const std::size_t first = model::built_in_properties().size();
        const auto bit = [&](std::size_t k) { return checker::property_bit(first + k); };
        const auto state = system.initial_states().front();
        CHECK(system.satisfied(state, bit(0) | bit(1) | bit(2)) == (bit(1) | bit(2)));
        CHECK(system.satisfied(state, bit(0) | bit(2)) == bit(2));
        CHECK(system.satisfied(state, 0) == 0);
        CHECK(system.goals(state, bit(0) | bit(1) | bit(2)) == 0);
        CHECK(system.goals(state, model::bit(model::PropertyIndex::orphan)) == 0);
        system.for_each_step(state, [&](const auto& step) {
            if (step.choice.process == 1) CHECK(system.goals(step.after, bit(0) | bit(1) | bit(2)) == bit(1));
        });
    });
}

TEST_CASE("only a property that asks for an answer makes the state wider, and only for who is asked")
{
    const auto bits = [](const std::string& property) {
        return Stage(world + (property.empty() ? "" : "[properties.mine]\n" + property + "\n")).layout().bits;
    };
    const std::size_t plain = bits("");
    CHECK(bits("never = 'p is marked and user uses p'") == plain);
    CHECK(bits("never = 'answer of user is S_OK'") == plain + 4);
    CHECK(bits("never = 'any(program x: answer of x is S_OK)'") == plain + 8);
    CHECK(bits("leads_to = ['p is live', 'answer of cleaner is S_OK']") == plain + 4);
}

TEST_CASE("a setup with more properties than one run can judge is refused with the numbers")
{
    model::Setup setup = setup_of(world);
    for (int k = 0; k < 58; ++k) {
        model::OwnProperty property{.name = "own " + std::to_string(k)};
        property.formula.kind = model::Formula::Kind::is_live;
        property.formula.profile = model::Term{};
        setup.own_properties.push_back(std::move(property));
    }
    const auto system = model::make_system(setup);
    REQUIRE_FALSE(system.has_value());
    CHECK(system.error().message == "this scenario states 58 properties of its own; the most is 57");
    setup.own_properties.pop_back();
    CHECK(model::make_system(setup).has_value());
}

TEST_CASE("where time passes there is room for fewer properties, since more are built in")
{
    model::Setup setup = setup_of(world + "[servers.mail]\n");
    for (int k = 0; k < 50; ++k) {
        model::OwnProperty property{.name = "own " + std::to_string(k)};
        property.formula.kind = model::Formula::Kind::is_live;
        property.formula.profile = model::Term{};
        setup.own_properties.push_back(std::move(property));
    }
    const auto system = model::make_system(setup);
    REQUIRE_FALSE(system.has_value());
    CHECK(system.error().message == "this scenario states 50 properties of its own; the most is 49");
    setup.own_properties.pop_back();
    CHECK(model::make_system(setup).has_value());
}

TEST_CASE("leads_to is decided, and says how often it had something to judge")
{
    const Stage stage(world + R"(
[properties.goes]
leads_to = ['p is marked', 'p is absent']
[properties.stays]
leads_to = ['p is absent', 'p is live']
[properties.idle]
leads_to = ['answer of user is MAPI_E_NO_ACCESS', 'p is live']
)");
    const checker::Result result = stage.system().check({});
    const std::size_t first = model::built_in_properties().size();
    CHECK(result.properties[first].verdict == checker::Verdict::holds);
    CHECK(result.properties[first].triggers == 1);
    CHECK(result.properties[first + 1].verdict == checker::Verdict::violated);
    CHECK(result.properties[first + 1].trace->loop->stays);
    CHECK(result.properties[first + 2].verdict == checker::Verdict::holds);
    CHECK(result.properties[first + 2].triggers == 0);
}

}  // namespace
}  // namespace holdfast::tests
