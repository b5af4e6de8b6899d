// What the model says of servers, clients and time is what the plain reference says, minute by minute:
// every run is played by both side by side, and whatever a reader sees, everybody's next steps, the minutes
// at which time can pass, the verdicts and the delays are compared. On the races of the domain (8.7) and on
// random scenarios.
#include <array>
#include <cstdint>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "checker/system.hpp"
#include "model/blocking/gate.hpp"
#include "model/snapshot.hpp"
#include "scenarios/format/parse.hpp"
#include "tests/model/as_scenario.hpp"
#include "tests/model/minute_by_minute.hpp"
#include "tests/model/minute_by_minute_judge.hpp"
#include "tests/model/random_timed_setup.hpp"
#include "tests/model/shrink.hpp"
#include "tests/model/with_two_words.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using plain::Minute;

/// Two runs of it are half of all time to wait for something (minute_by_minute_judge.hpp).
constexpr Minute last_minute = 48;

constexpr std::uint64_t most_states = 400;

constexpr model::Grain micro = model::Grain::micro;

/// A state of the model as Rules::seen says it of a moment.
std::string seen_in(const model::Layout& layout, const std::uint64_t* words)
{
    const model::Snapshot state(layout, words);
    std::string text;
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        const model::ProgramLayout& program = layout.programs[p];
        const model::Point& point = state.point(p);
        std::vector<std::string> next;
        for (std::size_t k = point.first; k < std::size_t{point.first} + point.count; ++k)
            next.push_back(plain::Rules::words_of(program.script.possibilities[k].call));
        using Kind = model::Point::Kind;
        const std::string place =
            point.kind == Kind::crashed ? "crashed"
            : point.kind == Kind::end   ? "ended"
            : point.kind == Kind::between
                ? fmt::format("before {}", fmt::join(next, " or "))
                : fmt::format("inside {}",
                              plain::Rules::words_of(program.script.possibilities[point.first].call));
        const model::ConnectionOf connection = model::connection_of(state.get(program.fields.connection));
        const std::uint64_t answer = state.get(program.fields.answer);
        const std::string link =
            plain::Rules::words_of(static_cast<plain::Link>(connection.state), connection.server);
        text += plain::Rules::line_of_program(
            p, place, link, static_cast<Minute>(state.get(program.fields.waiting)),
            answer == 0 ? std::nullopt : std::optional(static_cast<model::Answer>(answer - 1)));
    }
    for (std::size_t s = 0; s < layout.servers.size(); ++s) {
        const model::Gate gate(layout, state, s);
        std::set<std::size_t> blocked, listed;
        for (std::size_t p = 0; p < layout.programs.size(); ++p) {
            if (gate.blocks(p)) blocked.insert(p);
            if (gate.is_told_to_block(p)) listed.insert(p);
        }
        const model::ServerLayout& server = layout.servers[s];
        text += plain::Rules::line_of_server(s, gate.store_runs(), state.get(server.active),
                                             static_cast<Minute>(state.get(server.poll_in)),
                                             static_cast<unsigned>(state.get(server.stage)), blocked, listed);
    }
    return text;
}

/// Plays the model and the reference side by side.
template <class System>
class SideBySide {
public:
    using State = typename System::State;

    SideBySide(const System& system, const plain::Runs& runs) : system_(system), runs_(runs) {}

    /// What they differ in; at most a few.
    [[nodiscard]] std::vector<std::string> differences()
    {
        for (const State& state : system_.initial_states()) meet(0, state, {});
        for (std::size_t k = 0; k < pairs_.size() && said_.size() < 3; ++k) {
            const auto [moment, state, way] = pairs_[k];
            play(moment, state, way);
        }
        return said_;
    }

    [[nodiscard]] std::size_t pairs() const { return pairs_.size(); }
    [[nodiscard]] std::size_t states() const { return states_.size(); }

private:
    struct Pair {
        std::size_t moment = 0;
        State state{};
        std::string way{};  ///< a run that leads here
    };

    static std::string bytes(const State& state)
    {
        return {reinterpret_cast<const char*>(&state), sizeof state};
    }

    void say(const std::string& way, const std::string& what)
    {
        said_.push_back(fmt::format("{}: {}", way, what));
    }

    void meet(std::size_t moment, const State& state, const std::string& way)
    {
        states_.insert(bytes(state));
        if (!met_.insert({moment, bytes(state)}).second) return;
        const std::string mine = seen_in(system_.layout(), state.words.data());
        const std::string theirs = runs_.rules().seen(runs_.moments()[moment].world);
        if (mine != theirs) return say(way, fmt::format("the model sees\n{}but it is\n{}", mine, theirs));
        pairs_.push_back({moment, state, way});
    }

    void play(std::size_t at, const State& state, const std::string& way)
    {
        std::vector<checker::Step<State>> steps, passing;
        system_.for_each_step(state, [&](const checker::Step<State>& step) {
            const bool clock = step.choice.process + 1u == system_.processes().size();
            (clock ? passing : steps).push_back(step);
        });
        const plain::Runs::Moment& moment = runs_.moments()[at];
        if (steps.size() != moment.deeds.size())
            return say(way, fmt::format("{} steps, not {}", steps.size(), moment.deeds.size()));
        for (std::size_t k = 0; k < steps.size(); ++k) play_step(moment, k, steps[k], way);
        play_clock(at, state, passing, way);
    }

    void play_step(const plain::Runs::Moment& moment, std::size_t k, const checker::Step<State>& step,
                   const std::string& way)
    {
        const plain::Deed& deed = moment.deeds[k];
        std::string then = fmt::format("{}{} ({}), ", way, deed.who, k);
        const std::string& name = system_.processes()[step.choice.process].name;
        if (name != deed.who) say(then, fmt::format("the model lets {} move", name));
        for (std::size_t property = 0; property < system_.properties().size(); ++property) {
            const std::string& which = system_.properties()[property].name;
            const bool violated = (step.violated & checker::property_bit(property)) != 0;
            if (violated != deed.violated.contains(which))
                say(then, fmt::format("{} is {}violated", which, violated ? "" : "not "));
        }
        meet(moment.next[k], step.after, then);
    }

    void play_clock(std::size_t at, const State& state, const std::vector<checker::Step<State>>& passing,
                    const std::string& way)
    {
        const plain::Runs::Moment& moment = runs_.moments()[at];
        const bool passes = moment.a_minute_later || moment.is_last;
        if (passes != !passing.empty())
            return say(way, fmt::format("time can{} pass in the model", passes ? "not" : ""));
        bool by_the_minute = false;
        for (const auto& step : passing) {
            const std::uint32_t minutes = system_.duration(state, step.choice);
            by_the_minute = by_the_minute || minutes == 1;
            if (const auto later = minutes_later(at, minutes, way))
                meet(*later, step.after, fmt::format("{}{} min, ", way, minutes));
        }
        if (passes && !moment.deeds.empty() && !by_the_minute) say(way, "no minute can pass by itself");
    }

    /// None behind the last minute.
    std::optional<std::size_t> minutes_later(std::size_t at, std::uint32_t minutes, const std::string& way)
    {
        std::optional<std::size_t> later = at;
        const bool somebody_could = !runs_.moments()[at].deeds.empty();
        for (std::uint32_t k = 0; k < minutes && later; ++k) {
            const plain::Runs::Moment& moment = runs_.moments()[*later];
            if (!moment.a_minute_later && !moment.is_last)
                say(way, fmt::format("{} minutes pass, but {} of them is urgent", minutes, k));
            if (k > 0 && !somebody_could && !moment.deeds.empty())
                say(way, fmt::format("{} minutes pass, but somebody can move after {}", minutes, k));
            later = moment.a_minute_later;
        }
        return later;
    }

    const System& system_;
    const plain::Runs& runs_;
    std::set<std::pair<std::size_t, std::string>> met_;
    std::set<std::string> states_;
    std::vector<Pair> pairs_;
    std::vector<std::string> said_;
};

struct Agreed {
    std::uint64_t systems = 0, pairs = 0, violated = 0, delays = 0;
};

std::string text_of(const std::optional<checker::Delays>& delays)
{
    if (!delays) return "none";
    const auto minutes = [](const auto& value) { return value ? fmt::format("{}", *value) : "none"; };
    return fmt::format("{} to {}{}", minutes(delays->least), minutes(delays->greatest),
                       delays->without_end ? " or never" : "");
}

/// The reference has nothing to say of these: runs without end under fairness, and profiles.
bool is_judged(const checker::Property& property)
{
    return property.kind != checker::PropertyKind::leads_to && property.name != "orphan" &&
           property.name != "stuck";
}

std::vector<std::string> compare_verdicts(const model::Setup& setup, const plain::Runs& runs,
                                          const checker::Result& result, Agreed* agreed)
{
    std::vector<std::string> said;
    const std::vector<checker::Property> properties = properties_of(setup);
    const std::size_t built_in = properties.size() - setup.own_properties.size();
    for (std::size_t k = 0; k < properties.size(); ++k) {
        if (!is_judged(properties[k])) continue;
        const plain::Judgement judged =
            k >= built_in ? judge_own(setup.own_properties[k - built_in], runs, last_minute)
            : properties[k].name == "blocked-connected" ? judge_blocked_connected(setup, runs, last_minute)
                                                        : judge_steps(properties[k].name, runs);
        const bool violated = result.properties[k].verdict == checker::Verdict::violated;
        if (violated != judged.violated)
            said.push_back(fmt::format("{} is {}violated", properties[k].name, violated ? "" : "not "));
        if (text_of(result.properties[k].delays) != text_of(judged.delays))
            said.push_back(fmt::format("{} takes from {}, not {}", properties[k].name,
                                       text_of(result.properties[k].delays), text_of(judged.delays)));
        if (agreed == nullptr) continue;
        agreed->violated += violated ? 1 : 0;
        agreed->delays += judged.delays && judged.delays->least ? 1 : 0;
    }
    return said;
}

/// So that every state has the last answer of each program.
void ask_for_answers(model::Setup& setup)
{
    for (std::size_t p = 0; p < setup.world.programs.size(); ++p) {
        model::OwnProperty asks{.name = fmt::format("asks {}", p)};
        asks.formula = {.kind = model::Formula::Kind::answered, .program = {false, p}};
        asks.formula.answer = model::Answer::timeout;
        setup.own_properties.push_back(std::move(asks));
    }
}

/// What the model and the reference differ in; nothing where the scenario is too large.
std::vector<std::string> differences_on(model::Setup setup, Agreed* agreed = nullptr)
{
    ask_for_answers(setup);
    const plain::Rules rules(setup);
    REQUIRE(rules.why_not().empty());
    auto layout = model::make_layout(setup.world, setup.policy, setup.grain, setup.most_instances,
                                     setup.own_properties, setup.fairness);
    if (!layout) return {layout.error()};
    checker::Options options;
    options.most_states = most_states;
    const checker::Result result = (*model::make_system(setup))->check(options);
    if (result.stop != checker::Stop::complete) return {};
    return with_two_words(std::move(*layout), [&](const auto& system) {
        const plain::Runs runs(rules, last_minute);
        SideBySide side_by_side(system, runs);
        std::vector<std::string> said = side_by_side.differences();
        if (!said.empty()) return said;
        // All of the model's states are met: the last minute was late enough.
        if (side_by_side.states() != result.counts.states)
            return std::vector{fmt::format("{} states, not {}", result.counts.states, side_by_side.states())};
        if (agreed != nullptr) {
            ++agreed->systems;
            agreed->pairs += side_by_side.pairs();
        }
        return compare_verdicts(setup, runs, result, agreed);
    });
}

/// A race at the end of 8.7, and whether whoever is blocked may be connected too late in it, by the
/// reference.
struct Race {
    std::string_view name;
    std::string_view text;
    bool is_too_late = false;
    std::string_view delays{};  ///< of being out
    model::Grain grain = micro;
};

constexpr std::array races{
    Race{"who was checked before the poll slips in and stays, since nothing changes any more",
         R"(
[servers.exchange]
poll = "3m"
[programs.reader]
session = "console"
executable = "reader.exe"
run = ["connect exchange", "request"]
[programs.admin]
session = "remote"
run = [{ call = "edit exchange", processes = "reader.exe", at = "2m" }]
)",
         true, "1 to none or never"},
    Race{"whole calls leave nothing to slip in between",
         R"(
[servers.exchange]
poll = "3m"
[programs.reader]
session = "console"
executable = "reader.exe"
run = ["connect exchange", "request"]
[programs.admin]
session = "remote"
run = [{ call = "edit exchange", processes = "reader.exe", at = "2m" }]
)",
         false, "1 to 1", model::Grain::call},
    Race{"a change and back again between two polls is never seen",
         R"(
[servers.exchange]
poll = "4m"
processes = "reader.exe"
[programs.reader]
session = "console"
executable = "reader.exe"
run = ["connect exchange"]
[programs.admin]
session = "remote"
urgent = true
run = [{ call = "edit exchange", processes = false, at = "1m" }, { call = "edit exchange", processes = "reader.exe", at = "3m" }]
)",
         false, "none to none"},
    Race{"an edit just after a poll is as good as none until the next one",
         R"(
[servers.exchange]
poll = "4m"
first_poll = "1m"
[programs.reader]
session = "console"
executable = "reader.exe"
urgent = true
run = ["connect exchange", { repeat = "forever", steps = ["request", "wait 1m"] }]
[programs.admin]
session = "remote"
run = [{ call = "edit exchange", processes = "reader.exe", within = ["1m", "2m"] }]
)",
         false, "0 to 4"},
    Race{"a restart between edit and poll applies the edit early",
         R"(
[servers.exchange]
poll = "5m"
[programs.reader]
session = "console"
executable = "reader.exe"
run = ["connect exchange", "request"]
[programs.admin]
session = "remote"
run = [{ call = "edit exchange", processes = "reader.exe", at = "1m" }, { call = "restart-store exchange", at = "3m" }]
)",
         true, "2 to none or never"},
    Race{"a fail-over to a node with the old registry loses the block",
         R"(
[servers.exchange]
poll = "3m"
nodes = ["one", "two"]
[programs.reader]
session = "console"
executable = "reader.exe"
run = [{ repeat = "forever", steps = ["connect exchange"] }]
[programs.admin]
session = "remote"
run = [{ call = "edit one", processes = "reader.exe", at = "1m" }, "fail-over two"]
)",
         false, "0 to 2", model::Grain::call},
    Race{"a client that reconnects for ever is out in time all the same",
         R"(
[servers.exchange]
poll = "3m"
[programs.reader]
session = "console"
executable = "reader.exe"
run = [{ repeat = "forever", steps = ["connect exchange", "request"] }]
[programs.admin]
session = "remote"
run = [{ call = "edit exchange", processes = "reader.exe", within = ["0m", "4m"] }]
)",
         false, "0 to 3", model::Grain::call},
    Race{"a renamed executable is another name, and nobody is cut",
         R"(
[servers.exchange]
poll = "3m"
processes = "reader.exe"
[programs.reader]
session = "console"
executable = "mailer.exe"
run = ["connect exchange", "request"]
[programs.old]
session = "console"
executable = "READER.EXE"
run = ["connect exchange"]
)",
         false, "none to none"},
    Race{"a store that is down has no poll, and its clients are out",
         R"(
[servers.exchange]
poll = "3m"
[programs.reader]
session = "console"
executable = "reader.exe"
run = ["connect exchange", "request"]
[programs.admin]
session = "remote"
run = [{ call = "edit exchange", processes = "reader.exe", at = "1m" }, { call = "stop-store exchange", at = "1m" }, { call = "start-store exchange", at = "6m" }]
)",
         false, "0 to 0", model::Grain::call},
};

model::Setup setup_of(const Race& race, model::Grain grain)
{
    const std::string file =
        fmt::format("format = 1\ntitle = \"{}\"\n[accounts.admin]\nsessions = [\"console\", "
                    "\"remote\"]\n{}[mapi]\ngrain = \"{}\"\n",
                    race.name, race.text, grain == micro ? "micro" : "call");
    const auto scenario = scenarios::parse(file, "race.toml");
    INFO((scenario ? "" : scenarios::to_text(scenario.error())));
    REQUIRE(scenario.has_value());
    return scenario->cases.front().setup;
}

TEST_CASE("every race of the domain is what the plain reference says minute by minute")
{
    for (const Race& race : races) {
        INFO(race.name);
        for (const model::Grain grain : {model::Grain::call, micro}) {
            const model::Setup setup = setup_of(race, grain);
            Agreed agreed;
            CHECK(differences_on(setup, &agreed) == std::vector<std::string>{});
            CHECK(agreed.systems == 1);
            if (grain != race.grain) continue;
            const plain::Rules rules(setup);
            const plain::Judgement judged =
                judge_blocked_connected(setup, plain::Runs(rules, last_minute), last_minute);
            CHECK(judged.violated == race.is_too_late);
            CHECK(text_of(judged.delays) == race.delays);
        }
    }
}

TEST_CASE("random scenarios of servers and time are what the plain reference says minute by minute")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 920185);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 100);
    fmt::print("minute by minute: HOLDFAST_SEED={} HOLDFAST_RANDOM={}\n", first, count);
    Agreed agreed;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const model::Setup setup = RandomTimedSetup(seed).draw_plain();
        if (differences_on(setup, &agreed).empty()) continue;
        Shrinking shrinking([](const model::Setup& smaller) { return !differences_on(smaller).empty(); });
        const model::Setup least = shrinking.shrunk(setup);
        const std::string file = fmt::format("difference-{}.toml", seed);
        std::ofstream(file) << as_scenario(least);
        INFO("seed " << seed << ", shrunk and written to " << file << "\n" << as_scenario(least));
        FAIL_CHECK(differences_on(least).front());
    }
    fmt::print("systems {}, pairs {}, violated {}, delays {}\n", agreed.systems, agreed.pairs,
               agreed.violated, agreed.delays);
    if (count < 100) return;
    // They are worth the trouble only if enough happens in them.
    CHECK(agreed.systems * 2 > count);
    CHECK(agreed.violated > agreed.systems);
    CHECK(agreed.delays * 8 > agreed.systems);
}

}  // namespace
}  // namespace holdfast::tests
