// The one hash of the project, over the bytes of a plain state. Its constants are fixed, so tables are laid
// out the same in every run; results do not depend on it, since states are stored whole and compared
// byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "checker/model.hpp"

namespace holdfast::checker {

/// A bijection of 64-bit words in which every bit of the input changes about half of the output's bits
/// (the finalizer of splitmix64, by Sebastiano Vigna).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t word)
{
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
    return word ^ (word >> 31);
}

/// The same on every little-endian machine; for a state of 8 bytes, different states have different values.
template <PlainState State>
[[nodiscard]] std::uint64_t fingerprint(const State& state)
{
    constexpr std::size_t whole = sizeof(State) / sizeof(std::uint64_t);
    constexpr std::size_t rest = sizeof(State) % sizeof(std::uint64_t);
    const auto* const bytes = reinterpret_cast<const std::byte*>(&state);
    std::uint64_t hash = 0x9e3779b97f4a7c15u;
    for (std::size_t k = 0; k < whole; ++k) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + k * sizeof word, sizeof word);
        hash = mixed(hash ^ word);
    }
    if constexpr (rest != 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + whole * sizeof word, rest);
        hash = mixed(hash ^ word);
    }
    return hash;
}

/// What makes two states the same state.
template <PlainState State>
[[nodiscard]] bool same_bytes(const State& one, const State& other)
{
    return std::memcmp(&one, &other, sizeof(State)) == 0;
}

}  // namespace holdfast::checker
