// What a model was written from, and how far the runs came with it.
#include "checker/landmark.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "checker/system.hpp"
#include "tests/toy_models.hpp"

namespace holdfast::tests {
namespace {

using checker::Landmark;
using checker::Note;
using checker::Use;

/// A walker on a street of so many houses, who goes on or, where he is tired, stays. He is tired behind house
/// 2 only, so on a shorter street he never is; and no street goes on behind its last house.
class Street : public Toy {
public:
    struct State {
        std::uint16_t house = 0;
        bool operator==(const State&) const = default;
    };

    enum { going_on, resting, turning_back };

    explicit Street(std::uint16_t houses) : houses_(houses)
    {
        processes_ = {program("walker", 0)};
        properties_ = {{"at-home", PropertyKind::never, "he is never beyond house 1"}};
    }

    std::vector<State> initial_states() const { return {State{}}; }
    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return state.house > 1 ? asked : 0;
    }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        stepper().for_each_step(state, visit);
    }

    class Stepper {
    public:
        explicit Stepper(const Street& street) : street_(street), notes_(3) {}

        template <class Visit>
        void for_each_step(const State& state, Visit&& visit)
        {
            const bool goes_on = state.house < street_.houses_;
            note(going_on, goes_on);
            note(resting, state.house > 2);
            if (state.house > 5) note(turning_back, true);
            if (!goes_on) return;
            visit(Step<State>{choice(0), State{static_cast<std::uint16_t>(state.house + 1)}, everything});
        }

        std::span<const Note> notes() const { return notes_; }

    private:
        void note(std::size_t at, bool taken)
        {
            notes_[at] = std::max(notes_[at], static_cast<Note>(taken ? Use::taken : Use::blocked));
        }

        const Street& street_;
        std::vector<Note> notes_;
    };

    Stepper stepper() const { return Stepper(*this); }

    std::vector<Landmark> landmarks() const
    {
        return {{.words = "goes on"}, {.words = "rests"}, {.words = "turns back"}};
    }

    std::vector<Use> uses(std::span<const Note> notes) const
    {
        std::vector<Use> uses;
        for (const Note note : notes) uses.push_back(static_cast<Use>(note));
        return uses;
    }

private:
    std::uint16_t houses_;
};
static_assert(checker::ModelWithLandmarks<Street>);
static_assert(!checker::ModelWithLandmarks<TwoStateClock>);

}  // namespace

TEST_CASE("landmarks are reported as far as any state came with them")
{
    CHECK(checker::check(Street(2)).uses == std::vector{Use::taken, Use::blocked, Use::unreached});
    CHECK(checker::check(Street(3)).uses == std::vector{Use::taken, Use::taken, Use::unreached});
    CHECK(checker::check(Street(9)).uses == std::vector{Use::taken, Use::taken, Use::taken});
}

TEST_CASE("nothing is said of landmarks where the search stopped")
{
    checker::Options options;
    SECTION("at a limit of depth") { options.most_depth = 2; }
    SECTION("at a limit of states") { options.most_states = 3; }
    SECTION("at the first violation") { options.stop_at_first = true; }
    const checker::Result result = checker::check(Street(9), options);
    CHECK(result.stop != checker::Stop::complete);
    CHECK(result.uses.empty());
}

TEST_CASE("landmarks do not depend on threads, windows, reductions or trust")
{
    // Several chunks of states in a row, so that several threads have work.
    const Street street(5000);
    const std::vector<Use> expected = checker::check(street).uses;
    for (const unsigned threads : {1U, 3U}) {
        for (const bool reduced : {false, true}) {
            checker::Options options;
            options.threads = threads;
            options.sleep_sets = options.symmetry = reduced;
            options.distrust = !reduced;
            options.window_chunks = 2;
            CHECK(checker::check(street, options).uses == expected);
        }
    }
}

TEST_CASE("a model without landmarks has none") { CHECK(checker::check(TwoStateClock()).uses.empty()); }

TEST_CASE("the notes of several threads are put together by the greater ones")
{
    std::vector<Note> notes;
    checker::put_together(notes, std::vector<Note>{0, 1, 2});
    checker::put_together(notes, std::vector<Note>{1, 0, 1, 2});
    CHECK(notes == std::vector<Note>{1, 1, 2, 2});
}

}  // namespace holdfast::tests
