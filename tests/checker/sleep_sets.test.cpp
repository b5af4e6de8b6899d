#include "checker/sleep_sets.hpp"

#include <numeric>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

Choice choice_of(std::size_t process, std::size_t alternative)
{
    return {static_cast<std::uint16_t>(process), static_cast<std::uint16_t>(alternative)};
}

const std::size_t numbers_of_processes[] = {0, 1, 2, 3, 5, 8, 20, 31, 32, 33, 63, 64, 65, 100, 70'000};

struct PlainStep {
    Choice choice;
    SleepMask bit = 0;
    Footprint footprint;
    bool asleep = false;
};

/// As the idea of sleep sets has it: behind `taken` sleeps what was taken before it or slept here, where both
/// orders lead to one state.
SleepMask plainly_behind(const std::vector<PlainStep>& steps, std::size_t taken)
{
    SleepMask mask = 0;
    for (std::size_t other = 0; other < steps.size(); ++other) {
        const bool is_candidate = other < taken || (other > taken && steps[other].asleep);
        if (!is_candidate || steps[other].choice.process == steps[taken].choice.process) continue;
        if (steps[other].footprint.independent_of(steps[taken].footprint)) mask |= steps[other].bit;
    }
    return mask;
}

/// Steps of some processes in the order of their choices, with sparse footprints.
std::vector<PlainStep> random_steps(Random& random, const SleepBits& bits, std::size_t processes)
{
    std::vector<PlainStep> steps;
    for (std::size_t process = 0; process < processes; ++process) {
        const std::size_t alternatives = random.below(4);
        for (std::size_t alternative = 0; alternative < alternatives; ++alternative) {
            const Choice choice = choice_of(process, alternative);
            const auto few = [&] { return random.one_in(3) ? 0 : std::uint64_t{1} << random.below(6) * 12; };
            steps.push_back({choice, bits.of(choice), {few() | few(), few()}, random.one_in(4)});
        }
    }
    return steps;
}

/// The same as the search asks for it.
class SleepingBehind {
public:
    SleepingBehind(const SleepBits& bits, const std::vector<PlainStep>& steps) : bits_(bits), steps_(steps)
    {
        for (const PlainStep& step : steps) {
            with_bit_.add(step.bit, step.footprint);
            if (step.asleep) asleep_ |= step.bit;
        }
    }

    [[nodiscard]] SleepMask behind(std::size_t taken) const
    {
        const PlainStep& step = steps_[taken];
        SleepMask before = 0;
        for (std::size_t other = 0; other < taken; ++other) before |= steps_[other].bit;
        return with_bit_.among((before | asleep_) & ~bits_.of_process(step.choice.process), step.footprint);
    }

private:
    const SleepBits& bits_;
    const std::vector<PlainStep>& steps_;
    IndependentSteps with_bit_;
    SleepMask asleep_ = 0;
};

}  // namespace

TEST_CASE("different choices have different bits, or none")
{
    for (const std::size_t processes : numbers_of_processes) {
        const SleepBits bits(processes);
        SleepMask used = 0;
        int with_bit = 0;
        bool distinct = true;
        for (std::size_t process = 0; process < std::min<std::size_t>(processes, 70); ++process) {
            for (std::size_t alternative = 0; alternative < 70; ++alternative) {
                const SleepMask bit = bits.of(choice_of(process, alternative));
                distinct = distinct && std::popcount(bit) <= 1 && (bit & used) == 0;
                used |= bit;
                with_bit += bit != 0 ? 1 : 0;
            }
        }
        INFO(processes << " processes");
        CHECK(distinct);
        CHECK(with_bit == std::popcount(used));
        if (processes > 0) CHECK(with_bit > 32);  // bits are not wasted
    }
}

TEST_CASE("every process has as many bits as any other, while there are enough")
{
    for (const std::size_t processes : {1, 2, 3, 5, 8, 20, 64}) {
        const SleepBits bits(processes);
        const std::size_t each = 64 / processes;
        for (std::size_t process = 0; process < processes; ++process) {
            CHECK(bits.of(choice_of(process, each - 1)) != 0);
            CHECK(bits.of(choice_of(process, each)) == 0);
        }
    }
}

TEST_CASE("choices beyond the 64 bits have none")
{
    CHECK(SleepBits(1).of({0, 63}) != 0);
    CHECK(SleepBits(1).of({0, 64}) == 0);
    CHECK(SleepBits(100).of({63, 0}) != 0);
    CHECK(SleepBits(100).of({64, 0}) == 0);
    CHECK(SleepBits(100).of({0, 1}) == 0);
    CHECK(SleepBits(2).of({0, 0xffff}) == 0);
    CHECK(SleepBits(70'000).of({0xffff, 0xffff}) == 0);
}

TEST_CASE("a mask moves with the processes that it is about")
{
    for (const std::size_t processes : {1, 2, 3, 7, 31, 64, 65, 100}) {
        const SleepBits bits(processes);
        Random random(processes);
        for (int round = 0; round < 20; ++round) {
            std::vector<std::uint16_t> moved(processes);
            std::iota(moved.begin(), moved.end(), std::uint16_t{0});
            for (std::size_t k = processes; k > 1; --k) std::swap(moved[k - 1], moved[random.below(k)]);
            SleepMask before = 0, after = 0;
            for (int k = 0; k < 20; ++k) {
                const std::size_t process = random.below(processes), alternative = random.below(4);
                if (bits.of(choice_of(process, alternative)) == 0) continue;
                before |= bits.of(choice_of(process, alternative));
                after |= bits.of(choice_of(moved[process], alternative));
            }
            REQUIRE(bits.moved(before, moved) == after);
        }
    }
}

TEST_CASE("where nobody moves, a mask stays as it is")
{
    for (const std::size_t processes : {1, 2, 3, 64}) {
        const SleepBits bits(processes);
        std::vector<std::uint16_t> moved(processes);
        std::iota(moved.begin(), moved.end(), std::uint16_t{0});
        SleepMask all = 0;
        for (std::size_t process = 0; process < processes; ++process) {
            for (std::size_t k = 0; k < 64; ++k) all |= bits.of(choice_of(process, k));
        }
        CHECK(bits.moved(all, moved) == all);
        CHECK(bits.moved(0, moved) == 0);
    }
}

TEST_CASE("the bits of a process are those of its choices")
{
    for (const std::size_t processes : numbers_of_processes) {
        const SleepBits bits(processes);
        for (std::size_t process = 0; process < std::min<std::size_t>(processes + 1, 70); ++process) {
            SleepMask all = 0;
            for (std::size_t k = 0; k < 70; ++k) all |= bits.of(choice_of(process, k));
            INFO("process " << process << " of " << processes);
            CHECK(bits.of_process(static_cast<std::uint16_t>(process)) == all);
        }
    }
}

TEST_CASE("behind a step sleep those before it, and the sleeping ones, that are independent of it")
{
    Random random(1);
    int some = 0;
    for (int round = 0; round < 300; ++round) {
        const std::size_t processes = 1 + random.below(30);
        const SleepBits bits(processes);
        const auto steps = random_steps(random, bits, processes);
        const SleepingBehind sleeping(bits, steps);
        for (std::size_t taken = 0; taken < steps.size(); ++taken) {
            REQUIRE(sleeping.behind(taken) == plainly_behind(steps, taken));
            some += sleeping.behind(taken) != 0 ? 1 : 0;
        }
    }
    CHECK(some > 1000);
}

TEST_CASE("only steps that are asked for and were added are told to be independent")
{
    IndependentSteps steps;
    steps.add(1, {1, 0});
    steps.add(2, {2, 0});
    steps.add(4, {3, 0});
    steps.add(8, {0, 1});
    CHECK(steps.among(~SleepMask{0}, {1, 0}) == 7);  // who only reads disturbs nobody who only reads
    CHECK(steps.among(~SleepMask{0}, {0, 1}) == 2);
    CHECK(steps.among(~SleepMask{0}, {}) == 15);
    CHECK(steps.among(5, {1, 0}) == 5);
    CHECK(steps.among(16, {}) == 0);
    CHECK(steps.among(~SleepMask{0}, Footprint::everything()) == 0);
}

TEST_CASE("steps without a bit never sleep, and the next state begins with none")
{
    IndependentSteps steps;
    steps.add(0, {});
    steps.add(1, {});
    steps.add(0, {});
    CHECK(steps.among(~SleepMask{0}, {}) == 1);
    steps.clear();
    CHECK(steps.among(~SleepMask{0}, {}) == 0);
    steps.add(2, {});
    CHECK(steps.among(~SleepMask{0}, {}) == 2);
}

TEST_CASE("of more steps than there are bits the first are kept")
{
    IndependentSteps steps;
    for (unsigned k = 0; k < 64; ++k) steps.add(SleepMask{1} << k, {});
    CHECK(steps.among(~SleepMask{0}, {}) == ~SleepMask{0});
    steps.add(1, {1, 1});
    CHECK(steps.among(~SleepMask{0}, {1, 0}) == ~SleepMask{0});
}
