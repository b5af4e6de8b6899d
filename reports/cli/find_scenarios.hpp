// From the paths of a command line to scenario files.
#pragma once

#include <string>
#include <vector>

namespace holdfast::reports::cli {

struct FoundScenarios {
    std::vector<std::string> files;   ///< each once, under the first name it was found by
    std::vector<std::string> errors;  ///< whole sentences
};

/// Files are taken as they are, existing or not (reading them says why they cannot be read); folders are
/// walked with all that is in them, in byte order of names, for files that end in .toml. A folder without any
/// is an error.
[[nodiscard]] FoundScenarios find_scenarios(const std::vector<std::string>& paths);

}  // namespace holdfast::reports::cli
