#include "checker/scratch_list.hpp"

#include <utility>

#include <catch2/catch.hpp>

using namespace holdfast::checker;

namespace {

struct Odd {
    int value;
    char more[5];
};

ScratchList<Odd> counted_to(int count)
{
    ScratchList<Odd> list;
    for (int k = 0; k < count; ++k) list.extend().value = k;
    return list;
}

bool counts_to(const ScratchList<Odd>& list, int count)
{
    int next = 0;
    for (const Odd& each : list) {
        if (each.value != next++) return false;
    }
    return next == count && list.size() == static_cast<std::size_t>(count);
}

}  // namespace

TEST_CASE("a list that was never filled is empty")
{
    ScratchList<Odd> list;
    CHECK(counts_to(list, 0));
    list.clear();
    list.cut(5);
    list.drop_last(0);
    CHECK(counts_to(list, 0));
}

TEST_CASE("a list holds what it was filled with, however much that is")
{
    for (const int count : {1, 31, 32, 33, 64, 1000}) {
        ScratchList<Odd> list = counted_to(count);
        CHECK(counts_to(list, count));
        CHECK(list[static_cast<std::size_t>(count) - 1].value == count - 1);
        list.clear();
        CHECK(counts_to(list, 0));
        for (int k = 0; k < count; ++k) list.extend().value = k;
        CHECK(counts_to(list, count));
    }
}

TEST_CASE("a list is cut at its end, and goes on from there")
{
    ScratchList<Odd> list = counted_to(40);
    list.drop_last(3);
    CHECK(counts_to(list, 37));
    list.cut(100);
    CHECK(counts_to(list, 37));
    list.cut(10);
    CHECK(counts_to(list, 10));
    list.extend().value = 10;
    CHECK(counts_to(list, 11));
}

TEST_CASE("who is moved from is empty, and can be filled again")
{
    ScratchList<Odd> list = counted_to(50);
    ScratchList<Odd> other = std::exchange(list, {});
    CHECK(counts_to(other, 50));
    CHECK(counts_to(list, 0));
    list.extend().value = 0;
    other = std::move(list);
    CHECK(counts_to(other, 1));
    other.extend().value = 1;
    CHECK(counts_to(other, 2));
}
