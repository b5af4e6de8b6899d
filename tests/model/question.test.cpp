#include "model/question.hpp"

#include <bit>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

constexpr std::uint64_t mask_of(unsigned width) { return (std::uint64_t{1} << width) - 1; }

unsigned width_of(Field field) { return static_cast<unsigned>(std::bit_width(field.mask)); }

Field field_at(std::uint8_t word, unsigned shift, unsigned width)
{
    return {.mask = mask_of(width), .word = word, .shift = static_cast<std::uint8_t>(shift)};
}

/// Fields of one word, of equal width, that do not overlap; at least one, with gaps of any size between them.
std::vector<Field> random_fields(Random& random, unsigned width)
{
    std::vector<Field> fields;
    const bool dense = random.one_in(3);
    for (auto shift = static_cast<unsigned>(random.below(65 - width)); shift + width <= 64; shift += width) {
        fields.push_back(field_at(0, shift, width));
        if (!dense) shift += static_cast<unsigned>(random.below(20));
    }
    return fields;
}

/// Words in which the value is likely to be met, and likely to be missed by one bit.
std::uint64_t random_word(Random& random, const std::vector<Field>& fields, std::uint64_t value)
{
    std::uint64_t word = random.one_in(4) ? 0 : random.one_in(4) ? ~std::uint64_t{0} : random.next();
    for (const Field field : fields) {
        if (random.one_in(2)) continue;
        const std::uint64_t near =
            random.one_in(4) ? value : value ^ (std::uint64_t{1} << random.below(width_of(field)));
        word &= ~(field.mask << field.shift);
        word |= (near & field.mask) << field.shift;
    }
    return word;
}

std::uint64_t ones_of(const std::vector<Field>& fields)
{
    std::uint64_t ones = 0;
    for (const Field field : fields) ones |= std::uint64_t{1} << field.shift;
    return ones;
}

bool plainly_any(const std::vector<Field>& fields, std::uint64_t word, std::uint64_t value)
{
    for (const Field field : fields) {
        if (((word >> field.shift) & field.mask) == value) return true;
    }
    return false;
}

TEST_CASE("whether any of several fields has a value is asked all at once")
{
    for (unsigned width = 1; width <= 16; ++width) {
        Random random(width);
        bool agree = true;
        int yes = 0, no = 0;
        for (int round = 0; round < 150; ++round) {
            const auto fields = random_fields(random, width);
            const std::uint64_t value = random.one_in(3) ? 0 : random.next() & mask_of(width);
            const Question question = Question::any_of(0, ones_of(fields), mask_of(width), value);
            for (int k = 0; k < 10; ++k) {
                const std::uint64_t word = random_word(random, fields, value);
                const bool any = plainly_any(fields, word, value);
                agree = agree && question.answer(&word) == (any ? 1 : 0);
                ++(any ? yes : no);
            }
        }
        INFO("width " << width);
        CHECK(agree);
        CHECK(yes > 100);
        CHECK(no > 100);
    }
}

TEST_CASE("a single field is met by its own value and by no other")
{
    for (unsigned shift = 0; shift + 4 <= 64; ++shift) {
        for (std::uint64_t value = 0; value < 16; ++value) {
            const Question question = Question::any_of(0, std::uint64_t{1} << shift, 15, value);
            for (std::uint64_t content = 0; content < 16; ++content) {
                for (const std::uint64_t around : {std::uint64_t{0}, ~(std::uint64_t{15} << shift)}) {
                    const std::uint64_t word = content << shift | around;
                    REQUIRE(question.answer(&word) == (content == value ? 1 : 0));
                }
            }
        }
    }
}

TEST_CASE("a field as wide as a word, and no field at all")
{
    const std::uint64_t word = 77;
    CHECK(Question::any_of(0, 1, ~std::uint64_t{0}, 77).answer(&word) == 1);
    CHECK(Question::any_of(0, 1, ~std::uint64_t{0}, 78).answer(&word) == 0);
    CHECK(Question::any_of(0, 0, 3, 0).answer(&word) == 0);
}

TEST_CASE("a question is about its own word")
{
    const std::uint64_t words[] = {0, 5, 0};
    CHECK(Question::any_of(1, 1, 7, 5).answer(words) == 1);
    CHECK(Question::any_of(2, 1, 7, 5).answer(words) == 0);
    CHECK(Question::value_of(field_at(1, 0, 3)).answer(words) == 5);
    CHECK(Question::value_of(field_at(2, 0, 3)).answer(words) == 0);
}

TEST_CASE("the answer about a value is the value, and there are as many as the field can have")
{
    Random random(1);
    for (unsigned width = 1; width <= 16; ++width) {
        for (unsigned shift = 0; shift + width <= 64; ++shift) {
            const std::uint64_t word = random.next();
            const Question question = Question::value_of(field_at(0, shift, width));
            REQUIRE(question.answer(&word) == ((word >> shift) & mask_of(width)));
            REQUIRE(question.answers() == std::uint64_t{1} << width);
        }
    }
    CHECK(Question::any_of(0, 0x11, 15, 3).answers() == 2);
}

TEST_CASE("a value is asked for once, and not at all behind a write")
{
    const std::uint64_t before[most_words] = {0x1234, 0x5678};
    Questions questions(before);
    questions.ask_value(field_at(0, 4, 4));
    questions.ask_value(field_at(0, 4, 4));
    questions.note_written(field_at(1, 0, 4));
    questions.ask_value(field_at(1, 0, 4));
    questions.ask_value(field_at(0, 0, 4));  // other fields of the same words are asked for
    questions.ask_value(field_at(1, 4, 4));
    CHECK(questions.all() == std::vector<Question>{Question::value_of(field_at(0, 4, 4)),
                                                   Question::value_of(field_at(0, 0, 4)),
                                                   Question::value_of(field_at(1, 4, 4))});
}

TEST_CASE("what was asked first and written then was asked")
{
    const std::uint64_t before[most_words] = {};
    Questions questions(before);
    questions.ask_value(field_at(0, 0, 2));
    questions.note_written(field_at(0, 0, 2));
    questions.ask_value(field_at(0, 0, 2));
    CHECK(questions.all().size() == 1);
    CHECK(questions.written(0) == 3);
    CHECK(questions.written(1) == 0);
}

TEST_CASE("a field that takes no bits is not asked for")
{
    const std::uint64_t before[most_words] = {};
    Questions questions(before);
    questions.ask_value(Field{});
    questions.note_written(Field{});
    CHECK(questions.all().empty());
    CHECK(questions.written(0) == 0);
}

TEST_CASE("a row is asked word by word, up to the first that says yes")
{
    const std::uint64_t before[most_words] = {0x22, 0x25, 0x55};
    Row row;
    for (const std::uint8_t word : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{2}}) {
        row.add(field_at(word, 0, 4));
        row.add(field_at(word, 4, 4));
    }
    Questions questions(before);
    CHECK(questions.ask_any(row, 5));
    CHECK(questions.all() ==
          std::vector<Question>{Question::any_of(0, 0x11, 15, 5), Question::any_of(1, 0x11, 15, 5)});
    CHECK_FALSE(questions.ask_any(row, 7));
    CHECK(questions.all().size() == 2 + 3);
}

TEST_CASE("of a row those fields are asked that the step has not written")
{
    const std::uint64_t before[most_words] = {0x35, 0x5};
    Row row;
    row.add(field_at(0, 0, 4));
    row.add(field_at(0, 4, 4));
    row.add(field_at(1, 0, 4));
    Questions questions(before);
    questions.note_written(field_at(0, 0, 4));
    CHECK(questions.ask_any(row, 3));
    CHECK(questions.ask_any(row, 5));
    CHECK(questions.all() == std::vector<Question>{Question::any_of(0, 0x10, 15, 3),
                                                   Question::any_of(0, 0x10, 15, 5),
                                                   Question::any_of(1, 0x01, 15, 5)});
    questions.note_written(field_at(0, 4, 4));
    questions.note_written(field_at(1, 0, 4));
    CHECK_FALSE(questions.ask_any(row, 3));
    CHECK_FALSE(questions.ask_any(row, 0));
    CHECK(questions.all().size() == 3);
}

}  // namespace
}  // namespace holdfast::tests
