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
#include "checker/sleep_sets.hpp"

namespace holdfast::checker {

inline constexpr std::size_t chunk_states = 1024;

template <PlainState State>
class Frontier {
public:
    /// Where sleep sets are in use, what sleeps at each state is kept beside it.
    explicit Frontier(bool sleeps = false) : sleeps_(sleeps) {}

    struct Chunk {
        std::array<State, chunk_states> states;
        std::vector<SleepMask> asleep;  ///< as many, or none

        [[nodiscard]] SleepMask asleep_at(std::size_t k) const { return asleep.empty() ? 0 : asleep[k]; }
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
        while (chunks_.size() < chunks()) {
            auto chunk = std::unique_ptr<Chunk>(new Chunk);
            if (sleeps_) chunk->asleep.resize(chunk_states);
            chunks_.push_back(std::move(chunk));
        }
    }

    /// Different states may be set by different threads.
    void set(std::uint64_t index, const State& state, SleepMask asleep = 0)
    {
        Chunk& chunk = *chunks_[index / chunk_states];
        chunk.states[index % chunk_states] = state;
        if (sleeps_) chunk.asleep[index % chunk_states] = asleep;
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

    [[nodiscard]] std::uint64_t bytes() const { return bytes_for(size_); }

    /// What so many states would take.
    [[nodiscard]] std::uint64_t bytes_for(std::uint64_t states) const
    {
        const std::uint64_t per_chunk = sizeof(Chunk) + (sleeps_ ? chunk_states * sizeof(SleepMask) : 0);
        return (states + chunk_states - 1) / chunk_states * per_chunk;
    }

private:
    bool sleeps_;
    std::vector<std::unique_ptr<Chunk>> chunks_;
    std::uint64_t size_ = 0;
};

}  // namespace holdfast::checker
