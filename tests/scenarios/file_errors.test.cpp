// What makes a file no scenario at all, or no scenario of this version.
// Each kind of error with its exact text.
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/texts.hpp"

using namespace holdfast::scenarios::texts;

TEST_CASE("an empty file says how a scenario starts")
{
    CHECK(errors_of("") ==
          R"(bad.toml:1:1: error: the file is empty
    a scenario starts with format = 1 and a title
)");
}

TEST_CASE("a file of comments is empty")
{
    CHECK(errors_of(R"(# nothing

)") ==
          R"(bad.toml:1:1: error: the file is empty
    # nothing
    ^
    a scenario starts with format = 1 and a title
)");
}

TEST_CASE("a zero byte makes a binary file")
{
    CHECK(errors_of(std::string("format = 1\nti\0tle", 17)) ==
          R"(bad.toml:2:3: error: a binary file, not a scenario: byte 14 is zero
    ti�tle
      ^
)");
}

TEST_CASE("an invalid byte is shown with its place")
{
    CHECK(errors_of("format = 1\ntitle = \"\xC3"
                    "\xA4"
                    "\xFF"
                    "\"\n") ==
          R"(bad.toml:2:11: error: not valid UTF-8: byte 23 is 0xFF
    title = "ä�"
              ^
    save the file as UTF-8
)");
}

TEST_CASE("a key of many parts is refused before it can do harm")
{
    CHECK(errors_of("a.a.a.a.a.a.a.a.a = 1\n") ==
          R"(bad.toml:1:16: error: a key of more than 8 parts
    a.a.a.a.a.a.a.a.a = 1
                   ^
)");
}

TEST_CASE("a file of another version is not judged further")
{
    CHECK(errors_of(R"(format = 2
whatever = true
)") ==
          R"(bad.toml:1:10: error: unsupported format 2; expected 1
    format = 2
             ^
)");
}

TEST_CASE("a version that is no number is an error")
{
    CHECK(errors_of(R"(format = "1"
title = "t"
)" + accounts + programs) ==
          R"(bad.toml:1:10: error: 'format' must be a whole number, not a string
    format = "1"
             ^
bad.toml:7:15: error: unknown profile 'Outlook' of account 'admin', which has no profiles
    run = ["logon Outlook"]
                  ^
)");
}

TEST_CASE("missing keys are all named, at the start of the file")
{
    CHECK(errors_of(R"(source = "s"
)") ==
          R"(bad.toml:1:1: error: missing 'format' in the file (the version of this language: 1)
    source = "s"
    ^
bad.toml:1:1: error: missing 'title' in the file (one line that says what the scenario shows)
    source = "s"
    ^
bad.toml:1:1: error: missing 'accounts' in the file (the accounts)
    source = "s"
    ^
bad.toml:1:1: error: missing 'programs' in the file (the programs)
    source = "s"
    ^
)");
}

TEST_CASE("an unknown key of the file is an error")
{
    CHECK(errors_of(head + R"(sauce = "KB"
)" + accounts + profiles +
                    programs) ==
          R"(bad.toml:3:1: error: unknown key 'sauce' in the file; expected format, title, )"
          R"(source, shows, tags, accounts, profiles, servers, programs, environment, words, mapi, )"
          R"(fairness, limits, properties, expect or cases
    sauce = "KB"
    ^
    did you mean 'source'?
)");
}

TEST_CASE("an unknown table is an error")
{
    CHECK(errors_of(head + accounts + profiles + programs + R"([limit]
states = 1
)") == R"(bad.toml:9:2: error: unknown key 'limit' in the file; expected format, title, )"
       R"(source, shows, tags, accounts, profiles, servers, programs, environment, words, mapi, )"
       R"(fairness, limits, properties, expect or cases
    [limit]
     ^
    did you mean 'limits'?
)");
}

TEST_CASE("an empty title is an error")
{
    CHECK(errors_of(R"(format = 1
title = "  "
)" + accounts + profiles +
                    programs) ==
          R"(bad.toml:2:9: error: 'title' is empty; say in one line what the scenario shows
    title = "  "
            ^
)");
}

TEST_CASE("a title of two lines is an error")
{
    CHECK(errors_of(R"(format = 1
title = "a\nb"
)" + accounts + profiles +
                    programs) ==
          R"(bad.toml:2:9: error: 'title' must be one line, but contains the control character U+000A
    title = "a\nb"
            ^
)");
}

TEST_CASE("a syntax error is the only one")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer
session = 1
)") ==
          R"(bad.toml:6:17: error: not valid TOML: expected ']', saw '\n', while reading a table header
    [programs.mailer
                    ^
)");
}

TEST_CASE("a value that is missing is an error")
{
    CHECK(errors_of("format =\n") ==
          R"(bad.toml:1:9: error: not valid TOML: expected value, saw '\n', while reading a key-value pair
    format =
            ^
)");
}

TEST_CASE("a key that is given twice is an error at the second key")
{
    CHECK(errors_of(head + R"(title = "again"
)") ==
          R"(bad.toml:3:1: error: duplicate: there is already the string 'title'
    title = "again"
    ^
    a key or table can be given only once; keep one, or merge them
)");
}

TEST_CASE("a table that is given twice is an error")
{
    CHECK(errors_of(head + accounts + accounts) ==
          R"(bad.toml:5:1: error: duplicate: there is already the table 'accounts.admin'
    [accounts.admin]
    ^
    a key or table can be given only once; keep one, or merge them
)");
}

TEST_CASE("a string that does not end gets advice on its quote")
{
    CHECK(errors_of(R"(format = 1
title = "t
)") == R"(bad.toml:2:11: error: not valid TOML: unescaped control characters other than TAB )"
       R"((U+0009) are explicitly prohibited, while reading a string
    title = "t
              ^
    is the quote missing that ends the string?
)");
}

TEST_CASE("a table name with a blank that is not quoted is an error")
{
    CHECK(errors_of(head + accounts + "[profiles.My Profile]\n") ==
          R"(bad.toml:5:14: error: not valid TOML: expected ']', saw 'P', while reading a table header
    [profiles.My Profile]
                 ^
    a name with blanks or other letters than A to Z is quoted: "My Profile"
)");
}

TEST_CASE("a key with an umlaut that is not quoted is an error")
{
    CHECK(errors_of(head + accounts + R"([profiles]
Büro = {}
)") ==
          R"(bad.toml:6:2: error: not valid TOML: expected '=', saw 'ü', while reading a key-value pair
    Büro = {}
     ^
    a name with blanks or other letters than A to Z is quoted: "My Profile"
)");
}

TEST_CASE("a step that is not quoted is an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = [logon]
)") ==
          R"(bad.toml:8:8: error: not valid TOML: could not determine value type, while reading a value
    run = [logon]
           ^
    text is quoted: "logon Outlook"
)");
}

TEST_CASE("steps without a comma are an error")
{
    CHECK(errors_of(head + accounts + profiles + R"([programs.mailer]
session = "console"
run = ["idle" "access"]
)") == R"(bad.toml:8:15: error: not valid TOML: expected comma or closing ']', saw '"', while )"
       R"(reading an array
    run = ["idle" "access"]
                  ^
)");
}

TEST_CASE("a table in braces on several lines is an error")
{
    CHECK(errors_of(head + accounts + R"([profiles]
Outlook = {
  state = "live" }
)") == R"(bad.toml:6:12: error: not valid TOML: expected key or closing '}', saw '\n', while )"
       R"(reading an inline table
    Outlook = {
               ^
    a table in braces stays on one line; write [a header] instead
)");
}

TEST_CASE("values nested too deeply are an error")
{
    CHECK(errors_of("a = " + std::string(300, '[')) ==
          R"(bad.toml:1:261: error: not valid TOML: exceeded maximum nested value depth of 256, )"
          R"(while reading a value
    )"
          R"(...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                                                         ^
)");
}
