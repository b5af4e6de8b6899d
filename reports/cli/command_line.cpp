#include "reports/cli/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "reports/cli/verbs.hpp"
#include "reports/display_width.hpp"
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
    "  1    some is not\n"
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
    "  holdfast list policies              the policies and the assumptions they are made of\n"
    "  holdfast check --help               the options of a verb\n\n";

constexpr const char* check_notes =
    "Examples:\n"
    "  holdfast check scenarios\n"
    "  holdfast check scenarios/race my.toml --report json=report.json\n"
    "  holdfast check my.toml --case mended --states 1000000 --memory 2GB --time 60\n"
    "  holdfast check scenarios --no-times > before.txt\n\n"
    "A scenario with errors does not keep the others from being checked. Limits come on top of those\n"
    "that a scenario states: the smaller wins, and each holds for every case by itself.\n"
    "A report to - has standard output to itself. NO_COLOR is respected.\n\n";

constexpr const char* replay_notes =
    "Examples:\n"
    "  holdfast replay my.toml 1:0,0,0,1 --case as-described\n"
    "  holdfast replay my.toml 1:          just the start\n\n"
    "A schedule is its version, a colon, and one choice per step: the number of the program, and\n"
    ".ALTERNATIVE where it has several steps to choose from. Behind a slash stands what is repeated\n"
    "for ever; nothing, where the run stays as it is. `check` prints one for every violation.\n"
    "Rows marked with * changed in that step.";

constexpr const char* list_notes = "Examples:\n"
                                   "  holdfast list\n"
                                   "  holdfast list policies";

std::vector<std::string> strings_of(std::span<const std::string_view> names)
{
    return {names.begin(), names.end()};
}

const std::vector<std::string>& verbs()
{
    static const std::vector<std::string> names{"check", "replay", "list", "bench"};
    return names;
}

/// "'chek' is no verb; did you mean 'check'?"
std::string unknown(std::string_view word, const char* what, const std::vector<std::string>& known)
{
    const std::string advice = scenarios::did_you_mean(word, known);
    return fmt::format("'{}' is no {}; {}", printable(word), what,
                       advice.empty() ? "there is " + scenarios::listed(known) : printable(advice));
}

/// A check for an option that takes one of a few words.
CLI::Validator one_of(const char* what, std::vector<std::string> known)
{
    const auto check = [what, known = std::move(known)](const std::string& word) {
        const bool found = std::find(known.begin(), known.end(), word) != known.end();
        return found ? std::string() : unknown(word, what, known);
    };
    return {check, ""};
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

std::vector<std::string> format_names()
{
    std::vector<std::string> names;
    for (const Format& format : formats()) names.emplace_back(format.name);
    return names;
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
        add_list();
        add_bench();
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

private:
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
        check_->add_option("--case", check_request_.case_name, "Check only the cases of this name")
            ->type_name("NAME");
        check_
            ->add_option("--report", wishes_,
                         "Write a report too (FORMAT: json, text; FILE - is\n"
                         "standard output); may be repeated")
            ->type_name("FORMAT=FILE")
            ->allow_extra_args(false)
            ->check(CLI::Validator(check_wish, ""));
        check_
            ->add_option("--traces", traces_,
                         "Which traces to print: all (default for a single\n"
                         "scenario), unexpected (default otherwise), none")
            ->type_name("WHICH")
            ->check(one_of("choice of traces", {"all", "unexpected", "none"}));
        add_limits();
        check_->add_flag("--stop-at-first", check_request_.stop_at_first,
                         "Stop a case behind the first violation found");
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
        check_->add_option("--time", check_request_.seconds, "Search at most so long")
            ->type_name("SECONDS")
            ->check(seconds_above_0());
    }

    void add_replay()
    {
        replay_ = add_verb("replay", "Repeat a run step by step, with the whole state at each step");
        replay_->add_option("FILE", replay_request_.file, "A scenario file")->required()->type_name("");
        replay_->add_option("SCHEDULE", replay_request_.schedule, "The run, such as 1:0,0,1.2")
            ->required()
            ->type_name("");
        replay_
            ->add_option("--case", replay_request_.case_name,
                         "The case; may be left out where the file has one")
            ->type_name("NAME");
        add_colour(*replay_);
        replay_->footer(replay_notes);
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
        if (bench_->parsed()) return bench_request_;
        if (list_->parsed()) {
            list_request_.colour = to_colour(colour_);
            return list_request_;
        }
        for (const std::string& wish : wishes_) check_request_.reports.push_back(to_wish(wish));
        if (!traces_.empty()) check_request_.traces = to_traces(traces_);
        check_request_.times = !no_times_;
        check_request_.colour = to_colour(colour_);
        return check_request_;
    }

    CLI::App app_{"", "holdfast"};
    CLI::App* check_ = nullptr;
    CLI::App* replay_ = nullptr;
    CLI::App* list_ = nullptr;
    CLI::App* bench_ = nullptr;
    CheckRequest check_request_;
    ReplayRequest replay_request_;
    ListRequest list_request_;
    BenchRequest bench_request_;
    std::vector<std::string> wishes_;
    std::string traces_;
    bool no_times_ = false;
    std::string colour_ = "auto";
};

}  // namespace

tl::expected<Request, Farewell> read_command_line(int argc, const char* const* argv)
{
    return CommandLine().read(argc, argv);
}

bool wants_colour(Colour colour)
{
    if (colour != Colour::automatic) return colour == Colour::always;
    const char* const refused = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    const bool is_dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
    return ::isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0') && !is_dumb;
}

}  // namespace holdfast::reports::cli
