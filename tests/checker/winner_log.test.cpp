#include "checker/winner_log.hpp"

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// A search that never was: states discovered in the order of their parents, and the same written down
/// plainly.
class RandomForest {
public:
    /// Choices are below these bounds, which are at most 65,536.
    RandomForest(std::uint64_t seed, std::uint64_t processes, std::uint64_t alternatives)
        : random_(seed), processes_(processes), alternatives_(alternatives)
    {
        const std::size_t roots = 1 + random_.below(4);
        for (std::size_t k = 0; k < roots; ++k) initial_.push_back(static_cast<std::uint32_t>(3 * k + seed));
        log_.begin(initial_);
        parents_.resize(roots);
        choices_.resize(roots);
    }

    /// Expands so many states as one chunk; fewer where there are no more.
    void expand(std::size_t states)
    {
        chunk_.clear();
        std::uint16_t parent = 0;
        for (; states > 0 && expanded_ < parents_.size(); --states, ++expanded_, ++parent) {
            for (std::uint64_t children = children_of_next(); children > 0; --children) {
                const Choice choice{static_cast<std::uint16_t>(random_.below(processes_)),
                                    static_cast<std::uint16_t>(random_.below(alternatives_))};
                chunk_.found(parent, choice);
                parents_.push_back(expanded_);
                choices_.push_back(choice);
            }
        }
        chunk_.end(parent);
        log_.append(chunk_);
    }

    void widen(std::uint64_t processes, std::uint64_t alternatives)
    {
        processes_ = processes;
        alternatives_ = alternatives;
    }

    [[nodiscard]] Schedule plain_schedule_to(std::size_t state) const
    {
        Schedule schedule;
        for (; state >= initial_.size(); state = parents_[state]) schedule.choices.push_back(choices_[state]);
        std::reverse(schedule.choices.begin(), schedule.choices.end());
        schedule.initial = initial_[state];
        return schedule;
    }

    [[nodiscard]] bool agrees_on(std::size_t state) const
    {
        return log_.schedule_to(state) == plain_schedule_to(state);
    }

    [[nodiscard]] bool agrees_on_all() const
    {
        for (std::size_t state = 0; state < states(); ++state) {
            if (!agrees_on(state)) return false;
        }
        return true;
    }

    [[nodiscard]] std::size_t states() const { return parents_.size(); }
    [[nodiscard]] std::size_t expanded() const { return expanded_; }
    [[nodiscard]] const ChunkLog& last_chunk() const { return chunk_; }
    [[nodiscard]] const WinnerLog& log() const { return log_; }
    [[nodiscard]] Random& random() { return random_; }

private:
    /// Mostly none to two, seldom many; never so few that nothing is left to expand.
    std::uint64_t children_of_next()
    {
        if (expanded_ + 1 == parents_.size()) return 1 + random_.below(3);
        return random_.one_in(50) ? random_.below(20) : random_.below(3);
    }

    Random random_;
    std::uint64_t processes_, alternatives_;
    std::vector<std::uint32_t> initial_;
    std::vector<std::size_t> parents_;
    std::vector<Choice> choices_;
    std::size_t expanded_ = 0;
    ChunkLog chunk_;
    WinnerLog log_;
};

}  // namespace

TEST_CASE("an initial state is reached by no step")
{
    WinnerLog log;
    log.begin({4, 9});
    CHECK(to_text(log.schedule_to(0)) == "1@4:");
    CHECK(to_text(log.schedule_to(1)) == "1@9:");
}

TEST_CASE("the way to a state is read off the choices of those that discovered it")
{
    WinnerLog log;
    log.begin({0, 5});
    ChunkLog chunk;
    chunk.found(0, {1, 2});  // state 0 discovers state 2
    chunk.found(1, {0, 0});  // state 1 discovers states 3 and 4
    chunk.found(1, {3, 1});
    chunk.end(2);
    CHECK(chunk.parents() == 2);
    CHECK(chunk.children() == 3);
    log.append(chunk);
    chunk.clear();
    CHECK(chunk.parents() == 0);
    CHECK(chunk.children() == 0);
    chunk.found(2, {65535, 65535});  // states 2 and 3 discover nothing, state 4 discovers state 5
    chunk.end(3);
    log.append(chunk);
    CHECK(to_text(log.schedule_to(2)) == "1:1.2");
    CHECK(to_text(log.schedule_to(3)) == "1@5:0");
    CHECK(to_text(log.schedule_to(4)) == "1@5:3.1");
    CHECK(to_text(log.schedule_to(5)) == "1@5:3.1,65535.65535");
}

TEST_CASE("schedules agree with those of a plain array of parents, in chunks of any size")
{
    for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
        RandomForest forest(seed, 1 + seed, 2 * seed - 1);
        while (forest.states() < 400) forest.expand(forest.random().below(2 * seed * seed));
        INFO("seed " << seed);
        CHECK(forest.last_chunk().children() <= forest.states());
        CHECK(forest.agrees_on_all());
    }
}

TEST_CASE("choices may need all their bits, from the first chunk or from a later one on")
{
    for (const auto& [processes, alternatives] :
         {std::pair(65536, 65536), std::pair(65536, 1), std::pair(1, 65536)}) {
        RandomForest wide(7, static_cast<std::uint64_t>(processes), static_cast<std::uint64_t>(alternatives));
        for (int k = 0; k < 8; ++k) wide.expand(30);
        CHECK(wide.agrees_on_all());

        RandomForest growing(8, 1, 1);
        for (std::uint64_t bound = 1; bound <= 65536; bound *= 4) {
            growing.widen(std::min<std::uint64_t>(bound, static_cast<std::uint64_t>(processes)),
                          std::min<std::uint64_t>(bound, static_cast<std::uint64_t>(alternatives)));
            growing.expand(20);
        }
        growing.widen(1, 1);
        growing.expand(20);
        CHECK(growing.agrees_on_all());
    }
}

TEST_CASE("schedules agree where the log has many places to begin reading at")
{
    RandomForest forest(9, 4, 3);
    while (forest.expanded() < 30'000) forest.expand(1024);
    bool agree = forest.agrees_on(forest.states() - 1) && forest.agrees_on(0);
    for (int k = 0; k < 12; ++k) agree = agree && forest.agrees_on(forest.random().below(forest.states()));
    CHECK(agree);
}

TEST_CASE("the log takes two bits and a choice for each state, and little else")
{
    RandomForest forest(10, 4, 3);  // choices of 2 + 2 bits
    while (forest.expanded() < 30'000) forest.expand(1 + forest.random().below(1024));
    CHECK(8 * forest.log().bytes() <= forest.states() * (2 + 4) + 2000);

    RandomForest single(11, 1, 1);  // nobody has a choice
    while (single.expanded() < 30'000) single.expand(1024);
    CHECK(8 * single.log().bytes() <= single.states() * 2 + 2000);
}
