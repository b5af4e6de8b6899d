// The schema for editors against the key table, both ways, and against the scenarios that there are.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <toml++/toml.h>

#include "model/system.hpp"
#include "scenarios/format/key_table.hpp"
#include "scenarios/format/shows.hpp"
#include "scenarios/format/steps.hpp"
#include "tests/reports/json_schema.hpp"
#include "tests/scenarios/texts.hpp"

using namespace holdfast;
using namespace holdfast::scenarios;
using Json = nlohmann::json;

namespace {

const Json& schema()
{
    static const Json parsed =
        Json::parse(std::ifstream(HOLDFAST_SOURCE_DIR "/scenarios/format/scenario.schema.json"));
    return parsed;
}

/// The definition of a shape; the file itself is the root.
const Json& definition_of(std::string_view shape)
{
    return shape == "file" ? schema() : schema().at("$defs").at(std::string(shape));
}

std::set<std::string> names_of_members(const Json& object)
{
    std::set<std::string> names;
    for (const auto& [name, value] : object.items()) names.insert(name);
    return names;
}

bool has_free_names(std::string_view shape)
{
    return shape == "accounts" || shape == "profiles" || shape == "programs" || shape == "cases" ||
           shape == "properties" || shape == "fairness" || shape == "servers";
}

std::string description_of(const Key& key)
{
    std::string meaning{key.meaning};
    meaning[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning[0])));
    return key.fallback.empty() ? meaning + "." : fmt::format("{}. Default: {}.", meaning, key.fallback);
}

/// What any scenario is judged by, and what those with servers or time are judged by besides.
std::vector<checker::Property> all_built_in()
{
    std::vector<checker::Property> all = model::built_in_properties();
    const auto& of_time = model::properties_of_time();
    all.insert(all.end(), of_time.begin(), of_time.end());
    return all;
}

/// The description of a property: its meaning as a sentence.
std::string description_of(const checker::Property& property)
{
    std::string meaning = property.meaning;
    meaning[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning[0])));
    return meaning + ".";
}

template <class Named>
Json names_of(const Named& all)
{
    Json names = Json::array();
    for (const auto& each : all) names.push_back(each.name);
    return names;
}

Json to_json(std::string_view text)
{
    std::ostringstream stream;
    stream << toml::json_formatter{toml::parse(text)};
    return Json::parse(stream.str());
}

std::vector<std::string> complaints_of_schema(const Json& scenario)
{
    return holdfast::tests::JsonSchema(schema()).errors_in(scenario);
}

}  // namespace

TEST_CASE("the schema has a definition for every shape, and besides them only the forms of values and steps")
{
    std::set<std::string> expected{"call_text", "event_text", "minutes", "registry_value", "step"};
    for (const Shape& shape : shapes()) {
        if (shape.id != "file") expected.emplace(shape.id);
        CHECK(definition_of(shape.id).at("description") == shape.meaning);
    }
    CHECK(names_of_members(schema().at("$defs")) == expected);
}

TEST_CASE("the schema has every key with its description, and no other")
{
    for (const Shape& shape : shapes()) {
        if (has_free_names(shape.id)) continue;
        INFO(shape.id);
        const Json& properties = definition_of(shape.id).at("properties");
        std::set<std::string> expected;
        for (const Key& key : keys()) {
            if (key.shape != shape.id || key.name == "*") continue;
            expected.emplace(key.name);
            REQUIRE(properties.contains(std::string(key.name)));
            CHECK(properties.at(std::string(key.name)).at("description") == description_of(key));
        }
        if (shape.id == "assume") {
            for (const model::Switch& which : model::switches()) expected.emplace(which.name);
        }
        if (shape.id == "expect") {
            for (const checker::Property& property : all_built_in()) expected.insert(property.name);
        }
        if (shape.id == "words") {
            for (const model::Word& word : model::renamable_words) expected.emplace(word.name);
        }
        CHECK(names_of_members(properties) == expected);
        // Of the properties that expect can name, those of a scenario's own are known to its file only.
        const Json& others = definition_of(shape.id).at("additionalProperties");
        if (shape.id == "expect") CHECK(others.at("anyOf") == properties.at("stuck").at("anyOf"));
        else CHECK(others == false);
    }
}

TEST_CASE("the schema requires what the parser requires")
{
    for (const Shape& shape : shapes()) {
        if (has_free_names(shape.id)) continue;
        std::set<std::string> expected;
        for (const Key& key : keys()) {
            if (key.shape == shape.id && key.required) expected.emplace(key.name);
        }
        INFO(shape.id);
        CHECK(definition_of(shape.id).value("required", Json::array()).get<std::set<std::string>>() ==
              expected);
    }
    CHECK(definition_of("property").at("oneOf") ==
          Json::parse(R"([{"required": ["never"]}, {"required": ["reachable"]}, {"required": ["at_end"]},
                          {"required": ["leads_to"]}, {"required": ["within"]}])"));
    CHECK(definition_of("program").at("anyOf") ==
          Json::parse(R"([{"required": ["session", "run"]}, {"required": ["copy_of"]}])"));
}

TEST_CASE("the schema has the ranges and words of the parser")
{
    for (const Key& key : keys()) {
        if (key.name == "*" || (key.shape == "file" && key.name == "format")) continue;
        INFO(key.shape << "." << key.name);
        const Json& property = definition_of(key.shape).at("properties").at(std::string(key.name));
        if (!key.words.empty()) {
            const Json& rule = property.contains("items")   ? property.at("items")
                               : property.contains("anyOf") ? property.at("anyOf").at(1)
                                                            : property;
            CHECK(rule.at("enum") == Json(key.words));
        }
        if (key.least < key.most) {
            const Json& rule = property.contains("anyOf") ? property.at("anyOf").at(0) : property;
            CHECK(rule.at("type") == "integer");
            CHECK(rule.at("minimum") == key.least);
            CHECK(rule.value("maximum", std::numeric_limits<std::int64_t>::max()) == key.most);
        }
        if (key.kinds == static_cast<std::uint8_t>(Kind::truth)) CHECK(property.at("type") == "boolean");
        if (key.type.starts_with("a time such as")) CHECK(property.at("$ref") == "#/$defs/minutes");
        if (key.type == "a string, a number, an array or false")
            CHECK(property.at("$ref") == "#/$defs/registry_value");
    }
}

TEST_CASE("the schema knows all policies, switches, alternatives, answers and properties")
{
    for (const std::string shape : {"mapi", "case"}) {
        CHECK(definition_of(shape).at("properties").at("policy").at("enum") == names_of(model::presets()));
    }
    CHECK(definition_of("call").at("properties").at("must").at("enum") == names_of(model::answers));
    for (const model::Switch& which : model::switches()) {
        const Json& rule = definition_of("assume").at("properties").at(std::string(which.name));
        CHECK(rule.at("enum") == names_of(which.alternatives));
        CHECK(rule.at("description") == which.question);
    }
    for (const checker::Property& property : all_built_in()) {
        const Json& rule = definition_of("expect").at("properties").at(property.name);
        CHECK(rule.at("anyOf").at(0).at("enum") == Json(key_of("expect", "*").words));
        CHECK(rule.at("anyOf").at(1).at("$ref") == "#/$defs/expectation");
        CHECK(rule.at("description") == description_of(property));
    }
}

TEST_CASE("the schema knows all words that can be renamed, and all that a scenario can show")
{
    const Json& rules = definition_of("words").at("properties");
    CHECK(rules.size() == model::renamable_words.size());
    for (const model::Word& word : model::renamable_words) CHECK(rules.contains(std::string(word.name)));
    Json letters = Json::array();
    for (const Showable& each : showables()) letters.push_back(each.letter);
    CHECK(definition_of("file").at("properties").at("shows").at("items").at("enum") == letters);
}

/// Whether the definition accepts the text.
bool accepts(const std::string& definition, const std::string& text)
{
    return holdfast::tests::JsonSchema(definition_of(definition)).errors_in(Json(text)).empty();
}

TEST_CASE("the schema accepts each step, and none with a name too many or too few")
{
    for (const StepName& step : step_names()) {
        INFO(step.name);
        const std::string name{step.name};
        if (step.takes == StepName::Takes::minutes) continue;
        const bool takes_nothing = step.takes == StepName::Takes::nothing;
        const bool takes_two = step.takes == StepName::Takes::two_profiles;
        const bool may_stand_alone = takes_nothing || step.takes == StepName::Takes::profile_or_nothing;
        CHECK(accepts("call_text", name) == may_stand_alone);
        CHECK(accepts("call_text", name + " My Profile") == (!takes_nothing && !takes_two));
        CHECK(accepts("call_text", name + " My Profile to Other") == !takes_nothing);
        CHECK_FALSE(accepts("call_text", name + "s My Profile"));
    }
}

TEST_CASE("the schema accepts times as the parser does")
{
    for (const char* time : {"5m", "90m", "2h", "1h30m", "0m"}) {
        CHECK(accepts("minutes", time));
        CHECK(accepts("call_text", fmt::format("wait {}", time)));
    }
    for (const char* time : {"", "5", "5 m", "m", "5s", "30m1h", "1h30", "-5m"}) {
        CHECK_FALSE(accepts("minutes", time));
        CHECK_FALSE(accepts("call_text", fmt::format("wait {}", time)));
    }
}

TEST_CASE("the schema accepts each event, with a name where it takes one")
{
    for (const std::string event : {"disconnect", "reconnect", "log off", "log on", "unload"}) {
        CHECK(accepts("event_text", event + " remote"));
        CHECK_FALSE(accepts("event_text", event));
    }
    CHECK(accepts("event_text", "reboot"));
    CHECK_FALSE(accepts("event_text", "reboot remote"));
}

TEST_CASE("the schema accepts every scenario of the library")
{
    std::size_t scenarios = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(HOLDFAST_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() != ".toml") continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        INFO(entry.path().string());
        CHECK(complaints_of_schema(to_json(text.str())) == std::vector<std::string>{});
        ++scenarios;
    }
    CHECK(scenarios > 0);
}

TEST_CASE("the schema refuses what the parser refuses of keys, types, words and ranges")
{
    using namespace texts;
    const auto refused = [](const std::string& text) {
        const bool by_schema = !complaints_of_schema(to_json(text)).empty();
        const bool by_parser = !errors_of(text).empty();
        return by_schema && by_parser;
    };
    const std::string world = head + accounts + profiles + programs;
    CHECK_FALSE(refused(world));
    for (const std::string tags : {"[\"a\", \"a\"]", "[\"\"]", "[3]", "\"a\""})
        CHECK(refused("tags = " + tags + "\n" + world));
    CHECK(refused(fmt::format("tags = [\"{}\"]\n", std::string(65, 'a')) + world));
    CHECK(complaints_of_schema(to_json(fmt::format("tags = [\"{}\"]\n", std::string(64, 'a')) + world))
              .empty());
    CHECK(refused("format = 2\ntitle = \"t\"\n" + accounts + profiles + programs));
    CHECK(refused("format = 1\n" + accounts + profiles + programs));
    CHECK(refused(world + "[limit]\n"));
    CHECK(refused(world + "count = 0\n"));
    CHECK(refused(world + "count = 65\n"));
    CHECK(refused(world + "may = [\"crahs\"]\n"));
    CHECK(refused(world + "on_failure = \"halt\"\n"));
    CHECK(refused(world + "[programs.other]\nsession = \"console\"\n"));
    CHECK(refused(world + "[programs.other]\nsession = \"console\"\nrun = [\"logn Outlook\"]\n"));
    CHECK(refused(world +
                  "[programs.other]\nsession = \"console\"\nrun = [{ repeat = 0, steps = [\"idle\"] }]\n"));
    CHECK(refused(
        world +
        "[programs.other]\nsession = \"console\"\nrun = [{ repeat = \"for ever\", steps = [\"idle\"] }]\n"));
    CHECK(refused(world + "[fairness]\nmailer = \"week\"\n"));
    CHECK(refused(world +
                  "[programs.other]\nsession = \"console\"\nrun = [{ call = \"access\", must = \"OK\" }]\n"));
    CHECK(refused(world + "may = [\"restart\"]\nrestarts = 0\n"));
    CHECK(refused(world + "global_privilege = 1\n"));
    CHECK(refused(world + "[programs.other]\nsession = \"console\"\nrun = [\"rename Outlook\"]\n"));
    CHECK(refused(world + "[programs.other]\nsession = \"console\"\nrun = [{ call = \"logon Outlook\", "
                          "flags = [\"NEW_SESION\"] }]\n"));
    CHECK(refused(world + "[environment]\nmay = [\"rebot\"]\n"));
    CHECK(refused(world + "[environment]\nmay = [{ event = \"reboot\", times = 0 }]\n"));
    CHECK(refused(world + "[environment]\n"));
    CHECK(refused(world + "[profiles.Other]\nstate = \"gone\"\n"));
    CHECK(refused(world + "[profiles.Other]\ndynamic = 1\n"));
    CHECK(refused(world + "[mapi]\npolicy = \"fixd\"\n"));
    CHECK(refused(world + "[mapi]\nassume = { use-scope = \"hives\" }\n"));
    CHECK(refused(world + "[mapi]\nassume = { use_scope = \"hive\" }\n"));
    CHECK(refused(world + "[limits]\nmemory = \"512\"\n"));
    CHECK(refused(world + "[limits]\ntime = \"5ms\"\n"));
    CHECK(refused(world + "[expect]\nstuck = \"no\"\n"));
    CHECK(refused(world + "[expect]\nstucc = \"hold\"\n"));
    CHECK_FALSE(errors_of(world + "[expect]\nstucc = \"holds\"\n").empty());  // only the parser knows
    const std::string property = world + "[properties.mine]\n";
    CHECK_FALSE(refused(property + "never = 'Outlook is live'\n"));
    CHECK_FALSE(refused(property + "leads_to = ['Outlook is live', 'Outlook is absent']\nsays = \"s\"\n"));
    CHECK(refused(property + "says = \"s\"\n"));
    CHECK(refused(property + "never = 'Outlook is live'\nat_end = 'Outlook is live'\n"));
    CHECK(refused(property + "never = 1\n"));
    CHECK(refused(property + "nevr = 'Outlook is live'\n"));
    CHECK(refused(property + "leads_to = ['Outlook is live']\n"));
    CHECK(refused(property + "leads_to = ['Outlook is live', 1]\n"));
    CHECK(refused(property + "leads_to = 'Outlook is live'\n"));
    CHECK(refused(world + "[properties]\nmine = 'Outlook is live'\n"));
    CHECK(refused(world + "[cases.one]\nexpect = { stuck = { steps = 1 } }\n"));
}

TEST_CASE("the schema accepts and refuses of servers, clients and times what the parser does")
{
    using namespace texts;
    const auto by_schema = [](const std::string& text) {
        return complaints_of_schema(to_json(text)).empty();
    };
    const auto by_parser = [](const std::string& text) { return errors_of(text).empty(); };
    const std::string world = head + accounts + profiles;
    const std::string client = "[programs.mailer]\nsession = \"console\"\nrun = [\"connect exchange\"]\n";
    const auto is_good = [&](const std::string& text) {
        const bool good = by_schema(text);
        CAPTURE(text);
        CHECK(by_parser(text) == good);
        return good;
    };
    const auto server = [&](const std::string& keys) {
        return is_good(world + client + "[servers.exchange]\n" + keys);
    };
    CHECK(server(""));
    CHECK(server("processes = \"a.exe; b.exe\"\nversions = false\npoll = \"1h\"\nfirst_poll = \"7m\"\n"));
    CHECK(server("processes = 5\nversions = [\"a\", \"b\"]\n"));
    CHECK(server("nodes = [\"one\", { name = \"two\", processes = \"a.exe\" }]\n"));
    CHECK_FALSE(server("processes = true\n"));
    CHECK_FALSE(server("poll = 15\n"));
    CHECK_FALSE(server("poll = \"15 min\"\n"));
    CHECK_FALSE(server("pol = \"15m\"\n"));
    CHECK_FALSE(server("nodes = []\n"));
    CHECK_FALSE(server("nodes = [{ processes = \"a.exe\" }]\n"));
    CHECK_FALSE(server("nodes = [{ name = \"two\", versions = true }]\n"));
    CHECK_FALSE(is_good(world + client + "servers = { exchange = 1 }\n"));

    const auto program = [&](const std::string& keys) {
        return is_good(world + client + keys + "[servers.exchange]\n");
    };
    CHECK(program("executable = \"a.exe\"\ndeclares = false\nclient_version = \"11.0.5604\"\n"));
    CHECK(program("declares = \"b.exe\"\npart_of_server = true\nurgent = true\n"));
    CHECK_FALSE(program("declares = true\n"));
    CHECK_FALSE(program("executable = false\n"));
    CHECK_FALSE(program("client_version = 11\n"));
    CHECK_FALSE(program("urgent = 1\n"));

    const auto step = [&](const std::string& text) {
        return is_good(world + "[programs.mailer]\nsession = \"console\"\nrun = [" + text +
                       "]\n[servers.exchange]\n");
    };
    CHECK(step("{ call = \"edit exchange\", processes = \"a.exe\", versions = false, at = \"7m\" }"));
    CHECK(step("{ call = \"connect exchange\", within = [\"0m\", \"1h\"], must = \"MAPI_E_VERSION\" }"));
    CHECK(step("\"wait 1h30m\", \"disconnect\", \"request\", \"restart-store exchange\""));
    CHECK_FALSE(step("{ call = \"edit exchange\", processes = true }"));
    CHECK_FALSE(step("{ call = \"connect exchange\", at = 7 }"));
    CHECK_FALSE(step("{ call = \"connect exchange\", within = [\"0m\"] }"));
    CHECK_FALSE(step("{ call = \"connect exchange\", within = \"5m\" }"));
    CHECK_FALSE(step("\"wait\""));
    CHECK_FALSE(step("\"wait 5\""));

    const auto property = [&](const std::string& keys) {
        return is_good(world + client + "[servers.exchange]\n[properties.mine]\n" + keys);
    };
    const std::string from = "from = 'mailer is listed'", to = "to = 'mailer is blocked'";
    CHECK(property("within = { " + from + ", " + to + ", at_most = \"15m\" }\n"));
    CHECK_FALSE(property("within = { " + from + ", " + to + " }\n"));
    CHECK_FALSE(property("within = { " + from + ", at_most = \"15m\" }\n"));
    CHECK_FALSE(property("within = { " + from + ", " + to + ", at_most = 15 }\n"));
    CHECK_FALSE(property("within = { " + from + ", " + to + ", at_most = \"15m\", per = \"h\" }\n"));
    CHECK_FALSE(
        property("never = 'mailer is cut'\nwithin = { " + from + ", " + to + ", at_most = \"1m\" }\n"));
    CHECK(is_good(world + client + "[servers.exchange]\n[fairness]\nexchange = \"none\"\n"));
    CHECK(is_good(world + client + "[servers.exchange]\n[expect]\nzeno = \"any\"\n"));
}
