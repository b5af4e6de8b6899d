// What lets several cases be checked at a time: results in order, shares of time, a room for one.
#include <atomic>
#include <optional>
#include <shared_mutex>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/workers.hpp"
#include "reports/cli/in_order.hpp"
#include "reports/cli/shared_room.hpp"
#include "reports/cli/time_share.hpp"

using namespace holdfast;
using namespace holdfast::reports::cli;

namespace {

std::vector<std::size_t> told(unsigned jobs, std::size_t pieces, std::size_t last)
{
    std::vector<std::size_t> order;
    InOrder<std::size_t> in_order;
    in_order.run(
        jobs, pieces,
        [&](std::size_t piece) -> std::optional<std::size_t> {
            if (piece % 5 == 3) return std::nullopt;
            return piece;
        },
        [&](std::size_t piece, std::size_t result) {
            CHECK(piece == result);
            order.push_back(piece);
            return piece < last;
        });
    return order;
}

}  // namespace

TEST_CASE("results are told in order, whatever the number of threads, and end where nothing more is wanted")
{
    const std::vector<std::size_t> all = told(1, 200, 1000), some = told(1, 200, 57);
    CHECK(all.size() == 160);
    CHECK(some.back() == 57);
    for (const unsigned jobs : {2U, 3U, 8U}) {
        CHECK(told(jobs, 200, 1000) == all);
        CHECK(told(jobs, 200, 57) == some);
    }
}

TEST_CASE("what a piece throws ends the others and is thrown")
{
    InOrder<int> in_order;
    CHECK_THROWS_AS(in_order.run(
                        3, 50,
                        [](std::size_t piece) -> std::optional<int> {
                            if (piece == 7) throw std::runtime_error("seven");
                            return 1;
                        },
                        [](std::size_t, int) { return true; }),
                    std::runtime_error);
    CHECK_FALSE(in_order.wanted());
}

TEST_CASE("a case may take its part of the time that is left")
{
    CHECK(fair_share(60, 6, 1) == 10);
    CHECK(fair_share(60, 6, 2) == 20);
    CHECK(fair_share(60, 1, 4) == 60);
    CHECK(fair_share(60, 2, 4) == 60);
    CHECK(fair_share(0, 5, 1) == 0);
    CHECK(fair_share(-1, 5, 1) == 0);
}

TEST_CASE("without a limit there is no share of it, and with one no more than that")
{
    TimeShare none(std::nullopt, 3, 1);
    CHECK_FALSE(none.begin());
    TimeShare some(9, 3, 1);
    const double first = some.begin().value();
    CHECK(first <= 3);
    some.end();
    some.end();
    CHECK(some.begin().value() > 3);
}

TEST_CASE("who is alone in the room is alone")
{
    SharedRoom room;
    std::atomic<int> inside = 0, crowded = 0;
    checker::Workers(4).share(400, [&](unsigned, std::size_t piece) {
        if (piece % 7 == 0) {
            const std::unique_lock alone(room);
            if (++inside != 1) ++crowded;
            --inside;
        } else {
            const std::shared_lock beside_others(room);
            ++inside;
            --inside;
        }
    });
    CHECK(crowded == 0);
}
