#include "checker/bit_stream.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

struct Piece {
    std::uint64_t at, value;
    unsigned width;
};

std::uint64_t random_value(Random& random, unsigned width)
{
    if (random.one_in(4)) return (std::uint64_t{1} << width) - 1;
    return random.next() & ((std::uint64_t{1} << width) - 1);
}

}  // namespace

TEST_CASE("an empty stream has no bits and takes no memory")
{
    const BitStream bits;
    CHECK(bits.size() == 0);
    CHECK(bits.bytes() == 0);
}

TEST_CASE("what was appended is read where it stands, in any width")
{
    BitStream bits;
    std::vector<Piece> pieces;
    Random random(1);
    bool is_read = true;
    for (int k = 0; k < 20'000; ++k) {
        const auto width = static_cast<unsigned>(random.below(BitStream::most_width + 1));
        pieces.push_back({bits.size(), random_value(random, width), width});
        bits.append(pieces.back().value, width);
        is_read = is_read && bits.size() == pieces.back().at + width;
        is_read = is_read && bits.read(pieces.back().at, width) == pieces.back().value;
    }
    for (const Piece& piece : pieces) is_read = is_read && bits.read(piece.at, piece.width) == piece.value;
    CHECK(is_read);
    CHECK(bits.bytes() == bits.size() / 64 * 8);
}

TEST_CASE("what was appended bit by bit is read in pieces, and the other way round")
{
    for (unsigned width = 1; width <= BitStream::most_width; ++width) {
        BitStream whole, single;
        Random random(width);
        for (int k = 0; k < 100; ++k) {
            const std::uint64_t value = random_value(random, width);
            whole.append(value, width);
            for (unsigned bit = 0; bit < width; ++bit) single.append(value >> bit & 1, 1);
        }
        bool same = whole.size() == single.size();
        for (std::uint64_t at = 0; at < whole.size(); ++at)
            same = same && whole.read(at, 1) == single.read(at, 1);
        for (std::uint64_t at = 0; at + 32 <= whole.size(); ++at)
            same = same && whole.read(at, 32) == single.read(at, 32);
        INFO("width " << width);
        CHECK(same);
    }
}
