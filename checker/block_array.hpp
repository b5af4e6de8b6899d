// An array that grows without moving what it holds: elements live in blocks of equal size. A plain vector
// would need three times its content while it doubles, which makes the memory limit a lie.
#pragma once

#include <cstddef>
#include <vector>

namespace holdfast::checker {

/// References to elements stay valid for the life of the array.
template <class T>
class BlockArray {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const T& operator[](std::size_t index) const
    {
        return blocks_[index >> shift][index & mask];
    }

    void push_back(const T& element)
    {
        if ((size_ & mask) == 0) {
            blocks_.emplace_back();
            blocks_.back().reserve(std::size_t{1} << shift);
        }
        blocks_.back().push_back(element);
        ++size_;
    }

private:
    static constexpr std::size_t shift = 12;  ///< small enough for small systems, large enough to be rare
    static constexpr std::size_t mask = (std::size_t{1} << shift) - 1;

    std::vector<std::vector<T>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace holdfast::checker
