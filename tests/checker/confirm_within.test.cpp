#include "checker/confirm_within.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/timed_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// P in 0, Q in 3; 2 minutes, 3 minutes, then by p a step of none or by the clock one of 4; and back.
TimedTable three_legs(std::uint64_t bound)
{
    TimedTable model = promise(bound, 0, 3);
    model.add(0, 1, 1, 2);
    model.add(1, 1, 2, 3);
    model.add(2, 0, 3);
    model.add(2, 1, 3, 4);
    model.add(3, 0, 0);
    return model;
}

/// Why the schedule does not show that something is late; empty where it does.
std::string doubt_about(const TimedTable& model, const std::string& schedule)
{
    try {
        confirm_within(model, 0, Trace{.schedule = parse_schedule(schedule).value()});
    } catch (const ModelError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a run is late where more time than the bound has passed at its end")
{
    CHECK(doubt_about(three_legs(4), "1:1,1") == "");
    CHECK_THAT(doubt_about(three_legs(5), "1:1,1"),
               Catch::StartsWith("schedule 1:1,1 was found for property 'in-time', but repeated, nothing is "
                                 "owed for too long at its end; likely cause: "));
    CHECK_FALSE(doubt_about(three_legs(4), "1:1").empty());
}

TEST_CASE("the last step may be the one that pays, too late")
{
    CHECK(doubt_about(three_legs(8), "1:1,1,1") == "");
    CHECK_FALSE(doubt_about(three_legs(9), "1:1,1,1").empty());
    CHECK_FALSE(doubt_about(three_legs(5), "1:1,1,0").empty());
}

TEST_CASE("what was late before the end and is paid is not shown, and the time begins anew")
{
    CHECK_FALSE(doubt_about(three_legs(4), "1:1,1,0,0").empty());
    CHECK_FALSE(doubt_about(three_legs(4), "1:1,1,0,0,1").empty());
    CHECK(doubt_about(three_legs(4), "1:1,1,0,0,1,1") == "");
}

TEST_CASE("a run in which nothing is ever owed shows nothing")
{
    TimedTable model = three_legs(0);
    model.marks_.clear();
    CHECK_FALSE(doubt_about(model, "1:1,1").empty());
}

TEST_CASE("a run that does not fit is not confirmed")
{
    CHECK_THAT(doubt_about(three_legs(4), "1:1,0"),
               Catch::Contains("at step 2, p has no enabled alternative 0 here"));
}

TEST_CASE("a run is confirmed for its part of the property, and for no other")
{
    TimedParts model;
    model.processes_ = {program("p", 0)};
    model.properties_ = {{"in-time", PropertyKind::within, "", 2, 2}};
    model.add(0, 0, 1, 3);
    model.mark(0, property_bit(1));
    Trace trace{.schedule = parse_schedule("1:0").value()};
    CHECK_THROWS_AS(confirm_within(model, 0, trace), ModelError);
    trace.part = 1;
    CHECK_NOTHROW(confirm_within(model, 0, trace));
}
