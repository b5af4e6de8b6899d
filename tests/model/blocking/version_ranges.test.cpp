#include "model/blocking/version_ranges.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using model::ClientVersion;
using model::Reading;
using model::RegistryValue;
using model::VersionRanges;

ClientVersion client(const std::string& text) { return ClientVersion::parse(text).value(); }

/// "blocked", "admitted", or "kept" where the list in force stays.
std::string verdict(const RegistryValue& value, const std::string& version, const Reading& reading = {})
{
    const auto ranges = VersionRanges::read(value, reading);
    if (!ranges) return "kept";
    return ranges->blocks(client(version)) ? "blocked" : "admitted";
}

bool blocks(const std::string& value, const std::string& version)
{
    return verdict(RegistryValue::of_text(value), version) == "blocked";
}

bool readable(const std::string& value, Reading reading = {})
{
    reading.unreadable = Reading::Unreadable::keeps_last;
    return VersionRanges::read(RegistryValue::of_text(value), reading).has_value();
}

TEST_CASE("a version is two to four numbers, and missing ones are 0")
{
    CHECK(client("11.5604").numbers == std::array<std::uint16_t, 4>{11, 5604, 0, 0});
    CHECK(client("11.5604.7").numbers == std::array<std::uint16_t, 4>{11, 5604, 7, 0});
    CHECK(client("5.3164.0.9").numbers == std::array<std::uint16_t, 4>{5, 3164, 0, 9});
    CHECK(client("0.65535.007").numbers == std::array<std::uint16_t, 4>{0, 65535, 7, 0});
}

TEST_CASE("a client's version X.0.Y.Z is X.Y.Z, and what is entered is what it says")
{
    CHECK(client("11.0.5604.0") == client("11.5604.0"));
    CHECK(client("11.0.5604.0").text() == "11.5604.0");
    CHECK(client("11.0.5604") != client("11.5604"));  // three numbers have no zero too much
    CHECK(ClientVersion::parse_entered("11.0.5604.7")->text() == "11.0.5604.7");
    CHECK(blocks("11.5604.0", "11.0.5604.0"));
    CHECK_FALSE(blocks("11.0.5604.0", "11.0.5604.0"));
    CHECK(blocks("11.0.5604.0-", "11.0.5604.0"));        // from far below it
    CHECK_FALSE(blocks("-11.0.5604.0", "11.0.5604.0"));  // up to far below it
}

TEST_CASE("what is no version is refused with a sentence")
{
    for (const std::string text :
         {"",        "11",      "11.", ".11",           "11..5", "1.2.3.4.5",  "1.2.3.4.",
          "65536.0", "1.65536", "a.b", "1.2a",          "1.-2",  "+1.2",       "1 .2",
          " 1.2",    "1.2 ",    "1,2", "99999999999.1", "1.٣",   "1.2.3-4.5.6"}) {
        INFO(text);
        CHECK(
            ClientVersion::parse(text) ==
            tl::unexpected(fmt::format("\"{}\" is no version: write two to four numbers from 0 to 65535 with "
                                       "points between them, such as 11.5604.0",
                                       text)));
        CHECK_FALSE(ClientVersion::parse_entered(text));
    }
}

TEST_CASE("versions are ordered number by number")
{
    CHECK(client("9.0.0") < client("10.0.0"));
    CHECK(client("5.2653.22") < client("5.3164.0"));
    CHECK(client("5.3164.0") < client("5.3164.0.1"));
    CHECK(client("11.5604.0") == client("11.5604"));
}

TEST_CASE("the examples of the articles say what they are said to mean")
{
    CHECK_FALSE(blocks("6.0.0-7.0.0", "5.65535.65535"));
    CHECK(blocks("6.0.0-7.0.0", "6.0.0"));
    CHECK(blocks("6.0.0-7.0.0", "6.5.1"));
    CHECK(blocks("6.0.0-7.0.0", "7.0.0"));
    CHECK_FALSE(blocks("6.0.0-7.0.0", "7.0.1"));

    CHECK(blocks("6.0.0-", "6.0.0"));
    CHECK(blocks("6.0.0-", "65535.65535.65535.65535"));
    CHECK_FALSE(blocks("6.0.0-", "5.9.9"));

    CHECK(blocks("-9.0.0", "0.0"));
    CHECK(blocks("-9.0.0", "9.0.0"));
    CHECK_FALSE(blocks("-9.0.0", "9.0.1"));

    CHECK(blocks("10.0.0", "10.0.0"));
    CHECK_FALSE(blocks("10.0.0", "10.0.1"));

    CHECK(blocks("-5.3164.0.0", "5.3164.0"));
    CHECK_FALSE(blocks("-5.3164.0.0", "5.3165.0"));
}

TEST_CASE("each item of a list counts, and blanks do not")
{
    for (const std::string version : {"1.0.0", "2.0.0", "3.0.0", "0.5.0", "9.0.0"}) {
        INFO(version);
        CHECK(blocks("1.0.0, 2.0.0-3.0.0, -0.5.0, 5.0.0-", version));
        CHECK(blocks("\t1.0.0 ,2.0.0 - 3.0.0,- 0.5.0 , 5.0.0 -", version));
    }
    CHECK_FALSE(blocks("1.0.0, 2.0.0-3.0.0, -0.5.0, 5.0.0-", "4.0.0"));
}

TEST_CASE("empty items block nobody and do no harm")
{
    for (const std::string value : {"", " ", ",", " , ,"}) {
        INFO("\"" << value << "\"");
        CHECK(readable(value));
        CHECK(VersionRanges::read(RegistryValue::of_text(value), {})->ranges().empty());
    }
    CHECK(blocks("1.0.0,", "1.0.0"));
    CHECK(blocks(",1.0.0,,2.0.0,", "2.0.0"));
}

TEST_CASE("one bad item makes the whole value unreadable")
{
    for (const std::string item : {"-", "--", "1.0--2.0", "1.0-2.0-3.0", "all", "*", "1", "1.0-x", "x-1.0",
                                   "1.0 2.0", "\"1.0\"", "1.0;2.0", "70000.0", "-1", "é", "😀"}) {
        INFO(item);
        CHECK_FALSE(readable(item));
        CHECK_FALSE(readable("1.0.0, " + item));
        CHECK_FALSE(blocks("1.0.0, " + item, "1.0.0"));
    }
}

TEST_CASE("a range from above to below can be read and has nothing in it")
{
    CHECK(readable("7.0.0-6.0.0"));
    for (const std::string version : {"5.0", "6.0", "6.5", "7.0", "8.0"})
        CHECK_FALSE(blocks("7.0.0-6.0.0", version));
}

TEST_CASE("what parts versions is told apart by a list of two")
{
    using enum Reading::VersionSeparators;
    const auto second = [](const std::string& value, Reading::VersionSeparators separators) {
        return verdict(RegistryValue::of_text(value), "2.0.0",
                       {.unreadable = Reading::Unreadable::keeps_last, .version_separators = separators});
    };
    CHECK(second("1.0.0, 2.0.0", comma) == "blocked");
    CHECK(second("1.0.0, 2.0.0", semicolon) == "kept");
    CHECK(second("1.0.0, 2.0.0", both) == "blocked");
    CHECK(second("1.0.0; 2.0.0", comma) == "kept");
    CHECK(second("1.0.0; 2.0.0", semicolon) == "blocked");
    CHECK(second("1.0.0; 2.0.0", both) == "blocked");
}

TEST_CASE("a list of versions that is absent or unreadable is empty, or the last one stays")
{
    using enum Reading::Unreadable;
    const Reading keeps_last_of_unreadable{.unreadable = keeps_last};
    const Reading keeps_last_of_absent{.absent = Reading::Absent::keeps_last};
    for (const RegistryValue& value : {RegistryValue::of_number(), RegistryValue::of_several_texts(),
                                       RegistryValue::of_text("1.0.0, x")}) {
        CHECK(verdict(value, "1.0.0") == "admitted");
        CHECK(verdict(value, "1.0.0", keeps_last_of_unreadable) == "kept");
        CHECK(verdict(value, "1.0.0", keeps_last_of_absent) == "admitted");
    }
    CHECK(verdict(RegistryValue::absent(), "1.0.0") == "admitted");
    CHECK(verdict(RegistryValue::absent(), "1.0.0", keeps_last_of_absent) == "kept");
    CHECK(verdict(RegistryValue::absent(), "1.0.0", keeps_last_of_unreadable) == "admitted");
    CHECK(verdict(RegistryValue::of_text(""), "1.0.0", keeps_last_of_absent) == "admitted");
}

TEST_CASE("a list of ten thousand versions is read")
{
    std::string value;
    for (int k = 0; k < 10'000; ++k) value += fmt::format("{}.{}.0, ", k, k);
    CHECK(blocks(value, "9999.9999"));
    CHECK_FALSE(blocks(value, "9999.9998"));
}

/// A small version as one number, so that ranges can be compared without the code under test.
struct Digits {
    unsigned number = 0;  ///< below 64: three numbers, each below 4

    [[nodiscard]] std::string text() const
    {
        return fmt::format("{}.{}.{}", number / 16, number / 4 % 4, number % 4);
    }
};

TEST_CASE("ranges of versions block what a linear check finds in them")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 288894);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 500);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Random random(seed);
        std::string value;
        std::array<bool, 64> blocked{};
        for (auto items = random.below(5); items > 0; --items) {
            const Digits low{static_cast<unsigned>(random.below(64))};
            const Digits high{static_cast<unsigned>(random.below(64))};
            const auto form = random.below(4);
            const unsigned from = form == 2 ? 0 : low.number;
            const unsigned to = form == 0 ? low.number : form == 3 ? 63 : high.number;
            for (unsigned k = from; k <= to; ++k) blocked.at(k) = true;
            value += form == 0   ? low.text()
                     : form == 1 ? low.text() + "-" + high.text()
                     : form == 2 ? "-" + high.text()
                                 : low.text() + "-";
            value += random.one_in(3) ? " ," : ", ";
        }
        INFO("HOLDFAST_SEED=" << seed << ": " << value);
        for (unsigned k = 0; k < 64; ++k) REQUIRE(blocks(value, Digits{k}.text()) == blocked.at(k));
    }
}

TEST_CASE("a version comes back as it was entered, and parts of three numbers as they were listed")
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 288894);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 500);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Random random(seed);
        ClientVersion version;
        for (std::uint16_t& number : version.numbers) {
            number = static_cast<std::uint16_t>(random.one_in(3) ? 0 : random.below(65536));
        }
        INFO("HOLDFAST_SEED=" << seed << ": " << version.text());
        REQUIRE(ClientVersion::parse_entered(version.text()) == version);
        const auto& [x, y, z, last] = version.numbers;
        REQUIRE(client(fmt::format("{}.0.{}.{}", x, y, z)) == client(fmt::format("{}.{}.{}", x, y, z)));
    }
}

TEST_CASE("any text is read as a list of versions or refused")
{
    constexpr std::string_view pieces = "0123456789..--,,;; \tx\xff";
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 288894);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 2000);
    std::uint64_t read = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Random random(seed);
        std::string value(random.below(12), ' ');
        for (char& each : value) each = pieces[random.below(pieces.size())];
        if (readable(value)) ++read;
    }
    CHECK(read > 0);
    if (count >= 100) CHECK(read < count);
}

}  // namespace
}  // namespace holdfast::tests
