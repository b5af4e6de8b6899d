#include <string>

#include <catch2/catch.hpp>

#include "scenarios/format/source_text.hpp"

using namespace holdfast::scenarios;

TEST_CASE("a text has the lines that its line feeds make")
{
    const SourceText text{"one\r\ntwo\n\nfour"};
    CHECK(text.lines() == 4);
    CHECK(text.line(1) == "one");
    CHECK(text.line(2) == "two");
    CHECK(text.line(3).empty());
    CHECK(text.line(4) == "four");
    CHECK(text.line(0).empty());
    CHECK(text.line(5).empty());
}

TEST_CASE("a byte order mark has no column")
{
    const SourceText text{"\xEF\xBB\xBFone\n"};
    CHECK(text.line(1) == "one");
    CHECK(text.position_of(0) == Position{1, 1});
    CHECK(text.position_of(3) == Position{1, 1});
    CHECK(text.position_of(4) == Position{1, 2});
}

TEST_CASE("bytes have places in code points")
{
    const SourceText text{"ä\nxäy"};
    CHECK(text.position_of(0) == Position{1, 1});
    CHECK(text.position_of(2) == Position{1, 2});
    CHECK(text.position_of(3) == Position{2, 1});
    CHECK(text.position_of(6) == Position{2, 3});
    CHECK(text.position_of(999) == Position{2, 4});
}

TEST_CASE("the excerpt of a short line is the line")
{
    const SourceText text{"short\n"};
    CHECK(text.excerpt({1, 3}).text == "short");
    CHECK(text.excerpt({1, 3}).from == 1);
    CHECK(text.excerpt({7, 3}).text.empty());
}

TEST_CASE("the excerpt of a huge line is a piece round the column")
{
    const std::string line = std::string(5'000, 'a') + "X" + std::string(5'000, 'b');
    const SourceText text{line};
    const Excerpt excerpt = text.excerpt({1, 5'001});
    CHECK(excerpt.text.size() == 400);
    CHECK(excerpt.text[5'001 - excerpt.from] == 'X');
}

TEST_CASE("a place inside a string is known where the string is written as it is")
{
    const SourceText text{"run = [\"logn Out\", 'ä logn', \"l\\u006Fgn\"]"};
    CHECK(text.inside({1, 8}, "logn Out", 5) == Position{1, 14});
    CHECK(text.inside({1, 20}, "ä logn", 3) == Position{1, 23});
    CHECK(text.inside({1, 30}, "logn", 2) == Position{1, 38});  // behind an escape of six letters
    CHECK(text.inside({1, 1}, "logn", 2) == Position{1, 1});    // no string there
}

TEST_CASE("a place inside a string of several lines is in its line")
{
    const SourceText text{
        "a = \"\"\"\nOutlook is live \\\n    and\r\nmailr is ended\"\"\"\nb = '''p\nq'''\n"};
    const std::string value = "Outlook is live and\nmailr is ended";
    CHECK(text.inside({1, 5}, value, 0) == Position{2, 1});
    CHECK(text.inside({1, 5}, value, value.find("and")) == Position{3, 5});
    CHECK(text.inside({1, 5}, value, value.find("mailr")) == Position{4, 1});
    CHECK(text.inside({1, 5}, value, value.size()) == Position{4, 15});
    CHECK(text.inside({5, 5}, "p\nq", 2) == Position{6, 1});
}

TEST_CASE("a string whose text is not its value is pointed at as a whole")
{
    const SourceText text{"a = \"x\\qy\"\nb = \"xy\"\nc = 'x"};
    CHECK(text.inside({1, 5}, "xqy", 2) == Position{1, 5});
    CHECK(text.inside({2, 5}, "xz", 2) == Position{2, 5});
    CHECK(text.inside({3, 5}, "xy", 2) == Position{3, 5});
    CHECK(text.inside({9, 5}, "xy", 2) == Position{9, 5});
}
