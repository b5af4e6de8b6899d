#include "model/step_memory.hpp"

#include <array>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

using Memory = StepMemory<2>;
using State = std::array<std::uint64_t, 2>;

Field field_at(std::uint8_t word, unsigned shift, std::uint64_t mask)
{
    return {.mask = mask, .word = word, .shift = static_cast<std::uint8_t>(shift)};
}

const Question low = Question::value_of(field_at(0, 0, 3));
const Question high = Question::value_of(field_at(1, 60, 15));
const Question any_seven = Question::any_of(0, 0x1110, 15, 7);

/// A lesson that can be told from others.
Lesson<2> lesson(std::uint64_t number)
{
    Lesson<2> result;
    result.put[1] = number;
    result.deed.triggered = number;
    return result;
}

/// The number that the lesson was given, or 0 where nothing is known.
std::uint64_t lesson_at(const Memory& memory, Memory::Root root, const State& state)
{
    const Memory::Number known = memory.recall(root, state.data());
    return known == Memory::none ? 0 : memory.lesson(known).put[1];
}

TEST_CASE("a memory knows nothing at first")
{
    Memory memory;
    const Memory::Root root = memory.add_root();
    CHECK(lesson_at(memory, root, State{}) == 0);
    CHECK(memory.lessons() == 0);
}

TEST_CASE("what was learned is recalled in every state that gives the same answers")
{
    Memory memory;
    const Memory::Root root = memory.add_root();
    const State state{0x2, 0x5ull << 60};
    memory.learn(root, std::vector{low, high}, state.data(), lesson(11));
    CHECK(lesson_at(memory, root, state) == 11);
    CHECK(memory.lesson(memory.recall(root, state.data())).deed.triggered == 11);
    CHECK(lesson_at(memory, root, State{0xfffe, 0x5fff'ffffull << 32}) == 11);
}

TEST_CASE("other answers are unknown until they are learned")
{
    Memory memory;
    const Memory::Root root = memory.add_root();
    const State first{0x2, 0}, other_high{0x2, 1ull << 60}, other_low{0x3, 0};
    memory.learn(root, std::vector{low, high}, first.data(), lesson(1));
    CHECK(lesson_at(memory, root, other_high) == 0);
    CHECK(lesson_at(memory, root, other_low) == 0);
    memory.learn(root, std::vector{low, high}, other_high.data(), lesson(2));
    CHECK(lesson_at(memory, root, first) == 1);
    CHECK(lesson_at(memory, root, other_high) == 2);
    CHECK(lesson_at(memory, root, other_low) == 0);
    CHECK(memory.lessons() == 2);
}

TEST_CASE("behind different answers different questions are asked, or none")
{
    Memory memory;
    const Memory::Root root = memory.add_root();
    memory.learn(root, std::vector{low}, State{0, 0}.data(), lesson(1));
    memory.learn(root, std::vector{low, high}, State{1, 0}.data(), lesson(2));
    memory.learn(root, std::vector{low, any_seven, high}, State{2, 0}.data(), lesson(3));
    memory.learn(root, std::vector{low, any_seven}, State{0x702, 0}.data(), lesson(4));
    CHECK(lesson_at(memory, root, State{0, ~0ull}) == 1);
    CHECK(lesson_at(memory, root, State{1, 0}) == 2);
    CHECK(lesson_at(memory, root, State{1, ~0ull}) == 0);
    CHECK(lesson_at(memory, root, State{0x862, 0}) == 3);
    CHECK(lesson_at(memory, root, State{0x7772, ~0ull}) == 4);
    CHECK(lesson_at(memory, root, State{3, 0}) == 0);
}

TEST_CASE("a step that asks nothing is known at once, everywhere")
{
    Memory memory;
    const Memory::Root root = memory.add_root();
    memory.learn(root, {}, State{}.data(), lesson(5));
    CHECK(lesson_at(memory, root, State{1, 2}) == 5);
}

TEST_CASE("what is known of one step is not known of another")
{
    Memory memory;
    const Memory::Root one = memory.add_root(), other = memory.add_root();
    const State state{1, 0};
    memory.learn(one, std::vector{low}, state.data(), lesson(1));
    CHECK(lesson_at(memory, other, state) == 0);
    memory.learn(other, std::vector{high, low}, state.data(), lesson(2));
    const Memory::Root late = memory.add_root();
    CHECK(lesson_at(memory, late, state) == 0);
    memory.learn(late, {}, state.data(), lesson(3));
    CHECK(lesson_at(memory, one, state) == 1);
    CHECK(lesson_at(memory, other, state) == 2);
    CHECK(lesson_at(memory, late, state) == 3);
}

/// What a step of a random kind does, made in full: it asks questions that depend on the answers so far.
struct RandomStep {
    std::uint64_t seed;
    std::uint64_t kinds;  ///< how many different questions it can ask

    [[nodiscard]] std::pair<std::vector<Question>, std::uint64_t> make(const State& state) const
    {
        std::vector<Question> asked;
        std::uint64_t so_far = seed;
        for (Random random(so_far); !random.one_in(5) && asked.size() < 6; random = Random(so_far)) {
            random.next();
            asked.push_back(question(random.below(kinds)));
            so_far = so_far * 31 + 1 + asked.back().answer(state.data());
        }
        return {asked, so_far};
    }

    [[nodiscard]] Question question(std::uint64_t kind) const
    {
        Random random(seed + kind * 1000);
        const auto word = static_cast<std::uint8_t>(random.below(2));
        const auto shift = static_cast<unsigned>(random.below(15) * 4);
        if (random.one_in(2)) return Question::value_of(field_at(word, shift, random.one_in(2) ? 3 : 1));
        return Question::any_of(word, 0x11ull << shift, 3, random.below(4));
    }
};

TEST_CASE("whoever recalls what it learned does what it would have done, be its questions few or many")
{
    for (const std::uint64_t kinds : {1, 3, 7, 9, 100}) {
        Memory memory;
        Random random(kinds);
        std::vector<RandomStep> steps;
        std::vector<Memory::Root> roots;
        int recalled = 0, learned = 0;
        for (int round = 0; round < 2000; ++round) {
            if (round % 200 == 0) {
                steps.push_back({random.next(), kinds});
                roots.push_back(memory.add_root());
            }
            const std::size_t k = random.below(steps.size());
            const State state{random.next(), random.next()};
            const auto [questions, result] = steps[k].make(state);
            const std::uint64_t known = lesson_at(memory, roots[k], state);
            if (known != 0) {
                REQUIRE(known == result);
                ++recalled;
            } else {
                memory.learn(roots[k], questions, state.data(), lesson(result));
                REQUIRE(lesson_at(memory, roots[k], state) == result);
                ++learned;
            }
        }
        INFO(kinds << " kinds of questions");
        CHECK(memory.lessons() == static_cast<std::size_t>(learned));
        CHECK(recalled > 1000);
    }
}

TEST_CASE("what was recalled stays known when the step turns out to ask for more")
{
    // Each path asks one more question than those before: whether bit k is set, up to the first that is.
    Memory memory;
    const Memory::Root root = memory.add_root();
    const auto bit = [](unsigned k) { return Question::value_of(field_at(0, k, 1)); };
    std::vector<Question> questions;
    for (unsigned k = 0; k < 20; ++k) {
        questions.push_back(bit(k));
        memory.learn(root, questions, State{1ull << k, 0}.data(), lesson(k + 1));
        for (unsigned known = 0; known <= k; ++known) {
            REQUIRE(lesson_at(memory, root, State{1ull << known, 0}) == known + 1);
            REQUIRE(lesson_at(memory, root, State{~0ull << known, ~0ull}) == known + 1);
        }
        REQUIRE(lesson_at(memory, root, State{2ull << k, 0}) == 0);
        REQUIRE(lesson_at(memory, root, State{0, 0}) == 0);
    }
}

TEST_CASE("a step may ask for wide values")
{
    Memory memory;
    const Memory::Root narrow = memory.add_root(), wide = memory.add_root();
    const auto value = [](unsigned bits) { return Question::value_of(field_at(1, 3, (1u << bits) - 1)); };
    for (std::uint64_t k = 0; k < 300; ++k) {
        const State state{0, k << 3};
        memory.learn(narrow, std::vector{value(12)}, state.data(), lesson(k + 1));
        memory.learn(wide, std::vector{low, value(13)}, state.data(), lesson(k + 1001));
    }
    bool is_known = true;
    for (std::uint64_t k = 0; k < 300; ++k) {
        const State state{0, k << 3 | 7};
        is_known = is_known && lesson_at(memory, narrow, state) == k + 1;
        is_known = is_known && lesson_at(memory, wide, state) == k + 1001;
    }
    CHECK(is_known);
    CHECK(lesson_at(memory, narrow, State{0, 300 << 3}) == 0);
    CHECK(lesson_at(memory, wide, State{1, 0}) == 0);
}

TEST_CASE("a full memory learns nothing more, and forgets nothing")
{
    Memory memory;
    const Memory::Root root = memory.add_root();
    const Question wide = Question::value_of(field_at(0, 0, (1u << 17) - 1));
    for (std::uint64_t k = 0; k < 70'000; ++k) {
        const State state{k, 0};
        if (lesson_at(memory, root, state) == 0)
            memory.learn(root, std::vector{wide}, state.data(), lesson(k + 1));
    }
    const State first{0, 0}, last{69'999, 0};
    CHECK(memory.lessons() < 70'000);
    CHECK(lesson_at(memory, root, first) == 1);
    CHECK(lesson_at(memory, root, last) == 0);
}

}  // namespace
}  // namespace holdfast::tests
