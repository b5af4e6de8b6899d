#include "checker/level_index.hpp"

#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

TEST_CASE("a state is found in the level that it was added to, and in no other")
{
    LevelIndex index;
    CHECK(index.find(7) == LevelIndex::none);
    CHECK(index.add(7, 1) == 0);
    CHECK(index.add(8, 1) == 1);
    CHECK(index.find(7) == 0);
    CHECK(index.find(8) == 1);
    CHECK(index.find(9) == LevelIndex::none);
    index.begin_level();
    CHECK(index.find(7) == LevelIndex::none);
    CHECK(index.add(9, 1) == 0);
    CHECK(index.find(9) == 0);
}

TEST_CASE("what sleeps at a state is what sleeps on all ways to it")
{
    LevelIndex index;
    const auto often = index.add(1, 0b1110), once = index.add(2, 0b1111);
    index.reach_again(often, 0b0111);
    index.reach_again(often, 0b1101);
    index.begin_level();
    CHECK(index.asleep_at(often) == 0b0100);
    CHECK(index.asleep_at(once) == 0b1111);
}

TEST_CASE("masks last for the level that is expanded, while the next is discovered")
{
    LevelIndex index;
    index.add(1, 0b01);
    index.begin_level();
    index.add(1, 0b10);
    index.reach_again(0, 0b10);
    CHECK(index.asleep_at(0) == 0b01);
    index.begin_level();
    CHECK(index.asleep_at(0) == 0b10);
}

TEST_CASE("at states that nobody tells apart nothing sleeps, however often they are reached")
{
    LevelIndex index;
    const auto first = index.add(5, 0b11), alone = index.add(6, 0b11), second = index.add(5, 0b11),
               third = index.add(5, 0b11);
    CHECK(index.find(5) == first);
    index.reach_again(index.find(5), 0b11);
    index.begin_level();
    CHECK(first == 0);
    CHECK(second == 2);
    CHECK(third == 3);
    for (const auto namesake : {first, second, third}) CHECK(index.asleep_at(namesake) == 0);
    CHECK(index.asleep_at(alone) == 0b11);
}

TEST_CASE("an index agrees with a map, level after level")
{
    struct Known {
        LevelIndex::Ordinal ordinal;
        SleepMask mask;
    };
    LevelIndex index;
    Random random(1);
    for (const std::uint64_t states : {3, 2000, 1, 500, 0, 64, 3000}) {
        std::map<std::uint64_t, Known> known;
        bool agree = true;
        for (std::uint64_t k = 0; k < states * 2; ++k) {
            // Leads that begin to look for their place at few different ones, and wherever they like.
            const std::uint64_t lead = random.one_in(8) ? random.below(states) << 40 : random.below(states);
            const SleepMask mask = random.next() | random.next();
            const auto ordinal = index.find(lead);
            const auto place = known.find(lead);
            agree = agree && ordinal == (place == known.end() ? LevelIndex::none : place->second.ordinal);
            if (place == known.end()) {
                known[lead] = {index.add(lead, mask), mask};
            } else {
                index.reach_again(ordinal, mask);
                place->second.mask &= mask;
            }
        }
        index.begin_level();
        for (const auto& [lead, each] : known) agree = agree && index.asleep_at(each.ordinal) == each.mask;
        INFO(states << " states");
        CHECK(agree);
    }
}

TEST_CASE("an index never takes more than what was announced")
{
    LevelIndex index;
    Random random(2);
    bool foreseen = true;
    for (int level = 0; level < 30; ++level) {
        const std::uint64_t rounds = random.below(8);
        std::uint64_t announced = index.bytes_with(0);
        foreseen = foreseen && index.bytes() <= announced;
        for (std::uint64_t round = 0; round < rounds; ++round) {
            const std::uint64_t more = random.below(300);
            announced = index.bytes_with(more);
            for (std::uint64_t k = 0; k < more; ++k) {
                index.add(random.next(), random.next());
                foreseen = foreseen && index.bytes() <= announced;
            }
        }
        index.begin_level();
        foreseen = foreseen && index.bytes() <= announced;
    }
    CHECK(foreseen);
}

TEST_CASE("behind a wide level the index is small again")
{
    LevelIndex index;
    const std::uint64_t at_first = index.bytes();
    for (std::uint64_t k = 0; k < 1000; ++k) index.add(k, 1);
    CHECK(index.bytes() > 1000 * 16);
    index.begin_level();
    index.begin_level();
    CHECK(index.bytes() == at_first);
}
