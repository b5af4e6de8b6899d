// Sleep sets: which steps of a state need not be taken, because the state behind them is reached as early,
// and first, on another way. If x was taken before a at some state and the two are independent, then behind a
// the step x sleeps: a and then x leads where x and then a led. Every state is still found, at its least
// depth and in the same order (Godefroid's sleep sets, kept on the frontier of a breadth-first search only,
// where states that are reached several times within a level keep what sleeps on all of these ways).
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "checker/footprint.hpp"
#include "checker/schedule.hpp"

namespace holdfast::checker {

/// A set of choices, a bit each.
using SleepMask = std::uint64_t;

/// Which bit stands for which choice. There are 64; choices without one never sleep, which is only slower.
class SleepBits {
public:
    explicit SleepBits(std::size_t processes)
        : per_process_(processes == 0 ? 0 : 64 / processes), processes_(per_process_ == 0 ? 64 : processes)
    {
        per_process_ = std::max<std::size_t>(per_process_, 1);
    }

    [[nodiscard]] SleepMask of(Choice choice) const
    {
        if (choice.process >= processes_ || choice.alternative >= per_process_) return 0;
        return SleepMask{1} << (choice.process * per_process_ + choice.alternative);
    }

    /// The mask with process p's choices where process `moved[p]` has its own.
    [[nodiscard]] SleepMask moved(SleepMask mask, const std::vector<std::uint16_t>& moved) const
    {
        SleepMask result = 0;
        for (; mask != 0; mask &= mask - 1) {
            const auto bit = static_cast<std::size_t>(std::countr_zero(mask));
            result |= of({moved[bit / per_process_], static_cast<std::uint16_t>(bit % per_process_)});
        }
        return result;
    }

private:
    std::size_t per_process_;
    std::size_t processes_;
};

/// What sleeps behind each step of one state.
class SleepingBehind {
public:
    void clear() { count_ = 0; }

    /// The next step of the state, in order; `asleep` where it sleeps there.
    void add(std::uint16_t process, SleepMask bit, const Footprint& footprint, bool asleep)
    {
        if (count_ == bits_.size()) widen();
        processes_[count_] = process;
        bits_[count_] = bit;
        reads_[count_] = footprint.reads;
        writes_[count_] = footprint.writes;
        asleep_[count_] = asleep ? bit : 0;
        ++count_;
    }

    /// Behind step `taken`: those of the steps before it, and of the sleeping ones, that are independent of
    /// it. Two steps of one process never are: both move it.
    [[nodiscard]] SleepMask behind(std::size_t taken) const
    {
        const std::uint64_t reads = reads_[taken], writes = writes_[taken];
        const std::uint16_t process = processes_[taken];
        // No branch: whether two steps are independent is what a processor cannot guess.
        const auto independent = [&](std::size_t other) {
            const std::uint64_t disturbs =
                (writes & (reads_[other] | writes_[other])) | (writes_[other] & reads);
            const std::uint64_t conflict =
                disturbs | static_cast<std::uint64_t>(processes_[other] == process);
            return static_cast<SleepMask>(conflict != 0) - 1;
        };
        SleepMask mask = 0;
        for (std::size_t other = 0; other < taken; ++other) mask |= bits_[other] & independent(other);
        for (std::size_t other = taken + 1; other < count_; ++other)
            mask |= asleep_[other] & independent(other);
        return mask;
    }

private:
    void widen()
    {
        const std::size_t size = std::max<std::size_t>(32, 2 * bits_.size());
        processes_.resize(size);
        bits_.resize(size);
        reads_.resize(size);
        writes_.resize(size);
        asleep_.resize(size);
    }

    std::size_t count_ = 0;
    std::vector<std::uint16_t> processes_;
    std::vector<SleepMask> bits_, asleep_;
    std::vector<std::uint64_t> reads_, writes_;
};

}  // namespace holdfast::checker
