#include "checker/zeroed_memory.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include <catch2/catch.hpp>

using namespace holdfast::checker;

namespace {

bool is_zero(const ZeroedMemory& memory)
{
    return std::all_of(memory.data(), memory.data() + memory.size(),
                       [](std::uint8_t byte) { return byte == 0; });
}

constexpr std::size_t mebibyte = std::size_t{1} << 20;

}  // namespace

TEST_CASE("memory is zero and aligned to lines of the cache, whatever its size")
{
    for (const std::size_t bytes :
         {std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{80}, std::size_t{4096}, mebibyte,
          2 * mebibyte - 1, 2 * mebibyte, 2 * mebibyte + 1, 4 * mebibyte + 16}) {
        const ZeroedMemory memory(bytes);
        INFO(bytes << " bytes");
        REQUIRE(memory.data() != nullptr);
        CHECK(memory.size() == bytes);
        CHECK(reinterpret_cast<std::uintptr_t>(memory.data()) % 64 == 0);
        CHECK(is_zero(memory));
    }
}

TEST_CASE("memory that was used and given back is zero again")
{
    for (int round = 0; round < 20; ++round) {
        for (const std::size_t bytes : {std::size_t{200}, mebibyte + 100, 2 * mebibyte + 100}) {
            const ZeroedMemory memory(bytes);
            REQUIRE(memory.data()[0] == 0);
            REQUIRE(memory.data()[bytes / 2] == 0);
            REQUIRE(memory.data()[bytes - 1] == 0);
            memory.data()[0] = memory.data()[bytes / 2] = memory.data()[bytes - 1] = 0xff;
        }
    }
}

TEST_CASE("no memory is no memory")
{
    const ZeroedMemory nothing, empty(0);
    CHECK(nothing.data() == nullptr);
    CHECK(nothing.size() == 0);
    CHECK(empty.data() == nullptr);
    CHECK(empty.size() == 0);
}

TEST_CASE("memory that is moved stays where it is")
{
    for (const std::size_t bytes : {std::size_t{100}, 3 * mebibyte}) {
        ZeroedMemory first(bytes);
        std::uint8_t* const data = first.data();
        data[bytes - 1] = 7;
        ZeroedMemory second(std::move(first));
        CHECK(second.data() == data);
        CHECK(second.size() == bytes);
        ZeroedMemory third(64);
        third = std::move(second);
        CHECK(third.data() == data);
        CHECK(third.size() == bytes);
        CHECK(third.data()[bytes - 1] == 7);
        ZeroedMemory fourth;
        std::swap(third, fourth);
        CHECK(fourth.data() == data);
        CHECK(third.data() == nullptr);
    }
}

TEST_CASE("memory that nobody has is refused")
{
    CHECK_THROWS_AS(ZeroedMemory(std::size_t{1} << 62), std::bad_alloc);
}
