#include "checker/state_key.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/packed_state.hpp"
#include "tests/random.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

struct ThreeHalves {
    std::array<std::uint32_t, 3> halves{};
    bool operator==(const ThreeHalves&) const = default;
};

struct Narrow : TwoStateClock {
    std::size_t state_bits() const { return 1; }
};

struct Boastful : TwoStateClock {
    std::size_t state_bits() const { return 1000; }
};

std::uint64_t mask_of(std::size_t bits) { return ~std::uint64_t{0} >> (64 - bits); }

/// The number whose product with an odd one is 1: each round doubles how many low bits are right.
std::uint64_t inverse_of(std::uint64_t odd)
{
    std::uint64_t inverse = odd;
    for (int round = 0; round < 6; ++round) inverse *= 2 - odd * inverse;
    return inverse;
}

/// Undoes, line by line from the last, what happens to word 0. An xorshift by half the bits undoes itself.
std::uint64_t undone(std::uint64_t word, std::size_t bits)
{
    const std::size_t half = (bits + 1) / 2;
    word ^= word >> half;
    word = word * inverse_of(0x9e3779b97f4a7c15u) & mask_of(bits);
    word ^= word >> half;
    word = word * inverse_of(0xbf58476d1ce4e5b9u) & mask_of(bits);
    return word ^ word >> half;
}

constexpr std::size_t widths[] = {20, 21, 24, 31, 32, 33, 47, 48, 58, 63, 64};

/// Of the keys scattered, the fewest and the most that share their six highest bits.
std::pair<int, int> crowds(std::size_t bits, const std::vector<std::uint64_t>& keys)
{
    const Scatter<1> scatter(bits);
    std::array<int, 64> crowd{};
    for (const std::uint64_t key : keys) ++crowd[scatter({key})[0] >> (scatter.lead_bits() - 6)];
    const auto [least, most] = std::minmax_element(crowd.begin(), crowd.end());
    return {*least, *most};
}

}  // namespace

TEST_CASE("a key is the bytes of a state, filled up with zeros")
{
    CHECK(key_of(PackedState<2>{{3, 4}}) == Key<2>{3, 4});
    CHECK(key_of(TwoStateClock::State{7}) == Key<1>{7});
    CHECK(key_of(ThreeHalves{{1, 2, 3}}) == Key<2>{2ull << 32 | 1, 3});
}

TEST_CASE("a state has the bits that its model says, else those of its bytes")
{
    CHECK(bits_of_state(TwoStateClock()) == 8);
    CHECK(bits_of_state(Narrow()) == 1);
    CHECK(bits_of_state(Boastful()) == 8);
}

TEST_CASE("a few bits are treated as sixteen, and word 0 has at most its 64")
{
    CHECK(Scatter<1>(3).bits() == 16);
    CHECK(Scatter<1>(3).lead_bits() == 16);
    CHECK(Scatter<1>(47).lead_bits() == 47);
    CHECK(Scatter<2>(100).bits() == 100);
    CHECK(Scatter<2>(100).lead_bits() == 64);
}

TEST_CASE("all keys of sixteen bits are scattered to places of their own")
{
    const Scatter<1> scatter(16);
    std::vector<bool> taken(1u << 16);
    bool is_free = true;
    for (std::uint64_t key = 0; key < taken.size(); ++key) {
        const std::uint64_t place = scatter({key})[0];
        REQUIRE(place < taken.size());
        is_free = is_free && !taken[place];
        taken[place] = true;
    }
    CHECK(is_free);
}

TEST_CASE("what was scattered can be gathered again, for any number of bits")
{
    for (const std::size_t bits : widths) {
        const Scatter<1> scatter(bits);
        Random random(bits);
        std::set<std::uint64_t> keys, places;
        bool is_undone = true, fits = true;
        for (int k = 0; k < 2000; ++k) {
            // Random keys and their neighbours.
            const std::uint64_t key = k % 2 == 0 ? random.next() & mask_of(bits) : *keys.rbegin() ^ 1;
            const std::uint64_t place = scatter({key})[0];
            is_undone = is_undone && undone(place, bits) == key;
            fits = fits && place <= mask_of(bits);
            keys.insert(key);
            places.insert(place);
        }
        INFO(bits << " bits");
        CHECK(is_undone);
        CHECK(fits);
        CHECK(places.size() == keys.size());
    }
}

TEST_CASE("of a wide key, word 0 is mixed with something that follows from the others, which stay in clear")
{
    const std::size_t bits[] = {20, 64, 190, 192};
    for (const std::size_t all : bits) {
        const Scatter<3> scatter(all);
        Random random(all);
        for (int k = 0; k < 50; ++k) {
            const std::uint64_t second = all > 64 ? random.next() : 0,
                                third = all > 64 ? random.below(1 << 20) : 0;
            const auto mixed_in = [&](std::uint64_t word) {
                const Key<3> scattered = scatter({word, second, third});
                REQUIRE(scattered[1] == second);
                REQUIRE(scattered[2] == third);
                REQUIRE(scattered[0] <= mask_of(scatter.lead_bits()));
                return undone(scattered[0], scatter.lead_bits()) ^ word;
            };
            const std::uint64_t always = mixed_in(0);
            for (int each = 0; each < 10; ++each)
                REQUIRE(mixed_in(random.next() & mask_of(scatter.lead_bits())) == always);
        }
    }
}

TEST_CASE("every word of a wide key changes where it stands")
{
    const Scatter<4> scatter(256);
    std::set<std::uint64_t> places;
    for (std::size_t word = 0; word < 4; ++word) {
        for (unsigned bit = 0; bit < 64; ++bit) {
            Key<4> key{};
            key[word] = std::uint64_t{1} << bit;
            places.insert(scatter(key)[0] >> 40);
        }
    }
    CHECK(places.size() == 256);
}

TEST_CASE("keys that use few of their bits are spread over all places evenly")
{
    constexpr int each = 128;
    for (const std::size_t bits : widths) {
        std::vector<std::uint64_t> low, high, strewn;
        Random random(bits);
        std::array<std::uint64_t, 13> some{};  // different bits
        for (std::set<std::uint64_t> used; std::uint64_t& bit : some) {
            do bit = std::uint64_t{1} << random.below(bits);
            while (!used.insert(bit).second);
        }
        for (std::uint64_t k = 0; k < 64 * each; ++k) {
            low.push_back(k);
            high.push_back(k << (bits - 13));
            strewn.push_back(0);
            for (std::size_t b = 0; b < some.size(); ++b) strewn.back() |= (k >> b & 1) != 0 ? some[b] : 0;
        }
        for (const auto* const keys : {&low, &high, &strewn}) {
            const auto [least, most] = crowds(bits, *keys);
            INFO(bits << " bits, " << (keys == &low ? "low" : keys == &high ? "high" : "strewn"));
            CHECK(least > each / 2);
            CHECK(most < each * 2);
        }
    }
}
