#include "checker/fair_loop.hpp"

#include <cstddef>
#include <string>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/liveness_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// Something is owed for ever in a star: each program goes from the middle to a state of its own and back.
/// In the middle all can move, so everyone has to.
GoalTable star(std::size_t programs)
{
    std::vector<Process> processes;
    for (std::size_t k = 0; k < programs; ++k) processes.push_back(program("p", static_cast<int>(k)));
    GoalTable model = hope(processes, 0, programs + 1);
    for (std::size_t k = 0; k < programs; ++k) model.add(0, k, k + 1);
    for (std::size_t k = 0; k < programs; ++k) {
        for (std::size_t each = 0; each < programs; ++each) model.add(k + 1, each, each == k ? 0 : k + 1);
    }
    return model;
}

std::string lasso_of(const GoalTable& model, const Options& options = {})
{
    return lasso_text(check(model, options).properties[0].trace.value());
}

}  // namespace

TEST_CASE("the loop is the shortest that is fair to everyone, then the least list of choices")
{
    CHECK(lasso_of(star(2)) == "1: | 0,1,0; 0 moves at 1; 1 moves at 2");
    CHECK(lasso_of(star(3)) == "1: | 0,1,2,0; 0 moves at 1; 1 moves at 2; 2 moves at 3");
}

TEST_CASE("up to ten fair processes the loop is the shortest, beyond it is a greedy one and says so")
{
    CHECK(check(star(10)).properties[0].trace->loop->shortest);
    const Loop beyond = check(star(11)).properties[0].trace->loop.value();
    CHECK_FALSE(beyond.shortest);
    CHECK(beyond.ledger.size() == 11);
}

TEST_CASE("a greedy loop goes to the nearest that is left, and may be longer than the shortest")
{
    // From 0, p0 circles at once; p1 moves in a loop of three, in which p0 moves as well.
    GoalTable model = hope({program("p0", 0), program("p1", 1)}, 0, 9);
    model.add(0, {choice(0, 0), 0});
    model.add(0, {choice(0, 1), 1});
    model.add(0, {choice(1, 0), 9});
    model.add(1, {choice(1, 0), 2});
    model.add(1, {choice(0, 0), 2});
    model.rows_[1] = {{choice(0), 2}, {choice(1), 2}};
    model.add(2, {choice(0), 0});
    model.add(2, {choice(1), 9});
    CHECK(lasso_of(model) == "1: | 0.1,1,0; 0 moves at 1; 1 moves at 2");
    Options greedy;
    greedy.most_exact_processes = 1;
    CHECK(lasso_of(model, greedy) == "1: | 0,0.1,1,0; 0 moves at 1; 1 moves at 3; not the shortest");
}

TEST_CASE("a loop may leave out the states in which others are served, or it serves them")
{
    // p0 circles in 0 and 1. In 1, p1 is served and comes to 2, from where p0 takes both back.
    GoalTable model = hope({program("p0", 0), program("p1", 1)}, 0, 9);
    model.add(0, {choice(0), 1});
    model.add(1, {choice(0), 0});
    model.add(1, {choice(1), 2, 0, 0, false, true});
    model.add(2, {choice(0), 0});
    CHECK(lasso_of(model) == "1: | 0,1,0; 0 moves at 1; 1 moves at 2");
    model.rows_[0].insert(model.rows_[0].begin() + 1, {choice(0, 1), 0});
    CHECK(lasso_of(model) == "1: | 0.1; 0 moves at 1; 1 cannot move at 1");
}
