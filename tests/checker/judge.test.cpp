#include "checker/judge.hpp"

#include <vector>

#include <catch2/catch.hpp>

using namespace holdfast::checker;

namespace {

const std::vector<Property> one_of_each{{"a", PropertyKind::never, ""},
                                        {"b", PropertyKind::never_step, ""},
                                        {"c", PropertyKind::reachable, ""},
                                        {"d", PropertyKind::at_end, ""}};

}  // namespace

TEST_CASE("a judge asks each property where its kind is judged, until it is shown")
{
    Judge judge(one_of_each);
    CHECK(judge.open_over_states() == 0b0101);
    CHECK(judge.open_over_steps() == 0b0010);
    CHECK(judge.open_at_end() == 0b1000);
    judge.show(0b1001, {3, 7, std::nullopt});
    CHECK(judge.open_over_states() == 0b0100);
    CHECK(judge.open_at_end() == 0);
    CHECK(judge.discovery(0)->length == 3);
    CHECK(judge.discovery(3)->state == 7);
    CHECK_FALSE(judge.discovery(1));
}

TEST_CASE("a judge keeps the first discovery only")
{
    Judge judge(one_of_each);
    judge.show(0b0010, {1, 0, Choice{2, 1}});
    judge.show(0b0010, {5, 9, Choice{0, 0}});
    CHECK(judge.discovery(1)->length == 1);
    CHECK(judge.discovery(1)->step == Choice{2, 1});
}

TEST_CASE("a witness is no violation")
{
    Judge judge(one_of_each);
    judge.show(0b0100, {1, 1, std::nullopt});
    CHECK_FALSE(judge.any_violated());
    judge.show(0b0001, {1, 1, std::nullopt});
    CHECK(judge.any_violated());
}

TEST_CASE("triggers are counted for properties over steps, and go on after a violation")
{
    Judge judge(one_of_each);
    for (std::size_t property = 0; property < 4; ++property) judge.count_triggers(property, 1);
    judge.show(0b0010, {1, 0, Choice{}});
    judge.count_triggers(1, 1);
    CHECK(judge.triggers(1) == 2);
    CHECK(judge.triggers(0) == 0);
}
