#include "reports/display_width.hpp"

#include <catch2/catch.hpp>

using namespace holdfast::reports;

TEST_CASE("Width counts columns, not bytes or code points")
{
    CHECK(display_width("") == 0);
    CHECK(display_width("Outlook") == 7);
    CHECK(display_width("Gr\u00f6\u00dfe") == 5);
    CHECK(display_width("e\u0301") == 1);       // a letter and a combining accent
    CHECK(display_width("\u65e5\u672c") == 4);  // wide
    CHECK(display_width("\U0001f600") == 2);    // emoji
    CHECK(display_width("a\u200db") == 2);      // a joiner takes nothing
    CHECK(display_width("\u0627\u064b") == 1);  // Arabic letter with a mark
}

TEST_CASE("What could rearrange a terminal is escaped")
{
    CHECK(printable("plain \u65e5") == "plain \u65e5");
    CHECK(printable("a\nb\tc\rd") == "a\\nb\\tc\\rd");
    CHECK(printable("\x1b[31m") == "\\x1B[31m");
    CHECK(printable(std::string_view("\0\x7f", 2)) == "\\x00\\x7F");
    CHECK(printable("\u0085") == "\\u{0085}");  // a control character of two bytes
    CHECK(printable("\u202eabc") == "\\u{202E}abc");
    CHECK(printable("\u2028") == "\\u{2028}");
}

TEST_CASE("Bytes that are not UTF-8 are escaped one by one")
{
    CHECK(printable("a\xff"
                    "b") == "a\\xFFb");
    CHECK(printable("\xe6\x97") == "\\xE6\\x97");           // a character cut short
    CHECK(printable("\xc0\x80") == "\\xC0\\x80");           // an overlong form
    CHECK(printable("\xed\xa0\x80") == "\\xED\\xA0\\x80");  // half a surrogate pair
}

TEST_CASE("What is printable stays as it is when escaped again")
{
    const std::string once = printable("x\x1b\xff\u202e\u65e5");
    CHECK(printable(once) == once);
}
