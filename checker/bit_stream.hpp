// Bits in a row, written at the end and read anywhere.
#pragma once

#include <cstddef>
#include <cstdint>

#include "checker/block_array.hpp"
#include "checker/hot.hpp"

namespace holdfast::checker {

class BitStream {
public:
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] std::uint64_t bytes() const { return words_.size() * sizeof(std::uint64_t); }

    static constexpr unsigned most_width = 48;

    /// The lowest `width` bits of the value, at most `most_width`; the others must be 0.
    HOLDFAST_HOT void append(std::uint64_t value, unsigned width)
    {
        pending_ |= value << size_ % 64;
        const std::uint64_t used = size_ % 64 + width;
        if (used >= 64) {
            words_.push_back(pending_);
            pending_ = used == 64 ? 0 : value >> (width - (used - 64));
        }
        size_ += width;
    }

    [[nodiscard]] std::uint64_t read(std::uint64_t at, unsigned width) const
    {
        std::uint64_t value = word(at / 64) >> at % 64;
        if (at % 64 + width > 64) value |= word(at / 64 + 1) << (64 - at % 64);
        return value & ((std::uint64_t{1} << width) - 1);
    }

private:
    [[nodiscard]] std::uint64_t word(std::uint64_t index) const
    {
        return index < words_.size() ? words_[index] : pending_;
    }

    BlockArray<std::uint64_t> words_;
    std::uint64_t pending_ = 0;
    std::uint64_t size_ = 0;
};

}  // namespace holdfast::checker
