// The states of one level in canonical order, in chunks of equal size. A chunk is the unit of work: it is the
// same whatever the number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "checker/model.hpp"

namespace holdfast::checker {

inline constexpr std::size_t chunk_states = 1024;

template <PlainState State>
class Frontier {
public:
    struct Chunk {
        std::array<State, chunk_states> states;
    };

    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] std::size_t chunks() const { return (size_ + chunk_states - 1) / chunk_states; }
    [[nodiscard]] std::size_t states_in(std::size_t chunk) const
    {
        return std::min<std::uint64_t>(chunk_states, size_ - chunk * chunk_states);
    }
    [[nodiscard]] const Chunk& chunk(std::size_t number) const { return *chunks_[number]; }

    /// Room for this many states more, whose contents are set by `set`.
    void extend(std::uint64_t states)
    {
        size_ += states;
        while (chunks_.size() < chunks()) chunks_.push_back(std::unique_ptr<Chunk>(new Chunk));
    }

    /// Different states may be set by different threads.
    void set(std::uint64_t index, const State& state)
    {
        chunks_[index / chunk_states]->states[index % chunk_states] = state;
    }

    /// Keeps only the first states.
    void cut(std::uint64_t states) { size_ = states; }

    /// The chunk is not needed any more.
    void drop(std::size_t chunk) { chunks_[chunk].reset(); }

    void clear()
    {
        chunks_.clear();
        size_ = 0;
    }

    [[nodiscard]] static constexpr std::uint64_t bytes_for(std::uint64_t states)
    {
        return (states + chunk_states - 1) / chunk_states * sizeof(Chunk);
    }

private:
    std::vector<std::unique_ptr<Chunk>> chunks_;
    std::uint64_t size_ = 0;
};

}  // namespace holdfast::checker
