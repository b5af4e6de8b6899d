#include "checker/delays.hpp"

#include <cstdint>

#include <catch2/catch.hpp>

#include "tests/timed_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

TEST_CASE("without a late state there is no delay") { CHECK(LateStates(0).delays() == Delays{}); }

TEST_CASE("a late state that pays at once was owed from its first arrival to its last")
{
    LateStates late(1);
    late.add_arrival(0, 6);
    late.add_arrival(0, 9);
    late.add_arrival(0, 7);
    late.add_payment(0, 2);
    late.add_payment(0, 0);
    CHECK(delays_text(late.delays()) == "6 to 11");
}

TEST_CASE("the least delay is that of the shortest way in time, not in steps")
{
    LateStates late(3);
    late.add_arrival(0, 5);
    late.add_step(0, 2, 9);
    late.add_step(0, 1, 1);
    late.add_step(1, 2, 1);
    late.add_payment(2, 1);
    CHECK(delays_text(late.delays()) == "8 to 15");
}

TEST_CASE("a later arrival may lie on the shorter way, and an earlier one on the longer")
{
    LateStates late(2);
    late.add_arrival(0, 5);
    late.add_arrival(1, 8);
    late.add_step(0, 1, 9);
    late.add_payment(1, 0);
    CHECK(delays_text(late.delays()) == "8 to 14");
}

TEST_CASE("a loop in which time passes is without end, one without time is not")
{
    const auto loop = [](std::uint32_t minutes) {
        LateStates late(2);
        late.add_arrival(0, 3);
        late.add_step(0, 1, 0);
        late.add_step(1, 0, minutes);
        late.add_payment(1, 2);
        return delays_text(late.delays());
    };
    CHECK(loop(0) == "5 to 5");
    CHECK(loop(1) == "5 to none, without end");
}

TEST_CASE("a step from a state to itself is a loop, too")
{
    const auto loop = [](std::uint32_t minutes) {
        LateStates late(1);
        late.add_arrival(0, 3);
        late.add_step(0, 0, minutes);
        late.add_payment(0, 1);
        return delays_text(late.delays());
    };
    CHECK(loop(0) == "4 to 4");
    CHECK(loop(7) == "4 to none, without end");
}

TEST_CASE("a late state from where nothing is ever paid is without end")
{
    LateStates ends(2);
    ends.add_arrival(0, 3);
    ends.add_step(0, 1, 1);
    ends.add_payment(0, 1);
    CHECK(delays_text(ends.delays()) == "4 to none, without end");
    ends.add_step(1, 1, 0);
    CHECK(delays_text(ends.delays()) == "4 to none, without end");
    ends.add_step(1, 0, 0);
    CHECK(delays_text(ends.delays()) == "4 to none, without end");  // a minute around
    LateStates never_pays(1);
    never_pays.add_arrival(0, 3);
    CHECK(delays_text(never_pays.delays()) == "none to none, without end");
}

TEST_CASE("arrivals in the middle of a loop without time reach all of it")
{
    LateStates late(4);
    late.add_arrival(0, 3);
    late.add_arrival(2, 9);
    late.add_step(0, 1, 2);
    late.add_step(1, 2, 0);
    late.add_step(2, 1, 0);
    late.add_step(1, 3, 1);
    late.add_payment(3, 1);
    CHECK(delays_text(late.delays()) == "7 to 11");
}

TEST_CASE("the longest way is found whatever the order of its states")
{
    constexpr LateStates::Number count = 100;
    for (const LateStates::Number stride : {1, 7, 99}) {
        LateStates late(count);
        const auto place = [&](LateStates::Number k) { return k * stride % count; };
        late.add_arrival(place(0), 10);
        for (LateStates::Number k = 0; k + 1 < count; ++k) {
            late.add_step(place(k), place(k + 1), 2);
            late.add_step(place(k), place(count - 1), 1);
        }
        late.add_payment(place(count - 1), 0);
        CHECK(delays_text(late.delays()) == "11 to 208");
    }
}

TEST_CASE("memory is charged for states, steps and payments")
{
    LateStates late(3);
    const std::uint64_t bare = late.bytes();
    CHECK(bare == LateStates::bytes_for(3));
    late.add_step(0, 1, 1);
    CHECK(late.bytes() > bare);
    const std::uint64_t with_step = late.bytes();
    late.add_payment(1, 1);
    CHECK(late.bytes() > with_step);
}

TEST_CASE("delays of several parts are added up, and where one is without end all are")
{
    Delays delays;
    delays.add({.least = 3, .greatest = 5});
    delays.add({});
    delays.add({.least = 4, .greatest = 9});
    CHECK(delays_text(delays) == "3 to 9");
    delays.add({.least = 1, .greatest = {}, .without_end = true});
    delays.add({.least = 2, .greatest = 2});
    CHECK(delays_text(delays) == "1 to none, without end");
}
