// Numbers for random tests: the same from the same seed on every platform, which the standard distributions
// do not promise. The generator is splitmix64 by Sebastiano Vigna.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace holdfast::tests {

/// What whoever runs the tests asks for: HOLDFAST_SEED is the first seed, HOLDFAST_RANDOM how many are drawn.
inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise)
{
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next()
    {
        std::uint64_t word = state_ += 0x9e3779b97f4a7c15u;
        word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
        word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
        return word ^ (word >> 31);
    }

    /// From 0 up to but not including `bound`, which is small, so that the bias of the remainder does not
    /// matter.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

    /// True in `wanted` of `out_of` cases.
    bool one_in(std::uint64_t out_of) { return below(out_of) == 0; }

private:
    std::uint64_t state_;
};

}  // namespace holdfast::tests
