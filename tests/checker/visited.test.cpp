#include "checker/visited.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

std::uint64_t random_word(Random& random, std::size_t bits) { return random.next() >> (64 - bits); }

/// Inserts keys, some of them twice.
template <std::size_t Words>
void compare_with_set(Visited<Words>& visited, const std::vector<Key<Words>>& keys)
{
    std::set<Key<Words>> known;
    bool agree = true;
    for (const Key<Words>& key : keys)
        agree = agree && visited.insert(visited.scattered(key)) == known.insert(key).second;
    for (const Key<Words>& key : keys) agree = agree && !visited.insert(visited.scattered(key));
    CHECK(agree);
    CHECK(visited.size() == known.size());
    CHECK(visited.slots() >= visited.size());
}

}  // namespace

TEST_CASE("visited states agree with a set, for any number of bits")
{
    for (const std::size_t bits : {1, 8, 16, 17, 23, 32, 40, 63, 64}) {
        Visited<1> visited(bits);
        Random random(bits);
        std::vector<Key<1>> keys;
        for (int k = 0; k < 3000; ++k)
            keys.push_back({random_word(random, std::min<std::size_t>(bits, 11 + bits % 53))});
        INFO(bits << " bits");
        compare_with_set(visited, keys);
    }
}

TEST_CASE("visited states of many words agree with a set")
{
    Visited<3> visited(150);
    Random random(1);
    std::vector<Key<3>> keys;
    for (int k = 0; k < 3000; ++k)
        keys.push_back({random_word(random, 5), random.next() * random.below(2), random_word(random, 4)});
    compare_with_set(visited, keys);
}

TEST_CASE("wide states whose bits all fit word 0 take no room for the other words")
{
    Visited<2> few(40), many(104);
    std::vector<Key<2>> keys;
    for (std::uint64_t k = 0; k < 3000; ++k) keys.push_back({k, 0});
    compare_with_set(few, keys);
    compare_with_set(many, keys);
    CHECK(few.bytes() < many.bytes());
}

TEST_CASE("a search visits every state of a small system")
{
    Visited<1> visited(16);
    bool is_new = true;
    for (std::uint64_t key = 0; key < 1u << 16; ++key)
        is_new = is_new && visited.insert(visited.scattered({key}));
    CHECK(is_new);
    CHECK(visited.size() == 1u << 16);
    CHECK_FALSE(visited.insert(visited.scattered({77})));
}

TEST_CASE("the partition follows from the state, and states that follow one another are shared out evenly")
{
    for (const std::size_t bits : {16, 30, 47, 64}) {
        const Visited<1> visited(bits);
        std::array<int, partitions> count{};
        for (std::uint64_t key = 0; key < partitions * 100; ++key) {
            const unsigned partition = visited.partition_of(visited.scattered({key}));
            REQUIRE(partition < partitions);
            ++count[partition];
        }
        const auto [least, most] = std::minmax_element(count.begin(), count.end());
        INFO(bits << " bits");
        CHECK(*least > 50);
        CHECK(*most < 200);
    }
}

TEST_CASE("with how many lines the tables start changes nothing but their size")
{
    std::vector<Key<1>> keys;
    Random random(2);
    for (int k = 0; k < 2000; ++k) keys.push_back({random.below(3000)});
    for (const unsigned lines_log : {0u, 1u, 4u, 7u}) {
        Visited<1> visited(25, lines_log);
        CHECK(visited.slots() >= std::uint64_t{partitions * 8} << lines_log);
        compare_with_set(visited, keys);
    }
}

TEST_CASE("no partition takes more than was foreseen for what it is to take")
{
    Visited<1> visited(30);
    Random random(3);
    bool foreseen = true;
    for (int round = 0; round < 40; ++round) {
        std::vector<Key<1>> keys;
        std::array<std::uint64_t, partitions> more{};
        for (int k = 0; k < 200; ++k) {
            keys.push_back(visited.scattered({random_word(random, 30)}));
            ++more[visited.partition_of(keys.back())];
        }
        std::uint64_t growth = 0;
        for (unsigned partition = 0; partition < partitions; ++partition)
            growth += visited.growth_with(partition, more[partition]);
        const std::uint64_t before = visited.bytes();
        for (const Key<1>& key : keys) visited.insert(key);
        foreseen = foreseen && visited.bytes() <= before + growth;
    }
    CHECK(foreseen);
}

TEST_CASE("what is asked of the processor in advance changes nothing")
{
    Visited<1> visited(20);
    for (std::uint64_t key = 0; key < 100; ++key) visited.expect(visited.scattered({key}));
    CHECK(visited.size() == 0);
    CHECK(visited.insert(visited.scattered({5})));
}
