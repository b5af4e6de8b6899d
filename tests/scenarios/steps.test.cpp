#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "model/system.hpp"
#include "scenarios/format/steps.hpp"
#include "tests/scenarios/spelled.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

model::Block run_of(const std::string& run, const std::string& more = {})
{
    const std::string program = "[programs.mailer]\nsession = \"console\"\n" + more + "run = " + run + "\n";
    const std::string other = "[accounts.bob]\nsessions = []\n";
    const std::string profiles = R"([profiles.Outlook]
account = "admin"
[profiles."My Profile"]
account = "admin"
[profiles.Other]
account = "admin"
[servers.news]
[servers.mail]
nodes = ["one", "two"]
)";
    return good(head + accounts + other + profiles + program).cases.front().setup.world.programs.front().run;
}

model::Call call_of(const std::string& step)
{
    return std::get<model::Call>(run_of("[" + step + "]").front());
}

/// What a list says that stands behind the name of a step.
std::string usage_of(StepName::Takes takes)
{
    switch (takes) {
    case StepName::Takes::nothing: return "";
    case StepName::Takes::profile:
    case StepName::Takes::profile_or_nothing: return " PROFILE";
    case StepName::Takes::two_profiles: return " PROFILE to NEW";
    case StepName::Takes::account: return " ACCOUNT";
    case StepName::Takes::server: return " SERVER";
    case StepName::Takes::node: return " NODE";
    case StepName::Takes::minutes: return " MINUTES";
    }
    return "?";
}

std::string example_of(StepName::Takes takes)
{
    switch (takes) {
    case StepName::Takes::nothing: return "";
    case StepName::Takes::profile:
    case StepName::Takes::profile_or_nothing: return " My Profile";
    case StepName::Takes::two_profiles: return " My Profile to Other";
    case StepName::Takes::account: return " bob";
    case StepName::Takes::server: return " mail";
    case StepName::Takes::node: return " two";
    case StepName::Takes::minutes: return " 1h5m";
    }
    return "?";
}

}  // namespace

TEST_CASE("the steps of scenarios are the calls of the model, by the same names and with the same profiles")
{
    const auto& calls = model::call_words();
    REQUIRE(calls.size() == step_names().size());
    for (std::size_t k = 0; k < calls.size(); ++k) {
        const StepName& step = step_names()[k];
        CHECK(step.name == calls[k].name);
        CHECK(static_cast<std::size_t>(step.kind) == k);
        CHECK(calls[k].usage == std::string(step.name) + usage_of(step.takes));
    }
}

TEST_CASE("each step in its short form is the call of that name")
{
    for (const StepName& step : step_names()) {
        if (step.kind == model::CallKind::edit) continue;  // which has no short form: it says what it writes
        const std::string text = std::string(step.name) + example_of(step.takes);
        INFO(text);
        const model::Call call = call_of("\"" + text + "\"");
        CHECK(call.kind == step.kind);
        CHECK(call.profile == (names_profile(step.kind) ? 1u : 0u));
        CHECK(call.target == (names_target(step.kind) ? 2u : 0u));
        CHECK(call.account == (step.takes == StepName::Takes::account ? 1u : 0u));
        CHECK(call.node.server == (names_server(step.kind) || names_node(step.kind) ? 1u : 0u));
        CHECK(call.node.node == (names_node(step.kind) ? 1u : 0u));
        CHECK(call.minutes == (step.takes == StepName::Takes::minutes ? 65u : 0u));
        CHECK_FALSE(call.when.has_value());
        CHECK(call.named);
        CHECK(call.flags == model::LogonFlags{});
        CHECK(call.services);
        CHECK_FALSE(call.shared);
        CHECK(call.dynamic);
        CHECK_FALSE(call.must.has_value());
        CHECK(call.on_failure == model::OnFailure::next);
    }
}

TEST_CASE("blanks round a step and before its profile do not matter")
{
    CHECK(call_of("\"  logon   My Profile \"").profile == 1);
    CHECK(call_of("\"\\tlogon\\tOutlook\"").profile == 0);
    CHECK(call_of("\" idle \"").kind == model::CallKind::idle);
}

TEST_CASE("a call in table form says more")
{
    const model::Call call =
        call_of(R"({ call = "logon Outlook", must = "MAPI_E_LOGON_FAILED", on_failure = "stop" })");
    CHECK(call.kind == model::CallKind::logon);
    CHECK(call.must == model::Answer::logon_failed);
    CHECK(call.on_failure == model::OnFailure::stop);
    CHECK_FALSE(call_of(R"({ call = "create Outlook", dynamic = false })").dynamic);
}

TEST_CASE("a logon says its flags, all of them or none; without a list it has NEW_SESSION")
{
    CHECK(call_of("\"logon Outlook\"").flags.new_session);
    CHECK_FALSE(call_of(R"({ call = "logon Outlook", flags = [] })").flags.new_session);
    for (const model::LogonFlagName& each : model::logon_flag_names) {
        const model::Call call =
            call_of("{ call = \"logon Outlook\", flags = [\"" + std::string(each.name) + "\"] }");
        CHECK(call.flags.*each.flag);
        CHECK(names_of_flags(call.flags) == std::vector<std::string_view>{each.name});
    }
}

TEST_CASE("a logon may leave its name to the default profile or to who shares a session")
{
    CHECK_FALSE(call_of(R"({ call = "logon", flags = ["NEW_SESSION", "USE_DEFAULT"] })").named);
    CHECK_FALSE(call_of(R"({ call = "logon", flags = [] })").named);
}

TEST_CASE("a create says whether it makes services, a logoff whether it speaks for a shared session")
{
    CHECK_FALSE(call_of(R"({ call = "create Outlook", services = false })").services);
    CHECK(call_of(R"({ call = "logoff", shared = true })").shared);
}

TEST_CASE("the first to stands between two names")
{
    CHECK(call_of("\"rename Outlook  to  My Profile\"").target == 1);
    CHECK(call_of("\"copy My Profile to Other\"").profile == 1);
}

TEST_CASE("every answer of MAPI can be asked for")
{
    for (const model::AnswerWords& words : model::answers) {
        CHECK(call_of("{ call = \"access\", must = \"" + std::string(words.name) + "\" }").must ==
              words.answer);
    }
}

TEST_CASE("a program's way to fail holds for its steps, unless one has its own")
{
    const model::Block run =
        run_of(R"(["access", { repeat = 2, steps = ["logoff"] }, { call = "idle", on_failure = "next" }])",
               "on_failure = \"leave\"\n");
    CHECK(spelled(run) == "[ call 4 failure 1; repeat 2 [ call 6 failure 1;]; call 7 failure 0;]");
}

TEST_CASE("repeat and choose nest")
{
    const model::Block run = run_of(
        R"([{ repeat = 3, steps = [{ choose = [["logon Outlook", "logoff"], ["idle"]] }, "access"] }])");
    CHECK(spelled(run) ==
          "[ repeat 3 [ choose [ call 3 profile 0 failure 0; call 6 failure 0;] [ call 7 failure 0;]; "
          "call 4 failure 0;];]");
}

TEST_CASE("a repeat may go on for ever, at the end of a run or of a branch")
{
    CHECK(spelled(run_of(R"(["idle", { repeat = "forever", steps = ["access", "logoff"] }])")) ==
          "[ call 7 failure 0; repeat forever [ call 4 failure 0; call 6 failure 0;];]");
    CHECK(run_of(R"([{ choose = [[{ repeat = "forever", steps = ["access"] }], ["idle"]] }, "logoff"])")
              .size() == 2);
    CHECK(run_of(R"([{ repeat = "forever", steps = ["idle", { choose = [
        ["access"], [{ repeat = "forever", steps = ["logoff"] }]] }] }])")
              .size() == 1);
    // Its call leaves the round, so there is a second one.
    CHECK(run_of(R"([{ repeat = 2, steps = [{ call = "access", on_failure = "leave" },
        { repeat = "forever", steps = ["idle"] }] }, "logoff"])")
              .size() == 2);
}

TEST_CASE("a run may span lines and repeat up to its limit")
{
    CHECK(run_of("[\n  \"idle\",  # nothing\n  \"access\",\n]").size() == 2);
    CHECK(run_of(R"([{ repeat = 4096, steps = ["idle"] }])").size() == 1);
    CHECK(run_of(R"([{ repeat = 64, steps = [{ repeat = 64, steps = ["idle"] }] }])").size() == 1);
}

TEST_CASE("places are counted without overflow")
{
    const model::Block idle{model::Call{}};
    model::Block nested = idle;
    for (int k = 0; k < 40; ++k) nested = {model::Repeat{4'000'000'000u, nested}};
    CHECK(places_of(nested, 5'000) == 5'000);
    CHECK(places_of({model::Choose{{idle, {model::Call{}, model::Call{}}}}, model::Call{}}, 5'000) == 4);
    CHECK(places_of({model::Repeat{7, {model::Call{}, model::Call{}}}}, 5'000) == 14);
    CHECK(places_of({model::Repeat{7, {model::Call{}, model::Call{}}, true}}, 5'000) == 2);
}
