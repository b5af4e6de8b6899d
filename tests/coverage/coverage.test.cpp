// The list in model/README.md of what the scenarios exercise. Steps and alternatives are found out by running
// the scenarios, sentences and ways are what their files say. A gap fails the test.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "model/calls/call_words.hpp"
#include "scenarios/format/shows.hpp"
#include "tests/coverage/exceptions.hpp"
#include "tests/coverage/generated.hpp"
#include "tests/coverage/library.hpp"
#include "tests/coverage/observation.hpp"

namespace holdfast::tests {
namespace {

/// Larger cases are left out: what they exercise, smaller ones should too.
constexpr std::uint64_t most_states = 1'000;

/// Beyond these no scenario is looked for that exercises the same.
constexpr std::size_t enough = 3;

/// "ways/w1-kb303221"
std::string short_name(const std::string& path)
{
    const std::size_t from = std::string_view("scenarios/").size();
    return path.substr(from, path.rfind('.') - from);
}

/// By what is exercised: the first scenarios that do, without a repetition.
class Register {
public:
    void note(const std::string& what, const std::string& scenario)
    {
        std::vector<std::string>& names = by_what_[what];
        if (!is_enough(what) && std::ranges::find(names, scenario) == names.end()) names.push_back(scenario);
    }

    [[nodiscard]] bool is_enough(const std::string& what) const { return names(what).size() >= enough; }

    [[nodiscard]] std::vector<std::string> names(const std::string& what) const
    {
        const auto found = by_what_.find(what);
        return found == by_what_.end() ? std::vector<std::string>{} : found->second;
    }

    /// The cell of a table; what nobody exercises is a gap, unless there is a reason for it.
    [[nodiscard]] std::string cell(const std::string& what)
    {
        const auto excepted = std::ranges::find(exceptions, what, &Exception::what);
        const bool has_reason = excepted != exceptions.end();
        const std::vector<std::string> names = this->names(what);
        if (names.empty() && !has_reason) gaps_.push_back(what);
        if (!names.empty() && has_reason) needless_.push_back(what);
        if (names.empty()) return has_reason ? fmt::format("none: {}", excepted->why) : "**none**";
        return fmt::format("{}", fmt::join(names, ", "));
    }

    [[nodiscard]] const std::vector<std::string>& gaps() const { return gaps_; }
    [[nodiscard]] const std::vector<std::string>& needless() const { return needless_; }

private:
    std::map<std::string, std::vector<std::string>> by_what_;
    std::vector<std::string> gaps_;
    std::vector<std::string> needless_;
};

std::string name_of_step(const Taken& taken)
{
    return fmt::format("{}, step {}", model::words_of(taken.first).name, taken.second + 1);
}

std::string_view name_of_event(model::Event::Kind kind)
{
    switch (kind) {
    case model::Event::Kind::disconnect: return "disconnect";
    case model::Event::Kind::reconnect: return "reconnect";
    case model::Event::Kind::log_off: return "log off";
    case model::Event::Kind::log_on: return "log on";
    case model::Event::Kind::unload_hive: return "unload hive";
    case model::Event::Kind::reboot: return "reboot";
    }
    return "?";
}

std::string name_of(const Happened& happened)
{
    switch (happened.kind) {
    case Happened::Kind::crash: return "crash";
    case Happened::Kind::restart: return "restart";
    case Happened::Kind::leave_when_asked: return "leave when asked";
    case Happened::Kind::clean_up: return "clean-up timer";
    case Happened::Kind::poll: return "poll";
    case Happened::Kind::clock: return "time passes";
    case Happened::Kind::event: break;
    }
    return fmt::format("event: {}", name_of_event(happened.event));
}

std::string name_of(const model::Switch& which, std::size_t alternative)
{
    return fmt::format("{} = {}", which.name, which.alternatives[alternative].name);
}

std::string broken(const std::string& property) { return property + ", broken"; }
std::string kept(const std::string& property) { return property + ", kept"; }

/// The case's text again, with one switch set otherwise: name-compare decides how the text is read.
class Reread {
public:
    Reread(const scenarios::Scenario& scenario, const scenarios::Case& one) : scenario_(scenario), one_(one)
    {
    }

    /// Nothing where the file cannot be read so.
    [[nodiscard]] std::optional<model::Setup> with(const model::Switch& which, std::size_t alternative) const
    {
        std::string text = content_of_file() + "\n[cases.\"read again\"]\n";
        text += fmt::format("policy = \"{}\"\n", one_.policy_name);
        text += one_.setup.grain == model::Grain::micro ? "grain = \"micro\"\n" : "grain = \"call\"\n";
        text += "assume = { ";
        for (const model::Switch& each : model::switches()) {
            const bool changed = &each == &which;
            const std::size_t chosen = changed ? alternative : each.get(one_.setup.policy);
            text += fmt::format("{}{} = \"{}\"", &each == &model::switches().front() ? "" : ", ", each.name,
                                each.alternatives[chosen].name);
        }
        const auto scenario = scenarios::parse(text + " }\n", scenario_.path);
        if (!scenario) return std::nullopt;
        model::Setup setup = scenario->cases.back().setup;
        setup.most_instances = one_.setup.most_instances;
        return setup;
    }

private:
    [[nodiscard]] std::string content_of_file() const
    {
        std::ifstream file(HOLDFAST_SOURCE_DIR "/" + scenario_.path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    const scenarios::Scenario& scenario_;
    const scenarios::Case& one_;
};

/// Runs the small cases of the library and writes down what they exercise.
class Survey {
public:
    Survey()
    {
        for (const scenarios::Scenario& scenario : library()) {
            for (const std::string& letter : scenario.shows)
                register_.note(letter, short_name(scenario.path));
            for (const scenarios::Case& each : scenario.cases) look_at(scenario, each);
        }
    }

    Register& found() { return register_; }

private:
    void look_at(const scenarios::Scenario& scenario, const scenarios::Case& each)
    {
        const auto seen = observe(each.setup, most_states);
        if (!seen) return;
        const std::string name = short_name(scenario.path);
        note_verdicts(each.setup, name);
        for (const Taken& taken : seen->deeds.steps) register_.note(name_of_step(taken), name);
        for (const Happened& happened : seen->deeds.happened) register_.note(name_of(happened), name);
        for (const model::Switch& which : model::switches()) {
            const std::string chosen = name_of(which, which.get(each.setup.policy));
            if (!register_.is_enough(chosen) && matters(scenario, each, which, *seen))
                register_.note(chosen, name);
        }
    }

    /// A property is kept where it had something to judge.
    void note_verdicts(const model::Setup& setup, const std::string& name)
    {
        const auto system = model::make_system(setup);
        const checker::Result result = (*system)->check({});
        for (std::size_t k = 0; k < result.properties.size(); ++k) {
            const checker::PropertyResult& each = result.properties[k];
            const std::string property = (*system)->properties()[k].name;
            if (each.verdict == checker::Verdict::violated) register_.note(broken(property), name);
            else if (each.verdict == checker::Verdict::holds && each.triggers > 0)
                register_.note(kept(property), name);
        }
    }

    /// Whether another alternative of just this switch changes anything.
    static bool matters(const scenarios::Scenario& scenario, const scenarios::Case& each,
                        const model::Switch& which, const Observation& seen)
    {
        const bool read_again = which.name == "name-compare";
        const std::size_t chosen = which.get(each.setup.policy);
        if (read_again && !Reread(scenario, each).with(which, chosen)) return false;
        for (std::size_t other = 0; other < which.alternatives.size(); ++other) {
            model::Setup setup = each.setup;
            which.set(setup.policy, other);
            if (other == chosen || model::contradiction(setup.policy)) continue;
            if (read_again) {
                const auto otherwise = Reread(scenario, each).with(which, other);
                if (!otherwise) return true;
                setup = *otherwise;
            }
            if (!looks_like(setup, seen)) return true;
        }
        return false;
    }

    Register register_;
};

std::string shown(Register& found, char letter)
{
    std::string text;
    for (const scenarios::Showable& each : scenarios::showables()) {
        if (each.letter.front() != letter) continue;
        text += fmt::format("| {} | {} | {} |\n", each.letter, each.meaning,
                            found.cell(std::string(each.letter)));
    }
    return text;
}

/// What may be shown and need not.
std::string shown_by_the_way(Register& found)
{
    std::string text;
    for (const scenarios::Showable& each : scenarios::showables()) {
        const std::vector<std::string> names = found.names(std::string(each.letter));
        const bool optional = each.letter.front() == 'C' || each.letter.front() == 'S';
        if (optional && !names.empty())
            text += fmt::format("| {} | {} | {} |\n", each.letter, each.meaning, fmt::join(names, ", "));
    }
    return text;
}

std::string steps(Register& found)
{
    std::string text;
    for (const model::CallKindWords& call : model::all_call_words()) {
        for (std::size_t k = 0; k < call.steps.size(); ++k) {
            const model::AtomicStepWords& step = call.steps[k];
            const Taken taken{call.kind, static_cast<std::uint8_t>(k)};
            text += fmt::format("| {} | {} | {} | {} |\n", call.name, step.letter,
                                model::Vocabulary{}.say(step.deed), found.cell(name_of_step(taken)));
        }
    }
    return text;
}

std::string happenings(Register& found)
{
    std::string text;
    const auto add = [&](const Happened& each) {
        text += fmt::format("| {} | {} |\n", name_of(each), found.cell(name_of(each)));
    };
    for (const auto kind : {Happened::Kind::crash, Happened::Kind::restart, Happened::Kind::leave_when_asked,
                            Happened::Kind::clean_up, Happened::Kind::poll, Happened::Kind::clock})
        add({kind, {}});
    using Event = model::Event::Kind;
    for (const auto kind : {Event::disconnect, Event::reconnect, Event::log_off, Event::log_on,
                            Event::unload_hive, Event::reboot})
        add({Happened::Kind::event, kind});
    return text;
}

std::string alternatives(Register& found)
{
    std::string text;
    for (const model::Switch& which : model::switches()) {
        for (std::size_t k = 0; k < which.alternatives.size(); ++k) {
            text += fmt::format("| {} | {} | {} | {} |\n", which.assumption, which.name,
                                which.alternatives[k].name, found.cell(name_of(which, k)));
        }
    }
    return text;
}

std::string properties(Register& found)
{
    std::string text;
    for (const auto* const some : {&model::built_in_properties(), &model::properties_of_time()}) {
        for (const checker::Property& each : *some) {
            text += fmt::format("| {} | {} | {} |\n", each.name, found.cell(broken(each.name)),
                                found.cell(kept(each.name)));
        }
    }
    return text;
}

std::string table(const std::string& heading, const std::string& columns, const std::string& rows)
{
    const auto count = static_cast<std::size_t>(std::ranges::count(columns, '|')) - 1;
    std::string line = "|";
    for (std::size_t k = 0; k < count; ++k) line += " --- |";
    return fmt::format("\n### {}\n\n{}\n{}\n{}", heading, columns, line, rows);
}

std::string coverage(Register& found)
{
    std::string text = fmt::format(
        "Of each the first {} scenarios, in the order of their paths; cases of more than {} states are "
        "not looked at.\n",
        enough, most_states);
    text += table("The sentences of KB 303221", "| | sentence | shown by |", shown(found, 'T'));
    text += table("The ways in which a profile in use is purged", "| | way | shown by |", shown(found, 'W'));
    text += table("What must hold", "| | what | shown by |", shown(found, 'P'));
    text += table("What must hold of client blocking", "| | what | shown by |", shown(found, 'B'));
    text += table("The races of client blocking", "| | race | shown by |", shown(found, 'R'));
    text += table("Contradictions of the sources, and siblings of the fault", "| | what | shown by |",
                  shown_by_the_way(found));
    text +=
        table("Properties", "| property | broken by | kept, and put to the test, by |", properties(found));
    text += table("Atomic steps", "| call | letter | step | really taken in |", steps(found));
    text += table("What happens to programs", "| what | really happens in |", happenings(found));
    text += table("Alternatives", "| | switch | alternative | told apart from another alternative by |",
                  alternatives(found));
    return text;
}

bool violates_something(const scenarios::Scenario& scenario)
{
    return std::ranges::any_of(scenario.cases, [](const scenarios::Case& each) {
        return std::ranges::any_of(each.properties, [](const scenarios::PropertyExpectation& expected) {
            return !expected.any && expected.verdict == checker::Verdict::violated;
        });
    });
}

}  // namespace

TEST_CASE("every sentence, way, step and alternative is exercised, and the list of it is up to date")
{
    Survey survey;
    const std::string text = coverage(survey.found());
    require_generated("model/README.md", "coverage", text);
    INFO("no scenario exercises these: add one, or say in tests/coverage/exceptions.hpp why there cannot be "
         "one\n  "
         << fmt::format("{}", fmt::join(survey.found().gaps(), "\n  ")));
    CHECK(survey.found().gaps().empty());
    INFO("tests/coverage/exceptions.hpp excuses what is exercised after all: "
         << fmt::format("{}", fmt::join(survey.found().needless(), ", ")));
    CHECK(survey.found().needless().empty());
}

TEST_CASE("an exception names something that the list of coverage has")
{
    for (const Exception& each : exceptions) {
        INFO(each.what);
        bool known = std::ranges::any_of(scenarios::showables(), [&](const scenarios::Showable& shown) {
            return shown.letter == each.what;
        });
        for (const model::Switch& which : model::switches()) {
            for (std::size_t k = 0; k < which.alternatives.size(); ++k)
                known = known || name_of(which, k) == each.what;
        }
        for (const model::CallKindWords& call : model::all_call_words()) {
            for (std::size_t k = 0; k < call.steps.size(); ++k)
                known = known || name_of_step({call.kind, static_cast<std::uint8_t>(k)}) == each.what;
        }
        CHECK(known);
        CHECK_FALSE(each.why.empty());
    }
}

TEST_CASE("a scenario that shows a way has a case in which something breaks")
{
    for (const scenarios::Scenario& scenario : library()) {
        INFO(scenario.path);
        const bool shows_a_way = std::ranges::any_of(
            scenario.shows, [](const std::string& letter) { return letter.front() == 'W'; });
        CHECK((!shows_a_way || violates_something(scenario)));
    }
}

}  // namespace holdfast::tests
