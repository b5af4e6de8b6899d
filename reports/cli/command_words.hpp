// All that the command line knows, in words: what completions and the manual are made of, so that neither can
// say anything else.
#pragma once

#include <string>
#include <vector>

namespace holdfast::reports::cli {

struct OptionWords {
    std::vector<std::string> names;    ///< with their dashes; the first is the one to use
    std::string argument;              ///< what it takes: "N"; empty of a flag
    std::string meaning;               ///< in one line
    std::vector<std::string> choices;  ///< what it takes, where these are few words
    bool takes_files = false;
};

/// What a verb takes without a dash before it.
struct ArgumentWords {
    std::string name;
    std::string meaning;
    std::vector<std::string> choices;
    bool takes_files = false;
    bool required = false;
    bool many = false;
};

struct VerbWords {
    std::string name;
    std::string meaning;
    std::vector<ArgumentWords> arguments;
    std::vector<OptionWords> options;
    std::string notes;  ///< examples and the like, as `--help` ends with them; without the exit codes
};

struct ProgramWords {
    std::string version;
    std::string meaning;
    std::vector<OptionWords> options;
    std::vector<VerbWords> verbs;
    std::string notes;
    std::string exit_codes;
};

/// Made from the options as they are read.
[[nodiscard]] ProgramWords program_words();

/// The shells that there are completions for.
inline const std::vector<std::string> shells{"bash", "zsh", "fish"};

/// A script of completions for one of them.
[[nodiscard]] std::string completion_script(const ProgramWords& program, const std::string& shell);

/// The manual, as man reads it.
[[nodiscard]] std::string manual(const ProgramWords& program);

}  // namespace holdfast::reports::cli
