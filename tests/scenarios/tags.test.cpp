#include "scenarios/format/tags.hpp"

#include <catch2/catch.hpp>

#include "scenarios/format/print.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

std::string file_with_tags(const std::string& tags)
{
    return head + "tags = " + tags + "\n" + accounts + profiles + programs;
}

}  // namespace

TEST_CASE("tags are kept in their order, and printed")
{
    const Scenario scenario = good(file_with_tags(R"(["nightly", "Größe"])"));
    CHECK(scenario.tags == std::vector<std::string>{"nightly", "Größe"});
    CHECK(print(scenario).find(R"(tags = ["nightly", "Größe"])") != std::string::npos);
    CHECK(good(head + accounts + profiles + programs).tags.empty());
}

TEST_CASE("a tag is a good name, given once")
{
    CHECK(errors_of(file_with_tags(R"(["a", "a"])")).find("duplicate item 'a' of 'tags'") !=
          std::string::npos);
    CHECK(errors_of(file_with_tags("[1]")).find("an item of 'tags' must be a string, not a whole number") !=
          std::string::npos);
    CHECK(errors_of(file_with_tags(R"([""])")).find("the name of a tag is empty") != std::string::npos);
    CHECK(errors_of(file_with_tags("\"a\"")).find("'tags' must be an array of strings") != std::string::npos);
}
