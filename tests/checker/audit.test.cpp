#include "checker/audit.hpp"

#include <cstdint>

#include <catch2/catch.hpp>

#include "tests/toy_models.hpp"

using namespace holdfast::checker;
using namespace holdfast::tests;

namespace {

/// Two steps that claim to be independent, and lead to different ends in different orders.
TableModel liar()
{
    TableModel model;
    model.claims_ = {};
    model.processes_ = {program("a", 0), program("b", 1)};
    model.properties_ = {{"never", PropertyKind::never, ""}};
    model.add(0, 0, 1);
    model.add(0, 1, 2);
    model.add(1, 1, 3);
    model.add(2, 0, 4);
    return model;
}

}  // namespace

TEST_CASE("an audit notices footprints that lie")
{
    const Audit found = audit(liar(), {});
    CHECK_FALSE(found.cut_short);
    CHECK_FALSE(found.differences.empty());
}

TEST_CASE("an audit compares all of its searches, whatever memory and time the search itself may take")
{
    const Philosophers<5> model(false);
    const Audit free = audit(model, {});
    const std::uint64_t need = check(model).bytes;
    for (std::uint64_t most = 0; most <= need; most += need / 16) {
        int asked = 0;
        Options options;
        options.most_memory = most;
        options.out_of_time = [&] { return ++asked > 50; };
        const Audit limited = audit(model, options);
        CAPTURE(most);
        CHECK(limited.differences.empty());
        CHECK_FALSE(limited.cut_short);
        CHECK(limited.searches == 8);
        CHECK(limited.states == free.states);
        CHECK(limited.depth == free.depth);
    }
}

TEST_CASE("limits of states and depth hold for an audit, and end all of its searches at the same place")
{
    TableModel starts;  // more initial states than may be stored
    starts.processes_ = {program("p", 0)};
    starts.initial_ = {3, 1, 4, 5, 9};
    starts.add(3, 0, 1);
    Options options;
    options.most_states = 2;
    CHECK(audit(starts, options).differences.empty());
    options.most_states = 700;
    options.most_depth = 9;
    const Audit limited = audit(Grid<1>(3, 17), options);
    CHECK(limited.differences.empty());
    CHECK(limited.depth == 9);
    CHECK(limited.states == 220);  // (12 choose 3)
}

TEST_CASE("an audit that is interrupted says so and takes nothing that it did not finish for a difference")
{
    for (const int patience : {0, 1, 3, 10, 20, 30}) {
        int asked = 0;
        Options options;
        options.interrupted = [&] { return ++asked > patience; };
        const Audit cut = audit(Philosophers<4>(false), options);
        CAPTURE(patience);
        CHECK(cut.cut_short == Stop::interrupted);
        CHECK(cut.differences.empty());
        CHECK(cut.searches < 8);
    }
}

TEST_CASE("what was compared before an interruption is told")
{
    bool told = false;
    for (int patience = 0; patience < 100; ++patience) {
        int asked = 0;
        Options options;
        options.interrupted = [&] { return ++asked > patience; };
        const Audit cut = audit(liar(), options);
        told = told || (cut.cut_short && !cut.differences.empty());
    }
    CHECK(told);
}

TEST_CASE("a search for which the system has no memory is no difference")
{
    Result result;
    CHECK_FALSE(what_cut_short(result, {}));
    result.stop = Stop::depth_limit;
    CHECK_FALSE(what_cut_short(result, {}));
    result.stop = Stop::memory_limit;
    CHECK(what_cut_short(result, {}) == Stop::memory_limit);
}
