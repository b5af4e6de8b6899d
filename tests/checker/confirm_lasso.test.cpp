#include "checker/confirm_lasso.hpp"

#include <functional>
#include <string>

#include <catch2/catch.hpp>

#include "checker/check.hpp"
#include "tests/liveness_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

using Reason = FairnessEntry::Reason;

/// The lasso of a program that starves at a mutex, 1:0 | 1,1,1, after somebody changed it.
template <Model M>
std::string doubt_about(const M& model, const std::function<void(Trace&)>& change)
{
    Trace trace = check(MutexUsers<2>(false)).properties[0].trace.value();
    change(trace);
    return LassoDoubt<M>(model, 0, trace).words();
}

std::string doubt_about(const std::function<void(Trace&)>& change)
{
    return doubt_about(MutexUsers<2>(false), change);
}

Schedule schedule(const std::string& text) { return parse_schedule(text).value(); }

}  // namespace

TEST_CASE("a lasso is confirmed as it was found, and once around more")
{
    CHECK(doubt_about([](Trace&) {}) == "");
    CHECK(doubt_about([](Trace& trace) { trace.schedule = schedule("1:0,1,1,1,1,1,1"); }) == "");
}

TEST_CASE("a lasso is confirmed for its part of the property, and for no other")
{
    PartedTable model = two_jobs_in_turn();
    model.properties_.front().parts = 3;
    model.mark(0, property_bit(2));
    Trace trace = check(model).properties[0].trace.value();
    CHECK(LassoDoubt<PartedTable>(model, 0, trace).words() == "");
    trace.part = 0;
    CHECK(LassoDoubt<PartedTable>(model, 0, trace).words() == "nothing is owed throughout its loop");
}

TEST_CASE("a lasso that does not fit or does not close is not confirmed")
{
    CHECK(doubt_about([](Trace& trace) { trace.schedule = schedule("1:0,1,1,0"); }) ==
          "at step 4, p0 has no enabled alternative 0 here");
    CHECK(doubt_about([](Trace& trace) { trace.schedule = schedule("1:0,1,1"); }) ==
          "its loop does not end where it begins");
    CHECK(doubt_about([](Trace& trace) { trace.loop->begin = 4; }) ==
          "its loop does not end where it begins");
    CHECK(doubt_about([](Trace& trace) { trace.loop->stays = true; }) ==
          "its loop does not end where it begins");
}

TEST_CASE("a loop in which nothing is owed is not confirmed")
{
    const std::string nothing = "nothing is owed throughout its loop";
    CHECK(doubt_about([](Trace& trace) {
              trace.schedule = schedule("1:1,1,1");
              trace.loop->begin = 0;
          }) == nothing);  // it was never begun
    CHECK(doubt_about([](Trace& trace) { trace.schedule = schedule("1:0,0,0,0"); }) ==
          nothing);  // it is paid
}

TEST_CASE("a ledger with an entry that is false, too many or missing is not confirmed")
{
    const std::string first = "its loop is not shown to be fair to p0";
    CHECK(doubt_about([](Trace& trace) { trace.loop->ledger[0].at = 1; }) == first);
    CHECK(doubt_about([](Trace& trace) { trace.loop->ledger[0].at = 0; }) == first);
    CHECK(doubt_about([](Trace& trace) { trace.loop->ledger[0].at = 4; }) == first);
    CHECK(doubt_about([](Trace& trace) { trace.loop->ledger[0].reason = Reason::moves; }) == first);
    CHECK(doubt_about([](Trace& trace) { trace.loop->ledger.erase(trace.loop->ledger.begin()); }) == first);
    CHECK(doubt_about([](Trace& trace) { trace.loop->ledger.pop_back(); }) ==
          "its loop is not shown to be fair to p1");
    CHECK(doubt_about([](Trace& trace) { trace.loop->ledger.push_back({}); }) ==
          "its ledger has an entry too many");
}

TEST_CASE("a loop in which a queue is served to others only is not confirmed")
{
    CHECK(doubt_about(MutexUsers<2>(true), [](Trace&) {}) == "its loop is not shown to be fair to p0");
}

TEST_CASE("what is not confirmed is blamed on the model, with the schedule")
{
    Trace trace = check(MutexUsers<2>(false)).properties[0].trace.value();
    trace.loop->ledger.clear();
    CHECK_THROWS_WITH(
        confirm_lasso(MutexUsers<2>(false), 0, trace),
        Catch::StartsWith("schedule 1:0,1,1,1 was found for property 'served', but repeated, its "
                          "loop is not shown to be fair to p0; likely cause: "));
}
