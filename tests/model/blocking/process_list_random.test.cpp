// Properties of reading a list of processes, over random values under random readings. A failure names its
// seed: HOLDFAST_SEED=n HOLDFAST_RANDOM=1 plays it again.
#include <algorithm>
#include <string_view>
#include <utility>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "model/blocking/process_list.hpp"
#include "model/blocking/reading_switches.hpp"
#include "tests/random.hpp"

namespace holdfast::tests {
namespace {

using model::ProcessList;
using model::Reading;
using model::RegistryValue;
using Declared = std::optional<std::string>;

Reading random_reading(Random& random)
{
    Reading reading;
    for (const model::ReadingSwitch& each : model::reading_switches()) {
        if (random.one_in(2)) each.set(reading, random.below(each.alternatives.size()));
    }
    return reading;
}

/// Short, of few letters in both cases and of all that a reading may take for something special.
std::string random_name(Random& random)
{
    static constexpr std::string_view pieces[] = {
        "a", "a", "A", "b", "B", "h", "H",      "i",      "I",      ".exe", ".EXE", ".", "\\",
        "/", "*", "?", " ", "é", "É", "\u0301", "\u0331", "\u0307", "ß",    "😀",   "א", "\t"};
    std::string name;
    for (auto length = random.below(5); length > 0; --length) name += pieces[random.below(std::size(pieces))];
    return name;
}

/// Of names, blanks, quotes and separators, in no good order.
std::string random_value(Random& random)
{
    static constexpr std::string_view between[] = {";", ";", "; ", ",", ", ", "\"", "\";", ";\"", " "};
    std::string value = random.one_in(20) ? std::string(250, 'a') : "";
    for (auto pieces = random.below(8); pieces > 0; --pieces) {
        value += random_name(random);
        value += between[random.below(std::size(between))];
    }
    return value;
}

Declared random_client(Random& random)
{
    return random.one_in(6) ? std::nullopt : Declared(random_name(random));
}

/// The list, or an empty one where another stays in force.
ProcessList list_of(const std::string& value, const Reading& reading)
{
    return ProcessList::read(RegistryValue::of_text(value), reading).value_or(ProcessList());
}

char separator_of(const Reading& reading)
{
    return reading.separators == Reading::Separators::comma ? ',' : ';';
}

std::string joined(const std::vector<std::string>& items, const Reading& reading)
{
    return fmt::format("{}", fmt::join(items, std::string(1, separator_of(reading))));
}

/// Whether the item is read as it is without quotes round it.
bool needs_no_quotes(const std::string& item, const Reading& reading)
{
    if (item.find_first_of(";,\"") != std::string::npos) return false;
    if (item.empty() || reading.blanks == Reading::Blanks::kept) return true;
    constexpr std::string_view blanks = " \t";
    return blanks.find(item.front()) == std::string_view::npos &&
           blanks.find(item.back()) == std::string_view::npos;
}

/// One play of a property, and what to say of it where it fails.
template <class Property>
void for_random_values(Property property)
{
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 920185);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 2000);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Random random(seed);
        const Reading reading = random_reading(random);
        const std::string value = random_value(random);
        std::string choices;
        for (const model::ReadingSwitch& each : model::reading_switches()) {
            choices += fmt::format("\n{} = {}", each.name, each.alternatives[each.get(reading)].name);
        }
        INFO("HOLDFAST_SEED=" << seed << choices << "\n" << value);
        property(random, value, reading);
    }
}

TEST_CASE("items that are joined and read again are the same items")
{
    for_random_values([](Random&, const std::string& value, const Reading& reading) {
        const std::vector<std::string> items = list_of(value, reading).items();
        const std::string again = joined(items, reading);
        if (again.empty()) return;  // no items, or an empty one, which nobody can write by itself
        for (const std::string& item : items) {
            if (!needs_no_quotes(item, reading)) return;
        }
        REQUIRE(list_of(again, reading).items() == items);
    });
}

TEST_CASE("the order of items does not matter to anybody")
{
    for_random_values([](Random& random, const std::string&, Reading reading) {
        reading.list_length = Reading::ListLength::unlimited;
        std::vector<std::string> items;
        for (auto count = random.below(6); count > 0; --count) items.push_back(random_name(random));
        if (items.size() < 2) return;  // an empty item by itself cannot be written
        const ProcessList before = list_of(joined(items, reading), reading);
        for (std::size_t k = items.size(); k > 1; --k) std::swap(items[k - 1], items[random.below(k)]);
        const ProcessList after = list_of(joined(items, reading), reading);
        for (int clients = 0; clients < 10; ++clients) {
            const Declared client = random_client(random);
            REQUIRE(before.blocks(client) == after.blocks(client));
        }
    });
}

TEST_CASE("one more item never lets in whom the others keep out")
{
    for_random_values([](Random& random, const std::string& value, Reading reading) {
        reading.list_length = Reading::ListLength::unlimited;
        reading.duplicate_items = Reading::DuplicateItems::ignored;
        const ProcessList before = list_of(value, reading);
        const ProcessList after = list_of(value + separator_of(reading) + random_name(random), reading);
        for (int clients = 0; clients < 10; ++clients) {
            const Declared client = random_client(random);
            if (before.blocks(client)) REQUIRE(after.blocks(client));
        }
    });
}

/// With some of the letters A to Z in the other case.
std::string in_other_case(Random& random, std::string text)
{
    for (char& letter : text) {
        const bool changes = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        if (changes && random.one_in(2)) letter = static_cast<char>(letter ^ 0x20);
    }
    return text;
}

TEST_CASE("where case is ignored a letter of ASCII in the other case changes nothing")
{
    for_random_values([](Random& random, const std::string& value, Reading reading) {
        reading.name_case = Reading::NameCase::ignored;
        const ProcessList list = list_of(value, reading);
        const ProcessList other = list_of(in_other_case(random, value), reading);
        REQUIRE(other.items().size() == list.items().size());
        for (int clients = 0; clients < 10; ++clients) {
            const Declared client = random_client(random);
            const Declared same = client ? Declared(in_other_case(random, *client)) : client;
            REQUIRE(list.blocks(client) == other.blocks(same));
        }
    });
}

TEST_CASE("an item blocks whoever declares it, unless it names nobody")
{
    for_random_values([](Random&, const std::string& value, const Reading& reading) {
        const ProcessList list = list_of(value, reading);
        for (const std::string& item : list.items()) {
            const bool cut = item.ends_with("\uFFFD");
            if (!cut) REQUIRE(list.blocks(item));
        }
    });
}

TEST_CASE("a reading that asks for less blocks nobody less")
{
    for_random_values([](Random& random, const std::string& value, Reading reading) {
        reading.duplicate_items = Reading::DuplicateItems::ignored;
        reading.suffix = Reading::Suffix::required;
        reading.wildcards = Reading::Wildcards::literal;
        const ProcessList strict = list_of(value, reading);
        reading.wildcards = Reading::Wildcards::match;
        const ProcessList matching = list_of(value, reading);
        reading.suffix = Reading::Suffix::optional;
        const ProcessList lenient = list_of(value, reading);
        for (int clients = 0; clients < 10; ++clients) {
            const Declared client = random_client(random);
            if (strict.blocks(client)) REQUIRE(matching.blocks(client));
            if (matching.blocks(client)) REQUIRE(lenient.blocks(client));
        }
    });
}

/// The definition itself: what the first character of the pattern stands for, and then the rest.
bool plainly_fits(std::string_view pattern, std::string_view name)
{
    if (pattern.empty()) return name.empty();
    if (pattern.front() == '*') {
        return plainly_fits(pattern.substr(1), name) ||
               (!name.empty() && plainly_fits(pattern, name.substr(1)));
    }
    return !name.empty() && (pattern.front() == '?' || pattern.front() == name.front()) &&
           plainly_fits(pattern.substr(1), name.substr(1));
}

TEST_CASE("wildcards match what a plain recursive matcher says they do")
{
    const auto text_of = [](Random& random, std::string_view letters) {
        std::string text(1 + random.below(8), ' ');
        for (char& letter : text) letter = letters[random.below(letters.size())];
        return text;
    };
    const std::uint64_t first = from_environment("HOLDFAST_SEED", 920185);
    const std::uint64_t count = from_environment("HOLDFAST_RANDOM", 20'000);
    std::uint64_t matched = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        Random random(seed);
        const std::string pattern = text_of(random, random.one_in(2) ? "ab**?" : "abb*");
        const std::string name = text_of(random, "ab");
        const bool fits = plainly_fits(pattern, name);
        INFO("HOLDFAST_SEED=" << seed << ": " << pattern << ", " << name);
        REQUIRE(list_of(pattern, {.wildcards = Reading::Wildcards::match}).blocks(name) == fits);
        if (fits) ++matched;
    }
    if (count >= 1000) CHECK((matched > count / 20 && matched < count));
}

/// Small letters, and behind the last slash.
std::string plainly_compared(std::string name)
{
    for (char& letter : name) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 'a' - 'A');
    }
    return name.substr(name.find_last_of("\\/") + 1);
}

/// The defaults in as few lines as they allow.
bool plainly_blocks(const std::string& value, const Declared& client)
{
    if (!client || client->empty()) return false;
    for (std::size_t begin = 0; begin <= value.size();) {
        const std::size_t end = std::min(value.find(';', begin), value.size());
        std::string item = value.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t first = item.find_first_not_of(" \t");
        if (first == std::string::npos) continue;
        item = item.substr(first, item.find_last_not_of(" \t") - first + 1);
        if (plainly_compared(item) == plainly_compared(*client)) return true;
    }
    return false;
}

TEST_CASE("the defaults read a value as a plain reader does")
{
    for_random_values([](Random& random, const std::string& value, const Reading&) {
        const ProcessList list = list_of(value, {});
        for (int clients = 0; clients < 10; ++clients) {
            const Declared client = random_client(random);
            REQUIRE(list.blocks(client) == plainly_blocks(value, client));
        }
    });
}

TEST_CASE("any bytes are read under any reading")
{
    for_random_values([](Random& random, const std::string&, const Reading& reading) {
        std::string bytes(random.below(300), ' ');
        for (char& byte : bytes) byte = static_cast<char>(random.below(256));
        std::string name(random.below(10), ' ');
        for (char& byte : name) byte = static_cast<char>(random.below(256));
        const ProcessList list = list_of(bytes, reading);
        REQUIRE(list.blocks(name) == list.blocks(name));
        REQUIRE(list == list_of(bytes, reading));
    });
}

}  // namespace
}  // namespace holdfast::tests
