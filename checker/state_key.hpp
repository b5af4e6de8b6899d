// A state as the key of the visited set, and the permutation that scatters keys. The permutation is a
// bijection, so the place of a key in the table says a part of the key and only the rest of it has to be
// stored: a table can be smaller than its keys and still exact (Cleary, IEEE Transactions on Computers
// C-33(9), 1984).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "checker/assert.hpp"
#include "checker/fingerprint.hpp"
#include "checker/hot.hpp"
#include "checker/model.hpp"

namespace holdfast::checker {

/// How many words the bytes of a state fill.
template <PlainState State>
inline constexpr std::size_t key_words = (sizeof(State) + 7) / 8;

/// A state's bytes, as words; after scattering, the same information in another order.
template <std::size_t Words>
using Key = std::array<std::uint64_t, Words>;

/// 0 where the keys are equal. For ==, compilers call a function.
template <std::size_t Words>
[[nodiscard]] HOLDFAST_HOT inline std::uint64_t difference(const Key<Words>& a, const Key<Words>& b)
{
    std::uint64_t difference = 0;
    for (std::size_t word = 0; word < Words; ++word) difference |= a[word] ^ b[word];
    return difference;
}

template <PlainState State>
[[nodiscard]] Key<key_words<State>> key_of(const State& state)
{
    Key<key_words<State>> key{};
    std::memcpy(key.data(), &state, sizeof state);
    return key;
}

/// How many low bits of its bytes a state of this model can use; `state_bits()` of the model where it has
/// one.
template <Model M>
[[nodiscard]] std::size_t bits_of_state(const M& model)
{
    constexpr std::size_t all = 8 * sizeof(typename M::State);
    if constexpr (requires {
                      { model.state_bits() } -> std::convertible_to<std::size_t>;
                  }) {
        return std::min<std::size_t>(model.state_bits(), all);
    } else {
        return all;
    }
}

/// The permutation of keys of some number of bits. Of a scattered key, word 0 has `lead_bits()` bits, whose
/// high ones depend on the whole key; the words behind it are as they were.
template <std::size_t Words>
class Scatter {
public:
    /// Keys of fewer bits are treated as if they had a few more, which are 0.
    explicit Scatter(std::size_t bits)
        : bits_(std::max<std::size_t>(bits, least_bits)), lead_bits_(std::min<std::size_t>(bits_, 64)),
          mask_(~std::uint64_t{0} >> (64 - lead_bits_)), half_(static_cast<unsigned>(lead_bits_ + 1) / 2)
    {
    }

    [[nodiscard]] std::size_t bits() const { return bits_; }
    [[nodiscard]] std::size_t lead_bits() const { return lead_bits_; }

    [[nodiscard]] Key<Words> operator()(Key<Words> key) const
    {
        if constexpr (Words > 1) {
            // Word 0 is mixed with a hash of the others, which stand beside it in clear: that can be undone.
            std::uint64_t others = 0;
            for (std::size_t word = 1; word < Words; ++word) others = mixed(others ^ key[word]) + word;
            key[0] ^= others & mask_;
        }
        key[0] = permuted(key[0]);
        return key;
    }

private:
    static constexpr std::size_t least_bits = 16;

    /// Each line is a bijection of numbers of `lead_bits` bits: an xorshift by at least half of them, or a
    /// product with an odd number. The factors are those of splitmix64 and of Knuth's multiplicative hashing.
    [[nodiscard]] std::uint64_t permuted(std::uint64_t word) const
    {
        HOLDFAST_ASSERT((word & ~mask_) == 0, "a state has bits beyond its {}", bits_);
        word ^= word >> half_;
        word = (word * 0xbf58476d1ce4e5b9u) & mask_;
        word ^= word >> half_;
        word = (word * 0x9e3779b97f4a7c15u) & mask_;
        return word ^ word >> half_;
    }

    std::size_t bits_;
    std::size_t lead_bits_;
    std::uint64_t mask_;
    unsigned half_;
};

}  // namespace holdfast::checker
