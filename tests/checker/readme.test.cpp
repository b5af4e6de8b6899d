// checker/README.md shows a whole program and what it prints; both are what they are.

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <catch2/catch.hpp>

namespace {

std::string text_of(const std::string& path)
{
    std::ifstream file(std::string(HOLDFAST_SOURCE_DIR) + "/" + path);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The first block of the README that is fenced as `language`.
std::string block(const std::string& language)
{
    const std::string readme = text_of("checker/README.md"), fence = "```" + language + "\n";
    const std::size_t open = readme.find(fence);
    REQUIRE(open != std::string::npos);
    const std::size_t begin = open + fence.size(), end = readme.find("```", begin);
    REQUIRE(end != std::string::npos);
    return readme.substr(begin, end - begin);
}

std::string output_of(const std::string& program)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(program.c_str(), "r"), pclose);
    REQUIRE(pipe);
    std::string output;
    std::array<char, 256> buffer{};
    while (std::fgets(buffer.data(), int(buffer.size()), pipe.get()) != nullptr) output += buffer.data();
    return output;
}

}  // namespace

TEST_CASE("the example in the README is the file that is compiled")
{
    CHECK(block("cpp") == text_of("tests/checker/readme_example.cpp"));
}

TEST_CASE("the example prints what the README shows")
{
    CHECK(block("text") == output_of(HOLDFAST_README_EXAMPLE));
}
