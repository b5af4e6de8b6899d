// The second opinion is worth something only if it can disagree.

#include "tests/second_opinion.hpp"

#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// What is said about the result of the counter race after it was falsified.
std::vector<std::string> said_of(const std::function<void(Result&)>& falsify)
{
    const CounterRace<2> race;
    Result result = check(race);
    falsify(result);
    return compare(race, result);
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("the second opinion says nothing about a true result")
{
    CHECK(said_of([](Result&) {}).empty());
}

TEST_CASE("the second opinion notices every wrong count")
{
    CHECK(said_of([](Result& result) { ++result.counts.states; }) == Said{"states: 13, not 12"});
    CHECK(said_of([](Result& result) { --result.counts.transitions; }) == Said{"transitions: 13, not 14"});
    CHECK(said_of([](Result& result) { ++result.counts.depth; }) == Said{"depth: 5, not 4"});
    CHECK(said_of([](Result& result) { ++result.counts.terminal_states; }) ==
          Said{"terminal states: 3, not 2"});
    CHECK(said_of([](Result& result) { ++result.counts.widest_level; }) == Said{"widest level: 5, not 4"});
    CHECK(said_of([](Result& result) { ++result.properties[3].triggers; }) ==
          Said{"stale-write, triggers: 9, not 8"});
}

TEST_CASE("the second opinion notices a wrong verdict and a trace that is not the canonical one")
{
    CHECK(said_of([](Result& result) { result.properties[1].verdict = Verdict::holds; }) ==
          Said{"all-counted: holds, not violated"});
    CHECK(said_of([](Result& result) { result.properties[0].trace.reset(); }) ==
          Said{"lost-update: there should be a trace"});
    CHECK(said_of([](Result& result) {
              result.properties[0].trace->schedule = parse_schedule("1:0,1,0,1").value();
          }) == Said{"lost-update: trace 1:0,1,0,1, not 1:0,1,1,0"});
    CHECK(said_of([](Result& result) { result.properties[0].trace->switch_minimal = false; }) ==
          Said{"lost-update: the trace is not switch-minimal"});
}

TEST_CASE("the second opinion on a stopped search minds only what was found")
{
    CHECK(said_of([](Result& result) {
              result.stop = Stop::state_limit;
              result.counts.states = 3;
              result.properties[0] = {};
          }).empty());
    CHECK(said_of([](Result& result) {
              result.stop = Stop::state_limit;
              result.properties[2].verdict = Verdict::violated;
          }) == Said{"can-count-all: violated, not holds"});
}
