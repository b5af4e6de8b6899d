#include "checker/refuse.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/check.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

std::string refusal_of(const TableModel& model)
{
    try {
        (void)check(model);
    } catch (const ModelError& error) {
        return error.what();
    }
    return "none";
}

TableModel with(const std::vector<Property>& properties)
{
    TableModel model = beyond(3);
    model.properties_ = properties;
    return model;
}

std::vector<Property> so_many(std::size_t count)
{
    std::vector<Property> properties;
    for (std::size_t k = 0; k < count; ++k)
        properties.push_back({fmt::format("p{}", k), PropertyKind::never, ""});
    return properties;
}

}  // namespace

TEST_CASE("a model with more properties than a mask has bits is refused")
{
    CHECK(refusal_of(with(so_many(64))) == "none");
    CHECK(refusal_of(with(so_many(65))) ==
          "the model states 65 properties; at most 64 are judged in one run");
}

TEST_CASE("two properties of one name are refused")
{
    CHECK(refusal_of(with({{"a", PropertyKind::never, ""},
                           {"b", PropertyKind::never, ""},
                           {"a", PropertyKind::at_end, ""}})) == "two properties have the name 'a'");
}

TEST_CASE("a property on runs of a model that has no goals is refused")
{
    CHECK(refusal_of(with({{"b", PropertyKind::within, ""}})) ==
          "property 'b' is of kind within, but the model has no goals(state, asked) that says where it leads "
          "to");
    CHECK(refusal_of(with({{"a", PropertyKind::never, ""}, {"b", PropertyKind::leads_to, ""}})) ==
          "property 'b' is of kind leads_to, but the model has no goals(state, asked) that says where it "
          "leads to");
}

TEST_CASE("a within property of a model that has no clock is refused")
{
    GoalTable model;
    static_cast<TableModel&>(model) = beyond(3);
    model.properties_ = {{"a", PropertyKind::leads_to, ""}, {"b", PropertyKind::within, ""}};
    CHECK_THROWS_WITH(
        refuse_unfit(model),
        "property 'b' is of kind within, but the model has no duration(state, choice) that says "
        "how long a step takes");
}

TEST_CASE("a bound greater than the watch beside the state can tell is refused")
{
    struct Waiting : TwoStateClock {  // its state is a byte, and so is the watch
        PropertyMask goals(const State&, PropertyMask) const { return 0; }
        std::uint32_t duration(const State&, Choice) const { return 1; }
    };
    Waiting model;
    model.properties_.push_back({"in-time", PropertyKind::within, "", 1, 251});
    CHECK_NOTHROW(refuse_unfit(model));
    model.properties_.back().bound = 252;
    CHECK_THROWS_WITH(refuse_unfit(model),
                      "property 'in-time' has the bound 252; the most that can be told is 251");
    model.properties_.back().kind = PropertyKind::leads_to;
    CHECK_NOTHROW(refuse_unfit(model));
}

TEST_CASE("only a property on runs has several parts, and every property has one")
{
    Property several{"a", PropertyKind::never, ""};
    several.parts = 2;
    CHECK(refusal_of(with({several})) ==
          "property 'a' is of kind never and has 2 parts; only properties on runs have several, and none has "
          "none");
    several.parts = 0;
    CHECK_THAT(refusal_of(with({several})), Catch::Contains("has 0 parts"));
}

TEST_CASE("parts are refused where the model cannot be asked for one of them")
{
    GoalTable model;
    static_cast<TableModel&>(model) = beyond(3);
    model.properties_ = {{"a", PropertyKind::leads_to, "", 2}};
    CHECK_THROWS_WITH(check(model), "property 'a' has 2 parts, but the model has no satisfied(state, asked, "
                                    "part) and goals(state, asked, part) that tell them apart");
}

TEST_CASE("a model without an initial state is refused")
{
    TableModel model = beyond(3);
    model.initial_.clear();
    CHECK(refusal_of(model) == "the model has no initial state");
}

TEST_CASE("a model with more processes than a choice can name is refused")
{
    TableModel model = beyond(3);
    model.processes_.resize(65'536, program("p", 0));
    CHECK(refusal_of(model) == "none");
    model.processes_.push_back(program("one too many", 0));
    CHECK(refusal_of(model) == "the model has 65537 processes; a choice can name 65536");
}

TEST_CASE("a model without properties is explored all the same")
{
    const Result result = check(with({}));
    CHECK(result.properties.empty());
    CHECK(result.counts.states == 3);
}
