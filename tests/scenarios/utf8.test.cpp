#include <string>

#include <catch2/catch.hpp>

#include "scenarios/format/utf8.hpp"

using namespace holdfast::scenarios;

TEST_CASE("text goes to code points and back")
{
    for (const std::string text : {"", "plain", "Größe", "受信箱", "\U0001F4E7 mail"}) {
        CHECK(to_utf8(code_points(text)) == text);
    }
    CHECK(code_points("ä受\U0001F4E7").size() == 3);
}

TEST_CASE("the first byte that is no UTF-8 is found")
{
    CHECK(first_invalid_byte("Größe") == std::nullopt);
    CHECK(first_invalid_byte("") == std::nullopt);
    CHECK(first_invalid_byte("ab\xFF") == std::size_t{2});
    CHECK(first_invalid_byte("ab\xC3") == std::size_t{2});            // cut short
    CHECK(first_invalid_byte("a\x80") == std::size_t{1});             // a trail byte without its lead
    CHECK(first_invalid_byte("\xC0\xAF") == std::size_t{0});          // longer than needed
    CHECK(first_invalid_byte("\xED\xA0\x80") == std::size_t{0});      // half a surrogate pair
    CHECK(first_invalid_byte("\xF4\x90\x80\x80") == std::size_t{0});  // beyond U+10FFFF
}

TEST_CASE("invalid bytes become replacement characters")
{
    CHECK(to_utf8(code_points("a\xFFz")) == "a\uFFFDz");
}

TEST_CASE("bytes are counted by code points")
{
    CHECK(bytes_of("aä受z", 0) == 0);
    CHECK(bytes_of("aä受z", 2) == 3);
    CHECK(bytes_of("aä受z", 3) == 6);
    CHECK(bytes_of("aä受z", 99) == 7);
}

TEST_CASE("control characters and line separators are no part of a name")
{
    CHECK(is_control(U'\0'));
    CHECK(is_control(U'\n'));
    CHECK(is_control(U'\t'));
    CHECK(is_control(U'\x7F'));
    CHECK(is_control(U'\x85'));
    CHECK(is_control(U'\u2028'));
    CHECK_FALSE(is_control(U' '));
    CHECK_FALSE(is_control(U'ä'));
    CHECK_FALSE(is_control(U'\u00A0'));
}

TEST_CASE("wide characters take two columns and combining ones none")
{
    CHECK(width_of(U'a') == 1);
    CHECK(width_of(U'ä') == 1);
    CHECK(width_of(U'受') == 2);
    CHECK(width_of(U'\U0001F4E7') == 2);
    CHECK(width_of(U'\u0301') == 0);
    CHECK(width_of(U'\u200D') == 0);
}

TEST_CASE("a quoted word does no harm to a terminal and does not fill it")
{
    CHECK(quoted("logon") == "'logon'");
    CHECK(quoted("a\x1B[31mb") == "'a\uFFFD[31mb'");
    CHECK(quoted("Out\u202Elook\u2069") == "'Out\uFFFDlook\uFFFD'");
    CHECK(quoted(std::string(100, 'x')) == "'" + std::string(64, 'x') + "\u2026'");
    CHECK(quoted(std::string(64, 'x')) == "'" + std::string(64, 'x') + "'");
}
