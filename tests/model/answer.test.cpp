#include "model/answer.hpp"

#include <set>

#include <catch2/catch.hpp>

namespace holdfast::tests {
namespace {

using model::Answer;

TEST_CASE("answers stand in the order of their enumeration, each with a name and a number of its own")
{
    std::set<std::string_view> names;
    std::set<std::uint32_t> codes;
    for (std::size_t k = 0; k < model::answers.size(); ++k) {
        CHECK(static_cast<std::size_t>(model::answers[k].answer) == k);
        CHECK(names.insert(model::answers[k].name).second);
        CHECK(codes.insert(model::answers[k].code).second);
        CHECK(model::answer_named(model::answers[k].name) == model::answers[k].answer);
    }
    CHECK(names.size() == static_cast<std::size_t>(Answer::client_version_disallowed) + 1);
}

TEST_CASE("answers have the names and numbers of MAPICode.h")
{
    CHECK(model::to_string(Answer::s_ok) == "S_OK");
    CHECK(model::to_string(Answer::call_failed) == "MAPI_E_CALL_FAILED");
    CHECK(model::answers[static_cast<std::size_t>(Answer::call_failed)].code == 0x80004005);
    CHECK(model::answers[static_cast<std::size_t>(Answer::no_access)].code == 0x80070005);
    CHECK(model::answers[static_cast<std::size_t>(Answer::not_found)].code == 0x8004010F);
    CHECK(model::answers[static_cast<std::size_t>(Answer::logon_failed)].code == 0x80040111);
    CHECK(model::answers[static_cast<std::size_t>(Answer::session_limit)].code == 0x80040112);
    CHECK(model::answers[static_cast<std::size_t>(Answer::timeout)].code == 0x80040401);
    CHECK(model::answers[static_cast<std::size_t>(Answer::not_enough_resources)].code == 0x8004010E);
    CHECK(model::answers[static_cast<std::size_t>(Answer::no_support)].code == 0x80040102);
}

TEST_CASE("an answer is found by its whole name only")
{
    CHECK(model::answer_named("MAPI_E_NOT_FOUND") == Answer::not_found);
    CHECK_FALSE(model::answer_named("NOT_FOUND"));
    CHECK_FALSE(model::answer_named("s_ok"));
    CHECK_FALSE(model::answer_named(""));
}

}  // namespace
}  // namespace holdfast::tests
