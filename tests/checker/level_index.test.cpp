#include "checker/level_index.hpp"

#include <map>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// As the search does it: what sleeps on this way, put or taken together. False where the state was there.
bool reach(LevelIndex& index, LevelIndex::Lead lead, SleepMask asleep)
{
    LevelIndex::Entry& entry = index.at(lead);
    const bool is_new = entry.is_free();
    if (is_new) index.put(entry, lead, asleep);
    else entry.asleep &= asleep;
    return is_new;
}

}  // namespace

TEST_CASE("a state is found in the level that it was put into, and in no other")
{
    LevelIndex index;
    CHECK(index.at(0).is_free());
    CHECK(reach(index, 0, 1));
    CHECK(reach(index, 8, 1));
    CHECK_FALSE(index.at(0).is_free());
    CHECK_FALSE(index.at(8).is_free());
    CHECK(index.at(16).is_free());
    index.begin_level();
    CHECK(index.at(0).is_free());
    CHECK(reach(index, 16, 1));
    CHECK_FALSE(index.at(16).is_free());
}

TEST_CASE("what sleeps at a state is what sleeps on all ways to it")
{
    LevelIndex index;
    reach(index, 1, 0b1110);
    reach(index, 2, 0b1111);
    reach(index, 1, 0b0111);
    reach(index, 1, 0b1101);
    index.begin_level();
    CHECK(index.asleep_at(1) == 0b0100);
    CHECK(index.asleep_at(2) == 0b1111);
}

TEST_CASE("masks last for the level that is expanded, while the next is discovered")
{
    LevelIndex index;
    reach(index, 1, 0b01);
    index.begin_level();
    reach(index, 1, 0b10);
    CHECK(index.asleep_at(1) == 0b01);
    index.begin_level();
    CHECK(index.asleep_at(1) == 0b10);
    index.begin_level();
    CHECK(index.asleep_at(1) == 0);
}

TEST_CASE("an index agrees with a map, level after level")
{
    LevelIndex index;
    Random random(1);
    for (const std::uint64_t states : {3, 2000, 1, 500, 0, 64, 3000, 2900, 2900, 2900}) {
        std::map<LevelIndex::Lead, SleepMask> known;
        bool agree = true;
        for (std::uint64_t k = 0; k < states * 2; ++k) {
            // Leads that begin to look for their place at few different ones, and wherever they like.
            const std::uint64_t lead = random.one_in(8) ? random.below(states) << 40 : random.below(states);
            const SleepMask mask = random.next() | random.next();
            const auto [place, is_new] = known.try_emplace(lead, mask);
            place->second &= mask;
            agree = agree && reach(index, lead, mask) == is_new;
        }
        index.begin_level();
        for (const auto& [lead, mask] : known) agree = agree && index.asleep_at(lead) == mask;
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
                reach(index, random.next() >> 1, random.next());
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
    for (std::uint64_t k = 0; k < 1000; ++k) reach(index, k, 1);
    CHECK(index.bytes() > 1000 * 16);
    for (int level = 0; level < 3; ++level) index.begin_level();
    CHECK(index.bytes() == at_first);
}
