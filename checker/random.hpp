// Numbers for random runs: the same from the same seed on every platform, which the standard distributions do
// not promise. The generator is splitmix64 by Sebastiano Vigna: small, and good enough to choose steps by.
#pragma once

#include <cstdint>

namespace holdfast::checker {

class Random {
public:
    explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

    constexpr std::uint64_t next()
    {
        std::uint64_t word = state_ += 0x9e3779b97f4a7c15u;
        word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
        word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
        return word ^ (word >> 31);
    }

    /// From 0 up to but not including `bound`, which is at least 1; each as likely as the others.
    constexpr std::uint64_t below(std::uint64_t bound)
    {
        // The words below this one are as many as a multiple of the bound leaves over.
        const std::uint64_t surplus = -bound % bound;
        std::uint64_t word = next();
        while (word < surplus) word = next();
        return word % bound;
    }

private:
    std::uint64_t state_;
};

}  // namespace holdfast::checker
