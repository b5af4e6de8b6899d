#include "checker/frontier.hpp"

#include <catch2/catch.hpp>

#include "checker/packed_state.hpp"

using namespace holdfast::checker;
using State = PackedState<1>;

namespace {

void fill(Frontier<State>& frontier, std::uint64_t begin, std::uint64_t end)
{
    for (std::uint64_t k = begin; k < end; ++k) frontier.set(k, State{{1000 + k}});
}

/// Whether the states are those that `fill` put there, read chunk by chunk.
bool holds_what_was_filled(const Frontier<State>& frontier)
{
    std::uint64_t number = 0;
    for (std::size_t chunk = 0; chunk < frontier.chunks(); ++chunk) {
        for (std::size_t k = 0; k < frontier.states_in(chunk); ++k, ++number) {
            if (frontier.chunk(chunk).states[k].words[0] != 1000 + number) return false;
        }
    }
    return number == frontier.size();
}

}  // namespace

TEST_CASE("an empty frontier has no chunks")
{
    const Frontier<State> frontier;
    CHECK(frontier.size() == 0);
    CHECK(frontier.chunks() == 0);
}

TEST_CASE("states stand in chunks, of which only the last may be smaller")
{
    for (const std::uint64_t size : {1u, 1023u, 1024u, 1025u, 2048u, 5000u}) {
        Frontier<State> frontier;
        frontier.extend(size);
        fill(frontier, 0, size);
        INFO(size << " states");
        CHECK(frontier.size() == size);
        CHECK(frontier.chunks() == (size + 1023) / 1024);
        for (std::size_t chunk = 0; chunk + 1 < frontier.chunks(); ++chunk)
            CHECK(frontier.states_in(chunk) == 1024);
        CHECK(frontier.states_in(frontier.chunks() - 1) == (size - 1) % 1024 + 1);
        CHECK(holds_what_was_filled(frontier));
    }
}

TEST_CASE("a frontier that is extended keeps what it has")
{
    Frontier<State> frontier;
    std::uint64_t size = 0;
    for (const std::uint64_t more : {700u, 0u, 324u, 1u, 3000u}) {
        frontier.extend(more);
        fill(frontier, size, size + more);
        size += more;
        CHECK(frontier.size() == size);
        CHECK(holds_what_was_filled(frontier));
    }
}

TEST_CASE("a frontier is cut to its first states, and can be extended again")
{
    Frontier<State> frontier;
    frontier.extend(3000);
    fill(frontier, 0, 3000);
    frontier.cut(1500);
    CHECK(frontier.size() == 1500);
    CHECK(frontier.chunks() == 2);
    CHECK(frontier.states_in(1) == 476);
    CHECK(holds_what_was_filled(frontier));
    frontier.extend(2000);
    fill(frontier, 1500, 3500);
    CHECK(frontier.size() == 3500);
    CHECK(holds_what_was_filled(frontier));
}

TEST_CASE("a chunk that is dropped leaves the others as they are")
{
    Frontier<State> frontier;
    frontier.extend(2100);
    fill(frontier, 0, 2100);
    frontier.drop(0);
    CHECK(frontier.size() == 2100);
    CHECK(frontier.chunks() == 3);
    CHECK(frontier.chunk(1).states[0].words[0] == 1000 + 1024);
    CHECK(frontier.chunk(2).states[51].words[0] == 1000 + 2099);
}

TEST_CASE("a frontier that is cleared begins again")
{
    Frontier<State> frontier;
    frontier.extend(2100);
    frontier.drop(1);
    frontier.clear();
    CHECK(frontier.size() == 0);
    CHECK(frontier.chunks() == 0);
    frontier.extend(1500);
    fill(frontier, 0, 1500);
    CHECK(holds_what_was_filled(frontier));
}

TEST_CASE("what sleeps stands beside its state, where sleep sets are in use")
{
    for (const bool sleeps : {true, false}) {
        Frontier<State> frontier(sleeps);
        frontier.extend(1500);
        for (std::uint64_t k = 0; k < 1500; ++k) frontier.set(k, State{{1000 + k}}, 7 * k);
        CHECK(holds_what_was_filled(frontier));
        CHECK(frontier.chunk(0).asleep_at(1023) == (sleeps ? 7 * 1023 : 0));
        CHECK(frontier.chunk(1).asleep_at(0) == (sleeps ? 7 * 1024 : 0));
        frontier.set(1024, State{{1}});
        CHECK(frontier.chunk(1).asleep_at(0) == 0);
    }
}

TEST_CASE("memory is charged by whole chunks, with room for what sleeps")
{
    const std::uint64_t chunk = sizeof(Frontier<State>::Chunk);
    Frontier<State> frontier;
    CHECK(frontier.bytes_for(0) == 0);
    CHECK(frontier.bytes_for(1) == chunk);
    CHECK(frontier.bytes_for(1024) == chunk);
    CHECK(frontier.bytes_for(1025) == 2 * chunk);
    CHECK(frontier.bytes() == 0);
    frontier.extend(1025);
    CHECK(frontier.bytes() == 2 * chunk);
    CHECK(Frontier<State>(true).bytes_for(1024) == chunk + std::uint64_t{1024 * 8});
    CHECK(chunk >= 1024 * 8);
    CHECK(Frontier<PackedState<8>>().bytes_for(1024) - chunk == std::uint64_t{1024 * 56});
}
