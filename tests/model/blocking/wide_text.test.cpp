#include "model/blocking/wide_text.hpp"

#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using model::composed;
using model::decomposed;
using model::folded;
using model::to_utf8;
using model::to_wide;

const std::string replacement = "\uFFFD";

TEST_CASE("a character beyond the first 65536 is two units, any other is one")
{
    CHECK(to_wide("a").size() == 1);
    CHECK(to_wide("é").size() == 1);
    CHECK(to_wide("א").size() == 1);
    CHECK(to_wide("😀") == u"\xd83d\xde00");
    CHECK(to_wide("").empty());
}

TEST_CASE("text comes back as it went")
{
    for (const std::string text : {"", "program1.exe", "é", "e\u0301", "אב.exe", "😀", "a😀b", "\uFFFF"}) {
        CHECK(to_utf8(to_wide(text)) == text);
    }
    CHECK(to_utf8(to_wide(std::string("a\0b", 3))) == std::string("a\0b", 3));
}

TEST_CASE("what is no character becomes the one that says so")
{
    CHECK(to_utf8(to_wide("a\xff"
                          "b")) == "a" + replacement + "b");
    CHECK(to_utf8(to_wide("\xc3")) == replacement);                                      // cut off
    CHECK(to_utf8(to_wide("\xc0\xaf")) == replacement + replacement);                    // too long for "/"
    CHECK(to_utf8(to_wide("\xed\xa0\x80")) == replacement + replacement + replacement);  // half of a pair
    CHECK(to_utf8(u"\xd83d") == replacement);
    CHECK(to_utf8(u"\xde00\xd83d") == replacement + replacement);
    CHECK(to_utf8(u"\xd83d"
                  "a") == replacement + "a");
}

TEST_CASE("folding makes one letter of one, in every script")
{
    CHECK(folded(u"OUTLOOK.exe") == u"outlook.exe");
    CHECK(folded(u"É") == u"é");
    CHECK(folded(u"ΣΑΣς") == u"σασσ");
    CHECK(folded(u"ДЖ") == u"дж");
    CHECK(folded(u"\U00010400") == u"\U00010428");  // Deseret, of two units
    CHECK(folded(u"\u212A") == u"k");               // the sign of Kelvin
    CHECK(folded(u"ß") == u"ß");
    CHECK(folded(u"ẞ") == u"ß");
    CHECK(folded(u"ŉ") == u"ŉ");
    CHECK(folded(u"ﬁ") == u"ﬁ");
    CHECK(folded(u"ᾈ") == u"ᾀ");
    CHECK(folded(u"İ") == u"İ");  // only Turkish folds it to i
    CHECK(folded(u"ı") == u"ı");
    CHECK(folded(u"Ꭰꭰ") == u"ᎠᎠ");  // Cherokee folds to capitals
    CHECK(folded(u"א😀1") == u"א😀1");
    CHECK(folded(u"\xd83d") == u"\xd83d");
}

TEST_CASE("normalisation brings a letter and its accent together, or apart")
{
    CHECK(composed(u"e\u0301") == u"é");
    CHECK(decomposed(u"é") == u"e\u0301");
    CHECK(composed(u"\u212B") == u"Å");
    CHECK(composed(u"q\u0301") == u"q\u0301");
    CHECK(composed(u"e\u0323\u0302") == composed(u"e\u0302\u0323"));
    CHECK(composed(u"\u1112\u1161\u11ab") == u"한");
    CHECK(composed(u"ﬁ") == u"ﬁ");  // alike, but not the same
    CHECK(composed(u"") == u"");
    CHECK(composed(u"\u0301") == u"\u0301");
    CHECK(composed(u"a\xd83d") == u"a\xfffd");
}

std::u16string text_of(char32_t point)
{
    if (point < 0x10000) return {static_cast<char16_t>(point)};
    return {static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10)),
            static_cast<char16_t>(0xdc00 + ((point - 0x10000) & 0x3ff))};
}

bool stays_as_it_is(const std::u16string& text)
{
    const std::u16string once = folded(text);
    return folded(once) == once && once.size() == text.size() && composed(composed(text)) == composed(text) &&
           composed(decomposed(text)) == composed(text);
}

TEST_CASE("what is folded or normalised stays as it is the second time")
{
    std::vector<std::uint32_t> changed;
    for (char32_t point = 0; point < 0x20000; ++point) {
        const bool half = point >= 0xd800 && point < 0xe000;
        if (!half && !stays_as_it_is(text_of(point))) changed.push_back(point);
    }
    CHECK(changed.empty());
}

TEST_CASE("any bytes make some text, and that text comes back")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 920185);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 1000);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Random random(seed);
        std::string bytes(random.below(20), ' ');
        for (char& byte : bytes) byte = static_cast<char>(random.below(256));
        const std::string text = to_utf8(to_wide(bytes));
        INFO("HOLDFAST_SEED=" << seed);
        REQUIRE(to_utf8(to_wide(text)) == text);
        REQUIRE(composed(decomposed(to_wide(text))) == composed(to_wide(text)));
    }
}

}  // namespace
}  // namespace holdfast::tests
