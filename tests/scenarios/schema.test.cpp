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
    return shape == "accounts" || shape == "profiles" || shape == "programs" || shape == "cases";
}

std::string description_of(const Key& key)
{
    std::string meaning{key.meaning};
    meaning[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(meaning[0])));
    return key.fallback.empty() ? meaning + "." : fmt::format("{}. Default: {}.", meaning, key.fallback);
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

/// What the schema has against a scenario. The validator does not follow the schema of names that authors
/// choose, so each account, profile, program and case is held against its own definition.
std::vector<std::string> complaints_of_schema(const Json& scenario)
{
    std::vector<std::string> complaints = holdfast::tests::JsonSchema(schema()).errors_in(scenario);
    for (const std::string table : {"accounts", "profiles", "programs", "cases"}) {
        if (!scenario.contains(table) || !scenario.at(table).is_object()) continue;
        Json entry = definition_of(table).at("additionalProperties");
        entry["$defs"] = schema().at("$defs");
        for (const auto& [name, value] : scenario.at(table).items()) {
            for (const std::string& each : holdfast::tests::JsonSchema(entry).errors_in(value)) {
                complaints.push_back(fmt::format("{}.{}: {}", table, name, each));
            }
        }
    }
    return complaints;
}

}  // namespace

TEST_CASE("the schema has a definition for every shape, and besides them only the two forms of a step")
{
    std::set<std::string> expected{"call_text", "step"};
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
            for (const checker::Property& property : model::properties()) expected.insert(property.name);
        }
        CHECK(names_of_members(properties) == expected);
        CHECK(definition_of(shape.id).at("additionalProperties") == false);
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
            const Json& rule = property.contains("items") ? property.at("items") : property;
            CHECK(rule.at("enum") == Json(key.words));
        }
        if (key.kinds == static_cast<std::uint8_t>(Kind::number)) {
            CHECK(property.at("type") == "integer");
            CHECK(property.at("minimum") == key.least);
            CHECK(property.value("maximum", std::numeric_limits<std::int64_t>::max()) == key.most);
        }
        if (key.kinds == static_cast<std::uint8_t>(Kind::truth)) CHECK(property.at("type") == "boolean");
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
    for (const checker::Property& property : model::properties()) {
        const Json& rule = definition_of("expect").at("properties").at(property.name);
        CHECK(rule.at("anyOf").at(0).at("enum") == Json(key_of("expect", "*").words));
        CHECK(rule.at("anyOf").at(1).at("$ref") == "#/$defs/expectation");
    }
}

TEST_CASE("the schema accepts each step, and none with a profile too many or too few")
{
    for (const model::CallWords& call : model::call_words()) {
        Json step = definition_of("call_text");
        const bool named = call.usage.ends_with(" PROFILE");
        const std::string with = call.name + " My Profile";
        CHECK(holdfast::tests::JsonSchema(step).errors_in(Json(named ? with : call.name)).empty());
        CHECK_FALSE(holdfast::tests::JsonSchema(step).errors_in(Json(named ? call.name : with)).empty());
    }
}

TEST_CASE("the schema accepts every scenario of the library")
{
    std::size_t scenarios = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(HOLDFAST_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() != ".toml") continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        INFO(entry.path().string() << "\n"
                                   << fmt::format(
                                          "{}", fmt::join(complaints_of_schema(to_json(text.str())), "\n")));
        CHECK(complaints_of_schema(to_json(text.str())).empty());
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
    CHECK(refused(world +
                  "[programs.other]\nsession = \"console\"\nrun = [{ call = \"access\", must = \"OK\" }]\n"));
    CHECK(refused(world + "[profiles.Other]\nstate = \"gone\"\n"));
    CHECK(refused(world + "[profiles.Other]\ndynamic = 1\n"));
    CHECK(refused(world + "[mapi]\npolicy = \"fixd\"\n"));
    CHECK(refused(world + "[mapi]\nassume = { use-scope = \"hives\" }\n"));
    CHECK(refused(world + "[mapi]\nassume = { use_scope = \"hive\" }\n"));
    CHECK(refused(world + "[limits]\nmemory = \"512\"\n"));
    CHECK(refused(world + "[limits]\ntime = \"5ms\"\n"));
    CHECK(refused(world + "[expect]\nstuck = \"no\"\n"));
    CHECK(refused(world + "[expect]\nstucc = \"holds\"\n"));
    CHECK(refused(world + "[cases.one]\nexpect = { stuck = { steps = 1 } }\n"));
}
