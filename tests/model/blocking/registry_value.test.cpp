#include "model/blocking/registry_value.hpp"

#include <catch2/catch.hpp>

namespace holdfast::tests {
namespace {

using model::RegistryValue;

TEST_CASE("a value is absent until somebody sets it")
{
    CHECK(RegistryValue{} == RegistryValue::absent());
    CHECK(RegistryValue::absent() != RegistryValue::of_text(""));
}

TEST_CASE("two values are equal that have the same type and the same text")
{
    CHECK(RegistryValue::of_text("a") == RegistryValue::of_text("a"));
    CHECK(RegistryValue::of_text("a") != RegistryValue::of_text("A"));
    CHECK(RegistryValue::of_text("") != RegistryValue::of_number());
    CHECK(RegistryValue::of_number() != RegistryValue::of_several_texts());
}

TEST_CASE("a type is named as the registry names it")
{
    CHECK(RegistryValue::absent().name_of_type() == "absent");
    CHECK(RegistryValue::of_text("a").name_of_type() == "REG_SZ");
    CHECK(RegistryValue::of_number().name_of_type() == "REG_DWORD");
    CHECK(RegistryValue::of_several_texts().name_of_type() == "REG_MULTI_SZ");
}

}  // namespace
}  // namespace holdfast::tests
