// What of a scenario no run comes by; and that symmetry, threads and remembered steps do not change it.
#include "model/landmarks.hpp"

#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/check.hpp"
#include "tests/model/random_symmetric_setup.hpp"
#include "tests/model/stage.hpp"
#include "tests/model/symmetric_setups.hpp"
#include "tests/model/with_narrow_system.hpp"

namespace holdfast::tests {
namespace {

using checker::Landmark;
using checker::Use;
using Words = std::vector<std::string>;

/// "unreached: mailer never takes 'access'", for all that is never taken.
Words missed(const model::Setup& setup, const checker::Options& options = {})
{
    return with_narrow_system(layout_of(setup), [&](const auto& system) {
        const std::vector<Use> uses = checker::check(system, options).uses;
        const std::vector<Landmark> landmarks = system.landmarks();
        REQUIRE(uses.size() == landmarks.size());
        Words words;
        for (std::size_t k = 0; k < uses.size(); ++k) {
            if (uses[k] != Use::taken)
                words.push_back(fmt::format("{}: {}", to_string(uses[k]), landmarks[k].words));
        }
        return words;
    });
}

Words missed(std::string_view text, const Mapi& mapi = {}) { return missed(setup_of(text, mapi)); }

/// Walks through every state, each as it is.
template <class System>
std::vector<checker::Note> notes_of_all_states(const System& system)
{
    auto stepper = system.stepper();
    auto open = system.initial_states();
    std::set<decltype(open.front().words)> known;
    while (!open.empty()) {
        const auto state = open.back();
        open.pop_back();
        if (!known.insert(state.words).second) continue;
        stepper.for_each_step(state, [&](const auto& step) { open.push_back(step.after); });
    }
    const auto notes = stepper.notes();
    return {notes.begin(), notes.end()};
}

}  // namespace

TEST_CASE("a scenario all of which happens misses nothing")
{
    CHECK(missed(R"(
[profiles]
p = {}
[programs.mailer]
session = "console"
may = ["crash", "restart"]
run = ["create p", { repeat = 2, steps = ["logon p", "logoff"] }, { choose = [["access"], ["delete p"]] }]
)") == Words{});
}

TEST_CASE("steps behind one that stops the program are missed")
{
    CHECK(missed(R"(
[profiles]
p = {}
[programs.mailer]
session = "console"
run = [{ call = "logon p", on_failure = "stop" }, "access", { repeat = 2, steps = ["logoff"] }]
)") == Words{"unreached: mailer never takes 'access'", "unreached: mailer never takes 'logoff'"});
}

TEST_CASE("a program whose time never comes never runs")
{
    CHECK(missed(R"(
[programs.busy]
session = "console"
urgent = true
run = [{ repeat = "forever", steps = ["idle"] }]
[programs.mailer]
session = "console"
run = [{ call = "idle", at = "5m" }, "idle"]
)") == Words{"blocked: mailer never runs", "blocked: mailer never takes 'idle'",
             "unreached: mailer never takes 'idle'"});
}

TEST_CASE("what never befalls a program or a session is missed")
{
    CHECK(missed(R"(
[profiles]
p = { state = "live" }
[programs.mailer]
session = "console"
may = ["leave when asked"]
run = ["logon p", "exit"]
)") == Words{"unreached: mailer never leaves because it was asked to"});
}

TEST_CASE("copies of a program are one landmark, and say so")
{
    const Words words = missed(R"(
[profiles]
p = {}
[programs.user]
session = "remote"
count = 2
each_in_own_session = true
run = [{ call = "logon p", on_failure = "stop" }, "access"]
)");
    CHECK(words == Words{"unreached: user 1 and its like never take 'access'"});
}

TEST_CASE("landmarks stand where they are written")
{
    const model::Setup setup = setup_of(R"(
[profiles]
p = {}
[programs.mailer]
session = "console"
run = ["create p", "logon p"]
)");
    with_narrow_system(layout_of(setup), [](const auto& system) {
        const std::vector<Landmark> all = system.landmarks();
        REQUIRE(all.size() == 3);
        CHECK(all[0].kind == Landmark::Kind::process);
        CHECK(all[1].part_of == 0);
        CHECK(all[1].line == all[0].line + 2);
        CHECK(all[2].line == all[1].line);
        CHECK(all[2].column == all[1].column + std::string("\"create p\", ").size());
    });
}

TEST_CASE("what is missed depends on no reduction, no thread and no trust")
{
    std::uint64_t seed = GENERATE(range(1, 120));
    const model::Setup setup = random_symmetric_setup(seed);
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances);
    if (!layout || layout->words > 4) return;
    INFO("seed " << seed);
    with_narrow_system(*layout, [&](const auto& system) {
        checker::Options options;
        options.most_states = 3000;
        options.sleep_sets = options.symmetry = false;
        options.threads = 1;
        if (checker::check(system, options).stop != checker::Stop::complete) return;
        const std::vector<Use> plain = checker::check(system, options).uses;
        for (const unsigned threads : {1U, 3U}) {
            for (const bool reduced : {false, true}) {
                options.threads = threads;
                options.sleep_sets = options.symmetry = reduced;
                options.distrust = threads == 1 && reduced;
                CHECK(checker::check(system, options).uses == plain);
            }
        }
    });
}

TEST_CASE("a search without symmetry notes all that the landmarks take for noted with it")
{
    std::uint64_t seed = GENERATE(range(1, 120));
    const model::Setup setup = random_symmetric_setup(seed);
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances);
    if (!layout || layout->words > 4) return;
    INFO("seed " << seed);
    with_narrow_system(*layout, [&](const auto& system) {
        checker::Options options;
        options.most_states = 3000;
        options.symmetry = false;
        const checker::Result result = checker::check(system, options);
        if (result.stop != checker::Stop::complete) return;
        const model::Landmarks without_symmetry(system.layout(), {});
        CHECK(without_symmetry.uses(notes_of_all_states(system)) == result.uses);
    });
}

}  // namespace holdfast::tests
