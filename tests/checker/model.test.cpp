#include "checker/model.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

// What must not pass for a state.
struct Padded {
    std::uint8_t small = 0;
    std::uint32_t large = 0;
    bool operator==(const Padded&) const = default;
};
struct Incomparable {
    std::uint32_t value = 0;
};
struct Floating {
    double value = 0;
    bool operator==(const Floating&) const = default;
};

// What must not pass for a model: each lacks one thing.
template <class StateType>
struct ModelOf : Toy {
    using State = StateType;
    std::vector<State> initial_states() const { return {State{}}; }
    template <class Visit>
    void for_each_step(const State&, Visit&&) const
    {
    }
    PropertyMask satisfied(const State&, PropertyMask) const { return 0; }
};
struct WithoutState {
    std::vector<int> initial_states() const { return {}; }
};
struct WithoutSteps : Toy {
    using State = PackedState<1>;
    std::vector<State> initial_states() const { return {State{}}; }
    PropertyMask satisfied(const State&, PropertyMask) const { return 0; }
};
struct WithMutableSteps : ModelOf<PackedState<1>> {
    template <class Visit>
    void for_each_step(const State&, Visit&&)
    {
    }
};
struct WithBooleanVerdict : ModelOf<PackedState<1>> {
    bool satisfied(const State&, PropertyMask) const { return false; }
};
struct WithoutProcesses {
    using State = PackedState<1>;
    std::vector<State> initial_states() const { return {State{}}; }
    template <class Visit>
    void for_each_step(const State&, Visit&&) const
    {
    }
    std::span<const Property> properties() const { return {}; }
    PropertyMask satisfied(const State&, PropertyMask) const { return 0; }
};

struct Boundless : ModelOf<PackedState<1>> {
    std::string limit_name() const { return "instances"; }
};

}  // namespace

TEST_CASE("only comparable plain values without padding pass for a state")
{
    STATIC_REQUIRE(PlainState<PackedState<1>>);
    STATIC_REQUIRE(PlainState<std::uint8_t>);
    STATIC_REQUIRE_FALSE(PlainState<Padded>);
    STATIC_REQUIRE_FALSE(PlainState<Incomparable>);
    STATIC_REQUIRE_FALSE(PlainState<Floating>);
    STATIC_REQUIRE_FALSE(PlainState<std::string>);
}

TEST_CASE("the toys are models, and those that know words are telling models")
{
    STATIC_REQUIRE(Model<TwoStateClock>);
    STATIC_REQUIRE(Model<TableModel>);
    STATIC_REQUIRE(Model<Cheater>);
    STATIC_REQUIRE_FALSE(TellingModel<TwoStateClock>);
    STATIC_REQUIRE(TellingModel<CounterRace<2>>);
}

TEST_CASE("a type that lacks something does not pass for a model")
{
    STATIC_REQUIRE(Model<ModelOf<PackedState<1>>>);
    STATIC_REQUIRE_FALSE(Model<int>);
    STATIC_REQUIRE_FALSE(Model<ModelOf<Padded>>);
    STATIC_REQUIRE_FALSE(Model<ModelOf<Floating>>);
    STATIC_REQUIRE_FALSE(Model<WithoutState>);
    STATIC_REQUIRE_FALSE(Model<WithoutSteps>);
    STATIC_REQUIRE_FALSE(Model<WithMutableSteps>);
    STATIC_REQUIRE_FALSE(Model<WithBooleanVerdict>);
    STATIC_REQUIRE_FALSE(Model<WithoutProcesses>);
}

TEST_CASE("a model may name the limit of its own")
{
    CHECK(limit_name(Boundless()) == "instances");
    CHECK(limit_name(TwoStateClock()) == "model");
}
