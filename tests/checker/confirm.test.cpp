#include "checker/confirm.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

std::string doubt_about(std::size_t property, const std::string& schedule)
{
    try {
        confirm(CounterRace<2>(), property, parse_schedule(schedule).value());
    } catch (const ModelError& error) {
        const std::string text = error.what();
        return text.substr(0, text.find(';'));
    }
    return "none";
}

}  // namespace

TEST_CASE("a trace is confirmed if its end shows its property")
{
    CHECK(doubt_about(0, "1:0,1,1,0") == "none");
    CHECK(doubt_about(1, "1:0,1,0,1") == "none");
    CHECK(doubt_about(2, "1:0,0,1,1") == "none");
    CHECK(doubt_about(3, "1:1,0,0,1") == "none");
}

TEST_CASE("a trace whose end does not show its property is not confirmed")
{
    for (std::size_t property : {0u, 1u, 3u}) {
        CAPTURE(property);
        CHECK_THAT(doubt_about(property, "1:0,0,1,1"),
                   Catch::EndsWith("but repeated, its end does not show it"));
    }
    CHECK_THAT(doubt_about(2, "1:0,1,0,1"), Catch::EndsWith("its end does not show it"));
    CHECK_THAT(doubt_about(1, "1:0,1,0"), Catch::EndsWith("its end does not show it"));
    CHECK_THAT(doubt_about(3, "1:"), Catch::EndsWith("its end does not show it"));
}

TEST_CASE("a trace that does not fit is not confirmed")
{
    CHECK(doubt_about(0, "1:0,0,0") ==
          "schedule 1:0,0,0 was found for property 'lost-update', but repeated, at step 3, p0 has no enabled "
          "alternative 0 here");
}

TEST_CASE("a state is terminal where no program moves, whatever the environment may do")
{
    CHECK(is_terminal(TwoStateClock(), {0}));
    CHECK(is_terminal(mortal(2), TableModel::state(2)));
    CHECK_FALSE(is_terminal(mortal(2), TableModel::state(1)));
    CHECK_FALSE(is_terminal(beyond(2), TableModel::state(1)));
}
