#include "scenarios/format/canonical_text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "scenarios/format/parse.hpp"
#include "scenarios/format/print.hpp"
#include "scenarios/format/starter.hpp"
#include "scenarios/format/toml_lines.hpp"
#include "tests/random.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;

namespace {

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> library()
{
    std::vector<std::filesystem::path> files;
    const std::filesystem::path root = std::string(HOLDFAST_SOURCE_DIR) + "/scenarios";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void collect_comments(const TomlValue& value, std::vector<std::string>& comments)
{
    for (const TomlItem& item : value.items) {
        comments.insert(comments.end(), item.comments.begin(), item.comments.end());
        collect_comments(item.value, comments);
        if (!item.remark.empty()) comments.push_back(item.remark);
    }
    comments.insert(comments.end(), value.comments.begin(), value.comments.end());
}

std::vector<std::string> comments_of(const std::string& text)
{
    std::vector<std::string> comments;
    for (const TomlLine& line : toml_lines(text)) {
        collect_comments(line.value, comments);
        if (!line.comment.empty()) comments.push_back(line.comment);
    }
    std::sort(comments.begin(), comments.end());
    return comments;
}

/// What the parser makes of a text, in words; of one with errors nothing.
std::string meaning_of(const std::string& text)
{
    const auto scenario = parse(text, "some.toml");
    return scenario ? print(*scenario) : "";
}

void require_same_meaning(const std::string& before, const std::string& after)
{
    CHECK(meaning_of(before) == meaning_of(after));
    CHECK_FALSE(meaning_of(after).empty());
    CHECK(comments_of(before) == comments_of(after));
    CHECK(canonical_text(after) == after);
}

/// A good scenario with blanks, line ends and comments wherever TOML lets them be.
std::string mangled(const std::string& text, tests::Random& random)
{
    std::string result;
    std::size_t comments = 0;
    std::size_t arrays = 0, tables = 0;
    char quote = 0;
    bool in_comment = false, line_begins = true, in_header = false;
    for (std::size_t k = 0; k < text.size(); ++k) {
        const char letter = text[k];
        if (quote != 0 || in_comment) {
            result += letter;
            if (quote == '"' && letter == '\\') result += text[++k];
            else if (letter == quote) quote = 0;
            if (letter == '\n') in_comment = false;
            line_begins = letter == '\n';
            continue;
        }
        in_header = line_begins && arrays == 0 ? letter == '[' : in_header && letter != '\n';
        const bool may_break = arrays > 0 && tables == 0 && !in_header;
        if (letter == '"' || letter == '\'') quote = letter;
        if (letter == '#') in_comment = true;
        if (letter == ' ' && random.one_in(3)) result += random.one_in(2) ? "\t" : "  ";
        if (letter == '\n' && arrays == 0 && random.one_in(4)) {
            if (random.one_in(2)) result += " # remark " + std::to_string(++comments);
            result += random.one_in(2) ? "\r\n" : "\n\n\n";
            if (random.one_in(2)) result += "   # comment " + std::to_string(++comments) + " \n";
        }
        if (letter == ']' && !in_header && may_break && random.one_in(4)) result += "\n\n";
        result += letter;
        if (letter == '[' && !in_header) ++arrays;
        if (letter == ']' && !in_header) --arrays;
        if (letter == '{') ++tables;
        if (letter == '}') --tables;
        if ((letter == '[' || letter == ',') && !in_header && arrays > 0 && tables == 0 && random.one_in(3)) {
            if (random.one_in(2)) result += " # in an array " + std::to_string(++comments);
            result += "\n";
            if (random.one_in(3)) result += "\n # of its own " + std::to_string(++comments) + "\n";
        }
        line_begins = letter == '\n';
    }
    return result;
}

}  // namespace

TEST_CASE("Every scenario of the library is in canonical form")
{
    for (const auto& file : library()) {
        INFO(file << ": run `holdfast format` on it");
        const std::string text = content_of(file);
        CHECK(canonical_text(text) == text);
    }
}

TEST_CASE("The canonical form of a mangled scenario means the same and keeps every comment")
{
    tests::Random random(tests::from_environment("HOLDFAST_SEED", 1));
    for (const auto& file : library()) {
        const std::string text = content_of(file);
        const std::string other = mangled(text, random);
        INFO(file << "\n" << other);
        require_same_meaning(text, canonical_text(text));
        REQUIRE(meaning_of(other) == meaning_of(text));
        require_same_meaning(other, canonical_text(other));
    }
}

TEST_CASE("The scenarios to start from are in canonical form")
{
    for (const Starter starter : {Starter::profiles, Starter::blocking})
        CHECK(canonical_text(starter_text(starter)) == starter_text(starter));
}

TEST_CASE("One blank line stands before a table and the comment on it, none behind its head")
{
    CHECK(canonical_text("\n\n\na=1\n# on b\n[b]\n\n\nc  =  2   \n\n\n\nd=3\n[e]\n[f] # remark\n\n\n") ==
          "a = 1\n\n# on b\n[b]\nc = 2\n\nd = 3\n\n[e]\n\n[f]   # remark\n");
    CHECK(canonical_text("") == "");
    CHECK(canonical_text("# only this") == "# only this\n");
    CHECK(canonical_text("\xEF\xBB\xBF"
                         "a = 1\r\n") == "a = 1\n");
}

TEST_CASE("Keys of five and six letters are aligned where they stand together")
{
    CHECK(canonical_text("format=1\ntitle=\"x\"\n\nshows=[]\n") ==
          "format = 1\ntitle  = \"x\"\n\nshows = []\n");
    CHECK(canonical_text("[cases.a]\npolicy='x'\ngrain='y'\nexpect.b='z'\n") ==
          "[cases.a]\npolicy = 'x'\ngrain  = 'y'\nexpect.b = 'z'\n");
    CHECK(canonical_text("[properties.a]\nnever='x'\nbetter='y'\n") ==
          "[properties.a]\nnever = 'x'\nbetter = 'y'\n");
}

TEST_CASE("An array stands on one line, or has a line for each item")
{
    CHECK(canonical_text("a = [ 1,2 , 3 ]\n") == "a = [1, 2, 3]\n");
    CHECK(canonical_text("a = [1,\n 2]\n") == "a = [1, 2]\n");
    CHECK(canonical_text("a = [\n1, 2]\n") == "a = [\n    1,\n    2,\n]\n");
    CHECK(canonical_text("a = [1, # one\n2]\n") == "a = [\n    1,   # one\n    2,\n]\n");
    CHECK(canonical_text("a = [ # all\n]\n") == "a = [\n    # all\n]\n");
    CHECK(canonical_text("a = [\n]\n") == "a = []\n");
    CHECK(canonical_text("a = [{b=[\n1]}]\n") == "a = [{ b = [\n    1,\n] }]\n");
    CHECK(canonical_text("a = {  }\n") == "a = {}\n");
    const std::string wide(60, 'x');
    CHECK(canonical_text("a = [\"" + wide + "\", \"" + wide + "\"]\n") ==
          "a = [\n    \"" + wide + "\",\n    \"" + wide + "\",\n]\n");
}

TEST_CASE("Comments behind neighbouring lines stand in one column, unless that is too wide")
{
    CHECK(canonical_text("a = 1 # one\nbcd = 2# two\n\ne = 3       # three\n") ==
          "a = 1     # one\nbcd = 2   # two\n\ne = 3   # three\n");
    const std::string wide(98, 'x');
    CHECK(canonical_text("a = 1 # " + wide + "\nbcdefghi = 2 # two\n") ==
          "a = 1   # " + wide + "\nbcdefghi = 2   # two\n");
}

TEST_CASE("Strings stay as they are quoted, keys lose quotes that they do not need")
{
    CHECK(canonical_text("a='x # y'\nb=\"\"\"x\n  y=[1,\n\"\"\"\nc='''\\'''\n") ==
          "a = 'x # y'\nb = \"\"\"x\n  y=[1,\n\"\"\"\nc = '''\\'''\n");
    CHECK(canonical_text("[ a . \"b\" . 'c d' ]\n\"e\"=\"\\\"]\"\n") == "[a.b.'c d']\ne = \"\\\"]\"\n");
    CHECK(canonical_text("a = \"\"\"x\"\"\"\"\"\n") == "a = \"\"\"x\"\"\"\"\"\n");
}
