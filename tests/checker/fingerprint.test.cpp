#include "checker/fingerprint.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <set>

#include <catch2/catch.hpp>

#include "checker/packed_state.hpp"

using namespace holdfast::checker;

namespace {

template <std::size_t Size>
using Bytes = std::array<std::uint8_t, Size>;

}  // namespace

TEST_CASE("fingerprints are the same numbers on every machine and in every run")
{
    CHECK(fingerprint(PackedState<1>{{0}}) == 0xe220a8397b1dcdafu);
    CHECK(fingerprint(PackedState<1>{{1}}) == mixed(0x9e3779b97f4a7c14u));
    CHECK(fingerprint(PackedState<2>{{0, 0}}) == mixed(0xe220a8397b1dcdafu));
    CHECK(fingerprint(Bytes<3>{1, 2, 3}) == mixed(0x9e3779b97f4a7c15u ^ 0x030201u));
    CHECK(fingerprint(Bytes<8>{1}) == fingerprint(PackedState<1>{{1}}));
}

TEST_CASE("every byte of a state counts in its fingerprint, whatever its size")
{
    const auto counts = [](auto state) {
        std::set<std::uint64_t> seen{fingerprint(state)};
        for (auto& byte : state) {
            byte = 1;
            seen.insert(fingerprint(state));
        }
        return seen.size() == state.size() + 1;
    };
    CHECK(counts(Bytes<1>{}));
    CHECK(counts(Bytes<2>{}));
    CHECK(counts(Bytes<7>{}));
    CHECK(counts(Bytes<8>{}));
    CHECK(counts(Bytes<9>{}));
    CHECK(counts(Bytes<31>{}));
}

TEST_CASE("a changed bit of a state changes about half of the bits of its fingerprint")
{
    for (std::size_t bit = 0; bit < 128; ++bit) {
        int changed = 0;
        for (std::uint64_t k = 0; k < 64; ++k) {
            PackedState<2> state{{k, k * k}};
            const std::uint64_t before = fingerprint(state);
            state.words[bit / 64] ^= std::uint64_t{1} << bit % 64;
            changed += std::popcount(before ^ fingerprint(state));
        }
        CAPTURE(bit);
        CHECK(changed > 64 * 28);
        CHECK(changed < 64 * 36);
    }
}

TEST_CASE("states are the same exactly if their bytes are")
{
    CHECK(same_bytes(Bytes<3>{1, 2, 3}, Bytes<3>{1, 2, 3}));
    CHECK_FALSE(same_bytes(Bytes<3>{1, 2, 3}, Bytes<3>{1, 2, 4}));
}
