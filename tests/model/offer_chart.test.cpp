#include "model/offer_chart.hpp"

#include <array>
#include <map>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

using Chart = OfferChart<2>;
using State = std::array<std::uint64_t, 2>;

Question value_at(std::uint8_t word, unsigned shift, std::uint64_t mask)
{
    return Question::value_of({.mask = mask, .word = word, .shift = static_cast<std::uint8_t>(shift)});
}

const Question low = value_at(0, 0, 3);
const Question beside_low = value_at(0, 2, 1);
const Question high = value_at(1, 60, 15);
const Question any_seven = Question::any_of(0, 0x1110, 15, 7);

/// Steps that can be told from others.
std::vector<Offered<2>> steps(std::size_t count, std::uint64_t number)
{
    std::vector<Offered<2>> result(count);
    for (std::size_t k = 0; k < count; ++k) result[k].put = {number, k};
    return result;
}

/// Those that are known, as their numbers; nothing where nothing is known.
std::vector<std::uint64_t> found(const Chart& chart, Chart::Place place, const State& state)
{
    const Chart::Row row = chart.find(place, state.data());
    if (!row.is_known()) return {~std::uint64_t{0}};
    std::vector<std::uint64_t> numbers;
    for (std::uint32_t k = 0; k < row.count; ++k) numbers.push_back(chart.offers()[row.begin + k].put[0] + k);
    return numbers;
}

const std::vector<std::uint64_t> unknown = {~std::uint64_t{0}};

TEST_CASE("a place nobody has looked at is unknown")
{
    Chart chart;
    const auto place = chart.add_place();
    CHECK(found(chart, place, {}) == unknown);
    CHECK(found(chart, place, {7, 7}) == unknown);
}

TEST_CASE("what was noted is found in every state that answers alike, and in no other")
{
    Chart chart;
    const auto place = chart.add_place(), other = chart.add_place();
    chart.ask(place, std::vector{low, high});
    const State state{2, 5ull << 60};
    chart.note(place, state.data(), steps(3, 10), {1, 2, 3});
    CHECK(found(chart, place, state) == std::vector<std::uint64_t>{10, 11, 12});
    CHECK(found(chart, place, {0xfffe, 0x5fffull << 48}) == std::vector<std::uint64_t>{10, 11, 12});
    CHECK(found(chart, place, {3, 5ull << 60}) == unknown);
    CHECK(found(chart, place, {2, 4ull << 60}) == unknown);
    CHECK(found(chart, other, state) == unknown);
}

TEST_CASE("that nothing is offered is known too, and needs no question")
{
    Chart chart;
    const auto place = chart.add_place();
    chart.note(place, State{}.data(), {}, {});
    CHECK(found(chart, place, {1, 2}).empty());
}

TEST_CASE("fields side by side are told apart")
{
    Chart chart;
    const auto place = chart.add_place();
    chart.ask(place, std::vector{low, beside_low, any_seven});
    for (std::uint64_t k = 0; k < 8; ++k)
        chart.note(place, State{k, 0}.data(), steps(1, 100 + k), {static_cast<std::uint32_t>(k)});
    chart.note(place, State{0x73, 0}.data(), steps(1, 200), {200});
    for (std::uint64_t k = 0; k < 8; ++k)
        CHECK(found(chart, place, {k, ~0ull}) == std::vector<std::uint64_t>{100 + k});
    CHECK(found(chart, place, {0x703, 0}) == std::vector<std::uint64_t>{200});
    CHECK(found(chart, place, {0x704, 0}) == unknown);
}

TEST_CASE("a place that asks too much is never known, and disturbs no other")
{
    Chart chart;
    const auto wide = chart.add_place(), narrow = chart.add_place();
    chart.ask(wide, std::vector{value_at(0, 0, 0xffff'ffff), high});
    chart.note(wide, State{1, 1}.data(), steps(1, 1), {1});
    CHECK(found(chart, wide, {1, 1}) == unknown);
    chart.ask(narrow, std::vector{low});
    chart.note(narrow, State{1, 1}.data(), steps(1, 2), {2});
    CHECK(found(chart, narrow, {1, 1}) == std::vector<std::uint64_t>{2});
    CHECK(found(chart, wide, {1, 1}) == unknown);
}

TEST_CASE("whoever asks the chart is told what was noted, or nothing, whatever is asked later")
{
    // What is offered follows from the answers to the questions of its place so far.
    Chart chart;
    Random random(3);
    std::vector<std::vector<Question>> questions(5);
    for (auto& each : questions) {
        static_cast<void>(chart.add_place());
        each = {low};
    }
    std::size_t known = 0;
    bool right = true;
    for (int round = 0; round < 20'000; ++round) {
        const auto place = static_cast<Chart::Place>(random.below(questions.size()));
        auto& asked = questions[place];
        if (random.one_in(500)) {
            const auto word = static_cast<std::uint8_t>(random.below(2));
            const auto shift = static_cast<unsigned>(random.below(60));
            asked.push_back(random.one_in(2) ? value_at(word, shift, 1)
                                             : Question::any_of(word, 0x1110, 15, random.below(16)));
        }
        const State state{random.next(), random.next()};
        std::vector<std::uint32_t> answers;
        for (const Question& each : asked)
            answers.push_back(static_cast<std::uint32_t>(each.answer(state.data())));
        std::uint64_t number = place;
        for (const std::uint32_t answer : answers) number = number * 5 + answer + 1;
        const auto offers = steps(number % 4, number % 1000);
        std::vector<std::uint64_t> expected;
        for (std::size_t k = 0; k < offers.size(); ++k) expected.push_back(number % 1000 + k);
        chart.ask(place, asked);
        chart.note(place, state.data(), offers, answers);
        const auto told = found(chart, place, state);
        if (told == unknown) continue;
        ++known;
        right = right && told == expected;
    }
    CHECK(right);
    CHECK(known > 5000);
}

}  // namespace
}  // namespace holdfast::tests
