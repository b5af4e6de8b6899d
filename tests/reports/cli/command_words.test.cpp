// Completions and the manual: each says all that the command line knows.
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

namespace {

bool is_installed(const std::string& program) { return run_in_shell("command -v " + program).code == 0; }

/// Everything that starts with two dashes in a text.
std::set<std::string> options_in(const std::string& text)
{
    std::set<std::string> options;
    const boost::regex option("(?<![\\w-])--[a-z][a-z-]*");
    for (boost::sregex_iterator at(text.begin(), text.end(), option), end; at != end; ++at)
        options.insert(at->str());
    return options;
}

std::vector<std::string> verbs()
{
    std::vector<std::string> found;
    const boost::regex verb("\n  ([a-z]+) +[A-Z]");
    const std::string help = run_holdfast({"--help"}).out;
    const std::string part = help.substr(help.find("\nVerbs:"));
    for (boost::sregex_iterator at(part.begin(), part.end(), verb), end; at != end; ++at)
        found.push_back((*at)[1]);
    return found;
}

/// What bash offers behind these words.
std::string offers(const std::string& words, const std::string& last)
{
    const std::string script = "source <(" HOLDFAST_PROGRAM " completion bash); COMP_WORDS=(holdfast " +
                               words + " " + last +
                               "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _holdfast; "
                               "printf '%s\\n' \"${COMPREPLY[@]}\"";
    const Finished done = run_in_shell(script);
    CHECK(done.err.empty());
    return done.out;
}

}  // namespace

TEST_CASE("The help of each verb, all completions and the manual know the same options")
{
    const std::string man = boost::regex_replace(run_holdfast({"man"}).out, boost::regex("\\\\-"), "-");
    const std::string bash = run_holdfast({"completion", "bash"}).out;
    const std::string zsh = run_holdfast({"completion", "zsh"}).out;
    const std::string fish = run_holdfast({"completion", "fish"}).out;
    REQUIRE(verbs().size() == 10);
    for (const std::string& verb : verbs()) {
        INFO(verb);
        CHECK(contains(man, ".SS " + verb + "\n"));
        CHECK(contains(bash, "\n    " + verb + ")\n"));
        CHECK(contains(zsh, "\n    " + verb + ")\n"));
        CHECK(contains(fish, " -a " + verb + " "));
        const std::string help = run_holdfast({verb, "--help"}).out;
        const std::string options = help.substr(help.find("\nOptions:"));
        for (const std::string& option : options_in(options.substr(0, options.find("\nExample")))) {
            INFO(option);
            CHECK(contains(man, "\\fB" + option + "\\fR"));
            CHECK(contains(bash, option));
            CHECK(contains(zsh, "'*" + option + "["));
            CHECK(contains(fish, " -l " + option.substr(2) + " "));
        }
    }
}

TEST_CASE("bash completes verbs, options, words and files")
{
    CHECK(run_in_shell("bash -n <(" HOLDFAST_PROGRAM " completion bash)").code == 0);
    CHECK(offers("", "ch") == "check\n");
    CHECK(offers("check", "--no-sl") == "--no-sleep-sets\n");
    CHECK(offers("check --traces", "un") == "unexpected\n");
    CHECK(offers("list", "pol") == "policies\n");
    CHECK(offers("completion", "''") == "bash\nzsh\nfish\n");
    CHECK(offers("check --report", "jun") == "junit=\n");
    CHECK(offers("check --states", "''") == "\n");
    const TemporaryFolder folder;
    const std::string file = folder.write("my scenario.toml", "");
    CHECK(offers("check", "'" + folder.path("my") + "'") == file + "\n");
    CHECK(offers("check --report json =", "'" + folder.path("my") + "'") == file + "\n");
    CHECK(contains(offers("check --report json", "="), "\n"));
}

TEST_CASE("zsh and fish read their completions")
{
    for (const std::string shell : {"zsh", "fish"}) {
        if (!is_installed(shell)) {
            WARN(shell << " is not installed, so its completions are not read");
            continue;
        }
        const Finished done = run_in_shell(HOLDFAST_PROGRAM " completion " + shell + " > /tmp/$$.x; " +
                                           shell + " -n /tmp/$$.x; code=$?; rm /tmp/$$.x; exit $code");
        INFO(done.err);
        CHECK(done.code == 0);
        CHECK(done.err.empty());
    }
    if (!is_installed("fish")) return;
    const Finished done =
        run_in_shell("fish -c '" HOLDFAST_PROGRAM
                     " completion fish | source; complete -C \"holdfast check --traces un\"'");
    CHECK(contains(done.out, "unexpected"));
}

TEST_CASE("The manual has no fault that its readers complain of")
{
    if (is_installed("mandoc")) {
        const Finished done = run_in_shell(HOLDFAST_PROGRAM " man | mandoc -T lint -W warning");
        INFO(done.out);
        // It misses a date, which would differ from build to build.
        CHECK_FALSE(contains(boost::regex_replace(done.out, boost::regex("[^\n]*missing date[^\n]*"), ""),
                             "WARNING"));
    } else {
        WARN("mandoc is not installed, so the manual is not read by it");
    }
    if (is_installed("groff")) {
        const Finished done = run_in_shell(HOLDFAST_PROGRAM " man | groff -man -Tutf8 -ww > /dev/null");
        CHECK(done.code == 0);
        CHECK(done.err.empty());
    } else {
        WARN("groff is not installed, so the manual is not read by it");
    }
}

TEST_CASE("A shell that there are no completions for is refused with the nearest")
{
    const Finished done = run_holdfast({"completion", "zhs"});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "'zhs' is no shell with completions; did you mean 'zsh'?"));
    CHECK(run_holdfast({"completion"}).code == 2);
    CHECK(run_holdfast({"man"}, {.out = "/dev/full", .folder = {}}).code == 2);
}
