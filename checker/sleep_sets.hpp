// Sleep sets: which steps of a state need not be followed, because the state behind them is reached first on
// another way. Let s be reached first from p, by the step b. A step x that p has before b, or that sleeps at
// p, sleeps at s too if it is independent of b. For p's x leads to a state q that was found before s, and b
// leads from q where x leads from s. So whatever sleeps leads where a step of an earlier state leads, and the
// first step in order that leads to a state never sleeps: every state is found, at its least depth, in the
// same order, first by the same step.
//
// These are Godefroid's sleep sets (Partial-Order Methods for the Verification of Concurrent Systems, 1996),
// but for one thing: there, who stores states takes together what sleeps on all ways to a state, and must
// find it again for that. Breadth first and in order, what sleeps on the first way is enough. What sleeps
// stands beside the state in its level, and nowhere else; and about twice as many steps are spared.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "checker/footprint.hpp"
#include "checker/hot.hpp"
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

    /// All that are of the process of this choice: no two of them are independent, since both move it.
    [[nodiscard]] SleepMask of_process(std::uint16_t process) const
    {
        if (process >= processes_) return 0;
        const SleepMask first = per_process_ == 64 ? ~SleepMask{0} : (SleepMask{1} << per_process_) - 1;
        return first << (process * per_process_);
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

/// Those steps of one state that have a bit, for the question which of them a step is independent of.
class IndependentSteps {
public:
    void clear() { count_ = 0; }

    /// One without a bit is not kept.
    HOLDFAST_HOT void add(SleepMask bit, const Footprint& footprint)
    {
        if (count_ == most) [[unlikely]]
            return;
        bits_[count_] = bit;
        touches_[count_] = footprint.reads | footprint.writes;
        writes_[count_] = footprint.writes;
        count_ += bit != 0 ? 1 : 0;
    }

    /// Those of `steps` that were added and are independent of a step with this footprint.
    [[nodiscard]] HOLDFAST_HOT SleepMask among(SleepMask steps, const Footprint& footprint) const
    {
        // No branch: whether two steps are independent is what a processor cannot guess. Tried instead:
        // several at a time, in one instruction, which has to wait until what was added just now has left the
        // store buffer.
        SleepMask mask = 0;
        for (std::size_t k = 0; k < count_; ++k) {
            const std::uint64_t conflict = (footprint.writes & touches_[k]) | (footprint.reads & writes_[k]);
            mask |= bits_[k] & (static_cast<SleepMask>(conflict != 0) - 1);
        }
        return mask & steps;
    }

private:
    static constexpr std::size_t most = 64;

    std::array<SleepMask, most> bits_{};
    std::array<std::uint64_t, most> touches_{}, writes_{};
    std::size_t count_ = 0;
};

}  // namespace holdfast::checker
