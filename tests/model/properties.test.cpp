// Each property with a run that breaks it and one that comes close and keeps it.
#include "model/properties.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/check.hpp"
#include "model/profile_stepper.hpp"
#include "tests/model/stage.hpp"

namespace holdfast::tests {
namespace {

using model::PropertyIndex;

/// How often a property had something to judge in all runs.
std::uint64_t triggers(const Stage& stage, PropertyIndex property)
{
    return stage.system().check({}).properties[static_cast<std::size_t>(property)].triggers;
}

TEST_CASE("the properties come in a fixed order under plain names, those over ends among them")
{
    Words names;
    for (const checker::Property& each : model::built_in_properties()) names.push_back(each.name);
    CHECK(names == Words{"in-use-purge", "failed-access", "wrong-instance", "visible-after-delete", "orphan",
                         "stuck", "unexpected-answer"});
    for (const checker::Property& each : model::built_in_properties()) {
        const bool over_ends = each.name == "orphan" || each.name == "stuck";
        CHECK(each.kind == (over_ends ? checker::PropertyKind::at_end : checker::PropertyKind::never_step));
        CHECK_FALSE(each.meaning.empty());
    }
    CHECK(model::built_in_properties()[static_cast<std::size_t>(PropertyIndex::orphan)].name == "orphan");
    CHECK(model::built_in_properties()[static_cast<std::size_t>(PropertyIndex::unexpected_answer)].name ==
          "unexpected-answer");
}

constexpr std::string_view user_and_cleaner = R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "access", "logoff"] }
cleaner = { session = "remote", run = ["delete p"] }
)";

TEST_CASE("a purge breaks in-use-purge while somebody is logged on, not before and not behind it")
{
    Stage before(user_and_cleaner);
    before.play({"cleaner"});
    CHECK(before.violated().empty());
    Stage during(user_and_cleaner);
    during.play({"user", "cleaner"});
    CHECK(during.violated() == Words{"in-use-purge"});
    Stage behind(user_and_cleaner);
    behind.play({"user", "user", "user", "cleaner"});
    CHECK(behind.violated().empty());
}

TEST_CASE("in-use-purge has something to judge where something is purged")
{
    CHECK(triggers(Stage(user_and_cleaner), PropertyIndex::in_use_purge) ==
          4);  // the cleaner comes in 4 places
    CHECK(triggers(Stage(R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["logon p", "logoff"] }
)"),
                   PropertyIndex::in_use_purge) == 0);
}

TEST_CASE("failed-access judges accesses through a session, and those alone")
{
    CHECK(triggers(Stage(R"(
[profiles]
p = { state = "live" }
[programs]
user = { session = "console", run = ["access", "logon p", "access", "logoff", "access"] }
)"),
                   PropertyIndex::failed_access) == 1);
}

TEST_CASE("a session that meets no access breaks nothing but in-use-purge")
{
    Stage stage(user_and_cleaner);
    stage.play({"user", "cleaner"});
    CHECK(stage.verdict(PropertyIndex::failed_access) == checker::Verdict::violated);
    CHECK(Stage(R"(
[profiles]
p = { state = "live" }
[programs]
user    = { session = "console", run = ["logon p", "logoff"] }
cleaner = { session = "remote", run = ["delete p"] }
)")
              .verdict(PropertyIndex::failed_access) == checker::Verdict::holds);
}

TEST_CASE("wrong-instance is broken by who owns one instance and purges another that is live")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
owner = { session = "console", run = ["logon p", "delete p", "delete p"] }
maker = { session = "remote", run = ["create p"] }
)",
                {.preset = "fixed"});
    stage.play({"owner", "owner", "maker", "owner"});
    CHECK(stage.violated() == Words{"wrong-instance"});
    CHECK(stage.alarms() == Words{"it is not the instance of p that this call is for"});
}

TEST_CASE("who owns nothing of that name cannot purge a wrong instance of it")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
owner   = { session = "console", run = ["logon p", "delete p"] }
cleaner = { session = "console", run = ["logon q", "delete p"] }
maker   = { session = "console", run = ["create p"] }
)",
                {.preset = "fixed"});
    stage.play({"owner", "owner", "maker", "cleaner", "cleaner"});
    CHECK(stage.profile("p") == "in Deleted Profiles, used by owner");
    CHECK(stage.violated().empty());
}

TEST_CASE("purging a marked namesake that nobody uses is not wrong")
{
    Stage stage(R"(
[profiles]
p = { state = "marked" }
[programs]
maker = { session = "console", run = ["create p", "logon p"] }
)");
    stage.play({"maker", "maker"});
    CHECK(stage.violated().empty());
    CHECK(stage.profile("p") == "live, used by maker");
    CHECK(triggers(stage, PropertyIndex::wrong_instance) > 0);
}

TEST_CASE("visible-after-delete has something to judge where a logon meets a marked name")
{
    constexpr std::string_view text = R"(
[profiles]
p = { state = "live" }
[programs]
owner = { session = "console", run = ["logon p", "delete p"] }
other = { session = "console", run = ["logon p"] }
)";
    CHECK(triggers(Stage(text, {.preset = "fixed"}), PropertyIndex::visible_after_delete) > 0);
    CHECK(Stage(text, {.preset = "fixed"}).verdict(PropertyIndex::visible_after_delete) ==
          checker::Verdict::holds);
    CHECK(Stage(text, {.preset = "fixed", .assume = {{"logon-to-marked", "joins"}}})
              .verdict(PropertyIndex::visible_after_delete) == checker::Verdict::violated);
}

/// Whether a marked profile that nobody uses is an orphan once these calls of a passer-by have come.
bool is_orphan_behind(std::string_view run)
{
    Stage stage(fmt::format(R"(
[profiles]
p = {{ state = "marked" }}
q = {{ state = "live" }}
r = {{}}
[programs]
passer-by = {{ session = "console", run = [{}] }}
)",
                            run),
                {.assume = {{"sweep-at-initialize", "never"}, {"purge-at-logon", "never"}}});
    while (stage.can("passer-by")) stage.play({"passer-by"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    return stage.is_bad_end(PropertyIndex::orphan);
}

TEST_CASE(
    "a marked profile is an orphan once an initialize, logon or logoff has passed it over, and not before")
{
    CHECK_FALSE(is_orphan_behind(R"("idle")"));
    CHECK_FALSE(is_orphan_behind(R"("create r")"));
    CHECK_FALSE(is_orphan_behind(R"("delete q")"));
    CHECK_FALSE(is_orphan_behind(R"("access")"));
    CHECK(is_orphan_behind(R"("initialize")"));
    CHECK(is_orphan_behind(R"("logon q")"));
    CHECK(is_orphan_behind(R"("logon p")"));  // finds nothing, and was an event all the same
}

TEST_CASE("an event of another hive makes no orphan")
{
    Stage stage(R"(
[accounts]
admin = { sessions = ["console"] }
guest = { sessions = ["remote"] }
[profiles]
p = { account = "admin", state = "marked" }
[programs]
idler = { session = "console", run = ["idle"] }
guest = { session = "remote", run = ["initialize"] }
)");
    stage.play({"idler", "guest"});
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
}

TEST_CASE("a profile in use is no orphan, nor is one whose last use has only just ended")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
q = { state = "live" }
[programs]
owner     = { session = "console", may = ["crash"], run = ["logon p", "delete p"] }
passer-by = { session = "console", run = ["logon q", "logoff"] }
)",
                {.preset = "fixed"});
    stage.play({"owner", "owner", "passer-by"});
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
    stage.play({"crash of owner"});
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
    stage.play({"passer-by"});
    CHECK(stage.is_bad_end(PropertyIndex::orphan));
}

TEST_CASE("the logoff that ends the last use is not an event after it")
{
    // The count of the dead keeps the logoff from purging.
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
unlucky   = { session = "console", may = ["crash"], run = ["logon p"] }
owner     = { session = "console", run = ["logon p", "delete p", "logoff"] }
passer-by = { session = "console", run = ["initialize"] }
)");
    stage.play({"unlucky", "crash of unlucky", "owner", "owner", "owner"});
    CHECK(stage.profile("p") == "in Deleted Profiles, unused");
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
    stage.play({"passer-by"});
    CHECK(stage.is_bad_end(PropertyIndex::orphan));
}

TEST_CASE("a marked profile that finds a new user is waited for again")
{
    Stage stage(R"(
[profiles]
p = { state = "marked" }
[programs]
user = { session = "console", may = ["crash"], run = ["logon p"] }
)",
                {.assume = {{"logon-to-marked", "joins"}, {"purge-at-logon", "never"}}});
    stage.play({"user"});
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
    stage.play({"crash of user"});
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
}

TEST_CASE("a copy that was passed over is waited for again once the users of its original have moved to it")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
owner     = { session = "console", may = ["crash"], run = ["logon p", "delete p"] }
passer-by = { session = "console", run = ["initialize"] }
)",
                {.assume = {{"mark", "copy-then-delete"}, {"sweep-at-initialize", "never"}}, .grain = micro});
    stage.finish("owner");
    stage.reach("owner", "deletes the original");
    stage.finish("passer-by");
    CHECK(stage.is_bad_end(PropertyIndex::orphan));
    stage.finish("owner");
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
    stage.play({"crash of owner"});
    CHECK_FALSE(stage.is_bad_end(PropertyIndex::orphan));
}

TEST_CASE("a program is stuck that waits for ever, and not one that has ended, stopped or crashed")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
unlucky = { session = "console", may = ["crash"], run = ["logon p"] }
stopped = { session = "console", run = [{ call = "access", on_failure = "stop" }, "idle"] }
patient = { session = "console", run = ["logon p"] }
)",
                {.assume = {{"abandoned-mutex", "lost"}}, .grain = micro});
    stage.play({"stopped", "unlucky", "crash of unlucky"});
    CHECK_FALSE(stage.can("patient"));
    CHECK(stage.is_bad_end(PropertyIndex::stuck));
    Stage fine(R"(
[programs]
stopped = { session = "console", run = [{ call = "access", on_failure = "stop" }, "idle"] }
)");
    fine.play({"stopped"});
    CHECK_FALSE(fine.is_bad_end(PropertyIndex::stuck));
}

TEST_CASE("unexpected-answer judges the calls that must get an answer, and those alone")
{
    constexpr std::string_view text = R"(
[profiles]
p = {}
[programs.mailer]
session = "console"
run = ["logon p", { call = "logon p", must = "MAPI_E_LOGON_FAILED" },
       { call = "logon p", must = "S_OK" }]
)";
    Stage stage(text);
    stage.play({"mailer"});
    CHECK(stage.violated().empty());
    stage.play({"mailer"});
    CHECK(stage.violated().empty());
    stage.play({"mailer"});
    CHECK(stage.violated() == Words{"unexpected-answer"});
    CHECK(stage.alarms() == Words{"the scenario says it must get S_OK"});
    CHECK(triggers(stage, PropertyIndex::unexpected_answer) == 2);
}

TEST_CASE("at grain micro an answer is judged once, where the call ends")
{
    Stage stage(R"(
[profiles]
p = { state = "live" }
[programs]
mailer = { session = "console", run = [{ call = "logon p", must = "MAPI_E_NOT_FOUND" }] }
)",
                {.grain = micro});
    while (stage.can("mailer")) {
        stage.play({"mailer"});
        CHECK(stage.violated().empty() == stage.can("mailer"));
    }
    CHECK(triggers(stage, PropertyIndex::unexpected_answer) == 1);
}

TEST_CASE("atomic steps inside a whole call are judged too")
{
    // One initialize purges two profiles: one in use in another session, one not.
    Stage stage(R"(
[profiles]
p = { state = "live", dynamic = true }
q = { state = "live", dynamic = true }
[programs]
user  = { session = "console", run = ["logon q"] }
sweep = { session = "remote", run = ["initialize"] }
)");
    stage.play({"user", "sweep"});
    CHECK(stage.violated() == Words{"in-use-purge"});
    CHECK(stage.events() == Words{"p is purged; nobody used it"});
    CHECK(stage.alarms() == Words{"q is PURGED WHILE IN USE by user (console)"});
}

/// The kind of `orphan` and its number of parts.
std::string orphan_of(std::string_view text)
{
    const auto properties = Stage(text).system().properties();
    const checker::Property& orphan = properties[static_cast<std::size_t>(PropertyIndex::orphan)];
    return fmt::format("{} {}", to_string(orphan.kind), orphan.parts);
}

TEST_CASE("an orphan is a matter of ends where every run has one, and else of runs, name by name")
{
    CHECK(orphan_of(
              "[profiles]\np = {}\nq = {}\n[programs]\na = { session = \"console\", run = [\"idle\"] }\n") ==
          "at_end 1");
    CHECK(orphan_of("[profiles]\np = {}\nq = {}\n[programs]\na = { session = \"console\", run = [{ repeat = "
                    "\"forever\", steps = [\"idle\"] }] }\n") == "leads_to 2");
    CHECK(orphan_of(
              "[programs]\na = { session = \"console\", run = [{ repeat = \"forever\", steps = [\"idle\"] "
              "}] }\n") == "at_end 1");
}

/// The orphan of two names that are left over in turn, by the programs that would purge them.
constexpr std::string_view left_over_in_turn = R"(
[profiles]
one = {}
two = {}
[programs]
first  = { session = "console", run = [{ repeat = "forever", steps = [
    "initialize", "logon one", "create one", "logon one", "delete one", "uninitialize"] }] }
second = { session = "console", run = [{ repeat = "forever", steps = [
    "initialize", "logon two", "create two", "logon two", "delete two", "uninitialize"] }] }
)";
const Mapi no_sweeps{.preset = "fixed", .assume = {{"sweep-at-initialize", "never"}, {"entries", "records"}}};

TEST_CASE("each orphan is purged in its turn, and only the program that purges it must go on")
{
    model::Setup setup = setup_of(left_over_in_turn, no_sweeps);
    CHECK(Stage(setup).verdict(PropertyIndex::orphan) == checker::Verdict::holds);
    setup.fairness = {model::Fairness::weak, model::Fairness::none};
    const Stage stage(setup);
    const auto result = stage.system().check({});
    const auto& orphan = result.properties[static_cast<std::size_t>(PropertyIndex::orphan)];
    REQUIRE(orphan.verdict == checker::Verdict::violated);
    CHECK(orphan.trace->part == 1);  // of the second name
    CHECK_THAT(stage.system().explain(4, orphan.trace->schedule, orphan.trace->part),
               Catch::StartsWith("two is never purged"));
}

/// A system in which nobody who waits for a mutex is served.
class Unserved : public model::ProfileSystem<1> {
public:
    using ProfileSystem::ProfileSystem;

    template <class Visit>
    void for_each_step(const State& state, Visit&& visit) const
    {
        ProfileSystem::for_each_step(state, [&](Step step) {
            step.strongly_fair = false;
            visit(step);
        });
    }

    void stepper() const = delete;  // it would remember what it was told otherwise
};

TEST_CASE("whoever waits for the mutex gets it: without that it starves, and the orphan stays")
{
    const model::Setup setup = setup_of(R"(
[profiles]
p = { state = "marked" }
q = { state = "live" }
[programs]
mailer  = { session = "console", run = [{ repeat = "forever", steps = ["logon q", "logoff"] }] }
visitor = { session = "console", run = [{ repeat = "forever", steps = ["logon p"] }] }
)",
                                        {.preset = "fixed", .grain = micro});
    const auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances);
    REQUIRE(layout);
    REQUIRE(layout->words == 1);
    const auto verdict = [](const auto& system) {
        return checker::check(system).properties[static_cast<std::size_t>(PropertyIndex::orphan)].verdict;
    };
    CHECK(verdict(model::ProfileSystem<1>(*layout)) == checker::Verdict::holds);
    CHECK(verdict(Unserved(*layout)) == checker::Verdict::violated);
}

TEST_CASE("who is blocked for ever is stuck only where nobody else can move either")
{
    const auto verdict = [](std::string_view more) {
        return Stage(fmt::format(R"(
[profiles]
p = {{ state = "live" }}
[programs]
unlucky = {{ session = "console", may = ["crash"], run = ["logon p"] }}
patient = {{ session = "console", run = [{{ repeat = "forever", steps = ["logon p", "logoff"] }}] }}
{}
)",
                                 more),
                     {.assume = {{"abandoned-mutex", "lost"}}, .grain = micro})
            .verdict(PropertyIndex::stuck);
    };
    CHECK(verdict("") == checker::Verdict::violated);
    CHECK(
        verdict("clock = { session = \"console\", run = [{ repeat = \"forever\", steps = [\"idle\"] }] }") ==
        checker::Verdict::holds);
}

}  // namespace
}  // namespace holdfast::tests
