#include "checker/replay.hpp"

#include <catch2/catch.hpp>

#include "tests/liveness_models.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

Schedule schedule(const std::string& text) { return parse_schedule(text).value(); }

}  // namespace

TEST_CASE("a schedule is repeated step by step")
{
    const CounterRace<2> race;
    const auto run = replay(race, schedule("1:0,1,1,0"));
    REQUIRE_FALSE(run.misfit);
    REQUIRE(run.states.size() == 5);
    REQUIRE(run.steps.size() == 4);
    CHECK(run.states.back().counter == 1);
    for (std::size_t k = 0; k < run.steps.size(); ++k) CHECK(run.steps[k].after == run.states[k + 1]);
    CHECK(run.steps[3].violated == CounterRace<2>::stale_write);
}

TEST_CASE("the empty schedule is a run of one state")
{
    const auto run = replay(TwoStateClock(), schedule("1@1:"));
    REQUIRE(run.states.size() == 1);
    CHECK(run.states[0].hour == 1);
    CHECK_FALSE(run.misfit);
}

TEST_CASE("a schedule that does not fit is refused with its step and the reason, and what fitted is kept")
{
    const CounterRace<2> race;
    const auto none = replay(race, schedule("1@1:0"));
    CHECK(none.misfit == Misfit{0, "there is no initial state 1; the model has 1"});
    CHECK(none.states.empty());
    const auto stranger = replay(race, schedule("1:0,2"));
    CHECK(stranger.misfit == Misfit{2, "there is no process 2; the model has 2"});
    CHECK(stranger.steps.size() == 1);
    const auto third = replay(race, schedule("1:0,0,0"));
    CHECK(third.misfit == Misfit{3, "p0 has no enabled alternative 0 here"});
    CHECK(third.states.size() == 3);
    const auto limit = replay(beyond(2), schedule("1:0,0"));
    CHECK(limit.misfit == Misfit{2, "the step of counter leads beyond the limit of rows"});
}

TEST_CASE("a run is told in words, as far as it fits")
{
    const CounterRace<2> race;
    const Story story = tell(race, schedule("1:0,1,1,0,0"));
    CHECK(story.initial.front() == StateRow{"counter", "0", true});
    REQUIRE(story.steps.size() == 4);
    CHECK(story.steps[0].words.action == "read");
    CHECK(story.steps[3].words.actor == "p0");
    CHECK(story.steps[3].words.action == "write");
    CHECK(story.steps[3].after.front().value == "1");
    CHECK(story.steps[2].violated == 0);
    CHECK(story.steps[3].violated == CounterRace<2>::stale_write);
    REQUIRE(story.misfit);
    CHECK(story.misfit->step == 5);
    CHECK(tell(race, schedule("1@9:")).initial.empty());
}

TEST_CASE("a loop that comes back to where it begins fits, any other one is refused with the reason")
{
    const HopefulCounter model;  // 0, then 1 2 3 for ever
    const auto misfit = [&](const std::string& text) {
        const WrittenRun run = parse_run(text).value();
        const Story story = tell(model, run.schedule, run.loop);
        CHECK(story.steps.size() == run.schedule.choices.size());
        return story.misfit ? fmt::format("{}: {}", story.misfit->step, story.misfit->reason) : "fits";
    };
    CHECK(misfit("1:0/0,0,0") == "fits");
    CHECK(misfit("1:0,0/0,0,0") == "fits");
    CHECK(misfit("1:0/0,0") == "3: the loop does not end in the state in which it begins, before step 2");
    CHECK(misfit("1:/0,0,0") == "3: the loop does not end in the state in which it begins, before step 1");
    CHECK(misfit("1:0,0/") ==
          "2: the run cannot stay here: counter can move, and is not passed over for ever");
    const Story unfitting = tell(CounterRace<2>(), schedule("1:0,0,0"), 0);
    CHECK(unfitting.misfit->reason == "p0 has no enabled alternative 0 here");
}

TEST_CASE("a run stays where no fair program can move, whatever others can")
{
    GoalTable model = hope({program("p", 0), environment("clock", no_lane)}, 0, 3);
    model.add(0, 0, 1);
    model.add(1, 1, 0);
    const auto stays = [&] { return !misfit_of_loop(model, replay(model, schedule("1:0")), 1).has_value(); };
    CHECK(stays());
    model.add(1, 0, 2);
    std::swap(model.rows_[1][0], model.rows_[1][1]);
    CHECK_FALSE(stays());
    model.processes_[0].fair = false;
    CHECK(stays());
}

TEST_CASE("why a process cannot move is the model's to say")
{
    struct Talkative : HopefulCounter {
        std::string why_it_cannot_move(std::size_t process, const State& state) const
        {
            return fmt::format("{} rests at {}", process, state.words[0]);
        }
    };
    CHECK(why_it_cannot_move(Talkative(), 0, schedule("1:0,0")) == "0 rests at 2");
    CHECK(why_it_cannot_move(HopefulCounter(), 0, schedule("1:0,0")) == "cannot move");
}

TEST_CASE("a violation is explained by its last step or by its last state, as the kind of the property asks")
{
    const CounterRace<2> race;
    CHECK(explain(race, 3, schedule("1:0,1,1,0")) == "stale-write: p0 left the counter at 1");
    CHECK(explain(race, 0, schedule("1:0,1,1,0")) == "lost-update: everyone left the counter at 1");
}
