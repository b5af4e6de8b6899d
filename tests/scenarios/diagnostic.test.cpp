// How errors look. Where a caret stands is a promise: a person counts on it, and so do editors.
#include <string>

#include <catch2/catch.hpp>

#include "scenarios/format/parse.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

Diagnostic at(std::size_t column, const std::string& line)
{
    return {"a.toml", {7, column}, "wrong", {}, line, 1};
}

std::string second_line(const std::string& text)
{
    const std::size_t start = text.find('\n') + 1;
    return text.substr(start, text.find('\n', start) - start);
}

std::string third_line(const std::string& text)
{
    const std::size_t start = text.find('\n', text.find('\n') + 1) + 1;
    return text.substr(start, text.find('\n', start) - start);
}

}  // namespace

TEST_CASE("a diagnostic shows place, message, line, caret and advice")
{
    Diagnostic diagnostic = at(5, "run = [3]");
    diagnostic.advice = "write a string";
    CHECK(to_text(diagnostic) == R"(a.toml:7:5: error: wrong
    run = [3]
        ^
    write a string
)");
}

TEST_CASE("a diagnostic of a whole file has neither place nor line")
{
    CHECK(to_text(Diagnostic{"a.toml", {0, 0}, "there is no such file", {}, {}, 1}) ==
          "a.toml: error: there is no such file\n");
}

TEST_CASE("a caret behind the end of a line stands there")
{
    CHECK(third_line(to_text(at(4, "abc"))) == "       ^");
    CHECK(third_line(to_text(at(99, "abc"))) == "       ^");
}

TEST_CASE("what turns the direction of writing is shown as a character that takes a column")
{
    const std::string text = to_text(at(3, "a\u202Eb"));
    CHECK(second_line(text) == "    a\uFFFDb");
    CHECK(third_line(text) == "      ^");
}

TEST_CASE("a tab counts as the blanks that are shown for it")
{
    const std::string text = to_text(at(3, "\t\tx\ty"));
    CHECK(second_line(text) == "            x    y");
    CHECK(third_line(text) == "            ^");
}

TEST_CASE("a wide character before the caret counts twice, a combining one not at all")
{
    CHECK(third_line(to_text(at(3, "受信x"))) == "        ^");
    CHECK(third_line(to_text(at(3, "a\u0301x"))) == "     ^");
    CHECK(third_line(to_text(at(3, "äöx"))) == "      ^");
}

TEST_CASE("control characters of a line are not sent to the terminal")
{
    CHECK(second_line(to_text(at(1, "a\x1B[31m\x07"))) == "    a\uFFFD[31m\uFFFD");
    CHECK(to_text(Diagnostic{"a\nb.toml", {1, 1}, "wrong", {}, {}, 1}).starts_with("a\uFFFDb.toml:1:1"));
}

TEST_CASE("a line of a hundred columns is shown whole")
{
    const std::string line(100, 'x');
    CHECK(second_line(to_text(at(100, line))) == "    " + line);
    CHECK(third_line(to_text(at(100, line))) == std::string(103, ' ') + "^");
}

TEST_CASE("of a longer line a window round the caret is shown")
{
    const std::string line = std::string(150, 'a') + "X" + std::string(150, 'b');
    const std::string text = to_text(at(151, line));
    CHECK(second_line(text) == "    ..." + std::string(50, 'a') + "X" + std::string(49, 'b') + "...");
    CHECK(third_line(text) == std::string(4 + 3 + 50, ' ') + "^");
}

TEST_CASE("the window begins with the line where the caret is near its start")
{
    const std::string text = to_text(at(2, std::string(300, 'a')));
    CHECK(second_line(text) == "    " + std::string(100, 'a') + "...");
    CHECK(third_line(text) == "     ^");
}

TEST_CASE("the window ends with the line where the caret is near its end")
{
    const std::string text = to_text(at(300, std::string(299, 'a') + "X"));
    CHECK(second_line(text) == "    ..." + std::string(50, 'a') + "X");
    CHECK(third_line(text) == std::string(4 + 3 + 50, ' ') + "^");
}

TEST_CASE("a window of wide characters is not wider than others")
{
    std::string line;
    for (int k = 0; k < 100; ++k) line += "受";
    const std::string text = to_text(at(50, line));
    CHECK(third_line(text) == std::string(4 + 3 + 50, ' ') + "^");
    CHECK(second_line(text).size() == 4 + 3 + 50 * 3 + 3);
}

TEST_CASE("an error in a line of megabytes keeps a piece of it only")
{
    const std::string text = head + accounts + "[profiles." + std::string(8'000'000, 'x') + "]\n" + programs;
    const auto scenario = parse(text, "bad.toml");
    REQUIRE_FALSE(scenario.has_value());
    for (const Diagnostic& each : scenario.error()) {
        CHECK(each.line_text.size() <= 400);
        CHECK(to_text(each).size() < 1'000);
    }
}

TEST_CASE("a hundred errors are printed and the others counted")
{
    std::string text = head;
    for (int k = 0; k < 150; ++k) text += "key" + std::to_string(k) + " = 1\n";
    const auto scenario = parse(text + accounts + profiles + programs, "bad.toml");
    REQUIRE_FALSE(scenario.has_value());
    CHECK(scenario.error().size() == 150);
    const std::string all = to_text(scenario.error());
    CHECK(all.find("unknown key 'key99'") != std::string::npos);
    CHECK(all.find("unknown key 'key100'") == std::string::npos);
    CHECK(all.ends_with("and 50 more errors\n"));
}

TEST_CASE("all errors of a file come at once, in the order of their places")
{
    CHECK(
        errors_of(head + accounts + R"([profiles.Outlook]
state = "gone"
[programs.mailer]
session = "consol"
count = 0
run = ["logn Outlook", "acess"]
[mapi]
policy = "fixd"
[expect]
stuck = "no"
)") == R"(bad.toml:6:9: error: unknown state 'gone'; expected absent, live or marked
    state = "gone"
            ^
bad.toml:8:11: error: unknown session 'consol'; expected console or remote
    session = "consol"
              ^
    did you mean 'console'?
bad.toml:9:9: error: 'count' must be a whole number from 1 to 64, not 0
    count = 0
            ^
bad.toml:10:9: error: unknown step 'logn'; expected )" +
            known_steps + R"(
    run = ["logn Outlook", "acess"]
            ^
    did you mean 'logon'?
bad.toml:10:25: error: unknown step 'acess'; expected )" +
            known_steps +
            R"(
    run = ["logn Outlook", "acess"]
                            ^
    did you mean 'access'?
bad.toml:12:10: error: unknown policy 'fixd'; expected unpatched, fault-303221, )"
            R"(fault-818861, fixed, mend-f1a, mend-f2, mend-f3, mend-f4, mend-f5, kopano, openchange or gromox
    policy = "fixd"
             ^
    did you mean 'fixed'?
bad.toml:14:9: error: unknown verdict 'no'; expected holds, violated, inconclusive or any
    stuck = "no"
            ^
)");
}

TEST_CASE("a caret stands right in a line with umlauts, with a byte order mark and with carriage returns")
{
    CHECK(errors_of("\xEF\xBB\xBF" + head + "sours = \"Größe\"\r\n" + accounts + R"([profiles."Größe"]
[programs.mailer]
session = "console"
run = ["logon Größe", "accss"]
)") == "bad.toml:3:1: error: unknown key 'sours' in the file; expected format, title, source, shows, tags, "
       "accounts, "
       "profiles, servers, programs, environment, words, mapi, fairness, limits, properties, expect or "
       "cases\n"
       "    sours = \"Größe\"\n"
       "    ^\n"
       "    did you mean 'source'?\n"
       "bad.toml:9:24: error: unknown step 'accss'; expected " +
              known_steps +
              "\n"
              "    run = [\"logon Größe\", \"accss\"]\n"
              "                           ^\n"
              "    did you mean 'access'?\n");
}
