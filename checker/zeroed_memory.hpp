// A block of memory that is all zero, aligned to lines of the processor's cache. Large ones come from the
// system as they are, untouched, and ask for huge pages: a table that is hit at random spends most of its
// time on looking up small ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace holdfast::checker {

class ZeroedMemory {
public:
    ZeroedMemory() = default;

    /// Throws std::bad_alloc where there is no memory.
    explicit ZeroedMemory(std::size_t bytes);
    ~ZeroedMemory();

    ZeroedMemory(ZeroedMemory&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0))
    {
    }
    ZeroedMemory& operator=(ZeroedMemory&& other) noexcept
    {
        std::swap(data_, other.data_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }

    [[nodiscard]] std::uint8_t* data() const { return data_; }
    [[nodiscard]] std::size_t size() const { return bytes_; }

private:
    std::uint8_t* data_ = nullptr;
    std::size_t bytes_ = 0;
};

}  // namespace holdfast::checker
