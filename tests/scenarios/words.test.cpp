#include "scenarios/format/words.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios;
using namespace holdfast::scenarios::texts;

namespace {

std::string file_with_words(const std::string& words)
{
    return head + accounts + profiles + programs + "[words]\n" + words;
}

}  // namespace

TEST_CASE("what a file renames is how its reports say it, in every case")
{
    const Scenario scenario = good(file_with_words("profile = \"image\"\n\"in-use table\" = \"lease table\"\n"
                                                   "[cases.one]\n[cases.two]\n"));
    REQUIRE(scenario.cases.size() == 2);
    for (const Case& each : scenario.cases) {
        CHECK(each.setup.world.vocabulary.word("profile") == "image");
        CHECK(each.setup.world.vocabulary.word("in-use table") == "lease table");
        CHECK(each.setup.world.vocabulary.word("session") == "session");
    }
}

TEST_CASE("a word that reports do not use is told with the nearest that they do")
{
    const std::string errors = errors_of(file_with_words("profle = \"image\"\n"));
    CHECK(errors.find("bad.toml:10:1") != std::string::npos);
    CHECK(errors.find("unknown word 'profle'") != std::string::npos);
    CHECK(errors.find("did you mean 'profile'?") != std::string::npos);
}

TEST_CASE("properties and assumptions are no words")
{
    CHECK(errors_of(file_with_words("in-use-purge = \"x\"\n")).find("unknown word") != std::string::npos);
    CHECK(errors_of(file_with_words("use-scope = \"x\"\n")).find("unknown word") != std::string::npos);
}

TEST_CASE("what a word is renamed to is checked as a name is")
{
    CHECK(errors_of(file_with_words("profile = \"\"\n")).find("the name of word 'profile' is empty") !=
          std::string::npos);
    CHECK(errors_of(file_with_words("profile = \"a\\tb\"\n")).find("control character U+0009") !=
          std::string::npos);
    CHECK(errors_of(file_with_words("profile = \"" + std::string(65, 'x') + "\"\n")).find("too long") !=
          std::string::npos);
    CHECK(
        errors_of(file_with_words("profile = 1\n")).find("'profile' must be a string, not a whole number") !=
        std::string::npos);
    CHECK(errors_of(head + "words = 1\n" + accounts + profiles + programs)
              .find("'words' must be a table, not a whole number") != std::string::npos);
}
