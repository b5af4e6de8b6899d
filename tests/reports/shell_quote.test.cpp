#include "reports/shell_quote.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "reports/display_width.hpp"
#include "tests/run_program.hpp"

using namespace holdfast;

TEST_CASE("Harmless words are not quoted")
{
    CHECK(reports::shell_quote("scenarios/race/kb303221.toml") == "scenarios/race/kb303221.toml");
    CHECK(reports::shell_quote("1:0,0,2.1") == "1:0,0,2.1");
    CHECK(reports::shell_quote("1@3:0") == "1@3:0");
}

TEST_CASE("A shell takes every quoted word back as it was")
{
    const std::vector<std::string> words{"",
                                         "a b",
                                         "it's",
                                         "\"double\"",
                                         "$HOME `id` $(id)",
                                         "back\\slash",
                                         "*?[a]",
                                         "~",
                                         "#x",
                                         "!x",
                                         "a\nb",
                                         "\x1b[31mred\x1b[0m",
                                         "\u65e5\u672c",
                                         "\u202eabc",
                                         "\xff'\\\x01"
                                         "2"};
    std::string script = "printf '%s\\0'";
    std::string expected;
    for (const std::string& word : words) {
        script += " " + reports::shell_quote(word);
        expected += word + '\0';
    }
    CHECK(tests::run_in_shell(script).out == expected);
}

TEST_CASE("A quoted word can be shown on a terminal")
{
    for (const std::string word : {"a\nb", "\x1b[31m", "\u202e", "\xff"}) {
        const std::string quoted = reports::shell_quote(word);
        CHECK(reports::printable(quoted) == quoted);
    }
}
