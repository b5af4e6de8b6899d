// The README of the scenarios: its example is a good scenario, and the files it speaks of are those that
// there are.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

namespace {

const std::filesystem::path folder = HOLDFAST_SOURCE_DIR "/scenarios";

std::string readme()
{
    std::ostringstream text;
    text << std::ifstream(folder / "README.md").rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("the example of the README is a good scenario")
{
    const std::string text = readme();
    const std::string fence = "```toml\n";
    const std::size_t start = text.find(fence) + fence.size();
    CHECK(holdfast::scenarios::texts::errors_of(text.substr(start, text.find("```", start) - start)).empty());
}

TEST_CASE("the README speaks of every file of the language, and of no other")
{
    const std::string text = readme();
    for (const auto& entry : std::filesystem::directory_iterator(folder / "format")) {
        const std::string stem = entry.path().stem().string();
        INFO(entry.path().filename().string());
        CHECK(text.find(stem + ".") != std::string::npos);
    }
    const std::size_t table = text.find("| file |");
    for (std::size_t start = text.find('`', table); start != std::string::npos;
         start = text.find('`', start + 1)) {
        const std::size_t end = text.find('`', start + 1);
        const std::string name = text.substr(start + 1, end - start - 1);
        INFO(name);
        CHECK(std::filesystem::exists(folder / "format" / name));
        start = end;
    }
}
