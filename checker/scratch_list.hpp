// A list that is filled and emptied millions of times: what it holds is never constructed nor destroyed, and
// its room stays. A std::vector does the same with twice the instructions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "checker/hot.hpp"

namespace holdfast::checker {

template <class T>
class ScratchList {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    ScratchList() = default;
    ScratchList(ScratchList&& other) noexcept { swap(other); }
    ScratchList& operator=(ScratchList&& other) noexcept
    {
        ScratchList(std::move(other)).swap(*this);
        return *this;
    }

    void clear() { end_ = begin_; }

    /// Room for one element more, to be set member by member. An element put together elsewhere and copied
    /// here would be read back in wider pieces than it was just written in, and for that a processor waits
    /// until all of them have left its store buffer.
    [[nodiscard]] HOLDFAST_HOT T& extend()
    {
        if (end_ == limit_) [[unlikely]]
            widen();
        return *end_++;
    }

    /// Takes so many of the last elements away; no more than there are.
    HOLDFAST_HOT void drop_last(std::size_t count) { end_ -= count; }

    /// Keeps only the first elements.
    void cut(std::size_t size) { end_ = begin_ + std::min(this->size(), size); }

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }
    [[nodiscard]] T& operator[](std::size_t index) { return begin_[index]; }
    [[nodiscard]] const T& operator[](std::size_t index) const { return begin_[index]; }
    [[nodiscard]] const T* begin() const { return begin_; }
    [[nodiscard]] const T* end() const { return end_; }

private:
    void swap(ScratchList& other)
    {
        std::swap(room_, other.room_);
        std::swap(begin_, other.begin_);
        std::swap(end_, other.end_);
        std::swap(limit_, other.limit_);
    }

    [[gnu::noinline]] void widen()
    {
        const std::size_t before = size();
        room_.resize(std::max<std::size_t>(32, 2 * before));
        begin_ = room_.data();
        end_ = begin_ + before;
        limit_ = begin_ + room_.size();
    }

    std::vector<T> room_;
    // By its size a vector divides, where an element's is no power of two.
    T* begin_ = nullptr;
    T* end_ = nullptr;
    T* limit_ = nullptr;
};

}  // namespace holdfast::checker
