#include "model/blocking/process_list.hpp"

#include <algorithm>
#include <string_view>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "model/blocking/reading_switches.hpp"

namespace holdfast::tests {
namespace {

using model::ProcessList;
using model::Reading;
using model::RegistryValue;
using Items = std::vector<std::string>;
using Declared = std::optional<std::string>;

ProcessList list_of(const std::string& text, const Reading& reading = {})
{
    return ProcessList::read(RegistryValue::of_text(text), reading).value();
}

bool blocks(const std::string& text, const Declared& declared, const Reading& reading = {})
{
    return list_of(text, reading).blocks(declared);
}

const std::string article = "program1.exe; program2.exe";  // KB 920185

TEST_CASE("the example of the article blocks both of its programs where blanks are trimmed")
{
    CHECK(list_of(article).items() == Items{"program1.exe", "program2.exe"});
    CHECK(blocks(article, "program1.exe"));
    CHECK(blocks(article, "program2.exe"));
    CHECK_FALSE(blocks(article, "program3.exe"));
    CHECK_FALSE(blocks(article, article));
}

TEST_CASE("where blanks are kept the second program of the article is never met")
{
    const Reading kept{.blanks = Reading::Blanks::kept};
    CHECK(list_of(article, kept).items() == Items{"program1.exe", " program2.exe"});
    CHECK(blocks(article, "program1.exe", kept));
    CHECK_FALSE(blocks(article, "program2.exe", kept));
    CHECK(blocks(article, " program2.exe", kept));
}

TEST_CASE("by default the name is compared without case and by what stands behind the last slash")
{
    CHECK(blocks("outlook.exe", "OUTLOOK.EXE"));
    CHECK(blocks("C:\\Tools\\MFCMapi.exe", "mfcmapi.exe"));
    CHECK(blocks("mfcmapi.exe", "\\\\server\\share/MFCMapi.exe"));
    CHECK_FALSE(blocks("mfcmapi.exe", "mfcmapi64.exe"));
    CHECK_FALSE(blocks("mapi.exe", "mfcmapi.exe"));
}

/// What comes of a value for a client: b blocked, a admitted, k the list in force stays. One letter for each
/// alternative of the switch, in its order; all other switches have their defaults.
struct Example {
    std::string_view name;  ///< of the switch
    RegistryValue value;
    Declared declared;
    std::string_view outcomes;
};

RegistryValue text(std::string value) { return RegistryValue::of_text(std::move(value)); }

/// 259 characters, of which the first 255 end behind "prog".
std::string long_value() { return std::string(250, 'x') + ";prog.exe"; }

const std::vector<Example> examples{
    {"process-separators", text("a.exe;b.exe"), "b.exe", "bab"},
    {"process-separators", text("a.exe,b.exe"), "b.exe", "abb"},
    {"process-blanks", text(article), "program2.exe", "ba"},
    {"process-blanks", text("\ta.exe \t"), "a.exe", "ba"},
    {"process-blanks", text(" a.exe"), " a.exe", "ab"},
    {"process-empty-items", text("a.exe;"), std::nullopt, "ab"},
    {"process-empty-items", text(";;a.exe"), "", "ab"},
    {"process-empty-items", text(" ; a.exe"), std::nullopt, "ab"},
    {"process-empty-items", text("a.exe"), std::nullopt, "aa"},
    {"process-empty-items", text(""), std::nullopt, "aa"},
    {"process-duplicates", text("a.exe; A.EXE; b.exe"), "b.exe", "ba"},
    {"process-duplicates", text("C:\\a.exe; D:\\a.exe"), "a.exe", "ba"},
    {"process-duplicates", text("a; a.exe"), "a.exe", "bb"},
    {"process-duplicates", text(";;a.exe;"), "a.exe", "bb"},
    {"process-quotes", text("\"a;b.exe\""), "a;b.exe", "ab"},
    {"process-quotes", text(" \" a.exe \" "), " a.exe ", "ab"},
    {"process-quotes", text("\"a.exe\""), "\"a.exe\"", "ba"},
    {"process-list-length", text(long_value()), "prog.exe", "baa"},
    {"process-list-length", text(long_value()), "prog", "aba"},
    {"process-list-length", text(std::string(255, 'x')), std::string(255, 'x'), "bbb"},
    {"process-list-length", text(std::string(256, 'x')), std::string(256, 'x'), "baa"},
    {"process-name-case", text("outlook.exe"), "OUTLOOK.EXE", "ba"},
    {"process-name-case", text("OUTLOOK.EXE"), "OUTLOOK.EXE", "bb"},
    {"process-non-ascii", text("É.exe"), "é.exe", "abbb"},
    {"process-non-ascii", text("é.exe"), "e\u0301.exe", "aaba"},
    {"process-non-ascii", text("É.exe"), "e\u0301.exe", "aaba"},
    {"process-non-ascii", text("é.exe"), "ü.exe", "aaab"},
    {"process-non-ascii", text("é.exe"), "?.exe", "aaab"},
    {"process-non-ascii", text("é.exe"), "É.EXE", "abbb"},
    {"process-suffix", text("program"), "program.exe", "ab"},
    {"process-suffix", text("program.exe"), "PROGRAM", "ab"},
    {"process-suffix", text("program.exe"), "program.exe.exe", "aa"},
    {"process-suffix", text("program.com"), "program.exe", "aa"},
    {"process-suffix", text("C:\\.exe"), "D:\\", "aa"},
    {"process-paths", text("C:\\a.exe"), "a.exe", "ba"},
    {"process-paths", text("a.exe"), "C:/a.exe", "ba"},
    {"process-paths", text("C:\\a.exe"), "c:\\A.exe", "bb"},
    {"process-wildcards", text("prog*.exe"), "program1.exe", "ab"},
    {"process-wildcards", text("program?.exe"), "program1.exe", "ab"},
    {"process-wildcards", text("program?.exe"), "program.exe", "aa"},
    {"process-wildcards", text("prog*"), "PROG*", "bb"},
    {"value-unreadable", RegistryValue::of_number(), "a.exe", "ak"},
    {"value-unreadable", RegistryValue::of_several_texts(), "a.exe", "ak"},
    {"value-unreadable", RegistryValue::absent(), "a.exe", "aa"},
    {"value-absent", RegistryValue::absent(), "a.exe", "ak"},
    {"value-absent", RegistryValue::of_number(), "a.exe", "aa"},
    {"value-absent", text(""), "a.exe", "aa"},
};

char outcome(const Example& example, const Reading& reading)
{
    const auto list = ProcessList::read(example.value, reading);
    if (!list) return 'k';
    return list->blocks(example.declared) ? 'b' : 'a';
}

TEST_CASE("each alternative of a switch does to a value what the example says")
{
    for (const Example& example : examples) {
        const model::ReadingSwitch* const each = model::find_reading_switch(example.name);
        REQUIRE(each != nullptr);
        std::string outcomes;
        for (std::size_t k = 0; k < each->alternatives.size(); ++k) {
            Reading reading;
            each->set(reading, k);
            outcomes += outcome(example, reading);
        }
        INFO(example.name << ", " << example.value.text << ", " << example.declared.value_or("no name"));
        CHECK(outcomes == example.outcomes);
    }
}

TEST_CASE("any two alternatives of a switch are told apart by an example")
{
    for (const model::ReadingSwitch& each : model::reading_switches()) {
        if (each.name == "version-separators") continue;  // of the other value
        for (std::size_t one = 0; one < each.alternatives.size(); ++one) {
            for (std::size_t other = 0; other < one; ++other) {
                INFO(each.name << ": " << each.alternatives[one].name << ", "
                               << each.alternatives[other].name);
                CHECK(std::ranges::any_of(examples, [&](const Example& example) {
                    return example.name == each.name && example.outcomes[one] != example.outcomes[other];
                }));
            }
        }
    }
}

TEST_CASE("a duplicate and a list too long are unreadable like a wrong type")
{
    const Reading refuses{.duplicate_items = Reading::DuplicateItems::unreadable,
                          .list_length = Reading::ListLength::refused,
                          .unreadable = Reading::Unreadable::keeps_last};
    CHECK_FALSE(ProcessList::read(text("a;A"), refuses));
    CHECK_FALSE(ProcessList::read(text(long_value()), refuses));
    CHECK(ProcessList::read(text("a;b"), refuses));
    CHECK(ProcessList::read(RegistryValue::absent(), refuses));
}

TEST_CASE("the default list and a list of nothing block nobody")
{
    for (const std::string value : {"", " ", ";", ";;;", " ; ; "}) {
        INFO("\"" << value << "\"");
        CHECK(list_of(value).items().empty());
        CHECK(list_of(value) == ProcessList());
        for (const Declared& declared : {Declared("a.exe"), Declared(""), Declared(";"), Declared()}) {
            CHECK_FALSE(blocks(value, declared));
        }
    }
}

TEST_CASE("what counts as an empty item is what is left of it")
{
    const Reading nameless{.empty_items = Reading::EmptyItems::nameless};
    CHECK(list_of("", nameless).items().empty());
    CHECK(list_of(" ", nameless).items() == Items{""});
    CHECK(list_of(";", nameless).items() == Items{""});
    CHECK(list_of("a.exe;", nameless).items() == Items{"a.exe", ""});
    CHECK(list_of("a.exe; ;b.exe", nameless).items() == Items{"a.exe", "", "b.exe"});
    CHECK_FALSE(blocks("a.exe;", "a", nameless));

    const Reading kept{.blanks = Reading::Blanks::kept, .empty_items = Reading::EmptyItems::nameless};
    CHECK(list_of(" ", kept).items() == Items{" "});
    CHECK_FALSE(blocks(" ", std::nullopt, kept));

    const Reading strict{.empty_items = Reading::EmptyItems::nameless,
                         .duplicate_items = Reading::DuplicateItems::unreadable};
    CHECK(list_of("a.exe;;", strict).items().empty());  // two empty items are the same one twice

    const Reading quotes{.empty_items = Reading::EmptyItems::nameless, .quotes = Reading::Quotes::enclose};
    CHECK(list_of("\"\"", quotes).items() == Items{""});
}

TEST_CASE("an item that names a folder is no empty item")
{
    const Reading nameless{.empty_items = Reading::EmptyItems::nameless};
    CHECK(list_of("C:\\", nameless).items() == Items{"C:\\"});
    CHECK_FALSE(blocks("C:\\", std::nullopt, nameless));
    CHECK(list_of("C:\\;", nameless).items() == Items{"C:\\", ""});
}

TEST_CASE("items are kept in their order, as written, and each once")
{
    CHECK(list_of(" b.EXE ;C:\\a.exe;B.exe; a.exe").items() == Items{"b.EXE", "C:\\a.exe"});
    const Reading exact{.name_case = Reading::NameCase::exact};
    CHECK(list_of("b.exe;B.exe", exact).items() == Items{"b.exe", "B.exe"});
    const Reading lost{.non_ascii = Reading::NonAscii::lost};
    CHECK(list_of("é.exe;ü.exe", lost).items() == Items{"é.exe"});
}

TEST_CASE("a quotation holds separators and blanks, and only at the start of an item")
{
    const auto items = [](const std::string& value, Reading::Blanks blanks = Reading::Blanks::trimmed) {
        return list_of(value, {.blanks = blanks, .quotes = Reading::Quotes::enclose}).items();
    };
    CHECK(items("\"a;b\";c") == Items{"a;b", "c"});
    CHECK(items("c; \" a \" ;d") == Items{"c", " a ", "d"});
    CHECK(items("\"a;b\".exe ; c") == Items{"a;b.exe", "c"});
    CHECK(items("\"a\" b ;c") == Items{"a b", "c"});
    CHECK(items("a\";\"b") == Items{"a\"", "\"b"});
    CHECK(items("\"a\"\"b;c") == Items{"a\"b", "c"});
    CHECK(items(" \"a;b\"", Reading::Blanks::kept) == Items{" \"a", "b\""});
    CHECK(items("\"a;b\" ;c", Reading::Blanks::kept) == Items{"a;b ", "c"});
    CHECK(items("\"\";a") == Items{"a"});
}

TEST_CASE("a quote without a partner is a character like others")
{
    const Reading quotes{.quotes = Reading::Quotes::enclose};
    CHECK(list_of("\"a;b", quotes).items() == Items{"\"a", "b"});
    CHECK(list_of("a;b;\"", quotes).items() == Items{"a", "b", "\""});
    CHECK(list_of("\"a;b\";\"c;d", quotes).items() == Items{"a;b", "\"c", "d"});
}

TEST_CASE("a wildcard stands for characters of the part that is compared")
{
    const auto matches = [](const std::string& item, const std::string& name,
                            Reading::Suffix suffix = Reading::Suffix::required) {
        return blocks(item, name, {.suffix = suffix, .wildcards = Reading::Wildcards::match});
    };
    CHECK(matches("*", "a.exe"));
    CHECK(matches("*", "C:\\"));
    CHECK(matches("**", "a"));
    CHECK(matches("*.exe", ".EXE"));
    CHECK(matches("a*b*c", "a1b2b3c"));
    CHECK_FALSE(matches("a*b*c", "a1b2b3"));
    CHECK_FALSE(matches("?", "C:\\"));
    CHECK(matches("C:\\*.exe", "D:\\a.exe"));
    CHECK_FALSE(matches("a?", "a"));
    CHECK(matches("??.exe", "😀.exe"));  // two units of UTF-16
    CHECK_FALSE(matches("?.exe", "😀.exe"));
    CHECK(matches("p*exe", "prog.exe"));
    CHECK(matches("p*exe", "prog.exe", Reading::Suffix::optional));
    CHECK(matches("p*g", "prog.exe", Reading::Suffix::optional));
}

TEST_CASE("a lone star blocks every client that declares a name, and no other")
{
    const Reading match{.wildcards = Reading::Wildcards::match};
    CHECK(blocks("*", "😀", match));
    CHECK_FALSE(blocks("*", std::nullopt, match));
    CHECK_FALSE(blocks("*", "", match));
    CHECK_FALSE(blocks("*", "a.exe"));
    CHECK(blocks("*", "*"));
}

TEST_CASE("what a conversion loses can become a wildcard")
{
    const Reading lost_and_matched{.non_ascii = Reading::NonAscii::lost,
                                   .wildcards = Reading::Wildcards::match};
    CHECK(blocks("é.exe", "a.exe", lost_and_matched));
    CHECK_FALSE(blocks("é.exe", "ab.exe", lost_and_matched));
    CHECK(blocks("😀.exe", "ab.exe", lost_and_matched));
}

TEST_CASE("names of any script are met as they are written")
{
    using enum Reading::NonAscii;
    for (const auto non_ascii : {exact, folded, normalised, lost}) {
        const Reading reading{.non_ascii = non_ascii};
        for (const std::string name : {"😀.exe", "אבג.exe", "\u202eexe.gorp", "e\u0301\u0323.exe", "ﬁle.exe",
                                       "程序.exe", "ß.exe", "İ.exe", "\u037e.exe", "\u0301", "\uFFFF"}) {
            INFO(name);
            CHECK(list_of("a; " + name + ";b", reading).items() == Items{"a", name, "b"});
            CHECK(blocks("a; " + name + ";b", name, reading));
            CHECK_FALSE(blocks("a; " + name + ";b", "c", reading));
        }
    }
}

TEST_CASE("where names are normalised an accent belongs to its letter, in any order and any case")
{
    using enum Reading::NonAscii;
    CHECK(blocks("e\u0323\u0302", "e\u0302\u0323", {.non_ascii = normalised}));
    CHECK(blocks("h\u0331", "H\u0331", {.non_ascii = normalised}));  // one character in small letters only
    CHECK(blocks("\u1e96", "H\u0331", {.non_ascii = normalised}));
    CHECK(blocks("İ", "i\u0307", {.non_ascii = normalised}));
    CHECK_FALSE(blocks("ﬁ", "fi", {.non_ascii = normalised}));
    CHECK_FALSE(blocks("ß", "ss", {.non_ascii = normalised}));
    const Reading exact_case{.name_case = Reading::NameCase::exact, .non_ascii = normalised};
    CHECK(blocks("é", "e\u0301", exact_case));
    CHECK_FALSE(blocks("É", "é", exact_case));
    CHECK_FALSE(blocks("É", "é", {.name_case = Reading::NameCase::exact, .non_ascii = folded}));
}

TEST_CASE("no letter beyond ASCII becomes a separator, however it is normalised")
{
    const Reading normalised{.non_ascii = Reading::NonAscii::normalised};
    CHECK(list_of("a\u037e"
                  "b",
                  normalised)
              .items() == Items{"a\u037e"
                                "b"});  // the Greek question mark, which normalises to a semicolon
}

TEST_CASE("a limit counts units of UTF-16, and half a character meets nobody")
{
    const Reading cut{.list_length = Reading::ListLength::cut};
    const std::string xs(254, 'x');
    CHECK(list_of(xs + "é", cut).items() == Items{xs + "é"});
    CHECK(list_of(xs + "😀", cut).items() == Items{xs + "\uFFFD"});
    CHECK_FALSE(blocks(xs + "😀", xs, cut));
    CHECK_FALSE(blocks(xs + "😀", xs + "😀", cut));
    const std::string twice(510, 'x');
    CHECK(list_of(twice, cut).items() == Items{twice.substr(0, 255)});
}

TEST_CASE("what is no UTF-8 is read as something, and harms nothing round it")
{
    CHECK(blocks("\xff; a.exe", "a.exe"));
    CHECK(blocks("\xff", "\xfe"));  // both are the character that says so
    CHECK_FALSE(blocks("a.exe", "\xc3"));
}

TEST_CASE("a list of ten thousand items is read, and each of them counts")
{
    std::string value;
    for (int k = 0; k < 10'000; ++k) value += fmt::format("program{}.exe; ", k);
    const ProcessList list = list_of(value);
    CHECK(list.items().size() == 10'000);
    CHECK(list.blocks("program0.exe"));
    CHECK(list.blocks("PROGRAM9999.exe"));
    CHECK_FALSE(list.blocks("program10000.exe"));
    CHECK(list_of(std::string(10'000, ';')).items().empty());
    CHECK(list_of(std::string(10'000, '"'), {.quotes = Reading::Quotes::enclose}).items().size() == 1);
}

TEST_CASE("two lists are equal that have the same items under the same reading")
{
    CHECK(list_of("a;b") == list_of(" a ; b;"));
    CHECK(list_of("a;b") != list_of("b;a"));
    CHECK(list_of("a") != list_of("a", {.name_case = Reading::NameCase::exact}));
}

}  // namespace
}  // namespace holdfast::tests
