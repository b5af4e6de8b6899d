#include <string>

#include <catch2/catch.hpp>

#include "scenarios/format/key_depth.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios;

TEST_CASE("a key of eight parts passes and one of nine does not")
{
    CHECK(too_deep_key("a.b.c.d.e.f.g.h = 1\n") == std::nullopt);
    CHECK(too_deep_key("a.b.c.d.e.f.g.h.i = 1\n") == std::size_t{15});
    CHECK(too_deep_key("[a . b . c . d . e . f . g . h . i]\n").has_value());
}

TEST_CASE("dots in strings and comments are no parts of a key")
{
    CHECK(too_deep_key("a = \"1.2.3.4.5.6.7.8.9.10\"\n") == std::nullopt);
    CHECK(too_deep_key("a = '1.2.3.4.5.6.7.8.9.10'\n") == std::nullopt);
    CHECK(too_deep_key("a = \"\"\"1.2.3.4.5\n.6.7.8.9.10\"\"\"\n") == std::nullopt);
    CHECK(too_deep_key("# 1.2.3.4.5.6.7.8.9.10\n") == std::nullopt);
    CHECK(too_deep_key("a = \"\\\"1.2.3.4.5.6.7.8.9\"\n") == std::nullopt);
}

TEST_CASE("keys that follow a string are looked at again")
{
    const std::string deep = "a.b.c.d.e.f.g.h.i = 1\n";
    CHECK(too_deep_key("x = \"s\"\n" + deep).has_value());
    CHECK(too_deep_key("x = 's'\n" + deep).has_value());
    CHECK(too_deep_key("x = \"\"\"s\"\"\"\n" + deep).has_value());
    CHECK(too_deep_key("x = \"\"\"ends with two quotes\"\"\"\"\"\n" + deep).has_value());
    CHECK(too_deep_key("x = '''ends with a quote''''\n" + deep).has_value());
    CHECK(too_deep_key("x = \"\\\\\"\n" + deep).has_value());
    CHECK(too_deep_key("x = { " + deep).has_value());
}

TEST_CASE("parts of different keys do not add up")
{
    std::string text;
    for (int k = 0; k < 100; ++k) text += "[a.b.c]\nd.e = 1.5\n";
    CHECK(too_deep_key(text) == std::nullopt);
    CHECK(too_deep_key("a = [1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8, 9.9]") == std::nullopt);
}

TEST_CASE("a key of a million parts is an error, not the end of the program")
{
    std::string key = "a";
    for (int k = 0; k < 1'000'000; ++k) key += ".a";
    CHECK(texts::errors_of(key + " = 1\n").starts_with("bad.toml:1:16: error: a key of more than 8 parts\n"));
}

TEST_CASE("values nested as deep as keys and brackets allow are read without harm")
{
    std::string text = "x = ";
    for (int k = 0; k < 120; ++k) text += "{ a.a.a.a.a.a.a.a = [";
    text += "1";
    for (int k = 0; k < 120; ++k) text += "] }";
    CHECK(texts::errors_of(text + "\n").starts_with("bad.toml:1:1: error: "));
}
