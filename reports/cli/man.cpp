// `holdfast man`: the manual, made from the options as they are read.
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "reports/cli/command_words.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"

namespace holdfast::reports::cli {

namespace {

/// Text as roff takes it: a hyphen to be copied is a minus, and no line is a command by its first letter.
std::string roff(std::string_view text)
{
    std::string result;
    bool line_begins = true;
    for (const char letter : text) {
        if (line_begins && (letter == '.' || letter == '\'')) result += "\\&";
        if (letter == '\\') result += "\\e";
        else if (letter == '-') result += "\\-";
        else result += letter;
        line_begins = letter == '\n';
    }
    return result;
}

/// Lines that stand as they are.
std::string as_it_is(std::string_view text)
{
    while (text.ends_with('\n')) text.remove_suffix(1);
    return text.empty() ? "" : ".nf\n" + roff(text) + "\n.fi\n";
}

std::string option_text(const OptionWords& option)
{
    std::string names;
    for (const std::string& name : option.names) {
        names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", roff(name));
        if (!option.argument.empty()) names += fmt::format(" \\fI{}\\fR", roff(option.argument));
    }
    return fmt::format(".TP\n{}\n{}\n", names, roff(option.meaning));
}

std::string synopsis(const VerbWords& verb)
{
    std::string text = fmt::format("\\fBholdfast {}\\fR", roff(verb.name));
    if (!verb.options.empty()) text += " [\\fIoption\\fR ...]";
    for (const ArgumentWords& argument : verb.arguments) {
        const std::string name =
            fmt::format("\\fI{}\\fR{}", roff(argument.name), argument.many ? " ..." : "");
        text += argument.required ? " " + name : fmt::format(" [{}]", name);
    }
    return text + "\n";
}

std::string verb_text(const VerbWords& verb)
{
    std::string text =
        fmt::format(".SS {}\n{}.PP\n{}.\n", roff(verb.name), synopsis(verb), roff(verb.meaning));
    for (const ArgumentWords& argument : verb.arguments)
        text += fmt::format(".TP\n\\fI{}\\fR\n{}\n", roff(argument.name), roff(argument.meaning));
    for (const OptionWords& option : verb.options) text += option_text(option);
    return text + (verb.notes.empty() ? "" : ".PP\n") + as_it_is(verb.notes);
}

}  // namespace

std::string manual(const ProgramWords& program)
{
    std::string text =
        fmt::format(".\\\" Made by: holdfast man\n.TH HOLDFAST 1 \"\" \"holdfast {}\" \"User Commands\"\n",
                    roff(program.version));
    text += ".SH NAME\nholdfast \\- check every interleaving of programs that share MAPI profiles\n.SH "
            "SYNOPSIS\n";
    bool first = true;
    for (const VerbWords& verb : program.verbs) {
        text += (first ? "" : ".br\n") + synopsis(verb);
        first = false;
    }
    text += ".SH DESCRIPTION\n" + roff(program.meaning) + ".PP\n" + as_it_is(program.notes);
    text += ".SH OPTIONS\n";
    for (const OptionWords& option : program.options) text += option_text(option);
    text += ".SH VERBS\n";
    for (const VerbWords& verb : program.verbs) text += verb_text(verb);
    text += ".SH EXIT STATUS\n" + as_it_is(program.exit_codes.substr(program.exit_codes.find('\n') + 1));
    text += ".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nWhere it is set, nothing is coloured unless "
            "\\fB\\-\\-colour\\fR asks for it.\n"
            ".TP\n\\fBGITHUB_ACTIONS\\fR\nWhere it is true, \\fBcheck\\fR also writes annotations for the "
            "runner to standard error.\n"
            ".TP\n\\fBGITHUB_STEP_SUMMARY\\fR\nThen: the file that a summary of the check is appended to.\n";
    return text;
}

ExitCode man(const ManRequest&)
{
    Output output;
    output.write_report(manual(program_words()));
    return finished(output, ExitCode::met);
}

}  // namespace holdfast::reports::cli
