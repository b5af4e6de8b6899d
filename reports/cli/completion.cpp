// `holdfast completion`: the words of the command line for bash, zsh and fish.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "reports/cli/command_words.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"

namespace holdfast::reports::cli {

namespace {

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

/// Inside single quotes, where bash and zsh know no escape.
std::string single_quoted(const std::string& text) { return "'" + replaced(text, "'", "'\\''") + "'"; }

std::vector<std::string> names_of(const std::vector<OptionWords>& options)
{
    std::vector<std::string> names;
    for (const OptionWords& option : options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

std::vector<std::string> verb_names(const ProgramWords& program)
{
    std::vector<std::string> names;
    for (const VerbWords& verb : program.verbs) names.push_back(verb.name);
    return names;
}

// bash

/// What stands behind an option, or in the place of an argument.
std::string bash_reply(const std::vector<std::string>& choices, bool files)
{
    if (!choices.empty()) return fmt::format("_holdfast_words '{}'", fmt::join(choices, " "));
    return files ? "_holdfast_files" : ":";
}

std::string bash_verb(const VerbWords& verb)
{
    std::string text = fmt::format("    {})\n        case $before in\n", verb.name);
    for (const OptionWords& option : verb.options) {
        if (option.argument.empty()) continue;
        text += fmt::format("            {}) {}; return ;;\n", fmt::join(option.names, " | "),
                            bash_reply(option.choices, option.takes_files));
    }
    text += "        esac\n";
    text += fmt::format(
        "        if [[ $word == -* ]]; then\n            _holdfast_words '{}'\n            return\n"
        "        fi\n",
        fmt::join(names_of(verb.options), " "));
    std::vector<std::string> choices;
    bool files = false;
    for (const ArgumentWords& argument : verb.arguments) {
        choices.insert(choices.end(), argument.choices.begin(), argument.choices.end());
        files = files || argument.takes_files;
    }
    return text + fmt::format("        {}\n        ;;\n", bash_reply(choices, files));
}

std::string bash_script(const ProgramWords& program)
{
    std::string text = R"(# Completion of holdfast in bash. Made by: holdfast completion bash

# Replies with those of some words that begin as the last one does.
_holdfast_words()
{
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
    # Behind FORMAT= stands a file at once.
    [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace 2>/dev/null
}

_holdfast_files()
{
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
    compopt -o filenames 2>/dev/null
}

_holdfast()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
)";
    std::vector<std::string> first = verb_names(program);
    const std::vector<std::string> options = names_of(program.options);
    first.insert(first.end(), options.begin(), options.end());
    text += fmt::format(
        "    if ((COMP_CWORD == 1)); then\n        _holdfast_words '{}'\n        return\n    fi\n",
        fmt::join(first, " "));
    // bash takes = for a word of its own.
    text += "    [[ $word != = ]] || { word= before==; }\n"
            "    if [[ $before == = ]]; then\n        _holdfast_files\n        return\n    fi\n"
            "    case ${COMP_WORDS[1]} in\n";
    for (const VerbWords& verb : program.verbs) text += bash_verb(verb);
    return text + "    esac\n}\n\ncomplete -F _holdfast holdfast ./holdfast\n";
}

// zsh

/// A description inside [...] or behind a colon of a specification.
std::string zsh_words(const std::string& text)
{
    std::string result;
    for (const char letter : text) {
        if (std::string_view("[]:\\").find(letter) != std::string_view::npos) result += '\\';
        result += letter;
    }
    return result;
}

std::string zsh_action(const std::vector<std::string>& choices, bool files)
{
    if (files) return "_files";
    return choices.empty() ? " " : fmt::format("({})", fmt::join(choices, " "));
}

std::string zsh_option(const OptionWords& option)
{
    std::string text;
    for (const std::string& name : option.names) {
        std::string specification = fmt::format("{}[{}]", name, zsh_words(option.meaning));
        if (!option.argument.empty()) {
            specification += fmt::format(":{}:{}", zsh_words(option.argument),
                                         zsh_action(option.choices, option.takes_files));
        }
        text += " \\\n            " + single_quoted("*" + specification);
    }
    return text;
}

std::string zsh_argument(const ArgumentWords& argument)
{
    return " \\\n            " +
           single_quoted(fmt::format("{}:{}:{}", argument.many ? "*" : "", zsh_words(argument.name),
                                     zsh_action(argument.choices, argument.takes_files)));
}

std::string zsh_script(const ProgramWords& program)
{
    std::string text =
        "#compdef holdfast\n# Completion of holdfast in zsh. Made by: holdfast completion zsh\n\n"
        "_holdfast()\n{\n    local -a verbs\n    verbs=(\n";
    for (const VerbWords& verb : program.verbs)
        text += "        " + single_quoted(verb.name + ":" + zsh_words(verb.meaning)) + "\n";
    text += "    )\n    if ((CURRENT == 2)); then\n        _describe verb verbs\n";
    text += "        _arguments";
    for (const OptionWords& option : program.options) text += zsh_option(option);
    text += "\n        return\n    fi\n    local verb=$words[2]\n    shift words\n    ((CURRENT--))\n"
            "    case $verb in\n";
    for (const VerbWords& verb : program.verbs) {
        text += fmt::format("    {})\n        _arguments", verb.name);
        for (const OptionWords& option : verb.options) text += zsh_option(option);
        for (const ArgumentWords& argument : verb.arguments) text += zsh_argument(argument);
        text += "\n        ;;\n";
    }
    // Read from a folder of functions it completes at once, read into a shell it says what it completes.
    return text + "    esac\n}\n\nif [[ $funcstack[1] == _holdfast ]]; then\n    _holdfast \"$@\"\nelse\n"
                  "    compdef _holdfast holdfast ./holdfast\nfi\n";
}

// fish

/// Inside single quotes, where fish knows two escapes.
std::string fish_quoted(const std::string& text)
{
    return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_option(const std::string& condition, const OptionWords& option)
{
    std::string text = fmt::format("complete -c holdfast -n {}", fish_quoted(condition));
    for (const std::string& name : option.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.choices.empty())
        text += fmt::format(" -x -a {}", fish_quoted(fmt::format("{}", fmt::join(option.choices, " "))));
    else if (option.takes_files) text += " -r -F";
    else if (!option.argument.empty()) text += " -x";
    return text + " -d " + fish_quoted(option.meaning) + "\n";
}

std::string fish_script(const ProgramWords& program)
{
    const std::string no_verb =
        fmt::format("not __fish_seen_subcommand_from {}", fmt::join(verb_names(program), " "));
    std::string text = "# Completion of holdfast in fish. Made by: holdfast completion fish\n\n"
                       "complete -c holdfast -f\n";
    for (const VerbWords& verb : program.verbs) {
        text += fmt::format("complete -c holdfast -n {} -a {} -d {}\n", fish_quoted(no_verb), verb.name,
                            fish_quoted(verb.meaning));
    }
    for (const OptionWords& option : program.options) text += fish_option(no_verb, option);
    for (const VerbWords& verb : program.verbs) {
        const std::string condition = "__fish_seen_subcommand_from " + verb.name;
        for (const OptionWords& option : verb.options) text += fish_option(condition, option);
        for (const ArgumentWords& argument : verb.arguments) {
            const std::string what =
                argument.choices.empty()
                    ? "-F"
                    : "-a " + fish_quoted(fmt::format("{}", fmt::join(argument.choices, " ")));
            if (!argument.choices.empty() || argument.takes_files)
                text += fmt::format("complete -c holdfast -n {} {}\n", fish_quoted(condition), what);
        }
    }
    return text;
}

}  // namespace

std::string completion_script(const ProgramWords& program, const std::string& shell)
{
    if (shell == "bash") return bash_script(program);
    return shell == "zsh" ? zsh_script(program) : fish_script(program);
}

ExitCode completion(const CompletionRequest& request)
{
    Output output;
    output.write_report(completion_script(program_words(), request.shell));
    return finished(output, ExitCode::met);
}

}  // namespace holdfast::reports::cli
