// Where the fields of a state lie: bits are handed out one behind the other.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "model/layout.hpp"

namespace holdfast::model {

/// Hands out bits, first come first served; a field never crosses a word.
class Packer {
public:
    Field field(std::uint64_t greatest)
    {
        const auto width = static_cast<std::size_t>(std::bit_width(greatest));
        if (width == 0) return {};
        if (used_ % 64 + width > 64) used_ += 64 - used_ % 64;
        const Field result{.mask = (std::uint64_t{1} << width) - 1,
                           .word = static_cast<std::uint8_t>(used_ / 64),
                           .shift = static_cast<std::uint8_t>(used_ % 64)};
        used_ += width;
        return result;
    }

    /// A yes or no, if it can ever be yes.
    Field flag(bool possible) { return field(possible ? 1 : 0); }

    [[nodiscard]] std::size_t bits() const { return used_; }

private:
    std::size_t used_ = 0;
};

}  // namespace holdfast::model
