// The store: instances come, are marked, go; whoever refers to one that is gone keeps its name and nothing
// else.
#include "model/registry.hpp"

#include <catch2/catch.hpp>

#include "model/initial_state.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using namespace model;

constexpr std::string_view world = R"(
[profiles]
p = { state = "live", dynamic = true }
q = { state = "marked" }
r = {}
[programs]
mailer = { session = "console", run = ["logon p"] }
other  = { session = "console", run = ["create r", "logon r"] }
)";

/// A turn of a program on an initial state that a test may change as it likes.
class Bench {
public:
    explicit Bench(std::string_view text, const Mapi& mapi = {}) : layout_(Stage(text, mapi).layout())
    {
        write_initial_state(layout_, words_);
    }

    Turn turn(std::size_t program) { return Turn(layout_, words_, program); }
    const Layout& layout() const { return layout_; }

private:
    Layout layout_;
    std::uint64_t words_[most_words] = {};
};

TEST_CASE("the initial state has the instances that the scenario says, and no others")
{
    Bench bench(world);
    Turn turn = bench.turn(0);
    Registry registry(turn);
    CHECK_FALSE(registry.live(0).none());
    CHECK(registry.is_dynamic(registry.live(0)));
    CHECK(registry.live(1).none());
    CHECK(registry.has_marked(1));
    CHECK_FALSE(registry.has_marked(0));
    CHECK(registry.live(2).none());
    int present = 0;
    registry.for_each_present([&](Reference) { ++present; });
    CHECK(present == 2);
}

TEST_CASE("a purged instance keeps its name for whoever refers to it")
{
    Bench bench(world);
    Turn turn = bench.turn(0);
    Registry registry(turn);
    const Reference p = registry.live(0);
    turn.set(turn.fields().session, p);
    registry.purge(p);
    const Reference session = turn.reference(turn.fields().session);
    CHECK(session == registry.purged_instance_of(0));
    CHECK_FALSE(registry.is_present(session));
    CHECK(registry.name_of(session) == 0);
    CHECK(registry.status_of(session) == Status::purged);
    CHECK(registry.live(0).none());
}

TEST_CASE("a purge frees the place of its instance without a trace")
{
    Bench bench(world);
    Turn turn = bench.turn(1);
    Registry registry(turn);
    const Reference p = registry.live(0);
    registry.purge(p);
    for (const SlotFields& slot : {turn.hive().slots[p.code - 1u]}) {
        CHECK(turn.get(slot.status) == 0);
        CHECK(turn.get(slot.name) == 0);
        CHECK(turn.get(slot.dynamic) == 0);
        CHECK(turn.get(slot.overdue) == 0);
    }
    CHECK(registry.create(2, false) == p);
}

TEST_CASE("instances are created until the room is full")
{
    Bench bench(world, {.most_instances = 2});
    Turn turn = bench.turn(1);
    CHECK(Registry(turn).slots() == 2);
    CHECK(Registry(turn).create(2, true).none());
}

TEST_CASE("marking takes an instance out of sight and leaves it in place")
{
    Bench bench(world);
    Turn turn = bench.turn(0);
    Registry registry(turn);
    const Reference p = registry.live(0);
    registry.mark(p);
    CHECK(registry.live(0).none());
    CHECK(registry.status_of(p) == Status::marked);
    CHECK(registry.has_marked(0));
    CHECK(registry.is_present(p));
}

TEST_CASE("looking at a name notes a read of that name, changing it a write")
{
    Bench bench(world);
    Turn looking = bench.turn(0);
    static_cast<void>(Registry(looking).live(1));
    CHECK(looking.footprint == checker::Footprint{.reads = looking.hive().registry[1], .writes = 0});
    Turn creating = bench.turn(1);
    static_cast<void>(Registry(creating).create(2, true));
    CHECK((creating.footprint.writes & creating.hive().registry[2]) != 0);
    CHECK((creating.footprint.writes & creating.hive().registry[0]) == 0);
}

TEST_CASE("a purge reads who uses what, because it is judged")
{
    Bench bench(world);
    Turn turn = bench.turn(1);
    Registry registry(turn);
    registry.purge(registry.live(0));
    CHECK((turn.footprint.reads & turn.hive().uses) != 0);
    CHECK((turn.footprint.writes & turn.hive().registry[0]) != 0);
    CHECK(turn.triggered == bit(PropertyIndex::in_use_purge));
    CHECK(turn.violated == 0);
}

TEST_CASE("the second half of a move hands the users of the original to the copy")
{
    Bench bench(world, {.assume = {{"mark", "copy-then-delete"}}, .grain = micro});
    Turn turn = bench.turn(0);
    Registry registry(turn);
    const Reference original = registry.live(0);
    turn.set(turn.fields().session, original);
    turn.set(turn.fields().entry, original);
    const Reference copy = registry.create(0, true, Status::marked);
    registry.replace(original, copy);
    CHECK(turn.reference(turn.fields().session) == copy);
    CHECK(turn.reference(turn.fields().entry) == copy);
    CHECK(registry.live(0).none());
    CHECK(registry.status_of(copy) == Status::marked);
}

}  // namespace
}  // namespace holdfast::tests
