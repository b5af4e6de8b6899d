// Holds a JSON document against a JSON Schema, for the keywords that our schemas use; a keyword that it does
// not know is an error, so that no rule is passed over silently.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/regex.hpp>
#include <nlohmann/json.hpp>

namespace holdfast::tests {

class JsonSchema {
public:
    using Json = nlohmann::json;

    explicit JsonSchema(Json schema) : schema_(std::move(schema)) {}

    /// What is wrong, each with its place; empty where the document is valid.
    [[nodiscard]] std::vector<std::string> errors_in(const Json& document)
    {
        errors_.clear();
        check(document, schema_, "#");
        return errors_;
    }

private:
    void fail(const std::string& place, const std::string& what) { errors_.push_back(place + ": " + what); }

    void check(const Json& value, const Json& schema, const std::string& place)
    {
        for (const auto& [keyword, rule] : schema.items()) check_keyword(keyword, rule, value, schema, place);
    }

    void check_keyword(const std::string& keyword, const Json& rule, const Json& value, const Json& schema,
                       const std::string& place)
    {
        static const std::set<std::string> mere_words{"$schema", "$id", "$defs", "title", "description"};
        if (mere_words.count(keyword) > 0) return;
        if (keyword == "$ref") return check(value, resolve(rule), place);
        if (keyword == "type") return check_type(rule, value, place);
        if (keyword == "const") return require(value == rule, place, "is not " + rule.dump());
        if (keyword == "enum")
            return require(contains(rule, value), place, value.dump() + " is not one of " + rule.dump());
        if (keyword == "anyOf") return check_any(rule, value, place);
        if (keyword == "oneOf")
            return require(fitting(rule, value, place) == 1, place, "does not fit one schema");
        if (keyword == "required") return check_required(rule, value, place);
        if (keyword == "properties") return check_properties(rule, value, place);
        if (keyword == "additionalProperties") return check_additional(rule, value, schema, place);
        if (keyword == "items") return check_items(rule, value, place);
        if (keyword == "minimum") return require(!value.is_number() || value >= rule, place, "is too small");
        if (keyword == "maximum") return require(!value.is_number() || value <= rule, place, "is too large");
        if (keyword == "minItems")
            return require(!value.is_array() || value.size() >= rule, place, "has too few items");
        if (keyword == "maxItems")
            return require(!value.is_array() || value.size() <= rule, place, "has too many items");
        if (keyword == "minLength")
            return require(!value.is_string() || !value.get<std::string>().empty(), place, "is empty");
        if (keyword == "maxLength")
            return require(!value.is_string() || letters_of(value) <= rule, place, "is too long");
        if (keyword == "uniqueItems")
            return require(!rule.get<bool>() || !value.is_array() || is_set(value), place, "repeats an item");
        if (keyword == "pattern") return check_pattern(rule, value, place);
        fail(place, "the validator does not know the keyword " + keyword);
    }

    void require(bool condition, const std::string& place, const std::string& what)
    {
        if (!condition) fail(place, what);
    }

    [[nodiscard]] const Json& resolve(const Json& reference) const
    {
        return schema_.at(Json::json_pointer(reference.get<std::string>().substr(1)));
    }

    /// Code points: bytes of UTF-8 that go on with none.
    static std::size_t letters_of(const Json& value)
    {
        const std::string text = value.get<std::string>();
        return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
            return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
        }));
    }

    static bool is_set(const Json& array)
    {
        return std::set<Json>(array.begin(), array.end()).size() == array.size();
    }

    static bool contains(const Json& array, const Json& value)
    {
        return std::find(array.begin(), array.end(), value) != array.end();
    }

    static bool has_type(const std::string& type, const Json& value)
    {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        if (type == "boolean") return value.is_boolean();
        return type == "null" && value.is_null();
    }

    void check_type(const Json& rule, const Json& value, const std::string& place)
    {
        bool found = rule.is_string() && has_type(rule, value);
        if (rule.is_array()) {
            for (const Json& type : rule) found = found || has_type(type, value);
        }
        require(found, place, "is not of type " + rule.dump());
    }

    void check_any(const Json& rule, const Json& value, const std::string& place)
    {
        if (fitting(rule, value, place) == 0)
            fail(place, "fits none of " + std::to_string(rule.size()) + " schemas");
    }

    [[nodiscard]] std::size_t fitting(const Json& rule, const Json& value, const std::string& place)
    {
        std::size_t found = 0;
        const std::vector<std::string> errors = std::exchange(errors_, {});
        for (const Json& one : rule) {
            check(value, one, place);
            found += errors_.empty() ? 1 : 0;
            errors_.clear();
        }
        errors_ = errors;
        return found;
    }

    void check_required(const Json& rule, const Json& value, const std::string& place)
    {
        if (!value.is_object()) return;
        for (const Json& key : rule)
            require(value.contains(key.get<std::string>()), place, "lacks " + key.dump());
    }

    void check_properties(const Json& rule, const Json& value, const std::string& place)
    {
        if (!value.is_object()) return;
        for (const auto& [key, schema] : rule.items()) {
            if (value.contains(key)) check(value.at(key), schema, place + "/" + key);
        }
    }

    void check_additional(const Json& rule, const Json& value, const Json& schema, const std::string& place)
    {
        if (!value.is_object()) return;
        for (const auto& [key, member] : value.items()) {
            if (schema.contains("properties") && schema.at("properties").contains(key)) continue;
            if (rule.is_boolean()) require(rule.get<bool>(), place, "has the unknown key " + key);
            else check(member, rule, place + "/" + key);
        }
    }

    void check_items(const Json& rule, const Json& value, const std::string& place)
    {
        if (!value.is_array()) return;
        for (std::size_t k = 0; k < value.size(); ++k) check(value[k], rule, place + "/" + std::to_string(k));
    }

    void check_pattern(const Json& rule, const Json& value, const std::string& place)
    {
        if (!value.is_string()) return;
        require(boost::regex_search(value.get<std::string>(), boost::regex(rule.get<std::string>())), place,
                value.dump() + " does not fit " + rule.dump());
    }

    Json schema_;
    std::vector<std::string> errors_;
};

}  // namespace holdfast::tests
