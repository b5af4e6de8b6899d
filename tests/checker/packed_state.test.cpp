#include "checker/packed_state.hpp"

#include <catch2/catch.hpp>

#include "checker/model.hpp"

using namespace holdfast::checker;

TEST_CASE("packed states start empty and are compared word by word from the first")
{
    CHECK(PackedState<2>{} == PackedState<2>{{0, 0}});
    CHECK(PackedState<2>{{1, 0}} != PackedState<2>{{0, 1}});
    CHECK(PackedState<2>{{1, 0}} > PackedState<2>{{0, 9}});
}

TEST_CASE("packed states are plain values without padding")
{
    STATIC_REQUIRE(PlainState<PackedState<1>>);
    STATIC_REQUIRE(PlainState<PackedState<8>>);
    STATIC_REQUIRE(sizeof(PackedState<3>) == 24);
}
