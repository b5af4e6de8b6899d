// The usual state of a model: a few machine words, packed. Such a state is its own key: it is read and
// written in place through named accessors of its model, compared and hashed as words, and stored as it
// is. Encoding and decoding a struct around every step costs twice the time and reads no better.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace holdfast::checker {

/// What the bits mean is the model's business. Bits that no field uses stay 0, in every state.
template <std::size_t Words>
struct PackedState {
    std::array<std::uint64_t, Words> words{};

    constexpr bool operator==(const PackedState&) const = default;
    constexpr auto operator<=>(const PackedState&) const = default;
};

}  // namespace holdfast::checker
