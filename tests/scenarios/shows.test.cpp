#include "scenarios/format/shows.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

std::string file_that_shows(const std::string& letters)
{
    return head + "shows = " + letters + "\n" + accounts + profiles + programs;
}

}  // namespace

TEST_CASE("what a scenario shows is kept in its order")
{
    CHECK(good(file_that_shows(R"(["W8", "T5", "P4"])")).shows == std::vector<std::string>{"W8", "T5", "P4"});
    CHECK(good(head + accounts + profiles + programs).shows.empty());
}

TEST_CASE("every letter is there once, with a meaning")
{
    std::set<std::string_view> letters;
    for (const Showable& each : showables()) {
        CHECK(letters.insert(each.letter).second);
        CHECK_FALSE(each.meaning.empty());
    }
    CHECK(letters.size() == 6 + 19 + 6 + 5 + 8 + 11 + 16);
}

TEST_CASE("an unknown letter is told with its place and the nearest that there is")
{
    const std::string errors = errors_of(file_that_shows(R"(["W1", "W20"])"));
    CHECK(errors.find("bad.toml:3:16") != std::string::npos);
    CHECK(errors.find("unknown item of 'shows' 'W20'") != std::string::npos);
    CHECK(errors.find("did you mean 'W2'?") != std::string::npos);
}

TEST_CASE("a letter that is given twice, and an item that is no string, are errors")
{
    CHECK(errors_of(file_that_shows(R"(["W1", "W1"])")).find("duplicate item 'W1' of 'shows'") !=
          std::string::npos);
    CHECK(errors_of(file_that_shows("[1]")).find("an item of 'shows' must be a string, not a whole number") !=
          std::string::npos);
    CHECK(errors_of(file_that_shows("\"W1\"")).find("'shows' must be an array of strings, not a string") !=
          std::string::npos);
}
