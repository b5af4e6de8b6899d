#include "reports/cli/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "reports/cli/command_words.hpp"
#include "reports/cli/verbs.hpp"
#include "reports/display_width.hpp"
#include "reports/layout.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantities.hpp"

namespace holdfast::reports::cli {

namespace {

constexpr const char* what_it_is =
    "Holdfast runs every interleaving of programs that create, log on to, delete and log off MAPI\n"
    "profiles in Terminal Services sessions, says whether a profile in use is ever purged, and shows\n"
    "the shortest run in which it is.\n";

constexpr const char* exit_codes =
    "Exit codes:\n"
    "  0    every expectation of every scenario is met\n"
    "  1    some is not; with --strict, or something can no longer fail\n"
    "  2    the command line or a scenario is wrong, or what was asked for cannot be written\n"
    "  3    inconclusive: a limit ended a search before something expected was found out\n"
    "  4    a fault of the program itself\n"
    "  130  interrupted: a first Ctrl-C ends the search with the level that it is in and reports what\n"
    "       was found so far; a second one ends the program at once, without a report\n"
    "Where several apply: the first of 130, 4, 2, 1, 3.";

constexpr const char* main_examples =
    "Examples:\n"
    "  holdfast check scenarios            check every scenario under a folder\n"
    "  holdfast check my.toml              check one, with the trace of every violation\n"
    "  holdfast replay my.toml 1:0,0,1     repeat a run, with the whole state at each step\n"
    "  holdfast new mine                   write a scenario to start from\n"
    "  holdfast list policies              the policies and the assumptions they are made of\n"
    "  holdfast check --help               the options of a verb\n\n";

constexpr const char* check_notes =
    "Examples:\n"
    "  holdfast check scenarios\n"
    "  holdfast check scenarios/ways my.toml --report json=report.json\n"
    "  holdfast check scenarios --report junit=junit.xml --report markdown=comment.md\n"
    "  holdfast check my.toml --report itf=traces/\n"
    "  holdfast check my.toml --case mended --states 1000000 --memory 2GB --time 60\n"
    "  holdfast check scenarios --strict   as a gate: what can no longer fail is a failure, too\n"
    "  holdfast check scenarios --baseline known.toml --jobs 4 --fail-fast\n"
    "  holdfast check scenarios --tag first --property 'in-use-*' --time-limit 600\n"
    "  holdfast check scenarios --no-times > before.txt\n\n"
    "A scenario with errors does not keep the others from being checked. Limits come on top of those\n"
    "that a scenario states: the smaller wins, and each but --time-limit holds for every case by itself.\n"
    "Of several files each has one line and what is not as expected; of one, each case has its own.\n"
    "A report to - has standard output to itself. NO_COLOR is respected.\n\n";

constexpr const char* replay_notes =
    "Examples:\n"
    "  holdfast replay my.toml 1:0,0,0,1 --case as-described\n"
    "  holdfast replay my.toml 1:          just the start\n\n"
    "A schedule is its version, a colon, and one choice per step: the number of the program, and\n"
    ".ALTERNATIVE where it has several steps to choose from. Behind a slash stands what is repeated\n"
    "for ever; nothing, where the run stays as it is. `check` prints one for every violation.\n"
    "Rows marked with * changed in that step.";

constexpr const char* graph_notes =
    "Examples:\n"
    "  holdfast graph my.toml | dot -Tsvg > graph.svg\n"
    "  holdfast graph my.toml --case as-described --around in-use-purge --output graph.dot\n"
    "  holdfast graph my.toml --around 1:0,0,0,1 --within 2\n"
    "  holdfast graph my.toml --format aut --output before.aut\n\n"
    "The graph has every state and every step that the case has, with nothing reduced; where it is cut\n"
    "off, it says so. States are numbered breadth first.\n"
    "Around a run it has the states of the run and those that can be reached from them in a few steps.\n"
    "dot is for Graphviz: a state shows what is new in it, and the whole state when you point at it;\n"
    "what violates a property is red and says so. aut is the format of Aldebaran, which mCRL2, CADP and\n"
    "LTSmin read; a file of it that is cut off gives exit code 3.";

constexpr const char* simulate_notes =
    "Examples:\n"
    "  holdfast simulate my.toml --seed 7\n"
    "  holdfast simulate my.toml --case mended --runs 1000\n\n"
    "In each state a program that can move is drawn, then one of its steps. A run ends where no program can\n"
    "move. The same seed gives the same run on every machine; the runs of --runs have the seeds from\n"
    "--seed on, one each. A random run proves nothing: `check` looks at all of them.\n"
    "Exit code 1: a property is violated that the case expects to hold.\n\n";

constexpr const char* new_notes =
    "Examples:\n"
    "  holdfast new mine                 writes mine.toml\n"
    "  holdfast new mine --blocking      the same about client blocking\n"
    "  holdfast new - > mine.toml\n\n"
    "A file that is there is never replaced. What is written is as expected right\n"
    "away; change a step and see what `holdfast check` says.";

constexpr const char* format_notes =
    "Examples:\n"
    "  holdfast format my.toml\n"
    "  holdfast format scenarios --check\n"
    "  holdfast format - < my.toml\n\n"
    "Only blanks, lines and alignment change: what a file says, in which order, how its strings are quoted\n"
    "and every comment stay. A file with errors stays as it is. Files that were changed are named.\n"
    "Exit code 1: with --check, some file is not in canonical form.\n\n";

constexpr const char* completion_notes = "Examples:\n"
                                         "  source <(holdfast completion bash)\n"
                                         "  source <(holdfast completion zsh)\n"
                                         "  holdfast completion fish | source";

constexpr const char* man_notes = "Example:\n"
                                  "  holdfast man | man -l -";

constexpr const char* list_notes = "Examples:\n"
                                   "  holdfast list\n"
                                   "  holdfast list policies";

std::vector<std::string> strings_of(std::span<const std::string_view> names)
{
    return {names.begin(), names.end()};
}

const std::vector<std::string>& verbs()
{
    static const std::vector<std::string> names{"check",  "replay", "graph", "simulate",   "new",
                                                "format", "list",   "bench", "completion", "man"};
    return names;
}

/// "'chek' is no verb; did you mean 'check'?"
std::string unknown(std::string_view word, const char* what, const std::vector<std::string>& known)
{
    const std::string advice = scenarios::did_you_mean(word, known);
    return fmt::format("'{}' is no {}; {}", printable(word), what,
                       advice.empty() ? "there is " + scenarios::listed(known) : printable(advice));
}

/// The name of a check tells completions what the option takes.
constexpr std::string_view takes_words = "one of:\n";

std::string words_name(const std::vector<std::string>& known)
{
    return fmt::format("{}{}", takes_words, fmt::join(known, "\n"));
}

/// A check for an option that takes one of a few words.
CLI::Validator one_of(const char* what, std::vector<std::string> known)
{
    const std::string name = words_name(known);
    const auto check = [what, known = std::move(known)](const std::string& word) {
        const bool found = std::find(known.begin(), known.end(), word) != known.end();
        return found ? std::string() : unknown(word, what, known);
    };
    return {check, "", name};
}

/// A check for an option that takes a count.
CLI::Validator whole_number(std::uint64_t least)
{
    const auto check = [least](const std::string& text) {
        std::uint64_t number = 0;
        const char* const end = text.data() + text.size();
        const auto [read, error] = std::from_chars(text.data(), end, number);
        if (error == std::errc::result_out_of_range) return fmt::format("'{}' is too large", printable(text));
        const bool good = error == std::errc{} && read == end && number >= least;
        return good ? std::string()
                    : fmt::format("'{}' is no whole number from {} on", printable(text), least);
    };
    return {check, ""};
}

CLI::Validator seconds_above_0()
{
    const auto check = [](const std::string& text) {
        double seconds = 0;
        const char* const end = text.data() + text.size();
        const auto [read, error] = std::from_chars(text.data(), end, seconds);
        const bool good = error == std::errc{} && read == end && std::isfinite(seconds) && seconds > 0;
        return good ? std::string()
                    : fmt::format("'{}' is no number of seconds above 0, such as 60 or 0.5", printable(text));
    };
    return {check, ""};
}

/// Turns a size into bytes. The units are those of [limits] in a scenario.
CLI::Validator size_in_bytes()
{
    const auto change = [](std::string& text) {
        const auto bytes = scenarios::memory_in(text);
        if (!bytes) return bytes.error();
        text = fmt::format("{}", *bytes);
        return std::string();
    };
    CLI::Validator validator;
    validator.description("").operation(change);
    return validator;
}

std::vector<std::string> format_names(const char* behind = "")
{
    std::vector<std::string> names;
    for (const Format& one : formats()) names.push_back(std::string(one.name) + behind);
    return names;
}

/// The formats by name, in lines as short as those round them.
std::string report_help()
{
    constexpr std::size_t width = 56;
    const std::string words = fmt::format("Write a report too (FORMAT: {}; FILE - is standard output); may "
                                          "be repeated; all are written of one search",
                                          fmt::join(format_names(), ", "));
    std::string text = joined(wrap(words, width));
    text.pop_back();
    return text;
}

/// FORMAT=FILE; what is wrong with it, or nothing.
std::string check_wish(const std::string& text)
{
    const std::size_t equals = text.find('=');
    const std::string format = text.substr(0, equals);
    if (find_format(format) == nullptr) return unknown(format, "format of a report", format_names());
    if (equals == std::string::npos || equals + 1 == text.size()) {
        return fmt::format("'{}' names no file; write {}=FILE", printable(text), format);
    }
    return "";
}

Wish to_wish(const std::string& text)
{
    const std::size_t equals = text.find('=');
    return {find_format(text.substr(0, equals)), text.substr(equals + 1)};
}

TracesShown to_traces(const std::string& word)
{
    if (word == "all") return TracesShown::all;
    return word == "none" ? TracesShown::none : TracesShown::unexpected;
}

checker::Verdict to_verdict(const std::string& word)
{
    if (word == "holds") return checker::Verdict::holds;
    return word == "violated" ? checker::Verdict::violated : checker::Verdict::inconclusive;
}

Colour to_colour(const std::string& word)
{
    if (word == "always") return Colour::always;
    return word == "never" ? Colour::never : Colour::automatic;
}

/// The options of all verbs, and the words that are turned into values afterwards.
class CommandLine {
public:
    CommandLine()
    {
        app_.description(what_it_is);
        app_.footer(std::string(main_examples) + exit_codes);
        app_.set_version_flag("--version", "holdfast " HOLDFAST_VERSION, "Print the version and leave");
        app_.set_help_flag("-h,--help", "Print this help and leave");
        app_.require_subcommand(1);
        app_.get_formatter()->label("SUBCOMMAND", "VERB");
        app_.get_formatter()->label("Positionals", "Arguments");
        app_.get_formatter()->label("REQUIRED", "");
        app_.get_formatter()->column_width(28);
        add_check();
        add_replay();
        add_graph();
        add_simulate();
        add_new();
        add_format();
        add_list();
        add_bench();
        add_completion();
        add_man();
    }

    [[nodiscard]] tl::expected<Request, Farewell> read(int argc, const char* const* argv)
    {
        if (const auto wrong_verb = check_verb(argc, argv)) return tl::make_unexpected(*wrong_verb);
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ExtrasError&) {
            return tl::make_unexpected(refuse(unexpected_argument()));
        } catch (const CLI::Success& asked) {  // --help and --version
            std::ostringstream text;
            app_.exit(asked, text, text);
            return tl::make_unexpected(Farewell{ExitCode::met, text.str()});
        } catch (const CLI::ParseError& error) {
            return tl::make_unexpected(refuse(error.what()));
        }
        return request();
    }

    /// What the options are called and mean, as they are.
    [[nodiscard]] ProgramWords words()
    {
        ProgramWords words;
        words.version = HOLDFAST_VERSION;
        words.meaning = what_it_is;
        words.options = option_words(app_);
        words.notes = main_examples;
        words.exit_codes = exit_codes;
        for (CLI::App* verb : app_.get_subcommands({})) words.verbs.push_back(verb_words(*verb));
        return words;
    }

private:
    static VerbWords verb_words(CLI::App& verb)
    {
        VerbWords words{verb.get_name(), verb.get_description(), {}, option_words(verb), verb.get_footer()};
        for (CLI::Option* option : verb.get_options()) {
            if (option->nonpositional()) continue;
            const std::string name = option->get_name();
            words.arguments.push_back({name, in_one_line(option->get_description()), choices_of(*option),
                                       name == "PATH" || name == "FILE", option->get_required(),
                                       option->get_expected_max() > 1});
        }
        if (const std::size_t codes = words.notes.find(exit_codes); codes != std::string::npos)
            words.notes.resize(codes);
        return words;
    }

    static std::vector<OptionWords> option_words(CLI::App& app)
    {
        std::vector<OptionWords> all;
        for (CLI::Option* option : app.get_options()) {
            if (!option->nonpositional()) continue;
            OptionWords words;
            for (const std::string& name : option->get_lnames()) words.names.push_back("--" + name);
            for (const std::string& name : option->get_snames()) words.names.push_back("-" + name);
            if (option->get_type_size_max() > 0) words.argument = option->get_type_name();
            words.meaning = in_one_line(option->get_description());
            words.choices = choices_of(*option);
            words.takes_files = words.argument == "FILE";
            all.push_back(std::move(words));
        }
        return all;
    }

    static std::string in_one_line(std::string text)
    {
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    }

    /// The words of `one_of`, if that is what the option is checked by.
    static std::vector<std::string> choices_of(CLI::Option& option)
    {
        std::vector<std::string> choices;
        try {
            const std::string name = option.get_validator(0)->get_name();
            if (!name.starts_with(takes_words)) return choices;
            std::istringstream words(name.substr(takes_words.size()));
            for (std::string word; std::getline(words, word);) choices.push_back(word);
        } catch (const CLI::OptionNotFound&) {
            // It has no check at all.
        }
        return choices;
    }

    CLI::App* add_verb(const std::string& name, const std::string& meaning)
    {
        CLI::App* const verb = app_.add_subcommand(name, meaning);
        verb->group("Verbs");
        return verb;
    }

    void add_check()
    {
        check_ = add_verb("check", "Check scenarios and report what they come to");
        check_
            ->add_option("PATH", check_request_.paths,
                         "Scenario files, and folders that are searched for *.toml")
            ->required()
            ->type_name("");
        add_choice();
        check_->add_option("--report", wishes_, report_help())
            ->type_name("FORMAT=FILE")
            ->allow_extra_args(false)
            ->check(CLI::Validator(check_wish, "", words_name(format_names("="))));
        check_
            ->add_option("--traces", traces_,
                         "Which traces to print: all (default for a single\n"
                         "scenario), unexpected (default otherwise), none")
            ->type_name("WHICH")
            ->check(one_of("choice of traces", {"all", "unexpected", "none"}));
        add_limits();
        add_run();
        add_gate();
        check_->add_flag("--stop-at-first", check_request_.stop_at_first,
                         "Stop a case behind the first violation found");
        check_->add_flag("--strict", check_request_.strict,
                         "Take warnings for failures: steps that no run takes,\n"
                         "properties that have nothing to judge");
        check_->add_flag("--distrust", check_request_.distrust,
                         "Verify the model's own duties on the way, at about\n"
                         "twice the time");
        check_->add_flag("--audit", check_request_.audit,
                         "Search the first levels of each case with and without\n"
                         "each reduction, and compare all that is found");
        check_->add_flag("--statistics", check_request_.statistics,
                         "Say what each search took, with what it means");
        add_search(*check_, check_request_);
        check_->add_flag("--no-times", no_times_,
                         "Leave out the line with times, so that two runs\n"
                         "print the same bytes");
        add_colour(*check_);
        check_->footer(std::string(check_notes) + exit_codes);
    }

    /// What changes how a search is made, and nothing that it finds.
    template <class Searching>
    void add_search(CLI::App& verb, Searching& request)
    {
        verb.add_option("--threads", request.threads, "Search with so many threads (default: one a core)")
            ->type_name("N")
            ->check(CLI::Range(1, 1024).description(""));
        verb.add_flag_callback(
            "--no-sleep-sets", [&request] { request.sleep_sets = false; },
            "Follow every step, also where its end is known");
        verb.add_flag_callback(
            "--no-symmetry", [&request] { request.symmetry = false; },
            "Tell programs and profiles apart that are alike");
    }

    void add_bench()
    {
        bench_ = add_verb("bench", "Measure the search, and sign all that it counts");
        bench_
            ->add_option("PATH", bench_request_.paths,
                         "Scenario files, and folders that are searched for *.toml")
            ->required()
            ->type_name("");
        add_search(*bench_, bench_request_);
        bench_->add_flag("--memory-limit", bench_request_.memory_limit,
                         "Measure how fast this machine's memory takes states\n"
                         "at random, and compare");
        bench_->add_flag("--signature", bench_request_.signature_only,
                         "Print the signature and nothing else");
        bench_->footer(exit_codes);
    }

    void add_limits()
    {
        check_->add_option("--states", check_request_.states, "Store at most so many states")
            ->type_name("N")
            ->check(whole_number(1));
        check_->add_option("--depth", check_request_.depth, "Follow no run beyond so many steps")
            ->type_name("N")
            ->check(whole_number(0));
        check_
            ->add_option("--memory", check_request_.memory_bytes,
                         "Stay below so much, such as 500MB or 4GiB; 34MB of\n"
                         "it are for the program itself")
            ->type_name("SIZE")
            ->transform(size_in_bytes());
        check_->add_option("--time", check_request_.seconds, "Search each case at most so long")
            ->type_name("SECONDS")
            ->check(seconds_above_0());
        check_
            ->add_option("--time-limit", check_request_.whole_seconds,
                         "Search at most so long in all; each case may take its\n"
                         "part of what the others leave")
            ->type_name("SECONDS")
            ->check(seconds_above_0());
    }

    /// Which cases, and which of their results.
    void add_choice()
    {
        const auto add = [&](const char* option, std::vector<std::string>& patterns, const char* type,
                             const char* meaning) {
            check_->add_option(option, patterns, meaning)->type_name(type)->allow_extra_args(false);
        };
        add("--name", check_request_.choice.names, "GLOB",
            "Check only scenarios of this name: the path, the file,\n"
            "or the file without .toml; * and ? stand for any");
        add("--case", check_request_.choice.cases, "GLOB", "Check only the cases of this name");
        add("--tag", check_request_.choice.tags, "GLOB", "Check only scenarios with this tag");
        add("--property", check_request_.choice.properties, "GLOB",
            "Judge only these properties, and no counts; each of\n"
            "these four may be repeated");
        check_
            ->add_option("--verdict", verdict_,
                         "Print only cases with a property of this verdict: holds,\n"
                         "violated, inconclusive; all are checked")
            ->type_name("VERDICT")
            ->check(one_of("verdict", {"holds", "violated", "inconclusive"}));
    }

    /// What is known and accepted, and how much is said of the rest.
    void add_gate()
    {
        CLI::Option* const baseline =
            check_
                ->add_option("--baseline", check_request_.baseline,
                             "What is known and accepted: it is told apart and does\n"
                             "not fail the check")
                ->type_name("FILE");
        check_
            ->add_flag("--update-baseline", check_request_.update_baseline,
                       "Write that file anew, with what this run has found")
            ->needs(baseline);
        CLI::Option* const quiet =
            check_->add_flag("-q,--quiet", quiet_, "Print only what is not as expected, in a few lines");
        check_->add_flag("-v,--verbose", verbose_, "Print a line for each property of each case")
            ->excludes(quiet);
    }

    /// How a run over many cases goes.
    void add_run()
    {
        check_
            ->add_option("-j,--jobs", check_request_.jobs,
                         "Check so many cases side by side (default: 1), with as\n"
                         "many threads each as that leaves")
            ->type_name("N")
            ->check(CLI::Range(1, 1024).description(""));
        check_->add_flag("--fail-fast", check_request_.fail_fast,
                         "Stop behind the first case that is not as expected");
    }

    void add_replay()
    {
        replay_ = add_verb("replay", "Repeat a run step by step, with the whole state at each step");
        replay_->add_option("FILE", replay_request_.file, "A scenario file")->required()->type_name("");
        replay_->add_option("SCHEDULE", replay_request_.schedule, "The run, such as 1:0,0,1.2")
            ->required()
            ->type_name("");
        add_case(*replay_, replay_request_.case_name);
        add_colour(*replay_);
        replay_->footer(replay_notes);
    }

    void add_graph()
    {
        graph_ = add_verb("graph", "Write the states and steps of a case, to draw or to compare them");
        graph_->add_option("FILE", graph_request_.file, "A scenario file")->required()->type_name("");
        add_case(*graph_, graph_request_.case_name);
        graph_->add_option("--format", graph_format_, "dot (default) or aut")
            ->type_name("FORMAT")
            ->check(one_of("format of a graph", {"dot", "aut"}));
        graph_
            ->add_option("--states", graph_request_.states,
                         "At most so many states (default: 250 in dot, 100000\n"
                         "in aut)")
            ->type_name("N")
            ->check(whole_number(1));
        graph_
            ->add_option("--around", graph_request_.around,
                         "Only what is near a run: a schedule such as 1:0,0,1,\n"
                         "or the name of a property, for its trace")
            ->type_name("RUN");
        graph_
            ->add_option("--within", graph_request_.within,
                         "How many steps from that run it goes (default: 1)")
            ->type_name("N")
            ->check(whole_number(0));
        graph_->add_option("--output", graph_request_.output, "Write to a file and not to standard output")
            ->type_name("FILE");
        graph_->footer(graph_notes);
    }

    void add_simulate()
    {
        simulate_ = add_verb("simulate", "Tell a random run of a case, or count what many of them come to");
        simulate_->add_option("FILE", simulate_request_.file, "A scenario file")->required()->type_name("");
        add_case(*simulate_, simulate_request_.case_name);
        simulate_->add_option("--seed", simulate_request_.seed, "What the run is drawn from (default: 1)")
            ->type_name("N")
            ->check(whole_number(0));
        simulate_
            ->add_option("--runs", simulate_request_.runs,
                         "Statistics of so many runs instead of the story of\n"
                         "one")
            ->type_name("N")
            ->check(whole_number(1));
        simulate_
            ->add_option("--steps", simulate_request_.steps, "Stop a run behind so many steps (default: 100)")
            ->type_name("N")
            ->check(whole_number(0));
        add_colour(*simulate_);
        simulate_->footer(std::string(simulate_notes) + exit_codes);
    }

    void add_new()
    {
        new_ = add_verb("new", "Write a scenario to start from");
        new_->add_option("NAME", new_request_.name, "The scenario; .toml is added; - prints it")
            ->required()
            ->type_name("");
        new_->add_flag("--blocking", new_request_.blocking,
                       "One about client blocking, with a server and time");
        new_->footer(new_notes);
    }

    void add_format()
    {
        format_ = add_verb("format", "Lay scenario files out in their canonical form");
        format_
            ->add_option("PATH", format_request_.paths,
                         "Scenario files, and folders that are searched for *.toml;\n"
                         "- is standard input")
            ->required()
            ->type_name("");
        format_->add_flag("--check", format_request_.check,
                          "Name the files that would change, and change nothing");
        format_->footer(std::string(format_notes) + exit_codes);
    }

    void add_completion()
    {
        completion_ = add_verb("completion", "Print the completions of a shell");
        completion_->add_option("SHELL", completion_request_.shell, "bash, zsh or fish")
            ->required()
            ->type_name("")
            ->check(one_of("shell with completions", shells));
        completion_->footer(completion_notes);
    }

    void add_man()
    {
        man_ = add_verb("man", "Print the manual");
        man_->footer(man_notes);
    }

    /// For verbs that work on one case.
    static void add_case(CLI::App& verb, std::optional<std::string>& name)
    {
        verb.add_option("--case", name, "The case; may be left out where the file has one")
            ->type_name("NAME");
    }

    void add_list()
    {
        list_ = add_verb("list", "List steps, policies, properties, formulas, words, formats");
        list_
            ->add_option("TOPIC", list_request_.topics,
                         "steps, policies, properties, formulas, words or formats; all of\n"
                         "them if none is named")
            ->type_name("")
            ->check(one_of("topic", strings_of(list_topics())));
        add_colour(*list_);
        list_->footer(list_notes);
    }

    void add_colour(CLI::App& verb)
    {
        verb.add_option("--colour,--color", colour_, "auto (default: on a terminal), always, never")
            ->type_name("WHEN")
            ->check(one_of("choice of colour", {"auto", "always", "never"}));
    }

    [[nodiscard]] std::optional<Farewell> check_verb(int argc, const char* const* argv) const
    {
        if (argc < 2) return Farewell{ExitCode::wrong_input, app_.help()};
        const std::string word = argv[1];
        if (word.starts_with('-') || std::find(verbs().begin(), verbs().end(), word) != verbs().end())
            return std::nullopt;
        return refuse(unknown(word, "verb", verbs()));
    }

    [[nodiscard]] const CLI::App& used() const
    {
        const auto parsed = app_.get_subcommands();
        return parsed.empty() ? app_ : *parsed.front();
    }

    [[nodiscard]] std::string unexpected_argument() const
    {
        const std::vector<std::string> left = app_.remaining(true);
        const std::string word = left.empty() ? "" : left.front();
        if (!word.starts_with('-')) return fmt::format("'{}' is one argument too many", printable(word));
        std::vector<std::string> known;
        for (const CLI::Option* option : used().get_options()) {
            for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
        }
        const std::string advice = scenarios::did_you_mean(word.substr(0, word.find('=')), known);
        return fmt::format("there is no option '{}'{}", printable(word), advice.empty() ? "" : "; " + advice);
    }

    [[nodiscard]] Farewell refuse(const std::string& message) const
    {
        const std::string verb = &used() == &app_ ? "" : " " + used().get_name();
        return {ExitCode::wrong_input,
                fmt::format("holdfast: error: {}\nSee: holdfast{} --help\n", printable(message), verb)};
    }

    [[nodiscard]] Request request()
    {
        if (replay_->parsed()) {
            replay_request_.colour = to_colour(colour_);
            return replay_request_;
        }
        if (graph_->parsed()) {
            graph_request_.format = graph_format_ == "aut" ? GraphFormat::aut : GraphFormat::dot;
            return graph_request_;
        }
        if (simulate_->parsed()) {
            simulate_request_.colour = to_colour(colour_);
            return simulate_request_;
        }
        if (new_->parsed()) return new_request_;
        if (format_->parsed()) return format_request_;
        if (completion_->parsed()) return completion_request_;
        if (man_->parsed()) return ManRequest{};
        if (bench_->parsed()) return bench_request_;
        if (list_->parsed()) {
            list_request_.colour = to_colour(colour_);
            return list_request_;
        }
        for (const std::string& wish : wishes_) check_request_.reports.push_back(to_wish(wish));
        if (!traces_.empty()) check_request_.traces = to_traces(traces_);
        if (!verdict_.empty()) check_request_.only = to_verdict(verdict_);
        if (quiet_) check_request_.detail = Detail::quiet;
        if (verbose_) check_request_.detail = Detail::properties;
        check_request_.times = !no_times_;
        check_request_.colour = to_colour(colour_);
        return check_request_;
    }

    CLI::App app_{"", "holdfast"};
    CLI::App* check_ = nullptr;
    CLI::App* replay_ = nullptr;
    CLI::App* graph_ = nullptr;
    CLI::App* simulate_ = nullptr;
    CLI::App* new_ = nullptr;
    CLI::App* format_ = nullptr;
    CLI::App* completion_ = nullptr;
    CLI::App* man_ = nullptr;
    CLI::App* list_ = nullptr;
    CLI::App* bench_ = nullptr;
    CheckRequest check_request_;
    ReplayRequest replay_request_;
    GraphRequest graph_request_;
    SimulateRequest simulate_request_;
    NewRequest new_request_;
    FormatRequest format_request_;
    CompletionRequest completion_request_;
    ListRequest list_request_;
    BenchRequest bench_request_;
    std::vector<std::string> wishes_;
    std::string traces_;
    std::string graph_format_;
    std::string verdict_;
    bool quiet_ = false, verbose_ = false;
    bool no_times_ = false;
    std::string colour_ = "auto";
};

}  // namespace

tl::expected<Request, Farewell> read_command_line(int argc, const char* const* argv)
{
    return CommandLine().read(argc, argv);
}

ProgramWords program_words() { return CommandLine().words(); }

bool wants_colour(Colour colour)
{
    if (colour != Colour::automatic) return colour == Colour::always;
    const char* const refused = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    const bool is_dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
    return ::isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0') && !is_dumb;
}

}  // namespace holdfast::reports::cli
