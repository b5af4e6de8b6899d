#include "checker/seen_states.hpp"

#include <map>

#include <catch2/catch.hpp>

#include "checker/packed_state.hpp"
#include "tests/random.hpp"

using namespace holdfast::checker;
using State = PackedState<1>;

namespace {

Rank store(SeenStates<State>& seen, std::uint64_t word, Rank parent = no_rank, Choice choice = {})
{
    const auto slot = seen.find(State{{word}});
    return slot.known() ? slot.rank : seen.add(slot, State{{word}}, parent, choice);
}

}  // namespace

TEST_CASE("seen states agree with a map, through many growths of the table")
{
    SeenStates<State> seen;
    std::map<std::uint64_t, Rank> ranks;
    holdfast::tests::Random random(1);
    bool agree = true;
    for (int k = 0; k < 100'000; ++k) {
        const std::uint64_t word = random.below(60'000);
        const auto [place, is_new] = ranks.emplace(word, static_cast<Rank>(ranks.size()));
        agree = agree && seen.find(State{{word}}).known() != is_new && store(seen, word) == place->second;
    }
    CHECK(agree);
    CHECK(seen.size() == ranks.size());
    for (const auto& [word, rank] : ranks) agree = agree && seen.state(rank).words[0] == word;
    CHECK(agree);
}

TEST_CASE("levels are ranges of ranks")
{
    SeenStates<State> seen;
    seen.begin_level();
    CHECK(seen.level(0).width() == 0);
    store(seen, 10);
    seen.begin_level();
    store(seen, 11);
    store(seen, 12);
    CHECK(seen.levels() == 2);
    CHECK(seen.level(0).end == 1);
    CHECK(seen.level(1).begin == 1);
    CHECK(seen.level(1).width() == 2);
    CHECK(seen.level(1).contains(2));
    CHECK_FALSE(seen.level(1).contains(0));
}

TEST_CASE("the schedule to a state is read off its parents, from its initial state on")
{
    SeenStates<State> seen;
    const auto slot = seen.find(State{{5}});
    const Rank start = seen.add_initial(slot, State{{5}}, 70'000);
    const Rank middle = store(seen, 6, start, {1, 2});
    const Rank end = store(seen, 7, middle, {0, 0});
    CHECK(to_text(seen.schedule_to(start)) == "1@70000:");
    CHECK(to_text(seen.schedule_to(end)) == "1@70000:1.2,0");
}

TEST_CASE("memory is charged by content, and the charge of one more state is known before it is stored")
{
    SeenStates<State> seen;
    bool foreseen = true;
    std::size_t growths = 0;
    for (std::uint64_t word = 0; word < 5000; ++word) {
        const std::uint64_t before = seen.bytes(), announced = seen.bytes_with_one_more();
        store(seen, word);
        foreseen = foreseen && seen.bytes() + sizeof(Rank) == announced;
        seen.begin_level();
        foreseen = foreseen && seen.bytes() == announced;
        growths += seen.bytes() - before > 20 ? 1 : 0;
    }
    CHECK(foreseen);
    CHECK(growths == 5);  // 256 entries at first, at most three quarters used
    CHECK(seen.bytes() == 5000 * (16 + sizeof(Rank)) + 8192 * 8);
}
