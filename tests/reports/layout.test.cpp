#include "reports/layout.hpp"

#include <algorithm>
#include <limits>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "reports/display_width.hpp"

using namespace holdfast::reports;

TEST_CASE("Text breaks at spaces and only there")
{
    CHECK(wrap("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrap("one two three", 100) == Lines{"one two three"});
    CHECK(wrap("", 10) == Lines{""});
}

TEST_CASE("A word wider than the line is broken where the line ends")
{
    CHECK(wrap("abcdefgh ij", 3) == Lines{"abc", "def", "gh", "ij"});
    CHECK(wrap("\u65e5\u672c\u8a9e", 5) == Lines{"\u65e5\u672c", "\u8a9e"});
}

TEST_CASE("No line of a wrapped text is wider than asked, and no character is lost")
{
    const bool held = rc::check("wrap", [] {
        const auto words = *rc::gen::container<std::vector<std::string>>(
            rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z'))));
        const std::size_t width = *rc::gen::inRange<std::size_t>(1, 30);
        std::string text;
        for (const std::string& word : words) text += word + " ";
        std::string back;
        for (const std::string& line : wrap(text, width)) {
            RC_ASSERT(display_width(line) <= width);
            back += line;
        }
        const auto without_spaces = [](std::string from) {
            from.erase(std::remove(from.begin(), from.end(), ' '), from.end());
            return from;
        };
        RC_ASSERT(without_spaces(back) == without_spaces(text));
    });
    REQUIRE(held);
}

TEST_CASE("Further lines of a hanging text stand under the first")
{
    CHECK(hanging("- ", "one two three", 9) == Lines{"- one two", "  three"});
}

TEST_CASE("Columns are as wide as their widest cell, and the widest gives way")
{
    CHECK(fit_columns({{"a", "bbbb"}, {"ccc", "d"}}, 100) == std::vector<std::size_t>{3, 4});
    const auto squeezed = fit_columns({{"key", std::string(200, 'x')}}, 50);
    CHECK(squeezed == std::vector<std::size_t>{3, 45});
}

TEST_CASE("Cells of a row wrap inside their columns")
{
    CHECK(table_row({"key", "one two"}, {5, 3}) == Lines{"key    one", "       two"});
    CHECK(table_row({"key", ""}, {5, 3}) == Lines{"key"});
}

TEST_CASE("Numbers are grouped and things counted")
{
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(std::numeric_limits<std::uint64_t>::max() - 1) == "18,446,744,073,709,551,614");
    CHECK(counted(1, "step") == "1 step");
    CHECK(counted(0, "switch") == "0 switches");
    CHECK(counted(12345, "state") == "12,345 states");
}

TEST_CASE("The greatest count is told as what it is, a count that went no further")
{
    CHECK(grouped(std::numeric_limits<std::uint64_t>::max()) == "at least 18,446,744,073,709,551,615");
    CHECK(counted(std::numeric_limits<std::uint64_t>::max(), "state") ==
          "at least 18,446,744,073,709,551,615 states");
}

TEST_CASE("Lists read as in a sentence")
{
    CHECK(listed({}).empty());
    CHECK(listed({"a"}) == "a");
    CHECK(listed({"a", "b"}) == "a and b");
    CHECK(listed({"a", "b", "c"}) == "a, b and c");
}
