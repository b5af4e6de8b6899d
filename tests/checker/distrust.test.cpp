#include "checker/distrust.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;
using Catch::Contains;

namespace {

template <Model M>
std::string doubt_about(const M& model)
{
    Options options;
    options.distrust = true;
    try {
        (void)check(model, options);
    } catch (const ModelError& error) {
        return error.what();
    }
    return "none";
}

/// Two programs on a square, and one ill deed.
struct IllBred : Grid<1> {
    enum class Deed { none, descending, repeated, foreign_mask, untriggered, unasked, stranger };

    explicit IllBred(Deed deed) : Grid<1>(2, 2), deed_(deed)
    {
        properties_.push_back({"step", PropertyKind::never_step, ""});
    }

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        Grid<1>::for_each_step(state, [&](Step<State> step) {
            if (deed_ == Deed::descending)
                step.choice.process = static_cast<std::uint16_t>(1 - step.choice.process);
            if (deed_ == Deed::foreign_mask) step.triggered = 1;
            if (deed_ == Deed::untriggered) step.violated = 2;
            if (deed_ == Deed::stranger)
                step.choice.process = static_cast<std::uint16_t>(step.choice.process + 1);
            visit(step);
            if (deed_ == Deed::repeated) visit(step);
        });
    }

    PropertyMask satisfied(const State& state, PropertyMask asked) const
    {
        return deed_ == Deed::unasked ? 2 : Grid<1>::satisfied(state, asked);
    }

    Deed deed_;
};

/// Its judgement counts how often it was asked.
struct MoodyJudge : Grid<1> {
    MoodyJudge() : Grid<1>(2, 2) {}
    PropertyMask satisfied(const State&, PropertyMask asked) const { return ++calls_ % 5 == 0 ? asked : 0; }
    mutable int calls_ = 0;
};

/// Its initial states are counted up.
struct MoodyStart : Grid<1> {
    MoodyStart() : Grid<1>(2, 2) {}
    std::vector<State> initial_states() const { return {State{{++calls_ % 2}}}; }
    mutable std::uint64_t calls_ = 0;
};

/// Its `==` sees any two states as different.
struct Unequal : Toy {
    struct State {
        std::uint8_t value = 0;
        bool operator==(const State&) const { return false; }
    };
    Unequal() { processes_ = {program("p", 0)}; }
    std::vector<State> initial_states() const { return {State{}}; }
    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        if (state.value < 2)
            visit(Step<State>{
                choice(0), {static_cast<std::uint8_t>(state.value + 1)}, everything, 0, 0, false});
    }
    PropertyMask satisfied(const State&, PropertyMask) const { return 0; }
};

/// Two programs on a square; says that its states use so many bits.
template <std::size_t Words>
struct Counted : Grid<Words> {
    Counted(std::size_t bits, std::uint64_t start) : Grid<Words>(2, 2), bits_(bits), start_(start) {}

    std::size_t state_bits() const { return bits_; }

    std::vector<PackedState<Words>> initial_states() const { return {{{start_}}}; }

    std::size_t bits_;
    std::uint64_t start_;
};

/// The state that stands for its like has a bit that none of them has.
struct Renamed : Counted<1> {
    Renamed() : Counted<1>(10, 0) {}

    struct Marking {
        bool is_trivial() const { return false; }
        void canonicalize(State& state, Renaming&) const { state.words[0] |= 1u << 15; }
        std::uint64_t orbit(const State&) const { return 1; }
    };
    Marking symmetry() const { return {}; }
};

}  // namespace

TEST_CASE("distrust finds nothing in a well-bred model, and changes no result")
{
    Options options;
    options.distrust = true;
    const Result trusted = check(CounterRace<3>()), doubted = check(CounterRace<3>(), options);
    CHECK(trusted.counts == doubted.counts);
    CHECK(trusted.bytes == doubted.bytes);
    for (std::size_t k = 0; k < trusted.properties.size(); ++k) {
        CHECK(trusted.properties[k].verdict == doubted.properties[k].verdict);
        CHECK(trusted.properties[k].trace == doubted.properties[k].trace);
        CHECK(trusted.properties[k].triggers == doubted.properties[k].triggers);
    }
    CHECK(doubt_about(Peterson(true)) == "none");
    CHECK(doubt_about(Philosophers<4>(true)) == "none");
    CHECK(doubt_about(TwoStateClock()) == "none");
    CHECK(doubt_about(beyond(5)) == "none");
    CHECK(doubt_about(Grid<4>(5, 2)) == "none");
    CHECK(doubt_about(IllBred(IllBred::Deed::none)) == "none");
}

TEST_CASE("a model that cheats about equality is caught at the first step that changes the field")
{
    const std::string doubt = doubt_about(Cheater());
    CHECK_THAT(doubt, Contains("in the state behind schedule 1:: broken duty: == says other than the bytes"));
    CHECK_THAT(doubt, Contains("likely cause: operator== leaves a field out"));
    CHECK_THAT(doubt_about(Unequal()), Contains("== says other than the bytes"));
}

TEST_CASE("a model that changes its mind is caught")
{
    CHECK_THAT(doubt_about(Moody()), Contains("for_each_step() visits other steps when asked again"));
    CHECK_THAT(doubt_about(MoodyJudge()), Contains("satisfied() answers differently when asked again"));
    CHECK_THAT(doubt_about(MoodyStart()), Contains("initial_states() answers differently when asked again"));
}

TEST_CASE("steps out of order are caught")
{
    CHECK_THAT(doubt_about(IllBred(IllBred::Deed::descending)), Contains("visits choice 0.0 after 1.0"));
    CHECK_THAT(doubt_about(IllBred(IllBred::Deed::repeated)), Contains("visits choice 0.0 after 0.0"));
}

TEST_CASE("masks that name the wrong properties are caught")
{
    CHECK_THAT(doubt_about(IllBred(IllBred::Deed::foreign_mask)), Contains("not of kind never_step"));
    CHECK_THAT(doubt_about(IllBred(IllBred::Deed::untriggered)),
               Contains("violates a property that it does not"));
    CHECK_THAT(doubt_about(IllBred(IllBred::Deed::unasked)),
               Contains("properties that it was not asked about"));
}

TEST_CASE("states that use more bits than the model says are caught, where their bits would be lost")
{
    CHECK(doubt_about(Counted<1>(10, 0)) == "none");
    CHECK(doubt_about(Counted<2>(66, 0)) == "none");
    CHECK_THAT(
        doubt_about(Counted<1>(9, 0)),
        Contains("behind schedule 1:1: broken duty: a state uses bit 9, but state_bits() says that 9 are "
                 "all that is used"));
    CHECK_THAT(doubt_about(Counted<2>(65, 0)), Contains("uses bit 65, but"));
    CHECK_THAT(doubt_about(Counted<1>(10, 1u << 12)), Contains("uses bit 12, but"));
    CHECK_THAT(doubt_about(Renamed()), Contains("uses bit 15, but"));
}

TEST_CASE("a step of a process that does not exist is caught even without distrust")
{
    const IllBred model(IllBred::Deed::stranger);
    CHECK_THAT(doubt_about(model), Contains("a step is made by process 2, but there are only 2 processes"));
    CHECK_THROWS_WITH(check(model),
                      Contains("in the state behind schedule 1:: broken duty: a step is made by"));
}
