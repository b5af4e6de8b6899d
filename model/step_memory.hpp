// Steps that were made before. A step is a function of the answers to the questions it asks (question.hpp),
// so it is made once in full for each list of answers; from then on a decision tree over the questions finds
// what it did. This is how a model that reads like the domain runs like tables written by hand: there is
// nothing to keep in step with it, because the tree is a record of what the model itself did.
//
// What is remembered never shows in a result; a full memory only costs time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "checker/assert.hpp"
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

    using Number = std::uint32_t;  ///< of a lesson, in the order in which they were learned
    static constexpr Number none = std::numeric_limits<Number>::max();

    [[nodiscard]] Root add_root()
    {
        roots_.push_back(static_cast<Link>(links_.size()));
        links_.push_back(unknown);
        return static_cast<Root>(roots_.size() - 1);
    }

    /// None where these answers were never given before.
    [[nodiscard]] Number recall(Root root, const std::uint64_t* state) const
    {
        Link link = links_[roots_[root]];
        while (link != unknown && link < first_lesson) {
            const Node& node = nodes_[link];
            link = links_[node.children + node.question.answer(state)];
        }
        return link == unknown ? none : link - first_lesson;
    }

    /// Remembers the lesson under the questions as `state` answers them; none where there is no room.
    Number learn(Root root, std::span<const Question> questions, const std::uint64_t* state,
                 const Lesson<Words>& lesson)
    {
        if (lessons_.size() >= most_lessons || links_.size() >= most_links) return none;
        std::size_t link = roots_[root];
        for (const Question& question : questions) {
            if (links_[link] == unknown) links_[link] = add_node(question);
            const Node& node = nodes_[links_[link]];
            HOLDFAST_ASSERT(node.question == question,
                            "after the same answers a step asks for word {}, not {}", question.word,
                            node.question.word);
            link = node.children + question.answer(state);
        }
        HOLDFAST_ASSERT(links_[link] == unknown, "link {} is learned twice", link);
        const auto number = static_cast<Number>(lessons_.size());
        links_[link] = first_lesson + number;
        lessons_.push_back(lesson);
        return number;
    }

    [[nodiscard]] const Lesson<Words>& lesson(Number number) const { return lessons_[number]; }
    [[nodiscard]] std::size_t lessons() const { return lessons_.size(); }

private:
    /// Of a node, of a lesson (from `first_lesson`), or unknown.
    using Link = std::uint32_t;
    static constexpr Link unknown = 0;
    static constexpr Link first_lesson = Link{1} << 31;

    /// A scenario whose steps differ in more ways than this is checked by making them in full.
    static constexpr std::size_t most_lessons = (std::size_t{1} << 21) / sizeof(Lesson<Words>);  // 2 MB
    static constexpr std::size_t most_links = std::size_t{1} << 18;

    struct Node {
        Question question;
        Link children = 0;  ///< the link behind answer 0
    };

    Link add_node(const Question& question)
    {
        nodes_.push_back({question, static_cast<Link>(links_.size())});
        links_.resize(links_.size() + question.answers(), unknown);
        return static_cast<Link>(nodes_.size() - 1);
    }

    std::vector<Node> nodes_{Node{}};  ///< the first is nobody's: its number says unknown
    std::vector<Link> links_;
    std::vector<Lesson<Words>> lessons_;
    std::vector<Link> roots_;  ///< where each tree begins
};

}  // namespace holdfast::model
