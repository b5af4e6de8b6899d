// The repository checks itself. Rules that matter live where they are run, and each message names what to
// write instead.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <range/v3/algorithm/any_of.hpp>
#include <range/v3/algorithm/count_if.hpp>
#include <range/v3/view/enumerate.hpp>

namespace {

namespace fs = std::filesystem;

const fs::path root = HOLDFAST_SOURCE_DIR;
const std::vector<std::string> folders{"checker", "model", "scenarios", "reports", "tests"};

struct File {
    std::string path;  ///< from the root, with forward slashes
    std::vector<std::string> lines;
};

File read(const fs::path& path)
{
    File file{fs::relative(path, root).generic_string(), {}};
    std::ifstream stream(path);
    for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
    return file;
}

/// All files of our folders with one of these extensions, in the order of their paths.
std::vector<File> files(const std::set<std::string>& extensions)
{
    std::vector<File> found;
    for (const std::string& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const bool wanted =
                entry.is_regular_file() && extensions.contains(entry.path().extension().string());
            if (wanted) found.push_back(read(entry.path()));
        }
    }
    std::sort(found.begin(), found.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return found;
}

std::vector<File> sources() { return files({".cpp", ".hpp"}); }

bool begins_with_any(std::string_view text, const std::vector<std::string>& beginnings)
{
    return ranges::any_of(beginnings,
                          [&](const std::string& beginning) { return text.starts_with(beginning); });
}

/// Which folders a file may include from, by the first rule that fits its path.
struct Direction {
    std::string from;
    std::vector<std::string> may_include;
};

const std::vector<Direction> directions{
    {"checker/", {"checker/"}},
    {"model/", {"checker/", "model/"}},
    {"scenarios/", {"checker/", "model/", "scenarios/"}},
    {"reports/cli/", {"checker/", "model/", "scenarios/", "reports/"}},
    {"reports/", {"checker/", "reports/"}},
    {"tests/", {"checker/", "model/", "scenarios/", "reports/", "tests/"}},
};

/// What an include line in quotes names; empty for any other line.
std::string included(const std::string& line)
{
    constexpr std::string_view start = "#include \"";
    if (!line.starts_with(start)) return "";
    return line.substr(start.size(), line.rfind('"') - start.size());
}

/// What is banned, where not, and what to write instead. The patterns are matched on code without comments.
struct Ban {
    std::string pattern;
    std::vector<std::string> except;  ///< beginnings of paths
    std::string instead;
};

const std::vector<Ban> bans{
    {R"(std::unordered_|<unordered_(map|set)>)",
     {},
     "std::map, or an array by number: hash order is no order"},
    {R"(boost::unordered_)", {}, "std::map, or an array by number: hash order is no order"},
    {R"(#include <random>|std::(mt19937|random_device|\w+_distribution))",
     {},
     "tests/random.hpp: standard distributions differ from library to library"},
    {R"(\bs?rand\()", {}, "tests/random.hpp: rand() differs from library to library"},
    {R"(std::chrono|#include <chrono>|#include <ctime>|\bclock_gettime\()",
     {"reports/cli/clock.", "tests/reports/cli/"},
     "the clock of reports/cli/clock.hpp: a result knows no time"},
    {R"(std::locale|setlocale|#include <locale>|\.imbue\()", {}, "fmt::format, which knows no locale"},
    {R"(__DATE__|__TIME__|__TIMESTAMP__)", {}, "nothing: a build must not know when it was made"},
    {R"(std::hash<)", {}, "checker/fingerprint.hpp: std::hash differs from library to library"},
    {R"(std::this_thread|#include <thread>)",
     {"checker/workers.cpp", "tests/reports/cli/"},
     "checker/workers.hpp, which knows that no result may depend on a thread"},
};

/// The line without what stands behind `//`, and without the contents of strings.
std::string code_of(const std::string& line)
{
    std::string code;
    bool in_string = false;
    for (std::size_t k = 0; k < line.size(); ++k) {
        if (!in_string && line.compare(k, 2, "//") == 0) break;
        if (line[k] == '"' && (k == 0 || (line[k - 1] != '\\' && line[k - 1] != '\'')))
            in_string = !in_string;
        else if (!in_string) code += line[k];
    }
    return code;
}

std::size_t columns(const std::string& line)
{
    const auto starts_code_point = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
    };
    return static_cast<std::size_t>(ranges::count_if(line, starts_code_point));
}

std::string joined(const std::vector<std::string>& complaints)
{
    return fmt::format("{}", fmt::join(complaints, "\n"));
}

}  // namespace

TEST_CASE("includes point one way: the checker knows nothing, nothing knows the tests")
{
    std::vector<std::string> complaints;
    for (const File& file : sources()) {
        const auto rule = std::find_if(directions.begin(), directions.end(), [&](const Direction& direction) {
            return file.path.starts_with(direction.from);
        });
        REQUIRE(rule != directions.end());
        for (const auto& [number, line] : file.lines | ranges::views::enumerate) {
            const std::string name = included(line);
            if (name.empty() || begins_with_any(name, rule->may_include)) continue;
            complaints.push_back(fmt::format("{}:{}: {} may include only from {}, not \"{}\"", file.path,
                                             number + 1, rule->from, fmt::join(rule->may_include, ", "),
                                             name));
        }
    }
    INFO(joined(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("no mark is left of work that was not done")
{
    const std::regex mark("\\b(TO"
                          "DO|FIX"
                          "ME|XX"
                          "X|HA"
                          "CK|not imple"
                          "mented)\\b");
    std::vector<std::string> complaints;
    for (const File& file :
         files({".cpp", ".hpp", ".md", ".txt", ".cmake", ".toml", ".json", ".css", ".js"})) {
        for (const auto& [number, line] : file.lines | ranges::views::enumerate) {
            if (!std::regex_search(line, mark)) continue;
            complaints.push_back(fmt::format(
                "{}:{}: do it, or say under \"Known limits\" that it is not done", file.path, number + 1));
        }
    }
    INFO(joined(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("no name of a test begins like an option, which Catch would take it for")
{
    std::vector<std::string> complaints;
    for (const File& file : files({".cpp"})) {
        for (const auto& [number, line] : file.lines | ranges::views::enumerate) {
            if (line.starts_with("TEST_CASE(\"-")) complaints.push_back(file.path + ": " + line);
        }
    }
    INFO(joined(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("no chance and no order come from outside")
{
    std::vector<std::string> complaints;
    for (const Ban& ban : bans) {
        const std::regex pattern(ban.pattern);
        for (const File& file : sources()) {
            if (begins_with_any(file.path, ban.except)) continue;
            for (const auto& [number, line] : file.lines | ranges::views::enumerate) {
                const std::string code = code_of(line);
                if (!std::regex_search(code, pattern)) continue;
                complaints.push_back(
                    fmt::format("{}:{}: {}\n  instead: {}", file.path, number + 1, line, ban.instead));
            }
        }
    }
    INFO(joined(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("the bans catch what they ban, and only in code")
{
    const auto banned = [](const std::string& line) {
        return ranges::any_of(
            bans, [&](const Ban& ban) { return std::regex_search(code_of(line), std::regex(ban.pattern)); });
    };
    CHECK(banned("std::unordered_map<int, int> ranks;"));
    CHECK(banned("#include <random>"));
    CHECK(banned("std::uniform_int_distribution<int> dice;"));
    CHECK(banned("x = rand();"));
    CHECK(banned("const auto now = std::chrono::steady_clock::now();"));
    CHECK(banned("return std::hash<int>{}(x);"));
    CHECK_FALSE(banned("int operand(int x);"));
    CHECK_FALSE(banned("x = 1;  // not std::unordered_map"));
    CHECK_FALSE(banned("say(\"std::unordered_map\");"));
    CHECK_FALSE(banned("boost::breadth_first_visit(graph);"));
}

TEST_CASE("every source file is built")
{
    std::string recipes;
    for (const File& file : files({".txt", ".cmake"}))
        recipes += fmt::format("{}\n", fmt::join(file.lines, "\n"));
    std::vector<std::string> complaints;
    for (const File& file : files({".cpp"})) {
        const std::string name = fs::path(file.path).filename().string();
        const std::regex listed("(^|[\\s/])" + std::regex_replace(name, std::regex(R"(\.)"), "\\.") +
                                "($|[\\s)])");
        if (std::regex_search(recipes, listed)) continue;
        complaints.push_back(
            fmt::format("{}: no CMakeLists.txt or tests.cmake names it: add it or remove it", file.path));
    }
    INFO(joined(complaints));
    CHECK(complaints.empty());
}

/// Whether a line belongs to a raw string. What a scenario or a message says stands there as it is.
class RawText {
public:
    bool has(const std::string& line)
    {
        const bool begins = line.find("R\"(") != std::string::npos;
        const bool here = inside_ || begins;
        const std::size_t last_begin = line.rfind("R\"("), last_end = line.rfind(")\"");
        if (last_end == std::string::npos) inside_ = here;
        else inside_ = begins && last_begin > last_end;
        return here;
    }

private:
    bool inside_ = false;
};

TEST_CASE("a line belongs to a raw string from where that begins to where it ends")
{
    RawText text;
    CHECK_FALSE(text.has("int x;"));
    CHECK(text.has("f(R\"(one)\");"));
    CHECK_FALSE(text.has("g();"));
    CHECK(text.has("f(R\"(one"));
    CHECK(text.has("two"));
    CHECK(text.has(")\", R\"(three"));
    CHECK(text.has("four)\");"));
    CHECK_FALSE(text.has("g();"));
}

TEST_CASE("no line of code is wider than 110 columns")
{
    std::vector<std::string> complaints;
    for (const File& file : sources()) {
        RawText text;
        for (const auto& [number, line] : file.lines | ranges::views::enumerate) {
            if (text.has(line) || columns(line) <= 110) continue;
            complaints.push_back(
                fmt::format("{}:{}: {} columns: break it", file.path, number + 1, columns(line)));
        }
    }
    INFO(joined(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("a header is included once, and says first what it is about")
{
    std::vector<std::string> complaints;
    for (const File& file : files({".hpp"})) {
        if (file.lines.empty() || !file.lines.front().starts_with("// ")) {
            complaints.push_back(file.path + ": open with a comment on its idea");
        }
        if (std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end()) {
            complaints.push_back(file.path + ": #pragma once is missing");
        }
    }
    INFO(joined(complaints));
    CHECK(complaints.empty());
}
