#include "reports/tenure.hpp"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::reports;
using checker::Hold;
using checker::Holding;

namespace {

const Holding outlook{"console", "mailer", "profile Outlook", Hold::sound, ""};
const Holding doomed{"console", "mailer", "profile Outlook", Hold::doomed, "in Deleted Profiles"};
const Holding mutex{"remote", "visitor", "logon mutex", Hold::sound, ""};

checker::StateWords state(std::vector<Holding> holdings)
{
    return {{"program mailer", "busy", false, std::move(holdings)}, {"profile Outlook", "live"}};
}

checker::Story story(std::vector<std::vector<Holding>> states)
{
    checker::Story story;
    story.initial = state(states.front());
    for (std::size_t k = 1; k < states.size(); ++k) {
        checker::StoryStep step;
        step.after = state(states[k]);
        story.steps.push_back(std::move(step));
    }
    return story;
}

}  // namespace

TEST_CASE("What stays as it is over several steps is one tenure")
{
    const auto tenures = tenures_of(story({{}, {outlook}, {outlook}, {}}));
    REQUIRE(tenures.size() == 1);
    CHECK(tenures[0].holding == outlook);
    CHECK(tenures[0].from == 1);
    CHECK(tenures[0].to == 3);
}

TEST_CASE("Where the thing changes under its holder, the next tenure begins in the same step")
{
    const auto tenures = tenures_of(story({{outlook}, {doomed}, {doomed}}));
    REQUIRE(tenures.size() == 2);
    CHECK(tenures[0].from == 0);
    CHECK(tenures[0].to == 1);
    CHECK(tenures[1].holding == doomed);
    CHECK(tenures[1].from == 1);
    CHECK_FALSE(tenures[1].to.has_value());
}

TEST_CASE("Whoever takes a thing again has it twice, and others are told apart")
{
    const auto tenures = tenures_of(story({{}, {outlook, mutex}, {mutex}, {outlook, mutex}}));
    REQUIRE(tenures.size() == 3);
    CHECK(tenures[0].to == 2);
    CHECK(tenures[1].holding == mutex);
    CHECK_FALSE(tenures[1].to.has_value());
    CHECK(tenures[2].from == 3);
}
