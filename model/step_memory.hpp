// Steps that were made before. A step is a function of the answers to the questions it asks (question.hpp),
// so it is made once in full for each list of answers; from then on a decision tree over the questions finds
// what it did. This is how a model that reads like the domain runs like tables written by hand: there is
// nothing to keep in step with it, because the tree is a record of what the model itself did.
//
// What is remembered never shows in a result; a full memory only costs time.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/hot.hpp"
#include "model/deed.hpp"
#include "model/question.hpp"

namespace holdfast::model {

/// What one step does, whatever the state says beyond the answers that led here.
template <std::size_t Words>
struct Lesson {
    std::array<std::uint64_t, Words> keep{};  ///< bits of the state before that stay
    std::array<std::uint64_t, Words> put{};   ///< bits that the step sets
    Deed deed;
};

template <std::size_t Words>
class StepMemory {
public:
    /// For one program at one place, one of its ways.
    using Root = std::uint32_t;

    [[nodiscard]] Root add_root()
    {
        roots_.push_back({.link = static_cast<std::uint32_t>(links_.size())});
        links_.push_back(unknown);
        return static_cast<Root>(roots_.size() - 1);
    }

    /// Nothing where these answers were never given before.
    [[nodiscard]] HOLDFAST_HOT const Lesson<Words>* recall(Root root, const std::uint64_t* state)
    {
        Summary& summary = roots_[root];
        if (summary.too_wide) [[unlikely]]
            return walk(root, state);
        Link& known = summaries_[summary.begin + answers(summary, state)];
        if (known == unknown) [[unlikely]]
            known = find(root, state);
        return known == unknown ? nullptr : &lessons_[known - first_lesson];
    }

    /// Remembers the lesson under the questions as `state` answers them, if there is room.
    void learn(Root root, std::span<const Question> questions, const std::uint64_t* state,
               const Lesson<Words>& lesson)
    {
        if (lessons_.size() >= most_lessons || links_.size() >= most_links) return;
        std::size_t link = roots_[root].link;
        for (const Question& question : questions) {
            if (links_[link] == unknown) links_[link] = add_node(question);
            const Node& node = nodes_[links_[link]];
            HOLDFAST_ASSERT(node.question == question,
                            "after the same answers a step asks for word {}, not {}", question.word,
                            node.question.word);
            link = node.children + question.answer(state);
        }
        HOLDFAST_ASSERT(links_[link] == unknown, "link {} is learned twice", link);
        links_[link] = first_lesson + static_cast<Link>(lessons_.size());
        lessons_.push_back(lesson);
        summarize(root, questions);
    }

    [[nodiscard]] std::size_t lessons() const { return lessons_.size(); }

private:
    /// Of a node, of a lesson (from `first_lesson`), or unknown.
    using Link = std::uint32_t;
    static constexpr Link unknown = 0;
    static constexpr Link first_lesson = Link{1} << 31;

    /// A scenario whose steps differ in more ways than this is checked by making them in full.
    static constexpr std::size_t most_lessons = std::size_t{1} << 16;
    static constexpr std::size_t most_links = std::size_t{1} << 20;

    struct Node {
        Question question;
        std::uint32_t children = 0;  ///< the link behind answer 0
    };

    // All questions that any path below a root asks, answered at once, are a number that says which path it
    // is: a table by that number needs no walk, and a walk is what the processor guesses badly. It lasts
    // until a path with another question is learned.

    static constexpr unsigned most_bits = 12;
    static constexpr unsigned most_questions = 8;
    static constexpr std::size_t most_summaries = std::size_t{1} << 20;

    struct Summary {
        std::uint32_t link = 0;      ///< where the tree begins
        std::uint32_t begin = 0;     ///< in `summaries_`
        std::uint8_t values = 0;     ///< of the questions, how many ask for a value; the others ask for any
        std::uint8_t questions = 0;  ///< how many in all
        bool too_wide = false;
        std::array<Question, most_questions> asked{};
        std::array<std::uint8_t, most_questions> place{};  ///< of each answer within the number
    };

    [[nodiscard]] HOLDFAST_HOT static std::size_t answers(const Summary& summary, const std::uint64_t* state)
    {
        std::size_t number = 0;
        for (unsigned k = 0; k < summary.values; ++k) {
            const Question& question = summary.asked[k];
            number |= ((state[word_of(question)] >> question.shift) & question.mask) << summary.place[k];
        }
        for (unsigned k = summary.values; k < summary.questions; ++k) {
            const Question& question = summary.asked[k];
            number |= question.any_answer(state[word_of(question)]) << summary.place[k];
        }
        return number;
    }

    [[nodiscard]] static std::size_t word_of(const Question& question)
    {
        return Words == 1 ? 0 : question.word;
    }

    void summarize(Root root, std::span<const Question> questions)
    {
        Summary& summary = roots_[root];
        bool wider = summary.begin == 0;
        for (const Question& question : questions) {
            const std::span<const Question> asked(summary.asked.data(), summary.questions);
            if (summary.too_wide || std::find(asked.begin(), asked.end(), question) != asked.end()) continue;
            wider = true;
            if (summary.questions == most_questions) summary.too_wide = true;
            else insert(summary, question);
        }
        if (!wider || summary.too_wide) return;
        unsigned bits = 0;
        for (unsigned k = 0; k < summary.questions; ++k) {
            summary.place[k] = static_cast<std::uint8_t>(bits);
            bits += static_cast<unsigned>(std::bit_width(summary.asked[k].answers() - 1));
        }
        summary.too_wide = bits > most_bits || summaries_.size() >= most_summaries;
        if (summary.too_wide) return;
        summary.begin = static_cast<std::uint32_t>(summaries_.size());
        summaries_.resize(summaries_.size() + (std::size_t{1} << bits), unknown);
    }

    /// Values before the others.
    static void insert(Summary& summary, const Question& question)
    {
        summary.asked[summary.questions++] = question;
        if (question.kind == Question::Kind::value)
            std::swap(summary.asked[summary.values++], summary.asked[summary.questions - 1u]);
    }

    [[nodiscard, gnu::noinline]] const Lesson<Words>* walk(Root root, const std::uint64_t* state) const
    {
        const Link found = find(root, state);
        return found == unknown ? nullptr : &lessons_[found - first_lesson];
    }

    [[nodiscard, gnu::noinline]] Link find(Root root, const std::uint64_t* state) const
    {
        Link link = links_[roots_[root].link];
        while (link != unknown && link < first_lesson) {
            const Node& node = nodes_[link];
            link = links_[node.children + node.question.answer(state)];
        }
        return link;
    }

    Link add_node(const Question& question)
    {
        nodes_.push_back({question, static_cast<std::uint32_t>(links_.size())});
        links_.resize(links_.size() + question.answers(), unknown);
        return static_cast<Link>(nodes_.size() - 1);
    }

    std::vector<Node> nodes_{Node{}};  ///< the first is nobody's: its number says unknown
    std::vector<Link> links_;
    std::vector<Lesson<Words>> lessons_;
    std::vector<Summary> roots_;
    std::vector<Link> summaries_{unknown};  ///< the first is that of every root that has learned nothing
};

}  // namespace holdfast::model
