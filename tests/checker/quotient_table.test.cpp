#include "checker/quotient_table.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// A random key of so many bits in word 0 and in all.
template <std::size_t Words>
Key<Words> random_key(Random& random, std::size_t lead_bits, std::size_t bits)
{
    Key<Words> key{};
    key[0] = random.next() >> (64 - lead_bits);
    for (std::size_t word = 1, left = bits - lead_bits; word < Words && left > 0; ++word) {
        const std::size_t here = std::min<std::size_t>(left, 64);
        key[word] = random.next() >> (64 - here);
        left -= here;
    }
    return key;
}

/// A neighbour: one bit is different.
template <std::size_t Words>
Key<Words> neighbour(Random& random, Key<Words> key, std::size_t lead_bits, std::size_t bits)
{
    const std::size_t bit = random.below(bits);
    if (bit < lead_bits) key[0] ^= std::uint64_t{1} << bit;
    else key[1 + (bit - lead_bits) / 64] ^= std::uint64_t{1} << (bit - lead_bits) % 64;
    return key;
}

/// Inserts random keys, their neighbours and keys that are known, and asks for what is there and what is not.
template <std::size_t Words>
void compare_with_set(std::size_t lead_bits, std::size_t bits, int inserts)
{
    INFO(Words << " words, " << lead_bits << " bits in word 0, " << bits << " in all");
    QuotientTable<Words> table(lead_bits, bits);
    std::set<Key<Words>> keys;
    std::vector<Key<Words>> past;
    Random random(bits * 64 + lead_bits);
    bool agree = true;
    for (int k = 0; k < inserts; ++k) {
        const bool follows = !past.empty() && random.one_in(3);
        const Key<Words> key = follows ? neighbour(random, past[random.below(past.size())], lead_bits, bits)
                                       : random_key<Words>(random, lead_bits, bits);
        agree = agree && table.contains(key) == keys.contains(key);
        agree = agree && table.insert(key) == keys.insert(key).second;
        agree = agree && table.contains(key) && !table.insert(key);
        past.push_back(key);
    }
    for (const Key<Words>& key : past) agree = agree && table.contains(key) && !table.insert(key);
    CHECK(agree);
    CHECK(table.size() == keys.size());
    CHECK(table.size() <= table.slots());
}

constexpr std::size_t widths[] = {10, 11, 12, 13, 16, 17, 18, 19, 24, 25, 33, 41, 47, 53, 57, 58};

/// Keys that follow one another in word 0, from `first` on: neighbours share their home, also in the table as
/// it has grown.
std::vector<Key<1>> in_a_row(std::uint64_t first, std::size_t count)
{
    std::vector<Key<1>> keys;
    for (std::size_t k = 0; k < count; ++k) keys.push_back({first + k});
    return keys;
}

template <std::size_t Words>
bool agrees_with_set(QuotientTable<Words>& table, const std::vector<Key<Words>>& keys)
{
    std::set<Key<Words>> known;
    bool agree = true;
    for (const Key<Words>& key : keys) {
        agree = agree && table.contains(key) == known.contains(key);
        agree = agree && table.insert(key) == known.insert(key).second;
    }
    for (const Key<Words>& key : keys) agree = agree && table.contains(key);
    return agree && table.size() == known.size();
}

/// Inserts random keys, some at a time, as a search does: what they can take is asked for before.
template <std::size_t Words>
void check_announcements(std::size_t lead_bits, std::size_t bits, std::uint64_t inserts)
{
    INFO(Words << " words, " << lead_bits << " bits in word 0, " << bits << " in all");
    QuotientTable<Words> table(lead_bits, bits);
    Random random(bits);
    bool foreseen = true;
    for (std::uint64_t inserted = 0; inserted < inserts;) {
        const std::uint64_t more = random.one_in(8) ? random.below(700) : random.below(30);
        const std::uint64_t announced = table.bytes_with(more);
        for (std::uint64_t k = 0; k < more; ++k) {
            table.insert(random_key<Words>(random, lead_bits, bits));
            foreseen = foreseen && table.bytes() <= announced;
        }
        inserted += more;
    }
    CHECK(foreseen);
}

/// Of a table of so many lines that is as full as it gets, how many keys in a thousand stand in the list.
template <std::size_t Words>
std::uint64_t in_list_of_a_thousand(std::size_t lead_bits, std::size_t bits, unsigned lines_log)
{
    QuotientTable<Words> table(lead_bits, bits, lines_log);
    const std::uint64_t slots = table.slots(), lines_alone = table.bytes();
    Random random(bits);
    while (table.size() < slots * 7 / 8) table.insert(random_key<Words>(random, lead_bits, bits));
    CHECK(table.slots() == slots);
    return (table.bytes() - lines_alone) / sizeof(Key<Words>) * 1000 / table.size();
}

}  // namespace

TEST_CASE("a table of scattered keys agrees with a set, for one word of any number of bits")
{
    for (const std::size_t bits : widths) compare_with_set<1>(bits, bits, 1000);
}

TEST_CASE("a table of scattered keys agrees with a set, for keys that reach beyond word 0")
{
    for (const std::size_t lead_bits : {10, 17, 30, 58}) {
        for (const std::size_t beyond : {0, 1, 7, 8, 9, 63, 64})
            compare_with_set<2>(lead_bits, lead_bits + beyond, 300);
    }
    for (const std::size_t beyond : {0, 5, 64, 65, 200, 321, 448}) compare_with_set<8>(58, 58 + beyond, 300);
}

TEST_CASE("a table agrees with a set over many growths")
{
    compare_with_set<1>(40, 40, 10'000);
    compare_with_set<2>(58, 77, 4'000);
}

TEST_CASE("with how many lines a table starts changes nothing but its size")
{
    std::vector<Key<1>> keys;
    Random random(1);
    for (int k = 0; k < 400; ++k) keys.push_back({random.below(1000)});
    for (unsigned lines_log = 0; lines_log <= 12; ++lines_log) {
        QuotientTable<1> table(10, 10, lines_log);
        INFO("2^" << lines_log << " lines");
        CHECK(table.slots() >= std::uint64_t{8} << std::min(lines_log, 10u));
        CHECK(agrees_with_set(table, keys));
    }
}

TEST_CASE("a table holds every key there is")
{
    constexpr std::uint64_t all = 1u << 10;
    for (const std::uint64_t stride : {1, 3, 511, 1023}) {
        QuotientTable<1> table(10, 10);
        bool is_new = true, is_known = true;
        for (std::uint64_t k = 0; k < all; ++k) is_new = is_new && table.insert({k * stride % all});
        for (std::uint64_t key = 0; key < all; ++key)
            is_known = is_known && table.contains({key}) && !table.insert({key});
        CHECK(is_new);
        CHECK(is_known);
        CHECK(table.size() == all);
    }
}

TEST_CASE("a full table of two-word keys has every key there is")
{
    QuotientTable<2> table(10, 11);
    bool is_new = true, is_known = true;
    for (std::uint64_t key = 0; key < 2048; ++key) is_new = is_new && table.insert({key % 1024, key / 1024});
    for (std::uint64_t key = 0; key < 2048; ++key)
        is_known = is_known && !table.insert({key % 1024, key / 1024});
    CHECK(is_new);
    CHECK(is_known);
    CHECK(table.size() == 2048);
}

TEST_CASE("keys that share one home stand in the next lines, and in a list, also when the table grows")
{
    for (const unsigned lines_log : {0u, 1u, 2u, 3u, 4u, 6u}) {
        const std::size_t rest_bits = 20 - lines_log;
        for (const std::uint64_t line : {std::uint64_t{0}, (std::uint64_t{1} << lines_log) - 1}) {
            QuotientTable<1> table(20, 20, lines_log);
            // Alternately from both halves of the home, so that growing helps.
            std::vector<Key<1>> keys;
            for (std::uint64_t k = 0; k < 400; ++k)
                keys.push_back({line << rest_bits | (k & 1) << (rest_bits - 1) | k});
            INFO("2^" << lines_log << " lines, home " << line);
            CHECK(agrees_with_set(table, keys));
        }
    }
}

TEST_CASE("the list beside a table answers as the table does")
{
    QuotientTable<1> table(30, 30, 6);
    const std::uint64_t slots = table.slots(), in_lines = 4 * (slots >> 6), most = slots * 7 / 8;
    auto keys = in_a_row(std::uint64_t{5} << 24, most + 1);
    std::reverse(keys.begin(), keys.end());
    for (std::size_t k = 0; k < in_lines; ++k) REQUIRE(table.insert(keys[k]));
    const std::uint64_t bytes = table.bytes();
    for (std::size_t k = in_lines; k < most; ++k) {
        REQUIRE_FALSE(table.contains(keys[k]));
        REQUIRE(table.insert(keys[k]));
        REQUIRE(table.bytes() == bytes + (k + 1 - in_lines) * sizeof(Key<1>));
    }
    const auto knows = [&](std::size_t count) {
        bool is_known = true;
        for (std::size_t k = 0; k < count; ++k)
            is_known = is_known && table.contains(keys[k]) && !table.insert(keys[k]);
        return is_known && !table.contains({keys.front()[0] + 1}) && table.size() == count;
    };
    CHECK(knows(most));
    CHECK(table.slots() == slots);
    CHECK(table.insert(keys.back()));
    CHECK(table.slots() > slots);
    CHECK(knows(most + 1));
}

TEST_CASE("few scattered keys stand in the list, however full the table is")
{
    CHECK(in_list_of_a_thousand<1>(20, 20, 8) < 10);
    CHECK(in_list_of_a_thousand<1>(34, 34, 8) < 10);
    CHECK(in_list_of_a_thousand<1>(58, 58, 8) < 25);
    CHECK(in_list_of_a_thousand<2>(58, 122, 8) < 25);
    CHECK(in_list_of_a_thousand<8>(58, 506, 8) < 25);
}

TEST_CASE("keys equal in word 0 are told apart by the others, however many there are")
{
    // Growing does not help them: with as many lines as word 0 has values, all the others stand in the list.
    QuotientTable<2> table(10, 74);
    std::vector<Key<2>> keys;
    for (std::uint64_t k = 0; k < 200; ++k) keys.push_back({1023, k * 0x0101010101010101u});
    CHECK(agrees_with_set(table, keys));
}

TEST_CASE("home lines at the end of the table go on at its beginning")
{
    for (const unsigned lines_log : {1u, 2u, 3u, 5u}) {
        QuotientTable<1> table(16, 16, lines_log);
        std::vector<Key<1>> keys = in_a_row((1u << 16) - 300, 300);
        for (const Key<1>& key : in_a_row(0, 300)) keys.push_back(key);
        CHECK(agrees_with_set(table, keys));
    }
}

TEST_CASE("a table never takes more than what was announced")
{
    for (const std::size_t bits : {16, 22, 31, 40, 47, 58}) check_announcements<1>(bits, bits, 4000);
    for (const std::size_t beyond : {1, 20, 64}) check_announcements<2>(58, 58 + beyond, 1500);
    for (const std::size_t beyond : {128, 448}) check_announcements<8>(58, 58 + beyond, 600);
}
