#include "checker/liveness.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/liveness_models.hpp"
#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// The verdict of the first property, and its lasso where it has one.
template <Model M>
std::string verdict_of(const M& model, const Options& options = {})
{
    const PropertyResult result = check(model, options).properties[0];
    const std::string verdict(to_string(result.verdict));
    return result.trace ? verdict + ": " + lasso_text(*result.trace) : verdict;
}

Process unfair(Process process)
{
    process.fair = false;
    return process;
}

}  // namespace

TEST_CASE("Peterson's algorithm lets everyone in if the programs are fair")
{
    const Result result = check(HopefulPeterson(true));
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(result.properties[1].verdict == Verdict::holds);
}

TEST_CASE("without fairness a program with its flag raised is passed over for ever")
{
    CHECK(verdict_of(HopefulPeterson(false)) == "violated: 1:0 | stays");
}

TEST_CASE("weak fairness lets one starve at a mutex, strong fairness does not")
{
    CHECK(verdict_of(MutexUsers<2>(false)) == "violated: 1:0 | 1,1,1; 0 cannot move at 3; 1 moves at 1");
    CHECK(verdict_of(MutexUsers<3>(false)) ==
          "violated: 1:0 | 1,1,1,2,2,2; 0 cannot move at 3; 1 moves at 1; 2 moves at 4");
    CHECK(verdict_of(MutexUsers<2>(true)) == "holds");
    CHECK(verdict_of(MutexUsers<3>(true)) == "holds");
}

TEST_CASE("one spins while the other waits: a loop only if nobody has to let the other go on")
{
    // 0 -p0-> 0 for ever; p1 ends the hope.
    const auto spinning = [](const Process& waiting) {
        GoalTable model = hope({program("spins", 0), waiting}, 0, 1);
        model.add(0, 0, 0);
        model.add(0, 1, 1);
        return model;
    };
    CHECK(verdict_of(spinning(program("waits", 1))) == "holds");
    CHECK(verdict_of(spinning(unfair(program("waits", 1)))) == "violated: 1: | 0; 0 moves at 1");
    CHECK(verdict_of(spinning(environment("waits", 1))) == "violated: 1: | 0; 0 moves at 1");
}

TEST_CASE("a run that has ended stays where it is, and the environment need not come")
{
    GoalTable model = hope({program("p", 0), environment("rescue", 0)}, 0, 3);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    model.add(2, 1, 3);  // the environment need not come
    CHECK(verdict_of(model) == "violated: 1:0,0 | stays; 0 cannot move at 1");
    model.add(2, {choice(1, 1), 2});
    CHECK(verdict_of(model) == "violated: 1:0,0 | stays; 0 cannot move at 1");
}

TEST_CASE("a program that is not fair may stop anywhere, even if nobody else can move")
{
    GoalTable model = hope({unfair(program("p", 0))}, 1, 2);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    CHECK(verdict_of(model) == "violated: 1:0 | stays");
}

TEST_CASE("a goal that is reached at once owes nothing")
{
    GoalTable model = hope({program("p", 0)}, 0, 0);
    model.add(0, 0, 1);
    const Result result = check(model);
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(result.properties[0].triggers == 1);
    CHECK(result.properties[0].liveness->owing == 0);
}

TEST_CASE("without a state in which P is true the property holds, and says that nothing triggered it")
{
    GoalTable model = hope({program("p", 0)}, 7, 8);
    model.add(0, 0, 0);
    const Result result = check(model);
    CHECK(result.properties[0].verdict == Verdict::holds);
    CHECK(result.properties[0].triggers == 0);
}

TEST_CASE("what is paid may be owed again")
{
    GoalTable model = hope({program("p", 0)}, 0, 1);
    model.add(0, 0, 1);
    model.add(1, 0, 2);
    model.add(2, 0, 0);
    CHECK(verdict_of(model) == "holds");
    model.add(2, {choice(0, 1), 2});
    CHECK(verdict_of(model) == "holds");  // nothing is owed in 2
    model.mark(2, 1);
    CHECK(verdict_of(model) == "violated: 1:0,0 | 0.1; 0 moves at 1");
}
