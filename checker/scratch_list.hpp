// A list that is filled and emptied millions of times: what it holds is never constructed nor destroyed, and
// its room stays. A std::vector does the same with twice the instructions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "checker/hot.hpp"

namespace holdfast::checker {

template <class T>
class ScratchList {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    void clear() { size_ = 0; }

    /// Room for one element more, to be set member by member. An element put together elsewhere and copied
    /// here would be read back in wider pieces than it was just written in, and for that a processor waits
    /// until all of them have left its store buffer.
    [[nodiscard]] HOLDFAST_HOT T& extend()
    {
        if (size_ == room_.size()) [[unlikely]]
            widen();
        return room_[size_++];
    }

    /// Takes so many of the last elements away; no more than there are.
    HOLDFAST_HOT void drop_last(std::size_t count) { size_ -= count; }

    /// Keeps only the first elements.
    void cut(std::size_t size) { size_ = std::min(size_, size); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] T& operator[](std::size_t index) { return room_[index]; }
    [[nodiscard]] const T& operator[](std::size_t index) const { return room_[index]; }
    [[nodiscard]] const T* begin() const { return room_.data(); }
    [[nodiscard]] const T* end() const { return room_.data() + size_; }

private:
    [[gnu::noinline]] void widen() { room_.resize(std::max<std::size_t>(32, 2 * size_)); }

    std::vector<T> room_;
    std::size_t size_ = 0;
};

}  // namespace holdfast::checker
