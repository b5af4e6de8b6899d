// The page format.md against the key table, both ways: what the parser knows stands there, in the same words,
// and nothing else does. And the examples of the page are true.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "model/formula_words.hpp"
#include "model/system.hpp"
#include "scenarios/format/key_table.hpp"
#include "scenarios/format/world.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;

namespace {

struct Section {
    std::vector<std::string> rows;      ///< of its tables, without their heads
    std::vector<std::string> examples;  ///< its blocks of TOML
    std::string prose;
};

/// The page by its headings of the second level; what stands before the first is under "".
std::map<std::string, Section> page()
{
    std::ifstream file(HOLDFAST_SOURCE_DIR "/scenarios/format/format.md");
    std::map<std::string, Section> sections;
    std::string heading;
    bool in_example = false;
    for (std::string line; std::getline(file, line);) {
        Section& section = sections[heading];
        if (line.starts_with("```")) {
            in_example = !in_example;
            if (in_example) section.examples.emplace_back();
        } else if (in_example) {
            section.examples.back() += line + "\n";
        } else if (line.starts_with("## ")) {
            heading = line.substr(3);
        } else if (line.starts_with("| `")) {
            section.rows.push_back(line);
        } else {
            section.prose += line + "\n";
        }
    }
    return sections;
}

std::string row_of(const Key& key)
{
    return fmt::format("| `{}` | {} | {} | {} |", key.name == "*" ? "NAME" : key.name, key.type,
                       key.required ? "required" : key.fallback, key.meaning);
}

std::string row_of(const model::Switch& which)
{
    std::vector<std::string> alternatives;
    for (const model::Alternative& each : which.alternatives)
        alternatives.push_back(fmt::format("`{}`", each.name));
    return fmt::format("| `{}` | {} | {} |", which.name, which.question, fmt::join(alternatives, ", "));
}

std::string_view way_of(model::Follows follows)
{
    switch (follows) {
    case model::Follows::not_at_all: break;
    case model::Follows::as_it_is: return ", as it is";
    case model::Follows::plural:
    case model::Follows::third_person: return ", with an s";
    case model::Follows::past: return ", in the past";
    case model::Follows::with: return ", and \"with\" behind it";
    case model::Follows::in_capitals: return ", in capitals";
    }
    return "";
}

std::string row_of(const model::Word& word)
{
    const std::string followed = word.base.empty() ? "" : fmt::format("`{}`", word.base);
    return fmt::format("| `{}` | {} | {}{} |", word.name, word.text, followed, way_of(word.follows));
}

template <class Named>
std::string names_in_code(const Named& all)
{
    std::vector<std::string> names;
    for (const auto& each : all) names.push_back(fmt::format("`{}`", each.name));
    return fmt::format("{}", fmt::join(names, ", "));
}

/// Line breaks of a page are not words.
std::string on_one_line(std::string text)
{
    std::ranges::replace(text, '\n', ' ');
    return text;
}

/// The example of a section, which has one.
std::string example_of(const std::map<std::string, Section>& sections, const std::string& heading)
{
    const Section& section = sections.at(heading);
    if (section.examples.size() != 1) throw std::runtime_error("not one example under " + heading);
    return section.examples.front();
}

}  // namespace

TEST_CASE("every key belongs to a shape, and no shape is without a key")
{
    std::set<std::string_view> used;
    for (const Key& key : keys()) used.insert(shape_of(key.shape).id);
    CHECK(used.size() == shapes().size());
}

TEST_CASE("no key is in the table twice, and only required keys have no default")
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const Key& key : keys()) {
        INFO(key.shape << "." << key.name);
        CHECK(seen.emplace(key.shape, key.name).second);
        CHECK(key.kinds != 0);
        CHECK_FALSE(key.meaning.empty());
        CHECK((key.required || key.name == "*") == (key.fallback.empty() || key.name == "*"));
        CHECK(key.least <= key.most);
    }
}

TEST_CASE("no property has the name of another key of expect")
{
    for (const auto& properties : {model::built_in_properties(), model::properties_of_time()}) {
        for (const checker::Property& property : properties)
            CHECK(std::ranges::count(key_names("expect"), property.name) == 0);
    }
}

TEST_CASE("the page has a section for every shape and no other")
{
    std::set<std::string> expected{"", "Steps", "Formulas", "What can no longer fail"};
    for (const Shape& shape : shapes()) expected.emplace(shape.heading);
    std::set<std::string> found;
    for (const auto& [heading, section] : page()) found.insert(heading);
    CHECK(found == expected);
}

TEST_CASE("the page has every key with its type, default and meaning, and no other")
{
    const auto sections = page();
    for (const Shape& shape : shapes()) {
        std::vector<std::string> expected;
        for (const Key& key : keys()) {
            if (key.shape == shape.id) expected.push_back(row_of(key));
        }
        if (shape.id == "assume") {
            for (const model::Switch& which : model::switches()) expected.push_back(row_of(which));
        }
        if (shape.id == "words") {
            for (const model::Word& word : model::renamable_words) expected.push_back(row_of(word));
        }
        INFO(shape.heading);
        REQUIRE(sections.contains(std::string(shape.heading)));
        CHECK(sections.at(std::string(shape.heading)).rows == expected);
        CHECK(sections.at(std::string(shape.heading)).prose.find(shape.meaning) != std::string::npos);
    }
}

TEST_CASE("the page has every step with its meaning, and no other")
{
    std::vector<std::string> expected;
    for (const model::CallWords& call : model::call_words()) {
        expected.push_back(fmt::format("| `{}` | {} |", call.usage, call.meaning));
    }
    CHECK(page().at("Steps").rows == expected);
}

TEST_CASE("the page has everything that a formula can say, and no more")
{
    std::vector<std::string> expected;
    for (const model::FormulaPhrase& phrase : model::formula_phrases())
        expected.push_back(fmt::format("| `{}` | {} |", phrase.usage, phrase.meaning));
    CHECK(page().at("Formulas").rows == expected);
}

TEST_CASE("the list of formulas has every state that the parser knows, and no other")
{
    using namespace texts;
    const std::string error =
        errors_of(head + accounts + profiles + programs + "[properties.p]\nnever = 'Outlook is markd'\n");
    const std::string begin = "expected ", end = ", not 'markd'";
    const auto from = error.find(begin), until = error.find(end);
    REQUIRE((from < until && until != std::string::npos));
    std::string known = error.substr(from + begin.size(), until - from - begin.size());
    for (const std::string joint : {" of a profile, or of a program ", " or "}) {
        for (std::size_t at = 0; (at = known.find(joint)) != std::string::npos;)
            known.replace(at, joint.size(), ", ");
    }
    std::set<std::string> of_parser;
    std::istringstream words(known + ",");
    for (std::string word; std::getline(words >> std::ws, word, ',');) of_parser.insert(word);

    std::set<std::string> of_list;
    for (const model::FormulaPhrase& phrase : model::formula_phrases()) {
        const std::string usage{phrase.usage.substr(0, phrase.usage.find(" ["))};
        const auto is = usage.find(" is ");
        const bool subject = usage.starts_with("PROGRAM is ") || usage.starts_with("PROFILE is ");
        if (subject && usage != "PROGRAM is inside a call") of_list.insert(usage.substr(is + 4));
    }
    CHECK(of_list == of_parser);
}

TEST_CASE("the page names all answers, policies and properties")
{
    const auto sections = page();
    const auto says = [&](const std::string& heading, const std::string& words) {
        return on_one_line(sections.at(heading).prose).find(words) != std::string::npos;
    };
    CHECK(says("A step in table form", "Answers: " + names_in_code(model::answers) + "."));
    CHECK(says("[mapi]", "Policies: " + names_in_code(model::presets()) + "."));
    CHECK(says("expect", "Properties: " + names_in_code(model::built_in_properties()) + "."));
    CHECK(says("expect", "also: " + names_in_code(model::properties_of_time()) + "."));
}

TEST_CASE("the page names all flags of a logon and all events")
{
    const auto sections = page();
    const auto says = [&](const std::string& heading, std::string_view word) {
        return sections.at(heading).prose.find(fmt::format("\n| {} | ", word)) != std::string::npos;
    };
    for (const model::LogonFlagName& each : model::logon_flag_names)
        CHECK(says("A step in table form", each.name));
    using Kind = model::Event::Kind;
    for (const Kind kind :
         {Kind::disconnect, Kind::reconnect, Kind::log_off, Kind::log_on, Kind::unload_hive, Kind::reboot})
        CHECK(says("[environment]", verb_of(kind)));
}

TEST_CASE("the page's limits are those of the parser")
{
    const auto sections = page();
    const auto says = [&](const std::string& heading, const std::string& words) {
        return on_one_line(sections.at(heading).prose).find(words) != std::string::npos;
    };
    CHECK(says("A repeat", fmt::format("at most {} calls", most_places)));
    CHECK(says("", fmt::format("at most {} characters", most_name_length)));
    CHECK(says("Formulas", fmt::format("there can be {} at a time", model::most_variables)));
    CHECK(says("[properties]", fmt::format("There can be {} properties",
                                           checker::most_properties - model::built_in_properties().size() -
                                               model::properties_of_time().size())));
    CHECK(says("", "smaller than 10 MB"));
    CHECK(refused_size == 10'000'000);
}

TEST_CASE("the smallest scenario of the page is a good one")
{
    const auto sections = page();
    CHECK(texts::errors_of(example_of(sections, "")).empty());
}

TEST_CASE("the examples of the page, put together, are a good scenario")
{
    const auto sections = page();
    std::string text;
    for (const std::string heading :
         {"The file", "[accounts.NAME]", "[profiles.NAME]", "[servers.NAME]", "[programs.NAME]",
          "[environment]", "[words]", "[mapi]", "[fairness]", "[limits]", "expect", "[cases.NAME]"}) {
        text += example_of(sections, heading) + "\n";
    }
    CHECK(texts::errors_of(text).empty());
}

TEST_CASE("the examples of the page that are one line are good in their place")
{
    using namespace texts;
    const auto sections = page();
    const std::string program = "[programs.mailer]\nsession = \"console\"\n";
    for (const std::string heading : {"A step in table form", "A repeat", "A choose"}) {
        CHECK(errors_of(head + accounts + profiles + program + example_of(sections, heading)).empty());
    }
    const std::string account = "[accounts.admin]\n" + example_of(sections, "A session in table form");
    CHECK(errors_of(head + account + profiles + programs).empty());
    const std::string environment = "[environment]\n" + example_of(sections, "An event in table form");
    CHECK(errors_of(head + accounts + profiles + programs + environment).empty());
    const std::string one_case = "[cases.one]\n" + example_of(sections, "An expectation in table form");
    CHECK(errors_of(head + accounts + profiles + programs + one_case).empty());
    const std::string properties = example_of(sections, "[properties.NAME]");
    CHECK(errors_of(head + accounts + profiles + "[servers.exchange]\n" + programs + properties).empty());
    const std::string reader = "[programs.reader]\nsession = \"console\"\nrun = [\"connect exchange\"]\n";
    const std::string with_a_client = head + accounts + profiles + reader;
    const std::string servers = example_of(sections, "[servers.NAME]");
    CHECK(errors_of(with_a_client + servers).empty());
    CHECK(errors_of(with_a_client + servers + example_of(sections, "within")).empty());
    const std::string mapi = "[mapi]\n" + example_of(sections, "assume");
    CHECK(errors_of(head + accounts + profiles + programs + mapi).empty());
}
