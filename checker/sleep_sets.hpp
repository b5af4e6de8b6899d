// Sleep sets: which steps of a state need not be taken, because the state behind them is reached as early,
// and first, on another way. If x was taken before a at some state and the two are independent, then behind a
// the step x sleeps: a and then x leads where x and then a led. Every state is still found, at its least
// depth and in the same order (Godefroid's sleep sets, kept on the frontier of a breadth-first search only,
// where states that are reached several times within a level keep what sleeps on all of these ways).
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "checker/footprint.hpp"
#include "checker/hot.hpp"
#include "checker/schedule.hpp"
#include "checker/scratch_list.hpp"

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
    void clear() { steps_.clear(); }

    /// The next step of the state, in order; `asleep` where it sleeps there.
    HOLDFAST_HOT void add(std::uint16_t process, SleepMask bit, const Footprint& footprint, bool asleep)
    {
        SleepStep& step = steps_.extend();
        step.bit = bit;
        step.bit_asleep = asleep ? bit : 0;
        step.footprint = footprint;
        step.process = process;
    }

    /// Behind step `taken`: those of the steps before it, and of the sleeping ones, that are independent of
    /// it. Two steps of one process never are: both move it.
    [[nodiscard]] HOLDFAST_HOT SleepMask behind(std::size_t taken) const
    {
        const SleepStep mine = steps_[taken];
        // No branch: whether two steps are independent is what a processor cannot guess.
        const auto independent = [&mine](const SleepStep& theirs) {
            const std::uint64_t disturbs =
                (mine.footprint.writes & (theirs.footprint.reads | theirs.footprint.writes)) |
                (theirs.footprint.writes & mine.footprint.reads);
            const std::uint64_t conflict =
                disturbs | static_cast<std::uint64_t>(theirs.process == mine.process);
            return static_cast<SleepMask>(conflict != 0) - 1;
        };
        SleepMask mask = 0;
        for (std::size_t other = 0; other < taken; ++other)
            mask |= steps_[other].bit & independent(steps_[other]);
        for (std::size_t other = taken + 1; other < steps_.size(); ++other)
            mask |= steps_[other].bit_asleep & independent(steps_[other]);
        return mask;
    }

private:
    struct SleepStep {
        SleepMask bit = 0;
        SleepMask bit_asleep = 0;  ///< the same where the step sleeps
        Footprint footprint{};
        std::uint16_t process = 0;
    };

    ScratchList<SleepStep> steps_;
};

}  // namespace holdfast::checker
