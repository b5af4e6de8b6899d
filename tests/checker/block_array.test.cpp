#include "checker/block_array.hpp"

#include <catch2/catch.hpp>

using holdfast::checker::BlockArray;

TEST_CASE("a block array keeps its elements where they are while it grows")
{
    BlockArray<int> numbers;
    CHECK(numbers.size() == 0);
    numbers.push_back(0);
    const int* const first = &numbers[0];
    for (int k = 1; k < 20'000; ++k) numbers.push_back(k);
    CHECK(&numbers[0] == first);
    REQUIRE(numbers.size() == 20'000);
    bool in_order = true;
    for (std::size_t k = 0; k < numbers.size(); ++k) in_order = in_order && numbers[k] == static_cast<int>(k);
    CHECK(in_order);
}

TEST_CASE("equal parts of a block array that divide a block lie in one piece")
{
    BlockArray<int> numbers;
    for (int k = 0; k < 16'384; ++k) numbers.push_back(k);
    bool in_one_piece = true;
    for (std::size_t k = 0; k < numbers.size(); k += 8) {
        const int* const part = &numbers[k];
        for (std::size_t n = 0; n < 8; ++n) in_one_piece = in_one_piece && part + n == &numbers[k + n];
    }
    CHECK(in_one_piece);
}
