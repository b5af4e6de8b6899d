#include "reports/swim_lanes.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/sample_report.hpp"

using namespace holdfast;
using namespace holdfast::reports;
using checker::Hold;

namespace {

TraceStep step_of(std::size_t number, const char* place, const char* actor)
{
    return sample::step(number, {place, actor, "moves", "", {}, {}}, {});
}

Tenure tenure(const char* thing, std::size_t from, std::optional<std::size_t> to, Hold hold = Hold::sound)
{
    return {{"console", "mailer", thing, hold, ""}, from, to};
}

std::vector<std::string> names(const SwimLanes& lanes)
{
    std::vector<std::string> names;
    for (const Lane& lane : lanes.lanes) names.push_back(lane.who);
    return names;
}

}  // namespace

TEST_CASE("Lanes of one place stand side by side, and whoever lives nowhere comes last")
{
    Trace trace;
    trace.steps = {step_of(1, "console", "mailer"), step_of(2, "", "clock"), step_of(3, "remote", "visitor"),
                   step_of(4, "console", "reader")};
    trace.tenures = {{{"remote", "idler", "profile Outlook", Hold::sound, ""}, 0, {}}};
    const SwimLanes lanes = swim_lanes(trace);
    CHECK(names(lanes) == std::vector<std::string>{"mailer", "reader", "visitor", "idler", "clock"});
    CHECK(lanes.lane_of_step == std::vector<std::size_t>{0, 4, 2, 1});
}

TEST_CASE("A thing keeps its slot while it changes, and a slot that is free is used again")
{
    Trace trace;
    trace.steps = {step_of(1, "console", "mailer")};
    trace.tenures = {tenure("a", 0, 2), tenure("b", 1, 3), tenure("c", 2, 4), tenure("a", 2, 5, Hold::doomed),
                     tenure("d", 5, {})};
    const SwimLanes lanes = swim_lanes(trace);
    REQUIRE(lanes.bars.size() == 5);
    CHECK(lanes.bars[0].slot == 0);
    CHECK(lanes.bars[1].slot == 1);
    CHECK(lanes.bars[2].slot == 2);  // slot 0 is kept for what becomes of a
    CHECK(lanes.bars[3].slot == 0);
    CHECK(lanes.bars[3].goes_on);
    CHECK(lanes.bars[4].slot == 0);
    CHECK_FALSE(lanes.bars[4].goes_on);
    CHECK(lanes.lanes.front().slots == 3);
}

TEST_CASE("A holder is struck by others only")
{
    Trace trace;
    trace.steps = {step_of(1, "console", "mailer"), step_of(2, "remote", "visitor")};
    trace.tenures = {tenure("a", 0, 1), tenure("a", 1, 2, Hold::doomed), tenure("a", 2, {}, Hold::broken)};
    const SwimLanes lanes = swim_lanes(trace);
    CHECK_FALSE(is_struck(lanes, lanes.bars[0]));
    CHECK_FALSE(is_struck(lanes, lanes.bars[1]));
    CHECK(is_struck(lanes, lanes.bars[2]));
}
