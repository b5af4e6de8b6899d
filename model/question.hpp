// What a step asks of the state before it, question by question. A step is a function of the answers: any
// other state that gives the same answers sees the same step (step_memory.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "model/layout.hpp"

namespace holdfast::model {

/// Asked of one word of a state. Either the value of one field, or whether any of several fields of equal
/// width has a certain value; the latter is answered for all of them at once.
struct Question {
    enum class Kind : std::uint8_t { value, any };

    Kind kind = Kind::value;
    std::uint8_t word = 0;
    std::uint8_t shift = 0;     ///< with `value`
    std::uint64_t mask = 0;     ///< of the value, or of all fields that are asked
    std::uint64_t pattern = 0;  ///< with `any`: the value in each of the fields
    std::uint64_t lower = 0;    ///< with `any`: all bits of each field but its highest
    std::uint64_t highest = 0;  ///< with `any`: the highest bit of each field

    bool operator==(const Question&) const = default;

    [[nodiscard]] static constexpr Question value_of(Field field)
    {
        return {.kind = Kind::value, .word = field.word, .shift = field.shift, .mask = field.mask};
    }

    /// Whether one of the fields whose lowest bits are `ones`, each as wide as `mask`, is `value`.
    [[nodiscard]] static constexpr Question any_of(std::uint8_t word, std::uint64_t ones, std::uint64_t mask,
                                                   std::uint64_t value)
    {
        const std::uint64_t lower = mask >> 1;
        return {.kind = Kind::any,
                .word = word,
                .mask = ones * mask,
                .pattern = ones * value,
                .lower = ones * lower,
                .highest = ones * (mask ^ lower)};
    }

    /// How many different answers there can be.
    [[nodiscard]] constexpr std::uint64_t answers() const { return kind == Kind::value ? mask + 1 : 2; }

    [[nodiscard]] constexpr std::uint64_t answer(const std::uint64_t* words) const
    {
        const std::uint64_t bits = words[word];
        return kind == Kind::value ? (bits >> shift) & mask : any_answer(bits);
    }

    /// The same for a question of kind `any`, whose word is known.
    [[nodiscard]] constexpr std::uint64_t any_answer(std::uint64_t bits) const
    {
        // A field equals the pattern where nothing is left of it; adding `lower` carries into the highest bit
        // whatever is left below, and no carry leaves the field.
        const std::uint64_t left = (bits & mask) ^ pattern;
        return (~(((left & lower) + lower) | left) & highest) != 0 ? 1 : 0;
    }
};

/// Writes down what a step asks of the state before it. What the step itself has written is not asked: it
/// follows from the answers so far.
class Questions {
public:
    explicit Questions(const std::uint64_t* before) : before_(before) {}

    void ask_value(Field field)
    {
        if (!field.present()) return;
        const std::uint64_t bits = field.mask << field.shift;
        if (((written_[field.word] | known_[field.word]) & bits) != 0) return;
        known_[field.word] |= bits;
        ask(Question::value_of(field));
    }

    /// Of those fields of the row that the step has not written. Whether any of them has the value.
    bool ask_any(const Row& row, std::uint64_t value)
    {
        for (std::size_t word = 0; word < row.ones.size(); ++word) {
            const std::uint64_t ones = row.ones[word] & ~written_[word];
            if (ones == 0) continue;
            const auto place = static_cast<std::uint8_t>(word);
            if (ask(Question::any_of(place, ones, row.mask, value)) != 0) return true;
        }
        return false;
    }

    void note_written(Field field) { written_[field.word] |= field.mask << field.shift; }

    [[nodiscard]] const std::vector<Question>& all() const { return all_; }
    [[nodiscard]] std::uint64_t written(std::size_t word) const { return written_[word]; }

private:
    std::uint64_t ask(const Question& question)
    {
        all_.push_back(question);
        return question.answer(before_);
    }

    const std::uint64_t* before_;
    std::vector<Question> all_;
    std::uint64_t written_[most_words] = {};
    std::uint64_t known_[most_words] = {};  ///< fields whose value was asked
};

}  // namespace holdfast::model
