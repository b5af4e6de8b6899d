// The scenario library, for tests that are about all of it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "scenarios/format/parse.hpp"

namespace holdfast::tests {

/// Paths of all files, from the root of the repository, in the order in which they are checked.
inline std::vector<std::string> library_paths()
{
    namespace fs = std::filesystem;
    const fs::path root = HOLDFAST_SOURCE_DIR;
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(root / "scenarios")) {
        if (entry.path().extension() == ".toml")
            paths.push_back(fs::relative(entry.path(), root).generic_string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// All scenarios, each with its path from the root of the repository. A file with errors fails the test.
inline std::vector<scenarios::Scenario> library()
{
    std::vector<scenarios::Scenario> all;
    for (const std::string& path : library_paths()) {
        auto scenario = scenarios::read(HOLDFAST_SOURCE_DIR "/" + path);
        if (!scenario) FAIL(to_text(scenario.error()));
        scenario->path = path;
        all.push_back(std::move(*scenario));
    }
    return all;
}

}  // namespace holdfast::tests
